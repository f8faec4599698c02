"""What `contested control` prints and writes beyond lists: changes, shares, maps, scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli._screen import limited, note, out, print_json, show

if TYPE_CHECKING:
    from contested.cli._select import Asked
    from contested.ledger import View
    from contested.outputs.naming import Naming
    from contested.outputs.reference import Reference
    from contested.weighing import Weighed


def print_changes(view: View, weighed: Weighed, asked: Asked, naming: Naming, limit: int, *, as_json: bool) -> None:
    """The days on which places changed hands, each with the words that tell it."""
    from rich.padding import Padding
    from rich.text import Text

    from contested.outputs import wording
    from contested.outputs.clean import plain

    given = weighed.control.changes(asked.since, asked.until)
    if asked.place:
        ids = {a.claim.id for a in view.accounts(place=asked.place, as_of=asked.as_of)}
        given = tuple(c for c in given if ids.intersection(c.claims))
    accounts = {a.claim.id: a for a in weighed.accounts}
    kept, rest = limited(given, limit)
    if as_json:
        print_json([{
            "day": c.day, "place": naming.place(c.place, c.geonameid), "geonameid": c.geonameid, "before": c.before,
            "after": c.after, "p": c.probability, "claims": list(c.claims),
            "words": [accounts[i].words for i in c.claims if i in accounts],
        } for c in kept])  # fmt: skip
        return
    console = out()
    for c in kept:
        head = Text(f"{wording.day(c.day)}  {plain(naming.place(c.place, c.geonameid), 40)}", "bold")
        told = f": {naming.side(c.before)} -> {naming.side(c.after)}, {wording.percent(c.probability)}"
        head.append(told, "not bold")
        console.print(head)
        for account in (accounts[i] for i in c.claims[:2] if i in accounts):
            source = f"{wording.who_says(account)}; {plain(account.outlet or 'outlet not told', 40)}"
            words = f"“{plain(account.words, 150)}”\n{source}, {wording.day(account.published)}, {account.claim.id}"
            console.print(Padding(Text(words, "dim"), (0, 0, 0, 2)))
    if not kept:
        console.print("Nothing changed hands.")
    if rest:
        console.print(f"\n{rest:,} more; --limit 0 shows all.", style="dim")


def print_shares(weighed: Weighed, on: str | None, naming: Naming, limit: int, *, as_json: bool) -> None:
    """Who holds how much of each region, by settlements and by ground."""
    from rich.table import Table

    from contested.outputs import wording
    from contested.outputs.cells import shares
    from contested.outputs.countries import region_name

    rows = shares(weighed.control, on)
    for row in rows:
        row["region"] = region_name(row["country"], row["admin1"]) or row["admin1"] or row["country"] or "not told"
    kept, rest = limited(rows, limit)
    if as_json:
        print_json(kept)
        return
    table = Table(box=None, expand=True, header_style="dim", padding=(0, 2, 0, 0))
    for head, width in (("Region", 18), ("Places", 7), ("km²", 8)):
        table.add_column(head, width=width, justify="left" if head == "Region" else "right")
    table.add_column("By settlement", ratio=1)
    table.add_column("By ground", ratio=1)
    for row in kept:
        columns = (
            ", ".join(
                f"{naming.side(holder)} {wording.percent(share)}"
                for holder, share in sorted(row[key].items(), key=lambda item: -item[1])
                if share >= 0.005
            )
            for key in ("by_settlement", "by_area")
        )
        table.add_row(row["region"], str(row["settlements"]), f"{row['area_km2']:,}", *columns)
    show(table, rest=rest)


def write_geojson(view: View, weighed: Weighed, to: Path, on: str | None, naming: Naming, *, internal: bool) -> None:
    """Settlements into a file, and cells into another beside it."""
    from contested.outputs.cells import cell_features, features
    from contested.outputs.policy import PublicationPolicy
    from contested.outputs.release import release

    record = weighed.control
    policy = PublicationPolicy.off() if internal else PublicationPolicy.public()
    readings = [] if internal else list(view.readings(as_of=weighed.as_of))
    whole = release(weighed, policy=policy, as_of=weighed.as_of, readings=readings)
    shown = set(whole.by_id).__contains__
    day = on or date.fromordinal(record.last).isoformat()
    to.parent.mkdir(parents=True, exist_ok=True)
    beside = to.with_suffix(".cells.geojson")
    for path, made in ((to, features(record, day, naming, shown)), (beside, cell_features(record, day, naming, shown))):
        _write(path, made, day, naming)
    note(f"Written to {to} and {beside}.")


def _write(path: Path, made: list[dict[str, Any]], day: str, naming: Naming) -> None:
    collection = {
        "type": "FeatureCollection", "date": day, "names": naming.key,
        "note": "Estimates from what is told, not what is known to be so; doubt runs from 0 to 1. Country: by law.",
        "features": made,
    }  # fmt: skip
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def print_score(
    weighed: Weighed, drawn: Reference, on: str | None, naming: Naming, limit: int, *, as_json: bool
) -> None:
    """How the estimates agree with polygons drawn by others."""
    from rich.table import Table

    from contested.outputs import wording
    from contested.outputs.clean import plain
    from contested.outputs.reference import compare

    score = compare(weighed.control, drawn, on)
    if as_json:
        print_json(score.row())
        return
    console = out()
    if score.agreement is None or score.brier is None:
        console.print("No settlement of the record can be compared: none lies near, or on none of the days.")
        return
    console.print(f"{score.settlements:,} settlements and days; a holder is told for {score.known:,} of them.")
    console.print(
        f"Agreement {wording.percent(score.agreement)}; Brier score {score.brier:.3f} (0 is best, 2 worst).\n"
    )
    told: Callable[[str], str] = naming.side
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), title_justify="left")
    for head in ("Drawn as", "Told as", "Number"):
        table.add_column(head)
    for (true, guess), number in sorted(score.confusion.items(), key=lambda item: -item[1]):
        table.add_row(told(true), told(guess), f"{number:,}", style="" if true == guess else "red")
    console.print(table)
    kept, rest = limited(score.parted, limit)
    for day, place, true, guess, share in kept:
        parting = f"drawn as {told(true)} ({wording.percent(share)}), told {told(guess)}"
        console.print(f"{wording.day(day)}  {plain(place, 40)}: {parting}", markup=False)
    if rest:
        console.print(f"\n{rest:,} more; --limit 0 shows all.", style="dim")

"""The situation on one screen or two: what is contested first, then what is new, tolls, who holds what, who moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from contested.nouns import Incident, parse_day
from contested.outputs import rows as record
from contested.outputs import tables, wording
from contested.outputs.clean import plain
from contested.outputs.holders import control_rows
from contested.outputs.release import Release
from contested.outputs.tables import LOUD, QUIET, STRONG
from contested.outputs.texts import STATUSES, say, status

NEW_DAYS = 3
HUMAN = ("killed", "injured", "found_dead", "missing", "captured")


def situation(whole: Release, *, most: int = 5, signs: bool = True) -> RenderableType:
    """What the record says, most contested first. `most`: entries a section."""
    parts: list[RenderableType] = [_head(whole)]
    for title, note, body in _sections(whole, most, signs):
        parts += [Text(""), _title(title, note), body]
    if whole.held:
        parts += [Text(""), Text(say("held_back", n=len(whole.held), why=_why_held(whole)), QUIET)]
    return Group(*parts)


def situation_row(whole: Release, *, most: int = 50) -> record.Row:
    """The same as plain values."""
    return {
        "as_of": whole.latest,
        "documents": len({a.document for a in whole.accounts}),
        "claims": len(whole.accounts),
        "incidents": len(whole.incidents),
        "origins": len(whole.origins),
        "statuses": dict(Counter(i.status for i in whole.incidents)),
        "disagreements": record.disagreement_rows(whole)[:most],
        "new": [record.incident_row(i, whole) for i in new_incidents(whole)[:most]],
        "tolls": [record.incident_row(i, whole) for i in heaviest(whole)[:most]],
        "control": control_rows(whole.control, whole.sides)[:most],
        "movement": record.movement_rows(whole)[:most],
        "held_back": len(whole.held),
    }


def new_incidents(whole: Release, days: int = NEW_DAYS) -> list[Incident]:
    """Incidents first reported in the last days of the view, most contested first."""
    last = parse_day(whole.latest)
    if last is None:
        return []
    since = (last - timedelta(days=days - 1)).isoformat()
    fresh = tuple(i for i in whole.incidents if (i.first_reported or "")[:10] >= since)
    return record.contested_first(fresh)


def heaviest(whole: Release) -> list[Incident]:
    """Incidents with the highest told number of people killed, hurt, found dead, missing or captured."""
    weight = {i.id: max((t.high or t.low or 0 for t in i.tolls if t.of in HUMAN), default=0) for i in whole.incidents}
    return sorted((i for i in whole.incidents if weight[i.id]), key=lambda i: (-weight[i.id], i.id))


def distinct(rows: list[record.Row]) -> list[record.Row]:
    """Disagreements without those that set the same claims against each other again in another slot."""
    kept: dict[frozenset[str], record.Row] = {}
    for row in rows:
        kept.setdefault(frozenset(claim for stand in row["positions"] for claim in stand["claims"]), row)
    return list(kept.values())


def _head(whole: Release) -> Text:
    states = Counter(i.status for i in whole.incidents)
    documents = len({a.document for a in whole.accounts})
    head = Text("Contested", STRONG)
    head.append(f"  as known on {wording.day(whole.latest)}", "not bold")
    head.append(
        f"\n{len(whole.incidents):,} incidents from {len(whole.accounts):,} claims in {documents:,} documents, "
        f"{len(whole.origins):,} origins\n",
        "not bold dim",
    )
    for key, count in ((key, states[key]) for key in STATUSES if states[key]):
        loud = key in ("disputed", "denied")
        head.append(f"{status(key)['label'].lower()} {count}", LOUD if loud else "not bold dim")
        head.append("   ", "not bold")
    return head


def _sections(whole: Release, most: int, signs: bool) -> Iterator[tuple[str, str, RenderableType]]:
    parted = distinct(record.disagreement_rows(whole))
    single = sum(i.status == "single_source" for i in whole.incidents)
    body = tables.disagreements_table(parted[:most], whole.sides, signs=signs)
    yield (
        "Where the accounts part",
        _of(most, len(parted)),
        body if parted else Text(say("no_disagreement", single=single)),
    )
    fresh = new_incidents(whole)
    if fresh:
        rows = [record.incident_row(i, whole) for i in fresh[:most]]
        yield f"New in the last {NEW_DAYS} days", _of(most, len(fresh)), _incident_lines(rows, signs=signs)
    heavy = heaviest(whole)
    if heavy:
        yield "Tolls, low to high", _of(most + 2, len(heavy)), _toll_lines(heavy[: most + 2])
    held = control_rows(whole.control, whole.sides)
    if held:
        yield "Who holds what", _of(most + 3, len(held)), tables.control_table(held[: most + 3])
    moved = record.movement_rows(whole)
    if moved:
        yield "People being moved", _of(most + 1, len(moved)), tables.movement_table(moved[: most + 1])


def _title(title: str, note: str) -> RenderableType:
    return Group(
        Rule(style=QUIET, characters="─"), Text.assemble((title, STRONG), (f"  {note}" if note else "", QUIET))
    )


def _of(most: int, there_are: int) -> str:
    return f"{most} of {there_are:,}" if there_are > most else ""


def _incident_lines(rows: list[record.Row], *, signs: bool) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=3)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(width=18)
    grid.add_column(ratio=2, overflow="fold")
    for row in rows:
        entry = status(row["status"])
        loud = row["status"] in ("disputed", "denied")
        told = "; ".join(t["words"] for t in row["tolls"][:2]) or _many(len(row["claims"]), "claim")
        grid.add_row(
            Text(entry["sign" if signs else "plain"], LOUD if loud else STRONG), Text(plain(row["title"], 80)),
            Text(row["when"], QUIET), Text(told),
        )  # fmt: skip
    return grid


def _toll_lines(heavy: list[Incident]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(width=18)
    grid.add_column(ratio=3, overflow="fold")
    for item in heavy:
        words = "; ".join(wording.toll(t) for t in item.tolls if t.of in HUMAN)
        when = Text(wording.span(item.from_, item.to), QUIET)
        grid.add_row(Text(plain(record.headline(item), 80)), when, Text(words))
    return grid


def _why_held(whole: Release) -> str:
    rules = Counter(held.rule for held in whole.held)
    return ", ".join(f"{plain(rule)} ({count})" for rule, count in rules.most_common())


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

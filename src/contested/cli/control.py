"""`contested control`: who holds which place, by what evidence, and against what others have drawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli._options import AsOf, Json, LedgerFile, Limit, Place, Side, Since, Speaker, Until
from contested.cli._screen import limited, out, print_json, show
from contested.errors import InputError, NotFound
from contested.nouns import parse_day

if TYPE_CHECKING:
    from contested.cli._select import Asked
    from contested.ledger import View
    from contested.outputs.naming import Naming
    from contested.outputs.reference import Reference
    from contested.weighing import Weighed
    from contested.weighing.control import Settlement

Rows = list[dict[str, Any]]


def control(
    ledger: LedgerFile,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    speaker: Speaker = None,
    side: Side = None,
    on: Annotated[str | None, typer.Option(help="On this day, by all that is known now, YYYY-MM-DD.")] = None,
    as_of: AsOf = None,
    changes: Annotated[bool, typer.Option("--changes", help="List the days on which places changed hands.")] = False,
    shares: Annotated[bool, typer.Option("--shares", help="Share of each holder by region.")] = False,
    geojson: Annotated[
        Path | None, typer.Option(help="Write settlements to this file and cells beside it, as ….cells.geojson.")
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="With --geojson: name claims too that are held back for others.")
    ] = False,
    compare: Annotated[
        Path | None, typer.Option(help="Score against polygons drawn by others: a GeoJSON file.", dir_okay=False)
    ] = None,
    names: Annotated[
        str, typer.Option(help="How sides and places are called: neutral or authorities.", envvar="CONTESTED_NAMES")
    ] = "neutral",
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """Show who most likely holds which place, how surely, and when it changed hands.

    With --place alone: the timeline of that place with its evidence. The country that a place lies in is one thing, who
    holds it another.
    """
    from contested.cli._control import print_changes, print_score, print_shares, write_geojson
    from contested.cli._select import Asked
    from contested.ledger import open_ledger
    from contested.outputs.naming import Naming
    from contested.outputs.reference import read_reference
    from contested.pipeline import weigh_ledger

    asked = Asked.of(place=place, since=since, until=until, speaker=speaker, side=side, as_of=as_of)
    drawn = read_reference(compare) if compare else None
    wanted = _wanted(on, as_of, drawn)
    with open_ledger(ledger).view() as view:
        weighed = weigh_ledger(view, as_of)
        if wanted and wanted.toordinal() > weighed.control.last:
            # The record ends with its last report; a later day is asked of the same reports, grown older.
            weighed = weigh_ledger(view, as_of or wanted.isoformat())
        naming = Naming.of(names, weighed.sides)
        if geojson:
            write_geojson(view, weighed, geojson, on, naming, internal=internal)
        elif drawn:
            print_score(weighed, drawn, on, naming, limit, as_json=as_json)
        elif shares:
            print_shares(weighed, on, naming, limit, as_json=as_json)
        elif changes:
            print_changes(view, weighed, asked, naming, limit, as_json=as_json)
        elif place and not (since or until or speaker or side) and (found := _find(view, weighed, place)):
            _place(weighed, found, on, naming, limit, as_json=as_json)
        else:
            _list(view, weighed, asked, on, naming, limit, as_json=as_json)


def _wanted(on: str | None, as_of: str | None, drawn: Reference | None) -> date | None:
    """The last day that has to be told. Raises `InputError` where it is none, or lies after the day of the view."""
    day, last = parse_day(on), parse_day(as_of)
    if on and day is None:
        raise InputError(f"{on!r} is not a day.", remedy="Write it as YYYY-MM-DD, for example 2022-09-10.")
    if day and last and day > last:
        raise InputError(f"{on} lies after {as_of}, the day of the view.", remedy="Ask without --as-of.")
    return max((d for d in (day, *map(parse_day, drawn.days if drawn else ())) if d), default=None)


def _find(view: View, weighed: Weighed, name: str) -> Settlement | None:
    """The one place that a name means, in any spelling that the reports or the gazetteer use; None for an area's code.

    Raises `NotFound` where no report tells who holds it.
    """
    if len(name) == 2 and name.isupper():
        return None
    record = weighed.control
    found = record.find(int(name)) if name.isdigit() else record.find(name)
    if found is None:
        told = (p.geonameid for a in view.accounts(place=name) for p in a.claim.places)
        known = {p.geonameid: p for p in record.places if p.geonameid}
        found = next((known[i] for i in told if i in known), None)
    if found is None:
        raise NotFound(f"No report tells who holds {name!r}.", remedy="`contested control` lists the places it knows.")
    return found


def _place(weighed: Weighed, place: Settlement, on: str | None, naming: Naming, limit: int, *, as_json: bool) -> None:
    from contested.nouns import to_dict
    from contested.outputs.strip import place_row, strip

    accounts = {a.claim.id: a for a in weighed.accounts}
    if on:
        estimate = weighed.control.on(place, on)
        if as_json:
            print_json(to_dict(estimate))
        elif estimate:
            _list_rows([_row(place, estimate, naming)], limit)
            out().print(estimate.reason, markup=False)
        return
    if as_json:
        print_json(place_row(weighed.control, place, accounts, naming))
    else:
        console = out()
        console.print(strip(weighed.control, place, accounts, naming, width=console.width, most=min(limit, 8)))


def _list(
    view: View, weighed: Weighed, asked: Asked, on: str | None, naming: Naming, limit: int, *, as_json: bool
) -> None:
    from contested.cli._select import chosen, cut
    from contested.outputs.holders import control_rows
    from contested.outputs.policy import PublicationPolicy
    from contested.outputs.release import release

    whole = release(weighed, policy=PublicationPolicy.off(), as_of=asked.as_of)
    part = cut(whole, chosen(view, whole, asked)) if asked.narrow else whole
    rows = control_rows(part.control, whole.sides)
    for row, item in zip(rows, part.control, strict=True):
        if on:
            found = weighed.control.find(item.geonameid or item.name)
            estimate = weighed.control.on(found, on) if found else None
            row.update(_row(found, estimate, naming) if found and estimate else {})
        row["place"] = naming.place(item.name, item.geonameid)
        row["holder_name"] = naming.holder(row["holder"], item.country)
    if as_json:
        print_json(limited(rows, limit)[0])
    else:
        _list_rows(rows, limit)


def _list_rows(rows: Rows, limit: int) -> None:
    from contested.outputs.tables import control_table

    kept, rest = limited(rows, limit)
    show(control_table(kept), rest=rest)


def _row(place: Settlement, estimate: Any, naming: Naming) -> dict[str, Any]:
    from contested.outputs.holders import likeliest

    holder, share = likeliest(estimate)
    return {
        "place": naming.place(place.name, place.geonameid), "geonameid": place.geonameid, "day": estimate.day,
        "holder": holder, "holder_name": naming.holder(holder, place.country), "p": share, "status": estimate.status,
        "probabilities": estimate.probabilities, "reason": estimate.reason, "changed": None, "changes": [],
        "claims": list(estimate.claims),
    }  # fmt: skip

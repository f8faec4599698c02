"""Control: who holds what on a day, what each side claims of itself, and what changed."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contested.errors import InputError
from contested.web.answers import CSV, GEOJSON, answer, csv_of, forms, geojson_of, wants
from contested.web.held import all_changes, held_rows, shares
from contested.web.models import ControlAnswer
from contested.web.query import AsOf, Format, Kept, _box, _numbers
from contested.web.shelf import Shelf

router = APIRouter(tags=["control"])
View = Literal["assessed", "difference"]


@router.get("/control", response_model=ControlAnswer, responses=forms(CSV, GEOJSON), summary="Who holds what on a day")
def control(
    request: Request,
    keeper: Kept,
    form: Annotated[Format, Query()],
    day: Annotated[date | None, Query(description="The day; the last one of the record else.")] = None,
    view: Annotated[
        View, Query(description="assessed: all places; difference: only where the sides' own claims part.")
    ] = "assessed",
    box: Annotated[str | None, Query(max_length=120, description="Only places in west,south,east,north.")] = None,
    since: Annotated[date | None, Query(description="Changes from this day on; all of `day` else.")] = None,
    then: Annotated[bool, Query(description="As known on that day, rather than as known now.")] = False,
    asof: AsOf = None,
) -> Response:
    """For each place of which a report tells who holds it: the probability of each holder, of contested and of unknown,
    and beside it what each side's own claims last said. Places as points with their radius; never a drawn line."""
    shelf = keeper.shelf(asof)
    rows = held_rows(shelf, day, then=then)
    if view == "difference":
        rows = [row for row in rows if row["parted"]]
    if box := _checked(box):
        west, south, east, north = _numbers(box, ",")
        rows = [r for r in rows if _inside(r, west, south, east, north)]
    kind = wants(request, form.format, CSV, GEOJSON)
    if kind == CSV:
        return csv_of(rows, "control")
    if kind == GEOJSON:
        return geojson_of(map(_feature, rows), shelf)
    return answer(whole(shelf, day, since, rows))


def whole(
    shelf: Shelf, day: date | None, since: date | None, chosen: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """The answer of a day, of all places or of those chosen."""
    rows = held_rows(shelf, day) if chosen is None else chosen
    known = shelf.control
    first, last = date.fromordinal(max(1, known.first)), date.fromordinal(max(1, known.last))
    on = min(max(day or last, first), last)
    return {
        "day": on.isoformat(), "first": first.isoformat(), "last": last.isoformat(), "total": len(rows), "items": rows,
        "changes": all_changes(shelf, since or on, on), "shares": shares(shelf, rows),
        "as_of": shelf.label["latest"], "state": shelf.state,
    }  # fmt: skip


@router.get("/control/changes", summary="Places that changed hands")
def changes(
    keeper: Kept,
    from_: Annotated[date | None, Query(alias="from", description="From this day on.")] = None,
    to: Annotated[date | None, Query(description="Up to and with this day.")] = None,
    asof: AsOf = None,
) -> Response:
    """All days on which another holder became likely, for the ticks of a slider."""
    shelf = keeper.shelf(asof)
    found = all_changes(shelf, from_, to)
    return answer({"total": len(found), "items": found, "as_of": shelf.label["latest"], "state": shelf.state})


def _checked(box: str | None) -> str | None:

    try:
        return _box(box)
    except ValueError as fault:
        raise InputError(f"box: {fault}.", remedy="For example box=36.5,48.5,38.5,50.0") from None


def _inside(row: dict[str, Any], west: float, south: float, east: float, north: float) -> bool:
    lat, lon = row["lat"], row["lon"]
    if lat is None or lon is None or not south <= lat <= north:
        return False
    return bool(west <= lon <= east if west <= east else lon >= west or lon <= east)


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = (
        None if row["lat"] is None else {"type": "Point", "coordinates": [round(row["lon"], 6), round(row["lat"], 6)]}
    )
    flat = {k: v for k, v in row.items() if k not in ("lat", "lon", "probabilities", "claimed", "claims")}
    flat |= {f"p_{k}": v for k, v in row["probabilities"].items()}
    flat |= {"claimed": json.dumps(row["claimed"]), "claims": ";".join(row["claims"])}
    return {"type": "Feature", "id": f"{row['id']}-{row['day']}", "geometry": point, "properties": flat}

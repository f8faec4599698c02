"""Movement: people told to move or be moved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contested.web.answers import CSV, GEOJSON, csv_of, forms, geojson_of, page_of, wants
from contested.web.models import MovementRow, Page
from contested.web.query import Asked, Filters, Format, Kept, Paging, chosen
from contested.web.shelf import Shelf

router = APIRouter(tags=["movement"])


@router.get("/movement", response_model=Page[MovementRow], responses=forms(CSV, GEOJSON), summary="People being moved")
def movement(
    request: Request,
    keeper: Kept,
    filters: Asked,
    paging: Annotated[Paging, Query()],
    form: Annotated[Format, Query()],
    mod: Annotated[
        str | None,
        Query(max_length=200, description="Only told so, by commas: actual, planned, suggested, ordered …; or denied."),
    ] = None,
    movement: Annotated[
        str | None,
        Query(max_length=120, description="Only these, by commas: evacuation, displacement, deportation, return."),
    ] = None,
) -> Response:
    """Who is told to be moved from where to where, by whom and how it is told, the latest first. A stock is people
    present, never added to a flow. Recent routes are held back and counted in `held_back`."""
    shelf = keeper.shelf(filters.asof)
    found = list(flows(shelf, filters, _named(mod), _named(movement)))
    part = found[paging.start : paging.start + paging.limit]
    kind = wants(request, form.format, CSV, GEOJSON)
    if kind == GEOJSON:
        return geojson_of((json.loads(way) for _, _, way in part), shelf)
    if kind == CSV:
        return csv_of((row for row, _, _ in part), "movement")
    return page_of([text for _, text, _ in part], len(found), paging, shelf, held_back=shelf.label["held_back"])


def flows(
    shelf: Shelf, filters: Filters, told: frozenset[str], sorts: frozenset[str]
) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Movements that pass: row, row as JSON, feature as JSON."""
    narrow = filters.wanted().narrow
    mask = chosen(shelf, filters).mask if narrow else None
    homes: dict[int, list[int]] = {}
    for flow, incident in shelf.ask("SELECT flow, incident FROM moved") if narrow else ():
        homes.setdefault(flow, []).append(incident)
    rows = [(n, json.loads(row), row, way) for n, row, way in shelf.ask("SELECT n, row, way FROM flows")]
    for n, row, text, way in sorted(rows, key=lambda r: (r[1]["from"] or "", -r[0]), reverse=True):
        if mask is not None and not any(mask[home] for home in homes.get(n, ())):
            continue
        how = "denied" if row["polarity"] == "negative" else row["modality"]
        if (not told or how in told) and (not sorts or row["movement"] in sorts):
            yield row, text, way


def _named(value: str | None) -> frozenset[str]:
    return frozenset(name.strip() for name in (value or "").split(",") if name.strip())

"""Export of everything that passes the filters, in one answer, by content type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.outputs import geojson
from contested.web.answers import CSV, GEOJSON, JSON, csv_of, forms, geojson_of, json_lines, wants
from contested.web.query import Asked, Format, Kept, Sort, chosen
from contested.web.routes.claims import claim_ranks, claim_rows
from contested.web.routes.movement import flows
from contested.web.shelf import Shelf
from contested.web.shelf.codec import dump

router = APIRouter(tags=["export"])
What = Literal["incidents", "claims", "movement", "disagreements"]
BATCH = 400  # incidents held at a time


@router.get(
    "/export/{what}",
    response_class=Response,
    responses=forms(JSON, CSV, GEOJSON),
    summary="All that passes the filters, as a file",
)
def export(
    request: Request,
    keeper: Kept,
    filters: Asked,
    what: Annotated[What, Path(description="What to export.")],
    form: Annotated[Format, Query()],
    sort: Sort = "contested",
) -> Response:
    """What is on the screen, whole: application/json, text/csv, or application/geo+json (incidents and movement; other
    things come as JSON). Written as it is made, through the same publication policy as everything else."""
    shelf = keeper.shelf(filters.asof)
    offered = (CSV, GEOJSON) if what in ("incidents", "movement") else (CSV,)
    kind = wants(request, form.format, *offered)
    ranks = chosen(shelf, filters, sort).ranks().tolist()
    if kind == GEOJSON:
        found = _features(shelf, ranks) if what == "incidents" else _ways(shelf, filters)
        return geojson_of(found, shelf, what)
    if what == "claims":
        told = claim_ranks(shelf, chosen(shelf, filters))
        rows: Iterator[str] = _claims(shelf, told)
        total = len(told)
    elif what == "movement":
        moved = [text for _, text, _ in flows(shelf, filters, frozenset(), frozenset())]
        rows, total = iter(moved), len(moved)
    elif what == "disagreements":
        parted = _parted(shelf, filters)
        rows, total = _rows(shelf, "disagreements", parted), len(parted)
    else:
        rows, total = _rows(shelf, "incidents", ranks), len(ranks)
    if kind == CSV:
        return csv_of(map(json.loads, rows), what)
    return json_lines(rows, shelf, total, what)


def _rows(shelf: Shelf, table: str, ranks: list[int]) -> Iterator[str]:
    for some in _batches(ranks):
        yield from shelf.rows(table, some)


def _claims(shelf: Shelf, ranks: list[int]) -> Iterator[str]:
    for some in _batches(ranks):
        for row in claim_rows(shelf, some):
            yield dump(row)


def _features(shelf: Shelf, ranks: list[int]) -> Iterator[dict[str, Any]]:
    for some in _batches(ranks):
        yield from geojson.incidents(shelf.release(some))


def _ways(shelf: Shelf, filters: Asked) -> Iterator[dict[str, Any]]:
    for _, _, way in flows(shelf, filters, frozenset(), frozenset()):
        yield json.loads(way)


def _parted(shelf: Shelf, filters: Asked) -> list[int]:
    mask = chosen(shelf, filters).mask
    narrow = filters.wanted().narrow
    if not narrow:
        return [n for (n,) in shelf.ask("SELECT n FROM disagreements ORDER BY n")]
    return sorted({n for n, home in shelf.ask("SELECT disagreement, incident FROM parted") if mask[home]})


def _batches(ranks: list[int]) -> Iterator[list[int]]:
    return (ranks[i : i + BATCH] for i in range(0, len(ranks), BATCH))

"""Incidents: the list that every view shares, and one with its accounts side by side."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.outputs import geojson
from contested.web.accounts import incident_detail
from contested.web.answers import CSV, GEOJSON, answer, csv_of, forms, geojson_of, page_of, wants
from contested.web.models import IncidentDetail, IncidentRow, Page
from contested.web.query import Asked, AsOf, Format, Kept, Paging, Sort, chosen

router = APIRouter(tags=["incidents"])


@router.get(
    "/incidents",
    response_model=Page[IncidentRow],
    responses=forms(CSV, GEOJSON),
    summary="Incidents that pass the filters",
)
def incidents(
    request: Request,
    keeper: Kept,
    filters: Asked,
    paging: Annotated[Paging, Query()],
    form: Annotated[Format, Query()],
    sort: Sort = "contested",
) -> Response:
    """A page of incidents, what is contested first. As JSON, or, by the Accept header, the same page as CSV or GeoJSON;
    `/export/incidents` gives all pages at once."""
    shelf = keeper.shelf(filters.asof)
    picked = chosen(shelf, filters, sort)
    ranks = picked.ranks()[paging.start : paging.start + paging.limit]
    kind = wants(request, form.format, CSV, GEOJSON)
    if kind == GEOJSON:
        return geojson_of(geojson.incidents(shelf.release(ranks)), shelf)
    rows = shelf.rows("incidents", ranks)
    if kind == CSV:
        return csv_of(map(json.loads, rows), "incidents")
    counts: dict[str, Any] = {"claims": picked.claims, "documents": picked.documents, "statuses": picked.statuses}
    return page_of(rows, len(picked), paging, shelf, **counts)


@router.get(
    "/incident/{incident_id}", response_model=IncidentDetail, summary="One incident with its accounts side by side"
)
def incident(
    keeper: Kept, incident_id: Annotated[str, Path(max_length=200, description="Its id.")], asof: AsOf = None
) -> Response:
    """Accounts in columns by side and origin, slots in rows, with the sign and the reason of every relation between
    them; tolls with the number of each source; how the picture changed, report by report; who held the place."""
    shelf = keeper.shelf(asof)
    return answer(incident_detail(shelf, shelf.rank_of("incidents", incident_id, "incident")))

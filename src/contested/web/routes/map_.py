"""The map: clusters at a zoom, by box or by tile; regions apart, for nothing in them has a point."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.web.answers import answer, geojson_of
from contested.web.clusters import features, tile_box
from contested.web.ground import Ground
from contested.web.models import GroundAnswer, TownsAnswer
from contested.web.query import Asked, AsOf, Kept, chosen
from contested.web.shelf.selecting import in_box

router = APIRouter(tags=["map"])
GEO: dict[int | str, dict[str, Any]] = {200: {"content": {"application/geo+json": {"schema": {"type": "object"}}}}}


@router.get("/map", response_class=Response, responses=GEO, summary="What the map draws at a zoom")
def map_(
    keeper: Kept,
    filters: Asked,
    zoom: Annotated[float, Query(ge=0, le=22, description="Zoom of the map; clusters break from 8 on.")] = 6,
    pixels: Annotated[int, Query(ge=16, le=256, description="Width of a cluster's cell on the screen.")] = 48,
) -> Response:
    """GeoJSON. `what` is `incident` (one alone), `cluster` (its number, shares by status, span of days, up to 8 items,
    at the place of which most is told, never in the middle of nowhere) or `region` (a disc with its radius and its
    number, without a point of its own). Cells lie on a fixed grid, so that panning changes nothing."""
    shelf = keeper.shelf(filters.asof)
    picked = chosen(shelf, filters)
    return geojson_of(features(shelf, picked.mask, zoom, pixels), shelf)


@router.get("/tiles/{z}/{x}/{y}", response_class=Response, responses=GEO, summary="The same, a tile at a time")
def tile(
    keeper: Kept,
    filters: Asked,
    z: Annotated[int, Path(ge=0, le=22)],
    x: Annotated[int, Path(ge=0, le=2**22)],
    y: Annotated[int, Path(ge=0, le=2**22)],
) -> Response:
    """Clusters of one Web Mercator tile, as GeoJSON."""
    shelf = keeper.shelf(filters.asof)
    picked = chosen(shelf, filters)
    mask = picked.mask & in_box(shelf.columns, tile_box(z, x, y))
    return geojson_of(features(shelf, mask, z, 48), shelf)


@router.get("/map/ground", response_model=GroundAnswer, summary="Another ground for the map, where one is set")
def ground(request: Request) -> Response:
    """The style or the tiles that whoever runs the server has set. Nothing is set by default, and then nobody is asked
    for anything."""
    known: Ground = request.app.state.ground
    return answer({"style": known.style, "tiles": known.tiles, "hosts": list(known.hosts)})


@router.get("/map/towns", response_model=TownsAnswer, summary="Towns to find one's way by")
def towns(keeper: Kept, asof: AsOf = None) -> Response:
    """The largest towns around what is told, from GeoNames: name, lon, lat, people. No part of the record."""
    return answer({"items": keeper.shelf(asof).towns})

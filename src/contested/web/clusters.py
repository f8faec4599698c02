"""What the map draws at a zoom: happenings near each other as one, regions apart. Cells lie on a fixed grid."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from contested.outputs.texts import STATUSES, group_of
from contested.web.shelf import Shelf
from contested.web.shelf.columns import Columns, Ints, Mask

TILE, BREAKS_AT = 256, 8
MOST_ITEMS, MOST_TITLES = 8, 400
Feature = dict[str, Any]
_STEEPEST = 85.0511  # where Web Mercator ends


def features(shelf: Shelf, mask: Mask, zoom: float, pixels: int) -> Iterator[Feature]:
    """Marks, clusters and regions of the chosen incidents."""
    c = shelf.columns
    located = mask & ~np.isnan(c.lat)
    points = np.flatnonzero(located & ~c.wide).astype(np.int32)
    regions = np.flatnonzero(located & c.wide).astype(np.int32)
    titled = iter(range(MOST_TITLES))
    for group in _groups(_cells(c, points, zoom, pixels), points):
        yield _feature(shelf, group, "cluster" if len(group) > 1 else "incident", titled)
    for group in _groups(_spots(c, regions), regions):
        yield _feature(shelf, group, "region", titled)


def tile_box(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    """West, south, east, north of a Web Mercator tile, in degrees; an empty box for a tile that is not there."""
    size = 2**z
    if x >= size or y >= size:
        return 0.0, 90.0, 0.0, -90.0

    def lat(row: int) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / size))))

    return x / size * 360 - 180, lat(y + 1), (x + 1) / size * 360 - 180, lat(y)


def _cells(c: Columns, points: Ints, zoom: float, pixels: int) -> Any:
    """A key for each point: its cell on the screen, or from zoom 8 on its very place."""
    if zoom >= BREAKS_AT:
        return _spots(c, points)
    wide = TILE * 2**zoom
    x = (c.lon[points] + 180) / 360 * wide
    lat = np.radians(np.clip(c.lat[points], -_STEEPEST, _STEEPEST))
    y = (1 - np.arcsinh(np.tan(lat)) / math.pi) / 2 * wide
    return np.floor(x / pixels).astype(np.int64) * 2**31 + np.floor(y / pixels).astype(np.int64)


def _spots(c: Columns, points: Ints) -> Any:
    """A key for each point that is the same for the same place and radius."""
    lat, lon = np.round(c.lat[points] * 1e4).astype(np.int64), np.round(c.lon[points] * 1e4).astype(np.int64)
    wide = c.wide[points] * np.round(c.radius[points]).astype(np.int64) % 4096
    return ((lat + 900_000) * 4_000_000 + lon + 1_800_000) + wide * (2**50)


def _groups(keys: Any, points: Ints) -> Iterator[Ints]:
    """The points of each key, by rank."""
    if not len(points):
        return
    order = np.argsort(keys, kind="stable")
    cuts = np.flatnonzero(np.diff(keys[order])) + 1
    yield from np.split(points[order], cuts)


def _feature(shelf: Shelf, group: Ints, what: str, titled: Iterator[int]) -> Feature:
    c = shelf.columns
    lon, lat = _anchor(c, group)
    states = np.bincount(c.status[group], minlength=len(STATUSES))
    first, last = c.first[group], c.last[group]
    told = first[first > 0]
    properties: dict[str, Any] = {
        "what": what, "n": len(group),
        "statuses": {name: int(n) for name, n in zip(STATUSES, states, strict=True) if n},
        "first": _day(told.min()) if len(told) else None, "last": _day(last.max()) if last.max() > 0 else None,
        "places": len(np.unique(c.at[group])), "radius_km": float(c.radius[group].max()),
    }  # fmt: skip
    place = int(np.bincount(c.at[group] + 1).argmax()) - 1
    properties["place"] = shelf.place_names[place] if place >= 0 else None
    if len(group) <= MOST_ITEMS:
        properties["items"] = [_item(shelf, int(n), titled) for n in group]
    else:
        kinds = np.bincount(c.kind[group], minlength=len(shelf.kinds))
        properties["kinds"] = {shelf.kinds[k]: int(kinds[k]) for k in np.argsort(-kinds)[:3] if kinds[k]}
    geometry = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
    return {"type": "Feature", "id": shelf.ids[int(group[0])], "geometry": geometry, "properties": properties}


def _anchor(c: Columns, group: Ints) -> tuple[float, float]:
    """The place of which most is told; never a middle where nothing is."""
    if len(group) > 1:
        spots, counts = np.unique(_spots(c, group), return_counts=True)
        group = group[_spots(c, group) == spots[counts.argmax()]]
    return float(c.lon[group[0]]), float(c.lat[group[0]])


def _item(shelf: Shelf, n: int, titled: Iterator[int]) -> dict[str, Any]:
    c = shelf.columns
    kind = shelf.kinds[int(c.kind[n])]
    item: dict[str, Any] = {
        "id": shelf.ids[n], "kind": kind, "group": group_of(kind), "status": STATUSES[int(c.status[n])],
    }  # fmt: skip
    if next(titled, None) is not None:
        item["title"] = json.loads(shelf.rows("incidents", [n])[0])["title"]
    return item


def _day(ordinal: int) -> str:
    return date.fromordinal(int(ordinal)).isoformat()

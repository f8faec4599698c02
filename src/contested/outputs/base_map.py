"""Land, water and borders of any window of the world, from `data/outputs/base_map.json.gz` (Natural Earth)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from shapely import LineString, MultiLineString, MultiPolygon, Polygon, box, make_valid
from shapely.geometry.base import BaseGeometry

from contested import data

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What of the base map lies in a window; coordinates in degrees. `dashed`: borders within disputed areas."""

    land: tuple[tuple[Ring, ...], ...]
    lakes: tuple[tuple[Ring, ...], ...]
    rivers: tuple[Ring, ...]
    borders: tuple[Ring, ...]
    dashed: tuple[Ring, ...]
    disputed: tuple[tuple[str, tuple[tuple[Ring, ...], ...]], ...]
    source: str


def window(west: float, south: float, east: float, north: float) -> Window:
    """The base map between these degrees."""
    raw = _raw()
    frame = box(west, south, east, north)
    land = [part for shape in _near(raw, "land", frame) for part in _cut(_polygon(shape), frame)]
    areas = [(row, box(*row["box"])) for row in data.table("outputs/disputed_areas.toml")["area"]]
    near = [(row, area) for row, area in areas if area.intersects(frame)]
    solid: list[Ring] = []
    dashed: list[Ring] = []
    for border in _near(raw, "borders", frame):
        for rest in _clipped(LineString(border[0]), frame):
            for _, area in near:
                dashed += _rings(rest.intersection(area))
                rest = rest.difference(area)  # noqa: PLW2901 - what one area takes is not left for the next
            solid += _rings(rest)
    disputed = []
    for row, _ in near:
        if "ground" in row:
            ground = [box(*corners) for corners in row["ground"]]
            inside = [piece for part in land for one in ground for piece in _cut(part, one)]
            disputed.append((str(row["caption"]), tuple(_shells(piece) for piece in inside)))
    lakes = [part for shape in _near(raw, "lakes", frame) for part in _cut(_polygon(shape), frame)]
    flowing = (LineString(line[0]) for line in _near(raw, "rivers", frame))
    rivers = [ring for line in flowing for rest in _clipped(line, frame) for ring in _rings(rest)]
    return Window(
        tuple(_shells(p) for p in land), tuple(_shells(p) for p in lakes), tuple(rivers), tuple(solid), tuple(dashed),
        tuple(disputed), raw["source"],
    )  # fmt: skip


@cache
def _raw() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(gzip.decompress(data.path_of("outputs/base_map.json.gz").read_bytes()))
    return whole


def _near(raw: dict[str, Any], name: str, frame: Polygon) -> Iterator[list[list[tuple[float, float]]]]:
    """The lines or rings of the pieces whose box touches the frame, in degrees."""
    west, south, east, north = (value * raw["scale"] for value in frame.bounds)
    for piece in raw[name]:
        a, b, c, d = piece["box"]
        if a <= east and c >= west and b <= north and d >= south:
            rings = [_points(flat, raw["scale"]) for flat in piece["lines"]]
            if len(rings[0]) > 1:
                yield rings


def _points(flat: Sequence[int], scale: int) -> list[tuple[float, float]]:
    x = y = 0
    out = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        out.append((x / scale, y / scale))
    return out


def _polygon(rings: list[list[tuple[float, float]]]) -> BaseGeometry:
    made = Polygon(rings[0], rings[1:])
    return made if made.is_valid else make_valid(made)


def _cut(shape: BaseGeometry, frame: Polygon) -> list[Polygon]:
    parts = shape.intersection(frame)
    found: Iterable[BaseGeometry] = getattr(parts, "geoms", (parts,))
    out: list[Polygon] = []
    for part in found:
        if isinstance(part, Polygon) and not part.is_empty:
            out.append(part)
        elif isinstance(part, MultiPolygon):
            out += list(part.geoms)
    return out


def _clipped(line: LineString, frame: Polygon) -> list[BaseGeometry]:
    return [line.intersection(frame)] if line.intersects(frame) else []


def _rings(shape: BaseGeometry) -> list[Ring]:
    found: Iterable[BaseGeometry] = (
        shape.geoms if isinstance(shape, MultiLineString) else getattr(shape, "geoms", (shape,))
    )
    return [
        tuple((x, y) for x, y in part.coords) for part in found if isinstance(part, LineString) and len(part.coords) > 1
    ]


def _shells(shape: Polygon) -> tuple[Ring, ...]:
    return tuple(tuple((x, y) for x, y in ring.coords) for ring in (shape.exterior, *shape.interiors))

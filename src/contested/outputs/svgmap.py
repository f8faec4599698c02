"""The map as one drawing: land and water, borders with what is disputed left open, marks where claims put them.

A happening known only by region has no point: its disc is drawn and the mark sits on the rim. Several at one place
stand in a row beside the name, in a fixed order. Labels that would collide are left out, the best founded places first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from contested.nouns import Incident, Place
from contested.outputs import wording
from contested.outputs.base_map import Ring, Window, window
from contested.outputs.maplabels import Frame, Spot, Taken, captions, disc, edge, label, rim, row, scale, towns
from contested.outputs.rows import contested_first
from contested.outputs.svg import drawing, el, path

WIDE_KM = 700.0  # places known no nearer than this are in the tray, not on the map


def spots(incidents: Iterable[Incident]) -> tuple[list[Spot], list[Incident]]:
    """Places with their incidents, and the incidents that no map can show."""
    groups: dict[object, list[Incident]] = defaultdict(list)
    tray: list[Incident] = []
    for item in incidents:
        place = item.place
        if place is None or place.lat is None or place.lon is None or _nowhere(place):
            tray.append(item)
        else:
            groups[place.geonameid or (round(place.lat, 2), round(place.lon, 2))].append(item)
    made = [Spot(items[0].place, tuple(contested_first(tuple(items)))) for items in groups.values() if items[0].place]
    return sorted(made, key=lambda s: (not s.wide, -len(s.incidents), s.place.name or "")), tray


def _nowhere(place: Place) -> bool:
    return place.precision == "country" or (place.radius_km or 0) > WIDE_KM


def frame_of(found: Sequence[Spot], width: float, height: float) -> Frame:
    """A window in which nine in ten of the happenings lie; what is far off is named at the edge."""
    weighted = [(s.place.lon or 0.0, s.place.lat or 0.0) for s in found for _ in s.incidents]
    if not weighted:
        return Frame.around([(30.0, 20.0), (31.0, 21.0)], width, height)
    lons, lats = sorted(p[0] for p in weighted), sorted(p[1] for p in weighted)
    x, y = lons[len(lons) // 2], lats[len(lats) // 2]
    ranked = sorted(weighted, key=lambda p: abs(p[0] - x) * math.cos(math.radians(y)) + abs(p[1] - y))
    return Frame.around(ranked[: max(1, math.ceil(len(ranked) * 0.92))], width, height)


def draw(
    incidents: Sequence[Incident], *, width: float = 860, height: float = 560
) -> tuple[Markup, list[Incident], str]:
    """The drawing, the incidents that are not on it, and the name of the base map's source."""
    found, tray = spots(incidents)
    frame = frame_of(found, width, height)
    base = window(frame.west, frame.south, frame.east, frame.north)
    inside = [s for s in found if frame.holds(s.place.lon or 0, s.place.lat or 0)]
    beyond = [s for s in found if s not in inside]
    taken = Taken()
    body = [*_ground(base, frame), *(disc(s, frame) for s in inside)]
    marks, names = [], []
    for spot in sorted(inside, key=lambda s: -len(s.incidents)):
        marks.append(rim(spot, frame, taken) if spot.wide else row(spot, frame, taken))
    for spot in sorted(inside, key=lambda s: (s.wide, -len(s.incidents))):
        name = label(spot, frame, taken)
        if name:
            names.append(name)
    places = [wording.place_name(s.place) for s in inside]
    body += [
        *towns(frame, taken, places),
        *marks,
        *names,
        *captions(base, frame, taken),
        *edge(beyond, frame),
        scale(frame),
    ]
    told = sum(len(s.incidents) for s in inside)
    title = f"Map of {len(inside)} places with {told} incidents; the lists below hold the same."
    clip = el("clipPath", el("rect", width=width, height=height, rx=4), id="map-edge")
    whole = el("g", *body, clip_path="url(#map-edge)")
    return drawing(width, height, el("defs", clip, *_hatches()), whole, label=title, class_="map"), tray, base.source


def _hatches() -> list[Markup]:
    dot = el("circle", cx=3.5, cy=3.5, r=0.9, fill="var(--border)")
    line = el("path", d="M0 0V6", stroke="var(--dispute)", stroke_width=1, opacity=0.5)
    return [
        el("pattern", dot, id="dots", width=7, height=7, patternUnits="userSpaceOnUse"),
        el("pattern", line, id="cut", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(35)"),
    ]


def _ground(base: Window, frame: Frame) -> list[Markup]:
    def area(rings: Sequence[Ring]) -> str:
        return "".join(path((frame.at(x, y) for x, y in ring), closed=True) for ring in rings)

    def line(ring: Ring) -> str:
        return path(frame.at(x, y) for x, y in ring)

    body = [el("rect", width=frame.width, height=frame.height, class_="water")]
    body.append(el("path", d="".join(area(rings) for rings in base.land), class_="land", fill_rule="evenodd"))
    body.append(
        el("path", d="".join(area(r) for _, part in base.disputed for r in part), fill="url(#dots)", opacity=0.55)
    )
    body.append(el("path", d="".join(area(rings) for rings in base.lakes), class_="lake", fill_rule="evenodd"))
    body.append(el("path", d="".join(line(r) for r in base.rivers), class_="river"))
    body.append(el("path", d="".join(line(r) for r in base.borders), class_="border"))
    body.append(el("path", d="".join(line(r) for r in base.dashed), class_="border dashed"))
    return body

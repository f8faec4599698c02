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
from contested.outputs.clusters import clustered, drawn, half
from contested.outputs.maplabels import Frame, Spot, Taken, captions, disc, edge, label, rim, scale, towns
from contested.outputs.rows import contested_first
from contested.outputs.svg import drawing, el, path
from contested.outputs.texts import GROUPS, group_of

WIDE_KM = 250.0  # places known no nearer than this are in the tray, not on the map
NEAR = 0.82  # share of the happenings that the window holds; the rest is named at its edge
SPEECH = ("politics", "diplomacy", "other")


def spots(incidents: Iterable[Incident]) -> tuple[list[Spot], list[Incident]]:
    """Places with their incidents, and those that no map can show. What is only said somewhere has no place on it."""
    groups: dict[object, list[Incident]] = defaultdict(list)
    tray: list[Incident] = []
    for item in incidents:
        place = item.place
        if place is None or place.lat is None or place.lon is None or _nowhere(place):
            tray.append(item)
        elif group_of(item.kind) in SPEECH:
            continue
        else:
            groups[place.geonameid or (round(place.lat, 2), round(place.lon, 2))].append(item)
    made = [Spot(items[0].place, tuple(contested_first(tuple(items)))) for items in groups.values() if items[0].place]
    return sorted(made, key=lambda s: (not s.wide, -len(s.incidents), s.place.name or "")), tray


def _nowhere(place: Place) -> bool:
    return place.precision == "country" or (place.radius_km or 0) > WIDE_KM


def frame_of(found: Sequence[Spot], width: float, height: float) -> Frame:
    """A window in which nine in ten of the happenings lie; what is far off is named at the edge."""

    def points(groups: Sequence[str]) -> list[tuple[float, float]]:
        return [
            (s.place.lon or 0.0, s.place.lat or 0.0) for s in found for i in s.incidents if group_of(i.kind) in groups
        ]

    # Orders and summons are told of capitals far from where anything happens; they do not widen the window.
    weighted = points(("violence", "harm", "territory")) or points(GROUPS)
    if not weighted:
        return Frame.around([(30.0, 20.0), (31.0, 21.0)], width, height)
    lons, lats = sorted(p[0] for p in weighted), sorted(p[1] for p in weighted)
    x, y = lons[len(lons) // 2], lats[len(lats) // 2]
    ranked = sorted(weighted, key=lambda p: abs(p[0] - x) * math.cos(math.radians(y)) + abs(p[1] - y))
    return Frame.around(ranked[: max(1, math.ceil(len(ranked) * NEAR))], width, height)


def draw(
    incidents: Sequence[Incident], *, width: float = 860, height: float = 560
) -> tuple[Markup, list[Incident], str]:
    """The drawing, the incidents that are not on it, and the name of the base map's source."""
    found, tray = spots(incidents)
    frame = frame_of(found, width, height)
    base = window(frame.west, frame.south, frame.east, frame.north)
    inside = [s for s in found if frame.holds(s.place.lon or 0, s.place.lat or 0)]
    beyond = [s for s in found if not frame.holds(s.place.lon or 0, s.place.lat or 0)]
    taken = Taken()
    taken.take(0, frame.height - 26, 340, 26)
    body = [*_ground(base, frame), *(disc(s, frame) for s in inside)]
    edges = edge(beyond, frame, taken)
    clusters = clustered([s for s in inside if not s.wide], frame)
    marks = [drawn(group, frame, taken) for group in clusters]
    marks += [rim(spot, frame, taken) for spot in inside if spot.wide]
    names = [name for group in clusters if (name := label(group[0], frame, taken, around=half(group)))]
    names += [name for spot in inside if spot.wide and (name := label(spot, frame, taken))]
    places = [wording.place_name(s.place) for s in inside]
    body += [
        *towns(frame, taken, places),
        *marks,
        *names,
        *captions(base, frame, taken),
        *edges,
        scale(frame),
    ]
    told = sum(len(s.incidents) for s in inside)
    title = f"Map of {len(inside)} places with {told} incidents; the lists below hold the same."
    clip = el("clipPath", el("rect", width=width, height=height, rx=4), id="map-edge")
    whole = el("g", *body, clip_path="url(#map-edge)")
    return drawing(width, height, el("defs", clip), whole, label=title, class_="map"), tray, base.source


def patterns() -> list[Markup]:
    """Dots and hatches that the drawings of a page share, to be defined once."""
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

"""The map as one drawing: land and water, borders with what is disputed left open, marks where the claims put them.

A happening known only by region has no point: its disc is drawn and the mark sits on the rim. Several at one place stand
in a row beside the name, in a fixed order. Labels that would collide are left out, the best founded places first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from contested.nouns import Incident, Place
from contested.outputs import wording
from contested.outputs.base_map import Ring, Window, window
from contested.outputs.marks import mark_group
from contested.outputs.rows import contested_first
from contested.outputs.svg import drawing, el, path

KM = 111.32
WIDE_KM = 700.0  # places known no nearer than this are in the tray, not on the map
ROW = 5  # marks shown side by side at one place


@dataclass(frozen=True, slots=True)
class Frame:
    """An equirectangular window, true to scale at its middle latitude."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], width: float, height: float) -> Frame:
        """The window that holds these points (longitude, latitude) with a margin, in the proportions of the drawing."""
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        south, north = min(lats), max(lats)
        west, east = min(lons), max(lons)
        shrink = max(0.2, math.cos(math.radians((south + north) / 2)))
        tall = max((north - south) * 1.25, (east - west) * 1.25 * shrink * height / width, 1.2)
        across = tall * width / height / shrink
        x, y = (west + east) / 2, (south + north) / 2
        return cls(x - across / 2, y - tall / 2, x + across / 2, y + tall / 2, width, height)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies on the drawing, in pixels."""
        x = (lon - self.west) / (self.east - self.west) * self.width
        return x, (self.north - lat) / (self.north - self.south) * self.height

    @property
    def per_km(self) -> float:
        """Pixels for a kilometre."""
        return self.height / ((self.north - self.south) * KM)

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point is inside."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map with what is told of it."""

    place: Place
    incidents: tuple[Incident, ...]

    @property
    def wide(self) -> bool:
        """Whether only a region is known, so that there is no point to draw."""
        return self.place.precision in ("region", "country") or (self.place.radius_km or 0) > 40


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
    taken = _Taken()
    body = [*_ground(base, frame), *(_disc(s, frame) for s in inside)]
    marks, names = [], []
    for spot in sorted(inside, key=lambda s: -len(s.incidents)):
        row = _rim(spot, frame, taken) if spot.wide else _row(spot, frame, taken)
        marks.append(row)
    for spot in sorted(inside, key=lambda s: (s.wide, -len(s.incidents))):
        label = _label(spot, frame, taken)
        if label:
            names.append(label)
    body += [*marks, *names, *_captions(base, frame, taken), *_edge(beyond, frame), _scale(frame)]
    told = sum(len(s.incidents) for s in inside)
    name = f"Map of {len(inside)} places with {told} incidents; the lists below hold the same."
    clip = el("clipPath", el("rect", width=width, height=height, rx=4), id="map-edge")
    whole = el("g", *body, clip_path="url(#map-edge)")
    return drawing(width, height, el("defs", clip, *_hatches()), whole, label=name, class_="map"), tray, base.source


class _Taken:
    """The boxes that are drawn on already."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float, float, float]] = []

    def free(self, x: float, y: float, w: float, h: float) -> bool:
        return not any(x < bx + bw and bx < x + w and y < by + bh and by < y + h for bx, by, bw, bh in self.boxes)

    def take(self, x: float, y: float, w: float, h: float) -> None:
        self.boxes.append((x, y, w, h))


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


def _radius(spot: Spot, frame: Frame) -> float:
    return (spot.place.radius_km or 5) * frame.per_km


def _disc(spot: Spot, frame: Frame) -> Markup | None:
    radius = _radius(spot, frame)
    if radius < 7:
        return None
    x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
    loud = spot.wide and spot.incidents[0].status in ("disputed", "denied")
    kind = f"disc{' wide' if spot.wide else ''}{' loud' if loud else ''}"
    return el("circle", cx=x, cy=y, r=radius, class_=kind, fill="url(#cut)" if loud else None)


def _row(spot: Spot, frame: Frame, taken: _Taken) -> Markup:
    """Marks side by side at the point, in a fixed order; more than fit are counted."""
    x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
    shown = _distinct(spot.incidents)[:ROW]
    step = 15.0
    left = x - step * (len(shown) - 1) / 2
    body = []
    for number, item in enumerate(shown):
        drawn = el("g", mark_group(item.kind, item.status), transform=f"translate({left + step * number:.1f} {y:.1f})")
        body.append(el("a", el("title", _tip(item)), drawn, href=f"#{item.id}"))
    taken.take(left - 8, y - 8, step * len(shown) + 1, 16)
    rest = len(spot.incidents) - len(shown)
    if rest > 0:
        body.append(el("text", f"+{rest}", x=left + step * len(shown) - 4, y=y + 4, class_="more"))
        taken.take(left + step * len(shown) - 4, y - 8, 20, 16)
    return el("g", *body)


def _distinct(items: Sequence[Incident]) -> list[Incident]:
    """One of each kind's group and status; what is contested first."""
    seen: dict[tuple[str, str], Incident] = {}
    for item in items:
        seen.setdefault((item.kind, item.status), item)
    return list(seen.values())


def _rim(spot: Spot, frame: Frame, taken: _Taken) -> Markup:
    """A pill with mark and count on the rim of a disc: somewhere in it, no point."""
    x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
    radius = max(_radius(spot, frame), 9)
    lead = spot.incidents[0]
    w = 40.0
    best = (x + radius * 0.7, y - radius * 0.7)
    for angle in (-45, -20, -70, 20, 200, 160, 225, 45, 90, 135, 270):
        px, py = x + radius * math.cos(math.radians(angle)), y + radius * math.sin(math.radians(angle))
        inside = 24 < px < frame.width - 24 and 14 < py < frame.height - 14
        if inside and taken.free(px - w / 2, py - 11, w, 22):
            best = (px, py)
            break
    px = min(max(best[0], 24), frame.width - 24)
    py = min(max(best[1], 14), frame.height - 14)
    taken.take(px - w / 2, py - 11, w, 22)
    loud = " loud" if lead.status in ("disputed", "denied") else ""
    pill = el("rect", x=px - w / 2, y=py - 10, width=w, height=20, rx=10, class_=f"pill{loud}")
    drawn = el(
        "g", mark_group(lead.kind, lead.status, ground="var(--surface)"), transform=f"translate({px - 9:.1f} {py:.1f})"
    )
    count = el("text", str(len(spot.incidents)), x=px + 9, y=py + 4, text_anchor="middle", class_="count")
    return el("a", el("title", f"{wording.where(spot.place)}: {_tip(lead)}"), pill, drawn, count, href=f"#{lead.id}")


def _tip(item: Incident) -> str:
    from contested.outputs.rows import headline  # noqa: PLC0415 - a name that only tips need
    from contested.outputs.texts import status  # noqa: PLC0415

    return f"{headline(item)}, {wording.span(item.from_, item.to)}: {status(item.status)['label'].lower()}"


def _label(spot: Spot, frame: Frame, taken: _Taken) -> Markup | None:
    """The name at the first free place around the mark, or none."""
    x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
    name = wording.place_name(spot.place)
    wide = 6.6 * len(name) + 4
    half = 7.5 * min(len(_distinct(spot.incidents)), ROW) + 4
    low = _radius(spot, frame)
    if spot.wide:
        tries = [(x, y + low - 6, "middle"), (x, y + 4, "middle"), (x, y - low + 14, "middle")]
    else:
        tries = [(x + half, y + 4, "start"), (x - half, y + 4, "end"), (x, y - 12, "middle"), (x, y + 21, "middle"),
                 (x + half, y - 8, "start"), (x - half, y - 8, "end"), (x + half, y + 16, "start"), (x - half, y + 16, "end")]  # fmt: skip
    for tx, ty, anchor in tries:
        left = tx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        fits = left > 4 and left + wide < frame.width - 4 and 14 < ty < frame.height - 6
        if fits and taken.free(left, ty - 11, wide, 14):
            taken.take(left, ty - 11, wide, 14)
            return el("text", name, x=tx, y=ty, text_anchor=anchor, class_="place wide" if spot.wide else "place")
    return None


def _captions(base: Window, frame: Frame, taken: _Taken) -> list[Markup]:
    out = []
    for caption, parts in base.disputed:
        points = [frame.at(x, y) for rings in parts for x, y in rings[0]]
        inside = [p for p in points if 0 < p[0] < frame.width and 0 < p[1] < frame.height]
        if not caption or len(inside) < 12:
            continue
        x, y = sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside)
        wide = 5.6 * len(caption)
        x = min(max(x, wide / 2 + 6), frame.width - wide / 2 - 6)
        for shift in (0, 14, -14, 28, 42):
            if y + shift < frame.height - 30 and taken.free(x - wide / 2, y + shift - 10, wide, 13):
                out.append(el("text", caption, x=x, y=y + shift, text_anchor="middle", class_="caption"))
                taken.take(x - wide / 2, y + shift - 10, wide, 13)
                break
    return out


def _edge(beyond: Sequence[Spot], frame: Frame) -> list[Markup]:
    """Arrows at the edge with the names and counts of what lies outside."""
    by_edge: dict[str, list[Spot]] = defaultdict(list)
    for spot in beyond:
        x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
        side = "left" if x < 0 else "right" if x > frame.width else "top" if y < 0 else "bottom"
        by_edge[side].append(spot)
    spots_at = {"left": (8, frame.height / 2, "start", "◀ "), "right": (frame.width - 8, frame.height / 2, "end", "▶ "),
                "top": (frame.width / 2, 18, "middle", "▲ "), "bottom": (frame.width / 2, frame.height - 10, "middle", "▼ ")}  # fmt: skip
    out = []
    for edge, there in by_edge.items():
        x, y, anchor, arrow = spots_at[edge]
        names = " · ".join(f"{wording.place_name(s.place)} {len(s.incidents)}" for s in there[:2])
        more = f" and {len(there) - 2} more" if len(there) > 2 else ""
        out.append(el("text", f"{arrow}{names}{more}", x=x, y=y, text_anchor=anchor, class_="edge"))
    return out


def _scale(frame: Frame) -> Markup:
    lengths = [n * 10**power for power in range(4) for n in (1, 2, 5)]
    length = next((n for n in reversed(lengths) if n * frame.per_km <= 150), 1)
    px = length * frame.per_km
    y = frame.height - 14
    bar = el("path", d=f"M14 {y - 5}V{y}H{14 + px:.1f}V{y - 5}", class_="scale")
    return el("g", bar, el("text", f"{length} km at the middle of the map", x=20 + px, y=y + 1, class_="caption start"))

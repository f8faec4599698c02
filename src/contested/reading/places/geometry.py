"""The arithmetic of relative places: the point and the radius of "10 km north of X" or "between X and Y"."""

from __future__ import annotations

import math
from dataclasses import dataclass

KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Shift:
    """How a place is changed by the words before it. `bearing` in degrees from north, None where none is told;
    `km`: how far off; `inside`: a part of the place, not beyond it; `slack_km`: added to the radius; `words`: what said
    so."""

    bearing: float | None = None
    km: float | None = None
    inside: bool = False
    slack_km: float = 0.0
    words: str = ""


def move(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point so many km away along a bearing; flat reckoning, good to a per cent over what reports tell."""
    turn = math.radians(bearing)
    moved = lat + km * math.cos(turn) / KM_PER_DEGREE
    moved = max(-89.9, min(89.9, moved))
    stretch = KM_PER_DEGREE * max(0.05, math.cos(math.radians((lat + moved) / 2)))
    return moved, (lon + km * math.sin(turn) / stretch + 180) % 360 - 180


def apply(shift: Shift, lat: float, lon: float, radius_km: float) -> tuple[float, float, float]:
    """The changed point and radius."""
    if shift.bearing is None:
        if shift.km is not None:
            return lat, lon, shift.km + 0.3 * radius_km
        return lat, lon, radius_km + shift.slack_km
    if shift.inside:
        at = move(lat, lon, shift.bearing, 0.5 * radius_km)
        return *at, 0.6 * radius_km + shift.slack_km
    if shift.km is not None:
        return *move(lat, lon, shift.bearing, shift.km), max(1.5, 0.2 * shift.km, min(5.0, 0.3 * radius_km))
    off = radius_km + max(5.0, 0.3 * radius_km)
    return *move(lat, lon, shift.bearing, off), max(8.0, 0.6 * radius_km)


def between(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float]:
    """The middle of two points, and half the way between them as the radius."""
    lon = (b[1] - a[1] + 180) % 360 - 180
    dx = lon * KM_PER_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    half = math.hypot((b[0] - a[0]) * KM_PER_DEGREE, dx) / 2
    return (a[0] + b[0]) / 2, (a[1] + lon / 2 + 180) % 360 - 180, max(2.0, half)

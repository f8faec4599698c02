"""A place of the gazetteer, and the distance of two."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_KM = 6371.009


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `feature`: GeoNames class and code; `admin1`: GeoNames code of the first-level
    division, country included ("UA.07"); `radius_km`: how far from the point it reaches; `rank` 0-9: how surely the
    plain name means it, where our own tables say so; `kind`: how the looked-up name belongs to it (see `index`)."""

    row: int
    geonameid: int | None
    name: str
    lat: float
    lon: float
    feature: str
    country: str
    admin1: str
    population: int
    radius_km: float
    rank: int = 0
    kind: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the places of one name have in sum: the largest population and rank; whether one is a first-level division;
    whether it is the first name of one.
    """

    population: int
    rank: int
    region: bool
    first_name: bool


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance."""
    p1, p2 = math.radians(a_lat), math.radians(b_lat)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))

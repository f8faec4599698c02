"""The gazetteer: what places there are, how they are called, how far they reach.

Built once into the user's cache folder and memory-mapped from then on. `contested gazetteer build` makes a full one
from GeoNames' dumps, which is preferred from then on.
"""

from __future__ import annotations

from contested.data.gazetteer.gazetteer import Gazetteer
from contested.data.gazetteer.index import (
    ABBREVIATION,
    ADJECTIVE,
    ALTERNATE,
    FOLDED,
    LANGUAGE,
    NAME,
    PEOPLE,
    VARIANT,
)
from contested.data.gazetteer.model import Entry, distance_km
from contested.data.gazetteer.normalise import fold, normalise

__all__ = [
    "ABBREVIATION",
    "ADJECTIVE",
    "ALTERNATE",
    "FOLDED",
    "LANGUAGE",
    "NAME",
    "PEOPLE",
    "VARIANT",
    "Entry",
    "Gazetteer",
    "distance_km",
    "fold",
    "normalise",
]

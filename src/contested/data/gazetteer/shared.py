"""What both ways of making the index need: lists of countries, forms of names, sizes of towns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from contested.data import table
from contested.data.gazetteer.normalise import normalise

Progress = Callable[[str, float], None]

_LISTS = table("gazetteer/forms.toml")
ROMANISED = frozenset(_LISTS["romanised"])
ARABIC = frozenset(_LISTS["arabic"])
FORMS = frozenset(_LISTS["forms"])
# People of a town that is known abroad: another spelling of its name counts as much as the first.
KNOWN = 50_000


def split_names(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def bare_forms(name: str) -> Iterator[str]:
    """The name without the words that say its form: "Sumy Oblast" gives "Sumy"."""
    words = name.split()
    while len(words) > 1 and normalise(words[-1]) in FORMS:
        words = words[:-1]
        yield " ".join(words)
    words = name.split()
    if len(words) > 2 and normalise(words[0]) in FORMS and normalise(words[1]) == "of":
        yield " ".join(words[2:])


def town_radius(population: float) -> float:
    """How far a settlement reaches, in km: a hamlet about 1, a city of a million about 12."""
    return round(max(1.0, min(30.0, 0.012 * math.sqrt(max(population, 1)))), 1)

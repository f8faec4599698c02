"""One theatre of war: the places of one conflict with its sides, and the beliefs about them day by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

import numpy as np

from contested import data
from contested.weighing.control.evidence import CONTESTED, Evidence
from contested.weighing.control.observed import seen
from contested.weighing.control.rates import Floats, Neighbours, Rates
from contested.weighing.control.states import Seen, backward, forward, own_knowledge, prior
from contested.weighing.sides import THIRD, SideTable

MOST_HOLDERS = 4  # sides told apart in a country of which no conflict is listed


@dataclass(frozen=True, slots=True)
class Settlement:
    """A place whose control is estimated. `area`: a region or district, which is not coupled to neighbours."""

    key: str
    name: str
    geonameid: int | None
    lat: float
    lon: float
    country: str | None
    admin1: str | None = None
    area: bool = False


class Theatre:
    """Beliefs about the places of one conflict: arrays of shape (days, holders, places), contested the last holder."""

    def __init__(
        self,
        places: Sequence[Settlement],
        found: Sequence[Evidence],
        holders: Sequence[str],
        days: tuple[int, int],
        rates: Rates | None = None,
    ) -> None:
        self.places = tuple(places)
        self.evidence = tuple(found)
        self.holders = (*holders, CONTESTED)
        self.first, self.last = days
        self.rates = rates or Rates.default()
        self.position = {p.key: n for n, p in enumerate(self.places)}
        self.by_place: dict[str, list[Evidence]] = defaultdict(list)
        for item in self.evidence:
            self.by_place[item.place].append(item)

    @cached_property
    def filtered(self) -> Floats:
        """Beliefs as known then: each report counts from the day it was published."""
        told = self._seen(known=True)
        own = own_knowledge(told, len(self.places), self.rates, back=False)
        return forward(self._start, told, own, self.near, self.rates)[0]

    @cached_property
    def smoothed(self) -> Floats:
        """Beliefs as known now: each report counts on the day it tells of, for days before and after."""
        told = self._seen(known=False)
        own = own_knowledge(told, len(self.places), self.rates, back=True)
        before, past = forward(self._start, told, own, self.near, self.rates)
        return backward(before, past, told, own, self.near, self.rates)

    @cached_property
    def base(self) -> Floats:
        """The belief where nothing is known."""
        return prior(len(self.holders), self.rates)

    @cached_property
    def near(self) -> Neighbours:
        """The neighbours of each place."""
        # An area is put out of everyone's reach, since a region is no neighbour of its own towns.
        away = np.array([1e4 + 1e3 * n if p.area else 0.0 for n, p in enumerate(self.places)])
        lat = np.array([p.lat for p in self.places], dtype=np.float64) + away
        lon = np.array([p.lon for p in self.places], dtype=np.float64)
        return Neighbours.of(lat, lon, self.rates)

    @cached_property
    def _start(self) -> Floats:
        """The belief before the first day: nothing known, but for places that others than their country long hold."""
        start = np.tile(self.base[:, None], (1, len(self.places)))
        for n, place in enumerate(self.places):
            holder, chance = standing(place, date.fromordinal(self.first).year)
            if holder in self.holders:
                mine = self.holders.index(holder)
                rest = np.delete(self.base, mine)
                start[:, n] = np.insert(rest / rest.sum() * (1.0 - chance), mine, chance)
        return start

    def _seen(self, *, known: bool) -> list[Seen]:
        return seen(self.evidence, self.position, self.holders, (self.first, self.last), known=known)


def theatres(
    places: Iterable[Settlement],
    found: Sequence[Evidence],
    sides: SideTable,
    days: tuple[int, int],
    rates: Rates | None,
) -> tuple[Theatre, ...]:
    """The places parted by who fights there: listed conflicts by their sides, other countries by the sides that are
    told of.
    """
    listed: dict[tuple[str, ...], list[Settlement]] = defaultdict(list)
    for place in places:
        camps = sides.theatre(place.country)
        key = tuple(sorted(head for head, _ in camps)) if camps else ("", place.country or "")
        listed[key].append(place)
    by_place: dict[str, list[Evidence]] = defaultdict(list)
    for item in found:
        by_place[item.place].append(item)
    out = []
    for key in sorted(listed):
        members = sorted(listed[key], key=lambda p: p.key)
        given = [item for place in members for item in by_place.get(place.key, ())]
        if key[0]:
            camps = tuple(camp for place in members[:1] for camp in sides.theatre(place.country))
            given = [kept for item in given if (kept := _fitted(item, camps))]
            holders: Sequence[str] = key
        else:
            tally = Counter(side for item in given for side, _ in item.sides if side != THIRD)
            holders = sorted(sorted(tally, key=lambda s: (-tally[s], s))[:MOST_HOLDERS])
            given = [item for item in given if all(side in holders for side, _ in item.sides)]
        if holders:
            out.append(Theatre(members, sorted(given, key=lambda e: (e.day, e.claim)), holders, days, rates))
    return tuple(out)


def _fitted(item: Evidence, camps: Sequence[tuple[str, frozenset[str]]]) -> Evidence | None:
    """Evidence with allies counted as the side that they stand with; None where it names somebody who does not fight
    there.
    """
    names = []
    for side, amount in item.sides:
        head = next((head for head, camp in camps if side == head or side in camp), None)
        if head is None:
            return None
        names.append((head, amount))
    favours = next((head for head, camp in camps if item.favours in camp), item.favours)
    return replace(item, sides=tuple(names), favours=favours)


def standing(place: Settlement, year: int) -> tuple[str, float]:
    """(who long holds a place, how likely) by `data/weighing/standing.csv`; nobody where the table has no such row."""
    by_id, by_region = _standing()
    row = by_id.get(str(place.geonameid)) or by_region.get((place.country or "", place.admin1 or ""))
    if row is None or not int(row["since"]) <= year <= int(row["until"] or 9999):
        return "", 0.0
    return row["holder"], float(row["chance"])


@cache
def _standing() -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], dict[str, str]]]:
    given = data.rows("weighing/standing.csv")
    return (
        {row["geonameid"]: row for row in given if row["geonameid"]},
        {(row["country"], row["admin1"]): row for row in given if row["country"]},
    )

"""The record of control that is asked for a place, a day, a timeline, or the changes between two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from contested import data
from contested.nouns import ControlEstimate, parse_day
from contested.weighing.control.evidence import CONTESTED, Evidence, evidence, place_key
from contested.weighing.control.states import (
    Floats,
    Neighbours,
    Observations,
    Rates,
    Seen,
    backward,
    forward,
    prior,
    unknown,
)
from contested.weighing.facts import Facts, iso
from contested.weighing.model import Told
from contested.weighing.sides import SideTable
from contested.weighing.words import tokens

UNKNOWN = "unknown"
LEAD_DAYS = 14  # days before the first report that the estimate begins
SHOWN = 12  # claims listed with an estimate, the latest first


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


@dataclass(frozen=True, slots=True)
class Change:
    """A place that went from one holder to another, with the day on which the new one became the likelier, and the
    claims behind it.
    """

    place: str
    geonameid: int | None
    day: str
    before: str
    after: str
    probability: float
    claims: tuple[str, ...]


class Control:
    """Estimates of control. Made by `Control.of`; days are ISO 8601. `then=True` asks for what was known on the day
    itself.
    """

    def __init__(
        self,
        places: Sequence[Settlement],
        found: Sequence[Evidence],
        holders: Sequence[str],
        first: int,
        last: int,
        sides: SideTable,
        rates: Rates | None = None,
    ) -> None:
        self.places = tuple(places)
        self.evidence = tuple(found)
        self.holders = (*holders, CONTESTED)
        self.first, self.last = first, last
        self.sides = sides
        self.rates = rates or Rates.default()
        self._position = {p.key: n for n, p in enumerate(self.places)}
        self._by_place: dict[str, list[Evidence]] = defaultdict(list)
        for item in self.evidence:
            self._by_place[item.place].append(item)

    @classmethod
    def of(
        cls,
        found: Sequence[Facts],
        told: Sequence[Told],
        sides: SideTable,
        *,
        until: int | None = None,
        settlements: Iterable[Settlement] = (),
        rates: Rates | None = None,
    ) -> Control:
        """Control from weighed claims, up to the day `until` (ordinal; else the last report). `settlements`: further
        places to estimate.
        """
        given = evidence(found, told, sides)
        wanted = {e.place for e in given}
        places: dict[str, Settlement] = {s.key: s for s in settlements}
        for fact in sorted((f for f in found if f.place and not f.inherited), key=lambda f: (f.radius, f.id)):
            key = place_key(fact)
            if key in wanted and key not in places and fact.place:
                p = fact.place
                places[key] = Settlement(
                    key, p.name or p.text, p.geonameid, fact.lat, fact.lon, p.country, p.admin1, fact.vague
                )
        holders = sorted({s for e in given for s, _ in e.sides})
        days = [d for e in given for d in (e.day, e.known)] or [until or 1]
        last = max(until or 0, *days) if until is None else until
        first = max(1, min(last, *days) - LEAD_DAYS, last - 800)
        return cls([places[k] for k in sorted(places)], given, holders, first, last, sides, rates)

    @cached_property
    def filtered(self) -> Floats:
        """Beliefs as known then: each report counts from the day it was published. Shape (days, holders, places)."""
        return forward(self._start, self._seen(known=True), self.near, self.rates)

    @cached_property
    def smoothed(self) -> Floats:
        """Beliefs as known now: each report counts on the day it tells of, for days before and after. Same shape."""
        seen = self._seen(known=False)
        return backward(forward(self._start, seen, self.near, self.rates), seen, self.near, self.rates)

    def on(
        self, place: str | int | Settlement, day: str | date | None = None, *, then: bool = False
    ) -> ControlEstimate | None:
        """The estimate for a place (name, geonameid or Settlement) on a day, by default the last one."""
        found = place if isinstance(place, Settlement) else self.find(place)
        return self._estimate(found, self._offset(day), then=then) if found else None

    def estimates(self, day: str | date | None = None, *, then: bool = False) -> tuple[ControlEstimate, ...]:
        """The estimates for all places on a day, by default the last one."""
        offset = self._offset(day)
        return tuple(self._estimate(place, offset, then=then) for place in self.places)

    def timeline(self, place: str | int, *, then: bool = False) -> tuple[ControlEstimate, ...]:
        """The estimates for one place, day by day."""
        found = self.find(place)
        return tuple(self._estimate(found, d, then=then) for d in range(self.last - self.first + 1)) if found else ()

    def changes(
        self, since: str | date | None = None, until: str | date | None = None, *, sure: float = 0.6
    ) -> tuple[Change, ...]:
        """The days on which a place's likely holder (at least `sure`) became another one, by day and place."""
        low, high = self._offset(since) if since else 0, self._offset(until)
        out = []
        belief = self.smoothed
        for n, place in enumerate(self.places):
            top = np.where(belief[:, :, n].max(axis=1) >= sure, belief[:, :, n].argmax(axis=1), -1)
            last_sure = -1
            for day in range(len(top)):
                if top[day] < 0 or top[day] == last_sure:
                    continue
                if last_sure >= 0 and low <= day <= high:
                    out.append(self._change(place, n, day, last_sure, int(top[day])))
                last_sure = int(top[day])
        return tuple(sorted(out, key=lambda c: (c.day, c.place)))

    def find(self, place: str | int) -> Settlement | None:
        """A place by geonameid or name; the one with most evidence where several fit, a settlement before an area."""
        if isinstance(place, int):
            return next((p for p in self.places if p.geonameid == place), None)
        asked = tokens(place)
        fits = [p for p in self.places if tokens(p.name) == asked] or [
            p for p in self.places if set(asked) <= set(tokens(p.name))
        ]
        return min(fits, key=lambda p: (p.area, -len(self._by_place[p.key]), p.key)) if fits else None

    def shares(self, day: str | date | None = None) -> dict[str, dict[str, float]]:
        """For each region (admin1) the mean share of each holder over its places, areas left out."""
        total: dict[str, list[dict[str, float]]] = defaultdict(list)
        for place in self.places:
            if not place.area:
                total[f"{place.country}.{place.admin1}"].append(
                    self._estimate(place, self._offset(day), then=False).probabilities
                )
        return {
            region: {h: round(sum(p.get(h, 0.0) for p in given) / len(given), 4) for h in (*self.holders, UNKNOWN)}
            for region, given in sorted(total.items())
        }

    @cached_property
    def _base(self) -> Floats:
        return prior(len(self.holders), self.rates)

    @cached_property
    def _start(self) -> Floats:
        return np.tile(self._base[:, None], (1, len(self.places)))

    @cached_property
    def near(self) -> Neighbours:
        """The neighbours of each place."""
        # An area is put out of everyone's reach, since a region is no neighbour of its own towns.
        away = np.array([1e4 + 1e3 * n if p.area else 0.0 for n, p in enumerate(self.places)])
        lat = np.array([p.lat for p in self.places], dtype=np.float64) + away
        lon = np.array([p.lon for p in self.places], dtype=np.float64)
        return Neighbours.of(lat, lon, self.rates)

    def _seen(self, *, known: bool) -> list[Seen]:
        index = {h: n for n, h in enumerate(self.holders)}
        place, day, value = [], [], []
        for item in self.evidence:
            at = (item.known if known else item.day) - self.first
            if not 0 <= at <= self.last - self.first or item.place not in self._position:
                continue
            vector = [0.0] * len(self.holders)
            for side, amount in item.sides:
                vector[index[side]] = amount
            vector[-1] = item.contested
            place.append(self._position[item.place])
            day.append(at)
            value.append(vector)
            if item.before and not known:
                for back, share in self._looks_back:
                    if at >= back:
                        place.append(self._position[item.place])
                        day.append(at - back)
                        value.append([*(-share * item.before * max(0.0, v) for v in vector[:-1]), 0.0])
        shaped = np.array(value, dtype=np.float32).reshape(-1, len(self.holders))
        return Observations(np.array(place, dtype=np.int64), np.array(day, dtype=np.int64), shaped).by_day(
            self.last - self.first + 1
        )

    @cached_property
    def _looks_back(self) -> tuple[tuple[int, float], ...]:
        table = data.table("weighing/control.toml")
        return ((1, float(table["day_before"])), (2, float(table["two_before"])))

    def _offset(self, day: str | date | None) -> int:
        wanted = (
            self.last
            if day is None
            else (day if isinstance(day, date) else parse_day(day) or date.fromordinal(self.last)).toordinal()
        )
        return min(max(wanted, self.first), self.last) - self.first

    def _estimate(self, place: Settlement, offset: int, *, then: bool) -> ControlEstimate:
        belief = (self.filtered if then else self.smoothed)[offset, :, self._position[place.key]]
        share = float(unknown(belief[:, None], self._base)[0])
        odds = {
            h: round(max(0.0, float(b) - share * float(p)), 4)
            for h, b, p in zip(self.holders, belief, self._base, strict=True)
        }
        odds[UNKNOWN] = round(share, 4)
        today = self.first + offset
        behind = [e for e in self._by_place[place.key] if (e.known if then else e.day) <= today]
        behind = sorted(behind, key=lambda e: (-e.day, e.claim))[:SHOWN]
        status = _status(odds)
        return ControlEstimate(
            place.name,
            place.geonameid,
            place.lat,
            place.lon,
            place.country,
            iso(today),
            odds,
            status,
            tuple(e.claim for e in behind),
            self._reason(place, odds, status, behind, today),
        )

    def _reason(
        self, place: Settlement, odds: dict[str, float], status: str, behind: Sequence[Evidence], today: int
    ) -> str:
        if not behind:
            return f"No report tells who holds {place.name}; what is said comes from the places around it."
        tellers = {
            "own": "its own side",
            "admits": "the side that it hurts",
            "third": "a third party",
            "unknown": "an unknown side",
        }
        latest = behind[0]
        holder = self.sides.name(latest.favours) if latest.favours != CONTESTED else "fighting for it"
        age = today - latest.day
        top = max(odds, key=lambda h: (odds[h], h))
        label = {CONTESTED: "contested", UNKNOWN: "not known"}.get(top, f"held by {self.sides.name(top)}")
        return (
            f"{place.name}: {label} ({odds[top]:.0%}, {status}). {len(behind)} report{'s' if len(behind) > 1 else ''}; "
            f"the last, {age} days old, "
            f"speaks for {holder} and is told by {tellers[latest.teller]}."
        )

    def _change(self, place: Settlement, n: int, day: int, before: int, after: int) -> Change:
        name = self.holders[after]
        near = [e for e in self._by_place[place.key] if abs(e.day - self.first - day) <= 7 and e.favours == name]
        near.sort(key=lambda e: (abs(e.day - self.first - day), e.claim))
        return Change(
            place.name,
            place.geonameid,
            iso(self.first + day),
            self.holders[before],
            name,
            round(float(self.smoothed[day, after, n]), 4),
            tuple(e.claim for e in near[:SHOWN]),
        )


def _status(odds: dict[str, float]) -> str:
    """held (0.8 or more), likely (0.55), contested, or unknown."""
    top = max(odds, key=lambda h: (odds[h], h))
    if top == UNKNOWN and odds[top] >= 0.5:
        return UNKNOWN
    best = max((h for h in odds if h != UNKNOWN), key=lambda h: (odds[h], h))
    if best == CONTESTED:
        return CONTESTED
    return "held" if odds[best] >= 0.8 else "likely" if odds[best] >= 0.55 else "doubtful"

"""The record of control that is asked for a place, a day, a timeline, or the changes between two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from contested.nouns import ControlEstimate, parse_day
from contested.weighing.control.evidence import CONTESTED, Evidence, elsewhere, evidence, place_key, spread
from contested.weighing.control.rates import Rates
from contested.weighing.control.states import unknown
from contested.weighing.control.theatre import Settlement, Theatre, theatres
from contested.weighing.facts import Facts, iso
from contested.weighing.model import Told
from contested.weighing.sides import SideTable
from contested.weighing.words import tokens

UNKNOWN = "unknown"
LEAD_DAYS = 14  # days before the first report that the estimate begins
LONGEST_DAYS = 800
NEAR_DAYS = 10  # how far from a change the reports of it may lie
SHOWN = 12  # claims listed with an estimate, the latest first
TELLERS = {
    "own": "its own side",
    "admits": "the side that it hurts",
    "third": "a third party",
    "unknown": "an unknown side",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A place that changed hands: the day on which the new holder became likely, and the claims behind."""

    place: str
    geonameid: int | None
    day: str
    before: str
    after: str
    probability: float
    claims: tuple[str, ...]


class Control:
    """Estimates of control, made by `Control.of`. Days are ISO 8601; `then=True` asks for what was known that day."""

    def __init__(self, parts: Sequence[Theatre], sides: SideTable, first: int, last: int) -> None:
        self.theatres = tuple(parts)
        self.sides = sides
        self.first, self.last = first, last
        self._home = {place.key: part for part in parts for place in part.places}

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
        located = (each for f in found if f.place and not f.inherited for each in (f, *elsewhere(f)))
        for fact in sorted(located, key=lambda f: (f.radius, f.id)):
            key = place_key(fact)
            if key in wanted and key not in places and fact.place:
                p = fact.place
                places[key] = Settlement(
                    key, p.name or p.text, p.geonameid, fact.lat, fact.lon, p.country, p.admin1, fact.vague
                )
        given += spread(given, _towns_of(places.values()))
        days = [d for e in given for d in (e.day, e.known)] or [until or 1]
        last = until if until is not None else max(days)
        first = max(1, min(last, *days) - LEAD_DAYS, last - LONGEST_DAYS)
        return cls(theatres(places.values(), given, sides, (first, last), rates), sides, first, last)

    @property
    def places(self) -> tuple[Settlement, ...]:
        """All places that are estimated, by key."""
        return tuple(sorted((p for part in self.theatres for p in part.places), key=lambda p: p.key))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, by day."""
        return tuple(sorted((e for part in self.theatres for e in part.evidence), key=lambda e: (e.day, e.claim)))

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
        days = range(self.last - self.first + 1)
        return tuple(self._estimate(found, d, then=then) for d in days) if found else ()

    def changes(
        self, since: str | date | None = None, until: str | date | None = None, *, sure: float = 0.6
    ) -> tuple[Change, ...]:
        """The days on which a place's likely holder (at least `sure`) became another one, with reports of it."""
        low, high = self._offset(since) if since else 0, self._offset(until)
        out: list[Change] = []
        for part in self.theatres:
            for n, place in enumerate(part.places):
                out.extend(c for day, c in _changes(part, n, place, sure) if low <= day <= high)
        return tuple(sorted(out, key=lambda c: (c.day, c.place, c.geonameid or 0)))

    def find(self, place: str | int) -> Settlement | None:
        """A place by geonameid or name; the one with most evidence where several fit, a settlement before an area."""
        if isinstance(place, int):
            return next((p for p in self.places if p.geonameid == place), None)
        asked = tokens(place)
        fits = [p for p in self.places if tokens(p.name) == asked]
        fits = fits or [p for p in self.places if asked and set(asked) <= set(tokens(p.name))]
        return min(fits, key=lambda p: (p.area, -len(self._home[p.key].by_place[p.key]), p.key)) if fits else None

    def shares(self, day: str | date | None = None) -> dict[str, dict[str, float]]:
        """For each region (country.admin1) the mean share of each holder over its places, areas left out."""
        total: dict[str, list[dict[str, float]]] = defaultdict(list)
        for place in self.places:
            if not place.area:
                estimate = self._estimate(place, self._offset(day), then=False)
                total[f"{place.country}.{place.admin1}"].append(estimate.probabilities)
        return {
            region: {h: round(sum(p.get(h, 0.0) for p in given) / len(given), 4) for h in given[0]}
            for region, given in sorted(total.items())
        }

    def _offset(self, day: str | date | None) -> int:
        given = day if isinstance(day, date) else parse_day(day)
        wanted = given.toordinal() if given else self.last
        return min(max(wanted, self.first), self.last) - self.first

    def _estimate(self, place: Settlement, offset: int, *, then: bool) -> ControlEstimate:
        part = self._home[place.key]
        belief = (part.filtered if then else part.smoothed)[offset, :, part.position[place.key]]
        share = float(unknown(belief[:, None], part.base)[0])
        pairs = zip(part.holders, belief, part.base, strict=True)
        odds = {h: round(max(0.0, float(b) - share * float(p)), 4) for h, b, p in pairs}
        odds[UNKNOWN] = round(share, 4)
        today = self.first + offset
        behind = [e for e in part.by_place[place.key] if (e.known if then else e.day) <= today]
        behind = sorted(behind, key=lambda e: (-e.day, e.claim))[:SHOWN]
        status = _status(odds)
        reason = _reason(place, odds, status, behind, today, self.sides)
        claims = tuple(e.claim for e in behind)
        return ControlEstimate(
            place.name, place.geonameid, place.lat, place.lon, place.country, iso(today), odds, status, claims, reason
        )


def _towns_of(places: Iterable[Settlement]) -> dict[str, list[str]]:
    """The towns of each region that something is told of, by key."""
    towns: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    areas: list[Settlement] = []
    for place in places:
        if place.area:
            areas.append(place)
        elif place.admin1:
            towns[place.country, place.admin1].append(place.key)
    return {p.key: sorted(towns[p.country, p.admin1]) for p in areas if p.admin1 and (p.country, p.admin1) in towns}


def _changes(part: Theatre, n: int, place: Settlement, sure: float) -> Iterable[tuple[int, Change]]:
    belief = part.smoothed[:, :, n]
    top = np.where(belief.max(axis=1) >= sure, belief.argmax(axis=1), -1)
    held = -1
    for day in np.nonzero(top >= 0)[0].tolist():
        after = int(top[day])
        if after == held:
            continue
        name, today = part.holders[after], part.first + day
        near = [e for e in part.by_place[place.key] if abs(e.day - today) <= NEAR_DAYS and e.favours == name]
        if held >= 0 and not near:
            continue  # belief that only drifts, for want of reports or with the neighbours, is no change of hands
        if held >= 0 and not _told(part, place, near, part.holders[held], today):
            held = after  # who held it before was only lent by the neighbours
            continue
        if held >= 0:
            near.sort(key=lambda e: (abs(e.day - today), e.claim))
            claims = tuple(e.claim for e in near[:SHOWN])
            chance = round(float(belief[day, after]), 4)
            yield day, Change(place.name, place.geonameid, iso(today), part.holders[held], name, chance, claims)
        held = after


def _told(part: Theatre, place: Settlement, near: Sequence[Evidence], before: str, today: int) -> bool:
    """Whether a report tells of the change, or of the one who held the place before it."""
    return any(e.change > 0 for e in near) or any(
        e.favours == before and e.day <= today for e in part.by_place[place.key]
    )


def _reason(
    place: Settlement, odds: dict[str, float], status: str, behind: Sequence[Evidence], today: int, sides: SideTable
) -> str:
    if not behind:
        return f"No report tells who holds {place.name}; what is said comes from the places around it."
    latest = behind[0]
    holder = sides.name(latest.favours) if latest.favours != CONTESTED else "fighting for it"
    top = max(odds, key=lambda h: (odds[h], h))
    label = {CONTESTED: "contested", UNKNOWN: "not known"}.get(top, f"held by {sides.name(top)}")
    age = today - latest.day
    about = " of the region around it" if latest.wide else ""
    return (
        f"{place.name}: {label} ({odds[top]:.0%}, {status}). {len(behind)} report{'s' if len(behind) > 1 else ''}; "
        f"the last{about}, {age} day{'' if age == 1 else 's'} old, speaks for {holder} "
        f"and is told by {TELLERS[latest.teller]}."
    )


def _status(odds: dict[str, float]) -> str:
    """Held (0.8 or more), likely (0.55), contested, doubtful, or unknown."""
    top = max(odds, key=lambda h: (odds[h], h))
    if top == UNKNOWN and odds[top] >= 0.5:
        return UNKNOWN
    best = max((h for h in odds if h != UNKNOWN), key=lambda h: (odds[h], h))
    if best == CONTESTED:
        return CONTESTED
    return "held" if odds[best] >= 0.8 else "likely" if odds[best] >= 0.55 else "doubtful"

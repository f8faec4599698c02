"""The publication policy: what may be shown to whom, so that the record does not endanger the people it is about.

A policy is a table of rules (`data/outputs/policy.toml`). `PublicationPolicy.public()` is on for web pages and exports,
`PublicationPolicy.off()` is the analyst's own view. `release` applies a policy; outputs take only what it gives.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from contested import data
from contested.errors import DataFileError
from contested.nouns import Claim, Place
from contested.outputs.countries import region_name

P = TypeVar("P", bound=Place)
ANY = "*"
KM_PER_DEGREE = 111.32
NAMELESS_KM = 10.0


@dataclass(frozen=True, slots=True)
class Coarsen:
    """Points of these kinds and sides are moved to the middle of a square `km` wide, for `days` (None: for ever)."""

    name: str
    kinds: frozenset[str]
    km: float
    sides: frozenset[str] = frozenset({ANY})
    days: int | None = None

    def fits(self, kind: str, sides: Collection[str | None], age: int | None) -> bool:
        """Whether the rule holds for a happening of that kind and these sides, `age` days old (None: unknown)."""
        if ANY not in self.kinds and kind not in self.kinds:
            return False
        if ANY not in self.sides and not any(side in self.sides for side in sides):
            return False
        return self.days is None or age is None or age < self.days


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Claims that are not shown until `days` have passed. `words`: any of these must stand in the claim's words;
    `routed`: only where a way is told; `people_only`: only claims of moving people, or about civilians."""

    name: str
    kinds: frozenset[str]
    days: int
    words: tuple[str, ...] = ()
    routed: bool = False
    people_only: bool = False

    def fits(self, claim: Claim, words: str, age: int | None) -> bool:
        """Whether a claim of that age in days (None: unknown, so treated as new) is held back."""
        if age is not None and age >= self.days:
            return False
        if ANY not in self.kinds and claim.kind not in self.kinds:
            return False
        if self.routed and not any(place.role in ("from", "to", "toward") for place in claim.places):
            return False
        if self.people_only and not _about_people(claim):
            return False
        return not self.words or bool(_any_word(self.words).search(words))


@dataclass(frozen=True, slots=True)
class PublicationPolicy:
    """Rules of publication. With none of them set, everything is shown as it is kept."""

    coarsen: tuple[Coarsen, ...] = ()
    hold_back: tuple[HoldBack, ...] = ()
    finest_km: float = 0.0
    documents: str = "full"
    redact_private_persons: bool = False
    public_roles: frozenset[str] = frozenset()
    private_roles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    @classmethod
    def public(cls) -> PublicationPolicy:
        """The policy of the data file: on for web pages and exports."""
        return _shipped()

    @classmethod
    def off(cls) -> PublicationPolicy:
        """The analyst's own view: nothing coarsened, held back or redacted."""
        return cls()

    @property
    def active(self) -> bool:
        """Whether anything is changed at all."""
        return self != PublicationPolicy()

    def km_for(self, kind: str, sides: Collection[str | None], age: int | None) -> float:
        """Width in km of the square that such a point is moved within: the widest of all rules that fit."""
        return max([self.finest_km, *(rule.km for rule in self.coarsen if rule.fits(kind, sides, age))])

    def held_by(self, claim: Claim, words: str, age: int | None) -> HoldBack | None:
        """The rule that holds a claim back, the one that lasts longest, or None."""
        fitting = [rule for rule in self.hold_back if rule.fits(claim, words, age)]
        return max(fitting, key=lambda rule: rule.days) if fitting else None


def coarsened(place: P, km: float) -> P:
    """The place known no nearer than a square `km` wide: middle of its cell, radius at least to the cell's corner.

    A cell depends on nothing but the point, so that several views of one place cannot be averaged into the point. From
    10 km on the name goes too, where the region is known: a name finds the place as well as a point does.
    """
    if place.lat is None or place.lon is None or km <= 0 or (place.radius_km or 0.0) >= km:
        return place
    lat, lon = snapped(place.lat, place.lon, km)
    radius = max(place.radius_km or 0.0, math.ceil(km / math.sqrt(2)))
    made = replace(place, lat=lat, lon=lon, radius_km=radius)
    if km < NAMELESS_KM or not place.admin1 or place.precision in ("region", "country"):
        return made
    region = region_name(place.country, place.admin1) or place.admin1
    return replace(made, name=region, text=region, feature="A.ADM1", geonameid=None, alternatives=())


def snapped(lat: float, lon: float, km: float) -> tuple[float, float]:
    """The middle, in degrees, of the square cell of that width in km which a point lies in."""
    step = km / KM_PER_DEGREE
    row = math.floor(lat / step)
    middle = min(90.0, max(-90.0, (row + 0.5) * step))
    wide = step / max(0.05, math.cos(math.radians(middle)))
    east = (math.floor(lon / wide) + 0.5) * wide
    digits = 2 if km >= 1 else 3
    return round(middle, digits), round((east + 180) % 360 - 180, digits)


def _about_people(claim: Claim) -> bool:
    if claim.kind in ("evacuation", "displacement", "humanitarian_aid", "deportation"):
        return True
    words = " ".join(
        [*(p.text for p in claim.patients), *(t.text for t in claim.targets), *(c.who or "" for c in claim.counts)]
    )
    return bool(
        _any_word(
            ("civilian", "civilians", "people", "residents", "inhabitants", "children", "women", "refugees")
        ).search(words)
    )


@cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


@cache
def _shipped() -> PublicationPolicy:
    table = data.table("outputs/policy.toml")
    public = table["public"]
    documents = table["documents"]
    if documents not in ("full", "excerpts"):
        raise DataFileError("policy.toml: `documents` is neither full nor excerpts.", remedy="Write one of the two.")
    return PublicationPolicy(
        coarsen=tuple(_coarsen(row) for row in table.get("coarsen", ())),
        hold_back=tuple(_hold_back(row) for row in table.get("hold_back", ())),
        finest_km=float(table["finest_km"]),
        documents=documents,
        redact_private_persons=bool(table["redact_private_persons"]),
        public_roles=frozenset(public["roles"]),
        private_roles=frozenset(public["private"]),
        bodies=frozenset(public["bodies"]),
    )


def _coarsen(row: dict[str, Any]) -> Coarsen:
    sides = frozenset(row.get("sides", [ANY]))
    return Coarsen(row["name"], frozenset(row["kinds"]), float(row["km"]), sides, row.get("days"))


def _hold_back(row: dict[str, Any]) -> HoldBack:
    return HoldBack(
        row["name"],
        frozenset(row["kinds"]),
        int(row["days"]),
        tuple(row.get("words", ())),
        bool(row.get("routed", False)),
        bool(row.get("people_only", False)),
    )

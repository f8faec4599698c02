"""Who holds which place, taken out of the weighing once, in the form that tables, ribbons and files draw from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from contested.nouns import ControlEstimate
from contested.outputs import wording
from contested.outputs.texts import text
from contested.weighing.control import CONTESTED, UNKNOWN, Change, Control
from contested.weighing.sides import SideTable

Row = dict[str, Any]
OPEN = (CONTESTED, UNKNOWN)


@dataclass(frozen=True)
class Holding:
    """A place with the estimate of the last day, and the days on which it changed hands.

    `area`: a region or district rather than a settlement. `claims`: all that bear on it, the latest first. `days`: the
    estimate of each day from `first` on, computed when first asked for.
    """

    name: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    area: bool
    now: ControlEstimate
    changes: tuple[Change, ...]
    claims: tuple[str, ...]
    control: Control | None = field(default=None, repr=False, compare=False)
    first: str | None = None

    @cached_property
    def days(self) -> tuple[ControlEstimate, ...]:
        """The estimates day by day, the last one last."""
        found = self.control.timeline(self.geonameid or self.name) if self.control else ()
        kept = tuple(day for day in found if self.first is None or day.day >= self.first)
        return kept or (self.now,)

    def at(self, day: str) -> ControlEstimate:
        """The estimate of one day."""
        found = self.control.on(self.geonameid or self.name, day) if self.control else None
        return found or self.now

    @property
    def stretches(self) -> tuple[tuple[str, str], ...]:
        """First and last day of each stretch between two changes of hands; by the day alone where nothing is known."""
        if self.control is None:
            return ((self.now.day, self.now.day),)
        starts = [date.fromordinal(self.control.first).isoformat(), *(change.day for change in self.changes)]
        ends = [(date.fromisoformat(day) - timedelta(days=1)).isoformat() for day in starts[1:]]
        pairs = zip(starts, [*ends, self.now.day], strict=True)
        return tuple((start, end) for start, end in pairs if start <= end)


def holdings(control: Control) -> tuple[Holding, ...]:
    """The places for which there is a report, those with most claims first."""
    changes: dict[object, list[Change]] = {}
    for change in control.changes():
        changes.setdefault(change.geonameid or change.place, []).append(change)
    behind: dict[str, dict[str, None]] = {}
    for item in sorted(control.evidence, key=lambda e: (-e.day, e.claim)):
        behind.setdefault(item.place, {})[item.claim] = None
    made = []
    for place in control.places:
        now = control.on(place) if place.key in behind else None
        if now:
            made.append(Holding(
                place.name, place.geonameid, place.lat, place.lon, place.country, place.area, now,
                tuple(changes.get(place.geonameid or place.name, ())), tuple(behind[place.key]), control,
            ))  # fmt: skip
    return tuple(sorted(made, key=lambda h: (-len(h.claims), h.name)))


def likeliest(estimate: ControlEstimate) -> tuple[str, float]:
    """The holder with the highest probability, contested and unknown among them."""
    return max(estimate.probabilities.items(), key=lambda item: (item[1], item[0]), default=(UNKNOWN, 1.0))


def holder_name(holder: str, sides: SideTable) -> str:
    """`Ukraine`, `contested`, `not known`."""
    return text("holder", holder) if holder in OPEN else sides.name(holder)


def control_rows(found: tuple[Holding, ...], sides: SideTable) -> list[Row]:
    """A row for each place, with the whole estimate of the last day."""
    return [control_row(item, sides) for item in found]


def control_row(item: Holding, sides: SideTable) -> Row:
    """One place on the last day, and when it last changed hands."""
    holder, share = likeliest(item.now)
    last = item.changes[-1] if item.changes else None
    return {
        "place": item.name, "geonameid": item.geonameid, "lat": item.lat, "lon": item.lon, "country": item.country,
        "area": item.area, "day": item.now.day, "holder": holder, "holder_name": holder_name(holder, sides), "p": share,
        "probabilities": item.now.probabilities, "status": item.now.status, "claims": list(item.claims),
        "changed": f"{wording.day(last.day)}, from {holder_name(last.before, sides)}" if last else None,
        "changes": [{"day": c.day, "before": c.before, "after": c.after, "p": c.probability} for c in item.changes],
        "reason": item.now.reason,
    }  # fmt: skip

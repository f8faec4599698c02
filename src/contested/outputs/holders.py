"""Who holds which place, taken out of the weighing once, in the form that tables, ribbons and files draw from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contested.nouns import ControlEstimate, Place
from contested.outputs import wording
from contested.outputs.texts import text
from contested.weighing.control import CONTESTED, UNKNOWN, Change, Control
from contested.weighing.sides import SideTable

Row = dict[str, Any]
OPEN = (CONTESTED, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Holding:
    """A place with the estimate of each day, the last one last, and the days on which it changed hands.

    `area`: a region or district rather than a settlement. `claims`: all that bear on it, the latest first.
    """

    name: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    area: bool
    days: tuple[ControlEstimate, ...]
    changes: tuple[Change, ...]
    claims: tuple[str, ...]

    @property
    def now(self) -> ControlEstimate:
        """The estimate of the last day."""
        return self.days[-1]


def holdings(control: Control, *, most: int = 400) -> tuple[Holding, ...]:
    """The places for which there is a report, those with most claims first."""
    changes: dict[object, list[Change]] = {}
    for change in control.changes():
        changes.setdefault(change.geonameid or change.place, []).append(change)
    latest = [(place, control.on(place)) for place in control.places]
    told = [(place, now) for place, now in latest if now and now.claims]
    told.sort(key=lambda pair: (-len(pair[1].claims), pair[0].name))
    made = []
    for place, now in told[:most]:
        key = place.geonameid or place.name
        days = control.timeline(key) or (now,)
        claims = dict.fromkeys(claim for day in reversed(days) for claim in day.claims)
        made.append(Holding(
            place.name, place.geonameid, place.lat, place.lon, place.country, place.area, days,
            tuple(changes.get(key, ())), tuple(claims),
        ))  # fmt: skip
    return tuple(made)


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


def as_place(item: Holding) -> Place:
    """A holding as a place, for maps and files."""
    feature = "A.ADM1" if item.area else "P.PPL"
    return Place(0, 0, item.name, name=item.name, geonameid=item.geonameid, lat=item.lat, lon=item.lon, feature=feature)

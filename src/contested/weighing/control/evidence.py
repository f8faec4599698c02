"""What claims say about who holds a place: rows of `control.csv` filled with sides, weighed by who speaks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from contested import data
from contested.weighing.facts import TOLD, Facts
from contested.weighing.model import Told
from contested.weighing.sides import THIRD, SideTable


@dataclass(frozen=True, slots=True)
class Row:
    """One row of `control.csv`."""

    doer: float
    foe: float
    contested: float
    teller: Mapping[str, float]
    before: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one claim says: log-likelihood for each side that it names and for contested, on a day, for a place.

    `known`: the day it was published. `favours`: the holder it speaks for most. `teller`: own, admits, third, unknown.
    """

    claim: str
    place: str
    country: str | None
    day: int
    known: int
    sides: tuple[tuple[str, float], ...]
    contested: float
    before: float
    favours: str
    teller: str
    speaker_side: str | None
    origin: str


CONTESTED = "contested"
WIDEST_KM = 250.0
LONG_DAYS = 21


def evidence(found: Sequence[Facts], told: Sequence[Told], sides: SideTable) -> list[Evidence]:
    """The evidence in all claims that lie in a known place, by day. A side's repeated word on one place counts less
    each time.
    """
    raw: list[tuple[Facts, Told, Row]] = []
    table = rows()
    for fact, who in zip(found, told, strict=True):
        row = table.get((fact.claim.kind, _way(fact))) or table.get((fact.claim.kind, fact.claim.polarity))
        if row and fact.place and not fact.inherited and (_speaks(fact) or _announced(fact, who)):
            raw += [(each, who, row) for each in (fact, *_elsewhere(fact))]
    raw.sort(key=lambda item: (item[0].published or item[0].anchor, item[0].id))
    settings = data.table("weighing/control.toml")
    recent: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    out = []
    for fact, who, row in raw:
        item = _evidence(fact, who, row, sides)
        if item is None:
            continue
        key = (item.place, item.speaker_side or item.origin, item.favours)
        before = [day for day in recent[key] if item.known - day <= settings["repeat_days"]]
        recent[key] = [*before, item.known]
        scale = max(float(settings["least"]), float(settings["repeat"]) ** len(before))
        out.append(item if scale == 1.0 else _scaled(item, scale))
    return sorted(out, key=lambda e: (e.day, e.claim))


def _elsewhere(fact: Facts) -> list[Facts]:
    """The same claim for each further town that it names in the same role ("freed X, Y and Z")."""
    out = []
    for place in fact.claim.places:
        same = fact.place is not None and place.role == fact.place.role and place.geonameid != fact.place.geonameid
        if same and place.lat is not None and place.lon is not None and (place.feature or "").startswith("P."):
            out.append(replace(fact, place=place, lat=place.lat, lon=place.lon, radius=place.radius_km or 5.0))
    return out


def place_key(fact: Facts) -> str:
    """What a place is kept under: its geonameid, or its rounded point."""
    if fact.place and fact.place.geonameid is not None:
        return f"g{fact.place.geonameid}"
    return f"p{fact.lat:.2f},{fact.lon:.2f}"


@cache
def rows() -> dict[tuple[str, str], Row]:
    """The table of what kinds of claims say about control, by kind and polarity."""
    out = {}
    for row in data.rows("weighing/control.csv"):
        teller = {name: float(row[name]) for name in ("own", "admits", "third", "unknown")}
        out[row["kind"], row["polarity"]] = Row(
            float(row["doer"]), float(row["foe"]), float(row["contested"]), teller, float(row["dated"])
        )
    return out


def _speaks(fact: Facts) -> bool:
    """Whether a claim bears on who holds a place: told as done, or a plan to leave denied; not of a whole country, nor
    of a day that nobody knows.
    """
    if not fact.timed and fact.published is None:
        return False
    stays = fact.negative and fact.claim.kind == "withdrawal"
    return (fact.reality == TOLD or stays) and fact.claim.stance != "predicted" and fact.radius <= WIDEST_KM


def _announced(fact: Facts, who: Told) -> bool:
    """A retreat that a side orders or announces itself: it is not done yet, and nobody boasts of it."""
    claim = fact.claim
    own = who.side is not None and who.side in fact.doers
    told = claim.kind == "withdrawal" and not fact.negative and claim.modality in ("ordered", "planned")
    return told and own and (fact.timed or fact.published is not None) and fact.radius <= WIDEST_KM


def _way(fact: Facts) -> str:
    """The claim's polarity, or `partial` for a retreat that is going on, measured in km, or spread over weeks."""
    if fact.claim.kind == "advance" and fact.place and fact.place.role in ("at", "to") and not fact.vague:
        return "negative" if fact.negative else "entered"
    measured = any(of in ("distance_km", "area_km2", "share") for of, _ in fact.figures)
    if not fact.negative and (
        fact.claim.modality in ("ongoing", "ordered", "planned")
        or measured
        or (fact.timed and fact.stop - fact.start > 10)
    ):
        return "partial"
    return fact.claim.polarity


@cache
def _alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> alpha-3."""
    return {row["iso2"]: row["iso3"] for row in data.rows("actors/countries.csv")}


TAKEN_BACK = ("liberat", "free", "retak", "recaptur", "regain", "reconquer", "take back", "win back")


def _takers(fact: Facts, who: Told, sides: SideTable) -> list[str]:
    """Who took a place that is told as freed or taken back by nobody named: the side that says so, else the side of the
    country that the place lies in.
    """
    trigger = fact.claim.because.trigger or ""
    if fact.claim.kind != "capture" or not trigger.startswith(TAKEN_BACK):
        return []
    own = who.side if who.side and who.side != THIRD else None
    country = fact.place.country if fact.place else None
    side = own or sides.of_country(_alpha3().get(country or ""))
    return [side] if side else []


def _evidence(fact: Facts, who: Told, row: Row, sides: SideTable) -> Evidence | None:
    doers = sorted(fact.doers) or _takers(fact, who, sides)
    if len(doers) != 1:
        if row.doer == row.foe == 0 and row.contested:
            doers = []
        else:
            return None
    doer = doers[0] if doers else None
    foes = (
        [s for s in sides.foes(doer) if s in fact.sufferers]
        or list(sides.foes(doer))[:1]
        or sorted(fact.sufferers - {doer or ""})[:1]
    )
    foe = foes[0] if foes else None
    teller = _teller(who.side, doer, foe, row, sides)
    weight = row.teller[teller] * {"alleged": 0.6, "confirmed": 1.2}.get(fact.claim.stance, 1.0)
    sure = fact.claim.confidence
    values = [
        (side, soften(row_value * weight, sure)) for side, row_value in ((doer, row.doer), (foe, row.foe)) if side
    ]
    contested = soften(row.contested * weight, sure)
    options = [*((v, s) for s, v in values), (contested, CONTESTED)]
    favours = max(options)[1]
    day = _day(fact)
    dated = fact.timed and fact.stop - fact.start <= 2
    return Evidence(
        fact.id,
        place_key(fact),
        fact.place.country if fact.place else None,
        day,
        max(fact.published or day, day),
        tuple(values),
        contested,
        row.before if dated else 0.0,
        favours,
        teller,
        who.side,
        who.origin,
    )


def _day(fact: Facts) -> int:
    """The day that a claim speaks of: its last; the first of a long time ("held since May"), which later days follow
    from.
    """
    if not fact.timed:
        return fact.published or fact.stop - 1
    if fact.stop - fact.start > LONG_DAYS:
        return fact.start
    return min(fact.stop - 1, fact.published or fact.stop)


def _teller(side: str | None, doer: str | None, foe: str | None, row: Row, sides: SideTable) -> str:
    if side is None:
        return "unknown"
    gainer, loser = (doer, foe) if row.doer >= row.foe else (foe, doer)
    if sides.allied(side, gainer):
        return "own"
    if sides.allied(side, loser):
        return "admits"
    return THIRD


def soften(value: float, sure: float) -> float:
    """A log-likelihood drawn towards 0 where the reading itself is not sure that the claim says this."""
    return math.log(sure * math.exp(value) + (1.0 - sure))


def _scaled(item: Evidence, scale: float) -> Evidence:
    return Evidence(
        item.claim,
        item.place,
        item.country,
        item.day,
        item.known,
        tuple((s, v * scale) for s, v in item.sides),
        item.contested * scale,
        item.before,
        item.favours,
        item.teller,
        item.speaker_side,
        item.origin,
    )

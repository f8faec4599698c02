"""What claims say about who holds a place: rows of `control.csv` filled with sides, weighed by who speaks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from contested import data
from contested.weighing.control.hands import days_of, hands, way_of
from contested.weighing.facts import Facts
from contested.weighing.model import Told
from contested.weighing.sides import THIRD, SideTable
from contested.weighing.words import tokens


@dataclass(frozen=True, slots=True)
class Row:
    """One row of `control.csv`."""

    doer: float
    foe: float
    contested: float
    teller: Mapping[str, float]
    before: float
    change: float
    ahead: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one claim says: log-likelihood for each side that it names and for contested, on a day, for a place.

    `known`: the day it was published; `since`: the first day on which what it tells may have been so, `lasting` whether
    it was so from then on. `before`: how far a dated change speaks the other way for the days before; `change`: how
    much likelier (a logarithm) it makes a change of hands on its day, `ahead`: for how many days after. `favours`: the
    holder it speaks for most. `way`: the row of the table. `teller`: own, admits, third, unknown. `wide`: told of the
    region that the place lies in.
    """

    claim: str
    place: str
    country: str | None
    since: int
    day: int
    known: int
    sides: tuple[tuple[str, float], ...]
    contested: float
    before: float
    change: float
    ahead: int
    lasting: bool
    favours: str
    way: str
    teller: str
    speaker_side: str | None
    origin: str
    wide: bool = False


CONTESTED = "contested"
LATE = 0.3
CAPITAL = "P.PPLC"
WHOLE = ("positive", "negative")  # ways of telling that speak of a region as a whole
WINDOW = 14  # days: the longest time told that still says when it was not yet so


def evidence(found: Sequence[Facts], told: Sequence[Told], sides: SideTable) -> list[Evidence]:
    """The evidence in all claims that lie in a known place, by day. A side's repeated word on one place counts less
    each time.
    """
    raw: list[tuple[Facts, Told, Row, str]] = []
    table = rows()
    for fact, who in zip(found, told, strict=True):
        if not fact.place or fact.inherited or _of_elsewhere(fact):
            continue
        way = way_of(fact, who)
        row = table.get((fact.claim.kind, way)) if way else None
        if way and row:
            raw += [(_timed(each), who, row, way) for each in (fact, *elsewhere(fact))]
    raw.sort(key=lambda item: (item[0].published or item[0].anchor, item[0].id))
    settings = data.table("weighing/control.toml")
    recent: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    out = []
    for fact, who, row, way in raw:
        item = _evidence(fact, who, row, way, sides)
        if item is None:
            continue
        key = (item.place, item.speaker_side or item.origin, item.favours)
        before = [day for day in recent[key] if item.known - day <= settings["repeat_days"]]
        recent[key] = [*before, item.known]
        scale = max(float(settings["least"]), float(settings["repeat"]) ** len(before))
        out.append(item if scale == 1.0 else _scaled(item, scale))
    return sorted(out, key=lambda e: (e.day, e.claim))


def elsewhere(fact: Facts) -> list[Facts]:
    """The same claim for each further town that it names in the same role ("freed X, Y and Z")."""
    out = []
    for place in fact.claim.places:
        same = fact.place is not None and place.role == fact.place.role and place.geonameid != fact.place.geonameid
        if same and place.lat is not None and place.lon is not None and (place.feature or "").startswith("P."):
            out.append(replace(fact, place=place, lat=place.lat, lon=place.lon, radius=place.radius_km or 5.0))
    return out


def _timed(fact: Facts) -> Facts:
    """A hold "since" a day, of several towns: the day is told of the one that stands before it."""
    time, places = fact.claim.time, fact.claim.places
    if fact.claim.kind != "control" or time is None or len(places) < 2 or fact.place is None:
        return fact
    before = [place for place in places if place.end <= time.start]
    if before and max(before, key=lambda place: place.end).start == fact.place.start:
        return fact
    day = days_of(fact)[0]
    return replace(fact, start=day, stop=day + 1)


def spread(given: Sequence[Evidence], areas: Mapping[str, Sequence[str]]) -> list[Evidence]:
    """What is told of a whole region, for each of its towns (`areas`: region -> towns, by key): it tells a little of
    each, by `region` of the settings, and dates no change of any; where a town's own name is told within `region_days`,
    that stands alone. What is told of a part of it or of fighting
    somewhere in it says nothing of one town.
    """
    settings = data.table("weighing/control.toml")
    part, days = float(settings["region"]), int(settings["region_days"])
    named: dict[str, list[int]] = defaultdict(list)
    for item in given:
        if item.favours != CONTESTED and item.sides:
            named[item.place].append(item.day)
    out = []
    for item in given:
        if item.way not in WHOLE or item.favours == CONTESTED:
            continue
        for town in areas.get(item.place, ()):
            if any(abs(day - item.day) <= days for day in named[town]):
                continue
            sides = tuple((side, value * part) for side, value in item.sides)
            out.append(
                replace(
                    item, place=town, sides=sides, contested=item.contested * part, before=0.0, change=0.0, wide=True
                )
            )
    return out


def place_key(fact: Facts) -> str:
    """What a place is kept under: its geonameid, or its rounded point."""
    if fact.place and fact.place.geonameid is not None:
        return f"g{fact.place.geonameid}"
    return f"p{fact.lat:.2f},{fact.lon:.2f}"


@cache
def rows() -> dict[tuple[str, str], Row]:
    """The table of what kinds of claims say about control, by kind and way."""
    out = {}
    for row in data.rows("weighing/control.csv"):
        teller = {name: float(row[name]) for name in ("own", "admits", "third", "unknown")}
        doer, foe, contested, dated, change = (
            float(row[name]) for name in ("doer", "foe", "contested", "dated", "change")
        )
        out[row["kind"], row["way"]] = Row(doer, foe, contested, teller, dated, change, int(row["ahead"]))
    return out


def _evidence(fact: Facts, who: Told, row: Row, way: str, sides: SideTable) -> Evidence | None:
    doer, foe = hands(fact, who, sides)
    if doer is None and not (row.doer == row.foe == 0 and row.contested):
        return None
    teller = _teller(who.side, doer, foe, row, sides)
    weight = row.teller[teller] * {"alleged": 0.6, "confirmed": 1.2}.get(fact.claim.stance, 1.0)
    sure = fact.claim.confidence * _placed(fact)
    values = [
        (side, soften(row_value * weight, sure)) for side, row_value in ((doer, row.doer), (foe, row.foe)) if side
    ]
    contested = soften(row.contested * weight, sure)
    options = [*((v, s) for s, v in values), (contested, CONTESTED)]
    day, since, lasting = days_of(fact)
    exact = lasting and fact.claim.time is not None and fact.claim.time.grain == "day" and way == "positive"
    dated = exact or (fact.timed and fact.stop - fact.start <= WINDOW)
    # A side tells of its own losses late: the day that it tells bounds the change from one side only.
    back = max(row.before, exact) * (0.0 if not dated else LATE if teller == "admits" else 1.0)
    change = max(row.change, exact) * float(data.table("weighing/control.toml")["leap"])
    told = max((v for _, v in values), default=0.0)
    whole = max((v * weight for v in (row.doer, row.foe)), default=0.0)
    return Evidence(
        claim=fact.id,
        place=place_key(fact),
        country=fact.place.country if fact.place else None,
        since=since,
        day=day,
        known=max(fact.published or day, day),
        sides=tuple(values),
        contested=contested,
        before=back,
        # Both together are doubted once: if the claim says this at all, it says both.
        change=soften(whole + change, sure) - told if change and told > 0 else 0.0,
        ahead=row.ahead,
        lasting=lasting,
        favours=max(options)[1],
        way=way,
        teller=teller,
        speaker_side=who.side,
        origin=who.origin,
    )


def _of_elsewhere(fact: Facts) -> bool:
    """Whether the place is none of which the claim speaks: a capital that only lends its name or stands in that of who
    acts is a government; "territory held by them" is ground without a name; and who says that something is held names
    it in the sentence or just before.
    """
    at, notes = fact.place, " ".join(fact.claim.because.notes)
    borrowed = "place taken from" in notes
    if at is not None and at.feature == CAPITAL:
        acts = any(agent.start <= at.start < agent.end for agent in fact.claim.agents)
        return borrowed or acts or at.use == "metonymic"
    if not borrowed or fact.claim.kind != "control":
        return False
    ground = data.table("weighing/hands.toml")["ground"]
    return "sentences before" in notes or any(word in ground for word in tokens(fact.account.words))


def _placed(fact: Facts) -> float:
    """How far the place is the claim's own: less where the reading took it from further off."""
    notes = " ".join(fact.claim.because.notes)
    return 0.5 if "what the report is about" in notes else 0.75 if "place taken from" in notes else 1.0


def _teller(side: str | None, doer: str | None, foe: str | None, row: Row, sides: SideTable) -> str:
    if side is None:
        return "unknown"
    if doer is None:
        return THIRD if side == THIRD or not sides.foes(side) else "own"
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
    sides = tuple((side, value * scale) for side, value in item.sides)
    return replace(item, sides=sides, contested=item.contested * scale)

"""What a claim on control says before it is weighed: in which way it tells of it, whose hands, and on which days."""

from __future__ import annotations

from functools import cache
from typing import Any

from contested import data
from contested.weighing.facts import TOLD, Facts
from contested.weighing.model import Told
from contested.weighing.sides import THIRD, SideTable
from contested.weighing.words import split

WIDEST_KM = 250.0
LONG_DAYS = 21
UNDATED_DAYS = 2
WILL = ("ordered", "planned")
TRIES = ("attempted", "planned", "ongoing")


@cache
def _words() -> dict[str, Any]:
    """Words that say who takes and who loses; see `data/weighing/hands.toml`."""
    return data.table("weighing/hands.toml")


def way_of(fact: Facts, who: Told) -> str | None:
    """Under which row of `control.csv` a claim stands; None where it says nothing on who holds a place: of a whole
    country, of a day that nobody knows, or only imagined.
    """
    claim = fact.claim
    known = fact.timed or fact.published is not None
    if not known or fact.radius > WIDEST_KM or claim.stance == "predicted" or fact.withdrawn:
        return None
    negative = fact.negative
    if fact.reality != TOLD:
        return _willed(fact, who)
    measured = any(of in ("distance_km", "area_km2", "share") for of, _ in fact.figures)
    if negative:
        return "negative"
    if claim.kind == "advance" and fact.place:
        if fact.place.role == "to" and not fact.vague:
            return "entered"
        return "toward" if fact.place.role in ("to", "toward") else "positive"
    if claim.kind == "withdrawal" and (
        claim.modality == "ongoing" or measured or (fact.timed and fact.stop - fact.start > 10)
    ):
        return "partial"
    return "partial" if claim.kind == "capture" and measured else "positive"


def _willed(fact: Facts, who: Told) -> str | None:
    """What is only meant still tells who is there: who plans to leave a place, to take it, or to keep it."""
    claim = fact.claim
    if claim.kind == "withdrawal" and fact.negative:
        return "negative"  # a plan to leave, denied
    if fact.negative:
        return None
    if claim.kind == "withdrawal" and claim.modality in WILL:
        # Of a retreat not yet made a side's own word counts, and a third party's; an enemy's is a hope.
        return "announced" if who.side == THIRD or not fact.doers or who.side in (None, *fact.doers) else None
    if claim.kind in ("capture", "control") and claim.modality in TRIES:
        return "attempted"
    return None


def hands(fact: Facts, who: Told, sides: SideTable) -> tuple[str | None, str | None]:
    """(who takes, holds or leaves, whom they face); None for either that cannot be told."""
    trigger = (fact.claim.because.trigger or "").split(" (")[0]
    loses = fact.claim.kind == "capture" and trigger.startswith(tuple(_words()["loses"]))
    if loses and fact.negative and not fact.claim.agents:
        loses = not fact.doers  # a denied loss: `facts` has already put the taker for the doer that nobody named
    own = who.side if who.side and who.side != THIRD else None
    named = sorted(fact.doers)
    if len(named) > 1:
        named = _others(fact, sides)
    if loses:
        named = named or [side for side in (own,) if side and sides.foes(side)]  # "we lost it": else nobody is named
    elif not named:
        named = _unnamed(fact, trigger, own, sides)
    if len(named) != 1:
        return None, None
    doer = named[0]
    foes = (
        [s for s in sides.foes(doer) if s in fact.sufferers]
        or list(sides.foes(doer))[:1]
        or sorted(fact.sufferers - {doer})[:1]
    )
    foe = foes[0] if foes else None
    return (foe, doer) if loses else (doer, foe)


def _others(fact: Facts, sides: SideTable) -> list[str]:
    """Those who act, without the place itself, which stands as the subject in "the east bank is in Russian hands"."""
    near = frozenset(p.country for p in fact.claim.places if p.country)
    acting = (p for p in fact.claim.agents if not any(p.start <= at.start < p.end for at in fact.claim.places))
    return sorted({side for p in acting if (side := sides.of_party(p, near))})


def _unnamed(fact: Facts, trigger: str, own: str | None, sides: SideTable) -> list[str]:
    """Who is meant where nobody is named: a place is freed by the side that says so, else by its country's; an
    occupied one is held by those whom that side fights.
    """
    home = sides.of_country(_alpha3().get(fact.place.country or "")) if fact.place else None
    if fact.claim.kind == "capture" and trigger.startswith(tuple(_words()["takes_back"])):
        return [side for side in (own or home,) if side]
    if fact.claim.kind == "control" and any(word.startswith("occup") for word in split(trigger)):
        foes = sides.foes(home)
        return [foes[0]] if len(foes) == 1 and not sides.allied(own, foes[0]) else []
    if fact.claim.kind in ("withdrawal", "control") and fact.negative and own and _nobody(fact):
        return [own]  # "nobody is leaving", said by one of those who might
    return []


def _nobody(fact: Facts) -> bool:
    return any(split(party.text)[:1] in (("nobody",), ("none",), ("no",)) for party in fact.claim.agents)


def days_of(fact: Facts) -> tuple[int, int, bool]:
    """(the day that a claim speaks of, the first day on which it may have been so, whether it was so ever since).

    Of a span it is the last day; of a long one ("taken since February") the first, which later days follow from. What
    is told without a day is news of the last few.
    """
    last = min(fact.stop - 1, fact.published or fact.stop)
    if not fact.timed:
        return (fact.published or fact.stop - 1), fact.stop - 1 - UNDATED_DAYS, False
    if fact.claim.kind == "control" and last - fact.start > 1:
        if _long_past(fact):
            return max(fact.start, last - LONG_DAYS // 2), fact.start, True
        return last, fact.start, True
    if fact.stop - fact.start > LONG_DAYS:
        return fact.start, fact.start, False
    return last, min(fact.start, last), False


def _long_past(fact: Facts) -> bool:
    """Told as over ("had been occupied since March"): it ended some time before the report."""
    said = split(fact.account.words)
    return any(word in _words()["over"] for word in said)


@cache
def _alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> alpha-3."""
    return {row["iso2"]: row["iso3"] for row in data.rows("actors/countries.csv")}

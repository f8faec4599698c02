"""Whether an account serves the side that tells it or costs it: an admission weighs most, a boast least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from contested import data
from contested.weighing.facts import Facts, of_itself
from contested.weighing.model import Told
from contested.weighing.sides import THIRD, SideTable
from contested.weighing.standing import AGAINST_THE_STATE, here, is_state
from contested.weighing.words import spoken

LOST = frozenset({"killed", "injured", "missing", "captured", "found_dead"})
ASSAULTS = frozenset({"battle", "attack", "shelling", "airstrike", "drone_strike"})  # these may leave everybody unhurt
FOUGHT = ("strike", "custody", "territory")
FIGHTING = frozenset({"MIL", "REB", "PRM", "SEP", "INS"})


@cache
def admissions() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """For each kind, whose own side must be in which role for the claim to be an admission."""
    out: dict[str, list[tuple[str, frozenset[str]]]] = {}
    entries: list[dict[str, Any]] = data.table("weighing/reliability.toml")["admission"]
    for entry in entries:
        for kind in entry["kinds"]:
            out.setdefault(kind, []).append((entry["role"], frozenset(entry.get("who", ()))))
    return {kind: tuple(rules) for kind, rules in out.items()}


def admits(fact: Facts, sides: SideTable) -> bool:
    """Whether a told happening is against the interest of the speaker's own side."""
    if not fact.told or fact.side is None or fact.claim.stance in ("denied", "alleged"):
        return False
    if fact.side == THIRD and not of_itself(fact.claim):
        return False
    if fact.driven_back and not _has("own_losses", fact):
        return False
    for role, who in admissions().get(fact.claim.kind, ()):
        if who and not who & hit(fact):
            continue
        if role == "agent" and fact.side in fact.doers:
            return True
        if role == "enemy_agent" and any(sides.opposed(fact.side, d) for d in fact.doers):
            return True
        if role == "patient" and _loss(fact) and (_own_hurt(fact, sides) or _own_losses(fact, sides)):
            return True
    return False


def interest(fact: Facts, sides: SideTable) -> str:
    """How the account stands to its speaker's interest: admits, third, own, other, unknown."""
    if fact.side is None:
        return "unknown"
    sides = sides.at(*fact.setting)
    if admits(fact, sides):
        return "admits"
    involved = fact.doers | fact.sufferers
    if fact.side == THIRD:
        return THIRD
    if any(sides.allied(fact.side, i) or sides.opposed(fact.side, i) for i in involved):
        return "own"
    if involved or not sides.foes(fact.side):
        return THIRD
    return "other"


def counter_stories(members: Sequence[Facts], told: Sequence[Told]) -> list[Told]:
    """The tellers of one incident, with none admitting who tells of his own dead where others blame him: that is a
    story to his own good.
    """
    blamed = _blamed(members)
    out = []
    for fact, teller in zip(members, told, strict=True):
        own_dead = teller.interest == "admits" and fact.side in fact.sufferers and fact.side not in fact.doers
        by_others = blamed.get((fact.block, fact.side), set()) - {fact.side}
        out.append(replace(teller, interest="own") if own_dead and by_others else teller)
    return out


def rivals(members: Iterable[Facts]) -> frozenset[frozenset[str]]:
    """Sides that one happening shows to be at odds, for wars that no table lists: one tells that its own people, its
    own country or itself fought with the other, or denies a deed that the other lays to it or boasts of. Who acts
    together is not at odds, and a state that has no part in it takes no side.
    """
    known = [f for f in members if f.block in FOUGHT]
    part = {side for f in known for side in (*f.doers, *f.sufferers, home_of(f))}
    found: set[frozenset[str]] = set()
    for fact in known:
        side = fact.side
        if side is None or side == THIRD:
            continue
        if fact.told:
            found |= _fought(fact, side)
        elif fact.negative:
            found |= _pairs({side}, _tellers(fact, known))
    together = {pair for f in known if f.told for pair in _pairs(f.doers, f.doers)}
    return frozenset(pair for pair in found - together if all(s in part or not is_state(s) for s in pair))


def _fought(fact: Facts, side: str) -> set[frozenset[str]]:
    """Whom a side tells that it fought, or that it was hit by."""
    hurt = fact.block != "territory" and side in (*fact.sufferers, home_of(fact)) and side not in fact.doers
    return _pairs({side}, fact.doers if hurt else ()) | {p for p in _pairs(fact.doers, fact.sufferers) if side in p}


def _tellers(denial: Facts, known: Iterable[Facts]) -> set[str]:
    """Who tells the deed that is denied: of the denier, or of himself."""
    deeds = [f for f in known if f.told and f.block == denial.block and f.doers & denial.doers]
    return {f.side for f in deeds if f.side and (denial.side in denial.doers or f.side in f.doers)}


def home_of(fact: Facts) -> str | None:
    """The country in which it happened."""
    return here(None, (fact.place.country or "",)) if fact.place is not None else None


def _pairs(some: Iterable[str], others: Iterable[str]) -> set[frozenset[str]]:
    return {frozenset((a, b)) for a in some for b in others if a != b and THIRD not in (a, b)}


def _blamed(members: Iterable[Facts]) -> dict[tuple[str, str | None], set[str | None]]:
    """For each block and each side that is told as the doer, the sides of those who tell it."""
    found: dict[tuple[str, str | None], set[str | None]] = {}
    for fact in members:
        if fact.told:
            for doer in fact.doers:
                found.setdefault((fact.block, doer), set()).add(fact.side)
    return found


def hit(fact: Facts) -> frozenset[str]:
    """Whom it is told to have hit: the words and sectors of patients and the groups in its counts."""
    found = {who for (_, who), (low, high) in fact.figures.items() if who and (low or high is None or high > 0)}
    if fact.claim.stance == "confirmed" and (_has("regrets", fact) or not _has("boasts", fact)):
        found.add("confirmed")
    if _has("owns", fact) and not _has("boasts", fact):
        found.update(("confirmed", "owned"))
    if not fact.claim.patients and _has("civilians", fact):
        found.add("civilians")
    if not fact.claim.patients and (_has("own_losses", fact) or _has("soldiers", fact)):
        found.add("soldiers")
    for party in fact.claim.patients:
        found.update(party.text.lower().split())
        if "CVL" in party.sectors:
            found.add("civilians")
        if not FIGHTING.isdisjoint(party.sectors):
            found.add("soldiers")
    return frozenset(found)


def _own_hurt(fact: Facts, sides: SideTable) -> bool:
    """Whether those hurt are of the speaker's side: where both fighters and others are told, the fighters are."""
    if fact.side not in fact.sufferers:
        return False
    near = frozenset(p.country for p in fact.claim.places if p.country)
    fighters = [p for p in fact.claim.patients if not FIGHTING.isdisjoint(p.sectors)]
    return not fighters or any(sides.of_party(p, near) in (fact.side, None) for p in fighters)


def _loss(fact: Facts) -> bool:
    """Whether anybody is told to be lost: "at no cost in lives" is none; an attack without a figure or a word for it is
    none either.
    """
    counted = [figure for (of, _), figure in fact.figures.items() if of in LOST]
    if counted:
        return any(high is None or high > 0 for _, high in counted)
    return fact.claim.kind not in ASSAULTS or _has("lost", fact)


def _own_losses(fact: Facts, sides: SideTable) -> bool:
    """Whether a speaker tells what the enemy did to those whom he calls his own."""
    foe = not fact.doers or any(sides.opposed(fact.side, d) for d in fact.doers)
    if not foe or not fact.claim.said_by or fact.sufferers:
        return False
    if fact.claim.patients:
        # A state that tells of soldiers and of no side means its own: the enemy's have other names.
        own = {"MIL"} if is_state(fact.side) else AGAINST_THE_STATE
        return any(not own.isdisjoint(party.sectors) for party in fact.claim.patients)
    if _has("own_losses", fact) and not _has("own_losses", fact, "none of", "not one of", "no", "not"):
        return True
    # The same without a patient: "eleven servicemen perished". Who names the enemy may mean the enemy's.
    told = _has("soldiers", fact) or "soldiers" in {who for _, who in fact.figures}
    return told and is_state(fact.side) and not any(sides.opposed(fact.side, s) for s in _named(fact, sides))


def _named(fact: Facts, sides: SideTable) -> frozenset[str]:
    """The sides that the words of an account name, and "the enemy"."""
    near = frozenset(p.country for p in fact.claim.places if p.country)
    foes = sides.foes(fact.side)
    named = sides.all_in(fact.account.words, near)
    return named | frozenset(foes[:1]) if foes and _has("enemy", fact) else named


def _has(listed: str, fact: Facts, *before: str) -> bool:
    """Whether a listed phrase is among the words, behind one of those `before` where they are given."""
    said = spoken(fact.account.words)
    starts = [f" {word}" for word in before] or [""]
    return any(
        f"{start} {phrase} " in said for phrase in data.table("weighing/reliability.toml")[listed] for start in starts
    )

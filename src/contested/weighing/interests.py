"""Whether an account serves the side that tells it or costs it: an admission weighs most, a boast least."""

from __future__ import annotations

from functools import cache
from typing import Any

from contested import data
from contested.weighing.facts import Facts
from contested.weighing.sides import THIRD, SideTable


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
    if not fact.told or fact.side is None or fact.side == THIRD or fact.claim.stance in ("denied", "alleged"):
        return False
    for role, who in admissions().get(fact.claim.kind, ()):
        if who and not who & hit(fact):
            continue
        if role == "agent" and fact.side in fact.doers:
            return True
        if role == "enemy_agent" and any(sides.opposed(fact.side, d) for d in fact.doers):
            return True
        if role == "patient" and fact.side in fact.sufferers:
            return True
    return False


def interest(fact: Facts, sides: SideTable) -> str:
    """How the account stands to its speaker's interest: admits, third, own, other, unknown."""
    if fact.side is None:
        return "unknown"
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


def hit(fact: Facts) -> frozenset[str]:
    """Whom it is told to have hit: the words and sectors of patients and the groups in its counts."""
    found = {who for (_, who) in fact.figures if who}
    if fact.claim.stance == "confirmed":
        found.add("confirmed")
    for party in fact.claim.patients:
        found.update(party.text.lower().split())
        if "CVL" in party.sectors:
            found.add("civilians")
        if "MIL" in party.sectors:
            found.add("soldiers")
    return frozenset(found)

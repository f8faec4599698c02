"""Where an incident stands, and the probability that it happened, both by rules stated here and in `reliability.toml`.

Status, the first that fits: retracted (all who told it took it back); admitted (told to the cost of the speaker's own
side); denied (only denials are left, or one side alone tells it and another denies it or its hand in it); disputed
(denied or contradicted as to whether it happened, who did it or who holds the place); corroborated_across_sides (two
opposed sides tell it); corroborated (two or more independent origins); single_source. A report's own voice is no origin
of its own beside a speaker whom the same report quotes. A quarrel over the toll alone is no dispute.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from contested import data
from contested.nouns import Link
from contested.weighing.facts import WILLED, Facts
from contested.weighing.interests import home_of
from contested.weighing.model import Told
from contested.weighing.sides import THIRD, SideTable
from contested.weighing.standing import is_state

QUARREL = ("happened", "culprit", "control")


def independent(members: Sequence[Facts], told: Sequence[Told]) -> dict[str, list[int]]:
    """Positions of the asserting claims by independent origin."""
    positive = [i for i, f in enumerate(members) if asserts(f)]
    quoted = {members[i].account.document for i in positive if members[i].claim.said_by}
    rests = {told[i].origin for i in positive if not members[i].claim.said_by and members[i].account.document in quoted}
    out: dict[str, list[int]] = defaultdict(list)
    for i in positive:
        if members[i].claim.said_by or told[i].origin not in rests:
            out[told[i].origin].append(i)
    return dict(sorted(out.items()))


def asserts(fact: Facts) -> bool:
    """Whether a claim tells the happening as true, done or wanted. "There is no sign" is a statement as well."""
    if fact.claim.kind == "statement":
        return not fact.withdrawn
    return not fact.negative and not fact.withdrawn and fact.claim.stance not in ("denied", "predicted", "demanded")


def status(members: Sequence[Facts], told: Sequence[Told], links: Iterable[Link], sides: SideTable) -> tuple[str, str]:
    """The status of an incident, and the sentence that says why."""
    ids = {f.id: n for n, f in enumerate(members)}
    links = tuple(links)
    reversed_ = {
        ln.b
        for ln in links
        if ln.relation == "supersedes" and ln.slot == "happened" and ln.a in ids and members[ids[ln.a]].negative
    }
    positive = [i for i, f in enumerate(members) if asserts(f)]
    against = [i for i, f in enumerate(members) if f.negative and not asserts(f)]
    if positive and all(members[i].id in reversed_ for i in positive):
        return "retracted", "Everyone who told it took it back."
    admitted = [i for i in positive if told[i].interest == "admits"]
    if admitted:
        who = members[admitted[0]]
        return "admitted", f"{who.who} tells it to the cost of the own side, {sides.name(told[admitted[0]].side)}."
    if not positive and against:
        return "denied", f"Only the denial by {members[against[0]].who} is known."
    parted = [
        ln
        for ln in links
        if ln.slot in QUARREL and ln.relation in ("denies", "contradicts") and {ln.a, ln.b} <= ids.keys()
    ]
    tellers = {told[i].side for i in positive}
    foes = [ln for ln in parted if ln.relation == "denies" and _foes(members[ids[ln.a]], members[ids[ln.b]], sides)]
    if foes and len(tellers) == 1 and _takes_part(next(iter(tellers)), members[ids[foes[0].a]], members, sides):
        return "denied", f"{foes[0].reason} Nobody else tells it."
    if parted:
        return "disputed", parted[0].reason
    found = independent(members, told)
    speak_for = sorted({told[i].side or "" for group in found.values() for i in group} - {""})
    if any(sides.opposed(a, b) for n, a in enumerate(speak_for) for b in speak_for[n + 1 :]):
        return (
            "corroborated_across_sides",
            f"Told by {len(found)} independent origins, for {' and '.join(sides.name(s) for s in speak_for)}.",
        )
    if len(found) >= 2:
        return "corroborated", f"Told by {len(found)} independent origins."
    return "single_source", "Told by one origin."


def _foes(denial: Facts, other: Facts, sides: SideTable) -> bool:
    """Whether a denial comes from the other side: from no friend, or from an ally whose own hand is denied."""
    accused = denial.side != other.side and denial.side in other.doers
    return accused or not sides.allied(denial.side, other.side)


def _takes_part(teller: str | None, denial: Facts, members: Sequence[Facts], sides: SideTable) -> bool:
    """Whether the only side that tells it is one of those at odds: a state far away stands on no side."""
    if teller is None or teller == THIRD:
        return False
    part = {side for f in members for side in (*f.doers, *f.sufferers, home_of(f))}
    return teller in part or not is_state(teller) or sides.opposed(teller, denial.side)


def probability(members: Sequence[Facts], told: Sequence[Told], denials: Iterable[tuple[Facts, Told]] = ()) -> float:
    """The probability that it happened as told. `denials`: further claims, outside the incident, that deny it."""
    table = data.table("weighing/reliability.toml")
    odds = _logit(float(table["prior"]))
    by_side: dict[str, list[float]] = defaultdict(list)
    own_sides = {t.side for t in told if t.side}
    for _, group in sorted(independent(members, told).items()):
        weight, side = max(
            (_weight(members[i], table, "asserts", told[i].interest), told[i].side or "-") for i in group
        )
        by_side[f"+{side}"].append(weight)
    against: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for fact, who in [*((f, t) for f, t in zip(members, told, strict=True) if f.negative and not asserts(f)), *denials]:
        same = (
            who.side is not None
            and who.side in own_sides
            and any(t.side == who.side and asserts(f) for f, t in zip(members, told, strict=True))
        )
        sort = "same_side" if same else who.interest if who.interest in ("third", "unknown", "own") else "other"
        against[who.origin].append((_weight(fact, table, "denies", sort), who.side or "-"))
    for _, weights in sorted(against.items()):
        weight, side = max(weights)
        by_side[f"-{side}"].append(weight)
    for side, given in sorted(by_side.items()):
        sign = 1.0 if side[0] == "+" else -1.0
        repeat = float(table["repeat_apart" if side[1:] in (THIRD, "-") else "repeat"])
        odds += sign * math.fsum(w * repeat**n for n, w in enumerate(sorted(given, reverse=True)))
    top = _logit(float(table["ceiling"]))
    return round(1.0 / (1.0 + math.exp(-max(-top, min(top, odds)))), 4)


def _weight(fact: Facts, table: dict[str, Any], way: str, sort: str) -> float:
    r = float(table[way].get(sort, table[way]["unknown"]))
    r = 0.5 + (r - 0.5) * fact.claim.confidence
    stance = float(table["stance"].get(fact.claim.stance, 1.0))
    modality = float(table["modality"].get(fact.claim.modality, 1.0))
    if way == "denies" and fact.reality == WILLED:
        modality = 0.6
    return _logit(r) * stance * modality


def _logit(p: float) -> float:
    return math.log(p / (1.0 - p))

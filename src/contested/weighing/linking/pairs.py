"""Two claims side by side, and the words in which links speak of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contested.nouns import Link
from contested.weighing.facts import Facts, iso
from contested.weighing.model import Told
from contested.weighing.sides import SideTable

# The verbs of the sentences that links are told in: one speaker, several.
VERBS = {
    "tells": "tell", "says": "say", "puts": "put", "denies": "deny", "blames": "blame", "leaves": "leave",
    "names": "name", "lays": "lay", "suggests": "suggest", "asks": "ask", "calls": "call", "speaks": "speak",
    "does": "do",
}  # fmt: skip
_TAIL = re.compile(r" (?:of|in|at|from|for|on|who|that) ")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims with what the weighing knows of who tells them."""

    a: Facts
    b: Facts
    told_a: Told
    told_b: Told
    sides: SideTable

    @property
    def one_origin(self) -> bool:
        """Whether both come from one origin, so that agreement says nothing."""
        return self.told_a.origin == self.told_b.origin

    @property
    def one_side(self) -> bool:
        """Whether both speak for one side."""
        return self.told_a.side is not None and self.told_a.side == self.told_b.side

    def turned(self) -> Pair:
        """The same pair the other way round."""
        return Pair(self.b, self.a, self.told_b, self.told_a, self.sides)

    def link(self, relation: str, slot: str, reason: str, score: float = 1.0) -> Link:
        """A link from a to b."""
        weight = min(self.a.claim.confidence, self.b.claim.confidence)
        return Link(self.a.id, self.b.id, relation, slot, self._agreeing(reason), round(score * weight, 4))

    def _agreeing(self, reason: str) -> str:
        """The sentence with the verbs of several speakers in the plural: residents and officers tell."""
        for who in {self.a.who, self.b.who}:
            if _several(who):
                for one, many in VERBS.items():
                    reason = reason.replace(f"{who} {one} ", f"{who} {many} ")
        return reason


def _several(who: str) -> bool:
    """Whether a speaker told of in words, not by name, is more than one."""
    if not who[:1].islower():
        return False
    words = _TAIL.split(who)[0].split()
    last = words[-1] if words else ""
    return last in ("they", "police") or " and " in who or (last.endswith("s") and not last.endswith(("ss", "'s")))


def what_of(fact: Facts) -> str:
    """The kind of happening, in words."""
    return fact.claim.kind.replace("_", " ")


def verb_of(fact: Facts) -> str:
    """How a speaker tells it: tells, suggests, asks for."""
    return {
        "planned": "says is planned",
        "ordered": "says was ordered",
        "requested": "asks for",
        "suggested": "suggests",
    }.get(fact.claim.modality, "tells")


def where_of(a: Facts, b: Facts) -> str:
    """The place, of whichever of the two has one."""
    return a.where if a.place else b.where


def names_of(pair: Pair, found: frozenset[str]) -> str:
    """The names of sides, joined."""
    return " and ".join(pair.sides.name(s) for s in sorted(found))


def span_of(fact: Facts) -> str:
    """The days that a claim tells of."""
    return iso(fact.start) if fact.stop - fact.start == 1 else f"{iso(fact.start)} to {iso(fact.stop - 1)}"


def same_side(pair: Pair) -> str:
    """The remark that both speak for one side, or nothing."""
    return (
        f" Both speak for {pair.sides.name(pair.told_a.side)}." if pair.one_side and pair.told_a.side != "third" else ""
    )


def opposed_sides(a: Facts, b: Facts) -> bool:
    """Whether two accounts of one report are told for two sides that are both named."""
    return (
        bool(a.claim.said_by)
        and a.side is not None
        and b.side is not None
        and a.side not in (b.side, "third")
        and b.side != "third"
    )

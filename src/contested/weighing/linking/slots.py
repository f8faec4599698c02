"""The rules for two claims, one slot each: whether it happened, the toll, the culprit, the place, the time, who
controls.
"""

from __future__ import annotations

from dataclasses import dataclass

from contested.nouns import Link
from contested.weighing.facts import IMAGINED, TOLD, WILLED, Facts, iso
from contested.weighing.features.content import name, show
from contested.weighing.features.setting import distance, meet
from contested.weighing.features.setting import kind as kinds_together
from contested.weighing.model import Told
from contested.weighing.sides import SideTable


PLANS = ("planned", "threatened", "attempted")


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
        return Link(self.a.id, self.b.id, relation, slot, reason, round(score * weight, 4))


def happened(pair: Pair) -> Link | None:
    """Whether the two agree that it happened. A denial points from the denier to what is denied."""
    a, b = pair.a, pair.b
    if a.negative == b.negative:
        if (
            pair.one_origin
            or IMAGINED in (a.reality, b.reality)
            or (a.reality != b.reality and TOLD in (a.reality, b.reality))
        ):
            return None
        verb = "deny" if a.negative else "tell of"
        return pair.link("agrees", "happened", f"{a.who} and {b.who} both {verb} {_what(a)} at {_where(a, b)}.")
    if b.negative:
        return happened(pair.turned())
    if not deniable(a, b):
        return None
    if pair.one_origin and a.speaker == b.speaker and a.named:
        return _reversal(pair)
    if b.reality == TOLD and a.claim.modality in PLANS:
        return pair.link(
            "in_tension",
            "happened",
            f"{b.who} tells of {_what(b)} at {_where(b, a)} as done; {a.who} denies a plan for it. "
            f"They are related, and not the same thing.{_same_side(pair)}",
            0.7,
        )
    relation = "denies" if a.claim.stance == "denied" or a.negative else "contradicts"
    return pair.link(
        relation, "happened", f"{a.who} denies what {b.who} {_verb(b)}: {_what(b)} at {_where(b, a)}.{_same_side(pair)}"
    )


def deniable(denial: Facts, other: Facts) -> bool:
    """Whether one claim can deny the other: the same kind, or kinds of strikes or of moving people that can be one."""
    if IMAGINED in (denial.reality, other.reality):
        return False
    if denial.claim.kind == other.claim.kind:
        return True
    return denial.block in ("strike", "people") and kinds_together(denial, other)[0] >= 0.5


def toll(pair: Pair) -> list[Link]:
    """How the figures stand to each other: equal, one within the other, one a later state of a growing count, or at
    odds.
    """
    out = []
    for what in sorted(pair.a.figures.keys() & pair.b.figures.keys(), key=str):
        if pair.a.negative or pair.b.negative:
            continue
        found = _figure(pair, what)
        if found:
            out.append(found)
    return out


def culprit(pair: Pair) -> Link | None:
    """Whether the two name the same side as the doer."""
    a, b = pair.a, pair.b
    if a.negative or b.negative or a.block != "strike" or pair.one_origin:
        return None
    if "interception" in (a.claim.kind, b.claim.kind) or "battle" in (a.claim.kind, b.claim.kind):
        return None
    if not a.doers or not b.doers:
        return None
    if a.doers & b.doers:
        return pair.link("agrees", "culprit", f"{a.who} and {b.who} both blame {_sides(pair, a.doers & b.doers)}.")
    if any(pair.sides.opposed(x, y) for x in a.doers for y in b.doers):
        return pair.link(
            "contradicts", "culprit", f"{a.who} blames {_sides(pair, a.doers)}, {b.who} blames {_sides(pair, b.doers)}."
        )
    return None


def place(pair: Pair) -> Link | None:
    """Whether one place is told more exactly than the other, or lies elsewhere."""
    a, b = pair.a, pair.b
    if a.place is None or b.place is None or a.inherited or b.inherited:
        return None
    if a.place.geonameid is not None and a.place.geonameid == b.place.geonameid:
        return None
    km = distance(a, b)
    if b.radius < a.radius:
        return place(pair.turned())
    if a.radius * 3 < b.radius and km <= b.radius:
        return pair.link("refines", "place", f"{a.who} names {a.where}, {b.who} only {b.where}, which holds it.")
    if km > a.radius + b.radius:
        return pair.link(
            "contradicts", "place", f"{a.who} puts it at {a.where}, {b.who} at {b.where}, {km:.0f} km away."
        )
    return None


def time(pair: Pair) -> Link | None:
    """Whether one day is told more exactly than the other, or they cannot both be right."""
    a, b = pair.a, pair.b
    if not (a.timed and b.timed) or (a.start, a.stop) == (b.start, b.stop):
        return None
    if a.stop <= b.start or b.stop <= a.start:
        return pair.link("contradicts", "time", f"{a.who} puts it on {iso(a.start)}, {b.who} on {iso(b.start)}.")
    if a.stop - a.start > b.stop - b.start:
        return time(pair.turned())
    if b.start <= a.start and a.stop <= b.stop and b.stop - b.start > 1:
        return pair.link("refines", "time", f"{a.who} says {_span(a)}, {b.who} only {_span(b)}.")
    return None


def control(pair: Pair) -> Link | None:
    """Whether the two say that the same side holds the place, where they speak of nearly the same days."""
    a, b = pair.a, pair.b
    if pair.one_origin or not (a.inherited or b.inherited or meet(a, b)) or abs(a.anchor - b.anchor) > 5:
        return None
    one, two = holder(a, pair.sides), holder(b, pair.sides)
    if one is None or two is None:
        return None
    if one == two:
        return pair.link(
            "agrees", "control", f"{a.who} and {b.who} both leave {_where(a, b)} to {pair.sides.name(one)}."
        )
    return pair.link(
        "contradicts",
        "control",
        f"{a.who} leaves {_where(a, b)} to {pair.sides.name(one)}, {b.who} to {pair.sides.name(two)}."
        f"{_same_side(pair)}",
    )


def admission(pair: Pair) -> Link | None:
    """Whether one of the two tells it against its own side's interest, and the other is of another side."""
    if pair.told_a.interest == pair.told_b.interest or pair.one_side:
        return None
    if pair.told_b.interest == "admits":
        return admission(pair.turned())
    if pair.told_a.interest != "admits" or pair.b.negative:
        return None
    slot = "control" if pair.a.block == "territory" else "culprit" if pair.a.doers else "toll"
    return pair.link(
        "admits",
        slot,
        f"{pair.a.who} speaks for {pair.sides.name(pair.told_a.side)} and yet tells of {_what(pair.a)} "
        f"at {_where(pair.a, pair.b)}, as {pair.b.who} does.",
    )


def holder(fact: Facts, sides: SideTable) -> str | None:
    """The side that a claim leaves a place to, or None where it says nothing of that."""
    kind, doers = fact.claim.kind, sorted(fact.doers)
    if fact.reality != TOLD or len(doers) != 1 or kind not in ("capture", "control", "withdrawal"):
        return None
    gains = (kind != "withdrawal") != fact.negative
    if gains:
        return doers[0]
    foes = sides.foes(doers[0])
    return foes[0] if foes else None


def _reversal(pair: Pair) -> Link | None:
    a, b = pair.a, pair.b
    if (a.published or 0, a.claim.trigger) == (b.published or 0, b.claim.trigger):
        return None
    later, earlier = (
        (a, b) if (a.published or 0, a.claim.trigger[0]) > (b.published or 0, b.claim.trigger[0]) else (b, a)
    )
    turned = pair if later is a else pair.turned()
    verbs = ("denied", "tells of") if earlier.negative else ("told of", "denies")
    return turned.link(
        "supersedes",
        "happened",
        f"{later.who} {verbs[1]} what the same speaker {verbs[0]} before: {_what(later)} at {_where(later, earlier)}.",
    )


def _figure(pair: Pair, what: tuple[str, str | None]) -> Link | None:
    a, b = pair.a, pair.b
    one, two = a.figures[what], b.figures[what]
    label = name(what[0]) + (f" {what[1]}" if what[1] else "")
    if one == two:
        return (
            None
            if pair.one_origin
            else pair.link("agrees", "toll", f"{a.who} and {b.who} both tell {show(one)} {label}.")
        )
    high_one, high_two = one[1] or float("inf"), two[1] or float("inf")
    if grows(a, b, what):
        return pair.turned().link(
            "supersedes", "toll", f"The count grew: {show(one)} {label} by {a.who}, later {show(two)} by {b.who}."
        )
    if grows(b, a, what):
        return pair.link(
            "supersedes", "toll", f"The count grew: {show(two)} {label} by {b.who}, later {show(one)} by {a.who}."
        )
    if one[0] <= high_two and two[0] <= high_one:
        if high_two - two[0] < high_one - one[0]:
            return pair.turned().link(
                "refines", "toll", f"{b.who} tells {show(two)} {label}, {a.who} {show(one)}: the first is narrower."
            )
        return pair.link(
            "refines", "toll", f"{a.who} tells {show(one)} {label}, {b.who} {show(two)}: the first is narrower."
        )
    return pair.link(
        "contradicts",
        "toll",
        f"{a.who} tells {show(one)} {label}, {b.who} {show(two)}: both cannot be right.{_same_side(pair)}",
    )


def grows(early: Facts, late: Facts, what: tuple[str, str | None]) -> bool:
    """Whether the second figure is a later state of the first: told later, higher, and by the same speaker or as a
    running total.
    """
    if what[0] not in ("killed", "injured", "missing", "found_dead", "captured", "evacuated", "displaced"):
        return False
    before, after = early.figures[what], late.figures[what]
    same = early.speaker == late.speaker
    if not _later(early, late, same=same) or after[0] <= before[0]:
        return False
    running = any(c.running_total for c in late.claim.counts if (c.of, c.who) == what)
    allied = early.side is None or late.side is None or early.side == late.side
    return same or (running and allied)


def _later(early: Facts, late: Facts, *, same: bool) -> bool:
    one, two = early.account.published or "", late.account.published or ""
    if early.account.document == late.account.document:
        return same or any(c.running_total for c in late.claim.counts)
    return one < two


def _what(fact: Facts) -> str:
    return fact.claim.kind.replace("_", " ")


def _verb(fact: Facts) -> str:
    return {
        "planned": "says is planned",
        "ordered": "says was ordered",
        "requested": "asks for",
        "suggested": "suggests",
    }.get(fact.claim.modality, "tells")


def _where(a: Facts, b: Facts) -> str:
    return a.where if a.place else b.where


def _sides(pair: Pair, found: frozenset[str]) -> str:
    return " and ".join(pair.sides.name(s) for s in sorted(found))


def _span(fact: Facts) -> str:
    return iso(fact.start) if fact.stop - fact.start == 1 else f"{iso(fact.start)} to {iso(fact.stop - 1)}"


def _same_side(pair: Pair) -> str:
    return (
        f" Both speak for {pair.sides.name(pair.told_a.side)}." if pair.one_side and pair.told_a.side != "third" else ""
    )

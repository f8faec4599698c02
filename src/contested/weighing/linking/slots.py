"""The rules for two claims, one slot each: whether it happened, the culprit, the place, the time, who controls.

The toll has its own module, `counting`.
"""

from __future__ import annotations

from functools import cache

from contested import data
from contested.nouns import Link
from contested.weighing.displacement import returns
from contested.weighing.facts import IMAGINED, TOLD, Facts, iso
from contested.weighing.features.content import performers
from contested.weighing.features.setting import distance, meet
from contested.weighing.interests import hit
from contested.weighing.linking.counting import same_speaker
from contested.weighing.linking.pairs import (
    Pair,
    names_of,
    same_side,
    span_of,
    verb_of,
    what_of,
    where_of,
)
from contested.weighing.sides import SideTable
from contested.weighing.words import spoken

CIVIL = frozenset({"civilians", "civilian", "children", "women", "villagers", "residents", "patients", "medics"})
ONE_SIDED = frozenset({"airstrike", "drone_strike", "shelling", "bombing", "attack", "killing", "abuse"})
EFFECTS = frozenset({"casualties", "damage", "mass_grave"})
PLANS = ("planned", "threatened", "attempted")


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
        if not a.negative and (told := _fight(pair) or _fight(pair.turned())):
            return told
        verb = "deny" if a.negative else "tell of"
        return pair.link("agrees", "happened", f"{a.who} and {b.who} both {verb} {what_of(a)} at {where_of(a, b)}.")
    if b.negative:
        return happened(pair.turned())
    if not deniable(a, b):
        return None
    if pair.one_origin and not a.named and a.account.document == b.account.document:
        return None  # somebody without a name who gainsays himself in one report: two people, or a slip of the reading
    if pair.one_origin and same_speaker(a, b) and a.named:
        return None if CIVIL & hit(a) and not CIVIL & hit(b) and b.sufferers else _reversal(pair)
    if b.reality == TOLD and a.claim.modality in PLANS:
        return pair.link(
            "in_tension",
            "happened",
            f"{b.who} tells of {what_of(b)} at {where_of(b, a)} as done; {a.who} denies a plan for it. "
            f"They are related, and not the same thing.{same_side(pair)}",
            0.7,
        )
    return pair.link(
        "denies",
        "culprit" if own_hand(a) else "happened",
        f"{a.who} denies what {b.who} {verb_of(b)}: {what_of(b)} at {where_of(b, a)}.{same_side(pair)}",
    )


def deniable(denial: Facts, other: Facts) -> bool:
    """Whether one claim can deny the other: the same kind, or kinds that `kinds.toml` puts together; who denies a
    strike by somebody denies only accounts that blame him.
    """
    if IMAGINED in (denial.reality, other.reality) or _of_words(denial, other):
        return False
    if returns(denial.claim) != returns(other.claim):
        return False  # who says that nobody may come back does not deny that people left
    if denial.block == "territory" and denial.reality == TOLD != other.reality:
        return False  # who does not hold a place may yet want it
    if "control" in (denial.claim.kind, other.claim.kind) and not (denial.doers and other.doers):
        return False  # whose hold is meant is not told
    if not other.doers and denial.claim.kind == other.claim.kind and denial.named and same_speaker(denial, other):
        return True  # who owns what he denied may leave out whose deed it was
    if denial.block in ("strike", "custody") and denial.doers and not denial.doers & other.doers:
        return not other.doers and nothing_at_all(denial)
    if denial.claim.kind == other.claim.kind:
        return True
    if denial.block == other.block == "strike" and not denial.doers and nothing_at_all(denial):
        return True
    if denial.block == other.block and retracts(denial) and same_speaker(denial, other):
        return True  # who takes his report back may call it by another name
    if denial.claim.kind == "casualties" and other.figures and not other.negative:
        return other.claim.kind in data.table("weighing/kinds.toml")["hurting"]
    if _by_own_side(denial):
        # An army that denies a massacre does not deny the fight that it tells of itself.
        fight = other.claim.kind in ("battle", "interception") and denial.claim.kind != other.claim.kind
        return denial.block == other.block and not fight
    return any(denial.claim.kind in kinds and other.claim.kind in kinds for kinds in _deny())


def _of_words(denial: Facts, other: Facts) -> bool:
    """Whether a denial is of what somebody said: "there is no sign" gainsays no other's words; only who is said to have
    asked or threatened can deny that he did.
    """
    if denial.block != "speech":
        return False
    return denial.claim.kind == "statement" or not performers(denial) & performers(other)


def own_hand(denial: Facts) -> bool:
    """Whether a denial says that the speaker's own side did not do it: the harm may stand."""
    return _by_own_side(denial) and not nothing_at_all(denial)


def _by_own_side(denial: Facts) -> bool:
    return denial.negative and denial.block == "strike" and denial.side is not None and denial.side in denial.doers


def retracts(denial: Facts) -> bool:
    """Whether a denial is of the speaker's own earlier words."""
    said = spoken(denial.account.words)
    return denial.negative and any(
        f" {phrase} " in said for phrase in data.table("weighing/linking.toml")["denial"]["retracts"]
    )


def nothing_at_all(denial: Facts) -> bool:
    """Whether a denial says, in words that `linking.toml` lists, that nothing of the kind took place."""
    said = spoken(denial.account.words)
    table = data.table("weighing/linking.toml")["denial"]
    if any(f" {phrase} " in said for phrase in table["nothing"]):
        return True
    # "Was not hit" says so too, unless it goes on "by our guns".
    return any(f" {phrase} " in said and f" {phrase} by " not in said for phrase in table["untouched"])


def _fight(pair: Pair) -> Link | None:
    """The blamed side tells of a fight where others tell of an attack on people: both may be, and they pull apart."""
    a, b = pair.a, pair.b
    if a.claim.kind != "battle" or b.claim.kind not in ONE_SIDED or not (a.told and b.told):
        return None
    if a.side in (None, "third") or pair.sides.allied(a.side, b.side) or a.block != b.block:
        return None
    if a.side not in b.doers and (b.doers or a.side not in a.doers or not CIVIL & hit(b)):
        return None
    return pair.link(
        "in_tension", "happened", f"{a.who} tells of a fight at {where_of(a, b)}, {b.who} of {what_of(b)}.", 0.7
    )


def culprit(pair: Pair) -> Link | None:
    """Whether the two name the same side as the doer."""
    a, b = pair.a, pair.b
    if a.negative or b.negative or a.block not in ("strike", "custody") or pair.one_origin:
        return None
    if not _mutual().isdisjoint((a.kind, b.kind)):
        return None
    if "interception" in (a.kind, b.kind) or not _one_handed(pair):
        return None
    if not a.doers or not b.doers:
        return _chance(pair) or _chance(pair.turned())
    if a.doers & b.doers:
        return pair.link("agrees", "culprit", f"{a.who} and {b.who} both blame {names_of(pair, a.doers & b.doers)}.")
    if any(pair.sides.opposed(x, y) for x in a.doers for y in b.doers):
        return pair.link(
            "contradicts",
            "culprit",
            f"{a.who} blames {names_of(pair, a.doers)}, {b.who} blames {names_of(pair, b.doers)}.",
        )
    if "third" in a.doers | b.doers:
        return None
    # Two of one camp may have acted together; two that share no camp cannot both be meant.
    friends = any(pair.sides.allied(x, y) for x in a.doers for y in b.doers)
    return pair.link(
        "in_tension" if friends else "contradicts",
        "culprit",
        f"{a.who} blames {names_of(pair, a.doers)}, {b.who} blames {names_of(pair, b.doers)}.",
        0.7 if friends else 0.9,
    )


def _chance(pair: Pair) -> Link | None:
    """One lays it to an accident, the other to a side."""
    a, b = pair.a, pair.b
    if a.doers or not b.doers or not (a.told and b.told) or not by_chance(a):
        return None
    return pair.link(
        "contradicts", "culprit", f"{a.who} lays it to an accident, {b.who} blames {names_of(pair, b.doers)}."
    )


def by_chance(fact: Facts) -> bool:
    """Whether an account lays what happened to an accident."""
    said = spoken(fact.account.words)
    words = data.table("weighing/linking.toml")["accident"]["words"]
    return fact.kind == "accident" or any(f" {phrase} " in said for phrase in words)


def _one_handed(pair: Pair) -> bool:
    """Whether both tell of a doer rather than of two that fight; who is blamed and tells of the other's attack does."""
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if one.claim.kind == "battle" and not (
            len(one.doers) == 1 and one.side not in one.doers and one.side in other.doers
        ):
            return False
    return True


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
        if a.account.document == b.account.document or EFFECTS & {a.claim.kind, b.claim.kind}:
            return None  # the day of a count is often told where that of the happening is not
        if by_saying(a) or by_saying(b):
            return None
        return pair.link("contradicts", "time", f"{a.who} puts it on {iso(a.start)}, {b.who} on {iso(b.start)}.")
    if a.stop - a.start > b.stop - b.start:
        return time(pair.turned())
    if b.start <= a.start and a.stop <= b.stop and b.stop - b.start > 1:
        return pair.link("refines", "time", f"{a.who} says {span_of(a)}, {b.who} only {span_of(b)}.")
    return None


def by_saying(fact: Facts) -> bool:
    """Whether only the day on which it was told is known, which the happening lies before."""
    return any(note.startswith("dated by the day on which it was said") for note in fact.claim.because.notes)


def control(pair: Pair) -> Link | None:
    """Whether the two say that the same side holds the place, where they speak of nearly the same days."""
    a, b = pair.a, pair.b
    if not (a.inherited or b.inherited or meet(a, b)) or abs(a.anchor - b.anchor) > 5:
        return None
    if max(a.stop - a.start, b.stop - b.start) > 10:
        return None
    one, two = holder(a, pair.sides), holder(b, pair.sides)
    if one is None or two is None or (pair.one_origin and one == two):
        return None
    if one != two and a.named and same_speaker(a, b) and a.since != b.since:
        late, early = (a, b) if a.since > b.since else (b, a)
        return (pair if late is a else pair.turned()).link(
            "supersedes",
            "control",
            f"{late.who} leaves {where_of(a, b)} to {pair.sides.name(holder(late, pair.sides))}, and had left it to "
            f"{pair.sides.name(holder(early, pair.sides))} before.",
        )
    if pair.one_origin:
        return None
    if one == two:
        return pair.link(
            "agrees", "control", f"{a.who} and {b.who} both leave {where_of(a, b)} to {pair.sides.name(one)}."
        )
    return pair.link(
        "contradicts",
        "control",
        f"{a.who} leaves {where_of(a, b)} to {pair.sides.name(one)}, {b.who} to {pair.sides.name(two)}."
        f"{same_side(pair)}",
    )


def admission(pair: Pair) -> Link | None:
    """Whether one of the two tells it against its own side's interest, and the other is of another side."""
    if (
        pair.told_a.interest == pair.told_b.interest
        or pair.one_origin
        or (pair.one_side and pair.told_a.side != "third")
    ):
        return None
    if pair.told_b.interest == "admits":
        return admission(pair.turned())
    if pair.told_a.interest != "admits" or pair.b.negative:
        return None
    slot = "control" if pair.a.block == "territory" else "culprit" if pair.a.doers else "toll"
    return pair.link(
        "admits",
        slot,
        f"{pair.a.who} speaks for {pair.sides.name(pair.told_a.side)} and yet tells of {what_of(pair.a)} "
        f"at {where_of(pair.a, pair.b)}, as {pair.b.who} does.",
    )


def holder(fact: Facts, sides: SideTable) -> str | None:
    """The side that a claim leaves a place to, or None where it says nothing of that."""
    kind, doers = fact.kind, sorted(fact.doers)
    if fact.driven_back:
        return doers[0] if len(doers) == 1 else None
    if fact.reality != TOLD or len(doers) != 1 or kind not in ("capture", "control", "withdrawal"):
        return None
    gains = (kind != "withdrawal") != fact.negative
    if gains:
        return doers[0]
    foes = sides.foes(doers[0])
    return foes[0] if foes else None


@cache
def _mutual() -> frozenset[str]:
    return frozenset(data.table("weighing/kinds.toml")["mutual"])


@cache
def _deny() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(kinds) for kinds in data.table("weighing/kinds.toml")["deny"])


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
        f"{later.who} {verbs[1]} what the same speaker {verbs[0]} before: {what_of(later)} "
        f"at {where_of(later, earlier)}.",
    )

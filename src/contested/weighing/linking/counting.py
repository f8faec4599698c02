"""The slot of the toll: how the figures of two claims stand to each other."""

from __future__ import annotations

from contested.nouns import Link
from contested.weighing.facts import Facts
from contested.weighing.features.content import name, show
from contested.weighing.linking.pairs import Pair, opposed_sides, same_side
from contested.weighing.sides import SideTable
from contested.weighing.words import fold

PEOPLE = frozenset({"killed", "injured", "missing", "captured", "found_dead", "detained", "evacuated", "displaced"})


def toll(pair: Pair) -> list[Link]:
    """How the figures stand to each other: equal, one within the other, one a later state of a growing count, or at
    odds.
    """
    out: list[Link] = []
    if pair.a.negative or pair.b.negative:
        return out
    for what in sorted(pair.a.figures.keys() & pair.b.figures.keys(), key=str):
        if what[0] not in PEOPLE:
            continue
        found = _figure(pair, what)
        if found:
            out.append(found)
    return out


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
    high_one, high_two = (float("inf") if f[1] is None else f[1] for f in (one, two))
    if grows(a, b, what, pair.sides):
        return pair.turned().link(
            "supersedes", "toll", f"{_grown(a, b)}: {show(one)} {label} by {a.who}, later {show(two)} by {b.who}."
        )
    if grows(b, a, what, pair.sides):
        return pair.link(
            "supersedes", "toll", f"{_grown(b, a)}: {show(two)} {label} by {b.who}, later {show(one)} by {a.who}."
        )
    if one[0] <= high_two and two[0] <= high_one:
        if high_two - two[0] < high_one - one[0]:
            return pair.turned().link(
                "refines", "toll", f"{b.who} tells {show(two)} {label}, {a.who} {show(one)}: the first is narrower."
            )
        return pair.link(
            "refines", "toll", f"{a.who} tells {show(one)} {label}, {b.who} {show(two)}: the first is narrower."
        )
    if a.withdrawn or b.withdrawn or (a.account.document == b.account.document and not opposed_sides(a, b)):
        return None
    return pair.link(
        "contradicts",
        "toll",
        f"{a.who} tells {show(one)} {label}, {b.who} {show(two)}: both cannot be right.{same_side(pair)}",
    )


def grows(early: Facts, late: Facts, what: tuple[str, str | None], sides: SideTable) -> bool:
    """Whether the second figure is a later state of the first: told later by the same speaker, or higher as a
    running total that is not a foe's.
    """
    if what[0] not in PEOPLE:
        return False
    if early.withdrawn and early.account.document == late.account.document:
        return not late.withdrawn
    before, after = early.figures[what], late.figures[what]
    same = same_speaker(early, late)
    if same and early.since < late.since:
        return before != after  # who gives a new figure, up or down, has given up the old one
    if after[0] <= before[0] or (same and early.since > late.since):
        return False
    if early.account.document == late.account.document and not late.claim.said_by and not late.withdrawn:
        # A report that tells several figures in one place tells how it grew, or a part of the whole, unless a foe
        # tells one.
        return not opposed_sides(early, late)
    if not _later(early, late, same=same):
        return False
    running = any(c.running_total for c in late.claim.counts)  # "has risen to 14, eleven of them children"
    return same or (running and not sides.opposed(early.side, late.side))


def same_speaker(a: Facts, b: Facts) -> bool:
    """Whether both are told by one speaker, by the whole name, another spelling or the last part of it."""
    one, two = sorted((a.speaker, b.speaker), key=len)
    if one == two:
        return True
    return a.side == b.side and a.named and b.named and (two.endswith(f"-{one}") or fold(one) == fold(two))


def _grown(early: Facts, late: Facts) -> str:
    if early.withdrawn:
        return "The report corrects itself"
    return "A later or whole count" if early.account.document == late.account.document else "The count grew"


def _later(early: Facts, late: Facts, *, same: bool) -> bool:
    if early.account.document == late.account.document:
        return same or any(c.running_total for c in late.claim.counts)
    return early.since < late.since

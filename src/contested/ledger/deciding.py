"""What the decisions in a ledger come to: which of them stand, on which claims of today, and what reviews say.

Nothing is ever taken out of a ledger: an undo is a decision too, and can itself be undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from contested.errors import InputError, NotFound
from contested.ledger.base import Decision, View
from contested.nouns import Account, Incident

GROUPING = ("merge", "split", "pin")
RIGHT, WRONG = "right", "wrong"
VERDICTS = (RIGHT, WRONG)
REVIEWED = 0.99  # how sure a reading is that a person found right: nothing is rounded into certainty


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody undid, undos left out, in order."""
    given = tuple(decisions)
    gone = undone(given)
    return tuple(d for d in given if d.action != "undo" and d.id not in gone)


def carried(decisions: Sequence[Decision], accounts: Sequence[Account], view: View) -> tuple[Decision, ...]:
    """The decisions on the claims of the latest readings: one that a newer reading tells in other terms is found again
    by the words that its trigger stands on.
    """
    known = {account.claim.id for account in accounts}
    lost = {c for d in decisions for c in (*d.claims, *d.others)} - known
    if not lost:
        return tuple(decisions)
    told: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        told[account.document].append(account)
    now = {old.claim.id: _heir(old, told[old.document]) for old in view.claims(sorted(lost)).values()}
    return tuple(replace(d, claims=_renamed(d.claims, now), others=_renamed(d.others, now)) for d in decisions)


def verdicts(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last standing review of each claim."""
    return {claim: d for d in decisions if d.action == "review" for claim in d.claims}


def reviewed(accounts: Iterable[Account], decisions: Iterable[Decision]) -> list[Account]:
    """The accounts without those that a person found wrongly read; those found right are surer."""
    found = verdicts(decisions)
    out = []
    for account in accounts:
        review = found.get(account.claim.id)
        if review is None:
            out.append(account)
        elif review.values.get("verdict") != WRONG:
            out.append(replace(account, claim=replace(account.claim, confidence=REVIEWED)))
    return out


def merging(one: Incident, other: Incident) -> Decision:
    """All claims of two incidents are one. Raises `InputError` where they are one already."""
    if one.id == other.id:
        raise InputError(f"{one.id} is one incident already.", remedy="Give two incidents.")
    return Decision("merge", tuple(dict.fromkeys((*one.claims, *other.claims))))


def splitting(claim: str, incident: Incident) -> Decision:
    """A claim tells of another happening than the rest of an incident. Raises `InputError` where it is not in it."""
    rest = tuple(c for c in incident.claims if c != claim)
    if claim not in incident.claims or not rest:
        raise InputError(
            f"{claim} is not in {incident.id} together with other claims.",
            remedy=f"`contested explain {claim}` says which incident it is in.",
        )
    return Decision("split", (claim,), rest)


def pinning(claim: str, incident: Incident) -> Decision:
    """A claim belongs to an incident, which is then whole: nothing joins it by itself and nothing leaves it."""
    return Decision("pin", tuple(dict.fromkeys((*incident.claims, claim))))


def reviewing(claim: str, verdict: str) -> Decision:
    """A claim was read right, or wrongly. Raises `InputError` for another verdict."""
    if verdict not in VERDICTS:
        raise InputError(f"There is no verdict {verdict!r}.", remedy="Say right or wrong.")
    return Decision("review", (claim,), values={"verdict": verdict})


def undoing(number: int, decisions: Iterable[Decision]) -> Decision:
    """A decision no longer holds; if it is an undo, what that took back holds again.

    Raises `NotFound` for a number that is not there, `InputError` for one that was undone already.
    """
    given = tuple(decisions)
    if not any(d.id == number for d in given):
        raise NotFound(f"There is no decision {number}.", remedy="`contested decisions` lists them.")
    if number in undone(given):
        raise InputError(f"Decision {number} was undone already.", remedy="Undo the undoing to bring it back.")
    return Decision("undo", (), values={"decision": number})


def undone(given: Sequence[Decision]) -> set[int]:
    """The numbers of the decisions, undos among them, that were taken back."""
    out: set[int] = set()
    for decision in reversed(given):  # the last word first: an undo that was undone has no effect
        if decision.action == "undo" and decision.id not in out:
            out.add(int(decision.values["decision"]))
    return out


def _heir(old: Account, told: Sequence[Account]) -> str:
    """The claim that tells now what the old one told; the old id where there is none."""
    start, end = old.claim.trigger
    near = [a.claim for a in told if a.claim.trigger[0] < end and start < a.claim.trigger[1]]
    best = min(near, key=lambda c: (c.kind != old.claim.kind, abs(c.trigger[0] - start), c.id), default=None)
    return best.id if best else old.claim.id


def _renamed(ids: Iterable[str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(now.get(i, i) for i in ids))

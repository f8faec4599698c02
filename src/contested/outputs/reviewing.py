"""Which claims a person should look at first: those read unsurely on which much rests."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from contested import data
from contested.nouns import Account, Toll
from contested.outputs import rows, wording
from contested.outputs.release import Weighing
from contested.outputs.texts import text

FILE = "outputs/review.toml"
Add = Callable[[str, float, str], None]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim to be looked at. `score` orders the queue; `because` says in sentences what rests on the claim."""

    account: Account
    score: float
    because: tuple[str, ...]


def queue(weighed: Weighing, done: Collection[str] = ()) -> tuple[Doubt, ...]:
    """The claims that nobody reviewed, the most consequential doubt first. `done`: ids of reviewed claims."""
    points: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[str]] = defaultdict(list)

    def add(claim: str, amount: float, why: str) -> None:
        points[claim] += amount
        reasons[claim].append(why)

    table = data.table(FILE)
    _incidents(weighed, table, add)
    _disagreements(weighed, table, add)
    _control(weighed, table, add)
    out = []
    for account in weighed.accounts:
        claim = account.claim
        if claim.id not in done:
            unsure = 4.0 * claim.confidence * (1.0 - claim.confidence)
            score = round(unsure * (float(table["there"]) + points[claim.id]), 6)
            out.append(Doubt(account, score, tuple(dict.fromkeys(reasons[claim.id]))))
    return tuple(sorted(out, key=lambda d: (-d.score, d.account.claim.id)))


def doubt_row(doubt: Doubt) -> dict[str, object]:
    """A doubt as plain values."""
    return {**rows.claim_row(doubt.account), "score": doubt.score, "because": list(doubt.because)}


def _incidents(weighed: Weighing, table: dict[str, float], add: Add) -> None:
    kinds = data.table("kinds.toml")["kinds"]
    for item in weighed.incidents:
        for claim in item.claims if item.status in ("disputed", "denied") else ():
            add(claim, float(table["disputed"]), f"Its incident is {text('status', item.status)}.")
        if len(item.claims) == 1 and kinds.get(item.kind, {}).get("violent"):
            add(item.claims[0], float(table["lone"]), "Nobody else tells of it.")
        for toll in item.tolls:
            if len(toll.claims) == 1:
                add(toll.claims[0], float(table["toll"]) * _digits(toll), f"A toll rests on it: {wording.toll(toll)}.")


def _disagreements(weighed: Weighing, table: dict[str, float], add: Add) -> None:
    for item in weighed.disagreements:
        for stand in item.positions:
            if len(stand.claims) == 1 and not item.tension:
                why = f"One of the words against each other rests on it: {rows.question(item)}."
                add(stand.claims[0], float(table["parted"]), why)


def _control(weighed: Weighing, table: dict[str, float], add: Add) -> None:
    for change in weighed.control.changes():
        if len(change.claims) <= 2:
            for claim in change.claims:
                why = f"A change of hands rests on it: {change.place}, {wording.day(change.day)}."
                add(claim, float(table["control"]), why)


def _digits(toll: Toll) -> float:
    return 1.0 + math.log10(max(1.0, toll.high or toll.best or toll.low or 1.0))

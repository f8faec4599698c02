"""How the picture of one incident changed, report by report: its own accounts weighed anew as of each day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from contested.nouns import Account, Incident
from contested.outputs.rows import toll_row
from contested.weighing import weigh

MOST_STEPS, MOST_ACCOUNTS = 24, 120


def steps(item: Incident, members: Sequence[Account], others: Sequence[Account]) -> list[dict[str, Any]]:
    """A step for each day on which accounts came in. Only these accounts are weighed, without the rest of the record,
    so the last step is taken from the whole weighing. Long histories start with many days in one step.
    """
    told = sorted(members, key=lambda a: ((a.published or "")[:10], a.claim.id))
    days = [(day, list(group)) for day, group in groupby(told, key=lambda a: (a.published or "")[:10])]
    early = days[: max(0, len(days) - MOST_STEPS)]
    out = []
    known: list[Account] = [account for _, group in early for account in group]
    for day, group in days[len(early) :]:
        known += group
        last = len(known) == len(told)
        status, probability, tolls = (
            _picture(item, known, others, day) if not last else (item.status, item.probability, item.tolls)
        )
        out.append({
            "day": day or None, "documents": list(dict.fromkeys(a.document for a in group)),
            "claims": [a.claim.id for a in group], "status": status, "probability": probability,
            "tolls": [toll_row(toll) for toll in tolls],
        })  # fmt: skip
    return out


def _picture(item: Incident, known: Sequence[Account], others: Sequence[Account], day: str) -> tuple[str, float, Any]:
    """Status, probability and tolls as of a day, of the incident that most of the claims known by then make."""
    if len(known) > MOST_ACCOUNTS:
        return item.status, item.probability, item.tolls
    against = [account for account in others if (account.published or "")[:10] <= day]
    found = weigh([*known, *against[:MOST_ACCOUNTS]]).incidents
    ids = {account.claim.id for account in known}
    best = max(found, key=lambda i: (len(ids.intersection(i.claims)), i.id))
    return best.status, best.probability, best.tolls

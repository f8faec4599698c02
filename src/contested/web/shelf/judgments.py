"""Reviews and the queue as rows of the shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from contested.ledger import Decision
from contested.ledger.codec import pack
from contested.ledger.deciding import WRONG
from contested.nouns import Account
from contested.outputs.release import Release
from contested.outputs.reviewing import doubt_row
from contested.outputs.rows import claim_row
from contested.web.shelf.codec import dump
from contested.web.shelf.judging import Looks

Row = tuple[Any, ...]


def review_rows(
    whole: Release, looks: Looks, home: Mapping[str, int], ids: Sequence[str]
) -> tuple[list[Row], list[Row]]:
    """Rows of the tables `reviews` (the latest first) and `doubts`. Who reviewed and why is not for the public."""
    wrong = {account.claim.id: account for account in looks.wrong}
    own = not whole.policy.active
    reviews: list[Row] = []
    for claim, decision in sorted(looks.verdicts.items(), key=lambda item: -(item[1].id or 0)):
        account = wrong.get(claim) or whole.by_id.get(claim)
        if account is not None:
            row = _row(account, decision, own=own)
            noun = pack(account) if decision.values.get("verdict") == WRONG else None
            reviews.append((len(reviews), claim, account.document, row["verdict"], dump(row), noun))
    doubts = []
    for n, doubt in enumerate(looks.doubts):
        at = home.get(doubt.account.claim.id)
        row = doubt_row(doubt) | {"incident": None if at is None else ids[at]}
        doubts.append((n, doubt.account.claim.id, dump(row)))
    return reviews, doubts


def _row(account: Account, decision: Decision, *, own: bool) -> dict[str, Any]:
    return {
        "decision": decision.id, "verdict": decision.values.get("verdict"), "at": decision.at,
        "by": decision.by if own else None, "note": decision.note if own else None, "claim": claim_row(account),
    }  # fmt: skip

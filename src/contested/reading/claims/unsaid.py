"""What a report only says was not spoken of: silence about a happening is neither word of it nor its denial."""

from __future__ import annotations

from functools import cache

from contested.data import rows
from contested.reading.claims.candidate import Candidate

NOT = {"not", "n't", "n’t", "never", "without"}
UP = {"obj", "ccomp", "xcomp", "nmod", "obl", "compound", "appos", "advcl", "flat"}
# A find makes "no bodies" a count of none; graves that "held no body" tell of other graves.
REMAINS = {"body", "corpse", "remains"}
FOUND = {"find", "recover", "see", "discover", "be", "pull", "retrieve", "report", "count"}


def unsaid(one: Candidate) -> bool:
    """Whether the words only say that nobody spoke of it ("mentioned no losses", "did not say who had fired"), or deny
    nothing but what a grave holds.
    """
    token = one.head
    negated = one.mood.polarity == "negative"
    if negated and len(one.tokens) == 1 and token.lemma_.lower() in REMAINS:
        return token.head.pos_ == "VERB" and token.head.lemma_.lower() not in FOUND
    for _ in range(4):
        above = token.head
        if above.i == token.i or token.dep_ not in UP:
            return False
        if above.pos_ == "VERB" and above.lemma_.lower() in _verbs():
            plain = any(child.lower_ in NOT for child in above.children)
            return plain or (token.dep_ == "obj" and any(child.lower_ == "no" for child in token.children))
        token = above
    return False


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in rows("claims/silence_verbs.csv"))

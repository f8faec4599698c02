"""Which claim a document is chiefly about: features of the claims with weights that read as a table
(`data/claims/main.toml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contested.data import table
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.choose import is_violent
from contested.reading.claims.coding import kinds
from contested.reading.claims.features import depth, log_odds

HAPPENED = ("actual", "ongoing")


def main_claim(candidates: Sequence[Candidate], headline: Mapping[str, float]) -> int | None:
    """Index of the claim that the document is chiefly about; the first of equals; None where there is none.

    `headline`: the kinds that the headline tells, each with its chance.
    """
    weights: Mapping[str, float] = table("claims/main.toml")["weights"]
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in row.items())
        for row in main_features(candidates, headline)
    ]
    return max(range(len(scores)), key=scores.__getitem__) if scores else None


def main_features(candidates: Sequence[Candidate], headline: Mapping[str, float]) -> list[dict[str, float]]:
    """The features of each claim, beside the others of its document; what each means is said in the table."""
    owner = {i: at for at, one in enumerate(candidates) for i in one.tokens}
    over = [_over(one, at, owner) for at, one in enumerate(candidates)]
    akin: dict[str, float] = {}
    for kind, chance in headline.items():
        group = str(kinds()[kind]["group"])
        akin[group] = max(akin.get(group, 0.0), chance)
    deeds = [one for one in candidates if is_violent(one.kind) and kinds()[one.kind].get("plover")]
    deed_in = {one.head.sent.start for one in deeds}
    return [
        _features(one, over=over[at] is not None, under=at in over, deed=one.head.sent.start in deed_in)
        | {"first": float(at == 0), "headline": headline.get(one.kind, 0.0)}
        | {"headline_akin": akin.get(str(kinds()[one.kind]["group"]), 0.0)}
        for at, one in enumerate(candidates)
    ]


def _over(one: Candidate, at: int, owner: Mapping[int, int]) -> int | None:
    """The claim on whose words the trigger of another hangs, however far down."""
    up = one.head
    while up.head.i != up.i:
        up = up.head
        if owner.get(up.i, at) != at:
            return owner[up.i]
    return None


def _features(one: Candidate, *, over: bool, under: bool, deed: bool) -> dict[str, float]:
    kind = kinds()[one.kind]
    out = {
        "sure": log_odds(one.score),
        "late": min(one.head.i, 300) / 10,
        "depth": float(depth(one.head)),
        "hangs": float(over),
        "holds": float(under),
        "happened": float(one.mood.modality in HAPPENED and one.mood.polarity == "positive"),
        "negative": float(one.mood.polarity == "negative"),
        "reported": float(bool(one.said_by)),
        "noun": float(one.head.pos_ in ("NOUN", "PROPN")),
        "phrase": float(len(one.tokens) > 1),
        "violent": float(is_violent(one.kind)),
        "uncoded": float(not kind.get("plover")),
        "toll_beside_deed": float(deed and not kind.get("plover")),
        "agent": float(bool(one.roles.agents)),
        "sufferer": float(bool(one.roles.patients or one.roles.targets)),
        "place": float(bool(one.roles.places)),
        "count": float(bool(one.counts)),
    }
    return out | {f"group_{kind['group']}": 1.0, f"kind_{one.kind}": 1.0}

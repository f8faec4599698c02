"""How sure a candidate is: features with weights that read as a table (`data/claims/weights.toml`), as log-odds."""

from __future__ import annotations

import math

from spacy.tokens import Token

from contested.data import table
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.coding import kinds
from contested.reading.context import Context

SPECIAL = {"attack": ("airstrike", "shelling", "drone_strike", "bombing"), "explosion": ("bombing",)}
DEFINITE = {"the", "this", "that", "these", "those", "such", "its", "their"}


def features_of(one: Candidate, context: Context) -> dict[str, float]:
    """The features of a candidate by name; what each means is said in the table of weights."""
    roles, head = one.roles, one.head
    noun = head.pos_ in ("NOUN", "PROPN")
    sufferers = bool(roles.patients or roles.targets)
    single = len(one.tokens) == 1
    listed = one.rule == "lexicon"
    out = {
        "bias": 1.0,
        "lexicon": log_odds(one.entry.weight) if listed else 0.0,
        "unlisted": float(not listed),
        "conditions": float(len(one.entry.when)),
        "phrase": float(not single),
        "attributive": float(single and head.dep_ == "amod" and head.i < head.head.i),
        "in_compound": float(head.dep_ in ("compound", "nmod:desc") and head.i < head.head.i),
        "bare_noun": float(noun and not (roles.agents or sufferers or roles.places or one.counts)),
        "agent": float(bool(roles.agents)),
        "sufferer": float(sufferers),
        "place": float(bool(roles.places)),
        "count": float(bool(one.counts)),
    }
    low = {token.lower_ for token in one.args.subj}
    out["generic_you"] = float(bool(low & {"you", "one"}) and not one.said_by)
    out["definite_bare"] = float(bool(out["bare_noun"]) and any(c.lower_ in DEFINITE for c in head.children))
    out["purpose"] = float(one.mood.modality == "planned" and head.dep_ in ("acl", "advcl"))
    out["depth"] = float(depth(head))
    learnt = learnt_kinds(one, context)
    if learnt is not None:
        # "Suspended aid deliveries": the words are heard as aid, which is what they name.
        same = max(learnt.get(one.kind, 0.0), learnt.get(one.turned_from, 0.0))
        # The model has an ear for the special; the word alone tells the general ("a strike on the depot").
        best = max(learnt, key=lambda kind: learnt[kind], default="")
        same = learnt[best] if best in SPECIAL.get(one.kind, ()) else same
        odds = log_odds(max(same, _known(one)) if listed else same)
        sure = table("claims/weights.toml")["sure"]
        certain = listed and not single and one.entry.weight >= sure["from_weight"]
        out["learnt"] = max(odds, sure["odds"]) if certain else odds
        out["learnt_other"] = sum(learnt.values()) - same
    return out


def _known(one: Candidate) -> float:
    """The least chance of a kind whose words hardly mean anything else, though the model may never have met them."""
    floor = table("claims/weights.toml")["known"]
    usual = one.entry.weight >= floor["from_weight"] and kinds()[one.kind]["group"] in floor["groups"]
    return float(floor["chance"]) if usual else 0.0


def log_odds(chance: float) -> float:
    """The log-odds of a chance, kept within what a table of words or a small network can know."""
    held = min(max(chance, 0.02), 0.98)
    return math.log(held / (1 - held))


def depth(token: Token) -> int:
    """Steps from the trigger to the main verb of what is told; the clause under a verb of saying counts as main."""
    steps = 0
    while token.head.i != token.i and steps < 4:
        if token.dep_ not in ("ccomp", "conj", "parataxis"):
            steps += 1
        token = token.head
    return steps


def learnt_kinds(one: Candidate, context: Context) -> dict[str, float] | None:
    """What the model's trigger head says of the candidate's words: kind -> chance; None where it has no such head."""
    annotation = context.doc.user_data.get("annotation")
    kinds = getattr(annotation, "trigger_kinds", None)
    if kinds is None or len(kinds) != len(context.doc):
        return None
    best: dict[str, float] = {}
    for index in one.tokens:
        for kind, chance in kinds[index]:
            best[kind] = max(best.get(kind, 0.0), float(chance))
    total = sum(best.values())
    return {kind: chance / max(1.0, total) for kind, chance in best.items()}


def confidence(one: Candidate, context: Context, *, inside_party: bool = False) -> float:
    """The chance, 0 to 1, that the candidate tells a happening of its kind."""
    weights = table("claims/weights.toml")["weights"]
    total = sum(weights.get(name, 0.0) * value for name, value in features_of(one, context).items())
    total += weights["inside_party"] * inside_party
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def threshold(one: Candidate) -> float:
    """The chance below which a candidate is not kept: higher where the model alone hears what it often mishears."""
    weights = table("claims/weights.toml")
    alone = weights["alone"].get(one.kind, 0.0) if one.rule != "lexicon" else 0.0
    return max(float(weights["threshold"]), float(alone))

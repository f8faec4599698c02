"""To whom, where a word of politics or aid does not say it in the place that its frame expects.

"Demanded that Turkey open the border", "praised Haiti's efforts", "sent doctors to Goma", "talks with the rebels": the
other party stands in the clause below, before the noun, or behind a preposition.
"""

from __future__ import annotations

from spacy.tokens import Token

from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import HUMAN, classes_of
from contested.reading.claims.roles import party
from contested.reading.clause import preposition, with_conjuncts
from contested.reading.context import Context

KINDS = {
    "demand", "accusation", "threat", "rejection", "sanction", "support", "agreement", "meeting", "humanitarian_aid",
    "arms_supply", "decree", "statement", "detention", "deportation", "protest",
}  # fmt: skip
TOWARD = {"to", "with", "against", "on", "from", "for", "toward", "towards", "at", "between", "of", "over"}


BLOWS = {"attack", "airstrike", "drone_strike", "shelling", "bombing", "battle", "killing", "abuse", "siege"}
AGAINST = {"on", "against", "at", "with"}


def complete(one: Candidate, context: Context) -> None:
    """Give a candidate of these kinds the party that it is directed at, if it has none, in place."""
    if one.roles.patients or one.kind not in KINDS | BLOWS:
        return
    own = {p.start for p in one.roles.agents}
    for token in _others(one, context) if one.kind in KINDS else _struck(one):
        if not _can_be_party(token, context):
            continue
        for each in with_conjuncts(token):
            found = party(each, context)
            if found.start not in own and found not in one.roles.patients:
                one.roles.patients.append(found)
        if one.roles.patients:
            return


def _struck(one: Candidate) -> list[Token]:
    """Tokens that may name whom a blow falls on: "airstrikes against fighters", "a raid on the settlers"."""
    return [token for prep, token in one.args.obliques if prep in AGAINST] if not one.roles.targets else []


def _others(one: Candidate, context: Context) -> list[Token]:
    """Tokens that may name the other party, the likeliest first."""
    heads = [context.doc[i] for i in one.tokens]
    out: list[Token] = [token for token in one.args.obj if token.i not in one.tokens]
    out += [head for head in heads if head.pos_ in ("NOUN", "PROPN") and head.i != one.head.i]  # "accepted refugees"
    below = [child for head in heads for child in head.children]
    for child in below:
        clause = child.dep_ in ("ccomp", "xcomp") or (child.dep_ == "acl" and child.head.pos_ == "NOUN")
        if clause:
            out += [
                c for c in child.children if c.dep_.startswith("nsubj") or (c.dep_ == "obj" and child.dep_ == "xcomp")
            ]
    out += [token for prep, token in one.args.obliques if prep in TOWARD]
    out += [c for c in below if c.dep_ == "nmod" and preposition(c) in TOWARD]
    nouns = [*one.args.obj, *(h for h in heads if h.pos_ == "NOUN"), *(t for _, t in one.args.obliques)]
    out += [c for noun in nouns for c in noun.children if c.dep_ in ("nmod:poss", "amod", "compound", "nmod")]
    return out


def _can_be_party(token: Token, context: Context) -> bool:
    actor = context.actor_at.get(token.i)
    if token.pos_ == "ADJ":
        return actor is not None and bool(actor.country)
    return bool(classes_of(token, context) & HUMAN) or (actor is not None and bool(actor.country or actor.sectors))

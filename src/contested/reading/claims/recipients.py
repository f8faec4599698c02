"""To whom, where a word of politics or aid does not say it in the place that its frame expects.

"Demanded that Turkey open the border", "praised Haiti's efforts", "sent doctors to Goma", "talks with the rebels": the
other party stands in the clause below, before the noun, or behind a preposition.
"""

from __future__ import annotations

from spacy.tokens import Token

from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import HUMAN, classes_of
from contested.reading.claims.roles import GIFTS, no_party, owner, party
from contested.reading.clause import preposition, with_conjuncts
from contested.reading.context import Context

KINDS = {
    "demand", "accusation", "threat", "rejection", "sanction", "support", "agreement", "meeting", "humanitarian_aid",
    "arms_supply", "decree", "statement", "detention", "deportation", "protest", "halt", "prisoner_exchange",
}  # fmt: skip
TOWARD = {"to", "with", "against", "on", "from", "for", "toward", "towards", "at", "between", "of", "over"}


BLOWS = {"attack", "airstrike", "drone_strike", "shelling", "bombing", "battle", "killing", "abuse", "siege"}
AGAINST = {"on", "against", "at", "with"}


def complete(one: Candidate, context: Context) -> None:
    """Give a candidate of these kinds the party that it is directed at, if it has none, in place."""
    if one.roles.patients or one.kind not in KINDS | BLOWS:
        return
    own = {p.start for p in one.roles.agents}
    tokens = [*_others(one, context), *_deep_below(one, context)] if one.kind in KINDS else _struck(one)
    for token in tokens:
        if not _can_be_party(token, context):
            continue
        for each in with_conjuncts(token):
            thing = _thing_of(token, one)
            found = party(each, context) if thing is None else owner(each, thing, context)
            if found.start not in own and found not in one.roles.patients:
                one.roles.patients.append(found)
        if one.roles.patients:
            return


def _thing_of(token: Token, one: Candidate) -> Token | None:
    """The thing of a side that a word is about ("rejected the Kenyan proposals"): not the word itself, as in "Kenyan
    support", and not the people of that side.
    """
    thing = token.head
    if token.dep_ not in ("amod", "compound", "nmod:poss") or thing.pos_ not in ("NOUN", "PROPN"):
        return None
    return thing if thing.i not in one.tokens or one.head.pos_ == "VERB" else None


def _struck(one: Candidate) -> list[Token]:
    """Tokens that may name whom a blow falls on: "airstrikes against fighters", "a raid on the settlers"."""
    return [token for prep, token in one.args.obliques if prep in AGAINST] if not one.roles.targets else []


def _others(one: Candidate, context: Context) -> list[Token]:
    """Tokens that may name the other party, the likeliest first."""
    heads = [context.doc[i] for i in one.tokens]
    out: list[Token] = [token for token in one.args.obj if token.i not in one.tokens]
    out += [head for head in heads if head.pos_ in ("NOUN", "PROPN") and head.i != one.head.i]  # "accepted refugees"
    below = [child for head in heads for child in head.children if child.i not in one.tokens]
    out += [child for child in below if child.dep_ == "xcomp" and child.ent_type_ == "PER"]  # a name taken for a clause
    out += [token for child in below for token in _in_clause(child)]
    out += [token for prep, token in one.args.obliques if prep in TOWARD]
    out += [c for c in below if c.dep_ == "nmod" and preposition(c) in TOWARD]
    if one.kind in GIFTS:
        out += [token for prep, token in one.args.obliques if prep == "in" and token.i in context.place_at]
    nouns = [*one.args.obj, *(h for h in heads if h.pos_ == "NOUN"), *(t for _, t in one.args.obliques)]
    for noun in nouns:
        verb = noun.head
        if noun.dep_ == "obj" and verb.pos_ == "VERB":  # "launched an effort between the two", "gave a warning to Chad"
            out += [c for c in verb.children if c.dep_ == "iobj"]
            out += [c for c in verb.children if c.i > noun.i and c.dep_.startswith("obl") and preposition(c) in TOWARD]
        out += [c for c in noun.children if c.dep_ in ("nmod:poss", "amod", "compound", "nmod")]
        out += [token for child in noun.children if child.dep_.startswith("acl") for token in _in_clause(child)]
    return out


def _deep_below(one: Candidate, context: Context) -> list[Token]:
    """Sides of a known country that the threat, demand or pledge tells of anywhere in its own clause ("threatened to
    deliver blows to Chad"), not in what it hangs on ("unless").
    """
    out: list[Token] = []
    stack = [
        c for i in one.tokens for c in context.doc[i].children if c.dep_ in ("xcomp", "ccomp", "obj", "obl", "acl")
    ]
    while stack:
        token = stack.pop(0)
        actor = context.actor_at.get(token.i)
        if actor is not None and actor.country and token.i not in one.tokens:
            out.append(token)
        stack += [c for c in token.children if c.dep_ not in ("advcl", "acl:relcl", "parataxis", "conj", "nsubj")]
    return sorted(out, key=lambda token: token.i)


def _in_clause(child: Token) -> list[Token]:
    """Who is named in a clause below: the one who is to act, else the one acted on ("demanded that Chad leave", "aid to
    help refugees", "sanctions imposed on Eritrea")."""
    if child.dep_ not in ("ccomp", "xcomp", "acl", "acl:relcl", "advcl") or child.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    out = [c for c in child.children if c.dep_.startswith("nsubj")] if child.dep_ in ("ccomp", "xcomp", "acl") else []
    if child.dep_ in ("xcomp", "acl"):
        things = [c for c in child.children if c.dep_ == "obj"]
        out += things + [token for thing in things for token in owners(thing)]
    if child.dep_.startswith("acl"):
        out += [c for c in child.children if c.dep_.startswith("obl") and preposition(c) in TOWARD]
    return out


def owners(thing: Token) -> list[Token]:
    """Tokens that may say whose a thing is: "bases of the army", "Iranian sites"."""
    of = [c for c in thing.children if c.dep_ == "nmod" and preposition(c) == "of"]
    return of + [c for c in thing.children if c.dep_ in ("nmod:poss", "amod", "compound")]


def _can_be_party(token: Token, context: Context) -> bool:
    actor = context.actor_at.get(token.i)
    if no_party(token, context):
        return False
    if token.pos_ == "ADJ":
        return actor is not None and bool(actor.country)
    return bool(classes_of(token, context) & HUMAN) or (actor is not None and bool(actor.country or actor.sectors))

"""What "he", "they" and "its" most likely stand for, near by and in the same document."""

from __future__ import annotations

from spacy.tokens import Token

from contested.reading.claims.classes import HUMAN, classes_of
from contested.reading.context import Context

PRONOUNS = {"he", "she", "they", "it", "them", "him", "her", "who", "which", "that", "themselves", "itself", "himself"}
OWNERS = {"his", "her", "its", "their"}
ONE = {"he", "she", "him", "her", "his", "himself"}
BACK = 70  # tokens back that a pronoun may point
# Words for somebody else: "its ally" is not of the country of "it".
OTHERS = {
    "ally", "partner", "neighbor", "neighbour", "enemy", "rival", "counterpart", "opponent", "foe", "adversary",
    "friend", "colleague", "sponsor", "backer", "captor", "occupier",
}  # fmt: skip


MARK_ROOM = 2  # tokens before a conjunction: the people and a comma


def antecedent(token: Token, context: Context) -> Token:
    """What a pronoun most likely stands for: the last subject (for "its" that of its own clause), else the last named
    person or force, that can act; the token itself where it is no pronoun or nothing fits.
    """
    owner = token.lower_ in OWNERS and token.dep_ == "nmod:poss"
    if not owner and (token.pos_ != "PRON" or token.lower_ not in PRONOUNS):
        return token
    if (beside := _put_between(token, context)) is not None:
        return beside
    second: Token | None = None
    above = {up.i for up in token.ancestors}
    for index in range(token.i - 1, max(-1, token.i - BACK), -1):
        other = context.doc[index]
        if other.pos_ not in ("NOUN", "PROPN") or other.dep_ in ("compound", "flat", "amod", "nmod:poss"):
            continue
        if (other.head.i == token.head.i and not owner) or other.i in above:
            continue
        if other.i in context.time_at or not classes_of(other, context) & HUMAN:
            continue
        if (place := context.place_at.get(other.i)) is not None and (place.feature or "").startswith("P."):
            continue  # a town says and does nothing that "it" or "its" points back to
        if token.lower_ in ONE and "Plur" in other.morph.get("Number", []):
            continue
        if other.dep_.startswith("nsubj"):
            return other
        second = second or (other if other.dep_.startswith(("obl", "obj", "root", "conj")) else None)
    return second or token


def _put_between(token: Token, context: Context) -> Token | None:
    """The people right before a clause that is only put between: "told residents, if they wish, to go"."""
    mark = next((c for c in token.head.children if c.dep_ == "mark" and c.i == token.i - 1), None)
    if token.lower_ != "they" or mark is None or mark.i < MARK_ROOM or token.doc[mark.i - 1].text != ",":
        return None
    noun = token.doc[mark.i - 2]
    plural = "Plur" in noun.morph.get("Number", [])
    return noun if plural and noun.pos_ in ("NOUN", "PROPN") and classes_of(noun, context) & HUMAN else None


def owner_country(token: Token, context: Context) -> str | None:
    """The country of "its" in "its troops"; None where it owns nothing of its own ("its ally")."""
    if token.lower_ not in OWNERS or token.head.lemma_.lower() in OTHERS:
        return None
    found = antecedent(token, context)
    if found is token:
        return None
    return country_of(found, context)


def country_of(token: Token, context: Context) -> str | None:
    """The country of the noun phrase headed by `token`: its own actor's, else of what stands before or behind it."""
    actor = context.actor_at.get(token.i)
    if actor is not None and actor.country:
        return actor.country
    for child in token.children:
        if child.dep_ not in ("amod", "nmod:poss", "compound", "nmod", "nmod:desc", "appos", "flat"):
            continue
        inner = context.actor_at.get(child.i)
        if inner is not None and inner.country:
            return inner.country
        if child.dep_ == "nmod" and (further := country_of(child, context)):
            return further
        if child.dep_ == "nmod:poss" and (owned := owner_country(child, context)):
            return owned
    return _stray_adjective(token, context)


def _stray_adjective(token: Token, context: Context) -> str | None:
    """The country of a national adjective right before a noun that the parse leaves without a head."""
    before = context.doc[token.i - 1] if token.i else None
    if before is None or before.pos_ != "ADJ" or before.head.i != before.i:
        return None
    actor = context.actor_at.get(before.i)
    return actor.country if actor is not None else None

"""What was hit and with what, once it is settled which claims there are: the weapon that the trigger itself names, the
whole of which a part was hit, and no town or street as the thing hit where a blow only fell there.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from contested.nouns import Thing
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import HUMAN, classes_of
from contested.reading.claims.roles import BLOWS, HITTABLE, literal_place, thing
from contested.reading.clause import preposition
from contested.reading.context import Context
from contested.reading.quantities.words import word_set

# Kinds whose own words may name what did it: "a bomb exploded", "the dynamite attack", "mortar fire".
ARMED = BLOWS - {"abduction", "abuse"}
SPOTS = {"place", "territory", "state"}  # where a blow falls
PARTS = word_set("claims", "parts")
SORTS = word_set("claims", "sorts")


def fit_parts(one: Candidate, context: Context) -> None:
    """Give a candidate the weapon that its trigger names, and set right what was hit, in place."""
    if one.kind not in BLOWS:
        return
    if one.kind in ARMED and not one.roles.instruments:
        named = next(_weapons(one, context), None)
        if named is not None:
            one.roles.instruments = [thing(named, context, hit=False)]
    if one.roles.targets:
        one.roles.targets = list(_hit(one, context))


def _weapons(one: Candidate, context: Context) -> Iterator[Token]:
    """Nouns for weapons that are part of the trigger or stand before its noun."""
    for i in one.tokens:
        token = context.doc[i]
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        if classes_of(token, context) & {"weapon", "event"} == {"weapon"}:
            yield token
        for child in token.children:
            before = child.dep_ in ("compound", "nmod:desc") and child.i < token.i and child.pos_ in ("NOUN", "PROPN")
            if before and classes_of(child, context) & {"weapon", "event"} == {"weapon"}:
                yield child


def _hit(one: Candidate, context: Context) -> Iterator[Thing]:
    seen: set[tuple[int, int]] = set()
    for each in one.roles.targets:
        span = context.doc.char_span(each.start, each.end, alignment_mode="expand")
        head = span.root if span is not None else None
        if head is None:
            yield each
            continue
        whole = _whole(head, context)
        found = each if whole is None else thing(whole, context, hit=True)
        head = whole or head
        if not _only_where(head, one.kind, context) and (found.start, found.end) not in seen:
            seen.add((found.start, found.end))
            yield found


def _whole(part: Token, context: Context) -> Token | None:
    """ "Windows of the bank", "a section of the pipeline": the thing that the part is of."""
    if part.lemma_.lower() not in PARTS:
        return None
    below = (c for c in part.children if c.dep_ == "nmod" and c.i > part.i and preposition(c) == "of")
    whole = next(below, None)
    return None if whole is None or classes_of(whole, context) & HUMAN else whole


def _only_where(head: Token, kind: str, context: Context) -> bool:
    """Whether a noun says only where a blow fell, or of what sort it was. What is destroyed may be a town."""
    if head.lemma_.lower() in SORTS:
        return True
    classes = classes_of(head, context)
    if kind == "damage" or classes & HITTABLE:
        return False
    return literal_place(head, context) is not None or bool(classes and classes <= SPOTS)

"""The entities of a reading: names with the words before them, described bodies, places and things, pronouns.

A body, place or thing takes its article and what stands before it along ("the Chadian army", "an arms depot"). People
who are only described ("rebels", "a soldier") are left to the actors, with the peoples that qualify them; names of
persons stand bare. Entities do not overlap, but for names. ORG are bodies, a state that acts and a people among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from contested.nouns import Entity, Place
from contested.reading.actors.registry import agents
from contested.reading.claims.classes import classes_of_lemma
from contested.reading.phrase import char_span, core, noun_phrase
from contested.reading.quantities.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ONE = word_set("entities", "one")
_MANY = word_set("entities", "many")
_HERE = word_set("entities", "here")
_SINGLE = word_set("quantities", "singles", "singular")
_MEN = {"civilians", "forces", "person", "official"}
_BODIES = {"forces", "group", "state", "body"}
_ALONE = ("office", "")  # notes of descriptions that stand for one person in the singular
# Of several classes of a noun the first that is here.
_LABELS = (
    (_MEN | _BODIES, "ORG"),
    ({"weapon"}, "WEAPON"),
    ({"vehicle"}, "VEHICLE"),
    ({"building", "infrastructure"}, "FACILITY"),
    ({"territory", "place", "position"}, "LOC"),
)
_QUALIFIES = ("compound", "amod", "nmod:poss", "nmod:desc")


def entities_of(doc: Doc, places: Sequence[Place] = ()) -> tuple[Entity, ...]:
    """The entities of a document in their order; offsets in `doc.text`."""
    acting = {place.end for place in places if place.use == "metonymic"}
    text = doc.text  # made anew each time it is asked for
    taken: set[int] = set()
    out: list[Entity] = []
    found = [*_described(doc), *_names(doc, acting), *_pronouns(doc)]
    for first, last, label, mention in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        inside = any(index in taken for index in range(first, last))
        if not inside or (mention == "name" and label == "PER"):
            start, end = char_span(doc, first, last)
            out.append(Entity(start, end, text[start:end], label, mention))
            taken.update(range(first, last))
    return tuple(sorted(out, key=lambda one: (one.start, -one.end)))


def _names(doc: Doc, acting: set[int]) -> Iterator[tuple[int, int, str, str]]:
    """Names of the model with what stands before them."""
    for ent in doc.ents:
        label, root = ent.label_, ent.root
        if label in ("MISC", "PER") or (label == "NORP" and (root.pos_ == "ADJ" or root.dep_ in _QUALIFIES)):
            if label != "NORP" or not _people(root.head, _classes(root.head)) or root.dep_ == "root":
                yield ent.start, ent.end, label, "name"
            continue
        if label == "NORP" or (label == "GPE" and ent.end_char in acting):
            label = "ORG"
        first, last = core(root)
        if first > ent.start or last + 1 != ent.end or root.dep_ in _QUALIFIES:
            first, last = _determined(ent), ent.end - 1
        if label in ("GPE", "LOC", "FACILITY"):
            last = _within(ent, last)
        yield first, last + 1, label, "nominal" if root.pos_ == "NOUN" else "name"


def _within(ent: Span, last: int) -> int:
    """The end of a place with the one it lies in: "Arwen, Chad"."""
    doc = ent.doc
    if last + 2 >= len(doc) or doc[last + 1].text != "," or doc[last + 2].ent_type_ != "GPE":
        return last
    closed = last + 3 == len(doc) or doc[last + 3].text in (",", ".", ")", ";")
    return last + 2 if closed and doc[last + 2].dep_ != "conj" else last


def _determined(ent: Span) -> int:
    """The start of a name with its article."""
    before = ent.doc[ent.start - 1] if ent.start else None
    own = before is not None and before.lower_ == "the" and before.head.i in range(ent.start, ent.end)
    return ent.start - 1 if own else ent.start


def _described(doc: Doc) -> Iterator[tuple[int, int, str, str]]:
    """Noun phrases whose head tells of persons, bodies, places or weapons."""
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat", "nmod:desc", "fixed"):
            continue
        if token.ent_type_ and token.pos_ == "PROPN":
            continue
        label = _label(token)
        if label:
            first, last = noun_phrase(token, ("of",), apart=True)
            yield first, last, label, "nominal"


def _label(token: Token) -> str:
    """The label of a common noun, empty where it names nothing of these or people whom it only describes."""
    doc = token.doc
    before = doc[token.i - 1].lemma_.lower() if token.i else ""
    if before == "in" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of":
        return ""  # "in front of"
    classes = _classes(token)
    label = next((label for some, label in _LABELS if classes & some), "")
    if label == "ORG" and _people(token, classes):
        return ""
    return "LOC" if {"territory", "state"} <= classes and not _many(token) else label  # "the country"


def _classes(token: Token) -> frozenset[str]:
    before = token.doc[token.i - 1].lemma_.lower() if token.i else ""
    return classes_of_lemma(f"{before} {token.lemma_.lower()}") or classes_of_lemma(token.lemma_.lower())


def _many(token: Token) -> bool:
    return "Plur" in token.morph.get("Number", []) or token.lower_ != token.lemma_.lower()


def _people(token: Token, classes: frozenset[str]) -> bool:
    """Whether a noun describes people rather than a body: "rebels", "a soldier", "officials"; not "the army"."""
    if _many(token):
        return bool(classes & _MEN)
    agent = agents().get([token.lemma_.lower()])
    one = token.lemma_.lower() in _SINGLE or (agent is not None and not agent.plural and agent.note in _ALONE)
    return "group" not in classes and (one or not classes & _BODIES)


def _pronouns(doc: Doc) -> Iterable[tuple[int, int, str, str]]:
    for token in doc:
        low = token.lower_
        if token.pos_ in ("PRON", "DET", "ADV"):
            label = "PER" if low in _ONE else "ORG" if low in _MANY else "LOC" if low in _HERE else ""
            if label and token.dep_ != "expl":
                yield token.i, token.i + 1, label, "pronoun"

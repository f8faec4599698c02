"""What the stages before have found in one document, with the look-ups by token that claims are built on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Span, Token

from contested.nouns import Actor, Attribution, Document, Moment, Place, Quantity


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


def by_token(doc: Doc, items: Iterable[S]) -> dict[int, S]:
    """Which item covers each token; where two do, the longer one."""
    out: dict[int, S] = {}
    for item in sorted(items, key=lambda one: one.end - one.start):
        span = doc.char_span(item.start, item.end, alignment_mode="expand")
        for token in span or ():
            out[token.i] = item
    return out


@dataclass(slots=True)
class Context:
    """One annotated document on its way to claims. Offsets count in `doc.text`, the repaired text."""

    doc: Doc
    document: Document
    places: tuple[Place, ...] = ()
    times: tuple[Moment, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    place_at: dict[int, Place] = field(default_factory=dict)
    time_at: dict[int, Moment] = field(default_factory=dict)
    quantity_at: dict[int, Quantity] = field(default_factory=dict)
    actor_at: dict[int, Actor] = field(default_factory=dict)
    sentence_of: dict[int, Span] = field(default_factory=dict)
    person_at: dict[int, Span] = field(default_factory=dict)
    text: str = ""

    def __post_init__(self) -> None:
        # spaCy makes `doc.text` and `doc.ents` anew each time they are asked for; in a long report that never ends.
        self.text = self.doc.text
        self.person_at = {ent.start: ent for ent in self.doc.ents if ent.label_ == "PER"}
        self.place_at = by_token(self.doc, self.places)
        self.time_at = by_token(self.doc, self.times)
        self.quantity_at = by_token(self.doc, self.quantities)
        self.actor_at = by_token(self.doc, self.actors)
        for sentence in self.doc.sents:
            for token in sentence:
                self.sentence_of[token.i] = sentence


KEEP = {
    "det",
    "det:predet",
    "amod",
    "compound",
    "nummod",
    "nmod:poss",
    "flat",
    "fixed",
    "advmod",
    "nmod:desc",
    "case:poss",
}
# Heads that say little without their "of": the phrase is kept whole ("groups of deputies", "Ministry of Defence").
HOLLOW = {
    "group", "number", "dozen", "hundred", "thousand", "score", "majority", "part", "member", "ministry", "department",
    "head", "president", "minister", "commander", "chief", "leader", "front", "army", "force", "party", "union",
    "people",
    "one", "some", "many", "most", "several", "all", "third", "half", "handful", "couple", "pair", "unit", "team",
    "council", "movement", "state", "republic", "kingdom", "office", "government", "house", "bank", "board", "court",
    "director", "secretary", "chairman", "spokesman", "spokeswoman", "spokesperson", "mayor", "governor", "church",
    "resident", "inhabitant", "citizen", "civilian", "type", "kind", "body", "staff", "convoy", "family",
}  # fmt: skip


def noun_phrase(head: Token) -> tuple[int, int]:
    """Token bounds (end exclusive) of the noun phrase of `head`: determiner and pre-modifiers, flat parts, and an "of"
    phrase where the head means little without it; no relative clauses. Coordinated phrases stay apart."""
    first = last = head.i
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            keep = child.dep_ in KEEP and not (child.dep_ == "advmod" and child.i > head.i)
            if token.i == head.i and child.dep_ == "nmod" and child.i > head.i:
                keep = head.lemma_.lower() in HOLLOW and any(c.lower_ == "of" for c in child.children)
            if token.i != head.i and child.dep_ in ("case", "nmod") and child.i > head.i - 1 and token.dep_ == "nmod":
                keep = child.dep_ == "case"
            if token.i != head.i and token.dep_ == "nmod:poss" and child.dep_ == "case":
                keep = True
            if keep:
                first, last = min(first, child.i), max(last, child.i)
                stack.append(child)
    return first, last + 1


def char_span(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Character bounds of tokens first..last (end exclusive), without the quotation marks and stops at their ends."""
    while first < last - 1 and doc[first].is_punct and doc[first].text not in "([":
        first += 1
    while last - 1 > first and doc[last - 1].is_punct:
        last -= 1
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])

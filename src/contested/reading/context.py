"""What the stages before have found in one document, with the look-ups by token that claims are built on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Span

from contested.nouns import Actor, Attribution, Document, Moment, Place, Quantity
from contested.reading.phrase import char_span, noun_phrase

__all__ = ["Context", "Spanned", "by_token", "char_span", "noun_phrase"]


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

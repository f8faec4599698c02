"""The marks that actors are made of: known names, countries and peoples, descriptions, as stretches of items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contested.nouns import Place
from contested.reading.actors.registry import Agent, Alias, Entry, Land, agents, alpha3_of, fits_case, lands, names
from contested.reading.quantities.lexer import Item, lex
from contested.reading.quantities.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of items that is a known name, a country or people, a description, or a name from the model."""

    start: int
    end: int
    alias: Alias | None = None
    land: Land | None = None
    agent: Agent | None = None
    label: str = ""

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return self.label == "PER" or (self.alias is not None and self.alias.entries[0].kind == "person")


@dataclass(slots=True)
class Text:
    """One document as items, with its tokens, places and sentences by item."""

    doc: Doc
    string: str
    items: Sequence[Item]
    places: Sequence[Place]
    shouting: bool
    published: str | None = None
    sentence: list[int] = field(default_factory=list)
    tokens: dict[int, Token] = field(default_factory=dict)
    place_at: dict[int, Place] = field(default_factory=dict)
    tagged: bool = False

    def low(self, at: int) -> str:
        """The word at an index in small letters, or an empty string past the ends."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def capital(self, at: int) -> bool:
        """Whether the item begins with a capital."""
        return 0 <= at < len(self.items) and self.items[at].capital

    def pos(self, at: int) -> str:
        """The part of speech of the token that begins with the item, or an empty string."""
        token = self.tokens.get(self.items[at].start) if 0 <= at < len(self.items) else None
        return token.pos_ if token is not None else ""

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        """Offsets and text of a run of items."""
        first, last = self.items[start].start, self.items[end - 1].end
        return first, last, self.string[first:last]


def make_text(doc: Doc, places: Sequence[Place], published: str | None) -> Text:
    """The items of a document with all that is looked up by them."""
    string = doc.text
    items = lex(string)
    letters = [item for item in items if item.kind == "w" and len(item.raw) > 2]
    shouting = bool(letters) and sum(item.raw.isupper() for item in letters) > 0.8 * len(letters)
    text = Text(doc, string, items, places, shouting, published)
    text.tokens = {token.idx: token for token in doc}
    text.tagged = doc.has_annotation("POS")
    for place in places:
        text.place_at.setdefault(place.start, place)
    text.sentence = _sentences(doc, items)
    return text


def _sentences(doc: Doc, items: Sequence[Item]) -> list[int]:
    """The number of the sentence of each item."""
    out, number = [], 0
    if doc.has_annotation("SENT_START"):
        starts = {sent.start_char for sent in doc.sents}
        for item in items:
            number += item.start in starts and item.start > 0
            out.append(number)
        return out
    for index, item in enumerate(items):
        out.append(number)
        nxt = items[index + 1] if index + 1 < len(items) else None
        if (
            item.low in (".", "!", "?")
            and nxt is not None
            and nxt.start > item.end
            and (nxt.capital or nxt.kind != "w")
        ):
            number += 1
    return out


def marks_of(text: Text) -> list[Mark]:
    """All marks of a text from left to right, the longest at each place; names from the model fill the rest."""
    out: list[Mark] = []
    at = 0
    entities = _entities(text)
    while at < len(text.items):
        mark = _mark_at(text, at)
        entity = entities.get(at)
        if entity is not None and (mark is None or _outweighs(entity, mark)):
            mark = entity
        if mark is None:
            at += 1
            continue
        out.append(mark)
        at = mark.end
    return out


def _outweighs(entity: Mark, mark: Mark) -> bool:
    """Whether a name of the model stands against a shorter mark inside it ("Clinton Baker" against "Clinton")."""
    if entity.end <= mark.end:
        return False
    if mark.alias is not None:
        return mark.end - mark.start == 1 and entity.label == "PER"
    return mark.land is None or (entity.label == "PER" and mark.land.how == "name")


def _mark_at(text: Text, at: int) -> Mark | None:
    item = text.items[at]
    if item.kind == "p":
        return None
    best: Mark | None = None
    for end, aliases in names().every(text.items, at):
        fitting = [a for a in aliases if fits_case(a, list(text.items[at:end]), shouting=text.shouting)]
        if fitting and _stands_alone(text, at, end, fitting[0].entries[0]):
            best = Mark(at, end, alias=fitting[0])
            break
    if item.capital or text.shouting:
        for end, land in lands().every(text.items, at):
            if (best is None or end > best.end) and all(
                i.capital or i.kind != "w" or i.low == "the" or len(i.low) < 4 for i in text.items[at:end]
            ):
                if item.low == "us" and not (item.raw == "US" and not text.shouting):
                    break
                best = Mark(at, end, land=land)
                break
    found = agents().longest(text.items, at)
    if found is not None and (best is None or found[0] > best.end) and _noun(text, found[0] - 1):
        best = Mark(at, found[0], agent=found[1])
    return best


_BLOCK = word_set("actors", "marks", "block")


def _stands_alone(text: Text, at: int, end: int, entry: Entry) -> bool:
    """Whether a short name is the whole name: no other capitalised word joins it ("Mary Clinton", "Sadat Street")."""
    if text.low(end) in _BLOCK:
        return False
    if end - at > 1 or entry.kind != "person" or text.shouting:
        return True
    before, after = text.items[at - 1] if at else None, text.items[end] if end < len(text.items) else None
    joined = after is not None and after.kind == "w" and after.capital and after.start == text.items[end - 1].end + 1
    if joined and after is not None and text.pos(end) in ("PROPN", ""):
        known = lands().starts(after.low) or agents().starts(after.low)
        if not known:
            return False
    if after is not None and after.low == "-" and after.start == text.items[end - 1].end:
        return False
    if (
        before is None
        or not before.capital
        or before.end + 1 != text.items[at].start
        or text.sentence[at - 1] != text.sentence[at]
    ):
        return True
    if before.low in _TITLES and before.kind == "w":
        return True
    known = lands().starts(before.low) or agents().starts(before.low) or before.low in _TITLES
    return known or (text.tagged and text.pos(at - 1) != "PROPN")


_TITLES = word_set("actors", "marks", "titles")


def _noun(text: Text, at: int) -> bool:
    """Whether a description is a noun where it stands ("guards" the noun, not the verb)."""
    if text.tagged and text.pos(at) == "ADJ" and text.pos(at + 1) in ("NOUN", "PROPN", "ADJ"):
        return False
    return not text.tagged or text.shouting or text.pos(at) in ("NOUN", "PROPN", "ADJ", "NUM", "X", "")


def _entities(text: Text) -> dict[int, Mark]:
    """Names that the model found, by the item they begin with."""
    starts = {item.start: index for index, item in enumerate(text.items)}
    ends = {item.end: index + 1 for index, item in enumerate(text.items)}
    out = {}
    for ent in text.doc.ents:
        first, last = starts.get(ent.start_char), ends.get(ent.end_char)
        if first is None or last is None or ent.label_ not in ("PER", "ORG"):
            continue
        first = _past_titles(text, first, last) if ent.label_ == "PER" else first
        while first < last - 1 and text.low(first) == "the":
            first += 1
        if last - first > 1 and text.low(last - 1) == "'s":
            last -= 1
        place = text.place_at.get(text.items[first].start)
        if text.capital(first) and (place is None or place.end < text.items[last - 1].end):
            out[first] = Mark(first, last, label=ent.label_)
    return out


def _past_titles(text: Text, first: int, last: int) -> int:
    """Leaves titles and offices out of a person's name ("President Obama", "Lt. Gen. Avril")."""
    at = first
    while at < last - 1:
        hit = agents().longest(text.items, at)
        if hit is not None and hit[1].note == "office" and hit[0] < last:
            at = hit[0]
        elif text.low(at) in _TITLES:
            at += 1 + (text.low(at + 1) == "." and at + 2 < last)
        else:
            break
    return at


def land_of(text: Text, mark: Mark) -> str:
    """The country that a mark tells, as ISO alpha-3, or an empty string."""
    if mark.land is not None:
        return mark.land.iso3
    if mark.alias is not None:
        return mark.alias.entries[0].country
    place = text.place_at.get(text.items[mark.start].start)
    return alpha3_of().get(place.country or "", "") if place is not None else ""

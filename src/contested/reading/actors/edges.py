"""How far a mention reaches and what follows it: determiners, names after an office, "of Chad", "in Kharkiv"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contested.reading.actors.marks import Mark, Text, land_of
from contested.reading.actors.registry import Entry, alpha3_of, lands
from contested.reading.quantities.words import word_set

FILLERS = word_set("actors", "phrases", "fillers")


_PARTICLES = word_set("actors", "phrases", "particles")


_STAND_OFF = word_set("actors", "phrases", "stand_off")


@dataclass(slots=True)
class Mention:
    """An actor told in the text, before the document has been seen as a whole. Indexes count items."""

    start: int
    end: int
    head: Mark
    entries: tuple[Entry, ...] = ()
    name: str | None = None
    country: str = ""
    sectors: tuple[str, ...] = ()
    role: str | None = None
    confidence: float = 0.5
    plural: bool = False
    definite: bool = False
    office: str = ""
    pronoun: bool = False


def stand_off(text: Text, mark: Mark) -> bool:
    """ "pro-Russian", "Russian-backed", "French-speaking": the country told is not the actor's."""
    if mark.land is None:
        return False
    before = text.low(mark.start - 1) == "-" and text.low(mark.start - 2) in _STAND_OFF
    return before or (text.low(mark.end) == "-" and text.low(mark.end + 1) in _STAND_OFF)


def left_edge(text: Text, at: int) -> int:
    """Where the noun phrase begins: determiner, numbers and adjectives before the first mark."""
    start = at
    while start > 0 and text.sentence[start - 1] == text.sentence[at] and at - start < 6:
        low = text.low(start - 1)
        if low == "that" and text.pos(start - 1) != "DET":
            break
        if low in (
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "his",
            "her",
            "their",
            "its",
            "our",
            "some",
            "several",
            "many",
            "no",
            "another",
        ):
            return start - 1
        if text.items[start - 1].kind == "p" and low != "-":
            break
        if low == "-" and start - 1 > 0 and text.items[start - 2].end == text.items[start - 1].start:
            start -= 2
            continue
        if text.tagged:
            if text.pos(start - 1) not in ("ADJ", "NUM", "DET") and not (
                text.pos(start - 1) in ("NOUN", "PROPN") and not _own(text, start - 1)
            ):
                break
        elif low not in FILLERS:
            break
        start -= 1
    return start


def _own(text: Text, at: int) -> bool:
    """Whether a noun to the left is a phrase of its own: the parse does not make it part of ours."""
    token = text.tokens.get(text.items[at].start)
    return token is None or token.dep_ not in ("compound", "nmod", "amod", "flat", "nummod")


def name_after(text: Text, mention: Mention, head: Mark) -> None:
    """ "Interior Minister Ivan Horvat", "General Smith": a name that no list and no model knows, after an office."""
    if head.agent is None or head.agent.note != "office" or head.agent.plural or text.shouting:
        return
    at = end = head.end
    while end < len(text.items) and end - at < 6 and text.sentence[end] == text.sentence[head.start]:
        item = text.items[end]
        if (
            (item.kind == "w" and item.capital and not lands().get([item.low]))
            or (
                end > at
                and item.low in ("-", "'", "’")
                and item.start == text.items[end - 1].end
                and text.capital(end + 1)
            )
            or (item.low in _PARTICLES and (text.capital(end + 1) or text.low(end + 1) == "-"))
            or (end > at and item.low == "." and len(text.items[end - 1].raw) == 1 and text.capital(end + 1))
        ):
            end += 1
        else:
            break
    if end == at or (text.tagged and text.pos(at) != "PROPN"):
        return
    mention.name, mention.end = text.span(at, end)[2], end
    mention.head = Mark(at, end, label="PER")
    mention.confidence = 0.65 if mention.country else 0.5


def complement(text: Text, mention: Mention, marks: Sequence[Mark], index: int) -> None:
    """Country and sectors from what follows: "army of Chad", "officials in Kharkiv", "spokesman for the rebels"."""
    at = mention.end
    if text.low(at) not in ("of", "for", "in", "from", "at", "to", "on"):
        return
    reach = at + 7
    for mark in marks[index:]:
        if mark.start >= reach or text.sentence[mark.start] != text.sentence[at] or _broken(text, at + 1, mark.start):
            break
        joint = text.low(at)
        if joint in ("of", "for") and (mark.agent is not None or mark.alias is not None):
            _take_sectors(mention, mark)
        country = land_of(text, mark)
        if country and not mention.country and not stand_off(text, mark):
            mention.country = country
            mention.confidence = max(mention.confidence, 0.75 if joint != "in" else 0.65)
            return
        at_break = mark.agent is None or text.low(mark.end) not in ("of", "for", "in")
        if at_break and not (mark.agent is not None and mark is not marks[-1]):
            break
    if mention.country:
        return
    for offset in range(at + 1, min(reach, len(text.items))):
        place = text.place_at.get(text.items[offset].start)
        if _broken(text, at + 1, offset):
            return
        if place is not None and place.country:
            mention.country = alpha3_of().get(place.country, "")
            mention.confidence = max(mention.confidence, 0.65)
            return


def _take_sectors(mention: Mention, mark: Mark) -> None:
    """A spokesman, head or member of something is of its sectors."""
    agent = mention.head.agent
    general = agent is not None and (
        agent.note == "vague"
        or agent.head.startswith("spokes")
        or agent.head in ("press service", "adviser", "advisor", "aide")
    )
    if not general:
        return
    if mark.alias is not None:
        mention.sectors = mark.alias.entries[0].sectors
    elif mark.agent is not None and mark.agent.note != "vague":
        mention.sectors = mark.agent.sectors


def _broken(text: Text, start: int, end: int) -> bool:
    """Whether a verb or a mark that ends a phrase stands between."""
    for at in range(start, end):
        if text.items[at].kind == "p" and text.low(at) not in ("-", "'s", '"', "“", "”"):
            return True
        if text.tagged and text.pos(at) in ("VERB", "AUX", "SCONJ", "PRON"):
            return True
    return False

"""From marks to mentions: "Russian President Vladimir Putin", "the army of Chad", "Interior Minister Ivan Horvat"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contested.reading.actors.edges import FILLERS, Mention, complement, left_edge, name_after, stand_off
from contested.reading.actors.marks import Mark, Text, land_of
from contested.reading.actors.registry import Entry, alpha3_of, occupiers
from contested.reading.actors.spelling import misspelt, ruler
from contested.reading.quantities.words import word_set

_RULERS = frozenset(["authority", "authorities", "administration", "leadership", "official"])
_INSTALLED = frozenset(["installed", "appointed", "imposed"])


def mentions_of(text: Text, marks: Sequence[Mark]) -> list[Mention]:
    """The mentions of a text from left to right; possessors stand beside what they possess."""
    out: list[Mention] = []
    index = 0
    while index < len(marks):
        last = _group_end(text, marks, index)
        group = list(marks[index : last + 1])
        out.extend(_mention(text, marks, index, group))
        index = last + 1
    return out


def _group_end(text: Text, marks: Sequence[Mark], index: int) -> int:
    """The last mark of the noun phrase that begins with a mark."""
    while index + 1 < len(marks) and _joined(text, marks[index], marks[index + 1]):
        index += 1
    return index


def _joined(text: Text, left: Mark, right: Mark) -> bool:
    """Whether two marks belong to one noun phrase: only words that qualify stand between them."""
    if left.person:
        return text.low(left.end) == "'s" and right.agent is not None and _qualifies(text, left.end + 1, right.start)
    if left.land is not None and left.land.how in ("name", "seat", "people"):
        if text.low(left.end) == "'s":
            return (right.agent is not None or right.person or right.label == "ORG") and _qualifies(
                text, left.end + 1, right.start
            )
        return right.start == left.end and (right.agent is not None) and left.land.how != "people"
    if left.land is not None and right.land is not None:
        return right.start == left.end and not right.land.iso3
    if text.low(left.end) == "'s":
        return right.agent is not None and _qualifies(text, left.end + 1, right.start)
    if left.agent is not None and right.land is not None:
        return False
    if left.agent is not None and right.agent is not None and left.agent.plural and right.start > left.end:
        return False
    if left.agent is not None and (right.person or right.label == "PER"):
        return right.start == left.end or (text.low(left.end) == "-" and right.start == left.end + 1)
    return right.start - left.end <= 3 and _qualifies(text, left.end, right.start)


def _qualifies(text: Text, start: int, end: int) -> bool:
    """Whether all items between are words that qualify a noun."""
    for at in range(start, end):
        low = text.low(at)
        if low in FILLERS or low == "-":
            continue
        if text.tagged:
            if text.pos(at) not in ("ADJ", "NOUN", "PROPN", "NUM"):
                return False
        elif not (text.capital(at) and text.items[at].kind == "w"):
            return False
    return True


def _mention(text: Text, marks: Sequence[Mark], index: int, group: list[Mark]) -> list[Mention]:
    """The mention of a group, and its possessor where there is one."""
    head = group[-1]
    out = []
    if len(group) > 1:
        for mark in group[:-1]:
            if text.low(mark.end) == "'s" or (mark.alias is not None and not mark.person):
                out.extend(_single(text, mark, possessor=True))
    if head.land is not None and len(group) == 1:
        return _single(text, head)
    if head.land is not None:
        before = next((land_of(text, mark) for mark in reversed(group[:-1]) if land_of(text, mark)), "")
        single = (
            Mention(group[0].start, head.end, head, country=before, confidence=0.7, plural=True) if before else None
        )
        return out + ([single] if single else _single(text, head))
    start = left_edge(text, group[0].start)
    mention = Mention(start, head.end, head)
    _fill(text, mention, group)
    if head.agent is not None:
        name_after(text, mention, head)
        complement(text, mention, marks, index + len(group))
        if head.agent.head in _RULERS and _of_occupied(text, head.end):
            mention.office, mention.country = "occupier", occupiers().get(mention.country, "")
    if mention.head.agent is not None and _qualifies_a_noun(text, mention):
        return out
    if (
        mention.head.agent is not None
        and mention.head.agent.note == "people"
        and not mention.country
        and len(group) == 1
    ):
        mention.confidence = 0.4
    out.append(mention)
    return out


def _qualifies_a_noun(text: Text, mention: Mention) -> bool:
    """Whether a description only qualifies the noun after it ("terrorist attacks", "a police station")."""
    if not text.tagged or text.pos(mention.end) != "NOUN" or text.shouting:
        return False
    token = text.tokens.get(text.items[mention.end - 1].start)
    return token is not None and token.dep_ in ("compound", "amod", "nmod") and token.i < token.head.i


def _single(text: Text, mark: Mark, *, possessor: bool = False) -> list[Mention]:
    """A country, people or name on its own."""
    mention = Mention(mark.start, mark.end, mark)
    if mark.land is None:
        _fill(text, mention, [mark])
        mention.confidence = min(mention.confidence, 0.6) if possessor else mention.confidence
        return [mention]
    land = mark.land
    place = text.place_at.get(text.items[mark.start].start)
    if (
        place is not None
        and land.how in ("name", "seat")
        and place.country
        and not (place.feature or "").startswith("P.PPLC")
    ):
        told = alpha3_of().get(place.country, land.iso3)
        if told != land.iso3 and (place.feature or "").startswith(("A", "P")):
            return []
    literal = text.low(mark.start - 1) in _WHERE or (
        text.low(mark.start - 1) == "the" and text.low(mark.start - 2) in _WHERE
    )
    if land.how == "seat" and (literal or not _acts(text, mark, place.use if place else "")):
        return []
    if text.low(mark.start - 1) == "ethnic":
        return []
    mention.country, mention.sectors = land.iso3, ("GOV",) if land.how in ("name", "seat") else ()
    mention.confidence = 0.35 if literal else 0.3 if land.how == "adjective" else 0.7
    mention.plural = land.how == "people"
    mention.name = None
    return [mention] if land.iso3 else []


_WHERE = word_set("actors", "phrases", "where")
_ADDRESSED = word_set("actors", "phrases", "addressed")
_SAYING = word_set("actors", "phrases", "saying")


def _acts(text: Text, mark: Mark, use: str) -> bool:
    """Whether a seat of government stands for the government: by the place's use, its role in the sentence or the
    verb after it.
    """
    if use == "metonymic":
        return True
    if use == "literal":
        return False
    token = text.tokens.get(text.items[mark.end - 1].start)
    if token is not None and token.dep_ in ("nsubj", "nsubj:pass") and token.head.pos_ in ("VERB", "AUX"):
        return True
    if token is not None and token.dep_ == "obj" and token.head.lemma_.lower() in _ADDRESSED:
        return True
    return (
        text.low(mark.end) in _SAYING
        or text.low(mark.end) == "'s"
        or text.low(mark.start - 1) in ("with", "by", "against", "between")
    )


def _fill(text: Text, mention: Mention, group: Sequence[Mark]) -> None:
    """Country, sectors, role and name from the marks of a noun phrase."""
    head = group[-1]
    told = [mark for mark in group[:-1] if not stand_off(text, mark)]
    countries = [land_of(text, mark) for mark in told]
    mention.country = next((one for one in countries if one), "")
    installed = next((m for m in group if text.low(m.end) == "-" and text.low(m.end + 1) in _INSTALLED), None)
    agent = next((mark.agent for mark in reversed(group) if mark.agent is not None), None)
    outer = next((mark.alias for mark in told if mark.alias is not None and text.low(mark.end) != "'s"), None)
    if head.alias is not None:
        mention.entries = head.alias.entries
        mention.confidence = 0.9 if len(head.alias.entries) == 1 else 0.6
        mention.role = agent.head if agent is not None else None
    elif head.label and (entry := misspelt(text, head, countries)) is not None:
        mention.entries, mention.confidence = (entry,), 0.7
        mention.role = agent.head if agent is not None else None
    elif head.label and agent is not None and (entry := ruler(text, head, agent.head)) is not None:
        mention.entries, mention.confidence, mention.role = (entry,), 0.6, agent.head
    elif head.label:
        mention.name = text.span(head.start, head.end)[2]
        mention.confidence = 0.65 if agent is not None or mention.country else 0.4
        mention.sectors = agent.sectors if agent is not None else ()
        mention.role = agent.head if agent is not None else None
    elif head.agent is not None:
        mention.plural, mention.office = head.agent.plural, head.agent.head
        mention.sectors = head.agent.sectors
        if outer is not None and (head.agent.note in ("vague", "office") or outer.entries[0].kind == "group"):
            mention.sectors = outer.entries[0].sectors
        elif head.agent.note == "vague" and len(group) > 1 and agent is not None and group[-2].agent is not None:
            mention.sectors = group[-2].agent.sectors
        mention.confidence = 0.8 if mention.country else 0.45
        mention.role = head.agent.head if head.agent.note == "office" else None
    if installed is not None and land_of(text, installed):
        mention.country = land_of(text, installed)
    mention.definite = text.low(mention.start) in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "our",
    )
    if head.agent is not None and "occup" in head.agent.head + text.low(head.start) and not mention.country:
        mention.office = "occupier"


def _of_occupied(text: Text, at: int) -> bool:
    """ "… of the occupied region": the authorities there are the occupier's, whose land it is."""
    words = [text.low(at + step) for step in range(3)]
    return words[0] == "of" and "occupied" in words[1:]


def occupier_of(countries: Sequence[str]) -> str:
    """Who the occupiers are in a report on these countries, the one told of most first."""
    table = occupiers()
    for country in countries:
        if table.get(country) in countries:
            return table[country]
    return next((table[one] for one in countries if one in table), "")


def renamed(mention: Mention, entry: Entry) -> Mention:
    """A mention that stands for a known actor."""
    return replace(mention, entries=(entry,))

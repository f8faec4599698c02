"""What is counted and of whom: killed, injured, missing, captured …, read from the words around a number and from the
parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contested.reading.quantities.counted import noun_after, tolls
from contested.reading.quantities.harm import Counted, inner, left_harm, right_harm
from contested.reading.quantities.lexer import Item
from contested.reading.quantities.spans import Span
from contested.reading.quantities.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MEASURES = {
    "km": ("distance_km", "km", 1.0),
    "mile": ("distance_km", "km", 1.609344),
    "metre": ("distance_km", "km", 0.001),
    "nautical_mile": ("distance_km", "km", 1.852),
    "foot": ("distance_km", "km", 0.0003048),
    "yard": ("distance_km", "km", 0.0009144),
    "km2": ("area_km2", "km2", 1.0),
    "mile2": ("area_km2", "km2", 2.589988),
    "hectare": ("area_km2", "km2", 0.01),
    "acre": ("area_km2", "km2", 0.00404686),
    "percent": ("share", "share", 0.01),
}
_CLASSES = {"place": "places", "attack": "attacks", "equipment": "equipment"}


def sense(doc: Doc, items: Sequence[Item], spans: Sequence[Span]) -> list[Counted]:
    """For each number, what it counts; shared verbs and parts ("including") take theirs from the neighbour."""
    found = [Counted(span, noun_after(items, span.end)) for span in spans]
    refused = [one for one in found if _refused(items, one, found)]
    found = [one for one in found if one not in refused]
    for index, one in enumerate(found):
        _fence(found, index)
        _share_noun(items, found, index)
        _by_class(items, one)
    for one in found:
        if one.of is None:
            _by_words(items, one)
    _by_parse(doc, items, found)
    for one in found:
        if one.of is None and one.noun is not None and one.noun.of:
            one.of = one.noun.of
    _from_neighbours(items, found)
    for index, one in enumerate(found):
        _last_resort(one)
        _same_people(items, one, found[:index])
    return found


def _refused(items: Sequence[Item], one: Counted, found: Sequence[Counted]) -> bool:
    """The figure set aside in "two, not three, died" and "not four but five"."""
    start = one.span.start
    if start < 1 or items[start - 1].low != "not":
        return False
    before = any(other.span.end <= start - 2 and start - other.span.end < 6 for other in found)
    if before and start > 1 and items[start - 2].low in (",", "and", "-", "–", "—"):
        return True
    end = one.noun.end if one.noun else one.span.end
    return any(
        other.span.start in (end + 1, one.span.end + 1) and items[other.span.start - 1].low == "but" for other in found
    )


def _fence(found: list[Counted], index: int) -> None:
    """A noun beyond the next number is that number's, not ours."""
    one = found[index]
    if index + 1 < len(found) and one.noun is not None and one.noun.at >= found[index + 1].span.start:
        one.noun = None


def _share_noun(items: Sequence[Item], found: list[Counted], index: int) -> None:
    """ "17 of 20 drones", "three of the five soldiers": the part counts what the whole does."""
    if index + 1 >= len(found) or found[index].noun is not None:
        return
    one, whole = found[index], found[index + 1]
    between = [item.low for item in items[one.span.end : whole.span.start]]
    if whole.noun is not None and between in (
        ["of"],
        ["of", "the"],
        ["out", "of"],
        ["from"],
        ["of", "its"],
        ["of", "those"],
    ):
        one.noun = whole.noun


def _by_class(items: Sequence[Item], one: Counted) -> None:
    noun = one.noun
    if one.span.how == "share":
        one.of, one.sure = "share", True
    elif noun is None:
        return
    elif noun.kind in MEASURES and noun.at <= one.span.end + 1:
        one.of, one.sure = MEASURES[noun.kind][0], True
    elif noun.kind in _CLASSES:
        one.of, one.sure = _CLASSES[noun.kind], True
    elif noun.kind == "harm":
        one.of, one.sure = ("killed" if noun.of == "casualties" else noun.of), True
        if noun.of == "injured" and noun.at > one.span.end and items[one.span.end].low == "of":
            one.of = right_harm(items, noun.end)[0] or one.of  # "three of the wounded died"


def _by_words(items: Sequence[Item], one: Counted) -> None:
    """Words of harm beside the number: at once after it, then before it, then after it at a distance."""
    if one.noun is not None and one.noun.kind in ("unit", "grave"):
        return
    within = inner(items, one)
    if within is not None:
        one.of, one.sure = within, True
        return
    end = one.noun.end if one.noun else one.span.end
    near, far = right_harm(items, end)
    left = left_harm(items, one.span.start)
    if one.noun is None and (near or right_harm(items, one.span.end)[0]) is None and left is None:
        return
    choice = near or left or far
    if choice:
        one.of, one.sure = choice, bool(near or left)


def _by_parse(doc: Doc, items: Sequence[Item], found: Sequence[Counted]) -> None:
    """The verb that governs the number's noun, where the words beside it told nothing."""
    if not doc.has_annotation("DEP"):
        return
    starts = {token.idx: token for token in doc}
    for one in found:
        if one.sure or (one.noun is not None and one.noun.kind in ("unit", "grave")):
            continue
        at = one.noun.end - 1 if one.noun else one.span.core
        token = starts.get(items[at].start)
        told = _governed(token) if token is not None else None
        if told and (one.noun is not None or one.of is None):
            one.of, one.sure = told, True


def _governed(token: Token) -> str | None:
    """The harm of the verb above a noun, by its role: object or passive subject of killing, subject of dying."""
    for _ in range(3):
        if token.dep_ in ("nummod", "conj", "appos", "compound", "nmod:of") and token.head.i != token.i:
            token = token.head
    verb, role = token.head, token.dep_
    if verb.i == token.i or verb.pos_ not in ("VERB", "ADJ", "AUX"):
        return None
    if role in ("obj", "nsubj:pass", "nsubjpass", "dobj"):
        return _word(verb.lower_, "left") or _word(verb.lower_, "right")
    if role == "nsubj":
        return _word(verb.lower_, "right") if verb.lower_ in _INTRANSITIVE else None
    return None


_INTRANSITIVE = word_set("quantities", "senses", "intransitive")


def _word(low: str, side: str) -> str | None:
    hit = tolls(side).longest([Item(0, len(low), low, low, "w")], 0)
    return hit[1] if hit else None


def _from_neighbours(items: Sequence[Item], found: Sequence[Counted]) -> None:
    """ "12 soldiers and 3 civilians were killed"; "killed 12 soldiers, 3 civilians"; "12 killed, including two
    children".
    """
    for index in range(len(found) - 2, -1, -1):
        one, nxt = found[index], found[index + 1]
        if one.sure or not _people(one) or nxt.of is None or not _people(nxt):
            continue
        between = [item.low for item in items[(one.noun.end if one.noun else one.span.end) : nxt.span.start]]
        listed = between in (["and"], [","], [",", "and"], ["or"], ["as", "well", "as"])
        if listed and one.noun and one.noun.kind != "body":
            one.of = nxt.of
    for index in range(1, len(found)):
        one, before = found[index], found[index - 1]
        if one.sure or before.of in (None, "people") or not _people(one) or not _people(before):
            continue
        begin = before.noun.end if before.noun else before.span.end
        between = [item.low for item in items[begin : one.span.start]]
        if len(between) > 14 or any(word in (".", "!", "?", ";") for word in between):
            continue
        part = any(word in _PARTS for word in between) or _of_them(items, one) or _among(items, before, between)
        listed = between in (["and"], [","], [",", "and"], ["as", "well", "as"], ["plus"])
        if part or (listed and one.noun is not None):
            one.of = before.of


_PARTS = word_set("quantities", "senses", "parts")


def _among(items: Sequence[Item], before: Counted, between: Sequence[str]) -> bool:
    """ "Among the 34 dead are five children"."""
    lead = [item.low for item in items[max(0, before.span.start - 2) : before.span.start]]
    return "among" in lead and list(between) in (["are"], ["were"], ["there", "are"], ["is"], ["was"])


def _same_people(items: Sequence[Item], one: Counted, before: Sequence[Counted]) -> None:
    """ "Eleven policemen were killed and four are missing", "two of them died": the same kind of people as before."""
    if one.of not in _OF_PEOPLE or (one.noun is not None and not _of_them(items, one)):
        return
    for other in reversed(before):
        stretch = items[other.span.end : one.span.start]
        if any(item.low in (".", "!", "?", ";") for item in stretch):
            return
        if other.noun is not None and other.noun.kind == "people" and other.noun.who is not None:
            one.who = other.noun.who
            return


_OF_PEOPLE = word_set("quantities", "senses", "of_people")


def _of_them(items: Sequence[Item], one: Counted) -> bool:
    end = one.span.end
    return end + 1 < len(items) and items[end].low == "of" and items[end + 1].low in ("them", "whom", "these", "those")


def _people(one: Counted) -> bool:
    return one.noun is None or one.noun.kind in ("people", "families", "body", "harm")


_ARMED = frozenset(("soldiers", "fighters", "police"))


def _last_resort(one: Counted) -> None:
    """What a bare count of the noun means, where no harm is told."""
    noun = one.noun
    if one.of == "displaced" and noun is not None and noun.who in _ARMED:
        one.of = None
    if noun is None or (one.of is not None and not (one.of == "killed" and noun.of == "found_dead" and not one.sure)):
        return
    if noun.of:
        one.of = noun.of
    elif noun.kind in ("people", "families"):
        one.of = "people"

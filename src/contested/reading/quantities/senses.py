"""What is counted and of whom: killed, injured, missing, captured …, read from the words around a number and from the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contested.reading.quantities.counted import Noun, noun_after, tolls
from contested.reading.quantities.lexer import Item
from contested.reading.quantities.spans import Span

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
_AUX = frozenset(
    "were was are is have has had been being be also reportedly already still got gotten may might will could would later "
    "who which that he she they all of them us both more others people either allegedly immediately instantly subsequently".split()
)
_BREAK = frozenset(". ! ? ; : and but or while when after before because although though by".split())
_LEFT_OVER = frozenset(
    "the a an another additional further of as total up in other extra more his her their its some is was has at to now "
    "already reached reaching stands stood least rose risen rising increased grown climbed exceeded surpassed people also "
    "reportedly estimated with figure number ".split()
)


@dataclass(slots=True)
class Counted:
    """A number and what was made of it."""

    span: Span
    noun: Noun | None
    of: str | None = None
    sure: bool = False
    who: str | None = None


def sense(doc: Doc, items: Sequence[Item], spans: Sequence[Span]) -> list[Counted]:
    """For each number, what it counts; shared verbs and parts ("including") take theirs from the neighbour."""
    found = [Counted(span, noun_after(items, span.end)) for span in spans]
    for index, one in enumerate(found):
        _fence(found, index)
        _share_noun(items, found, index)
        _by_class(one)
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


def _by_class(one: Counted) -> None:
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


def _by_words(items: Sequence[Item], one: Counted) -> None:
    """Words of harm beside the number: at once after it, then before it, then after it at a distance."""
    if one.noun is not None and one.noun.kind in ("unit", "grave"):
        return
    inner = _inner(items, one)
    if inner is not None:
        one.of, one.sure = inner, True
        return
    end = one.noun.end if one.noun else one.span.end
    near, far = right_harm(items, end)
    left = left_harm(items, one.span.start)
    if one.noun is None and (near or right_harm(items, one.span.end)[0]) is None and left is None:
        return
    choice = near or left or far
    if choice:
        one.of, one.sure = choice, bool(near or left)


def _inner(items: Sequence[Item], one: Counted) -> str | None:
    """The harm between number and noun: "five wounded soldiers"; not across another number."""
    if one.noun is None or any(item.kind == "n" or item.low == "of" for item in items[one.span.end : one.noun.at]):
        return None
    for at in range(one.span.end, one.noun.at):
        hit = tolls("right").longest(items, at)
        if hit and hit[0] <= one.noun.at:
            return hit[1]
    return None


def right_harm(items: Sequence[Item], at: int) -> tuple[str | None, str | None]:
    """The harm told right of a number: at once (auxiliaries passed over), or later in the clause."""
    index, steps, straight = at, 0, True
    while index < len(items) and steps < 9:
        item = items[index]
        hit = tolls("right").longest(items, index)
        if hit:
            if not straight and _object_follows(items, hit[0]):
                return None, None
            return (hit[1], None) if straight else (None, hit[1])
        if item.low == "aged":
            index = _past_ages(items, index + 1)
            continue
        if item.low in (",", "(") and steps == 0:
            close = _aside(items, index)
            if close is None:
                return None, None
            index = close
            continue
        if item.low in _BREAK or item.kind == "n" or item.low in (",", "(", ")"):
            return None, None
        if item.low not in _AUX:
            straight = False
        index, steps = index + 1, steps + 1
    return None, None


def _past_ages(items: Sequence[Item], at: int) -> int:
    while at < len(items) and (items[at].kind == "n" or items[at].low in ("and", ",", "to", "between", "-")):
        at += 1
    return at


def _aside(items: Sequence[Item], at: int) -> int | None:
    """The index after an aside between commas or brackets ("12 people, including two children, were killed")."""
    close = ")" if items[at].low == "(" else ","
    inner = items[at + 1].low if at + 1 < len(items) else ""
    if close == "," and inner not in (
        "including",
        "among",
        "mostly",
        "most",
        "many",
        "some",
        "all",
        "one",
        "two",
        "three",
        "both",
        "at",
        "mainly",
        "aged",
        "four",
        "five",
        "of",
    ):
        return None
    for index in range(at + 1, min(at + 14, len(items))):
        if items[index].low == close:
            return index + 1
        if items[index].low in (".", "!", "?", ";"):
            return None
    return None


def _object_follows(items: Sequence[Item], at: int) -> bool:
    """Whether a distant verb has an object of its own ("12 soldiers … killed five"), so that the number is its subject."""
    word = items[at].low if at < len(items) else ""
    return word.isdigit() or word in (
        "a",
        "an",
        "the",
        "at",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozens",
        "several",
        "them",
        "civilians",
        "people",
    )


def left_harm(items: Sequence[Item], at: int) -> str | None:
    """The harm told left of a number: a verb that takes it as object, or the noun whose figure it is ("the toll rose to 19")."""
    index, steps = at - 1, 0
    while index >= 0 and steps < 7:
        low = items[index].low
        for begin in range(max(0, index - 3), index + 1):
            hit = tolls("left").longest(items, begin)
            if hit and hit[0] == index + 1 and not _passive(items, begin, hit[1]):
                return hit[1]
        if low == ":" and steps == 0:
            index -= 1
            continue
        if low not in _LEFT_OVER:
            return _grown(items, at)
        index, steps = index - 1, steps + 1
    return _grown(items, at)


_RISING = frozenset("to at reached reaching climbed risen rose stands exceeded passed over than is now".split())


def _grown(items: Sequence[Item], at: int) -> str | None:
    """ "The number of those missing after the flood has climbed to 212": the harm in the subject of a rising figure."""
    if at == 0 or items[at - 1].low not in _RISING:
        return None
    first = max(0, at - 24)
    for begin in range(at - 1, first - 1, -1):
        if items[begin].low in (".", "!", "?", ";"):
            return None
        if items[begin].low in ("number", "toll", "count", "total") and begin + 1 < at:
            for index in range(begin + 1, min(begin + 6, at)):
                hit = tolls("right").longest(items, index) or tolls("left").longest(items, index)
                if hit:
                    return hit[1]
            return "killed" if items[begin].low == "toll" else None
    return None


def _passive(items: Sequence[Item], at: int, of: str) -> bool:
    """ "were killed 12" is odd but met in translations; "were killed in 12 …" never comes here. "was wounded, 5" is a new clause."""
    del of
    return at > 0 and items[at - 1].low in ("be", "by")


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


_INTRANSITIVE = frozenset(
    "died dead missing perished drowned fled homeless disappeared surrendered die dies flee".split()
)


def _word(low: str, side: str) -> str | None:
    hit = tolls(side).longest([Item(0, len(low), low, low, "w")], 0)
    return hit[1] if hit else None


def _from_neighbours(items: Sequence[Item], found: Sequence[Counted]) -> None:
    """ "12 soldiers and 3 civilians were killed"; "killed 12 soldiers, 3 civilians"; "12 killed, including two children"."""
    for index in range(len(found) - 2, -1, -1):
        one, nxt = found[index], found[index + 1]
        if one.sure or not _people(one) or nxt.of is None or not _people(nxt):
            continue
        between = [item.low for item in items[(one.noun.end if one.noun else one.span.end) : nxt.span.start]]
        if between in (["and"], [","], [",", "and"], ["or"], ["as", "well", "as"]) and one.noun:
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


_PARTS = frozenset("including among whom which include includes included them namely notably".split())


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


_OF_PEOPLE = frozenset("killed injured missing captured displaced evacuated detained people".split())


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

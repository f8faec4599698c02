"""The words of harm beside a number: right of it, left of it, between it and its noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contested.reading.quantities.counted import Noun, tolls
from contested.reading.quantities.lexer import Item
from contested.reading.quantities.spans import Span
from contested.reading.quantities.words import word_set

_THEIRS = frozenset(["their", "his", "her", "its"])
_AUX = word_set("quantities", "senses", "aux")


_BREAK = word_set("quantities", "senses", "break")


_LEFT_OVER = word_set("quantities", "senses", "left_over")


@dataclass(slots=True)
class Counted:
    """A number and what was made of it."""

    span: Span
    noun: Noun | None
    of: str | None = None
    sure: bool = False
    who: str | None = None


def inner(items: Sequence[Item], one: Counted) -> str | None:
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
        if item.low == "and" and steps == 0 and index + 2 < len(items) and items[index + 1].low in _THEIRS:
            index += 3  # "three medics and their driver were killed"
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
        "not",
    ):
        return None
    for index in range(at + 1, min(at + 14, len(items))):
        if items[index].low == close:
            return index + 1
        if items[index].low in (".", "!", "?", ";"):
            return None
    return None


def _object_follows(items: Sequence[Item], at: int) -> bool:
    """Whether a distant verb has an object of its own ("12 soldiers … killed five"), so that the number is its
    subject.
    """
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
    """The harm told left of a number: a verb that takes it as object, or the noun whose figure it is ("the toll rose
    to 19").
    """
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


_RISING = word_set("quantities", "senses", "rising")
_HARMED = word_set("quantities", "senses", "harmed")
_COUNTING = word_set("quantities", "senses", "counting")


def _grown(items: Sequence[Item], at: int) -> str | None:
    """ "The number of those missing after the flood has climbed to 212": the harm in the subject of a rising figure."""
    if at == 0 or items[at - 1].low not in _RISING | _COUNTING:
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
        if _tolled(items, begin, at):  # "put the dead of the market at 12", "the wounded of Sunday now number 40"
            hit = tolls("right").longest(items, begin)
            return hit[1] if hit else None
    return None


def _tolled(items: Sequence[Item], begin: int, at: int) -> bool:
    """Whether "the dead", "the wounded" begin here, with a word of counting before the figure."""
    if items[begin].low not in _HARMED or begin == 0 or items[begin - 1].low not in ("the", "its", "their"):
        return False
    return any(item.low in _COUNTING for item in items[max(0, begin - 4) : at])


def _passive(items: Sequence[Item], at: int, of: str) -> bool:
    """ "were killed 12" is odd but met in translations; "were killed in 12 …" never comes here. "was wounded, 5" is a
    new clause.
    """
    del of
    return at > 0 and items[at - 1].low in ("be", "by")

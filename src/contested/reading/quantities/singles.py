"""Victims told without a number: "a man was killed", "killed a woman", "no one was hurt"."""

from __future__ import annotations

from collections.abc import Sequence

from contested.nouns import Quantity
from contested.reading.quantities.counted import Noun, noun_after
from contested.reading.quantities.harm import left_harm, right_harm
from contested.reading.quantities.lexer import Item
from contested.reading.quantities.numbers import number_at
from contested.reading.quantities.words import plural, word_set

_SINGULAR = word_set("quantities", "singles", "singular")
_KIN = word_set("quantities", "singles", "kin")
_OWNERS = ("his", "her", "their", "my", "our")


def single_victims(text: str, items: Sequence[Item]) -> list[Quantity]:
    """One victim each for "a" or "another" with a person right beside a word of harm."""
    found = []
    for at, item in enumerate(items):
        kin = item.low in _OWNERS
        if not (kin or item.low in ("a", "an", "another")) or at + 1 >= len(items):
            continue
        noun = noun_after(items, _past_age(items, at + 1))
        if noun is None or not _singular(items[noun.end - 1].low) or noun.kind not in ("people", "body"):
            continue
        if kin and (noun.at != at + 1 or items[noun.end - 1].low not in _KIN):
            continue
        of = right_harm(items, _past_partner(items, noun.end))[0] or left_harm(items, at)
        if of is None and noun.kind == "body" and at and items[at - 1].low in ("found", "discovered", "recovered"):
            of = "found_dead"
        if of:
            found.append(_one(text, items, at, noun, of))
    return found


def _singular(word: str) -> bool:
    return word in _SINGULAR or (
        plural(word) != word and not word.endswith(("s", "men", "people", "children", "others", "personnel", "body"))
    )


def _past_partner(items: Sequence[Item], at: int) -> int:
    """ "a woman and her two daughters": the index after the second of a pair that shares the verb."""
    if at + 1 >= len(items) or items[at].low != "and":
        return at
    start = at + 1
    while start < min(at + 4, len(items)) and (
        items[start].low in ("her", "his", "their", "a", "an", "the") or number_at(items, start)
    ):
        start += 1
    noun = noun_after(items, start)
    return noun.end if noun is not None and noun.kind == "people" and start > at + 1 else at


def _past_age(items: Sequence[Item], at: int) -> int:
    """ "a 45-year-old man": the index after the age."""
    words = [item.low for item in items[at + 1 : at + 5]]
    return at + 5 if words == ["-", "year", "-", "old"] else at


def _one(text: str, items: Sequence[Item], at: int, noun: Noun, of: str) -> Quantity:
    start, end = items[at].start, items[noun.end - 1].end
    return Quantity(start, end, text[start:end], 1.0, 1.0, items[noun.end - 1].low, of, noun.who)

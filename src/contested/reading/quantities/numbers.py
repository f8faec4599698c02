"""Numbers in digits and words: "1,500", "1 500", "1.500", "2.5 million", "twenty-four", "a hundred and five",
"dozens".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from contested.data import rows
from contested.reading.quantities.lexer import Item, Phrases, words_of

FILE = "lexicons/quantity_words.csv"


@dataclass(frozen=True, slots=True)
class Word:
    """A row of the lexicon: what a word or phrase of number means."""

    kind: str
    low: float | None
    high: float | None
    how: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in the items: the index after it and its range. `how`: digits, words, vague, plural, none,
    share.
    """

    end: int
    low: float
    high: float | None
    how: str


@cache
def lexicon(*kinds: str) -> Phrases[Word]:
    """The phrases of the given kinds, ready for look-up."""
    return Phrases((words_of(row["word"]), _word(row)) for row in rows(FILE) if row["kind"] in kinds)


@cache
def _single(kind: str) -> dict[str, float]:
    return {row["word"]: float(row["low"]) for row in rows(FILE) if row["kind"] == kind}


def _word(row: dict[str, str]) -> Word:
    low, high = (float(row[key]) if row[key] else None for key in ("low", "high"))
    return Word(row["kind"], low, high, row["how"])


def ordinal(word: str) -> int | None:
    """The rank that an ordinal in words names ("second" is 2), or None."""
    value = _single("ordinal").get(word)
    return None if value is None else int(value)


def starts_number(item: Item) -> bool:
    """Whether a number might begin with this item; cheap, to pass over the rest of the text."""
    return item.kind == "n" or item.low in ("a", "an") or item.low in _starters()


@cache
def _starters() -> frozenset[str]:
    kinds = ("number", "vague", "fraction")
    return frozenset(words_of(row["word"])[0] for row in rows(FILE) if row["kind"] in kinds)


def number_at(items: Sequence[Item], at: int) -> Number | None:
    """The number that begins at an index, with its scale ("3 thousand", "several dozen"), or None."""
    if at >= len(items):
        return None
    if items[at].kind == "n":
        return _digits(items, at)
    return _phrase(items, at) or _spelled(items, at)


def _phrase(items: Sequence[Item], at: int) -> Number | None:
    """A vague number or a fraction: the longest phrase of the lexicon."""
    found = lexicon("vague", "fraction").longest(items, at)
    if not found:
        return None
    end, word = found
    if word.kind == "fraction":
        return Number(end, word.low or 0.0, word.high, "share")
    return Number(end, word.low or 0.0, word.high, word.how or "vague")


def _spelled(items: Sequence[Item], at: int) -> Number | None:
    """A number in words, up to the billions."""
    numbers, scales = _single("number"), _single("scale")
    total, part, index, seen = 0.0, 0.0, at, False
    while index < len(items):
        low = items[index].low
        if low in numbers and not (seen and part % 10 > 0 and numbers[low] < 100 and part % 100 != 0):
            part += numbers[low]
            seen, index = True, index + 1
        elif low in scales and (seen or (index == at + 1 and items[at].low in ("a", "an"))):
            part = max(part, 1.0) * scales[low]
            if scales[low] >= 1000:
                total, part = total + part, 0.0
            seen, index = True, index + 1
        elif (index == at and low in ("a", "an")) or (
            low in ("-", "and") and seen and _goes_on(items, index, part + total, low)
        ):
            index += 1
        else:
            break
    return Number(index, total + part, total + part, "words") if seen else None


def _goes_on(items: Sequence[Item], index: int, value: float, joint: str) -> bool:
    """Whether a hyphen or "and" inside a number in words joins its parts ("twenty-four", "a hundred and five")."""
    if index + 1 >= len(items) or items[index + 1].low not in _single("number"):
        return False
    nxt = _single("number")[items[index + 1].low]
    if joint == "-":
        return 20 <= value % 100 < 100 and value % 10 == 0 and 0 < nxt < 10
    return value >= 100 and value % 100 == 0 and nxt < 100


def _digits(items: Sequence[Item], at: int) -> Number:
    text, end = items[at].low, at + 1
    if len(text) <= 3 and text != "0":
        text, end = _grouped(items, at)
    decimal = _decimal(items, end)
    if decimal:
        text, end = f"{text}.{decimal}", end + 2
    value = float(text) if len(text) < 18 else float("inf")
    if end < len(items) and items[end].low in _single("scale") and _single("scale")[items[end].low] > 12:
        value *= _single("scale")[items[end].low]
        end += 1
    elif end + 1 < len(items) and items[end].low == "-" and items[end + 1].low in ("thousand", "million"):
        value *= _single("scale")[items[end + 1].low]
        end += 2
    elif end < len(items) and items[end].low in ("k", "m", "bn") and items[end].start == items[end - 1].end:
        unit = {"k": 1e3, "m": 1.0, "bn": 1e9}[items[end].low]
        if unit > 1:
            value, end = value * unit, end + 1
    elif end < len(items) and items[end].low in ("dozen", "dozens"):
        value, end = value * 12, end + 1
    return Number(end, value, value, "digits")


_GROUPERS = {",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’", "\u066c"}


def _grouped(items: Sequence[Item], at: int) -> tuple[str, int]:
    """Digits with thousands separators: the same mark (or one space) before every group of three."""
    text, end, mark = items[at].low, at + 1, ""
    while end < len(items):
        nxt = items[end]
        if nxt.kind == "n" and len(nxt.raw) == 3 and nxt.start == items[end - 1].end + 1 and mark in ("", " "):
            if mark == "" and not _space_groups(items, at, end):
                break
            mark, text, end = " ", text + nxt.raw, end + 1
        elif nxt.low in _GROUPERS and mark in ("", nxt.low) and _group_after(items, end):
            if nxt.low == "." and mark == "" and text in ("0", ""):
                break
            mark, text, end = nxt.low, text + items[end + 1].raw, end + 2
        else:
            break
    return text, end


def _space_groups(items: Sequence[Item], at: int, end: int) -> bool:
    """ "1 500 people" is one number, "in 24 200 people" hardly: a lone group after a date or a comma is not joined."""
    before = items[at - 1].low if at else ""
    return before not in ("no", "number", "№", "#", "-") and len(items[at].raw) <= 3 and items[end].raw.isdigit()


def _group_after(items: Sequence[Item], mark: int) -> bool:
    if mark + 1 >= len(items) or items[mark].start != items[mark - 1].end:
        return False
    group = items[mark + 1]
    return group.kind == "n" and len(group.raw) == 3 and group.start == items[mark].end


def _decimal(items: Sequence[Item], end: int) -> str:
    """The digits after a decimal point or comma ("2.5", "2,5"), or an empty string."""
    if end + 1 < len(items) and items[end].low in (".", ",") and items[end].start == items[end - 1].end:
        after = items[end + 1]
        if after.kind == "n" and after.start == items[end].end and len(after.raw) <= 2:
            nxt = items[end + 2] if end + 2 < len(items) else None
            if not (
                nxt
                and nxt.low == "."
                and nxt.start == after.end
                and end + 3 < len(items)
                and items[end + 3].kind == "n"
            ):
                return after.raw
    return ""

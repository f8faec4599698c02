"""Expressions of time in a report, resolved against its day of publication.

Without that day relative expressions keep their words and their grain, and dates with a year are still resolved.
The hours are the local ones of the text; a claim adds the offset of its place (`claims/zones.py`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from contested.nouns import Moment
from contested.reading.quantities.lexer import Item, lex
from contested.reading.quantities.numbers import starts_number
from contested.reading.quantities.words import word_set
from contested.reading.times.context import Context, lookup
from contested.reading.times.expressions import expression
from contested.reading.times.spans import Stretch, parse_moment, written

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_times"]

_FIRST = word_set("times", "main", "first")

_OTHER_CORES = word_set("times", "main", "other_cores")
_REACH = 10  # items: "the night of the 9th to the 10th of October"


@cache
def _starters() -> frozenset[str]:
    words = {key.split()[0] for name in ("stretches", "relations", "events", "ages", "feasts") for key in lookup(name)}
    return _FIRST | words | frozenset(k for n in ("months", "weekdays", "seasons", "parts") for k in lookup(n))


def find_times(doc: Doc, published: str | None) -> tuple[Moment, ...]:
    """The expressions of time of a document, in their order; `published` is an ISO date or datetime.

    `from_` is the first moment, `to` the first moment after; since, after and "from" leave `to` open, until, by and
    before leave `from_` open.
    """
    text = doc.text
    items = lex(text)
    now, exact = parse_moment(published)
    ctx = Context(doc, items, now, exact)
    starters, near = _starters(), _near_core(items)
    found: list[Moment] = []
    at = 0
    while at < len(items):
        hit = expression(ctx, at) if near[at] and (items[at].low in starters or starts_number(items[at])) else None
        if hit is None or hit[0] <= at:
            at += 1
            continue
        end, stretch = hit
        found.append(_moment(text, items, _first(items, at, stretch), end, stretch))
        if (
            stretch.known
            and stretch.grain in ("day", "part_of_day", "hour", "minute")
            and stretch.relation in (None, "at")
        ):
            ctx.last = stretch
        at = end
    return tuple(found)


@cache
def _cores() -> frozenset[str]:
    words = {word for name in ("events", "ages", "feasts") for key in lookup(name) for word in key.split()}
    tables = ("months", "weekdays", "seasons", "parts", "units")
    return _OTHER_CORES | words | frozenset(key for name in tables for key in lookup(name))


def _near_core(items: list[Item]) -> list[bool]:
    """For each item, whether a word without which no expression of time can be stands within reach after it."""
    cores, near, left = _cores(), [False] * len(items), 0
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        left = _REACH if item.low in cores or _datelike(items, index) else left - 1
        near[index] = left > 0
    return near


def _datelike(items: list[Item], at: int) -> bool:
    item = items[at]
    if item.kind != "n":
        return False
    if len(item.low) == 4:
        return True
    after = items[at + 1].low if at + 1 < len(items) else ""
    return len(item.low) <= 4 and after in (
        ":",
        ".",
        "/",
        "-",
        "th",
        "st",
        "nd",
        "rd",
        "am",
        "pm",
        "a",
        "p",
        "s",
        "'s",
        "o'clock",
    )


def _first(items: list[Item], at: int, stretch: Stretch) -> int:
    """Leaves a bare preposition out of the span; words that tell the relation stay."""
    bare = stretch.relation in (None, "at") and items[at].low in ("on", "at", "of")
    return at + 1 if bare else at


def _moment(text: str, items: list[Item], at: int, end: int, stretch: Stretch) -> Moment:
    start, stop = items[at].start, items[end - 1].end
    low, high = written(stretch.low, stretch.grain), written(stretch.high, stretch.grain)
    return Moment(start, stop, text[start:stop], low, high, stretch.grain, stretch.relation or "at")

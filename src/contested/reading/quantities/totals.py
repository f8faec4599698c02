"""Running totals: figures that add up since a beginning, not the toll of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from contested.data import table
from contested.reading.quantities.lexer import Item, Phrases, words_of
from contested.reading.quantities.spans import Span
from contested.reading.quantities.words import word_set

_BEFORE = Phrases((words_of(phrase), True) for phrase in word_set("quantities", "totals", "before"))
_AROUND = Phrases((words_of(phrase), True) for phrase in word_set("quantities", "totals", "around"))


def is_running_total(items: Sequence[Item], span: Span) -> bool:
    """Whether the words before a figure, or in its sentence, say that it adds up ("rose to 19", "since the war
    began").
    """
    for begin in range(max(0, span.start - 6), span.start):
        hit = _BEFORE.longest(items, begin)
        if hit and hit[0] >= span.start - 1 - (items[span.start - 1].low in ("the", "least", "than")):
            return True
    first, last = _clause(items, span)
    return any(_AROUND.longest(items, at) or _since_day(items, at) for at in range(first, last))


def _since_day(items: Sequence[Item], at: int) -> bool:
    """ "since 24 February", "since Monday", "since 2014"."""
    if items[at].low != "since" or at + 1 >= len(items):
        return False
    after = items[at + 1]
    return after.kind == "n" or after.low in _days()


@cache
def _days() -> frozenset[str]:
    """Names of months and weekdays."""
    times = table("lexicons/times.toml")
    return frozenset(times["months"]) | frozenset(times["weekdays"]) | {"yesterday", "dawn", "morning"}


def _clause(items: Sequence[Item], span: Span) -> tuple[int, int]:
    """The sentence around a number, as indexes of items; not past brackets, and not far."""
    first = span.start
    while first > max(0, span.start - 25) and not _stop(items, first - 1) and items[first - 1].low != ")":
        first -= 1
    last = span.end
    while last < min(len(items), span.end + 18) and not _stop(items, last) and items[last].low != "(":
        last += 1
    return first, last


def _stop(items: Sequence[Item], at: int) -> bool:
    return items[at].low in ("!", "?", ";") or (
        items[at].low == "." and (at + 1 >= len(items) or items[at + 1].start > items[at].end)
    )

"""Running totals: figures that add up since a beginning, not the toll of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from contested.data import table
from contested.reading.quantities.lexer import Item, Phrases, words_of
from contested.reading.quantities.spans import Span

_BEFORE = Phrases(
    (words_of(phrase), True)
    for phrase in [
        "rose to",
        "risen to",
        "rises to",
        "rising to",
        "bringing the toll to",
        "bringing the total to",
        "bringing the death toll to",
        "toll to",
        "total to",
        "grown to",
        "grew to",
        "increased to",
        "has reached",
        "have reached",
        "reached",
        "reaching",
        "climbed to",
        "climbs to",
        "jumped to",
        "total number of",
        "toll stands at",
        "total of victims",
        "stands at",
        "passed",
        "toll now",
        "number of victims to",
        "number of dead to",
        "brings to",
        "brought to",
        "up from",
        "total to over",
        "total to more than",
        "exceeded",
        "surpassed",
        "has exceeded",
    ]
)
_AROUND = Phrases(
    (words_of(phrase), True)
    for phrase in [
        "so far",
        "to date",
        "since the",
        "since february",
        "since march",
        "since april",
        "since may",
        "since june",
        "since july",
        "since august",
        "since september",
        "since october",
        "since november",
        "since december",
        "since january",
        "since last",
        "in total",
        "overall",
        "altogether",
        "cumulative",
        "since it began",
        "since they",
        "since its",
        "since fighting",
        "since then",
        "from the beginning of the",
        "from the start of the",
        "in the course of the war",
        "during the war",
        "over the course of the war",
        "since russia",
        "since israel",
        "throughout the war",
        "in all",
        "to this day",
        "until now",
        "up to now",
        "over the last decade",
        "over the past decade",
        "in the last decade",
        "in the past decade",
        "over the last year",
        "over the past year",
        "in the past year",
        "in the last year",
        "in the past months",
        "over the past months",
        "over the years",
        "since the beginning",
        "since the start",
        "this year",
        "since 19",
        "since 20",
        "all time",
        "for the entire period",
        "for the entire time",
    ]
)


def is_running_total(items: Sequence[Item], span: Span) -> bool:
    """Whether the words before a figure, or in its sentence, say that it adds up ("rose to 19", "since the war began")."""
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
    """The sentence around a number, as indexes of items; forty words each way at most."""
    first = span.start
    while first > max(0, span.start - 40) and not _stop(items, first - 1):
        first -= 1
    last = span.end
    while last < min(len(items), span.end + 40) and not _stop(items, last):
        last += 1
    return first, last


def _stop(items: Sequence[Item], at: int) -> bool:
    return items[at].low in ("!", "?", ";") or (
        items[at].low == "." and (at + 1 >= len(items) or items[at + 1].start > items[at].end)
    )

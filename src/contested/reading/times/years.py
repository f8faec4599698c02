"""Years, runs of years, decades, and the small look-ups of digits that all dates share."""

from __future__ import annotations

from itertools import pairwise

from contested.reading.quantities.numbers import ordinal
from contested.reading.quantities.words import word_set
from contested.reading.times.context import Context
from contested.reading.times.spans import Stretch, make_day, years

Found = tuple[int, Stretch] | None


_YEAR_LEADS = word_set("times", "dates", "year_leads")


def glued(ctx: Context, at: int) -> bool:
    """Whether an item follows the one before without a space."""
    return 0 < at < len(ctx.items) and ctx.items[at].start == ctx.items[at - 1].end


def number(ctx: Context, at: int) -> int | None:
    """The whole number in digits at an index."""
    if 0 <= at < len(ctx.items) and ctx.items[at].kind == "n" and len(ctx.items[at].low) <= 4:
        return int(ctx.items[at].low)
    return None


def year_at(ctx: Context, at: int) -> int | None:
    """A year of four digits, 1500 to 2099."""
    value = number(ctx, at)
    return value if value is not None and 1500 <= value < 2100 and len(ctx.low(at)) == 4 else None


def year_after(ctx: Context, at: int) -> tuple[int, int | None]:
    for skip in (1, 0):
        if skip and ctx.low(at) not in (",", "of", "in"):
            continue
        year = year_at(ctx, at + skip)
        if year is not None:
            after = ctx.low(at + skip + 1)
            nth = after in ("-", "/") and number(ctx, at + skip + 2) is not None
            return (at, None) if nth else (at + skip + 1, year)
    return at, None


def year(ctx: Context, at: int) -> Found:
    """A bare year, a run of years ("2014-2015"), a decade ("the 1990s", "the nineties")."""
    found = _decade(ctx, at)
    if found:
        return found
    value = year_at(ctx, at)
    if value is None or (glued(ctx, at) and ctx.low(at - 1) not in ("(", "-", "–", "'", '"', "“", "/")):
        return None
    after, before = ctx.low(at + 1), ctx.low(at - 1)
    if after in ("-", "–") and glued(ctx, at + 1) and glued(ctx, at + 2):
        last = year_at(ctx, at + 2)
        short = number(ctx, at + 2)
        if last is None and short is not None and len(ctx.low(at + 2)) == 2:
            last = value - value % 100 + short
        if last is not None and last > value:
            return at + 3, years(value, last - value + 1, "span")
        return None
    if after in ("%", ":", ".", ",") and glued(ctx, at + 1) and number(ctx, at + 2) is not None and glued(ctx, at + 2):
        return None
    if before in _YEAR_LEADS or before in (",", "(", "'s", ""):
        counted = (
            after.endswith("s") and after not in ("was", "is", "has", "'s", "as", "across", "this")
        ) or after in ("people", "men", "km")
        if counted and before not in ("in", "since"):
            return None
        return at + 1, years(value)
    return None


def _decade(ctx: Context, at: int) -> Found:
    value = number(ctx, at)
    if value is not None and value % 10 == 0 and ctx.low(at + 1) in ("s", "'s") and glued(ctx, at + 1):
        if value >= 1500:
            return at + 2, years(value, 10, "decade")
        if 20 <= value <= 90 and ctx.low(at - 1) in ("the", "'", "’", "early", "late", "mid", "-"):
            return at + 2, years(1900 + value, 10, "decade")
    names = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970}
    names |= {"eighties": 1980, "nineties": 1990}
    if ctx.low(at) in names and ctx.low(at - 1) in ("the", "early", "late", "mid", "-", "in"):
        return at + 1, years(names[ctx.low(at)], 10, "decade")
    return None


_ROMAN = {"x": 10, "v": 5, "i": 1}
_BEFORE_CHRIST = ("bc", "bce")


def century(ctx: Context, at: int) -> Found:
    """ "The twelfth century", "the 18th century", "XIX century", "the third century BC": a hundred years."""
    rank, end = _rank(ctx, at)
    joint = end + (ctx.low(end) == "-")
    if not 1 <= rank <= 21 or ctx.low(joint) not in ("century", "centuries"):
        return None
    end = joint + 1
    if ctx.low(end) in _BEFORE_CHRIST or (ctx.low(end) == "before" and ctx.low(end + 1) == "christ"):
        return end + 1 + (ctx.low(end) == "before"), Stretch(None, years(1).low, "span")
    return end, years(100 * (rank - 1) + 1, 100, "span")


def this_day_in(ctx: Context, at: int) -> Found:
    """ "This day in 1943": the day of publication in another year."""
    year = year_at(ctx, at + 3) if (ctx.low(at), ctx.low(at + 1), ctx.low(at + 2)) == ("this", "day", "in") else None
    if year is None:
        return None
    day = make_day(year, ctx.today.month, ctx.today.day) if ctx.today else None
    return at + 4, day or years(year)


def _rank(ctx: Context, at: int) -> tuple[int, int]:
    """An ordinal in words, digits or Roman letters, and the index after it; 0 where there is none."""
    low, value = ctx.low(at), number(ctx, at)
    if value is not None:
        return (value, at + 2) if ctx.low(at + 1) in ("st", "nd", "rd", "th") else (0, at)
    if low == "twenty" and ctx.low(at + 1) == "-" and ctx.low(at + 2) == "first":
        return 21, at + 3
    if low and set(low) <= set(_ROMAN) and at < len(ctx.items) and ctx.items[at].capital:
        values = [_ROMAN[letter] for letter in low] + [0]
        return sum(-v if v < after else v for v, after in pairwise(values)), at + 1
    return ordinal(low) or 0, at + 1

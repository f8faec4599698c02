"""Dates of the calendar: days in every order, months, years, decades, seasons, days of the week."""

# ruff: noqa: DTZ901 - the hours are the local ones of the text

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contested.reading.quantities.numbers import ordinal
from contested.reading.quantities.words import word_set
from contested.reading.times.context import Context, lookup, phrases
from contested.reading.times.spans import Stretch, make_day, month_of, shift
from contested.reading.times.years import Found, glued, number, year_after


def month_at(ctx: Context, at: int) -> tuple[int, int] | None:
    """A month's name (and the stop after its short form): the index after it and the month."""
    month = lookup("months").get(ctx.low(at))
    if not isinstance(month, int) or not ctx.items[at].capital:
        return None
    short = len(ctx.low(at)) <= 4 and ctx.low(at) not in ("may", "june", "july")
    return (at + 2 if short and ctx.low(at + 1) == "." and glued(ctx, at + 1) else at + 1), month


def day_number(ctx: Context, at: int) -> tuple[int, int] | None:
    """A day of the month, "14", "14th" or "fourteenth": the index after it and the day."""
    value = number(ctx, at)
    if value is None:
        rank = ordinal(ctx.low(at))
        if rank is not None and rank in (20, 30) and ctx.low(at + 1) == "-" and (ordinal(ctx.low(at + 2)) or 99) < 10:
            return at + 3, rank + (ordinal(ctx.low(at + 2)) or 0)
        return (at + 1, rank) if rank else None
    if not 1 <= value <= 31 or len(ctx.low(at)) > 2:
        return None
    if ctx.low(at + 1) in ("st", "nd", "rd", "th") and glued(ctx, at + 1):
        return at + 2, value
    return at + 1, value


def numeric(ctx: Context, at: int) -> Found:
    """ "2022-10-09", "2022-10-09T06:30", "9.10.2022", "10/09/2022" (month first unless that is no month)."""
    first, mark = number(ctx, at), ctx.low(at + 1)
    short = _day_dot_month(ctx, at)
    if short is not None:
        return short
    if first is None or mark not in ("-", ".", "/") or not glued(ctx, at + 1) or not glued(ctx, at + 2):
        return None
    second, third = number(ctx, at + 2), number(ctx, at + 4)
    if second is None or third is None or ctx.low(at + 3) != mark or not glued(ctx, at + 3) or not glued(ctx, at + 4):
        return None
    if len(ctx.low(at)) == 4:
        day = make_day(first, second, third)
    elif len(ctx.low(at + 4)) == 4 or (len(ctx.low(at + 4)) == 2 and mark != "-"):
        year = third if third > 99 else third + (2000 if third < 70 else 1900)
        month_first = (mark == "/" and first <= 12) or second > 12
        day = make_day(year, first, second) if month_first else make_day(year, second, first)
    else:
        return None
    return None if day is None else _with_iso_clock(ctx, at + 5, day)


def _day_dot_month(ctx: Context, at: int) -> Found:
    """ "29.02." as central Europeans write it: two digits, two digits, and a stop behind both."""
    day, month = number(ctx, at), number(ctx, at + 2)
    dotted = ctx.low(at + 1) == ctx.low(at + 3) == "." and all(glued(ctx, at + i) for i in (1, 2, 3))
    if day is None or month is None or not dotted or len(ctx.low(at)) > 2 or len(ctx.low(at + 2)) != 2:
        return None
    if not (1 <= day <= 31 and 1 <= month <= 12) or (number(ctx, at + 4) is not None and glued(ctx, at + 4)):
        return None
    return _days(ctx, at, at + 4, None, month, (day, day))


def _with_iso_clock(ctx: Context, end: int, day: Stretch) -> Found:
    if ctx.low(end) != "t" or not glued(ctx, end) or day.low is None:
        return end, day
    hour, minute = number(ctx, end + 1), number(ctx, end + 3)
    if hour is None or minute is None or ctx.low(end + 2) != ":" or hour > 23 or minute > 59:
        return end, day
    low = day.low + timedelta(hours=hour, minutes=minute)
    return end + 4, Stretch(low, shift(low, "minute", 1), "minute")


def calendar(ctx: Context, at: int) -> Found:
    """A day or month by name: "9 October 2022", "October 9-10", "the 14th of October", "the 9th", "October", "October
    2022".
    """
    start = at + 1 if ctx.low(at) == "the" and ctx.low(at + 1) not in lookup("months") else at
    return (
        _day_of_month(ctx, start)
        or _day_month(ctx, start)
        or _month_day(ctx, start)
        or _lone_ordinal(ctx, at)
        or _month(ctx, start)
    )


def _day_of_month(ctx: Context, at: int) -> Found:
    """ "the 3rd of this month", "the 28th of last month"."""
    day = day_number(ctx, at)
    if day is None or ctx.low(day[0]) != "of" or ctx.low(day[0] + 2) != "month":
        return None
    step = {"this": 0, "the": 0, "last": -1, "next": 1}.get(ctx.low(day[0] + 1))
    if step is None:
        return None
    if ctx.today is None:
        return day[0] + 3, Stretch(grain="day", relative=True)
    month = shift(ctx.today.replace(day=1), "month", step)
    made = make_day(month.year, month.month, day[1])
    return (day[0] + 3, replace(made, relative=True)) if made else None


def feast(ctx: Context, at: int) -> Found:
    """A day that has a name: Christmas, New Year's Eve, May Day."""
    found = phrases("feasts").longest(ctx.items, at)
    if found is None or not isinstance(found[1], list) or not ctx.items[at].capital:
        return None
    month, day = found[1]
    stop, year = year_after(ctx, found[0])
    return _days(ctx, at, stop, year, int(month), (int(day), int(day)))


def _range_end(ctx: Context, at: int) -> tuple[int, int] | None:
    """The second day of "9-10", "9 to 10", "9 and 10": the index after it and the day."""
    if ctx.low(at) in ("-", "–", "—", "to", "and", "/", "or", "until", "through"):
        nxt = at + 2 if ctx.low(at + 1) == "the" else at + 1
        return day_number(ctx, nxt)
    return None


def _day_month(ctx: Context, at: int) -> Found:
    first = day_number(ctx, at)
    if first is None:
        return None
    end, day = first
    last = _range_end(ctx, end)
    for after, until in ((last, last[1] if last else day), (first, day)):
        if after is None:
            continue
        index = after[0] + 1 if ctx.low(after[0]) in ("of", "-") else after[0]
        month = month_at(ctx, index) if ctx.low(index) in lookup("months") else None
        if month:
            stop, year = year_after(ctx, month[0])
            return _days(ctx, at, stop, year, month[1], (day, until))
    return None


def _month_day(ctx: Context, at: int) -> Found:
    month = month_at(ctx, at) if ctx.low(at) in lookup("months") else None
    if month is None:
        return None
    index = month[0] + 1 if ctx.low(month[0]) == "the" else month[0]
    first = day_number(ctx, index)
    if first is None or (number(ctx, index) is not None and ctx.low(first[0]) == ":"):
        return None
    if ordinal(ctx.low(index)) and index == month[0]:
        return None
    last = _range_end(ctx, first[0])
    if last and last[1] <= first[1]:
        last = None
    end = last[0] if last else first[0]
    stop, year = year_after(ctx, end)
    return _days(ctx, at, stop, year, month[1], (first[1], last[1] if last else first[1]))


def _days(ctx: Context, at: int, end: int, year: int | None, month: int, days: tuple[int, int]) -> Found:
    first, last = days
    guessed = year is None
    if year is None:
        year = _year_of(ctx, at, month, first)
    if year is None:
        return (end, Stretch(grain="day" if first == last else "span")) if 1 <= last <= 31 else None
    low, high = make_day(year, month, first), make_day(year, month, last)
    if low is None or high is None:
        return None
    if first == last:
        return end, replace(low, relative=guessed)
    if first > last and low.low is not None:
        low = make_day(year, month - 1, first) if month > 1 else make_day(year - 1, 12, first)
    return (end, Stretch(low.low, high.high, "span", None, guessed)) if low else None


def _year_of(ctx: Context, at: int, month: int, day: int) -> int | None:
    """The year of a day told without one: the last such day, or the next where the verb looks ahead."""
    if ctx.today is None:
        return None
    today = ctx.today
    here = make_day(today.year, month, day)
    if here is None or here.low is None:
        return today.year
    tense = "ahead" if {ctx.low(at - 1), ctx.low(at - 2)} & {"by", "until", "till"} else ctx.tense(at)
    ahead = tense == "ahead"
    if tense == "":
        days = (made for step in (-1, 0, 1) if (made := make_day(today.year + step, month, day)) and made.low)
        return min(days, key=lambda one: abs((one.low or today) - today), default=here).low.year  # type: ignore[union-attr]
    if here.low > today:
        soon = here.low - today < timedelta(days=20) and today.month != 1
        return today.year if ahead or soon else today.year - 1
    if ahead and today - here.low > timedelta(days=150):
        return today.year + 1
    return today.year


def _lone_ordinal(ctx: Context, at: int) -> Found:
    """ "the 14th", "the night of the 9th": the day of this month, or of the last where it is yet to come."""
    if ctx.low(at) != "the" or number(ctx, at + 1) is None or ctx.low(at + 2) not in ("st", "nd", "rd", "th"):
        return None
    found = day_number(ctx, at + 1)
    if found is None or not glued(ctx, at + 2) or _noun_follows(ctx, found[0]):
        return None
    if ctx.today is None:
        return found[0], Stretch(grain="day")
    today, day = ctx.today, found[1]
    ahead = ctx.ahead(at) or ctx.low(at - 1) in ("by", "until", "till")
    step = 1 if ahead and day < today.day else -1 if not ahead and day > today.day else 0
    month = shift(today.replace(day=1), "month", step)
    made = make_day(month.year, month.month, day)
    return (found[0], replace(made, relative=True)) if made else None


def _noun_follows(ctx: Context, at: int) -> bool:
    """Whether a word follows that an ordinal would count ("the 14th brigade", "the 24th - Mechanised")."""
    if at >= len(ctx.items) or ctx.items[at].kind == "p":
        return ctx.low(at) in ("-", "/")
    return ctx.low(at) not in _AFTER_ORDINAL


_AFTER_ORDINAL = word_set("times", "dates", "after_ordinal")
_MONTH_LEADS = word_set("times", "dates", "month_leads")


def _month(ctx: Context, at: int) -> Found:
    month = month_at(ctx, at) if ctx.low(at) in lookup("months") else None
    if month is None:
        return None
    end, index = month
    stop, year = year_after(ctx, end)
    if year is not None:
        return stop, month_of(year, index)
    shaky = ctx.low(at) in ("may", "march", "mar", "jan", "dec", "sep", "jun", "april", "june", "august")
    led = ctx.low(at - 1) in _MONTH_LEADS or ctx.low(end + (ctx.low(end) == "of")) in ("last", "this", "next")
    if shaky and not led:
        return None
    other = _range_month(ctx, end)
    if other:
        return other[0], _months_between(ctx, at, index, other)
    if ctx.today is None:
        return end, Stretch(grain="month")
    return end, replace(month_of(_month_year(ctx, at, index), index), relative=True)


def _range_month(ctx: Context, end: int) -> tuple[int, int, int | None] | None:
    """The second month of "July-August 2022"."""
    if ctx.low(end) in ("-", "–", "/") and ctx.low(end + 1) in lookup("months"):
        second = month_at(ctx, end + 1)
        if second:
            stop, year = year_after(ctx, second[0])
            return stop, second[1], year
    return None


def _months_between(ctx: Context, at: int, first: int, last: tuple[int, int, int | None]) -> Stretch:
    year = last[2]
    if year is None:
        if ctx.today is None:
            return Stretch(grain="span")
        year = _month_year(ctx, at, last[1])
    return Stretch(month_of(year if first <= last[1] else year - 1, first).low, month_of(year, last[1]).high, "span")


def _month_year(ctx: Context, at: int, month: int) -> int:
    today = ctx.today or datetime.min
    lead = ctx.low(at - 1)
    if ctx.ahead(at) or lead in ("by", "until", "till", "next"):
        return today.year + (month < today.month)
    if lead in ("last", "past", "previous"):
        return today.year - (month >= today.month)
    return today.year - (month > today.month)


__all__ = ["calendar", "feast", "numeric"]

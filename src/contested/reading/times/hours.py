"""Hours and parts of the day: "at 6 a.m.", "14:30 local time", "this morning", "in the early hours", "at dawn"."""

from __future__ import annotations

from dataclasses import dataclass

from contested.reading.times.context import Context, lookup
from contested.reading.times.years import glued, number


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a day yet unnamed: the index after the words, first and last hour. `sure`: it counts without a day
    beside it.
    """

    end: int
    first: float
    last: float
    grain: str
    sure: bool = True
    today: bool = False


def hours_at(ctx: Context, at: int) -> Hours | None:
    """The clock time or part of the day that begins at an index."""
    return _clock(ctx, at) or _part(ctx, at)


def _clock(ctx: Context, at: int) -> Hours | None:
    hour = number(ctx, at)
    if hour is None or (glued(ctx, at) and ctx.low(at - 1) in (":", ".", "-", ",", "/", "$", "€")):
        return None
    end, minute, told = at + 1, 0, False
    mark = ctx.low(end)
    if mark in (":", ".") and glued(ctx, end) and glued(ctx, end + 1) and len(ctx.low(end + 1)) == 2:
        minutes = number(ctx, end + 1)
        if minutes is None or minutes > 59:
            return None
        minute, end = minutes, end + 2
        told = mark == ":"
    elif len(ctx.low(at)) == 4 and ctx.low(end) in ("hours", "hrs", "gmt", "utc", "local", "h"):
        hour, minute, told = hour // 100, hour % 100, True
    half = _meridiem(ctx, end)
    if half:
        end, hour, told = half[0], hour % 12 + half[1], True
    elif ctx.low(end) in ("o'clock", "gmt", "utc") or (
        ctx.low(end) in ("hours", "hrs", "h") and (told or ctx.low(at - 1) == "at")
    ):
        end, told = end + 1, True
    elif mark == "." and ctx.low(at - 1) == "at" and ctx.low(end) not in ("%", "percent", "per"):
        told = True
    if not told or hour > 24 or minute > 59:
        return None
    end, hour = _daytime(ctx, _zone(ctx, end), hour)
    first = hour + minute / 60
    exact = minute or mark == ":"
    return Hours(end, first, first + (1 / 60 if exact else 1), "minute" if exact else "hour")


def _meridiem(ctx: Context, at: int) -> tuple[int, int] | None:
    """ "a.m.", "am", "pm": the index after it and the hours to add."""
    word = ctx.low(at)
    if word in ("am", "pm"):
        return at + 1, 12 if word == "pm" else 0
    if word in ("a", "p") and ctx.low(at + 1) == "." and ctx.low(at + 2) == "m":
        return at + (4 if ctx.low(at + 3) == "." else 3), 12 if word == "p" else 0
    return None


def _daytime(ctx: Context, end: int, hour: int) -> tuple[int, int]:
    """ "5 in the morning", "8 in the evening"."""
    if ctx.low(end) == "in" and ctx.low(end + 1) == "the" and ctx.low(end + 2) in ("morning", "evening", "afternoon"):
        return end + 3, hour if ctx.low(end + 2) == "morning" or hour > 12 else hour + 12
    return end, hour


def _zone(ctx: Context, end: int) -> int:
    """Passes over "local time", "Moscow time", "(GMT)"."""
    if ctx.low(end) in ("gmt", "utc", "est", "cet", "eet", "msk"):
        return end + 1
    if ctx.low(end + 1) == "time" and end < len(ctx.items) and (ctx.low(end) == "local" or ctx.items[end].capital):
        return end + 2
    return end


def _part(ctx: Context, at: int) -> Hours | None:
    """A part of the day with what leads to it; "sure" where the lead shows that it stands for a time of its own."""
    index, lead = at, ""
    if ctx.low(at) in ("this", "the", "in", "at", "during", "on", "of", "around", "about"):
        lead, index = ctx.low(at), at + 1
        if ctx.low(index) == "the":
            index += 1
    first_half = {"early": -1, "late": 1, "mid": 0}.get(ctx.low(index))
    if first_half is not None:
        index += 2 if ctx.low(index + 1) == "-" else 1
    if ctx.low(index) == "hours" and first_half == -1:
        return Hours(_of_the_morning(ctx, index + 1), 0, 6, "part_of_day", sure=lead == "in")
    if ctx.low(index) == "small" and ctx.low(index + 1) == "hours":
        return Hours(_of_the_morning(ctx, index + 2), 0, 6, "part_of_day")
    hours = lookup("parts").get(ctx.low(index))
    if not isinstance(hours, list) or (
        first_half == -1 and ctx.low(index) not in ("morning", "evening", "afternoon", "night")
    ):
        return None
    if ctx.low(index + 1) == "-" and lead != "this":
        return None
    first, last = float(hours[0]), float(hours[1])
    if first_half == -1 and ctx.low(index) == "morning":
        first, last = 0.0, 9.0
    elif first_half:
        middle = (first + last) / 2
        first, last = (first, middle) if first_half < 0 else (middle, last)
    grain = "hour" if ctx.low(index) in ("noon", "midnight", "midday") else "part_of_day"
    return Hours(
        index + 1,
        first,
        last,
        grain,
        sure=lead in ("this", "in", "at", "during", "around", "about"),
        today=lead == "this",
    )


def _of_the_morning(ctx: Context, at: int) -> int:
    if ctx.low(at) in ("of", "in") and ctx.low(at + 1) == "the" and ctx.low(at + 2) in ("morning", "day"):
        return at + 3
    if ctx.low(at) == "this" and ctx.low(at + 1) == "morning":
        return at + 2
    return at

"""A day or a longer time with its hours: "Friday, 7 October", "March last year", "9 October at 06:30"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from contested.reading.times import dates, durations, recurring, relative, years
from contested.reading.times.context import Context, lookup, phrases
from contested.reading.times.hours import Hours, hours_at
from contested.reading.times.spans import (
    Stretch,
    day_of,
    hours_of,
    shift,
)
from contested.reading.times.years import Found


def placed(day: Stretch, hours: Hours, step: int = 0) -> Stretch:
    return replace(hours_of(day, hours.first + step, hours.last + step), grain=hours.grain)


def dated(ctx: Context, at: int) -> Found:
    """A day or longer, and the hours that may follow it."""
    found = base(ctx, at)
    if found is None:
        return None
    end, day = found
    if day.grain in ("month", "season", "week", "day"):
        found = _narrowed(ctx, found)
        end, day = found
    if day.grain != "day":
        return found
    index = end
    while (
        ctx.low(index) in ("at", "in", "the", ",", "around", "about", "(")
        and index < end + 3
        and hours_at(ctx, index) is None
    ):
        index += 1
    hours = hours_at(ctx, index)
    if (
        hours is None
        or (ctx.low(index) in ("on", "this"))
        or (index > end and ctx.low(end) == "," and hours.grain == "part_of_day" and not hours.sure)
    ):
        return found
    return hours.end, placed(day, hours)


def _narrowed(ctx: Context, found: tuple[int, Stretch]) -> tuple[int, Stretch]:
    """ "Friday, 7 October" is the date; "March last year", "Tuesday of last week", "the summer of last year" the part
    of the longer.
    """
    end, first = found
    joint = ctx.low(end) in (",", "of", "(")
    index = end + 1 if joint else end
    if ctx.low(end) == "," and first.grain == "day" and not first.relative:
        return found
    second = base(ctx, index)
    if second is None or first.grain == second[1].grain == "week":
        return found
    stop, other = second
    if (
        first.grain == "day"
        and other.grain == "day"
        and first.relative
        and ctx.low(index) not in ("today", "yesterday", "tomorrow")
    ):
        weekdays = lookup("weekdays")
        if ctx.low(end - 1) in weekdays and ctx.low(index) not in weekdays:
            return stop + (ctx.low(end) == "(" and ctx.low(stop) == ")"), other
        return found
    if first.low is None or other.low is None or other.high is None or ctx.low(end) == ",":
        return (stop, replace(first, relative=True)) if first.low is None and other.relative and not joint else found
    if other.grain == "year" and first.grain in ("month", "season"):
        moved = shift(first.low, "year", other.low.year - first.low.year)
        return stop, Stretch(
            moved, shift(moved, "month", 1 if first.grain == "month" else 3), first.grain, None, relative=True
        )
    if other.grain == "week" and first.grain == "day":
        return stop, replace(day_of(shift(other.low, "day", first.low.weekday())), relative=True)
    return found


def base(ctx: Context, at: int) -> Found:
    if at >= len(ctx.items):
        return None
    item = ctx.items[at]
    if item.kind == "n":
        return dates.numeric(ctx, at) or dates.calendar(ctx, at) or durations.ago(ctx, at) or years.year(ctx, at)
    if item.kind == "p":
        return None
    low = item.low
    if low in lookup("months"):
        return dates.calendar(ctx, at)
    if low in lookup("weekdays"):
        return recurring.weekday(ctx, at)
    return (
        years.century(ctx, at + (low == "the"))
        or years.this_day_in(ctx, at)
        or relative.deictic(ctx, at)
        or durations.window(ctx, at)
        or recurring.weekday(ctx, at)
        or recurring.season(ctx, at)
        or relative.unit_phrase(ctx, at)
        or dates.feast(ctx, at)
        or _event(ctx, at)
        or (dates.calendar(ctx, at) if low == "the" or dates.day_number(ctx, at) else None)
        or durations.ago(ctx, at)
        or durations.within(ctx, at)
        or (years.year(ctx, at + 1) if low in ("the", "year") and ctx.low(at + 1)[:1].isdigit() else None)
        or years.year(ctx, at)
        or (_lead_month(ctx, at) if low in ("last", "next", "this") else None)
    )


def _lead_month(ctx: Context, at: int) -> Found:
    """ "last August", "this October", "next May"."""
    return dates.calendar(ctx, at + 1) if ctx.low(at + 1) in lookup("months") else None


def _event(ctx: Context, at: int) -> Found:
    index = at + 1 if ctx.low(at) in ("the", "russia", "its") else at
    index += ctx.low(index) == "'s"
    found = phrases("events").longest(ctx.items, index) or phrases("ages").longest(ctx.items, index)
    if found is None or not isinstance(found[1], list):
        return None
    low, high = (datetime.fromisoformat(str(day)) if day else None for day in found[1])
    after = found[0]
    after += ctx.low(after) in ("began", "started", "of") and ctx.low(after) != "of"
    return after, Stretch(low, high, "span")

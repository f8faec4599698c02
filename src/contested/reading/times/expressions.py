"""Whole expressions: a date or relative time, joined with hours, cut into parts, led by a relation, spread over a
range.
"""

from __future__ import annotations

from dataclasses import replace

from contested.reading.quantities.numbers import ordinal
from contested.reading.times import durations, relative
from contested.reading.times.context import Context, phrases
from contested.reading.times.days import dated, placed
from contested.reading.times.hours import hours_at
from contested.reading.times.spans import (
    CLOCK_GRAINS,
    Stretch,
    day_of,
    hours_of,
    midnight,
    shift,
    slice_of,
)
from contested.reading.times.years import Found

_DAYLIKE = ("day", "part_of_day")
_BEGINNINGS = ("began", "begin", "started", "start", "beginning", "outbreak", "onset", "erupted", "launched")


def expression(ctx: Context, at: int) -> Found:
    """The expression of time that begins at an index, with its relation."""
    return _between(ctx, at) or _eve(ctx, at) or _anniversary(ctx, at) or _related(ctx, at) or _ranged(ctx, at)


def _related(ctx: Context, at: int) -> Found:
    lead = phrases("relations").longest(ctx.items, at)
    if lead is None:
        return None
    end, relation = lead
    if relation in ("before", "after") and durations.unit_at(ctx, at - 1):
        return None
    found = _ranged(ctx, end)
    if found is None:
        return _since_event(ctx, end) if relation == "since" and ctx.low(at) in ("since", "ever") else None
    if (
        relation in ("before", "after")
        and found[1].grain in CLOCK_GRAINS
        and found[1].low is not None
        and found[1].high is not None
    ):
        return found[0], _within_day(found[1], str(relation))
    if relation == "during" or (ctx.low(at) in ("through", "from") and found[1].grain == "span"):
        return found[0], replace(found[1], relation="during")
    if found[1].relation == "during":
        return (found[0], found[1]) if relation != "since" else None
    return found[0], apart(found[1], str(relation))


def _within_day(hours: Stretch, relation: str) -> Stretch:
    """ "before dawn on Friday" and "after noon on Monday" stay on that day."""
    if hours.low is None or hours.high is None:
        return hours
    if relation == "before":
        return replace(hours, low=midnight(hours.low), high=hours.low, relation=relation)
    return replace(hours, low=hours.high, high=shift(midnight(hours.low), "day", 1), relation=relation)


def apart(inner: Stretch, relation: str) -> Stretch:
    """The stretch since, until, before or after another one."""
    ends = {
        "since": (inner.low, None),
        "until": (None, inner.high),
        "before": (None, inner.low),
        "after": (inner.high, None),
    }
    low, high = ends[relation]
    return replace(inner, low=low, high=high, relation=relation)


def _since_event(ctx: Context, end: int) -> Found:
    """ "since the war began", "since the start of the invasion": a beginning that the text does not date."""
    index = end
    while index < min(end + 9, len(ctx.items)) and ctx.items[index].kind == "w":
        word = ctx.low(index)
        if word in ("began", "begun", "started", "erupted", "launched"):
            return index + 1, Stretch(relation="since")
        if word == "broke" and ctx.low(index + 1) == "out":
            return index + 2, Stretch(relation="since")
        if word in ("beginning", "start", "outbreak", "onset", "launch") and ctx.low(index + 1) == "of":
            stop = index + 2
            while stop < len(ctx.items) and stop < index + 7 and ctx.items[stop].kind == "w":
                stop += 1
                if ctx.low(stop - 1) in (
                    "war",
                    "invasion",
                    "conflict",
                    "hostilities",
                    "offensive",
                    "uprising",
                    "fighting",
                    "operation",
                    "blockade",
                    "siege",
                ):
                    return stop, Stretch(relation="since")
            return None
        index += 1
    return None


def _between(ctx: Context, at: int) -> Found:
    """ "between X and Y", "from X to Y"."""
    joints = {"between": ("and",), "from": ("to", "until", "till", "through", "-", "–", "up")}.get(ctx.low(at))
    if joints is None:
        return None
    first = single(ctx, at + 1)
    if first is None:
        return None
    end = first[0]
    if ctx.low(end) not in joints:
        return (
            (end, replace(first[1], relation="during"))
            if first[1].grain == "span" and ctx.low(at) == "between"
            else None
        )
    second = single(ctx, end + (2 if ctx.low(end) == "up" else 1))
    return None if second is None else (second[0], spread(first[1], second[1]))


def _ranged(ctx: Context, at: int) -> Found:
    """A single expression, or two joined by a dash or "to"."""
    first = single(ctx, at)
    if (
        first is None
        or ctx.low(first[0]) not in ("-", "–", "—", "to", "through")
        or first[1].grain not in ("day", "month", "year", "hour", "minute")
    ):
        return first
    second = single(ctx, first[0] + 1)
    if second is None or second[1].grain != first[1].grain:
        return first
    return second[0], spread(first[1], second[1])


def spread(first: Stretch, last: Stretch) -> Stretch:
    """From the first of one to the last of another; an undated year is taken from the one that tells it."""
    low, high = first.low, last.high
    if low is not None and high is not None and first.relative and not last.relative and last.low is not None:
        moved = shift(low, "year", last.low.year - low.year)
        low = moved if moved <= last.low else shift(moved, "year", -1)
    if low is not None and high is not None and low >= high:
        if first.grain == "day" and (low - high).days < 7:
            high = shift(high, "week", 1)
        elif last.relative:
            high = shift(high, "year", 1)
    return Stretch(low, high, "span", "during", relative=first.relative and last.relative)


def single(ctx: Context, at: int) -> Found:
    """One expression with its hours and parts: "Friday night", "at 6 a.m. on 9 October", "early October"."""
    return _sliced(ctx, at) or _counted_from(ctx, at) or _timed(ctx, at) or dated(ctx, at)


def _sliced(ctx: Context, at: int) -> Found:
    part = phrases("stretches").longest(ctx.items, at)
    if part is None:
        return None
    end, twelfths = part
    end += ctx.low(end) == "-"
    inner = dated(ctx, end + (ctx.low(end) in ("on", "in") and ctx.low(at) in ("early", "late")))
    inner = inner or (relative.whole_unit(ctx, end) if ctx.low(end - 1) == "of" else None)
    if inner is None or inner[1].grain in ("hour", "minute") or not isinstance(twelfths, list):
        return None
    if inner[1].grain == "day":
        hours = (0, 6) if twelfths[0] == 0 else (18, 24) if twelfths[0] == 8 else (10, 16)
        return inner[0], hours_of(inner[1], *hours)
    if inner[1].grain == "part_of_day":
        return inner
    return inner[0], slice_of(inner[1], twelfths[0], twelfths[1])


def _counted_from(ctx: Context, at: int) -> Found:
    """ "two days after 24 August", "a week before Friday"."""
    found = durations.amount(ctx, at)
    if found is None or ctx.low(found[0]) not in ("before", "after"):
        return None
    base = dated(ctx, found[0] + 1)
    if base is None or base[1].low is None or base[1].grain in ("year", "decade", "span"):
        return None
    step = int(found[1]) * (1 if ctx.low(found[0]) == "after" else -1)
    moved = shift(base[1].low, found[3], step)
    return base[0], replace(day_of(moved), relative=base[1].relative) if found[3] != "hour" else day_of(moved)


def _timed(ctx: Context, at: int) -> Found:
    """Hours first: with the day after them, or with the day told last in the sentence, or that of publication."""
    hours = hours_at(ctx, at)
    if hours is None:
        return None
    index, joint = hours.end, ""
    while ctx.low(index) in ("on", "of", ",", "from", "the", "into", "to", "between", "in") and index < hours.end + 2:
        if ctx.low(index) == "the" and ctx.low(index + 1).isdigit():
            break
        joint, index = ctx.low(index) if joint == "" else joint, index + 1
    day = _between(ctx, index - 1) if joint in ("from", "between") else None
    day = day or _ranged(ctx, index) if joint else dated(ctx, hours.end)
    if day is not None and day[1].grain in ("day", "span") and day[1].relation in (None, "during"):
        step = -24 if joint in ("into", "to") and hours.last > 24 else 0
        return day[0], placed(day[1], hours, step)
    if not hours.sure and ctx.low(at - 1) not in ("since", "until", "till", "before", "after", "by"):
        return None
    if hours.today or ctx.last is None or ctx.last.low is None or not _same_sentence(ctx, at):
        base = day_of(ctx.today)
    else:
        base = day_of(ctx.last.low)
    step = -24 if hours.last > 24 and not hours.today and ctx.last is None else 0
    return hours.end, replace(placed(base, hours, step), relative=True)


def _same_sentence(ctx: Context, at: int) -> bool:
    return all(ctx.low(i) not in (".", "!", "?") for i in range(max(0, at - 15), at))


def _eve(ctx: Context, at: int) -> Found:
    """ "on the eve of 9 May" is the day before; "on the eve" alone, as translators write it, is yesterday."""
    index = at + (ctx.low(at) == "on")
    if ctx.low(index) != "the" or ctx.low(index + 1) != "eve":
        return None
    if ctx.low(index + 2) != "of":
        day = day_of(shift(ctx.today, "day", -1)) if ctx.today else Stretch(grain="day")
        return index + 2, replace(day, relative=True)
    base = dated(ctx, index + 3) or _date_of_event(ctx, index + 3)
    if base is None or base[1].low is None:
        return index + 2, Stretch(grain="day", relation="before", relative=True)
    return base[0], replace(day_of(shift(base[1].low, "day", -1)), relative=base[1].relative)


def _date_of_event(ctx: Context, at: int) -> Found:
    """The date that follows a happening: "the eve of the vote on 8 November"."""
    for index in range(at, min(at + 6, len(ctx.items))):
        if ctx.items[index].kind == "p":
            return None
        if ctx.low(index) in ("on", "of"):
            found = dated(ctx, index + 1)
            if found is not None and found[1].grain == "day":
                return found
    return None


def _anniversary(ctx: Context, at: int) -> Found:
    """ "the 30th anniversary": a day of remembrance, never dated to the present by itself."""
    index = at + (ctx.low(at) in ("the", "a", "its"))
    day = index
    if index < len(ctx.items) and ctx.items[index].kind == "n":
        day = index + 1 + (ctx.low(index + 1) in ("st", "nd", "rd", "th", "-"))
        day += ctx.low(day) in ("-", "year", "years")
    elif ordinal(ctx.low(index)):
        day = index + 1
    if ctx.low(day) != "anniversary":
        return None
    return day + 1, Stretch(grain="day")

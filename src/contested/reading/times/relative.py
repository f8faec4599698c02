"""Times told from publication or the day before: yesterday, overnight, this month, earlier this week, the next day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contested.reading.quantities.numbers import ordinal
from contested.reading.times.context import Context, lookup
from contested.reading.times.durations import ago, amount, unit_at, window, within
from contested.reading.times.spans import Stretch, day_of, midnight, month_of, shift, unit_around
from contested.reading.times.years import Found, glued, year_at


def deictic(ctx: Context, at: int) -> Found:
    """ "today", "yesterday", "tomorrow", "the day before yesterday", "tonight", "overnight", "last night"."""
    word = ctx.low(at)
    if word == "the" and ctx.low(at + 1) == "day" and ctx.low(at + 3) in ("yesterday", "tomorrow"):
        step = {"before": -2, "after": 2}.get(ctx.low(at + 2))
        return (at + 4, _day(ctx, step)) if step else None
    steps = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if word in steps:
        if word == "today" and ctx.low(at + 1) == "'s" and ctx.low(at + 2) in ("russia", "world", "ukraine"):
            return None
        return at + 1, _day(ctx, steps[word])
    if word == "tonight":
        return at + 1, _hours(_day(ctx, 0), 18, 30)
    if word == "overnight":
        return _overnight(ctx, at)
    if word == "last" and ctx.low(at + 1) in ("night", "evening"):
        first, last = _part(ctx.low(at + 1))
        return at + 2, _hours(_day(ctx, -1), first, last)
    return None


def _overnight(ctx: Context, at: int) -> Found:
    """ "overnight" ends on the morning of publication; "overnight yesterday" on yesterday's; "overnight into Friday"
    on Friday's.
    """
    first, last = _part("night")
    if ctx.low(at + 1) == "yesterday":
        return at + 2, _hours(_day(ctx, -2), first, last)
    return at + 1, _hours(_day(ctx, -1), first, last)


def _part(name: str) -> tuple[float, float]:
    value = lookup("parts")[name]
    assert isinstance(value, list)
    return float(value[0]), float(value[1])


def _day(ctx: Context, step: int) -> Stretch:
    if ctx.today is None:
        return Stretch(grain="day", relative=True)
    return replace(day_of(shift(ctx.today, "day", step)), relative=True)


def _hours(day: Stretch, first: float, last: float) -> Stretch:
    if day.low is None:
        return Stretch(grain="part_of_day", relative=True)
    return Stretch(
        day.low + timedelta(hours=first), day.low + timedelta(hours=last), "part_of_day", None, relative=True
    )


def unit_phrase(ctx: Context, at: int) -> Found:
    """ "this week", "last month", "next year", "earlier this month", "later this week", "the same day", "the next
    day".
    """
    word = ctx.low(at)
    if word in ("earlier", "later", "early", "late") and ctx.low(at + 1) in ("this", "on", "today", "that", "in"):
        return _edge(ctx, at)
    if word == "so" and ctx.low(at + 1) == "far":
        whole = _edge(ctx, at + 1)
        return None if whole is None else (whole[0], replace(whole[1], relation="during"))
    index = at + 1 if word == "the" else at
    lead = ctx.low(index)
    unit = unit_at(ctx, index + 1)
    if unit == "quarter" and ordinal(lead) in (1, 2, 3, 4):
        return _quarter(ctx, index + 2, ordinal(lead) or 1)
    if lead == "weekend" and index > at:
        return index + 1, _moved(ctx, "weekend", 1 if ctx.ahead(at) else -1)
    if unit is None:
        return _anaphora(ctx, at)
    if lead in ("this", "current"):
        return index + 2, _this(ctx, unit)
    if lead in ("last", "past", "previous", "preceding") and unit not in ("day", "night", "hour", "minute", "second"):
        return index + 2, _moved(ctx, unit, -1)
    if lead in ("next", "coming", "upcoming") and unit not in ("day", "night", "hour", "minute", "second"):
        return index + 2, _moved(ctx, unit, 1)
    return _anaphora(ctx, at)


def _this(ctx: Context, unit: str) -> Stretch:
    if ctx.now is None:
        return Stretch(grain=unit if unit in ("day", "week", "month", "year", "decade") else "span", relative=True)
    return replace(unit_around(ctx.now, unit), relative=True)


def _quarter(ctx: Context, end: int, rank: int) -> Found:
    """ "the third quarter [of 2023]", "the first quarter of this year"."""
    index = end + 1 if ctx.low(end) in ("of", ",") else end
    year = year_at(ctx, index)
    if year is None and ctx.low(index + 1) == "year":
        step = {"this": 0, "the": 0, "last": -1, "next": 1}.get(ctx.low(index), 0)
        year, index = (ctx.now.year + step if ctx.now else None), index + 1
    elif year is None and ctx.now is not None:
        year, index = ctx.now.year - (3 * rank - 2 > ctx.now.month), end - 1
    if year is None:
        return end, Stretch(grain="span", relative=True)
    low = month_of(year, 3 * rank - 2).low
    return index + 1, Stretch(low, shift(low, "month", 3) if low else None, "span", relative=True)


def whole_unit(ctx: Context, at: int) -> Found:
    """ "the year", "the month" after "by the end of"."""
    unit = unit_at(ctx, at + 1) if ctx.low(at) in ("the", "this") else None
    return (at + 2, _this(ctx, unit)) if unit in ("day", "week", "month", "year", "decade") else None


def _moved(ctx: Context, unit: str, step: int) -> Stretch:
    if ctx.now is None:
        return Stretch(grain=unit if unit in ("week", "month", "year", "decade") else "span", relative=True)
    if unit == "weekend" and step < 0:
        return replace(unit_around(shift(ctx.now, "week", 0 if ctx.now.weekday() == 6 else -1), unit), relative=True)
    if unit == "weekend":
        return replace(unit_around(shift(ctx.now, "week", 1 if ctx.now.weekday() >= 5 else 0), unit), relative=True)
    return replace(unit_around(shift(ctx.now, unit, step), unit), relative=True)


def _edge(ctx: Context, at: int) -> Found:
    """ "earlier this month" ends with publication, "later this month" begins with it."""
    word, index = ctx.low(at), at + 1
    if ctx.low(index) == "today":
        day = _day(ctx, 0)
        return index + 1, day
    if ctx.low(index) in ("on", "in"):
        index += 1
    if ctx.low(index) not in ("this", "that", "the"):
        return None
    if ctx.low(index) == "that" and ctx.last is not None and ctx.low(index + 1) in ("day", "night"):
        return _anaphora(ctx, index)
    unit = unit_at(ctx, index + 1)
    if unit is None:
        return None
    whole = _this(ctx, unit)
    if ctx.now is None or whole.low is None or whole.high is None:
        return index + 2, replace(whole, grain="span")
    now = midnight(ctx.now)
    tomorrow = shift(now, "day", 1)
    if word in ("earlier", "far"):
        return index + 2, replace(whole, high=max(tomorrow, shift(whole.low, "day", 1)), grain="span")
    if word == "later":
        return index + 2, replace(whole, low=now, grain="span") if whole.high > now else whole
    third = (whole.high - whole.low) / 3
    if word == "early":
        return index + 2, replace(whole, high=midnight(whole.low + third), grain="span")
    return index + 2, replace(whole, low=midnight(whole.high - third), grain="span")


def _anaphora(ctx: Context, at: int) -> Found:
    """ "the same day", "that day", "the day before", "the previous night", "the next day": from the day told last."""
    index = at + 1 if ctx.low(at) == "the" else at
    lead = ctx.low(index)
    base = ctx.last if ctx.last is not None and ctx.last.low is not None else None
    unit = unit_at(ctx, index + 1)
    if lead in ("same", "that") and unit in ("day", "night", "week", "month", "year"):
        if lead == "same" and index == at:
            return None
        day = base or _day(ctx, 0)
        if day.low is None:
            return index + 2, Stretch(grain=unit if unit != "night" else "part_of_day", relative=True)
        if unit == "night":
            return index + 2, _hours(day_of(day.low), *_part("night"))
        return index + 2, replace(unit_around(day.low, unit), relative=True)
    if (lead == "same" and index > at) or (lead == "that" and index == at):
        part_told = _part_of(ctx, index + 1, base or _day(ctx, 0))
        if part_told is not None:
            return part_told
    step = {"previous": -1, "preceding": -1, "next": 1, "following": 1}.get(lead)
    part = lookup("parts").get(ctx.low(index + 1))
    if step and index > at and (unit in ("day", "night", "week", "month", "year") or part):
        return index + 2, _stepped(ctx, base, step, unit, ctx.low(index + 1))
    if (
        lead == "day"
        and ctx.low(index + 1) in ("before", "earlier", "after")
        and index > at
        and ctx.low(index + 2) in (",", ".", "", "in", "by", ";", "and")
    ):
        return index + 2, _stepped(ctx, base, -1 if ctx.low(index + 1) != "after" else 1, "day", "day")
    if index > at and ctx.low(index + 1) == "before" and lead in lookup("parts"):
        return _part_before(ctx, index, base)
    return None


def _part_of(ctx: Context, at: int, day: Stretch) -> Found:
    """ "the same evening", "that morning": the hours of a day told before."""
    if ctx.low(at) not in lookup("parts"):
        return None
    first, last = _part(ctx.low(at))
    return at + 1, _hours(day_of(day.low), first, last) if day.low is not None else _hours(day, first, last)


def _part_before(ctx: Context, at: int, base: Stretch | None) -> Found:
    """ "the night before last" is counted from publication, "the night before" from the day told last."""
    word = ctx.low(at)
    if ctx.low(at + 2) == "last":
        return at + 3, _hours(_day(ctx, -2), *_part(word))
    if ctx.low(at + 2) in (",", ".", "", ";", "and", "in", "by", "when"):
        return at + 2, _stepped(ctx, base, -1, None, word)
    return None


def _stepped(ctx: Context, base: Stretch | None, step: int, unit: str | None, word: str) -> Stretch:
    day = base if base is not None else _day(ctx, 0)
    if day.low is None:
        return Stretch(grain=unit if unit in ("day", "week", "month", "year") else "part_of_day", relative=True)
    if unit in ("day", "week", "month", "year"):
        return replace(unit_around(shift(day.low, unit, step), unit), relative=True)
    moved = day_of(shift(day.low, "day", step))
    return _hours(moved, *_part(word))


__all__ = ["ago", "amount", "deictic", "glued", "unit_phrase", "window", "within"]

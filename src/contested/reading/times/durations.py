"""Counts of units: two weeks ago, in three days, the past 24 hours, the coming weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contested.reading.quantities.numbers import number_at
from contested.reading.times.context import Context, lookup
from contested.reading.times.spans import Stretch, day_of, midnight, shift, unit_around
from contested.reading.times.years import Found

_PAST_LEADS = frozenset("last past previous preceding recent".split())  # noqa: SIM905
_NEXT_LEADS = frozenset("next coming following upcoming forthcoming".split())  # noqa: SIM905


def unit_at(ctx: Context, at: int) -> str | None:
    """The unit of time named at an index: second, minute, hour, day, night, week, weekend, month, year, decade."""
    unit = lookup("units").get(ctx.low(at))
    if not isinstance(unit, str) or (ctx.low(at) in ("h", "second", "min") and not _counted(ctx, at)):
        return None
    return unit


def _counted(ctx: Context, at: int) -> bool:
    return at > 0 and ctx.items[at - 1].kind == "n"


def amount(ctx: Context, at: int) -> tuple[int, float, float, str] | None:
    """A count of units, "three days", "a couple of weeks", "24-hour": the index after it, low, high, unit."""
    for skip in (
        "just",
        "only",
        "about",
        "around",
        "almost",
        "nearly",
        "over",
        "approximately",
        "more",
        "some",
        "least",
        "roughly",
    ):
        if ctx.low(at) == skip:
            at += 1
            at += ctx.low(at) == "than"
            break
    vague = lookup("vague").get(ctx.low(at + 1 if ctx.low(at) in ("a", "the") else at))
    if isinstance(vague, int):
        index = at + (2 if ctx.low(at) in ("a", "the") else 1)
        index += ctx.low(index) == "of"
        unit = unit_at(ctx, index)
        return (index + 1, float(vague), float(vague), unit) if unit else None
    if ctx.low(at) in ("a", "an", "one", "half"):
        half = ctx.low(at) == "half" or ctx.low(at + 1) == "half"
        index = at + 1
        while half and ctx.low(index) in ("half", "a", "an", "-"):
            index += 1
        unit = unit_at(ctx, index)
        if unit:
            return index + 1, 0.5 if half else 1.0, 0.5 if half else 1.0, unit
    found = number_at(ctx.items, at)
    if found is None or found.high is None or found.how in ("none", "share"):
        return None
    low, high, end = found.low, found.high, found.end
    if ctx.low(end) in ("-", "to", "or", "–") and (second := number_at(ctx.items, end + 1)) and second.high is not None:
        high, end = second.high, second.end
    end += ctx.low(end) in ("-", "of", "consecutive", "full", "more", "long", "whole")
    unit = unit_at(ctx, end)
    if unit is None and ctx.low(end) == "and" and ctx.low(end + 1) == "a" and ctx.low(end + 2) == "half":
        unit, end, low = unit_at(ctx, end + 3), end + 3, low + 0.5
        high = low
    return (end + 1, low, high, unit) if unit and high < 10_000 else None


def ago(ctx: Context, at: int) -> Found:
    """ "two weeks ago", "three days earlier", "a day after 24 August": a stretch counted from publication or another
    day.
    """
    found = amount(ctx, at)
    if found is None:
        return None
    end, low, high, unit = found
    word = ctx.low(end)
    if word in ("ago", "back") or (word == "beforehand"):
        return end + 1, back(ctx, low, high, unit)
    if word in ("earlier", "previously"):
        if ctx.low(end + 1) == "than":
            return None
        return end + 1, back(ctx, low, high, unit, from_last=True)
    if word == "later" or (word == "on" and ctx.low(end + 1) in (",", ".")):
        return _later(ctx, end + 1, low, unit)
    if word == "from" and ctx.low(end + 1) in ("now", "today"):
        return end + 2, forward(ctx, low, unit)
    return None


def _later(ctx: Context, end: int, count: float, unit: str) -> Found:
    base = ctx.last.low if ctx.last else None
    if base is None:
        return end, Stretch(grain=unit if unit in ("day", "week", "month", "year") else "span", relative=True)
    return end, replace(unit_around(shift(base, unit, int(count)), unit), relative=True)


def back(ctx: Context, low: float, high: float, unit: str, *, from_last: bool = False) -> Stretch:
    """The unit that lies so many units before publication (or before the day told last)."""
    base = ctx.now
    if from_last and ctx.last is not None and ctx.last.low is not None:
        base = ctx.last.low
    grain = {"night": "part_of_day", "weekend": "span", "fortnight": "week", "second": "minute"}.get(unit, unit)
    if base is None:
        return Stretch(grain=grain if grain != "quarter" else "span", relative=True)
    if unit in ("hour", "minute", "second") and not ctx.exact:
        return replace(day_of(shift(base, unit, -int(high))), relative=True)
    if low != int(low):
        half = shift(base, "month", -int(low * 12)) if unit == "year" else base - timedelta(hours=low * 24)
        return replace(unit_around(half, "month" if unit == "year" else "day"), relative=True)
    last = unit_around(shift(base, unit, -int(low)), unit)
    if high > low:
        first = unit_around(shift(base, unit, -int(high)), unit)
        return Stretch(first.low, last.high, "span", None, relative=True)
    return replace(last, relative=True)


def forward(ctx: Context, count: float, unit: str) -> Stretch:
    """The unit that lies so many units after publication."""
    if ctx.now is None:
        return Stretch(
            grain=unit if unit in ("day", "week", "month", "year", "hour", "decade") else "span", relative=True
        )
    if unit in ("hour", "minute", "second") and not ctx.exact:
        hours = count / {"hour": 1, "minute": 60, "second": 3600}[unit]
        return replace(day_of(shift(ctx.now, "hour", int(hours))), relative=True)
    moved = shift(ctx.now, unit, int(count) or 1)
    return replace(unit_around(moved, "day" if unit in ("week", "fortnight") else unit), relative=True)


def window(ctx: Context, at: int) -> Found:
    """ "the past 24 hours", "the last few weeks", "the next three days", "recent days", "the coming weeks", "the past
    week".
    """
    index = at + 1 if ctx.low(at) in ("the", "these", "those", "this") else at
    lead = ctx.low(index)
    if lead not in _PAST_LEADS and lead not in _NEXT_LEADS:
        return None
    found = amount(ctx, index + 1)
    if found is None:
        unit = unit_at(ctx, index + 1)
        plural = ctx.low(index + 1).endswith("s")
        if unit is None or not (plural or (lead == "past" and index > at)):
            return None
        count = 1.0 if not plural else {"day": 7.0, "hour": 24.0, "week": 4.0, "month": 6.0}.get(unit, 5.0)
        found = (index + 2, count, count, unit)
    end, _, high, unit = found
    return end, span_back(ctx, high, unit) if lead in _PAST_LEADS else span_ahead(ctx, high, unit)


def span_back(ctx: Context, count: float, unit: str) -> Stretch:
    """So many units up to publication; the day of publication is inside."""
    if ctx.now is None:
        return Stretch(grain="span", relation="during", relative=True)
    whole = unit not in ("hour", "minute", "second") or not ctx.exact
    high = shift(midnight(ctx.now), "day", 1) if whole else ctx.now
    low = shift(ctx.now, unit, -int(count)) if count == int(count) else ctx.now - timedelta(hours=12)
    return Stretch(midnight(low) if whole else low, high, "span", "during", relative=True)


def span_ahead(ctx: Context, count: float, unit: str) -> Stretch:
    """So many units from publication on."""
    if ctx.now is None:
        return Stretch(grain="span", relation="during", relative=True)
    if unit in ("hour", "minute", "second") and ctx.exact:
        return Stretch(ctx.now, shift(ctx.now, unit, int(count)), "span", "during", relative=True)
    last = shift(midnight(ctx.now), unit, int(count))
    return Stretch(midnight(ctx.now), shift(midnight(last), "day", 1), "span", "during", relative=True)


def within(ctx: Context, at: int) -> Found:
    """ "in three days", "in just 24 hours", "within a week": ahead after a future verb, else the stretch up to
    publication.
    """
    word = ctx.low(at)
    if word not in ("in", "within", "over", "for", "inside", "after"):
        return None
    found = amount(ctx, at + 1)
    if found is None:
        return None
    end, _, high, unit = found
    if ctx.low(end) in ("ago", "old", "earlier", "later", "before", "after", "'"):
        return None
    ahead = ctx.ahead(at)
    if ctx.low(end) == "'s" or ctx.low(end) in ("'", "’"):
        end += 1
    if ctx.low(end) == "time":
        return end + 1, forward(ctx, high, unit)
    if word == "for":
        return _lasting(ctx, end, high, unit, ahead=ahead)
    if word == "after":
        return None
    short = unit in ("hour", "minute", "second") and word != "within"
    if not ahead and ctx.tense(at) == "" and word != "over" and not short:
        ahead = True
    if ahead:
        return end, forward(ctx, high, unit) if word == "in" else span_ahead(ctx, high, unit)
    return end, span_back(ctx, high, unit)


def _lasting(ctx: Context, end: int, count: float, unit: str, *, ahead: bool) -> Found:
    """ "for three days": up to publication, or from it on."""
    return end, span_ahead(ctx, count, unit) if ahead else span_back(ctx, count, unit)

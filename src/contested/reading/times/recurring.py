"""Days of the week and seasons, against the day of publication."""

# ruff: noqa: DTZ001, DTZ901 - the hours are the local ones of the text

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contested.reading.times.context import Context, lookup
from contested.reading.times.spans import Stretch, shift, unit_around
from contested.reading.times.years import Found, glued, number, year_after


def weekday(ctx: Context, at: int) -> Found:
    """A day of the week: the last one up to publication, or the next where the verb looks ahead, "this", "last",
    "next".
    """
    index, lead = at, ""
    if ctx.low(at) in ("this", "last", "next", "past", "coming", "previous"):
        lead, index = ctx.low(at), at + 1
    elif ctx.low(at) == "the" and ctx.low(at + 1) in ("coming", "past", "previous", "next", "last", "following"):
        lead, index = ctx.low(at + 1), at + 2
    elif ctx.low(at) == "the" and ctx.low(at + 2) == "before" and ctx.low(at + 3) == "last":
        index = at + 1
    if lead in ("this", "the") and ctx.low(index) in ("coming", "past"):
        lead, index = ctx.low(index), index + 1
    day = lookup("weekdays").get(ctx.low(index))
    if not isinstance(day, int) or not ctx.items[index].capital:
        return None
    if (
        len(ctx.low(index)) <= 5
        and ctx.low(index) in ("sun", "mon", "sat", "fri", "thu", "wed", "tue", "tues", "thur")
        and not _short_day(ctx, index)
    ):
        return None
    end = (
        index + 2
        if ctx.low(index + 1) == "."
        and len(ctx.low(index)) <= 5
        and glued(ctx, index + 1)
        and index + 2 < len(ctx.items)
        and not ctx.items[index + 2].capital
        else index + 1
    )
    if ctx.today is None:
        return end, Stretch(grain="day")
    back = (ctx.today.weekday() - day) % 7
    if lead in ("last", "past", "previous"):
        step = -(back or 7)
    elif lead in ("next", "coming", "following") or (not lead and ctx.low(at - 1) in ("by", "until", "till")):
        step = (7 - back) % 7 or (7 if lead else 0)
    elif ctx.ahead(at):
        step = (7 - back) % 7
    else:
        step = -back
    if ctx.low(end) in ("last", "next") and ctx.low(end + 1) == "week":
        monday = ctx.today - timedelta(days=ctx.today.weekday())
        moved = shift(monday, "day", day + (7 if ctx.low(end) == "next" else -7))
        return end + 2, replace(unit_around(moved, "day"), relative=True)
    if ctx.low(end) == "before" and ctx.low(end + 1) == "last":
        return end + 2, replace(unit_around(shift(ctx.today, "day", -(back or 7) - 7), "day"), relative=True)
    return end, replace(unit_around(shift(ctx.today, "day", step), "day"), relative=True)


def _short_day(ctx: Context, at: int) -> bool:
    """A short form of a weekday counts next to a number, a stop or a comma."""
    return ctx.low(at + 1) in (".", ",") or number(ctx, at + 1) is not None or ctx.low(at - 1) == "on"


def season(ctx: Context, at: int) -> Found:
    """ "summer 2022", "the spring of 2014", "last winter", "this summer"."""
    index, lead = at, ""
    if ctx.low(at) in ("this", "last", "next", "the", "past", "coming", "previous"):
        lead, index = ctx.low(at), at + 1
        if ctx.low(index) in ("past", "last", "coming", "next", "previous"):
            lead, index = ctx.low(index), index + 1
    first = lookup("seasons").get(ctx.low(index))
    if not isinstance(first, int):
        return None
    stop, told = year_after(ctx, index + 1)
    if told is not None:
        return stop, _season_of(told, first)
    sure = (
        lead in ("this", "last", "next", "past", "coming", "previous")
        or ctx.low(at - 1) in ("in", "since", "during", "by", "until", "over", "-", "mid", "early", "late")
        or (lead == "the" and ctx.low(at - 1) in ("in", "during", "over"))
    )
    if not sure or (ctx.low(index) in ("fall", "spring") and ctx.low(index + 1) in ("of", "in", "to")):
        return None
    if ctx.today is None:
        return index + 1, Stretch(grain="season")
    return index + 1, replace(_near_season(ctx, at, first, lead), relative=True)


def _season_of(year: int, first: int) -> Stretch:
    start = datetime(year, first, 1)
    return Stretch(start, shift(start, "month", 3), "season")


def _near_season(ctx: Context, at: int, first: int, lead: str) -> Stretch:
    today = ctx.today or datetime.min
    found = [_season_of(today.year + step, first) for step in (-2, -1, 0, 1)]
    if lead in ("next", "coming") or (lead != "last" and (ctx.ahead(at) or ctx.low(at - 1) in ("by", "until"))):
        return next(
            (s for s in found if s.high and s.low and (s.high > today if lead == "" else s.low > today)), found[-1]
        )
    if lead in ("last", "past", "previous"):
        return [s for s in found if s.high and s.high <= today][-1]
    return [s for s in found if s.low and s.low <= today][-1]

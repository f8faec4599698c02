"""Stretches of time and the arithmetic of the calendar. An open end is None; a stretch that cannot be dated has
neither.
"""

# ruff: noqa: DTZ001, DTZ901 - the hours are the local ones of the text

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

CLOCK_GRAINS = ("minute", "hour", "part_of_day")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first moment to the first moment after it. `relative`: it was counted from another day, not named.
    `relation`: set where the words themselves say it."""

    low: datetime | None = None
    high: datetime | None = None
    grain: str = "span"
    relation: str | None = None
    relative: bool = False
    anchor: bool = False

    @property
    def known(self) -> bool:
        """Whether at least one end is dated."""
        return self.low is not None or self.high is not None


def parse_moment(value: str | None) -> tuple[datetime | None, bool]:
    """The moment of publication in local time, and whether the hour is told; years without a press count as none."""
    if not value:
        return None, False
    for words, exact in ((value.strip(), len(value.strip()) > 10), (value.strip()[:10], False)):
        try:
            moment = datetime.fromisoformat(words).replace(tzinfo=None)
        except ValueError:
            continue
        return (moment, exact) if 1500 <= moment.year < 2500 else (None, False)
    return None, False


def midnight(moment: datetime) -> datetime:
    """The first moment of the day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def day_of(moment: datetime | None) -> Stretch:
    """The whole day of a moment."""
    if moment is None:
        return Stretch(grain="day")
    start = midnight(moment)
    return Stretch(start, shift(start, "day", 1), "day")


def make_day(year: int, month: int, day: int) -> Stretch | None:
    """A day of the calendar, or None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9998 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return day_of(datetime(year, month, day))


def month_of(year: int, month: int) -> Stretch:
    """A month of a year."""
    start = datetime(year, month, 1)
    return Stretch(start, shift(start, "month", 1), "month")


def years(first: int, count: int = 1, grain: str = "year") -> Stretch:
    """A run of whole years."""
    return Stretch(datetime(first, 1, 1), datetime(min(first + count, 9999), 1, 1), grain)


def shift(moment: datetime, unit: str, count: int) -> datetime:
    """A moment moved by whole units; the last day of a short month stands for a day it has not. Stays in years 1 to
    9999.
    """
    try:
        if unit in ("month", "year", "decade", "quarter", "century"):
            size = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
            months = moment.year * 12 + moment.month - 1 + count * size
            year, month = divmod(months, 12)
            return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
        days = {"day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "weekend": 7.0, "season": 91.0}
        if unit in days:
            return moment + timedelta(days=days[unit] * count)
        return moment + timedelta(seconds={"second": 1, "minute": 60, "hour": 3600}[unit] * count)
    except (ValueError, OverflowError):
        return datetime.min if count < 0 else datetime(9999, 1, 1)


def unit_around(moment: datetime, unit: str) -> Stretch:
    """The calendar unit that holds a moment: its ISO week, its weekend (the next one within a week), month, year,
    decade.
    """
    day = midnight(moment)
    if unit in ("week", "fortnight"):
        start = day - timedelta(days=day.weekday())
        return Stretch(start, shift(start, "week", 1 if unit == "week" else 2), "week")
    if unit == "weekend":
        start = day - timedelta(days=day.weekday()) + timedelta(days=5)
        return Stretch(start, shift(start, "day", 2), "span")
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        start = datetime(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        return Stretch(start, shift(start, "month", 3), "span")
    if unit == "year":
        return years(day.year)
    if unit == "decade":
        return years(day.year - day.year % 10 or 1, 10, "decade")
    if unit == "century":
        return years(day.year - day.year % 100 or 1, 100, "span")
    if unit == "hour":
        start = moment.replace(minute=0, second=0, microsecond=0)
        return Stretch(start, shift(start, "hour", 1), "hour")
    if unit in ("minute", "second"):
        start = moment.replace(second=0, microsecond=0)
        return Stretch(start, shift(start, "minute", 1), "minute")
    return day_of(day)


def slice_of(stretch: Stretch, first: int, last: int) -> Stretch:
    """A part of a stretch, in twelfths; cut at whole days where the stretch is longer than two days."""
    if stretch.low is None or stretch.high is None:
        return replace(stretch, grain="span")
    if stretch.grain in ("year", "decade"):
        unit = 12 if stretch.grain == "decade" else 1  # a decade is cut at whole years, a year at whole months
        months = 120 if stretch.grain == "decade" else 12
        begin, end = months * first // 12 // unit * unit, -(-months * last // 12 // unit) * unit
        return replace(
            stretch, low=shift(stretch.low, "month", begin), high=shift(stretch.low, "month", end), grain="span"
        )
    whole = stretch.high - stretch.low
    low, high = stretch.low + whole * first / 12, stretch.low + whole * last / 12
    if whole > timedelta(days=2):
        low, high = midnight(low), stretch.high if last == 12 else midnight(high)
        return replace(stretch, low=low, high=max(high, shift(low, "day", 1)), grain="span")
    return replace(stretch, low=low, high=high, grain="part_of_day")


def hours_of(day: Stretch, first: float, last: float) -> Stretch:
    """The hours of a day; above 24 they are those of the next one."""
    if day.low is None:
        return Stretch(grain="part_of_day", relative=day.relative)
    start = midnight(day.low)
    return Stretch(start + timedelta(hours=first), start + timedelta(hours=last), "part_of_day", None, day.relative)


def written(moment: datetime | None, grain: str) -> str | None:
    """ISO form: the day, or day and minute where the grain is finer than a day or the moment is no midnight."""
    if moment is None:
        return None
    if grain in CLOCK_GRAINS or moment != midnight(moment):
        return moment.strftime("%Y-%m-%dT%H:%M") if moment.year >= 1000 else moment.isoformat(timespec="minutes")
    return moment.date().isoformat()

"""The clock of the place: a time of day that a claim tells gets the offset that held there on that day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from contested.data import rows
from contested.nouns import Moment, Place, km_between

GRAINS = ("minute", "hour", "part_of_day")
_WORLD = re.compile(r"\b(?:GMT|UTC)\b")
_OTHER = re.compile(r"\b(?!local\b)\w+ time\b|\b(?:EST|EDT|CET|EET|MSK)\b")
_CLEARLY = 0.5  # of two zones with different clocks the nearer one must be within this part of the other's distance


def in_zone(moment: Moment | None, places: Sequence[Place]) -> Moment | None:
    """The moment with the offset of its place ("2022-10-08T06:00+03:00"), if it tells a time of day. It stays as it is
    where no place is known, the clock there is not certain, or the words name a clock of their own; GMT is kept.
    """
    if moment is None or moment.grain not in GRAINS or "T" not in (moment.from_ or "") + (moment.to or ""):
        return moment
    if _WORLD.search(moment.text):
        return _shifted(moment, timedelta())
    place = next((place for place in places if place.country), None)
    if place is None or _OTHER.search(moment.text):
        return moment
    offset = offset_at(place, moment.from_ or moment.to or "")
    return moment if offset is None else _shifted(moment, offset)


def _shifted(moment: Moment, offset: timedelta) -> Moment:
    sign, minutes = ("-", -offset) if offset < timedelta() else ("+", offset)
    hours, rest = divmod(int(minutes.total_seconds()) // 60, 60)
    ending = f"{sign}{hours:02}:{rest:02}"

    def told(value: str | None) -> str | None:
        return value + ending if value and "T" in value else value

    return replace(moment, from_=told(moment.from_), to=told(moment.to))


def offset_at(place: Place, when: str) -> timedelta | None:
    """How far the clock of a place is before UTC at a local ISO datetime; None where that is not certain."""
    try:
        local = datetime.fromisoformat(when).replace(tzinfo=None)
    except ValueError:
        return None
    clocks: dict[timedelta, float] = {}
    for name, lat, lon in _zones().get(place.country or "", ()):
        offset = _offset(name, local)
        if offset is None:
            return None
        far = km_between(place.lat, place.lon, lat, lon) if place.lat is not None and place.lon is not None else 0.0
        clocks[offset] = min(far, clocks.get(offset, far))
    ranked = sorted(clocks.items(), key=lambda item: item[1])
    if len(ranked) > 1 and (place.lat is None or ranked[0][1] > _CLEARLY * ranked[1][1]):
        return None
    return ranked[0][0] if ranked else None


def _offset(name: str, local: datetime) -> timedelta | None:
    try:
        return ZoneInfo(name).utcoffset(local)
    except (ZoneInfoNotFoundError, OSError):  # no table of zones on this machine
        return None


@cache
def _zones() -> dict[str, tuple[tuple[str, float, float], ...]]:
    table: dict[str, list[tuple[str, float, float]]] = {}
    for row in rows("gazetteer/zones.csv"):
        table.setdefault(row["country"], []).append((row["zone"], float(row["lat"]), float(row["lon"])))
    return {country: tuple(zones) for country, zones in table.items()}

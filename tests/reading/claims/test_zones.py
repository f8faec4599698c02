from __future__ import annotations

import pytest

from contested.nouns import Moment, Place
from contested.reading.claims.zones import in_zone


def place(country: str, lat: float | None = None, lon: float | None = None) -> Place:
    return Place(start=0, end=1, text="X", country=country, lat=lat, lon=lon)


def told(words: str, when: str, *places: Place, grain: str = "hour") -> str | None:
    moment = in_zone(Moment(0, len(words), words, when, None, grain), places)
    return moment.from_ if moment else None


@pytest.mark.parametrize(
    ("when", "where", "expected"),
    [
        ("2022-10-08T06:00", place("UA", 46.6, 32.6), "2022-10-08T06:00+03:00"),
        ("2022-12-08T06:00", place("UA", 46.6, 32.6), "2022-12-08T06:00+02:00"),
        ("2021-08-15T09:30", place("AF"), "2021-08-15T09:30+04:30"),
        ("2020-01-04T06:00", place("US", 40.7, -74.0), "2020-01-04T06:00-05:00"),
    ],
)
def test_a_time_of_day_gets_the_clock_of_its_place(when: str, where: Place, expected: str) -> None:
    assert told("at 6 a.m.", when, where) == expected


def test_between_two_clocks_none_is_chosen() -> None:
    assert told("at 6 a.m.", "2020-01-04T06:00", place("CD", -6.0, 21.5)) == "2020-01-04T06:00"
    assert told("at 6 a.m.", "2020-01-04T06:00", place("US")) == "2020-01-04T06:00"


def test_a_clock_that_is_named_holds() -> None:
    assert told("at 6:00 GMT", "2022-10-08T06:00", place("UA", 46.6, 32.6)) == "2022-10-08T06:00+00:00"
    assert told("at 6 a.m. Moscow time", "2022-10-08T06:00", place("UA", 46.6, 32.6)) == "2022-10-08T06:00"
    assert told("at 6 a.m. local time", "2022-10-08T06:00", place("UA", 46.6, 32.6)) == "2022-10-08T06:00+03:00"


def test_days_and_times_without_a_place_stay() -> None:
    assert told("on 8 October", "2022-10-08", place("UA", 46.6, 32.6), grain="day") == "2022-10-08"
    assert told("at 6 a.m.", "2022-10-08T06:00") == "2022-10-08T06:00"

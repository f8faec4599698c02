"""Days, spans, numbers and places read as people read them."""

from __future__ import annotations

import pytest

from contested.outputs import wording
from tests.factory import claim, place


@pytest.mark.parametrize(
    ("from_", "to", "said"),
    [
        ("2022-09-08", "2022-09-09", "8 Sep 2022"),
        ("2022-09-08", "2022-09-10", "8 to 9 Sep 2022"),
        ("2022-09-30", "2022-10-02", "30 Sep to 1 Oct 2022"),
        ("2022-12-31", "2023-01-02", "31 Dec 2022 to 1 Jan 2023"),
        ("2022-08-01", None, "since 1 Aug 2022"),
        (None, "2022-09-17", "by 16 Sep 2022"),
        (None, None, "day not told"),
        ("2022-09-08T22:00:00+03:00", "2022-09-09T05:00:00+03:00", "8 to 9 Sep 2022"),
        ("2022-09-08T05:00:00", "2022-09-08T09:00:00", "8 Sep 2022"),
    ],
)
def test_span(from_: str | None, to: str | None, said: str) -> None:
    assert wording.span(from_, to) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(400, 500, "400 to 500"), (12, None, "12 or more"), (None, 60, "up to 60"), (7, 7, "7"), (None, None, "not told"),
     (1036, 1036, "1,036"), (2.5, 2.5, "2.5"), (3, float("inf"), "3 or more")],
)  # fmt: skip
def test_interval(low: float | None, high: float | None, said: str) -> None:
    assert wording.interval(low, high) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.58, "58 %"), (0.999, ">99 %"), (0.001, "<1 %"), (1.0, "100 %"), (0.0, "0 %")]
)
def test_percent(value: float, said: str) -> None:
    assert wording.percent(value) == said


def test_precision_stands_beside_the_name() -> None:
    assert wording.where(place(("Izium", 49.2, 37.3), radius_km=8.0)) == "Izium, within 8 km"
    assert wording.where(place(("Kherson Oblast", 46.6, 33.0), feature="A.ADM1")) == "Kherson Oblast, region only"
    assert wording.where(place("Smallville")) == "Smallville, not on the map"
    assert wording.where(None) == "place not told"


def test_route() -> None:
    ways = (place("Kherson", "from"), place("Crimea", "to"), place("Rostov", "to"))
    assert wording.route(ways) == "Kherson → Crimea, Rostov"
    assert wording.route(ways[1:]) == "→ Crimea, Rostov"


def test_how_told() -> None:
    assert wording.how_told(claim(polarity="negative", stance="denied")) == "denied"
    assert wording.how_told(claim(polarity="negative")) == "not so"
    assert wording.how_told(claim(modality="planned")) == "planned"
    assert wording.how_told(claim()) == ""


def test_days_within_a_sentence():
    told = "A puts it on 2022-09-10, B on 2022-09-11; serial 2022-99-10."
    assert wording.days_in(told) == "A puts it on 10 Sep 2022, B on 11 Sep 2022; serial 2022-99-10."

"""The words before a name, and the arithmetic of moved points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.data.gazetteer import distance_km
from contested.reading.places.geometry import Shift, apply, between, move
from contested.reading.places.relations import bearing_of, joins, shift_before


def read(words: str) -> Shift | None:
    lower = words.split()
    found = shift_before(lower, len(lower))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("words", "bearing", "km", "inside"),
    [("10 km north of", 0, 10, False), ("some 20 miles south - east of", 135, 32.18, False), ("to the west of the", 270, None, False),
     ("in the south of the", 180, None, True), ("northern", 0, None, True), ("on the eastern outskirts of", 90, None, True),
     ("15km from", None, 15, False), ("five kilometres outside", None, 5, False)],
)  # fmt: skip
def test_what_the_words_say(words: str, bearing: float | None, km: float | None, inside: bool) -> None:
    found = read(words)
    assert found is not None
    assert found.bearing == bearing
    assert found.km == (pytest.approx(km) if km else None)
    assert found.inside is inside


@pytest.mark.parametrize("words", ["", "in", "they left", "north . of the", "the mayor of", "10 men of"])
def test_plain_words_say_nothing(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("word", "bearing"), [("north", 0), ("southwestern", 225), ("north-east", 45), ("westward", 270), ("no", None)]
)
def test_bearings(word: str, bearing: float | None) -> None:
    assert bearing_of(word) == bearing


def test_between_needs_both_words() -> None:
    assert joins(["between", "a", "and", "b"], 1, 1, 3)
    assert joins(["halfway", "from", "a", "to", "b"], 2, 2, 4)
    assert not joins(["from", "a", "to", "b"], 1, 1, 3)
    assert not joins(["between", "a", ",", "who", "left", "early", "and", "b"], 1, 1, 7)


@given(st.floats(-60, 60), st.floats(-180, 179.9), st.floats(0, 359.9), st.floats(1, 100))
def test_a_moved_point_is_as_far_as_told(lat: float, lon: float, bearing: float, km: float) -> None:
    at = move(lat, lon, bearing, km)
    assert distance_km(lat, lon, *at) == pytest.approx(km, rel=0.03)
    assert -180 <= at[1] <= 180


@given(st.floats(-60, 60), st.floats(-180, 179.9), st.floats(-1, 1), st.floats(-1, 1))
def test_the_middle_is_as_far_from_both(lat: float, lon: float, dlat: float, dlon: float) -> None:
    a, b = (lat, lon), (lat + dlat, (lon + dlon + 180) % 360 - 180)
    middle = between(a, b)
    assert distance_km(*a, *middle[:2]) == pytest.approx(distance_km(*b, *middle[:2]), rel=0.05, abs=1)


def test_a_part_lies_inside() -> None:
    lat, lon, radius = apply(Shift(180.0, None, inside=True), 51.0, 34.0, 100.0)
    assert distance_km(lat, lon, 51.0, 34.0) + radius == pytest.approx(110, rel=0.05)
    assert lat < 51
    assert lon == pytest.approx(34)

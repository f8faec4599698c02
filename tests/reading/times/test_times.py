"""Expressions of time against a day of publication. Wednesday, 12 October 2022, unless another day is told."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from contested.nouns import Moment
from contested.reading.times import find_times

NLP = spacy.blank("en")
PUBLISHED = "2022-10-12"


def times(text: str, published: str | None = PUBLISHED) -> tuple[Moment, ...]:
    return find_times(NLP(text), published)


def one(text: str, published: str | None = PUBLISHED) -> Moment:
    found = times(text, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "grain", "relation"),
    [
        ("Shells fell on 9 October 2022.", "2022-10-09", "2022-10-10", "day", "at"),
        ("Shells fell on October 9, 2022.", "2022-10-09", "2022-10-10", "day", "at"),
        ("Shells fell on the 9th of October.", "2022-10-09", "2022-10-10", "day", "at"),
        ("Date: 2022-10-09", "2022-10-09", "2022-10-10", "day", "at"),
        ("Date: 09.10.2022", "2022-10-09", "2022-10-10", "day", "at"),
        ("Date: 25/12/2021", "2021-12-25", "2021-12-26", "day", "at"),
        ("It fell on Monday.", "2022-10-10", "2022-10-11", "day", "at"),
        ("It will open on Monday.", "2022-10-17", "2022-10-18", "day", "at"),
        ("They met last Wednesday.", "2022-10-05", "2022-10-06", "day", "at"),
        ("It burned yesterday.", "2022-10-11", "2022-10-12", "day", "at"),
        ("Drones came overnight.", "2022-10-11T20:00", "2022-10-12T06:00", "part_of_day", "at"),
        ("Drones came on the night of 9 to 10 October.", "2022-10-09T20:00", "2022-10-10T06:00", "part_of_day", "at"),
        ("A blast at 6:45 a.m. on Friday shook it.", "2022-10-07T06:45", "2022-10-07T06:46", "minute", "at"),
        ("Held since August.", "2022-08-01", None, "month", "since"),
        ("They must leave by the 14th.", None, "2022-10-15", "day", "until"),
        ("It fell earlier this month.", "2022-10-01", "2022-10-13", "span", "at"),
        ("It fell two years ago.", "2020-01-01", "2021-01-01", "year", "at"),
        ("It was built in the 1970s.", "1970-01-01", "1980-01-01", "decade", "at"),
        ("Talks will resume in three days.", "2022-10-15", "2022-10-16", "day", "at"),
        ("Twenty towns fell in just 24 hours.", "2022-10-11", "2022-10-13", "span", "during"),
        ("It went on from 3 to 9 March 2021.", "2021-03-03", "2021-03-10", "span", "during"),
        ("It went on from 28 September to 3 October.", "2022-09-28", "2022-10-04", "span", "during"),
        ("It fell the Friday before last.", "2022-09-30", "2022-10-01", "day", "at"),
        ("It fell the night before last.", "2022-10-10T20:00", "2022-10-11T06:00", "part_of_day", "at"),
        ("A second one struck around midday.", "2022-10-12T12:00", "2022-10-12T13:00", "hour", "at"),
        ("They fled last summer.", "2022-06-01", "2022-09-01", "season", "at"),
    ],
)
def test_resolves_against_publication(text: str, low: str, high: str, grain: str, relation: str) -> None:
    found = one(text)
    assert (found.from_, found.to, found.grain, found.relation) == (low, high, grain, relation)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text", ["It fell yesterday.", "It fell in August.", "Held since Friday.", "In the past 24 hours."]
)
def test_relative_times_stay_open_without_publication(text: str) -> None:
    found = one(text, None)
    assert found.from_ is None
    assert found.to is None
    assert found.text


def test_dates_with_a_year_need_no_publication() -> None:
    assert one("It fell on 9 October 1994.", None).from_ == "1994-10-09"


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May said she may march.",
        "2014 people were killed.",
        "The 93rd brigade fought.",
        "A second car blew up.",
        "Version 2.10.3",
    ],
)
def test_leaves_other_words_alone(text: str) -> None:
    assert times(text) == ()


def test_anniversaries_are_never_the_present() -> None:
    found = one("Crowds marked the 30th anniversary of the massacre.")
    assert (found.from_, found.to) == (None, None)


def test_hours_belong_to_the_day_told_in_the_sentence() -> None:
    found = times("On Monday shells fell, and again at 11 p.m. it burned.")
    assert [m.from_ for m in found] == ["2022-10-10", "2022-10-10T23:00"]


def test_publication_with_an_hour_counts_back_from_it() -> None:
    assert one("Three towns fell in the past 24 hours.", "2022-10-12T15:30:00+03:00").from_ == "2022-10-11T15:30"


@pytest.mark.parametrize("published", ["", "yesterday", "2022-13-40", "0001-01-01", "9999-12-31"])
def test_odd_publication_days_do_no_harm(published: str) -> None:
    text = "The day before yesterday, in 40 years, two centuries ago, last week and next year on Monday."
    found = times(text, published)
    assert found
    assert all(text[moment.start : moment.end] == moment.text for moment in found)


WORDS = st.sampled_from(
    [
        "9",
        "10",
        "31",
        "2022",
        "0",
        "99999",
        "th",
        ".",
        "-",
        "/",
        ":",
        "October",
        "may",
        "Friday",
        "last",
        "next",
        "the",
        "in",
        "of",
        "days",
        "ago",
        "since",
        "night",
        "to",
        "before",
        "between",
        "and",
        "a",
        "early",
        "year",
    ]
)


@given(
    st.lists(WORDS, max_size=14), st.sampled_from([None, "2022-10-12", "2024-02-29T23:59", "0001-01-01", "9999-12-31"])
)
def test_any_words_of_time_are_read_without_a_fault(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    for one in times(text, published):
        assert text[one.start : one.end] == one.text
        assert one.from_ is None or one.to is None or one.from_ <= one.to


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("The same evening", "2022-10-04T18:00", "2022-10-05T00:00"),
        ("That morning", "2022-10-04T06:00", "2022-10-04T12:00"),
        ("Earlier that day", "2022-10-04", "2022-10-05"),
        ("The night before", "2022-10-03T20:00", "2022-10-04T06:00"),
    ],
)
def test_a_part_of_the_day_told_before_is_of_that_day(words: str, low: str, high: str) -> None:
    found = times(f"Shells fell on 4 October. {words}, a bridge was blown up.")
    assert [(m.text, m.from_, m.to) for m in found][1:] == [(words, low, high)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Forts of the twelfth century stand here.", "1101-01-01", "1201-01-01"),
        ("Forts of the 18th century stand here.", "1701-01-01", "1801-01-01"),
        ("Forts of the XIX century stand here.", "1801-01-01", "1901-01-01"),
        ("Forts of the third century BC stand here.", None, "0001-01-01"),
        ("The town was sacked in antiquity.", None, "0476-09-05"),
        ("A Bronze Age fort stands here.", None, "0001-01-01"),
        ("On this day in 1943 it burned.", "1943-10-12", "1943-10-13"),
    ],
)
def test_centuries_and_ages(text: str, low: str | None, high: str) -> None:
    found = one(text)
    assert (found.from_, found.to) == (low, high)


def test_an_ordinal_alone_is_no_time() -> None:
    assert times("The third man won.") == ()

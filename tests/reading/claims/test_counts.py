"""Totals told with their groups."""

from __future__ import annotations

import pytest

from contested.nouns import Count
from contested.reading.claims.counts import add_totals


def counted(text: str, *groups: tuple[str, str | None, float, float | None]) -> list[Count]:
    found = []
    for words, who, low, high in groups:
        start = text.index(words)
        found.append(Count("killed", low, high, who, start, start + len(words)))
    add_totals(found, text)
    return found


def whole(found: list[Count]) -> list[tuple[float | None, float | None]]:
    return [(one.low, one.high) for one in found if one.who is None]


def test_a_group_of_an_age_is_the_whole_too() -> None:
    assert whole(counted("Six pupils were killed.", ("Six", "children", 6, 6))) == [(6, 6)]


def test_groups_side_by_side_are_summed_and_an_open_end_stays_open() -> None:
    text = "At least 22 children and four women were killed."
    assert whole(counted(text, ("At least 22", "children", 22, None), ("four", "women", 4, 4))) == [(26, None)]


@pytest.mark.parametrize("text", ["Civilians died, including two children.", "They died, two of them children."])
def test_a_part_is_no_whole(text: str) -> None:
    assert whole(counted(text, ("two", "children", 2, 2))) == []


def test_a_whole_that_is_told_is_not_made_again() -> None:
    text = "12 people died, three children."
    assert whole(counted(text, ("12", None, 12, 12), ("three", "children", 3, 3))) == [(12, 12)]


def test_soldiers_are_not_all_the_dead() -> None:
    assert whole(counted("20 soldiers died.", ("20", "soldiers", 20, 20))) == []

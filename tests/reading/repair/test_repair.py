from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.reading.repair import repair


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (
            "nine soldierswere hurt near the bridgebecause of mines",
            "nine soldiers were hurt near the bridge because of mines",
        ),
        ("O minister said that O General was wrong", "The minister said that O General was wrong"),
        ("The Foreign Ministry he said it was over.", "The Foreign Ministry said it was over."),
        ("On Monday he said it was over.", "On Monday he said it was over."),
        ("They left “the town “, he said.", "They left “the town”, he said."),
        ("The army donâ€™t know", "The army don’t know"),
        ("El Salvador is calm. El general left.", "El Salvador is calm. The general left."),
        ("A counteroffensive and the airstrikes went on", "A counteroffensive and the airstrikes went on"),
        ("They shelled Kharkiv.Then they left.", "They shelled Kharkiv. Then they left."),
    ],
)
def test_repair_reads(text: str, read_as: str) -> None:
    assert repair(text).text == read_as


def test_doubled_title_is_read_once() -> None:
    text = "The bridge at Rafah is closed\n\nThe bridge at Rafah is closed\n\nIt was hit."
    assert repair(text).text.count("Rafah") == 1


@given(st.text(alphabet=st.sampled_from("ab “”\"'.,\nO he\u200bâ€™ Kwas"), max_size=200))
def test_every_span_leads_back(text: str) -> None:
    repaired = repair(text)
    assert len(repaired.starts) == len(repaired.text) == len(repaired.ends)
    for at in range(len(repaired.text)):
        start, end = repaired.back(at, at + 1)
        assert 0 <= start <= end <= len(text)
    assert list(repaired.starts) == sorted(repaired.starts)


def test_untouched_text_keeps_its_offsets() -> None:
    text = "Shells hit the market in Port Sudan on Friday."
    repaired = repair(text)
    assert repaired.back(15, 21) == (15, 21)
    assert not repaired.repairs

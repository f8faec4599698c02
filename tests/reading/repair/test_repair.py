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


def test_capitals_are_read_in_ordinary_case() -> None:
    read = repair("GUERRILLAS ATTACKED THE BRIDGE NEAR SAN SALVADOR. THE FMLN SAID SO.").text
    assert read == "Guerrillas attacked the bridge near San Salvador. The FMLN said so."


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    text = "Rebels attacked a military base near the town of Tessalit on the\nnight to Sunday and killed eleven soldiers, the army said in a\nstatement that was read out on the state radio in the capital on\nMonday morning.\n\nNobody claimed it."
    read = repair(text).text
    assert "on the night to Sunday" in read
    assert "\n\nNobody" in read

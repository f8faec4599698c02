"""Speakers that the layout of a text names."""

from __future__ import annotations

from tests.reading.parsed import parsed

from contested.reading.attribute.labels import by_layout


def test_a_text_that_breaks_off_at_its_comma_has_no_source_behind_it() -> None:
    doc = parsed(
        ("Gunmen", "gunman", "NOUN", 1, "nsubj"), ("burned", "burn", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("market", "market", "NOUN", 1, "obj"), (",", ",", "PUNCT", 1, "punct"),
    )  # fmt: skip
    assert not list(by_layout(doc))

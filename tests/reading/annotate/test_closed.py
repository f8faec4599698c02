from __future__ import annotations

import pytest

from contested.reading.annotate.closed import fine, may_start

UPOS = ("ADP", "CCONJ", "NOUN", "NUM", "PUNCT", "VERB")


@pytest.mark.parametrize(
    ("word", "tag", "barred"),
    [
        ("ambushed", "CCONJ", True), ("ambushed", "VERB", False), ("Ambushed", "ADP", True), ("with", "ADP", False),
        ("with", "PUNCT", True), ("kidnapped", "NUM", True), ("seven", "NUM", False), ("XIV", "NUM", False),
        (";", "PUNCT", False), ("1982", "NUM", False), ("x", "PUNCT", False),
    ],
)  # fmt: skip
def test_closed_classes_hold_their_own_words_alone(word: str, tag: str, barred: bool) -> None:
    assert bool(fine([word], UPOS)[0, UPOS.index(tag)] < -100) is barred


@pytest.mark.parametrize(
    ("before", "word", "may"),
    [("town", "they", False), ("town", "They", True), (".", "they", True), ("”", "said", True), ("1982", "he", True)],
)
def test_no_sentence_begins_in_small_letters_behind_a_word(before: str, word: str, may: bool) -> None:
    assert bool(may_start([before, word])[1]) is may

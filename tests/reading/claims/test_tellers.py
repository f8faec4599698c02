"""Who tells a toll that stands as a plain object."""

from __future__ import annotations

import pytest
from tests.reading.claims.test_parties import actor, read
from tests.reading.parsed import parsed


@pytest.mark.parametrize(
    ("word", "lemma", "stance"), [("counted", "count", "asserted"), ("verified", "verify", "confirmed")]
)
def test_the_subject_of_a_counting_verb_tells_the_toll_and_is_no_victim(word: str, lemma: str, stance: str) -> None:
    doc = parsed(
        ("the", "the", "DET", 1, "det"), ("ministry", "ministry", "NOUN", 2, "nsubj"), (word, lemma, "VERB", 2, "ROOT"),
        ("the", "the", "DET", 4, "det"), ("deaths", "death", "NOUN", 2, "obj"), ("of", "of", "ADP", 6, "case"),
        ("guards", "guard", "NOUN", 4, "nmod"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "the ministry", "TCD", "GOV"))["casualties"]
    assert [(one.text, one.country) for one in claim.said_by] == [("the ministry", "TCD")]
    assert claim.stance == stance
    assert "the ministry" not in [party.text for party in claim.patients]


def test_what_is_no_person_tells_nothing() -> None:
    doc = parsed(
        ("the", "the", "DET", 1, "det"), ("storm", "storm", "NOUN", 2, "nsubj"), ("raised", "raise", "VERB", 2, "ROOT"),
        ("the", "the", "DET", 4, "det"), ("deaths", "death", "NOUN", 2, "obj"),
    )  # fmt: skip
    assert not [claim for claim in read(doc).values() if claim.said_by]

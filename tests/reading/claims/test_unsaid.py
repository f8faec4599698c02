"""Silence about a happening is neither word of it nor its denial."""

from __future__ import annotations

import pytest
from tests.reading.claims.test_parties import read
from tests.reading.parsed import parsed

from contested.reading.attribute.rules import by_rule


@pytest.mark.parametrize(("verb", "kept"), [("mention", False), ("deny", True)])
def test_what_was_not_mentioned_is_not_told(verb: str, kept: bool) -> None:
    doc = parsed(
        ("He", "he", "PRON", 3, "nsubj"), ("did", "do", "AUX", 3, "aux"), ("not", "not", "PART", 3, "advmod"),
        (verb, verb, "VERB", 3, "ROOT"), ("the", "the", "DET", 5, "det"), ("shelling", "shelling", "NOUN", 3, "obj"),
    )  # fmt: skip
    assert ("shelling" in read(doc)) is kept


@pytest.mark.parametrize(("verb", "lemma", "kept"), [("mentioned", "mention", False), ("reported", "report", True)])
def test_mentioning_no_losses_is_silence_and_reporting_none_a_count(verb: str, lemma: str, kept: bool) -> None:
    doc = parsed(
        ("Officers", "officer", "NOUN", 1, "nsubj"), (verb, lemma, "VERB", 1, "ROOT"), ("no", "no", "DET", 3, "det"),
        ("casualties", "casualty", "NOUN", 1, "obj"),
    )  # fmt: skip
    assert ("casualties" in read(doc)) is kept


def test_who_suspends_a_vote_halts_no_operations() -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("junta", "junta", "NOUN", 2, "nsubj"), ("suspended", "suspend", "VERB", 2, "ROOT"),
        ("the", "the", "DET", 4, "det"), ("vote", "vote", "NOUN", 2, "obj"),
    )  # fmt: skip
    assert set(read(doc)) == {"decree"}


def test_what_stands_in_somebodys_version_is_their_word_and_not_the_outlets() -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("rebels", "rebel", "NOUN", 2, "nsubj"), ("spoke", "speak", "VERB", 2, "ROOT"),
        (":", ":", "PUNCT", 2, "punct"), ("in", "in", "ADP", 6, "case"), ("their", "their", "PRON", 6, "nmod:poss"),
        ("version", "version", "NOUN", 9, "obl"), ("troops", "troop", "NOUN", 9, "nsubj"), ("first", "first", "ADV", 9, "advmod"),
        ("attacked", "attack", "VERB", 2, "parataxis"), ("villages", "village", "NOUN", 9, "obj"),
    )  # fmt: skip
    drafts = list(by_rule(doc))
    assert [(sorted(d.source), 9 in d.content) for d in drafts if d.maker.startswith("rule:in")] == [([5], True)]
    plain = parsed(
        ("In", "in", "ADP", 2, "case"), ("this", "this", "DET", 2, "det"), ("version", "version", "NOUN", 4, "obl"),
        ("troops", "troop", "NOUN", 4, "nsubj"), ("attacked", "attack", "VERB", 4, "ROOT"),
    )  # fmt: skip
    assert not list(by_rule(plain))

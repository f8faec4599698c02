from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc
from tests.reading.parsed import parsed

from contested.nouns import Document
from contested.reading.annotate import Annotation
from contested.reading.annotate.types import TriggerGuess
from contested.reading.claims import find_claims
from contested.reading.context import Context


def test_a_word_that_only_the_model_knows_becomes_a_claim_and_says_so() -> None:
    doc = parsed(
        ("Gunmen", "gunman", "NOUN", 1, "nsubj"), ("frobbed", "frob", "VERB", 1, "ROOT"), ("a", "a", "DET", 3, "det"),
        ("teacher", "teacher", "NOUN", 1, "obj"),
    )  # fmt: skip
    none = np.ones(len(doc), dtype=np.float32)
    doc.user_data["annotation"] = Annotation(
        attributions=(), pos_confidence=none, arc_confidence=none, entity_confidence=(), nominal_types=("",) * len(doc),
        model="test 1", trigger_kinds=((), (("killing", 0.9),), (), ()),
        triggers={1: TriggerGuess("killing", 0.9, "actual", "positive")},
    )  # fmt: skip
    (claim,) = find_claims(Context(doc, Document("d", doc.text)))
    assert (claim.kind, claim.because.rule) == ("killing", "trigger head of the model")
    assert [party.text for party in claim.agents] == ["Gunmen"]
    assert [party.text for party in claim.patients] == ["a teacher"]


@pytest.mark.parametrize(
    ("verb", "lemma", "noun", "kept"),
    [
        ("lifted", "lift", "blockade", "agreement"),  # politics: hardly anything else is meant
        ("beheaded", "behead", "captive", None),  # violence: the model is believed
    ],
)
def test_usual_words_of_politics_stand_though_the_model_has_not_met_them(
    verb: str, lemma: str, noun: str, kept: str | None
) -> None:
    doc = parsed(
        ("Troops", "troop", "NOUN", 1, "nsubj"), (verb, lemma, "VERB", 1, "ROOT"), ("a", "a", "DET", 3, "det"),
        (noun, noun, "NOUN", 1, "obj"),
    )  # fmt: skip
    none = np.ones(len(doc), dtype=np.float32)
    doc.user_data["annotation"] = Annotation(
        attributions=(), pos_confidence=none, arc_confidence=none, entity_confidence=(), nominal_types=("",) * len(doc),
        model="test 1", trigger_kinds=((), (), (), ()), triggers={},
    )  # fmt: skip
    found = {claim.kind for claim in find_claims(Context(doc, Document("d", doc.text)))}
    assert found == ({kept} if kept else set())


def guessed(doc: Doc, at: int, kind: str) -> list[tuple[str, str]]:
    none = np.ones(len(doc), dtype=np.float32)
    doc.user_data["annotation"] = Annotation(
        attributions=(), pos_confidence=none, arc_confidence=none, entity_confidence=(), nominal_types=("",) * len(doc),
        model="test 1", trigger_kinds=tuple(((kind, 0.8),) if token.i == at else () for token in doc),
        triggers={at: TriggerGuess(kind, 0.8, "actual", "positive")},
    )  # fmt: skip
    return [(claim.kind, claim.polarity) for claim in find_claims(Context(doc, Document("d", doc.text)))]


@pytest.mark.parametrize(("word", "polarity"), [("intact", "negative"), ("crumpled", "positive")])
def test_what_is_intact_was_not_damaged(word: str, polarity: str) -> None:
    doc = parsed(("Sheds", "shed", "NOUN", 2, "nsubj"), ("are", "be", "AUX", 2, "cop"), (word, word, "ADJ", 2, "ROOT"))
    assert guessed(doc, 2, "damage") == [("damage", polarity)]


@pytest.mark.parametrize(("who", "kind"), [("soldiers", "advance"), ("students", "protest")])
def test_soldiers_who_march_on_a_palace_do_not_demonstrate(who: str, kind: str) -> None:
    doc = parsed(
        (who, who[:-1], "NOUN", 1, "nsubj"), ("marched", "march", "VERB", 1, "ROOT"), ("on", "on", "ADP", 4, "case"),
        ("the", "the", "DET", 4, "det"), ("palace", "palace", "NOUN", 1, "obl"),
    )  # fmt: skip
    assert guessed(doc, 1, "protest") == [(kind, "positive")]


@pytest.mark.parametrize(("kind", "kept"), [("killing", ["killing"]), ("detention", [])])
def test_a_word_that_only_the_model_half_takes_for_an_arrest_is_none(kind: str, kept: list[str]) -> None:
    doc = parsed(
        ("Clerks", "clerk", "NOUN", 1, "nsubj"), ("frobbed", "frob", "VERB", 1, "ROOT"), ("a", "a", "DET", 3, "det"),
        ("teacher", "teacher", "NOUN", 1, "obj"),
    )  # fmt: skip
    none = np.ones(len(doc), dtype=np.float32)
    doc.user_data["annotation"] = Annotation(
        attributions=(), pos_confidence=none, arc_confidence=none, entity_confidence=(), nominal_types=("",) * len(doc),
        model="test 1", trigger_kinds=((), ((kind, 0.4),), (), ()),
        triggers={1: TriggerGuess(kind, 0.4, "actual", "positive")},
    )  # fmt: skip
    assert [claim.kind for claim in find_claims(Context(doc, Document("d", doc.text)))] == kept

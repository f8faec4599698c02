"""Lemmas by rule."""

from __future__ import annotations

import pytest

from contested.reading.annotate.lemmas import Lemmatizer, form_of, rule_lemma


@pytest.mark.parametrize(
    ("word", "upos", "form", "lemma"),
    [
        ("shelled", "VERB", "Past", "shell"),
        ("besieged", "VERB", "Past", "besiege"),
        ("evacuated", "VERB", "Past", "evacuate"),
        ("denied", "VERB", "Past", "deny"),
        ("stopped", "VERB", "Past", "stop"),
        ("shooting", "VERB", "Ger", "shoot"),
        ("seizing", "VERB", "Ger", "seize"),
        ("flees", "VERB", "3", "flee"),
        ("cities", "NOUN", "Plur", "city"),
        ("drones", "NOUN", "Plur", "drone"),
        ("losses", "NOUN", "Plur", "loss"),
        ("heavier", "ADJ", "Cmp", "heavy"),
        ("Falls", "PROPN", "Plur", "Falls"),
        ("bus", "NOUN", "", "bus"),
    ],
)
def test_rules(word: str, upos: str, form: str, lemma: str) -> None:
    assert rule_lemma(word, upos, form) == lemma


def test_the_table_comes_before_the_rules() -> None:
    lemmatize = Lemmatizer({"fled|VERB/Past": "flee"})
    assert lemmatize("Fled", "VERB", {"Tense": "Past"}) == "flee"
    assert lemmatize("bombed", "VERB", {"Tense": "Past"}) == "bomb"


def test_the_form_follows_the_features() -> None:
    assert form_of("VERB", {"Tense": "Past", "VerbForm": "Part"}) == "Past"
    assert form_of("NOUN", {"Number": "Plur"}) == "Plur"
    assert form_of("ADP", {}) == ""


@pytest.mark.parametrize(
    ("word", "lemma"), [("guarded", "guard"), ("thanking", "thank"), ("annexed", "annex"), ("bathed", "bathe")]
)
def test_a_verb_loses_no_e_that_it_never_had(word: str, lemma: str) -> None:
    assert Lemmatizer({})(word, "VERB", {"Tense": "Past"} if word.endswith("ed") else {"VerbForm": "Ger"}) == lemma

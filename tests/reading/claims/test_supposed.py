from __future__ import annotations

import pytest
from spacy.tokens import Doc
from tests.reading.parsed import parsed

from contested.reading.claims.supposed import supposed

PAST, PRESENT = "Tense=Past|VerbForm=Fin", "Tense=Pres|VerbForm=Fin"


def told(doc: Doc, **morphs: str) -> Doc:
    for token in doc:
        if token.text in morphs:
            token.set_morph(morphs[token.text])
    return doc


def turned(first: str, end: str) -> Doc:
    return told(
        parsed(
            (first, "have", "AUX", 2, "aux"), ("rebels", "rebel", "NOUN", 2, "nsubj"), ("attacked", "attack", "VERB", 2, "ROOT"),
            ("Goma", "Goma", "PROPN", 2, "obj"), (end, end, "PUNCT", 2, "punct"),
        ),
        Had=PAST, Have=PRESENT, attacked="Tense=Past|VerbForm=Part",
    )  # fmt: skip


def test_an_auxiliary_before_its_subject_supposes_or_asks() -> None:
    assert supposed(turned("Had", ",")[2]) == ("hypothetical", "Had")
    assert supposed(turned("Have", "?")[2]) == ("possible", "Have")


def test_an_auxiliary_behind_its_subject_tells() -> None:
    doc = told(
        parsed(
            ("Rebels", "rebel", "NOUN", 2, "nsubj"), ("had", "have", "AUX", 2, "aux"), ("attacked", "attack", "VERB", 2, "ROOT"),
            ("?", "?", "PUNCT", 2, "punct"),
        ),
        had=PAST,
    )  # fmt: skip
    assert supposed(doc[2]) == ("", "")


def test_who_did_it_is_asked_of_what_was_done() -> None:
    doc = told(
        parsed(
            ("Who", "who", "PRON", 1, "nsubj"), ("shot", "shoot", "VERB", 1, "ROOT"), ("him", "he", "PRON", 1, "obj"),
            ("?", "?", "PUNCT", 1, "punct"),
        ),
        shot=PAST,
    )  # fmt: skip
    assert supposed(doc[1]) == ("", "")


def when(opener: str, tense: str, main: str, *aux: tuple[str, str, str, int, str]) -> Doc:
    return told(
        parsed(
            (opener, opener.lower(), "ADV", 2, "advmod"), ("guards", "guard", "NOUN", 2, "nsubj"),
            ("shoot", "shoot", "VERB", 4, "advcl"), ("they", "they", "PRON", 4, "nsubj"), (main, main, "VERB", 4, "ROOT"), *aux,
        ),
        shoot=tense, run=PRESENT, ran=PAST,
    )  # fmt: skip


@pytest.mark.parametrize(("opener", "tense", "main", "modality"), [
    ("When", PRESENT, "run", "habitual"), ("When", PAST, "ran", ""), ("Whenever", PAST, "ran", "habitual"),
    ("Because", PRESENT, "run", ""),
])  # fmt: skip
def test_when_in_the_present_tells_a_habit(opener: str, tense: str, main: str, modality: str) -> None:
    assert supposed(when(opener, tense, main)[2])[0] == modality


def test_when_before_what_will_be_is_a_thought() -> None:
    doc = when("When", PRESENT, "run", ("will", "will", "AUX", 4, "aux"))
    assert supposed(doc[2]) == ("hypothetical", "when")


def test_a_heading_tells_in_the_present_what_happened() -> None:
    doc = told(
        parsed(
            ("Two", "two", "NUM", 1, "nsubj"), ("die", "die", "VERB", 1, "ROOT"), ("when", "when", "ADV", 4, "advmod"),
            ("shell", "shell", "NOUN", 4, "nsubj"), ("hits", "hit", "VERB", 1, "advcl"), ("bus", "bus", "NOUN", 4, "obj"),
        ),
        die=PRESENT, hits=PRESENT,
    )  # fmt: skip
    assert supposed(doc[4]) == ("", "")


def test_what_is_taught_is_not_done_but_a_named_raid_was() -> None:
    rows = [
        ("Learn", "learn", "VERB", 0, "ROOT"), ("how", "how", "ADV", 3, "advmod"), ("to", "to", "PART", 3, "mark"),
        ("survive", "survive", "VERB", 0, "ccomp"), ("a", "a", "DET", 5, "det"), ("raid", "raid", "NOUN", 3, "obj"),
    ]  # fmt: skip
    assert supposed(parsed(*rows)[5]) == ("hypothetical", "how to")
    rows[4] = ("this", "this", "DET", 5, "det")
    assert supposed(parsed(*rows)[5]) == ("", "")


def test_a_deed_that_is_judged_is_any_such_deed() -> None:
    rows = (
        ("Shelling", "shell", "VERB", 4, "csubj"), ("homes", "home", "NOUN", 0, "obj"), ("is", "be", "AUX", 4, "cop"),
        ("a", "a", "DET", 4, "det"), ("crime", "crime", "NOUN", 4, "ROOT"),
    )  # fmt: skip
    assert supposed(told(parsed(*rows), **{"is": PRESENT})[0]) == ("hypothetical", "crime")
    assert supposed(told(parsed(*rows), **{"is": PAST})[0]) == ("", "")


def test_in_case_of_an_attack() -> None:
    doc = parsed(
        ("Run", "run", "VERB", 0, "ROOT"), ("in", "in", "ADP", 4, "case"), ("case", "case", "NOUN", 1, "fixed"),
        ("of", "of", "ADP", 1, "fixed"), ("shelling", "shelling", "NOUN", 0, "obl"),
    )  # fmt: skip
    assert supposed(doc[4]) == ("hypothetical", "in case of")


def test_what_counts_as_torture() -> None:
    doc = parsed(
        ("It", "it", "PRON", 1, "nsubj"), ("says", "say", "VERB", 1, "ROOT"), ("what", "what", "PRON", 3, "nsubj"),
        ("counts", "count", "VERB", 1, "ccomp"), ("as", "as", "ADP", 5, "case"), ("torture", "torture", "NOUN", 3, "obl"),
    )  # fmt: skip
    assert supposed(doc[5]) == ("hypothetical", "counts")


def test_a_shout_asks_for_it() -> None:
    rows = (("Loot", "loot", "VERB", 0, "ROOT"), ("stores", "store", "NOUN", 0, "obj"), ("!", "!", "PUNCT", 0, "punct"))
    assert supposed(parsed(*rows)[0]) == ("requested", "Loot")
    assert supposed(parsed(*rows[:2], (".", ".", "PUNCT", 0, "punct"))[0]) == ("", "")


@pytest.mark.parametrize(("article", "modality"), [("the", ""), ("any", "possible")])
def test_a_question_about_a_known_attack_takes_it_for_granted(article: str, modality: str) -> None:
    doc = told(
        parsed(
            ("Did", "do", "AUX", 3, "aux"), (article, article, "DET", 2, "det"), ("attack", "attack", "NOUN", 3, "nsubj"),
            ("kill", "kill", "VERB", 3, "ROOT"), ("him", "he", "PRON", 3, "obj"), ("?", "?", "PUNCT", 3, "punct"),
        ),
        Did=PAST,
    )  # fmt: skip
    assert supposed(doc[2])[0] == modality
    assert supposed(doc[3])[0] == "possible"

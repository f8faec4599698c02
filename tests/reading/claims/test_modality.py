from __future__ import annotations

import pytest
from spacy.tokens import Doc
from tests.reading.parsed import parsed

from contested.reading.claims.modality import mood_of


def simple(auxiliary: str, *more: tuple[str, str, str, int, str]) -> Doc:
    return parsed(
        ("Troops", "troops", "NOUN", 2, "nsubj"), (auxiliary, auxiliary, "AUX", 2, "aux"),
        ("attack", "attack", "VERB", 2, "ROOT"), ("Goma", "Goma", "PROPN", 2, "obj"), *more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("auxiliary", "modality"),
    [("did", "actual"), ("may", "possible"), ("will", "planned"), ("would", "hypothetical"), ("must", "requested")],
)
def test_auxiliaries(auxiliary: str, modality: str) -> None:
    assert mood_of(simple(auxiliary)[2]).modality == modality


def test_not_negates() -> None:
    doc = simple("did", ("not", "not", "PART", 2, "advmod"))
    assert mood_of(doc[2]).polarity == "negative"


def test_a_governing_plan_makes_it_planned() -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("plan", "plan", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        ("shell", "shell", "VERB", 1, "xcomp"), ("Goma", "Goma", "PROPN", 3, "obj"),
    )  # fmt: skip
    mood = mood_of(doc[3])
    assert (mood.modality, mood.governors) == ("planned", (1,))


def test_neither_nor_is_one_negation() -> None:
    doc = parsed(
        ("Neither", "neither", "DET", 1, "det"), ("shots", "shot", "NOUN", 4, "nsubj:pass"), ("nor", "nor", "CCONJ", 3, "cc"),
        ("explosions", "explosion", "NOUN", 1, "conj"), ("heard", "hear", "VERB", 4, "ROOT"),
    )  # fmt: skip
    assert mood_of(doc[3]).polarity == "negative"
    assert mood_of(doc[1]).polarity == "negative"


def test_reports_that_are_false_did_not_happen() -> None:
    doc = parsed(
        ("Reports", "report", "NOUN", 4, "nsubj"), ("of", "of", "ADP", 2, "case"), ("shelling", "shelling", "NOUN", 0, "nmod"),
        ("were", "be", "AUX", 4, "cop"), ("false", "false", "ADJ", 4, "ROOT"),
    )  # fmt: skip
    assert mood_of(doc[0]).polarity == "negative"


def test_an_infinitive_of_purpose_is_no_happening_yet() -> None:
    doc = parsed(
        ("battle", "battle", "NOUN", 0, "ROOT"), ("to", "to", "PART", 2, "mark"), ("keep", "keep", "VERB", 0, "acl"),
        ("Goma", "Goma", "PROPN", 2, "obj"),
    )  # fmt: skip
    assert mood_of(doc[2]).modality == "planned"


def test_a_text_that_breaks_off_behind_a_conjunction_is_read() -> None:
    doc = parsed(
        ("Shells", "shell", "NOUN", 1, "nsubj"), ("fell", "fall", "VERB", 1, "ROOT"), ("as", "as", "SCONJ", 1, "mark"),
    )  # fmt: skip
    assert mood_of(doc[1]).modality == "actual"


@pytest.mark.parametrize(("verb", "modality"), [("organise", "planned"), ("avenge", "actual")])
def test_a_plan_reaches_what_it_brings_about_and_not_what_it_answers(verb: str, modality: str) -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("decided", "decide", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        (verb, verb, "VERB", 1, "xcomp"), ("the", "the", "DET", 5, "det"), ("killing", "killing", "NOUN", 3, "obj"),
    )  # fmt: skip
    assert mood_of(doc[5]).modality == modality


@pytest.mark.parametrize(("auxiliary", "modality"), [("has", "actual"), ("is", "ongoing")])
def test_now_beside_the_perfect_says_that_it_is_done(auxiliary: str, modality: str) -> None:
    lemma, verb = ("have", "fallen") if auxiliary == "has" else ("be", "falling")
    doc = parsed(
        ("Goma", "Goma", "PROPN", 3, "nsubj"), (auxiliary, lemma, "AUX", 3, "aux"), ("now", "now", "ADV", 3, "advmod"),
        (verb, "fall", "VERB", 3, "ROOT"),
    )  # fmt: skip
    assert mood_of(doc[3]).modality == modality


def test_what_is_done_to_avoid_harm_denies_no_harm() -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("slowed", "slow", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        ("avoid", "avoid", "VERB", 1, "advcl"), ("casualties", "casualty", "NOUN", 3, "obj"),
    )  # fmt: skip
    mood = mood_of(doc[4])
    assert (mood.polarity, mood.modality) == ("positive", "possible")


def kept(verb: str, mark: str, *more: tuple[str, str, str, int, str]) -> Doc:
    return parsed(
        ("Rain", "rain", "NOUN", 1, "nsubj"), (verb, verb, "VERB", 1, "ROOT"), ("them", "they", "PRON", 1, "obj"),
        (mark, mark, "SCONJ", 4, "mark"), ("storming", "storm", "VERB", 1, "advcl"), ("it", "it", "PRON", 4, "obj"), *more,
    )  # fmt: skip


@pytest.mark.parametrize(("verb", "mark", "polarity"), [
    ("deter", "from", "negative"), ("keep", "from", "negative"), ("return", "from", "positive"), ("deter", "by", "positive"),
])  # fmt: skip
def test_what_somebody_is_kept_from_is_not_done(verb: str, mark: str, polarity: str) -> None:
    assert mood_of(kept(verb, mark)[4]).polarity == polarity


def test_who_does_not_stop_short_of_it_does_it() -> None:
    short = ("short", "short", "ADV", 1, "advmod")
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("stopped", "stop", "VERB", 1, "ROOT"), short, ("of", "of", "SCONJ", 4, "mark"),
        ("storming", "storm", "VERB", 1, "advcl"), ("it", "it", "PRON", 4, "obj"), ("not", "not", "PART", 1, "advmod"),
    )  # fmt: skip
    assert mood_of(doc[4]).polarity == "positive"


@pytest.mark.parametrize(("case", "polarity"), [("after", "positive"), ("of", "negative")])
def test_what_is_denied_of_another_time_denies_no_killing(case: str, polarity: str) -> None:
    doc = parsed(
        ("no", "no", "DET", 1, "det"), ("word", "word", "NOUN", 1, "ROOT"), (case, case, "ADP", 4, "case"),
        ("the", "the", "DET", 4, "det"), ("killings", "killing", "NOUN", 1, "nmod"),
    )  # fmt: skip
    assert mood_of(doc[4]).polarity == polarity


@pytest.mark.parametrize(("auxiliary", "modality"), [("have", "actual"), ("should", "requested")])
def test_who_insists_that_it_was_done_demands_nothing(auxiliary: str, modality: str) -> None:
    doc = parsed(
        ("He", "he", "PRON", 1, "nsubj"), ("insists", "insist", "VERB", 1, "ROOT"), ("rebels", "rebel", "NOUN", 4, "nsubj"),
        (auxiliary, auxiliary, "AUX", 4, "aux"), ("left", "leave", "VERB", 1, "ccomp"),
    )  # fmt: skip
    assert (mood_of(doc[4]).modality == "actual") == (modality == "actual")


def test_what_is_advised_with_an_aside_between_is_still_advised() -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("advised", "advise", "VERB", 1, "ROOT"), ("people", "people", "NOUN", 1, "obj"),
        (",", ",", "PUNCT", 6, "punct"), ("if", "if", "SCONJ", 6, "mark"), ("they", "they", "PRON", 6, "nsubj"),
        ("wish", "wish", "VERB", 2, "acl:relcl"), (",", ",", "PUNCT", 9, "punct"), ("to", "to", "PART", 9, "mark"),
        ("leave", "leave", "VERB", 6, "xcomp"),
    )  # fmt: skip
    assert mood_of(doc[9]).modality == "suggested"

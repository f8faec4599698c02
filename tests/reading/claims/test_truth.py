from __future__ import annotations

import pytest
from spacy.tokens import Doc
from tests.reading.parsed import parsed

from contested.reading.claims.modality import mood_of
from contested.reading.claims.truth import truth


def test_what_nothing_shows_is_possible_at_most() -> None:
    doc = parsed(
        ("Nothing", "nothing", "PRON", 1, "nsubj"), ("indicates", "indicate", "VERB", 1, "ROOT"),
        ("that", "that", "SCONJ", 4, "mark"), ("troops", "troops", "NOUN", 4, "nsubj"),
        ("shelled", "shell", "VERB", 1, "ccomp"), ("Goma", "Goma", "PROPN", 4, "obj"),
    )  # fmt: skip
    assert mood_of(doc[4]).modality == "possible"


def managed(verb: str, *more: tuple[str, str, str, int, str]) -> Doc:
    return parsed(
        ("Troops", "troops", "NOUN", 1, "nsubj"), (verb, verb, "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        ("take", "take", "VERB", 1, "xcomp"), ("Goma", "Goma", "PROPN", 3, "obj"), *more,
    )  # fmt: skip


def test_what_somebody_managed_was_done() -> None:
    mood = mood_of(managed("manage")[3])
    assert (mood.modality, mood.polarity, mood.sure) == ("actual", "positive", True)
    failed = mood_of(managed("manage", ("not", "not", "PART", 1, "advmod"))[3])
    assert (failed.polarity, failed.sure) == ("negative", False)


@pytest.mark.parametrize(("judgement", "modality", "polarity"), [
    ("true", "actual", "positive"), ("false", "actual", "negative"), ("old", "possible", "positive"),
])  # fmt: skip
def test_a_rumour_that_is_true_is_none(judgement: str, modality: str, polarity: str) -> None:
    doc = parsed(
        ("Rumours", "rumour", "NOUN", 5, "nsubj"), ("that", "that", "SCONJ", 3, "mark"),
        ("he", "he", "PRON", 3, "nsubj"), ("fell", "fall", "VERB", 0, "acl"), ("were", "be", "AUX", 5, "cop"),
        (judgement, judgement, "ADJ", 5, "ROOT"),
    )  # fmt: skip
    mood = mood_of(doc[3])
    assert (mood.modality, mood.polarity) == (modality, polarity)


def test_a_deed_to_anybody_is_a_habit() -> None:
    doc = parsed(
        ("Snipers", "sniper", "NOUN", 1, "nsubj"), ("shoot", "shoot", "VERB", 1, "ROOT"),
        ("whoever", "whoever", "PRON", 3, "nsubj"), ("leaves", "leave", "VERB", 1, "ccomp"),
    )  # fmt: skip
    assert mood_of(doc[1]).modality == "habitual"


@pytest.mark.parametrize(
    ("adverb", "after", "polarity"), [("almost", "Goma", "negative"), ("yesterday", "Goma", "positive")]
)
def test_what_almost_happened_did_not(adverb: str, after: str, polarity: str) -> None:
    doc = parsed(
        ("Shells", "shell", "NOUN", 2, "nsubj"), (adverb, adverb, "ADV", 2, "advmod"), ("hit", "hit", "VERB", 2, "ROOT"),
        (after, after, "PROPN", 2, "obj"),
    )  # fmt: skip
    assert mood_of(doc[2]).polarity == polarity


def test_almost_before_a_number_says_nothing_of_the_deed() -> None:
    doc = parsed(
        ("Almost", "almost", "ADV", 4, "advmod"), ("forty", "forty", "NUM", 2, "nummod"),
        ("people", "people", "NOUN", 4, "nsubj:pass"), ("were", "be", "AUX", 4, "aux:pass"), ("shot", "shoot", "VERB", 4, "ROOT"),
    )  # fmt: skip
    assert mood_of(doc[4]).polarity == "positive"


def test_to_agree_that_it_was_so_is_no_plan() -> None:
    doc = parsed(
        ("Doctors", "doctor", "NOUN", 1, "nsubj"), ("agree", "agree", "VERB", 1, "ROOT"), ("he", "he", "PRON", 4, "nsubj"),
        ("was", "be", "AUX", 4, "aux:pass"), ("shot", "shoot", "VERB", 1, "ccomp"),
    )  # fmt: skip
    assert mood_of(doc[4]).modality == "actual"
    plan = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("agree", "agree", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        ("leave", "leave", "VERB", 1, "xcomp"),
    )  # fmt: skip
    assert mood_of(plan[3]).modality == "planned"


def test_as_if_it_had_happened_is_a_thought() -> None:
    doc = parsed(
        ("It", "it", "PRON", 1, "nsubj"), ("looks", "look", "VERB", 1, "ROOT"), ("as", "as", "SCONJ", 5, "mark"),
        ("if", "if", "SCONJ", 2, "fixed"), ("shells", "shell", "NOUN", 5, "nsubj"), ("fell", "fall", "VERB", 1, "advcl"),
    )  # fmt: skip
    assert mood_of(doc[5]).modality == "hypothetical"


def test_a_demand_that_it_end_asks_for_the_end() -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("demand", "demand", "VERB", 1, "ROOT"), ("that", "that", "SCONJ", 4, "mark"),
        ("shelling", "shelling", "NOUN", 4, "nsubj"), ("end", "end", "VERB", 1, "ccomp"),
    )  # fmt: skip
    assert mood_of(doc[3]).modality == "requested"


def test_who_does_not_hesitate_does_it() -> None:
    mood = mood_of(managed("hesitate", ("not", "not", "PART", 1, "advmod"))[3])
    assert (mood.modality, mood.polarity, mood.sure) == ("actual", "positive", True)


def came(verb: str, tense: str) -> Doc:
    doc = parsed(
        ("The", "the", "DET", 2, "det"), ("feared", "feared", "ADJ", 2, "amod"), ("assault", "assault", "NOUN", 3, "nsubj"),
        (verb, verb, "VERB", 3, "ROOT"),
    )  # fmt: skip
    doc[3].set_morph(f"Tense={tense}|VerbForm=Fin")
    return doc


def test_what_was_feared_and_came_has_happened() -> None:
    assert mood_of(came("come", "Past")[2]).modality == "actual"
    assert mood_of(came("come", "Pres")[2]).modality == "possible"
    assert mood_of(came("worry", "Past")[2]).modality == "possible"


def test_who_lives_by_the_sword_is_anybody() -> None:
    rows = (
        ("Who", "who", "PRON", 1, "nsubj"), ("lives", "live", "VERB", 3, "advcl"), ("so", "so", "ADV", 1, "advmod"),
        ("dies", "die", "VERB", 3, "ROOT"), (".", ".", "PUNCT", 3, "punct"),
    )  # fmt: skip
    assert mood_of(parsed(*rows)[3]).modality == "habitual"
    asked = (*rows[:4], ("?", "?", "PUNCT", 3, "punct"))
    assert mood_of(parsed(*asked)[3]).modality == "actual"


def of_a_sort(*more: tuple[str, str, str, int, str], thing: str = "drone") -> Doc:
    return parsed(
        ("A", "a", "DET", 1, "det"), (thing, thing, "NOUN", 2, "nsubj"), ("hits", "hit", "VERB", 2, "ROOT"), *more,
    )  # fmt: skip


def test_what_a_weapon_of_a_sort_does_is_a_habit() -> None:
    like = (("like", "like", "ADP", 4, "case"), ("this", "this", "PRON", 1, "nmod"))
    assert mood_of(of_a_sort(*like)[2]).modality == "habitual"
    assert mood_of(of_a_sort()[2]).modality == "actual"
    anything = (("any", "any", "DET", 4, "det"), ("wall", "wall", "NOUN", 2, "obj"))
    assert mood_of(of_a_sort(*anything)[2]).modality == "habitual"
    assert mood_of(of_a_sort(("a", "a", "DET", 4, "det"), ("wall", "wall", "NOUN", 2, "obj"))[2]).modality == "actual"


@pytest.mark.parametrize(("sort", "modality"), [("model", "habitual"), ("army", "actual")])
def test_a_weapon_of_a_sort_is_heard_where_what_it_does_is_read_as_a_noun(sort: str, modality: str) -> None:
    doc = parsed(
        ("A", "a", "DET", 1, "det"), ("rocket", "rocket", "NOUN", 5, "nsubj"), ("of", "of", "ADP", 5, "case"),
        ("this", "this", "DET", 4, "det"), (sort, sort, "NOUN", 5, "compound"), ("strikes", "strike", "NOUN", 5, "ROOT"),
    )  # fmt: skip
    assert mood_of(doc[5]).modality == modality


def test_a_judgement_hung_on_what_is_judged_is_heard() -> None:
    def called(verb: str) -> str:
        doc = parsed(
            ("They", "they", "PRON", 1, "nsubj"), (verb, verb, "VERB", 1, "ROOT"), ("reports", "report", "NOUN", 1, "obj"),
            ("that", "that", "SCONJ", 4, "mark"), ("burned", "burn", "VERB", 2, "acl"), ("it", "it", "PRON", 4, "obj"),
            ("a", "a", "DET", 7, "det"), ("lie", "lie", "NOUN", 4, "obj"),
        )  # fmt: skip
        return mood_of(doc[4]).polarity

    assert called("call") == "negative"
    assert called("print") == "positive"


@pytest.mark.parametrize(
    ("before", "done"),
    [(("had",), True), (("will", "have"), False), (("has",), False)],
    ids=["had", "will have", "has"],
)
def test_what_they_had_to_do_was_done(before: tuple[str, ...], done: bool) -> None:
    have = len(before)
    doc = parsed(
        ("They", "they", "PRON", have, "nsubj"), *((word, "will", "AUX", have, "aux") for word in before[:-1]),
        (before[-1], "have", "VERB", have, "ROOT"), ("to", "to", "PART", have + 2, "mark"), ("fire", "fire", "VERB", have, "xcomp"),
    )  # fmt: skip
    assert truth(doc[have + 2]) == (("done", "had") if done else ("", ""))

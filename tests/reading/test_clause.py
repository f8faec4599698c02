from __future__ import annotations

import pytest
from tests.reading.parsed import parsed

from contested.reading.clause import arguments


def texts(tokens: list[object]) -> list[str]:
    return [token.text for token in tokens]  # type: ignore[attr-defined]


def test_passive_is_turned_round() -> None:
    doc = parsed(
        ("Two", "two", "NUM", 1, "nummod"), ("homes", "home", "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("hit", "hit", "VERB", 3, "ROOT"), ("by", "by", "ADP", 5, "case"), ("drones", "drone", "NOUN", 3, "obl"),
    )  # fmt: skip
    args = arguments(doc[3])
    assert (texts(args.subj), texts(args.obj)) == (["drones"], ["homes"])


def test_reduced_relative_takes_its_noun() -> None:
    doc = parsed(
        ("depot", "depot", "NOUN", 4, "nsubj"), ("hit", "hit", "VERB", 0, "acl"), ("by", "by", "ADP", 3, "case"),
        ("drones", "drone", "NOUN", 1, "obl"), ("burns", "burn", "VERB", 4, "ROOT"),
    )  # fmt: skip
    args = arguments(doc[1])
    assert (texts(args.subj), texts(args.obj)) == (["drones"], ["depot"])


def test_infinitive_takes_the_subject_that_controls_it() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("tried", "try", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        ("storm", "storm", "VERB", 1, "xcomp"), ("Goma", "Goma", "PROPN", 3, "obj"),
    )  # fmt: skip
    args = arguments(doc[3])
    assert (texts(args.subj), texts(args.obj)) == (["Rebels"], ["Goma"])


def test_infinitive_takes_the_object_of_an_order() -> None:
    doc = parsed(
        ("He", "he", "PRON", 1, "nsubj"), ("ordered", "order", "VERB", 1, "ROOT"), ("troops", "troops", "NOUN", 1, "obj"),
        ("to", "to", "PART", 4, "mark"), ("withdraw", "withdraw", "VERB", 1, "xcomp"),
    )  # fmt: skip
    assert texts(arguments(doc[4]).subj) == ["troops"]


def test_coordinated_verbs_share_their_subject() -> None:
    doc = parsed(
        ("Soldiers", "soldier", "NOUN", 1, "nsubj"), ("entered", "enter", "VERB", 1, "ROOT"), ("and", "and", "CCONJ", 3, "cc"),
        ("looted", "loot", "VERB", 1, "conj"), ("shops", "shop", "NOUN", 3, "obj"),
    )  # fmt: skip
    args = arguments(doc[3])
    assert (texts(args.subj), texts(args.obj)) == (["Soldiers"], ["shops"])


def test_relative_pronoun_gives_way_to_its_antecedent() -> None:
    doc = parsed(
        ("militia", "militia", "NOUN", 0, "ROOT"), ("that", "that", "PRON", 2, "nsubj"),
        ("burned", "burn", "VERB", 0, "acl:relcl"), ("Darfur", "Darfur", "PROPN", 2, "obj"),
    )  # fmt: skip
    assert texts(arguments(doc[2]).subj) == ["militia"]


@pytest.mark.parametrize(("preposition", "slot"), [("by", "subj"), ("of", "prep:of")])
def test_nominalisation(preposition: str, slot: str) -> None:
    doc = parsed(
        ("shelling", "shelling", "NOUN", 0, "ROOT"), (preposition, preposition, "ADP", 2, "case"),
        ("rebels", "rebel", "NOUN", 0, "nmod"),
    )  # fmt: skip
    assert texts(arguments(doc[0]).slot(slot)) == ["rebels"]


def test_a_perfect_is_no_passive_whatever_the_parse_says() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 2, "nsubj:pass"), ("have", "have", "AUX", 2, "aux"), ("kidnapped", "kidnap", "VERB", 2, "ROOT"),
        ("advisers", "adviser", "NOUN", 2, "obj"),
    )  # fmt: skip
    args = arguments(doc[2])
    assert (texts(args.subj), texts(args.obj)) == (["Rebels"], ["advisers"])


def test_who_claims_responsibility_did_it() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("claimed", "claim", "VERB", 1, "ROOT"),
        ("responsibility", "responsibility", "NOUN", 1, "obj"), ("for", "for", "ADP", 5, "case"),
        ("the", "the", "DET", 5, "det"), ("attack", "attack", "NOUN", 2, "nmod"),
    )  # fmt: skip
    assert texts(arguments(doc[5]).subj) == ["Rebels"]


def test_who_comes_for_talks_takes_part() -> None:
    doc = parsed(
        ("Envoys", "envoy", "NOUN", 1, "nsubj"), ("returned", "return", "VERB", 1, "ROOT"), ("for", "for", "ADP", 3, "case"),
        ("talks", "talk", "NOUN", 1, "obl"),
    )  # fmt: skip
    assert texts(arguments(doc[3]).subj) == ["Envoys"]


def test_one_name_with_an_and_is_one() -> None:
    doc = parsed(
        ("Immigration", "immigration", "PROPN", 3, "nsubj"), ("and", "and", "CCONJ", 2, "cc"), ("Customs", "customs", "PROPN", 0, "conj"),
        ("deported", "deport", "VERB", 3, "ROOT"), ("migrants", "migrant", "NOUN", 3, "obj"),
        ents=((0, 3, "ORG"),),
    )  # fmt: skip
    assert texts(arguments(doc[3]).subj) == ["Immigration"]


def test_who_stands_behind_by_is_no_second_sufferer() -> None:
    doc = parsed(
        ("Ana", "Ana", "PROPN", 2, "nsubj:pass"), ("was", "be", "AUX", 2, "aux:pass"), ("murdered", "murder", "VERB", 2, "ROOT"),
        ("by", "by", "ADP", 4, "case"), ("bandits", "bandit", "NOUN", 2, "nsubj:pass"),
    )  # fmt: skip
    args = arguments(doc[2])
    assert (texts(args.subj), texts(args.obj)) == (["bandits"], ["Ana"])


def test_a_sufferer_hung_on_the_doer_is_found() -> None:
    doc = parsed(
        ("Ana", "Ana", "PROPN", 4, "appos"), ("was", "be", "AUX", 2, "aux:pass"), ("murdered", "murder", "VERB", 2, "ROOT"),
        ("by", "by", "ADP", 4, "case"), ("bandits", "bandit", "NOUN", 2, "obl"),
    )  # fmt: skip
    args = arguments(doc[2])
    assert (texts(args.subj), texts(args.obj)) == (["bandits"], ["Ana"])


def test_a_verbal_noun_does_not_take_the_subject_above() -> None:
    doc = parsed(
        ("Men", "man", "NOUN", 1, "nsubj"), ("fell", "fall", "VERB", 1, "ROOT"), ("in", "in", "ADP", 4, "case"),
        ("army", "army", "NOUN", 4, "compound"), ("shelling", "shell", "VERB", 1, "advcl"),
    )  # fmt: skip
    assert texts(arguments(doc[4]).subj) == []

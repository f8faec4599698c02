from __future__ import annotations

from tests.reading.parsed import parsed

from contested.nouns import Place
from contested.reading.entities import entities_of


def found(doc: object, places: tuple[Place, ...] = ()) -> list[tuple[str, str, str]]:
    return [(one.text, one.label, one.mention) for one in entities_of(doc, places)]  # type: ignore[arg-type]


def test_names_of_persons_stand_bare_and_described_people_are_left_to_the_actors() -> None:
    doc = parsed(
        ("Colonel", "Colonel", "PROPN", 1, "nmod:desc"), ("Ana", "Ana", "PROPN", 3, "nsubj"), ("Ruiz", "Ruiz", "PROPN", 1, "flat"),
        ("led", "lead", "VERB", 3, "ROOT"), ("the", "the", "DET", 6, "det"), ("Chadian", "chadian", "ADJ", 6, "amod"),
        ("soldiers", "soldier", "NOUN", 3, "obj"), (".", ".", "PUNCT", 3, "punct"),
        ents=((1, 3, "PER"), (5, 6, "NORP")),
    )  # fmt: skip
    assert found(doc) == [("Ana Ruiz", "PER", "name")]


def test_a_body_takes_what_stands_before_it_and_a_person_inside_is_told_beside_it() -> None:
    doc = parsed(
        ("Ana", "Ana", "PROPN", 3, "nmod:poss"), ("Ruiz", "Ruiz", "PROPN", 0, "flat"), ("'s", "'s", "PART", 0, "case"),
        ("army", "army", "NOUN", 4, "nsubj"), ("fled", "flee", "VERB", 4, "ROOT"),
        ents=((0, 2, "PER"),),
    )  # fmt: skip
    assert found(doc) == [("Ana Ruiz 's army", "ORG", "nominal"), ("Ana Ruiz", "PER", "name")]


def test_a_state_that_acts_is_a_body_and_a_place_takes_the_one_it_lies_in() -> None:
    doc = parsed(
        ("Chad", "Chad", "PROPN", 1, "nsubj"), ("shelled", "shell", "VERB", 1, "ROOT"), ("Arwen", "Arwen", "PROPN", 1, "obj"),
        (",", ",", "PUNCT", 4, "punct"), ("Mali", "Mali", "PROPN", 2, "appos"), (".", ".", "PUNCT", 1, "punct"),
        ents=((0, 1, "GPE"), (2, 3, "GPE"), (4, 5, "GPE")),
    )  # fmt: skip
    acting = Place(start=0, end=4, text="Chad", use="metonymic")
    assert found(doc, (acting,)) == [("Chad", "ORG", "name"), ("Arwen , Mali", "GPE", "name")]
    assert found(doc)[0] == ("Chad", "GPE", "name")


def test_pronouns_are_told_but_not_the_empty_it_and_there() -> None:
    doc = parsed(
        ("There", "there", "PRON", 1, "expl"), ("was", "be", "VERB", 1, "ROOT"), ("fear", "fear", "NOUN", 1, "nsubj"),
        ("when", "when", "ADV", 5, "advmod"), ("they", "they", "PRON", 5, "nsubj"), ("came", "come", "VERB", 1, "advcl"),
    )  # fmt: skip
    assert found(doc) == [("they", "ORG", "pronoun")]


def test_in_front_of_is_no_front() -> None:
    doc = parsed(
        ("He", "he", "PRON", 1, "nsubj"), ("stood", "stand", "VERB", 1, "ROOT"), ("in", "in", "ADP", 3, "case"),
        ("front", "front", "NOUN", 1, "obl"), ("of", "of", "ADP", 5, "case"), ("me", "me", "PRON", 3, "nmod"),
    )  # fmt: skip
    assert found(doc) == [("He", "PER", "pronoun"), ("me", "PER", "pronoun")]

from __future__ import annotations

from tests.reading.parsed import parsed

from contested.reading.phrase import char_span, noun_phrase


def test_a_phrase_keeps_the_name_beside_its_head_and_the_place_that_says_which() -> None:
    doc = parsed(
        ("the", "the", "DET", 1, "det"), ("group", "group", "NOUN", 5, "nsubj"), ("Ansar", "Ansar", "PROPN", 1, "appos"),
        ("in", "in", "ADP", 4, "case"), ("Mali", "Mali", "PROPN", 1, "nmod"), ("left", "leave", "VERB", 5, "ROOT"),
    )  # fmt: skip
    assert doc[slice(*noun_phrase(doc[1]))].text == "the group Ansar in Mali"
    assert doc[slice(*noun_phrase(doc[1], ("of",)))].text == "the group Ansar"


def test_a_phrase_keeps_its_letters_in_brackets_and_leaves_clauses() -> None:
    doc = parsed(
        ("the", "the", "DET", 1, "det"), ("Front", "Front", "PROPN", 7, "nsubj"), ("(", "(", "PUNCT", 3, "punct"),
        ("LFC", "LFC", "PROPN", 1, "appos"), (")", ")", "PUNCT", 3, "punct"), ("that", "that", "PRON", 6, "nsubj"),
        ("ruled", "rule", "VERB", 1, "acl:relcl"), ("fell", "fall", "VERB", 7, "ROOT"),
    )  # fmt: skip
    start, end = char_span(doc, *noun_phrase(doc[1]))
    assert doc.text[start:end] == "the Front ( LFC )"
    start, end = char_span(doc, *noun_phrase(doc[1], apart=True))
    assert doc.text[start:end] == "the Front"


def test_an_adjective_behind_its_noun_is_left() -> None:
    doc = parsed(
        ("rebels", "rebel", "NOUN", 4, "nsubj"), ("loyal", "loyal", "ADJ", 0, "amod"), ("to", "to", "ADP", 3, "case"),
        ("him", "he", "PRON", 1, "obl"), ("fled", "flee", "VERB", 4, "ROOT"),
    )  # fmt: skip
    assert doc[slice(*noun_phrase(doc[0]))].text == "rebels"


def test_a_name_that_stops_short_of_its_town_goes_on_to_it() -> None:
    doc = parsed(
        ("the", "the", "DET", 1, "det"), ("Senate", "Senate", "PROPN", 4, "nsubj"), ("in", "in", "ADP", 3, "case"),
        ("Rome", "Rome", "PROPN", 1, "nmod"), ("fell", "fall", "VERB", 4, "ROOT"), ents=((1, 3, "ORG"),),
    )  # fmt: skip
    assert doc[slice(*noun_phrase(doc[1]))].text == "the Senate in Rome"

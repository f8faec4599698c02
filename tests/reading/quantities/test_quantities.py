"""Numbers as ranges, with what they count."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from contested.nouns import Quantity
from contested.reading.quantities import find_quantities

NLP = spacy.blank("en")


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(NLP(text))


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "of", "who"),
    [
        ("12 people were wounded.", "12", 12, 12, "injured", None),
        ("Two guards and their cook were killed.", "Two", 2, 2, "killed", "guards"),
        ("The strike killed at least five.", "at least five", 5, None, "killed", None),
        ("The death toll rose to 19.", "19", 19, 19, "killed", None),
        ("About 450 civilians were evacuated.", "About 450", 405, 495, "evacuated", "civilians"),
        ("Up to 1,500 soldiers died.", "Up to 1,500", None, 1500, "killed", "soldiers"),
        ("As many as 30 rebels surrendered.", "As many as 30", None, 30, "captured", "fighters"),
        ("Dozens of villages burned.", "Dozens", 24, 99, "places", None),
        ("More than 40 attacks were counted.", "More than 40", 40, None, "attacks", None),
        ("A third of the region is held.", "A third", 0.33, 0.34, "share", None),
        ("About half of the city fled.", "About half", 0.45, 0.55, "share", None),
        ("45% of the houses burned.", "45%", 0.45, 0.45, "share", None),
        ("They went over 20 km in a day.", "over 20", 20, None, "distance_km", None),
        ("It lies 10 miles north.", "10", 16.09344, 16.09344, "distance_km", None),
        ("Police arrested 14 protesters.", "14", 14, 14, "detained", "protesters"),
        ("Three medics are missing.", "Three", 3, 3, "missing", "medics"),
        ("No one was hurt.", "No one", 0, 0, "injured", None),
        ("1.500 people fled.", "1.500", 1500, 1500, "displaced", None),
        ("1 500 people fled.", "1 500", 1500, 1500, "displaced", None),
        ("2.5 million people fled.", "2.5 million", 2_500_000, 2_500_000, "displaced", None),
        ("Three hundred and five tanks burned.", "Three hundred and five", 305, 305, "equipment", None),
        ("Between 10 and 15 soldiers were captured.", "Between 10 and 15", 10, 15, "captured", "soldiers"),
        ("They put the dead of the market at 14.", "14", 14, 14, "killed", None),
        ("The wounded of the town now number 103.", "103", 103, 103, "injured", None),
        ("Two, not three, died.", "Two", 2, 2, "killed", None),
        ("Not four but five soldiers died.", "five", 5, 5, "killed", "soldiers"),
        ("Three of the wounded have died.", "Three", 3, 3, "killed", None),
        ("The dead have risen to five after rescuers left.", "five", 5, 5, "killed", None),
        ("His brother was wounded.", "His brother", 1, 1, "injured", None),
        ("A journalist was killed.", "A journalist", 1, 1, "killed", "journalists"),
        ("A supporter was shot dead.", "A supporter", 1, 1, "killed", "supporters"),
        ("Two devotees were wounded.", "Two", 2, 2, "injured", "devotees"),
    ],
)
def test_reads_one(text: str, words: str, low: float, high: float, of: str, who: str) -> None:
    found = [q for q in quantities(text) if q.of]
    assert [(q.text, q.low, q.high, q.of, q.who) for q in found] == [(words, low, high, of, who)]
    assert text[found[0].start : found[0].end] == found[0].text


def test_a_part_after_the_dead_keeps_the_whole() -> None:
    found = quantities("They put the dead of the town at 14, eleven of them children.")
    assert [(q.low, q.of, q.who) for q in found] == [(14, "killed", None), (11, "killed", "children")]


def test_bodies_are_not_wounded_because_wounded_stand_beside_them() -> None:
    found = quantities("The clinic received eleven bodies and six wounded.")
    assert [(q.low, q.of) for q in found] == [(11, "found_dead"), (6, "injured")]


def test_school_number_5_counts_nothing() -> None:
    assert not [q for q in quantities("The dead lay in school number 5.") if q.of]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast left four dead and ten hurt.", [(4, "killed"), (10, "injured")]),
        ("They killed five and wounded 12.", [(5, "killed"), (12, "injured")]),
        ("Two bodies were found, seven missing.", [(2, "found_dead"), (7, "missing")]),
        ("12 soldiers and 3 civilians were killed.", [(12, "killed"), (3, "killed")]),
        ("At least 12 people, including two children, were killed.", [(12, "killed"), (2, "killed")]),
        ("Raids killed 31 villagers, among them 10 women.", [(31, "killed"), (10, "killed")]),
    ],
)
def test_tells_neighbours_apart(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.low, q.of) for q in quantities(text)] == expected


@pytest.mark.parametrize(
    "text", ["The toll rose to 40.", "Since the war began, 6,000 civilians have been killed.", "So far 12 died."]
)
def test_marks_running_totals(text: str) -> None:
    assert [q.running_total for q in quantities(text)] == [True]


def test_a_new_toll_is_no_running_total() -> None:
    assert [q.running_total for q in quantities("On Friday 12 people died.")] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "A five-storey block burned.",
        "The T-72 and the S-300.",
        "On 9 October 2022.",
        "Ivan Petrenko, 45, said so.",
        "A 155-mm gun.",
        "At 10:45 it began.",
    ],
)
def test_leaves_other_numbers_alone(text: str) -> None:
    assert quantities(text) == ()


def test_the_parse_finds_the_verb_that_words_in_between_hide() -> None:
    words = [
        "Twelve",
        "people",
        "standing",
        "quietly",
        "near",
        "the",
        "old",
        "northern",
        "railway",
        "gate",
        "yesterday",
        "afternoon",
        "were",
        "wounded",
    ]
    heads = [1, 13, 1, 2, 9, 9, 9, 9, 9, 2, 11, 2, 13, 13]
    deps = [
        "nummod",
        "nsubj:pass",
        "acl",
        "advmod",
        "case",
        "det",
        "amod",
        "amod",
        "compound",
        "obl",
        "compound",
        "obl",
        "aux:pass",
        "ROOT",
    ]
    pos = ["NUM", "NOUN", "VERB", "ADV", "ADP", "DET", "ADJ", "ADJ", "NOUN", "NOUN", "NOUN", "NOUN", "AUX", "VERB"]
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, pos=pos)
    assert find_quantities(doc)[0].of == "injured"


@given(st.text(alphabet="0123456789 ,.-killed tondz\u00a0“(%$\n", max_size=120))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high

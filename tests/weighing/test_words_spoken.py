"""Words and meetings are acts of those who speak and meet; spellings of one name are one man."""

from __future__ import annotations

import pytest

from contested.weighing import weigh
from contested.weighing.words import fold
from tests.weighing.makers import RU, UA, account, speaker, toll


def links(given, slot):
    return {(ln.a, ln.b, ln.relation) for ln in weigh(given).links if ln.slot == slot}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hossein-amirabdollahian", "Hossein Amir-Abdollahian"),
        ("irn-hossein-amir-abdollahian", "hossein-amirabdollahian"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Evgeny Balitsky", "Yevgeny Balitskiy"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert fold(one) == fold(other)


def test_other_names_stay_other_names():
    assert len({fold(n) for n in ("Vladimir Putin", "Vladimir Saldo", "Vitaly Saldo", "Kim", "rus-kim-jong")}) == 5


def test_two_spellings_are_one_speaker_and_one_origin():
    told = [
        account("shelling", by=speaker("Hossein Amirabdollahian", "IRN"), outlet="A", counts=[toll("killed", 4)]),
        account("shelling", by=speaker("Hossein Amir-Abdollahian", "IRN"), outlet="B", counts=[toll("killed", 6)],
                published="2022-10-14"),
    ]  # fmt: skip
    weighed = weigh(told)
    assert len(weighed.speakers) == 1
    assert len(weighed.incidents[0].origins) == 1
    assert {ln.relation for ln in weighed.links if ln.slot == "toll"} == {"supersedes"}


def test_what_two_men_said_is_two_statements():
    one = account("statement", by=speaker("Dmitry Peskov", "RUS"), outlet="A")
    again = account("statement", by=speaker("Dmitry Peskov", "RUS"), outlet="B")
    other = account("statement", by=speaker("Mykhailo Podolyak", "UKR"), outlet="A")
    assert len(weigh([one, again]).incidents) == 1
    assert len(weigh([one, other]).incidents) == 2


def test_no_sign_of_something_denies_nobody_s_words():
    said = account("statement", by=speaker("Dmitry Peskov", "RUS"), ident="a")
    none = account("statement", by=speaker("Mykhailo Podolyak", "UKR"), ident="b", polarity="negative")
    assert not links([said, none], "happened")
    asked = account("demand", agents=[UA], ident="a", by=speaker("Dmitry Peskov", "RUS"))
    never = account("demand", agents=[UA], ident="b", by=speaker("Dmytro Kuleba", "UKR"), polarity="negative")
    assert ("b", "a", "denies") in links([asked, never], "happened")


def test_control_denied_is_of_somebody_s_hold():
    held = account("control", "Kherson", ident="a")
    not_held = account("control", "Kherson", ident="b", polarity="negative", by=speaker("Marat Khusnullin", "RUS"))
    assert not links([held, not_held], "happened")
    russian = account("control", "Kherson", ident="a", agents=[RU])
    denied = account("control", "Kherson", ident="b", agents=[RU], polarity="negative", by=speaker("Staff", "UKR"))
    assert ("b", "a", "denies") in links([russian, denied], "happened")


def test_the_day_of_a_count_is_not_that_of_the_happening():
    struck = account("shelling", "Izium", "2022-10-12", by=speaker("A", "UKR"), words="shells fell on the school")
    counted = account("casualties", "Izium", "2022-10-13", by=speaker("B", "UKR"), words="shells fell on the school")
    assert not links([struck, counted], "time")


def test_a_denied_hand_is_the_other_position():
    strike = account("shelling", agents=[RU], by=speaker("Vitalii Kim", "UKR"))
    denial = account("shelling", agents=[RU], by=speaker("Igor Konashenkov", "RUS"), polarity="negative",
                     stance="denied")  # fmt: skip
    (found,) = weigh([strike, denial]).disagree(about="culprit")
    assert [p.text for p in found.positions] == ["Russia", "not Russia"]


def test_a_halt_told_by_one_side_stands_in_tension_with_the_other_s_going_on():
    ordered = account(
        "halt", "Donetsk Oblast", modality="ordered", by=speaker("Ukrainian General Staff", "UKR"), doc="d"
    )
    goes_on = account("statement", None, modality="ongoing", by=speaker("Dmitry Peskov", "RUS"), doc="d", trigger=300)
    assert {ln[2] for ln in links([ordered, goes_on], "happened")} == {"in_tension"}


def test_there_is_no_sign_is_a_statement_and_no_denied_happening():
    none = account("statement", by=speaker("Mykhailo Podolyak", "UKR"), polarity="negative")
    assert weigh([none]).incidents[0].status == "single_source"
    assert weigh([account("attack", polarity="negative")]).incidents[0].status == "denied"

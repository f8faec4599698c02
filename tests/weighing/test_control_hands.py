"""Whose hands a claim speaks of, and on which days."""

from __future__ import annotations

from dataclasses import replace

from contested.nouns import Because
from contested.weighing import weigh

from .makers import RU, UA, account, party, place, speaker

RUS, UKR, THIRD = speaker("Igor Konashenkov", "RUS"), speaker("Zelensky", "UKR"), speaker("UN monitors")


def because(words, pos="VERB", kind="capture", *notes):
    return Because("lexicon", f"{words} ({pos}) -> {kind}", None, notes)


def held(day, by=THIRD, doer=RU, at="Izium", **more):
    return account("control", at, day, by=by, agents=[doer], **more)


def on(told, place="Izium", day=None, **more):
    return weigh(told).control.on(place, day, **more).probabilities


def test_who_loses_a_place_does_not_take_it():
    lost = account("capture", "Izium", "2022-09-10", by=THIRD, agents=[RU], because=because("lose"))
    took = account("capture", "Izium", "2022-09-10", by=THIRD, agents=[RU], because=because("seize"))
    assert on([lost])["UKR"] > 0.8
    assert on([took])["RUS"] > 0.8


def test_who_denies_that_a_town_is_lost_does_not_give_it_to_his_foe():
    denied = {"by": RUS, "polarity": "negative", "stance": "denied"}
    lost = account("capture", "Izium", "2022-09-10", because=because("lose"), **denied)
    taken = account("capture", "Izium", "2022-09-10", because=because("seize"), **denied)
    for told in (lost, taken):
        (found,) = weigh([told]).control.evidence
        says = dict(found.sides)
        assert says["UKR"] < 0 < says["RUS"]
        assert found.teller == "own"


def test_an_occupied_place_is_held_by_whom_its_country_fights():
    told = [account("control", "Izium", "2022-09-01", by=THIRD, because=because("be occupied", "PHRASE", "control"))]
    assert on(told)["RUS"] > 0.6


def test_a_place_named_as_subject_holds_nothing():
    bank = party("The east bank of Izium", "UKR")
    told = account("control", "Izium", "2022-09-01", by=THIRD, agents=[RU, bank])
    inside = replace(place("Izium"), start=17, end=22)
    apart = replace(RU, start=100, end=107)
    claim = replace(told.claim, places=(inside,), agents=(apart, bank))
    assert on([replace(told, claim=claim)])["RUS"] > 0.6


def test_a_single_report_of_a_change_dates_it():
    told = [held("2022-09-01"), account("capture", "Izium", "2022-09-10", by=THIRD, agents=[UA])]
    (change,) = weigh(told).control.changes()
    assert (change.before, change.after, change.day) == ("RUS", "UKR", "2022-09-10")


def test_a_freed_town_does_not_fall_back_to_what_its_neighbours_are():
    near = [place(f"Village {n}", geonameid=n, lat=49.2 + 0.1 * n, lon=37.3, feature="P.PPL") for n in (1, 2, 3)]
    told = [account("control", "x", "2022-09-01", by=THIRD, agents=[RU], places=[p]) for p in near]
    told += [
        account("capture", "Izium", "2022-09-10", by=THIRD, agents=[UA]),
        account("withdrawal", "Izium", "2022-09-10", by=RUS, agents=[RU]),
        account("shelling", "Mykolaiv", "2022-11-10", agents=[RU]),
    ]
    assert on(told, day="2022-09-25")["UKR"] > 0.6
    late = on(told, day="2022-11-10")  # belief fades, but not into the hands of those around it
    assert late["UKR"] > late["RUS"]


def test_forces_in_a_town_weigh_more_than_forces_on_the_way():
    ways = {}
    for role in ("to", "toward"):
        told = account("advance", "Izium", "2022-09-10", by=THIRD, agents=[UA], places=[place("Izium", role)])
        ways[role] = on([told])
    assert ways["to"]["UKR"] > 0.6
    assert ways["toward"]["UKR"] < 0.2


def test_an_announced_retreat_opens_the_days_after_it():
    before = [held("2022-11-01", at="Kherson")]
    order = account("withdrawal", "Kherson", "2022-11-09", by=RUS, agents=[RU], modality="ordered")
    entry = account("capture", "Kherson", "2022-11-11", by=speaker("a resident"), agents=[UA], confidence=0.5)
    with_it, without = on([*before, order, entry], "Kherson"), on([*before, entry], "Kherson")
    assert with_it["UKR"] > without["UKR"]
    assert on([*before, order], "Kherson", "2022-11-09")["UKR"] < 0.5


def test_a_hold_since_a_day_counts_from_that_day():
    told = [held("2022-09-08", doer=UA, until="2022-09-13", published="2022-09-13")]
    assert on(told, day="2022-09-08")["UKR"] > 0.7
    assert on(told, day="2022-09-13")["UKR"] > 0.7


def test_an_old_hold_told_late_is_no_news_of_that_day():
    late = held("2022-03-01", until="2022-03-02", published="2022-11-01")
    fresh = held("2022-11-01", published="2022-11-01")
    assert on([late], then=True)["RUS"] < on([fresh], then=True)["RUS"]


def test_a_place_that_the_reading_guessed_counts_less():
    own = held("2022-09-01", because=because("hold", "VERB", "control"))
    note = "place taken from what the report is about"
    guessed = held("2022-09-01", because=because("hold", "VERB", "control", note))
    assert on([guessed])["RUS"] < on([own])["RUS"]


def test_a_place_long_held_is_so_before_reports_tell_otherwise():
    crimea = place("Crimea", geonameid=703883, lat=45.3, lon=34.4, feature="A.ADM1", radius_km=120.0)
    told = account("advance", "x", "2022-10-13", agents=[UA], places=[replace(crimea, role="toward")])
    assert on([told], "Crimea")["RUS"] > 0.6
    elsewhere = replace(crimea, geonameid=1, admin1="99")
    told = account("advance", "x", "2022-10-13", agents=[UA], places=[replace(elsewhere, role="toward")])
    assert on([told], "Crimea")["RUS"] < 0.3

"""Who is moved from where to where: ends that are places, no way from a place to itself, stock apart from flow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contested.nouns import Because
from contested.weighing import weigh

from .makers import account, party, place, speaker, toll

PEOPLE = (party("families"),)


def because(words, pos="VERB", *notes):
    return Because("lexicon", f"{words} ({pos}) -> displacement", None, notes)


def ways(*accounts):
    return {(f.origin and f.origin.name, f.destination and f.destination.name) for f in weigh(accounts).flows}


def moved(verb="leave", places=(), kind="displacement", patients=PEOPLE, notes=(), **more):
    return account(kind, None, places=places, patients=patients, because=because(verb, "VERB", *notes), **more)


def test_no_way_leads_from_a_place_to_itself():
    both = (place("Izium", "at"), place("Izium", "to"))
    assert ways(moved(places=both)) == {(None, "Izium")}
    told = (place("Izium", "from"), place("Izium", "at"))
    assert ways(moved(places=told)) == {("Izium", None)}


@pytest.mark.parametrize("words", ["return", "come back", "arrive"])
def test_who_comes_does_not_leave_the_place_beside_the_word(words):
    assert ways(moved(words, (place("Balakliia", "at"),))) == {(None, "Balakliia")}


def test_a_word_of_going_back_elsewhere_in_the_sentence_makes_no_return():
    told = account("displacement", "Izium", patients=PEOPLE, because=because("leave"), words="left, not to come back")
    assert [f.movement for f in weigh([told]).flows] == ["displacement"]


def test_the_whole_beside_its_parts_is_no_goal_of_its_own():
    goals = [
        place("Region A", "to", country="RU", feature="A.ADM1", geonameid=1),
        place("Town B", "to", country="RU", feature="P.PPL", geonameid=2),
        place("Country", "to", country="RU", feature="A.PCLI", geonameid=3),
    ]
    assert ways(moved(places=(place("Kherson", "from"), *goals))) == {("Kherson", "Region A"), ("Kherson", "Town B")}


def test_a_government_that_is_asked_and_a_river_are_no_places_to_leave():
    capital = place("Capital", "at", feature="P.PPLC")
    asked = moved(places=(capital,), kind="evacuation", modality="requested")
    river = moved(places=(place("River", "at", feature="H.STM"),))
    assert ways(asked) == {(None, None)}
    assert ways(river) == {(None, None)}
    assert ways(moved(places=(capital,))) == {("Capital", None)}


def test_troops_that_flee_are_not_displaced_people():
    assert weigh([moved("flee", (place("Izium", "at"),), patients=(party("the soldiers"),))]).flows == ()


def test_a_verb_beside_which_nobody_moves_tells_of_no_movement():
    note = "place taken from 1 sentence before"
    assert weigh([moved(places=(place("Izium", "at"),), patients=(), notes=(note,))]).flows == ()


def test_who_only_tells_of_it_is_not_who_moves():
    (flow,) = weigh(
        [moved(places=(place("Izium", "from"),), patients=(party("Governor"),), by=speaker("Governor"))]
    ).flows
    assert flow.who is None


def test_people_present_are_a_stock_where_they_are():
    living = moved("shelter", (place("Kherson", "at"),), counts=[toll("displaced", 900)])
    (flow,) = weigh([living]).flows
    assert (flow.kind, flow.origin, flow.destination.name) == ("stock", None, "Kherson")


def test_a_sum_of_those_who_came_is_a_flow():
    came = moved("come", (place("Kherson", "to"),), counts=[toll("displaced", 900, running_total=True)])
    assert [f.kind for f in weigh([came]).flows] == ["flow"]


def test_the_next_clause_counts_others():
    words = "Some 900 people left Kherson; a few still live there."
    left = moved("left", (place("Kherson", "at"),), counts=[toll("displaced", 900)], words=words, trigger=16)
    told = replace(left, claim=replace(left.claim, evidence=(0, len(words))))
    assert [f.kind for f in weigh([told]).flows] == ["flow"]


def test_two_sources_of_one_claim_are_two_ways():
    told = moved(places=(place("Izium", "from"), place("Balakliia", "from")), counts=[toll("displaced", 40)])
    assert ways(told) == {("Izium", None), ("Balakliia", None)}
    assert {f.low for f in weigh([told]).flows} == {None}, "the number belongs to none of them alone"

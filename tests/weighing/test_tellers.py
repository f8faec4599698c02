"""Bystanders, cited papers, copies, recounts, attacks beaten off, accidents: who tells it, and to whose good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contested.nouns import Party, Speaker
from contested.weighing import SideTable, weigh
from contested.weighing.facts import facts
from contested.weighing.interests import admits
from tests.weighing.makers import RU, UA, account, speaker, toll

CIVILIANS = Party(0, 9, "villagers", sectors=("CVL",))
SENTENCE = "Two shells came down behind the flour mill at dusk and broke every window of the bakery, residents said."


def links(given, slot):
    return {(ln.a, ln.b, ln.relation) for ln in weigh(given).links if ln.slot == slot}


@pytest.mark.parametrize(
    ("who", "side"),
    [
        (Speaker("a shepherd", name="a shepherd", country="UKR"), "third"),
        (Speaker("Olha Kravets", name="Olha Kravets", role="beekeeper", country="UKR"), "third"),
        (Speaker("two women from Izium", name="women from Izium", country="UKR"), "third"),
        (Speaker("Olha Kravets", name="Olha Kravets", country="UKR"), "UKR"),
        (Speaker("Olha Kravets", name="Olha Kravets", role="mayor", country="UKR"), "UKR"),
        (Speaker("the district police", name="district police", country="UKR"), "UKR"),
        (Speaker("a man", name="a man", role="hospital doctor", country="UKR"), "third"),
    ],
)
def test_only_offices_speak_for_the_state_of_their_country(who, side):
    assert SideTable.default().of_speaker(who) == side


def test_a_cited_paper_stands_where_it_stands_itself():
    own = replace(account("shelling", ident="a", outlet="Kalmius Bell", agents=[UA]), side="RUS")
    cited = account("shelling", ident="b", by=speaker("Kalmius Bell"), outlet="Far Post", agents=[UA])
    denial = account("shelling", ident="c", by=speaker("the army command", "UKR", role="army"), agents=[UA],
                     polarity="negative", stance="denied")  # fmt: skip
    (incident,) = weigh([own, cited, denial]).incidents
    assert incident.status == "denied"
    neutral = replace(own, side=None)
    assert weigh([neutral, cited, denial]).incidents[0].status == "disputed"


def test_the_same_sentence_in_two_papers_is_told_once():
    clerk = Speaker("residents", name="residents")
    long = [
        account("shelling", ident="a", by=clerk, outlet="North Post", words=SENTENCE, doc="d1"),
        account("damage", ident="x", at="Izium", outlet="North Post", words="In another town a roof of the old theatre "
                "fell in after a storm of hail that nobody had foreseen there.", doc="d1"),
        account("shelling", ident="b", by=clerk, outlet="South Post", words=SENTENCE, published="2022-10-13"),
    ]  # fmt: skip
    assert weigh(long).incident_of("a").status == "single_source"
    other = replace(long[2], words="Behind the mill two shells fell in the evening and the windows of a bakery burst.")
    assert weigh([*long[:2], other]).incident_of("a").status != "single_source"


def test_a_figure_is_as_old_as_its_first_telling_and_stays_replaced():
    police = speaker("Harbour Police", "UKR")
    crews = speaker("Rescue Crews", "UKR")
    given = [
        account("shelling", ident="a", by=police, counts=[toll("killed", 4)], published="2022-10-12"),
        account(
            "shelling", ident="b", by=crews, counts=[toll("killed", 9, running_total=True)], published="2022-10-13"
        ),
        account(
            "shelling", ident="c", by=police, counts=[toll("killed", 4)], published="2022-10-13", outlet="Late Post"
        ),
        account("shelling", ident="d", by=crews, counts=[toll("killed", 8)], published="2022-10-15"),
    ]
    assert ("b", "c", "supersedes") in links(given, "toll")
    (dead,) = weigh(given).incidents[0].tolls
    assert (dead.low, dead.best, dead.high) == (8, 8, 8)


def test_a_state_owns_dead_soldiers_whom_it_calls_nobody_else_s():
    table = SideTable.default()
    staff = speaker("General Staff", "UKR", role="army")
    own, foreign, none = facts(
        [
            account("casualties", by=staff, counts=[toll("killed", 3)], words="three servicemen fell on the hill"),
            account("casualties", by=staff, counts=[toll("killed", 3)], words="three Russian servicemen fell there"),
            account("attack", by=staff, agents=[RU], patients=[UA], counts=[toll("killed", 0, who="soldiers")],
                    words="soldiers held their posts and nobody died"),
        ],
        table,
    )  # fmt: skip
    assert [admits(f, table) for f in (own, foreign, none)] == [True, False, False]


def test_who_owned_his_dead_owns_the_recount():
    staff = speaker("General Staff", "UKR", role="army")
    given = [
        account("casualties", ident="a", by=staff, counts=[toll("killed", 3)], words="three servicemen fell on the hill"),
        account("casualties", ident="b", by=staff, counts=[toll("killed", 4)], published="2022-10-14",
                words="the list of the hill holds four names now"),
        account("attack", ident="c", by=speaker("Field Command", "RUS", role="army"), agents=[RU], patients=[UA],
                counts=[toll("killed", 20)]),
    ]  # fmt: skip
    found = weigh(given).links
    assert any(ln.relation == "admits" and {ln.a, ln.b} == {"b", "c"} for ln in found)


def test_an_attack_beaten_off_gainsays_that_the_town_was_taken_and_admits_nothing():
    given = [
        account("capture", ident="a", by=speaker("Field Command", "RUS", role="army"), agents=[RU], patients=[UA]),
        account("attack", ident="b", by=speaker("General Staff", "UKR", role="army"), agents=[RU], patients=[UA],
                counts=[toll("killed", 30, who="soldiers")], words="the column was thrown back and left 30 dead"),
    ]  # fmt: skip
    assert any(r == "contradicts" for _, _, r in links(given, "control"))
    assert {i.status for i in weigh(given).incidents} == {"disputed"}


def test_who_told_of_a_repelled_attack_and_then_of_his_retreat_gave_up_the_first():
    staff = speaker("General Staff", "UKR", role="army")
    given = [
        account("attack", ident="a", by=staff, agents=[RU], patients=[UA], words="the assault was repulsed"),
        account("withdrawal", ident="b", by=staff, agents=[UA], published="2022-10-14"),
    ]
    assert ("b", "a", "supersedes") in links(given, "control")


def test_chance_contradicts_who_blames_a_side():
    given = [
        account(
            "explosion", ident="a", by=speaker("Mill Warden", role="warden"), words="a gas bottle burst in the mill"
        ),
        account("explosion", ident="b", by=speaker("Field Command", "RUS", role="army"), agents=[UA]),
    ]
    assert {r for _, _, r in links(given, "culprit")} == {"contradicts"}
    assert weigh(given).incidents[0].status == "disputed"


def test_who_struck_fighters_and_denies_that_civilians_were_hurt_takes_nothing_back():
    army = speaker("General Staff", "UKR", role="army")
    given = [
        account("airstrike", ident="a", by=army, agents=[UA], patients=[RU]),
        account("airstrike", ident="b", by=army, agents=[UA], patients=[CIVILIANS], polarity="negative",
                stance="denied", published="2022-10-14", words="no civilian was harmed"),
        account("casualties", ident="c", patients=[CIVILIANS], counts=[toll("killed", 2)]),
    ]  # fmt: skip
    found = links(given, "happened")
    assert not any(r == "supersedes" for _, _, r in found)
    assert ("b", "c", "denies") in found


def test_who_denies_that_a_town_fell_leaves_it_to_his_own_side():
    given = [
        account("control", ident="a", by=speaker("Olha Kravets", "UKR", role="governor"), agents=[UA]),
        account("capture", ident="b", by=speaker("Field Command", "RUS", role="army"), polarity="negative",
                stance="denied"),
    ]  # fmt: skip
    assert {r for _, _, r in links(given, "control")} == {"contradicts"}


def test_several_speakers_take_the_plural():
    residents = account("capture", "Izium", "2022-09-10", by="residents and officers of the town", agents=[UA])
    mayor = account("capture", "Izium", "2022-09-12", by=speaker("Ada Reyes"), agents=[UA])
    reasons = [link.reason for one in weigh([residents, mayor]).incidents for link in one.links]
    assert any("residents and officers of the town put it on" in reason for reason in reasons)


@pytest.mark.parametrize(("who", "admits"), [("the ministry", False), ("Lesya Hrytsenko", True)])
def test_a_ministry_without_a_name_is_not_that_of_another_paper(who, admits):
    """Who has a name is the same in both papers, so the side that one shows holds in the other."""
    here = account("capture", ident="a", by=speaker(who), outlet="North Post", agents=[UA])
    there = replace(
        account("withdrawal", ident="b", by=speaker(who), outlet="South Post", agents=[RU], polarity="negative"),
        side="RUS",
    )
    assert (weigh([here, there]).incident_of("a").status == "admitted") == admits

"""Wars that no table lists, denials of another kind, fights told against massacres, and what came of a happening."""

from __future__ import annotations

import pytest

from contested.nouns import Party, Speaker
from contested.weighing import SideTable, weigh
from contested.weighing.facts import facts
from contested.weighing.features import FUNCTIONS
from contested.weighing.interests import rivals
from contested.weighing.standing import side_of_id
from tests.weighing.makers import account, party, place, speaker, toll

FAR = {"lat": -3.4, "lon": 29.4, "country": "BI"}
TOWN = {"places": [place("Gatumba", geonameid=428513, **FAR)]}
ARMY = Party(0, 4, "the army", country="BDI", sectors=("MIL",))
REBELS = Party(0, 6, "gunmen", country="BDI", sectors=("REB",))
CIVILIANS = Party(0, 9, "villagers", sectors=("CVL",))


def links(given, slot):
    return {(ln.a, ln.b, ln.relation) for ln in weigh(given).links if ln.slot == slot}


@pytest.mark.parametrize(
    ("ident", "side"),
    [
        ("mli-katiba-macina", "MLI-REB"),
        ("eth-government-of-ethiopia", "ETH"),
        ("xyz-government", None),
        ("tgo-togolese-armed-forces", "TGO"),
        ("tgo-northern-rebels", "TGO-REB"),
        ("bfa-some-cooperative", None),
    ],
)
def test_ids_tell_who_fights_for_a_state_and_who_against_it(ident, side):
    assert side_of_id(ident) == side


def test_a_rebel_of_an_unlisted_war_is_not_on_his_country_s_side():
    table = SideTable.default()
    rebel = Speaker("a rebel commander", role="commander", country="TGO")
    assert table.of_speaker(rebel) == "TGO-REB"
    assert table.opposed("TGO", "TGO-REB")
    assert table.foes("TGO-REB") == ("TGO",)
    assert table.name("TGO-REB") == "armed groups in Togo"
    assert table.of_speaker(Speaker("the army spokesman", country="TGO")) == "TGO"


def test_names_in_ids_are_read_without_their_apostrophes():
    table = SideTable.default()
    assert table.known("eth-tigray-people-s-liberation-front") == "ETH-TPLF"
    assert table.of_text("the coalition's own team", frozenset({"YE"})) == "YEM"


def test_accounts_show_who_is_at_odds_where_no_table_does():
    told = [
        account("shelling", by=speaker("Togolese army", "TGO"), agents=[party("Beninese troops", "BEN")], ident="a",
                places=[place("Kande", country="TG")]),
        account("shelling", by=speaker("Benin's ministry", "BEN"), agents=[party("Beninese troops", "BEN")],
                ident="b", polarity="negative", stance="denied", places=[place("Kande", country="TG")]),
    ]  # fmt: skip
    table = SideTable.default()
    assert not table.opposed("TGO", "BEN")
    found = rivals(facts(told, table))
    assert table.among(found).opposed("BEN", "TGO")
    assert not table.opposed("TGO", "BEN"), "the table itself is not changed"


def test_no_casualties_denies_the_dead_of_a_strike_and_not_the_strike():
    denial = account("casualties", by=speaker("NATO"), polarity="negative", stance="denied", ident="n",
                     words="found no sign of civilian casualties", doc="d1")  # fmt: skip
    dead = account("airstrike", outlet="B", ident="d", counts=[toll("killed", 12)], doc="d2")
    bare = account("airstrike", outlet="C", ident="e", doc="d3")
    assert ("n", "d", "denies") in links([denial, dead], "happened")
    assert not [ln for ln in links([denial, bare], "happened") if ln[2] == "denies"]


def test_was_not_hit_denies_the_hit_itself_unless_a_hand_is_named():
    strike = account("shelling", outlet="B", ident="s", targets=["hospital"], doc="d1")
    russian = party("Russian forces", "RUS")

    def denied(words):
        denial = account("shelling", by=speaker("Konashenkov", "RUS"), agents=[russian], targets=["hospital"],
                         polarity="negative", stance="denied", ident="n", words=words, doc="d2")  # fmt: skip
        return ("n", "s", "denies") in links([strike, denial], "happened")

    assert denied("The hospital was not hit at all")
    assert not denied("The hospital was not hit by our guns")


def test_the_blamed_side_tells_of_a_fight_and_others_of_a_massacre():
    told = [
        account("killing", outlet="A", ident="m", agents=[ARMY], patients=[CIVILIANS], by=speaker("Amnesty"), **TOWN),
        account("battle", outlet="B", ident="f", agents=[ARMY, REBELS], by=speaker("Colonel Ndayi", "BDI"), **TOWN),
    ]
    assert {ln[2] for ln in links(told, "happened")} == {"in_tension"}


def test_own_dead_are_no_admission_where_the_army_is_blamed():
    own = Party(0, 8, "soldiers", country="BDI", sectors=("MIL",))
    massacre = account("killing", outlet="A", ident="m", agents=[ARMY], by=speaker("Amnesty"), **TOWN)
    lost = account(
        "killing", outlet="B", ident="f", agents=[REBELS], patients=[own], by=speaker("Ndayi", "BDI"), **TOWN
    )
    assert weigh([lost]).incidents[0].status == "admitted"
    assert weigh([massacre, lost]).incidents[0].status == "disputed"


def test_bodies_found_days_later_are_of_the_happening_and_a_strike_days_later_is_not():
    taken = account("abduction", day="2022-10-12", words="gunmen took passengers from a bus near the town")
    found = account("casualties", day="2022-10-14", counts=[toll("found_dead", 22)],
                    words="bodies of passengers taken from the bus near the town were found")  # fmt: skip
    struck = account("casualties", day="2022-10-14", counts=[toll("killed", 22)], words="shells fell on the town")
    assert len(weigh([taken, found]).incidents) == 1
    assert len(weigh([taken, struck]).incidents) == 2


def test_a_month_that_is_looked_back_to_holds_its_day():
    day = account("killing", day="2022-07-02", published="2022-07-04", counts=[toll("killed", 26)], ident="a")
    later = account("killing", day="2022-07-01", until="2022-08-01", published="2023-09-19", ident="b",
                    counts=[toll("killed", 25, None)], words="in July of last year soldiers killed people")  # fmt: skip
    assert [i.claims for i in weigh([day, later]).incidents] == [("a", "b")]
    assert weigh([day, later]) == weigh([later, day])


def test_a_district_by_the_name_of_its_town_holds_the_villages():
    town = place("Depayin", geonameid=1, lat=22.63, lon=95.25, country="MM", feature="P.PPL")
    village = place("Let Yet Kone", geonameid=2, lat=22.70, lon=95.31, country="MM", feature="P.PPL")
    wide, near, own = facts(
        [
            account("airstrike", places=[town], words="the school in Depayin township"),
            account("airstrike", places=[village], words="a school"),
            account("airstrike", places=[town], words="the school in Depayin"),
        ],
        SideTable.default(),
    )
    assert FUNCTIONS["place"](wide, near)[0] > 0 > FUNCTIONS["place"](own, near)[0]


def test_one_unnamed_person_is_not_counted_twice():
    first = account("airstrike", by=Speaker("a villager"), outlet="Delta", ident="a", doc="d1")
    carried = account("airstrike", by=Speaker("a villager"), outlet="Wiener", ident="b", doc="d2")
    crowd = account("airstrike", by=Speaker("residents"), outlet="Wiener", ident="c", doc="d3")
    crowd2 = account("airstrike", by=Speaker("residents"), outlet="Delta", ident="d", doc="d4")
    assert len(weigh([first, carried]).incidents[0].origins) == 1
    assert len(weigh([crowd, crowd2]).incidents[0].origins) == 2


def test_a_growing_count_replaces_what_allies_and_third_parties_told_and_not_what_the_foe_told():
    def best(country):
        early = account("shelling", by=speaker("Early", country), counts=[toll("killed", 9)], doc="d1", ident="e")
        late = account("shelling", by=speaker("Late", "UKR"), published="2022-10-13", doc="d2", ident="l",
                       counts=[toll("killed", 12, running_total=True)])  # fmt: skip
        found = weigh([early, late]).incidents[0].tolls[0]
        return found.low, found.high

    assert best("POL") == (12, 12)
    assert best("RUS") == (9, 12)


def test_a_state_that_tells_of_soldiers_and_a_rebel_who_does():
    soldiers = Party(0, 8, "soldiers", sectors=("MIL",))
    army = account("bombing", patients=[soldiers], by=speaker("Ministry of Defence", "TGO"))
    rebels = account("bombing", patients=[soldiers], by=Speaker("the rebels", country="TGO"))
    assert weigh([army]).incidents[0].status == "admitted"
    assert weigh([rebels]).incidents[0].status == "single_source"

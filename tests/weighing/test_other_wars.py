"""Who belongs to whom in wars that no table lists, and what one account shows of the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contested.nouns import Party, Speaker
from contested.weighing import SideTable, weigh
from contested.weighing.facts import facts

from .makers import account, party, place, speaker, toll

HONDURAS = frozenset({"HN"})
SALVADOR = party("Salvadoran troops", "SLV", sectors=("MIL",))
HONDURAN = party("Honduran troops", "HND", sectors=("MIL",))


def at(name, country, **more):
    """A place of another war."""
    return (place(name, country=country, lat=more.pop("lat", 13.4), lon=more.pop("lon", -87.4), **more),)


def links(given, slot):
    return {(ln.a, ln.b, ln.relation) for ln in weigh(given).links if ln.slot == slot}


@pytest.mark.parametrize(
    ("who", "near", "side"),
    [
        (Speaker("a European diplomat in Asmara", name="European diplomat in Asmara", role="diplomat"), "ER", "third"),
        (Speaker("a trader in Baku", name="a trader in Baku"), "AZ", "third"),
        (Speaker("a diplomat", name="Jules Perrin", role="diplomat", country="FRA"), "ER", "FRA"),
        (Speaker("the dockers' union", name="spokesman of the dockers' trade union", country="HND"), "HN", "third"),
        (Speaker("the oil company", name="head of the oil company Terra Norte", country="HND"), "HN", "third"),
        (Speaker("relatives", name="relatives of the dead", country="HND"), "HN", "third"),
        (Speaker("the magistrate", name="District magistrate of Choluteca", country="HND"), "HN", "HND"),
        (Speaker("a gang spokesman", name="gang spokesman", country="HND"), "HN", "HND-REB"),
        (Speaker("the mission", "uno-mission-in-choluteca", "Mission in Choluteca"), "HN", "third"),
        (Speaker("the health ministry", name="Health Ministry", country="HND"), "HN", "HND"),
    ],
)
def test_who_speaks_for_whom(who, near, side):
    assert SideTable.default().of_speaker(who, frozenset({near})) == side


def test_a_name_of_one_war_is_not_that_of_another():
    table = SideTable.default()
    home = Party(0, 4, "people's defence force", country="MMR", sectors=("REB",))
    abroad = Party(0, 4, "troops", "tza-people-s-defence-force", "Troops", "TZA", ("MIL",))
    assert table.of_party(home, frozenset({"MM"})) == "MMR-OPP"
    assert table.of_party(abroad, frozenset({"BI"})) == "TZA"


def test_two_armies_of_a_war_that_no_table_lists_are_at_odds():
    where = at("Nacaome", "HN")
    given = [
        account("battle", ident="a", by=speaker("the army", "HND", role="army_spokesman"), places=where,
                agents=[SALVADOR], patients=[HONDURAN]),
        account("battle", ident="b", by=speaker("the general staff", "SLV", role="general"), places=where, outlet="B",
                agents=[SALVADOR], patients=[HONDURAN]),
    ]  # fmt: skip
    assert weigh(given).incidents[0].status == "corroborated_across_sides"
    friend = replace(given[1], claim=replace(given[1].claim, agents=(SALVADOR, HONDURAN), patients=()))
    assert weigh([given[0], friend]).incidents[0].status == "corroborated"


def test_the_charge_that_is_rejected_is_denied():
    given = [
        account("shelling", ident="a", by=speaker("the army", "HND", role="army"), places=at("Nacaome", "HN"),
                agents=[SALVADOR]),
        account("shelling", ident="b", by=speaker("the foreign ministry", "SLV", role="ministry"), stance="denied",
                places=at("Nacaome", "HN"), agents=[SALVADOR], outlet="B"),
    ]  # fmt: skip
    assert links(given, "culprit") == {("b", "a", "denies")}
    assert weigh(given).incidents[0].status == "denied"


def test_an_exchange_has_no_culprit():
    given = [
        account("prisoner_exchange", by=speaker("A", "HND", role="minister"), agents=[HONDURAN], places=at("X", "HN")),
        account("prisoner_exchange", by=speaker("B", "SLV", role="minister"), agents=[SALVADOR], places=at("X", "HN")),
    ]
    assert not links(given, "culprit")


@pytest.mark.parametrize(
    ("words", "doer"),
    [
        ("The attack on the bridge was beaten back, the army said.", "SLV"),
        ("Our attack on the bridge was beaten back, the army owned.", "HND"),
    ],
)
def test_who_beats_an_attack_off_is_not_the_attacker(words, doer):
    told = account("battle", by=speaker("the army", "SLV", role="army"), agents=[SALVADOR], patients=[HONDURAN],
                   words=words, places=at("Nacaome", "HN"))  # fmt: skip
    (fact,) = facts([told], SideTable.default())
    assert (fact.kind, fact.doers) == ("interception", {doer})


def test_a_province_s_day_is_not_its_town_s():
    region = place("Valle", country="HN", lat=13.45, lon=-87.45, feature="A.ADM1", radius_km=120.0)
    given = [
        account("shelling", ident="a", places=at("Nacaome", "HN"), counts=[toll("killed", 12)]),
        account("shelling", ident="b", places=(region,), counts=[toll("killed", 19)], outlet="B",
                words="Shells killed 19 people across Valle on Wednesday, the prefect reckoned."),
        account("shelling", ident="c", places=(region,), counts=[toll("killed", 14)], outlet="C",
                words="Shells killed 14 people in Valle on Wednesday, a paper wrote."),
    ]  # fmt: skip
    found = weigh(given)
    assert found.incident_of("a").id != found.incident_of("b").id
    assert found.incident_of("a").id == found.incident_of("c").id


def test_a_source_s_words_without_the_source_are_his():
    source = account("abduction", ident="a", by=Speaker("the order", name="Order of Mercy", role="aid agency"),
                     words="Masked men took two nuns from the mission house at Nacaome at night, the order said.",
                     places=at("Nacaome", "HN"), outlet="A")  # fmt: skip
    copy = account("abduction", ident="b", words="Masked men took two nuns from the mission house at Nacaome at night.",
                   places=at("Nacaome", "HN"), outlet="B")  # fmt: skip
    own = account("abduction", ident="c", words="Our reporter found the door of the nuns' house at Nacaome broken in.",
                  places=at("Nacaome", "HN"), outlet="C")  # fmt: skip
    more = replace(copy, claim=replace(copy.claim, counts=(toll("captured", 3),)))
    assert weigh([source, copy]).incidents[0].status == "single_source"
    assert weigh([source, own]).incidents[0].status == "corroborated"
    assert weigh([source, more]).incidents[0].status == "corroborated"


def test_what_is_threatened_is_a_threat():
    colonel = speaker("Colonel Paz", "SLV", role="spokesman")
    threat = account("threat", ident="a", by=colonel, agents=[SALVADOR])
    threatened = account("airstrike", ident="b", by=colonel, agents=[SALVADOR], outlet="B", modality="threatened")
    done = account("airstrike", ident="c", by=colonel, agents=[SALVADOR], outlet="C")
    assert len(weigh([threat, threatened]).incidents) == 1
    assert len(weigh([threat, done]).incidents) == 2


def test_an_attack_on_soldiers_is_no_loss_until_somebody_is_lost():
    def told(*counts, words=""):
        return account("attack", by=speaker("the army", "HND", role="army"), agents=[SALVADOR], patients=[HONDURAN],
                       counts=counts, words=words, places=at("Nacaome", "HN"))  # fmt: skip

    assert weigh([told()]).incidents[0].status == "single_source"
    assert weigh([told(toll("killed", 2))]).incidents[0].status == "admitted"
    assert weigh([told(words="Several of our soldiers fell in it.")]).incidents[0].status == "admitted"


def test_who_denies_that_a_town_fell_denies_that_it_is_held():
    given = [
        account("control", ident="a", by=speaker("the army", "SLV", role="army"), agents=[SALVADOR],
                places=at("Nacaome", "HN")),
        account("capture", ident="b", by=speaker("the army", "HND", role="army"), agents=[SALVADOR], outlet="B",
                polarity="negative", stance="denied", places=at("Nacaome", "HN")),
    ]  # fmt: skip
    assert links(given, "happened") == {("b", "a", "denies")}


def test_who_takes_his_report_back_may_call_it_by_another_name():
    order = speaker("Harbour Wire")
    given = [
        account("bombing", ident="a", by=order, words="The dam was blown up, Harbour Wire reported."),
        account("explosion", ident="b", by=order, outlet="B", published="2022-10-14", polarity="negative",
                stance="denied", words="Harbour Wire has retracted its story of a blast at the dam."),
    ]  # fmt: skip
    assert links(given, "happened") == {("b", "a", "supersedes")}
    assert weigh(given).incidents[0].status == "retracted"


def test_wars_are_of_their_years_and_places():
    table = SideTable.default()
    assert table.at(frozenset({"UG"}), 1979).opposed("TZA", "UGA")
    assert not table.at(frozenset({"UG"}), 2024).opposed("TZA", "UGA")
    assert not table.at(frozenset({"NG"}), 1979).opposed("TZA", "UGA")
    assert not table.opposed("TZA", "UGA")
    assert table.at(frozenset({"UA"}), 2024).opposed("UKR", "RUS")


def test_names_count_in_their_own_war():
    table = SideTable.default()
    militia = Party(0, 5, "Amal militiamen", sectors=("PRM",))
    beirut = frozenset({"LB"})
    assert table.at(beirut, 1986).of_party(militia, beirut) == "LBN-AMA"
    assert table.at(frozenset({"MM"}), 1986).of_party(militia, frozenset({"MM"})) == "amal"  # a body of its own
    assert table.of_text("the separatists") == "RUS"
    assert table.of_text("the separatists", frozenset({"PG"})) is None


def test_a_company_that_no_table_lists_is_a_side_of_its_own():
    guards = Party(0, 5, "guards of Blackpine", country="USA", sectors=("PRM",))
    given = [
        account("killing", ident="a", by=speaker("a police captain", "IRQ", role="police captain"), agents=[guards],
                places=at("Kut", "IQ")),
        account("killing", ident="b", by=speaker("Blackpine", "USA", role="security company"), agents=[guards], outlet="B",
                polarity="negative", stance="denied", places=at("Kut", "IQ")),
    ]  # fmt: skip
    assert links(given, "culprit") == {("b", "a", "denies")}
    assert weigh(given).incidents[0].status == "denied"


def test_an_ally_who_is_blamed_denies_as_a_foe_does():
    jets = party("American jets", "USA", sectors=("MIL",))
    given = [
        account("airstrike", ident="a", by=speaker("the ministry", "IRQ", role="ministry"), agents=[jets], day="2006-05-02",
                places=at("Kut", "IQ")),
        account("airstrike", ident="b", by=speaker("the air force", "USA", role="air force"), agents=[jets], outlet="B",
                polarity="negative", stance="denied", day="2006-05-02", places=at("Kut", "IQ")),
    ]  # fmt: skip
    assert SideTable.default().allied("USA", "IRQ")
    assert weigh(given).incidents[0].status == "denied"


def test_a_mission_can_own_what_its_own_soldiers_did():
    helmets = Party(0, 5, "UN soldiers", "uno-mission-in-valle", country="UNO", sectors=("MIL",))
    people = Party(0, 5, "marchers", sectors=("CVL",))

    def told(who):
        return account("killing", by=who, agents=[helmets], patients=[people], counts=[toll("killed", 2)],
                       stance="confirmed", places=at("Nacaome", "HN"))  # fmt: skip

    mission = Speaker("the mission", "uno-mission-in-valle", "Mission in Valle", country="UNO")
    other = Speaker("the children's fund", "uno-children-s-fund", "Children's Fund", country="UNO")
    assert weigh([told(mission)]).incidents[0].status == "admitted"
    assert weigh([told(other)]).incidents[0].status == "single_source"


def test_an_arrest_is_no_admission_unless_it_is_owned():
    def told(words):
        return account("detention", by=speaker("the army", "HND", role="army"), agents=[HONDURAN], words=words,
                       counts=[toll("detained", 7)], places=at("Nacaome", "HN"))  # fmt: skip

    assert weigh([told("The army said it had arrested seven students.")]).incidents[0].status == "single_source"
    assert weigh([told("The army acknowledged that it held the seven students.")]).incidents[0].status == "admitted"


def test_none_of_our_men_was_there_is_no_loss():
    said = account("attack", by=Speaker("the rebels", name="the rebels", country="HND"), counts=[toll("killed", 2)],
                   agents=[HONDURAN], words="None of our fighters was on the boat, where two fishermen died.",
                   places=at("Nacaome", "HN"))  # fmt: skip
    assert weigh([said]).incidents[0].status == "single_source"


def test_a_movement_that_no_table_lists_is_its_own_voice():
    valley = Party(0, 5, "men of the Valle Column", "hnd-valle-column", country="HND", sectors=("REB",))
    column = Speaker("the column", "hnd-valle-column", "Valle Column", country="HND")
    given = [
        account("capture", ident="a", by=speaker("the army", "HND", role="army"), agents=[HONDURAN], patients=[valley],
                places=at("Nacaome", "HN")),
        account("withdrawal", ident="b", by=column, agents=[valley], places=at("Nacaome", "HN"), outlet="B"),
        account("control", ident="c", by=column, agents=[HONDURAN], places=at("Nacaome", "HN"), outlet="C"),
    ]  # fmt: skip
    found = weigh(given).incidents[0]
    assert (found.status, "HND-REB" in found.sides) == ("admitted", True)
    table = SideTable.default()
    assert table.of_speaker(Speaker("x", "hnd-valle-liberation-front", "X", country="HND"), HONDURAS) == "HND-REB"
    assert table.of_speaker(Speaker("x", "hnd-ministry-of-public-works", "X", country="HND"), HONDURAS) == "HND"


def test_a_state_far_away_is_no_side_of_a_quarrel():
    def told(country):
        return [
            account("airstrike", by=speaker("Anders Holm", country, role="army general"), agents=[SALVADOR],
                    places=at("Nacaome", "HN")),
            account("airstrike", by=speaker("the general staff", "SLV", role="general"), agents=[SALVADOR], outlet="B",
                    polarity="negative", stance="denied", places=at("Nacaome", "HN")),
        ]  # fmt: skip

    assert weigh(told("HND")).incidents[0].status == "denied"
    assert weigh(told("NOR")).incidents[0].status == "disputed"

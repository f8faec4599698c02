"""What a reader leaves open or takes wrongly, and the weighing sees from the rest: sides, doers, unlisted places."""

from __future__ import annotations

from contested.nouns import Because, Party, PlaceInRole, Speaker
from contested.weighing import SideTable, weigh
from contested.weighing.facts import facts
from contested.weighing.interests import admits
from tests.weighing.makers import RU, UA, account, party, place, speaker, toll

TABLE = SideTable.default()


def one(*given):
    return facts(given, TABLE)[0]


def test_forces_without_a_name_are_those_of_the_state_that_only_groups_fight_there():
    myanmar, ukraine = frozenset({"MM"}), frozenset({"UA"})
    assert TABLE.of_party(party("the air force"), myanmar) == TABLE.of_country("MMR")
    assert TABLE.of_party(party("Soldiers"), myanmar) == TABLE.of_country("MMR")
    assert TABLE.of_party(party("the air force"), ukraine) is None
    assert TABLE.of_party(party("the air force")) is None
    assert TABLE.of_party(party("seven bakers"), myanmar) is None


def test_rebels_without_a_name_are_the_one_side_that_fights_the_state_there():
    one_foe = Party(0, 5, "gunmen", country="COL", sectors=("REB",))
    several = Party(0, 5, "gunmen", country="MOZ", sectors=("REB",))
    assert [TABLE.of_party(p) for p in (one_foe, several)] == ["COL-GUE", "MOZ-REB"]


def test_its_own_planes_are_those_of_the_speaker():
    fact = one(account("airstrike", by=speaker("Field Command", "RUS", role="army"), agents=[party("its bombers")]))
    assert fact.doers == {"RUS"}
    fact = one(account("capture", by=speaker("Field Command", "RUS", role="army"), agents=[party("Our units", "UKR")]))
    assert fact.doers == {"RUS"}


def test_the_speaker_is_not_hit_by_what_he_tells_and_no_office_fires():
    staff = Party(0, 5, "Harbour Office", country="UKR", sectors=("GOV",))
    fact = one(account("shelling", by=speaker("Harbour Office", "UKR"), agents=[staff], patients=[staff]))
    assert not fact.doers
    assert not fact.sufferers


def test_a_civil_office_without_a_country_is_that_of_the_place():
    health = Speaker("the Health Ministry", name="the Health Ministry", country="RUS")
    named = Speaker("the Russian Health Ministry", name="Russian Health Ministry", country="RUS")
    defence = Speaker("the Defence Ministry", name="the Defence Ministry", country="RUS")
    assert [TABLE.of_speaker(s, frozenset({"UA"})) for s in (health, named, defence)] == ["UKR", "RUS", "RUS"]


def test_fighters_of_the_foe_beside_own_civilians_are_no_own_dead():
    civil = Party(0, 5, "bakers", country="UKR", sectors=("CVL",))
    foe = Party(0, 5, "Russian gunners", country="RUS", sectors=("MIL",))
    told = account("casualties", by=speaker("Olha Kravets", "UKR", role="mayor"), patients=[civil, foe],
                   counts=[toll("injured", 7)])  # fmt: skip
    assert not admits(one(told), TABLE)


def test_accounts_of_a_place_that_no_gazetteer_lists_are_drawn_together_by_its_name():
    def at(name):
        return (PlaceInRole(0, len(name), name, role="at", country=None, lat=None, lon=None, use="literal"),)

    given = [
        account("airstrike", ident="a", places=at("Verkhnia Hreblia"), words="jets bombed the mill of the village"),
        account("airstrike", ident="b", places=at("Verkhniya Hreblia"), agents=[RU], words="a raid hit the mill there"),
        account("airstrike", ident="c", places=at("Nova Hreblia"), words="jets bombed the mill of the village"),
    ]
    found = weigh(given)
    assert found.incident_of("a") == found.incident_of("b")
    assert found.incident_of("a") != found.incident_of("c")


def test_a_claim_without_a_place_lies_in_the_country_of_its_report():
    given = [
        account("shelling", ident="a", doc="d1", places=[place("Sagaing", country="MM", lat=21.88, lon=95.98)]),
        account("airstrike", ident="b", doc="d1", at=None, agents=[party("the air force")], trigger=2000),
    ]
    assert facts(given, TABLE)[1].doers == {TABLE.of_country("MMR")}


def test_a_mayor_without_a_country_is_of_the_place_and_a_shopkeeper_of_no_side():
    mayor = Speaker("its mayor", name="its mayor", role="mayor")
    shop = Speaker("a shopkeeper", name="a shopkeeper")
    source = Speaker("a source", name="a source")
    assert [TABLE.of_speaker(s, frozenset({"UA"})) for s in (mayor, shop, source)] == ["UKR", "third", None]


def test_a_rebel_group_that_tells_of_dead_rebels_tells_of_its_own():
    cadre = Party(0, 5, "four cadres", sectors=("REB",))
    told = account("casualties", by=speaker("the rebel command", "COL", role="rebel commander"), patients=[cadre],
                   counts=[toll("killed", 4)], places=[place("Corinto", country="CO", lat=3.17, lon=-76.26)])  # fmt: skip
    assert admits(one(told), TABLE)


def relations(*given):
    return {(link.relation, link.slot) for link in weigh(given).links}


def test_the_day_of_saying_is_not_set_against_the_day_of_the_happening():
    said = Because("free", notes=("dated by the day on which it was said",))
    first = account("capture", day="2022-09-10", by=speaker("Residents", "UKR"), agents=[UA])
    later = [
        account("capture", day="2022-09-12", by="The mayor", agents=[UA], because=b) for b in (Because("free"), said)
    ]
    assert ("contradicts", "time") in relations(first, later[0])
    assert ("contradicts", "time") not in relations(first, later[1])


def test_who_asks_people_not_to_come_back_does_not_deny_that_they_left():
    left = account("displacement", by="The mayor", because=Because("flee", trigger="flee (VERB) -> displacement"))
    back = Because("return", trigger="return (VERB) -> displacement")
    gone = Because("flee", trigger="flee (VERB) -> displacement")
    barred = account("displacement", by="Police", polarity="negative", because=back)
    denied = account("displacement", by="Police", polarity="negative", because=gone)
    assert ("denies", "happened") not in relations(left, barred)
    assert ("denies", "happened") in relations(left, denied)


def test_a_nameless_speaker_does_not_deny_himself_within_a_report():
    he = Speaker("he")
    told = account("casualties", by=he, doc="d1", counts=[toll("killed", 9)])
    same, other = (account("casualties", by=he, doc=doc, polarity="negative", trigger=50) for doc in ("d1", "d2"))
    assert ("denies", "happened") not in relations(told, same)
    assert ("denies", "happened") in relations(told, other)


def test_gunmen_whom_nobody_knows_are_not_the_state_s():
    gunmen = Party(0, 9, "Armed men", country="UKR", sectors=("UAF",))
    told = account("killing", agents=[gunmen], by=speaker("Olha Kravets", "UKR", role="deputy"),
                   counts=[toll("killed", 9, who="villagers")])  # fmt: skip
    (fact,) = facts([told], SideTable.default())
    assert fact.doers == frozenset()
    assert weigh([told]).incidents[0].status == "single_source"


def test_its_men_are_those_of_who_denies_or_owns_it():
    men = Party(0, 7, "its men", country="UKR", sectors=("MIL",))
    by = speaker("Konashenkov", "RUS")
    denied = account("killing", agents=[men], by=by, polarity="negative", stance="denied")
    owned = account("withdrawal", agents=[men], by=by, stance="confirmed")
    told = account("withdrawal", agents=[men], by=by)
    assert [f.doers for f in facts([denied, owned, told], SideTable.default())] == [{"RUS"}, {"RUS"}, {"UKR"}]

"""Two happenings of one kind in one town on one day, and who owns or denies what."""

from __future__ import annotations

from contested.nouns import Moment, Party
from contested.weighing import weigh
from contested.weighing.facts import facts
from contested.weighing.features import FUNCTIONS
from contested.weighing.interests import admits
from contested.weighing.parts import hours_of
from contested.weighing.sides import SideTable
from tests.weighing.makers import RU, account, speaker, toll


def incident_sets(weighed):
    return {frozenset(i.claims) for i in weighed.incidents}


def _facts(*given):
    return facts(given, SideTable.default())


def test_hours_are_read_from_the_words_of_one_day():
    day = Moment(0, 7, "at noon", "2022-09-10", "2022-09-11", "day")
    low, high = hours_of(day)
    assert (round(low % 1 * 24), round(high % 1 * 24)) == (11, 14)
    assert hours_of(Moment(0, 9, "overnight", "2022-09-10", "2022-09-11", "day")) is None, "night is of two days"
    assert hours_of(Moment(0, 9, "every morning", "2022-09-01", "2022-09-11", "span")) is None


def test_a_further_strike_is_another_unless_details_are_shared():
    first, again, same = _facts(
        account("shelling", ident="a", words="Shells hit the school in the old town", counts=[toll("killed", 3)]),
        account("shelling", ident="b", words="Rockets hit the town again", counts=[toll("injured", 6)]),
        account("shelling", ident="c", words="Six were hurt on the square", counts=[toll("injured", 6)]),
    )
    assert FUNCTIONS["another"](first, again)[0] == -1
    assert FUNCTIONS["another"](again, same)[0] == 0
    assert FUNCTIONS["another"](first, same)[0] == 0


def test_one_speaker_with_far_fewer_dead_tells_of_two_happenings():
    police = {"by": speaker("Ivan Kovalenko", "UKR")}
    told = [
        account("bombing", outlet="A", ident="a", doc="d1", counts=[toll("killed", 14)], **police),
        account("bombing", outlet="B", ident="b", doc="d2", counts=[toll("killed", 3)], **police),
    ]
    assert incident_sets(weigh(told)) == {frozenset("a"), frozenset("b")}
    corrected = account(
        "bombing", outlet="B", ident="b", doc="d2", words="He corrected it", counts=[toll("killed", 3)], **police
    )
    assert frozenset("ab") in incident_sets(weigh([told[0], corrected]))


def test_a_rebel_is_not_of_the_state_whose_country_he_has():
    sides = SideTable.default()
    rebel = Party(0, 8, "fighters", "xyz-front", "Front", "COL", ("REB",))
    assert sides.of_party(rebel) != "COL"
    assert sides.of_party(Party(0, 8, "soldiers", None, None, "COL", ("MIL",))) == "COL"


def test_own_dead_are_admitted_and_a_boast_is_not():
    words = "the spokesman spoke of four of our soldiers killed"
    own, foreign, boast, owned = _facts(
        account("shelling", ident="a", by=speaker("A B", "UKR"), words=words, agents=[RU], counts=[toll("killed", 4)]),
        account("shelling", ident="b", by=speaker("A B", "UKR"), words="four killed", agents=[RU]),
        account("bombing", ident="c", by=speaker("C D", "RUS"), words="claimed the operation", agents=[RU], stance="confirmed"),
        account("bombing", ident="d", by=speaker("C D", "RUS"), words="regretted the strike", agents=[RU], stance="confirmed"),
    )  # fmt: skip
    sides = SideTable.default()
    assert [admits(f, sides) for f in (own, foreign, boast, owned)] == [True, False, False, True]


def test_who_denies_that_anything_took_place_denies_those_who_blame_nobody():
    def links(words):
        told = [
            account("airstrike", outlet="A", ident="a", words="The hospital was hit from the air"),
            account("airstrike", outlet="B", ident="b", words=words, agents=[RU], polarity="negative",
                    stance="denied", by=speaker("Igor Konashenkov", "RUS")),
        ]  # fmt: skip
        return {(ln.a, ln.b, ln.slot, ln.relation) for ln in weigh(told).links}

    assert ("b", "a", "happened", "denies") in links("The reports are staged and no strike took place")
    assert not any(r == "denies" for *_, r in links("Its aircraft were not over the town"))

"""Who holds which place."""

from __future__ import annotations

from dataclasses import replace

from contested.nouns import Because
from contested.weighing import weigh

from .makers import RU, UA, account, party, place, speaker, toll

RUS, UKR, THIRD = speaker("Igor Konashenkov", "RUS"), speaker("Zelensky", "UKR"), speaker("UN monitors")


def held(day, by, doer, at="Izium"):
    """A claim of control."""
    return account("control", at, day, by=by, agents=[doer])


def test_a_place_changes_hands():
    told = [
        held("2022-08-20", UKR, RU),
        held("2022-08-28", RUS, RU),
        account("capture", "Izium", "2022-09-10", by=UKR, agents=[UA]),
        account("withdrawal", "Izium", "2022-09-10", by=RUS, agents=[RU]),
        held("2022-09-14", UKR, UA),
    ]
    control = weigh(told).control
    assert control.on("Izium", "2022-09-01").probabilities["RUS"] > 0.7
    assert control.on("Izium", "2022-09-12").probabilities["UKR"] > 0.8
    change = control.changes()[0]
    assert (change.before, change.after) == ("RUS", "UKR")
    assert "2022-09-09" <= change.day <= "2022-09-11"
    assert told[2].claim.id in change.claims


def test_admitted_losses_weigh_more_than_boasts():
    boast = weigh([account("capture", "Izium", "2022-09-10", by=UKR, agents=[UA])]).control.on("Izium")
    third = weigh([account("capture", "Izium", "2022-09-10", by=speaker("UN monitors"), agents=[UA])]).control.on(
        "Izium"
    )
    admitted = weigh([account("capture", "Izium", "2022-09-10", by=RUS, agents=[UA])]).control.on("Izium")
    assert boast.probabilities["UKR"] < third.probabilities["UKR"] < admitted.probabilities["UKR"]


def test_confidence_decays_and_silence_is_not_peace():
    told = [
        account("capture", "Izium", "2022-06-01", by=UKR, agents=[UA]),
        account("shelling", "Mykolaiv", "2022-10-12", agents=[RU]),
    ]
    control = weigh(told).control
    shares = [
        control.on("Izium", day, then=True).probabilities["unknown"]
        for day in ("2022-06-02", "2022-07-01", "2022-09-01")
    ]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_as_known_then_and_as_known_now():
    told = [
        held("2022-08-20", RUS, RU),
        account("capture", "Izium", "2022-09-10", "2022-09-16", by=UKR, agents=[UA]),
        account("withdrawal", "Izium", "2022-09-10", "2022-09-16", by=RUS, agents=[RU]),
    ]
    control = weigh(told).control
    assert control.on("Izium", "2022-09-12", then=True).probabilities["RUS"] > 0.5
    assert control.on("Izium", "2022-09-12").probabilities["UKR"] > 0.7


def test_a_slow_retreat_is_no_place_given_up():
    control = weigh(
        [
            account(
                "withdrawal", "Kherson", "2022-08-01", "2022-10-13", until="2022-10-14", agents=[RU], modality="ongoing"
            )
        ]
    ).control
    assert control.on("Kherson").probabilities["UKR"] < 0.5


def test_neighbours_lend_what_is_not_known():
    near = place("Hamlet", geonameid=5, lat=49.25, lon=37.3, feature="P.PPL")
    told = [
        account("capture", "Izium", "2022-09-10", by=RUS, agents=[UA]),
        held("2022-09-20", RUS, UA),
        account(
            "battle",
            "Hamlet",
            "2022-09-01",
            "2022-09-25",
            until="2022-09-25",
            places=[near],
            agents=[UA, RU],
            confidence=0.05,
        ),
    ]
    hamlet = weigh(told).control.on("Hamlet")
    assert hamlet.probabilities["UKR"] > hamlet.probabilities.get("RUS", 0) + 0.2


def test_probabilities_add_up_and_name_their_claims():
    told = [held("2022-08-20", UKR, RU), account("battle", "Izium", "2022-08-22", agents=[UA, RU])]
    for estimate in weigh(told).control.timeline("Izium"):
        assert abs(sum(estimate.probabilities.values()) - 1) < 0.002
    assert set(weigh(told).control.on("Izium").claims) == {t.claim.id for t in told}


def test_sides_of_no_war_there_hold_nothing():
    told = [
        held("2022-08-20", RUS, RU),
        account("control", "Izium", "2022-08-21", agents=[party("Polish troops", "POL")]),
    ]
    assert "POL" not in weigh(told).control.on("Izium").probabilities


def test_two_wars_do_not_touch():
    fasher = place("El Fasher", geonameid=379003, lat=13.63, lon=25.35, feature="P.PPLA", country="SD")
    told = [
        held("2022-08-20", RUS, RU),
        account(
            "capture",
            "El Fasher",
            "2022-08-20",
            places=[fasher],
            by=speaker("RSF spokesman"),
            agents=[party("Rapid Support Forces")],
        ),
    ]
    control = weigh(told).control
    assert set(control.on("El Fasher").probabilities) == {"SDN", "SDN-RSF", "contested", "unknown"}
    assert set(control.on("Izium").probabilities) == {"UKR", "RUS", "contested", "unknown"}


def test_drift_without_reports_is_no_change():
    told = [
        account("capture", "Izium", "2022-06-01", by=UKR, agents=[UA]),
        held("2022-09-10", RUS, RU, "Balakliia"),
        held("2022-10-10", RUS, RU, "Balakliia"),
    ]
    assert [c.place for c in weigh(told).control.changes()] == []


def test_a_denied_plan_to_leave_says_who_stays():
    told = [
        account(
            "withdrawal",
            "Kherson",
            None,
            "2022-10-13",
            by=speaker("Stremousov"),
            agents=[party("Nobody")],
            patients=[party("Russian troops", "RUS")],
            polarity="negative",
            modality="planned",
        )
    ]
    assert weigh(told).control.on("Kherson").probabilities["RUS"] > 0.3


def _region():
    """A third party tells who holds the whole region."""
    return held("2022-09-10", THIRD, RU, "Kherson Oblast")


def test_what_is_told_of_a_region_says_a_little_of_its_towns():
    fight = account("battle", "Kherson", "2022-09-10", by=THIRD)
    alone = weigh([fight]).control.on("Kherson").probabilities["RUS"]
    whole = weigh([fight, _region()]).control
    assert alone < whole.on("Kherson").probabilities["RUS"] < whole.on("Kherson Oblast").probabilities["RUS"]
    assert "region around it" in whole.on("Kherson").reason or "2 reports" in whole.on("Kherson").reason
    assert not [c for c in whole.changes() if c.place == "Kherson"]


def test_a_town_told_by_name_stands_against_its_region():
    own = held("2022-09-09", THIRD, UA, "Kherson")
    alone = weigh([own]).control.on("Kherson").probabilities
    assert weigh([own, _region()]).control.on("Kherson").probabilities["RUS"] == alone["RUS"]


def test_a_share_of_a_region_says_nothing_of_one_town():
    fight = account("battle", "Kherson", "2022-09-10", by=THIRD)
    part = account("capture", "Kherson Oblast", "2022-09-10", by=THIRD, agents=[UA], counts=[toll("share", 0.3)])
    assert not [e for e in weigh([fight, part]).control.evidence if e.wide]


def test_a_capital_that_only_lends_its_name_is_no_place_under_attack():
    there = replace(place("Riverbend", lat=50.4, lon=30.5, feature="P.PPLC", geonameid=101), start=40, end=49)
    borrowed = Because("", notes=("place taken from 1 sentence before",))
    named = account("shelling", None, "2022-10-12", by=UKR, agents=[RU], places=[there])
    lent = account("shelling", None, "2022-10-12", by=UKR, agents=[RU], places=[there], because=borrowed)
    assert weigh([named]).control.on("Riverbend").probabilities["UKR"] > 0.5
    assert not weigh([lent]).control.estimates()


def test_ground_without_a_name_is_not_the_place_of_another_sentence():
    borrowed = Because("", notes=("place taken from 1 sentence before",))
    said = {"by": THIRD, "agents": [RU], "because": borrowed}
    ground = account("control", "Izium", "2022-09-01", words="They drove into territory held by them.", **said)
    town = account("control", "Izium", "2022-09-01", words="The town is in their hands.", **said)
    assert weigh([town]).control.on("Izium").probabilities["RUS"] > 0.5
    assert not weigh([ground]).control.estimates()

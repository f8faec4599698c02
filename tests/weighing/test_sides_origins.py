"""Whom somebody speaks for, and where accounts first came from."""

from __future__ import annotations

import pytest

from contested.nouns import Speaker
from contested.weighing import SideTable, weigh

from .makers import account, speaker

LONG = (
    "Rockets hit the railway station in the morning and set five carriages on fire, the governor said in a message. "
    "Rescue workers searched the ruins of the hall until the evening while doctors from the district hospital treated "
    "people on the platform."
)


@pytest.mark.parametrize(
    ("who", "side"),
    [
        (Speaker("Vladimir Saldo", role="governor", country="UKR"), "RUS"),
        (Speaker("the Moscow-installed administration of the region", country="UKR"), "RUS"),
        (Speaker("Ukrainian General Staff"), "UKR"),
        (Speaker("British intelligence", country="GBR"), "GBR"),
        (Speaker("UN Secretary-General Antonio Guterres", country="PRT"), "third"),
        (Speaker("an RSF spokesman", country="SDN"), "SDN-RSF"),
        (Speaker("the army", country="SDN"), "SDN"),
        (Speaker("residents"), "third"),
        (Speaker("people"), None),
    ],
)
def test_side_of_a_speaker(who, side):
    assert SideTable.default().of_speaker(who) == side


def test_words_that_mean_a_side_only_in_its_country():
    table = SideTable.default()
    assert table.of_text("the rebels", frozenset({"SY"})) == "SYR-OPP"
    assert table.of_text("the rebels", frozenset({"CO"})) == "COL-GUE"
    assert table.of_text("the rebels") is None


def test_who_fights_whom():
    table = SideTable.default()
    assert table.opposed("UKR", "RUS")
    assert not table.opposed("UKR", "GBR")
    assert table.opposed("SYR-OPP", "RUS")
    assert table.allied("RUS", "BLR")
    assert table.foes("UKR") == ("RUS",)


def test_ten_copies_of_a_wire_are_one_origin():
    copies = [
        account("shelling", words=LONG + (" Updated." if n % 2 else ""), outlet=f"Paper {n}", published="2022-10-12")
        for n in range(10)
    ]
    own = account(
        "shelling",
        words="A missile struck the goods yard at night, our correspondent in the town counted nine craters.",
        outlet="Paper X",
    )
    weighed = weigh([*copies, own])
    assert len(weighed.incidents) == 1
    assert len(weighed.incidents[0].origins) == 2
    assert weighed.incidents[0].status == "corroborated"
    assert weigh(copies).incidents[0].status == "single_source"


def test_a_credited_agency_is_the_origin():
    told = [
        account("shelling", by=speaker("Reuters"), outlet="A"),
        account("shelling", by=speaker("Reuters"), outlet="B"),
    ]
    assert weigh(told).incidents[0].origins == ("reuters",)


def test_the_ledger_may_say_what_is_a_copy():
    told = [account("shelling", outlet="A", doc="d1"), account("shelling", outlet="B", doc="d2")]
    assert len(weigh(told).incidents[0].origins) == 2
    assert len(weigh(told, duplicates={"d1": "g", "d2": "g"}).incidents[0].origins) == 1


def test_unnamed_speakers_of_two_outlets_are_two_origins():
    told = [account("shelling", by=Speaker("residents"), outlet=name) for name in ("A", "B")]
    assert len(weigh(told).incidents[0].origins) == 2


def test_a_reports_own_voice_is_no_origin_beside_its_speaker():
    told = [
        account("shelling", doc="d1", outlet="A"),
        account("shelling", doc="d1", outlet="A", by=speaker("Vitaliy Kim", "UKR")),
    ]
    assert weigh(told).incidents[0].status == "single_source"

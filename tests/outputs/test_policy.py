"""The publication policy holds its rules: places are coarsened, fresh routes held back, private persons nameless."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.nouns import Document, Entity, Reading, Speaker, km_between
from contested.outputs.clean import NAME_MASK, WORDS_MASK
from contested.outputs.names import looks_personal, private_names
from contested.outputs.policy import Coarsen, PublicationPolicy, coarsened, snapped
from contested.outputs.release import release
from contested.weighing import weigh
from tests.factory import account, claim, place
from tests.outputs.sample import sample, sample_documents, sample_weighed

PUBLIC = PublicationPolicy.public()


def test_defaults_are_stated() -> None:
    assert PUBLIC.active
    assert PUBLIC.redact_private_persons
    assert PUBLIC.documents == "excerpts"
    assert PUBLIC.finest_km >= 1
    assert {"deployment", "evacuation"} <= {kind for rule in PUBLIC.coarsen for kind in rule.kinds}
    assert any("evacuation" in rule.kinds and rule.routed for rule in PUBLIC.hold_back)


def test_off_changes_nothing() -> None:
    assert not PublicationPolicy.off().active
    made = release(sample_weighed(), sample_documents(), policy=PublicationPolicy.off())
    assert made.accounts == sample_weighed().accounts
    assert made.documents["d1"] == sample_documents()[0]


def test_without_a_policy_the_public_one_holds() -> None:
    assert release(sample_weighed(), sample_documents()).policy == PUBLIC


@given(st.floats(-80, 80), st.floats(-179, 179), st.sampled_from([1.0, 5.0, 20.0, 40.0]))
def test_a_coarsened_point_lies_within_its_new_radius(lat: float, lon: float, km: float) -> None:
    before = place(("X", lat, lon), feature="S.BLDG", radius_km=0.1)
    after = coarsened(before, km)
    moved = km_between(lat, lon, after.lat, after.lon)
    assert moved <= after.radius_km + 0.8
    assert after.radius_km >= km / 2


@given(st.floats(-80, 80), st.floats(-179, 179))
def test_all_points_of_a_cell_become_one(lat: float, lon: float) -> None:
    middle = snapped(lat, lon, 20)
    assert middle == snapped(lat, lon, 20)
    assert abs(middle[0] - lat) <= 0.1


def test_the_strictest_rule_that_fits_is_taken() -> None:
    policy = PublicationPolicy(
        coarsen=(
            Coarsen("a", frozenset({"*"}), 2),
            Coarsen("b", frozenset({"deployment"}), 20, frozenset({"UKR"}), 14),
        )
    )
    assert policy.km_for("deployment", ["UKR"], 3) == 20
    assert policy.km_for("deployment", ["UKR"], 14) == 2
    assert policy.km_for("deployment", ["RUS"], 3) == 2
    assert policy.km_for("deployment", ["UKR"], None) == 20, "an unknown age counts as new"


def test_from_ten_kilometres_on_the_name_goes_too() -> None:
    village = place(("Smallville", 49.2, 37.3), admin1="Kharkiv", radius_km=3.0)
    assert coarsened(village, 20).name == "Kharkiv"
    assert coarsened(village, 20).geonameid is None
    assert coarsened(village, 5).name == "Smallville"


def _moved(day: str):
    way = (place(("Izium", 49.2, 37.3), "from"), place(("Dnipro", 48.5, 35.0), "to"))
    words = "Buses take residents from Izium to Dnipro by the southern road, he said."
    told = account(
        claim("evacuation", "Ann Mayor", places=way, day=day, evidence=(0, len(words))), published=day, words=words
    )
    return weigh([told]), [Document("d1", words + " Nothing else.", published=day)]


@pytest.mark.parametrize(("age", "shown"), [(0, False), (5, False), (8, True)])
def test_a_recent_route_is_held_back_everywhere(age: int, shown: bool) -> None:
    day = date(2022, 10, 1)
    weighed, documents = _moved(day.isoformat())
    made = release(weighed, documents, as_of=(day + timedelta(days=age)).isoformat())
    assert bool(made.accounts) is shown
    assert bool(made.incidents) is shown
    assert bool(made.flows) is shown
    assert ("southern road" in made.documents["d1"].text) is shown
    if not shown:
        assert WORDS_MASK in made.documents["d1"].text
        assert made.held[0].rule == "recent evacuation routes"
        assert made.held[0].until is not None


def test_a_day_to_come_unlocks_nothing() -> None:
    today = date.today()  # noqa: DTZ011
    weighed, documents = _moved(today.isoformat())
    made = release(weighed, documents, as_of=(today + timedelta(days=400)).isoformat())
    assert not made.accounts


def test_a_shelter_is_held_back_by_its_words() -> None:
    words = "The shelter in the school was shelled and civilians hid in it."
    told = claim("shelling", day="2022-10-01", counts=(), evidence=(0, len(words)), target="school")
    told = replace(told, patients=(claim(to="civilians").patients))
    made = release(weigh([account(told, published="2022-10-01", words=words)]), as_of="2022-10-02")
    assert not made.accounts


def test_private_names_go_public_ones_stay() -> None:
    made = sample(PublicationPolicy.public(), as_of="2023-01-01")
    whole = str([made.accounts, made.incidents, made.links, made.disagreements, made.speakers])
    assert "Bondarenko" not in whole
    assert "Stepanenko" in whole
    text = made.documents["d1"].text
    assert "Bondarenko" not in text
    assert NAME_MASK in text
    assert len(text) == len(sample_documents()[0].text), "offsets stay true"


def test_persons_in_a_reading_are_found_beyond_the_claims() -> None:
    text = "Oleh Petrenko, a farmer, watched. President Ann Example spoke."
    reading = Reading(
        Document("d9", text), entities=(Entity(0, 13, "Oleh Petrenko", "PER"), Entity(44, 55, "Ann Example", "PER"))
    )
    found = private_names([], [reading], PUBLIC)
    assert found.whole == {"Oleh Petrenko"}
    assert "Petrenko" not in found.masked("Petrenko said so")
    assert found.masked("Petrenkova said so") == "Petrenkova said so"


@pytest.mark.parametrize(
    "name", ["General Staff", "Defence Ministry", "Energoatom", "residents", "the army", "Red Cross"]
)
def test_bodies_are_no_persons(name: str) -> None:
    assert not looks_personal(name, PUBLIC)


def test_a_person_told_with_a_title_is_nameless_without_it_too() -> None:
    text = "Neighbour Ada Lovetree fled. Later Ada Lovetree came back."
    entities = (Entity(0, 22, "Neighbour Ada Lovetree", "PER"),)
    reading = Reading(document=Document(id="d", text=text), entities=entities)
    masked = private_names([], [reading], PUBLIC).masked(text)
    assert "Ada" not in masked
    assert "Lovetree" not in masked


def test_a_listed_person_is_public() -> None:
    told = claim(said=Speaker("Volodymyr Zelenskyy", "ukr-volodymyr-zelenskyy", "Volodymyr Zelenskyy"))
    assert private_names([told], [], PUBLIC).whole == frozenset()


def test_no_statement_of_a_private_person_has_a_page() -> None:
    names = [record.name for record in sample(PublicationPolicy.public(), as_of="2023-01-01").speakers]
    assert "Ivan Stepanenko" in names
    assert all("Olena" not in name and "withheld" not in name for name in names)

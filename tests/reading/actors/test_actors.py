"""Who a name or description stands for."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Span

from contested.data import rows
from contested.nouns import Actor, Place
from contested.reading.actors import find_actors

NLP = spacy.blank("en")
SECTORS = {
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
}
NO_STATES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def actors(text: str, places: tuple[Place, ...] = (), published: str | None = None) -> dict[str, Actor]:
    found = find_actors(NLP(text), places, published)
    for one in found:
        assert text[one.start : one.end] == one.text
    return {one.text: one for one in found}


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Russian soldiers shelled the town.", "Russian soldiers", "RUS", "MIL"),
        ("The British Defense Ministry said so.", "The British Defense Ministry", "GBR", "MIL"),
        ("The army of Chad moved.", "The army", "TCD", "MIL"),
        ("Putin's army moved.", "Putin's army", "RUS", "MIL"),
        ("Kiev's forces moved.", "Kiev's forces", "UKR", "MIL"),
        ("The Kremlin denied it.", "The Kremlin", "RUS", "GOV"),
        ("Moscow rejected the plan.", "Moscow", "RUS", "GOV"),
        ("RSF fighters looted Khartoum.", "RSF fighters", "SDN", "PRM"),
        ("ELN guerrillas attacked.", "ELN guerrillas", "COL", "REB"),
        ("JNIM attacked an outpost in Burkina Faso.", "JNIM", "MLI", "REB"),
        ("Ugandan police detained him.", "Ugandan police", "UGA", "COP"),
        ("The UN Security Council met.", "The UN Security Council", "UNO", "GOV"),
        ("Pro-Russian separatists fired.", "Pro-Russian separatists", "UKR", "REB"),
        ("Russian-installed officials fled.", "Russian-installed officials", "RUS", "GOV"),
    ],
)
def test_codes_country_and_sector(text: str, words: str, country: str, sector: str) -> None:
    found = actors(text)[words]
    assert found.country == country
    assert sector in found.sectors


def test_a_title_and_a_country_belong_to_the_name() -> None:
    found = actors("Ruritanian Interior Minister Ivan Horvat met Russian President Vladimir Putin.")
    assert found["Russian President Vladimir Putin"].id == "rus-vladimir-putin"
    horvat = next(one for one in found.values() if one.name == "Ivan Horvat")
    assert (horvat.id, horvat.role, horvat.sectors) == (None, "interior minister", ("GOV",))


def test_a_surname_stands_for_the_full_name_before_it() -> None:
    found = actors("Interior Minister Ivan Horvat spoke in Chad. Horvat left.")
    assert found["Horvat"].name == "Ivan Horvat"


def test_pronouns_and_bare_bodies_point_back_with_less_confidence() -> None:
    found = actors("The British Defense Ministry spoke. The ministry said more. Vladimir Saldo denied it, and he left.")
    ministry, whole = found["The ministry"], found["The British Defense Ministry"]
    assert ministry.id == whole.id
    assert ministry.confidence < whole.confidence
    assert found["he"].id == "rus-vladimir-saldo"


def test_a_pronoun_reaches_two_sentences_back_and_no_further() -> None:
    assert "He" not in actors("Vladimir Putin spoke. It rained. It snowed. It hailed. He left.")


def test_the_occupiers_are_named_by_the_country_of_the_report() -> None:
    assert actors("Ukrainian forces fired. The occupiers fled.")["The occupiers"].country == "RUS"


def test_the_authorities_of_occupied_land_are_the_occupiers_and_others_are_not() -> None:
    occupied, free = "The authorities of the occupied south of Ukraine", "The authorities of the free south of Ukraine"
    told = "Russian troops shelled Ukrainian towns. {} spoke."
    assert next(one for text, one in actors(told.format(occupied)).items() if text.startswith("The")).country == "RUS"
    assert next(one for text, one in actors(told.format(free)).items() if text.startswith("The")).country == "UKR"


def test_one_name_of_two_goes_with_the_country_of_the_report() -> None:
    text = "In Rwanda and in Congo, Rwandan soldiers met M23 and the RDF."
    assert actors(text)["the RDF"].country == "RWA"


def test_an_office_held_before_is_told_as_former() -> None:
    found = actors("Liz Truss spoke.", published="2024-01-05")["Liz Truss"]
    assert found.role == "former prime minister"
    assert "ELI" in found.sectors
    assert actors("Liz Truss spoke.", published="2022-10-01")["Liz Truss"].role == "prime minister"


def test_places_tell_the_country_of_a_description() -> None:
    text = "Officials in Melitopol said so."
    place = Place(13, 22, "Melitopol", country="UA")
    assert actors(text, (place,))["Officials"].country == "UKR"


def test_names_of_the_model_become_actors() -> None:
    doc = NLP("Anna Kovacs said so.")
    doc.ents = [Span(doc, 0, 2, label="PER")]
    assert [(one.text, one.name) for one in find_actors(doc, ())] == [("Anna Kovacs", "Anna Kovacs")]


@pytest.mark.parametrize(
    "text", ["Please give us water.", "She will march.", "Sadat Street is long.", "", "   ", "’s -"]
)
def test_leaves_other_words_alone(text: str) -> None:
    assert not [one for one in find_actors(NLP(text), ()) if one.id]


def test_the_tsar_is_the_ruler_of_his_country_not_the_nearest_one() -> None:
    found = actors("Vladimir Putin met the Turkish President Recep Tayyip Erdogan. The tsar smiled.")
    assert found["The tsar"].id == "rus-vladimir-putin"


def test_a_misspelt_first_name_is_no_stranger() -> None:
    doc = NLP("Volodimir Zelensky left.")
    doc.ents = [Span(doc, 0, 2, label="PER")]
    assert find_actors(doc, ())[0].id == "ukr-volodymyr-zelensky"


def test_a_name_takes_the_office_told_beside_it() -> None:
    for text in (
        "The mayor of Ndjamena in Chad, Anna Kovacs, left.",
        "Anna Kovacs, the mayor of Ndjamena in Chad, left.",
    ):
        doc = NLP(text)
        start = text.index("Anna")
        doc.ents = [doc.char_span(start, start + len("Anna Kovacs"), label="PER")]
        kovacs = next(one for one in find_actors(doc, ()) if one.text == "Anna Kovacs")
        assert (kovacs.country, kovacs.role, kovacs.sectors) == ("TCD", "mayor", ("GOV",))


def test_tables_hold_what_they_promise() -> None:
    known, lands = rows("actors/actors.csv"), {row["iso3"] for row in rows("actors/countries.csv")}
    assert len(known) >= 1200
    assert len({row["id"] for row in known}) == len(known)
    assert len(rows("actors/agents.csv")) >= 400
    for row in (*known, *rows("actors/agents.csv")):
        assert set(row["sectors"].split("|")) <= SECTORS, row
    for row in known:
        assert row["country"] in lands | NO_STATES, row
        assert not (row["from"] and row["to"]) or row["from"] <= row["to"], row

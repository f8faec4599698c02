"""Whole short reports through the reader: who speaks, and where it happened, when another sentence or the layout says it."""

from __future__ import annotations

import pytest

from contested.nouns import Claim, Document
from contested.reading import Reader
from contested.settings import Settings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(Settings.from_env())


def claims(reader: Reader, text: str) -> list[Claim]:
    return list(reader.read(Document("d", text, published="2024-05-20")).claims)


def told(reader: Reader, text: str, word: str) -> Claim:
    """The claim whose trigger stands in or around a word of the text."""
    at = text.index(word)
    found = [c for c in claims(reader, text) if c.trigger[0] <= at + len(word) and at <= c.trigger[1]]
    assert found, [text[slice(*c.trigger)] for c in claims(reader, text)]
    return found[0]


def speakers(claim: Claim) -> list[str]:
    return [speaker.text for speaker in claim.said_by]


def names(claim: Claim) -> list[str | None]:
    return [place.name or place.text for place in claim.places]


TRANSCRIPT = """News conference

MS ODURO: Our troops retook the airport at Gao this morning.
Four soldiers were killed.

QUESTION (radio): Were civilians hurt?

MS ODURO: No civilian was wounded. The rebels shelled the market.
"""


@pytest.mark.parametrize("word", ["retook", "killed", "shelled"])
def test_a_turn_of_a_transcript_is_said_by_whoever_has_the_word_up_to_the_next(reader: Reader, word: str) -> None:
    assert speakers(told(reader, TRANSCRIPT, word)) == ["MS ODURO"]


def test_a_list_with_colons_is_no_transcript(reader: Reader) -> None:
    text = "Toll of the week\n\nKILLED: two farmers were shot at Gao.\nHURT: five people were wounded.\nHELD: one man was arrested."
    assert all(not claim.said_by for claim in claims(reader, text))


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Residents: soldiers have burned the market in Laiza.", "burned", "Residents"),
        ("Army statement: 23 rebels were killed at Laiza.", "killed", "Army statement"),
        ("Two trucks were burned near Laiza, 3 men killed acc. to a nurse.", "killed", "a nurse"),
        ("Nine people were killed in Laiza by a mine (hotel manager).", "killed", "hotel manager"),
        ("At least 9 people were killed in Laiza on Monday – rescue workers", "killed", "rescue workers"),
        ("Two villagers saw soldiers burn the market in Laiza.", "burn", "Two villagers"),
    ],
)
def test_labels_and_sources_behind_name_the_speaker(reader: Reader, text: str, word: str, who: str) -> None:
    assert speakers(told(reader, text, word)) == [who]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Soldiers: 12 killed in Laiza on Monday.", "killed"),
        ("Nine people were killed in Laiza by a mine (two of them women).", "killed"),
        ("The army killed nine people in Laiza, among them Aung Win (farmer).", "killed"),
        ("Each family that was evicted from Laiza got ten litres of water per person.", "evicted"),
    ],
)
def test_counts_rates_and_descriptions_name_nobody(reader: Reader, text: str, word: str) -> None:
    assert speakers(told(reader, text, word)) == []


def test_a_quotation_without_a_verb_goes_on_with_the_speaker_before(reader: Reader) -> None:
    text = '"They shelled us for two hours," the mayor said. "Then they killed my brother in Gao."'
    assert speakers(told(reader, text, "killed")) == ["the mayor"]


def test_a_quotation_behind_a_sentence_about_a_person_is_said_by_that_person(reader: Reader) -> None:
    text = 'Maria Lopez, who sells fish by the port, shakes her head. "They shelled us for two hours."'
    assert speakers(told(reader, text, "shelled"))[0].startswith("Maria Lopez")


def test_the_last_happening_lends_its_place_not_the_first_name_of_the_sentence(reader: Reader) -> None:
    text = (
        "From Kabul to Herat people talk of it: gunmen attacked a wedding in Kunduz on Monday. Nine guests were killed."
    )
    assert names(told(reader, text, "killed"))[0] == "Kunduz"


def test_no_place_is_carried_from_one_item_of_a_list_to_the_next(reader: Reader) -> None:
    text = "▪ Gunmen attacked a convoy near Kunduz.\n▪ Herat: gunmen burned a school.\n▪ The army arrested nine men in Kabul."
    assert names(told(reader, text, "burned"))[0] == "Herat"


def test_the_village_is_the_one_that_was_called_a_village(reader: Reader) -> None:
    text = "Gunmen attacked the village of Gbarnga at night. The wounded were taken to Monrovia. Ten houses in the village were burned."
    assert names(told(reader, text, "burned"))[0] == "Gbarnga"


def test_a_name_that_nobody_lists_is_kept_without_a_point_rather_than_placed_in_another_country(reader: Reader) -> None:
    text = (
        "Fighting resumed in Walikale and Masisi, North Kivu. Armed men burned houses in Uvira. In Goma shops closed. "
        "Some 400 people fled to Baraka."
    )
    found = [place for place in told(reader, text, "fled").places if place.text == "Baraka"]
    assert [(place.lat, place.country) for place in found] in ([(None, None)], [(found[0].lat, "CD")])


def test_a_dateline_does_nothing_and_is_no_place_of_what_happened_elsewhere(reader: Reader) -> None:
    text = "MONROVIA, 3 June (Daily Wire) - Rebel fighters entered Gbarnga before dawn and burned the police post."
    claim = told(reader, text, "burned")
    assert [party.text for party in claim.agents] == ["Rebel fighters"]
    assert names(claim) == ["Gbarnga"]


def test_a_dateline_is_the_place_where_no_other_is_told(reader: Reader) -> None:
    text = "MONROVIA, 3 June (Daily Wire) - Gunmen burned the central market before dawn."
    assert names(told(reader, text, "burned")) == ["Monrovia"]


@pytest.mark.parametrize(
    "tag",
    [
        "About this reported the press service of the Ministry of Defence.",
        "This was announced by the press service of the Ministry of Defence.",
    ],
)
def test_a_tag_of_its_own_says_who_told_the_sentence_before(reader: Reader, tag: str) -> None:
    text = f"The enemy shelled the village of Talish in the evening. {tag}"
    assert speakers(told(reader, text, "shelled")) == ["the press service of the Ministry of Defence"]


def test_the_speaker_may_stand_behind_the_verb(reader: Reader) -> None:
    text = "The gunmen killed nine soldiers in Tumaco, informed the governor."
    assert speakers(told(reader, text, "killed")) == ["the governor"]


def test_a_house_without_an_article_behind_a_comma_is_the_source_one_of_a_list_is_none(reader: Reader) -> None:
    assert speakers(told(reader, "Death toll in Nabatieh rises to six, health ministry.", "toll")) == [
        "health ministry"
    ]
    assert speakers(told(reader, "Rebels burned a school, a mill and a hospital in Gao.", "burned")) == []


def test_where_a_speaker_is_is_not_where_the_city_is(reader: Reader) -> None:
    text = (
        "Rebels shelled the hospital in El Fasher on Sunday.\n\nAn army spokesman in Omdurman said that "
        "40 fighters had been killed near the city."
    )
    assert names(told(reader, text, "killed"))[0] == "El Fasher"


def test_what_is_denied_is_told_as_not_so_and_the_denial_is_no_claim_beside_it(reader: Reader) -> None:
    found = claims(reader, "The Liberation Front denies it burned the clinic in Goma.")
    assert [(claim.kind, claim.polarity, claim.stance) for claim in found] == [("damage", "negative", "denied")]


def test_a_demand_is_about_the_place_that_is_to_be_left(reader: Reader) -> None:
    claim = told(reader, "Officials demand that the rebels leave Kisangani.", "demand")
    assert [(place.name, place.role) for place in claim.places] == [("Kisangani", "of")]


def test_a_heading_of_capitals_tells_nothing(reader: Reader) -> None:
    assert claims(reader, "HUMANITARIAN RESPONSE\nThe roads are dry and the markets are open.") == []


def test_they_in_a_capital_are_those_who_govern_there(reader: Reader) -> None:
    text = "In Baku they declare that the other side shelled the village of Talish."
    assert speakers(told(reader, text, "shelled")) == ["Baku"]


def test_an_entry_of_a_live_report_takes_no_place_from_the_one_before(reader: Reader) -> None:
    text = "Fighting went on in Gaza.\n\n07:15 Jets strike Nabatieh in Lebanon.\n\n09:05 Soldiers arrested nine men."
    assert "Nabatieh" not in names(told(reader, text, "arrested"))[:1]


def test_a_name_in_a_list_of_villages_is_a_village_whatever_else_it_might_be(reader: Reader) -> None:
    listed = told(reader, "The army freed three villages, among them Davydiv Brid, Zolota Balka and Dudchany.", "freed")
    assert {"Davydiv Brid", "Dudchany"} <= set(names(listed))
    people = told(reader, "Police arrested three men, among them Ivan Brid and Pavlo Balka.", "arrested")
    assert not names(people)


def test_the_region_is_that_of_the_town_beside_it_and_its_cities_are_no_one_city(reader: Reader) -> None:
    text = (
        "The Crimea bridge was closed. In Crimea a depot burnt, in Crimea shops closed. Fighting goes on in Kherson region.\n"
        'In Kherson the governor said: "The cities of the region are shelled, and we ask residents, if they wish, '
        'to go to other regions of Russia, such as Rostov and Krasnodar."'
    )
    claim = next(c for c in claims(reader, text) if c.kind in ("evacuation", "displacement"))
    found = {(place.name, place.role) for place in claim.places}
    assert ("Kherson Oblast", "from") in found
    assert ("Krasnodar Krai", "to") in found
    assert claim.modality != "actual"


def test_who_reports_shells_falling_has_not_fired_them(reader: Reader) -> None:
    claim = told(reader, "The ministry reported rebel shells falling on Goma.", "falling")
    assert "rebel" in " ".join(party.text for party in claim.agents)
    assert not any("ministry" in party.text for party in claim.agents)


def test_a_blow_whose_sort_is_not_told_is_an_attack_and_not_lost(reader: Reader) -> None:
    assert told(reader, "Rebels hit the depot near Goma twice.", "hit").kind in ("attack", "shelling")


def test_a_sentence_before_a_colon_is_no_label_of_who_speaks(reader: Reader) -> None:
    claim = told(reader, "General Okoro has widened the offensive: rebels shelled ten towns, residents say.", "shelled")
    assert not any("Okoro" in name for name in speakers(claim))
    assert "Okoro" in speakers(told(reader, "General Okoro: rebels shelled ten towns.", "shelled"))[0]

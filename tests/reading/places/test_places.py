"""Places in texts, with tokens alone or with a `Doc` made by hand; the model is not needed."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Span
from tests.reading.parsed import parsed

from contested.data.gazetteer import Gazetteer, distance_km
from contested.nouns import Place
from contested.reading.annotate.tokens import make_tokenizer_pipeline
from contested.reading.places import find_places
from contested.settings import Settings


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings.from_env())


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_tokenizer_pipeline()


@pytest.fixture
def places(nlp: Language, gazetteer: Gazetteer):
    def find(text: str, **values: str) -> dict[str, Place]:
        found = find_places(nlp.make_doc(text), gazetteer, **values)
        for place in found:
            assert text[place.start : place.end] == place.text
        return {place.text: place for place in found}

    return find


def test_offsets_trim_the_article_and_the_genitive(places) -> None:
    found = places("Ukraine's army left the Donbas. Shells fell on Nikopol’s suburbs.")
    assert set(found) >= {"Ukraine", "Donbas", "Nikopol"}


def test_a_region_is_an_area_and_a_city_is_not(places) -> None:
    region = places("Two villages in the Kherson region were shelled.")["Kherson"]
    city = places("Explosions were heard in Kherson on Friday.")["Kherson"]
    assert region.feature == "A.ADM1"
    assert region.precision == "region"
    assert (region.radius_km or 0) > 60
    assert city.precision == "settlement"
    assert (city.radius_km or 99) < 15


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [("A bomb exploded in Tripoli, Lebanon.", "Tripoli", "LB"), ("Fighting reached Tripoli, in Libya.", "Tripoli", "LY"),
     ("He was held in Paris, Texas, overnight.", "Paris", "US"),
     ("In Cordoba, a department of Colombia, two men were shot.", "Cordoba", "CO")],
)  # fmt: skip
def test_the_larger_place_told_beside_decides(places, text: str, name: str, country: str) -> None:
    found = places(text)[name]
    assert found.country == country
    assert any("larger place" in c.why for c in found.alternatives[:1])


def test_the_other_places_decide(places) -> None:
    american = places(
        "Floods hit Decatur, Macon and Columbus. Officials in Atlanta, Georgia, sent boats. Columbus is dry now."
    )
    assert american["Columbus"].admin1 == "GA"
    assert american["Georgia"].country == "US"
    caucasus = places("Troops from Tbilisi and Gori crossed Georgia towards Tskhinvali.")
    assert caucasus["Georgia"].country == "GE"


def test_the_outlet_speaks_for_its_own_country(places) -> None:
    text = "The council of Birmingham met again."
    assert places(text, outlet_country="US")["Birmingham"].country == "US"
    assert places(text, outlet_country="GB")["Birmingham"].country == "GB"


@pytest.mark.parametrize(
    ("text", "word", "use"),
    [("Syrian soldiers crossed the river.", "Syrian", "adjective"), ("The Chechens withdrew.", "Chechens", "adjective"),
     ("On Monday Moscow denied the charge.", "Moscow", "metonymic"), ("Students of the University of Lagos fled.", "Lagos", "embedded"),
     ("Talks were held under the Minsk agreements.", "Minsk", "embedded"), ("They live in Syria.", "Syria", "literal"),
     ("The mayors asked Moscow for help.", "Moscow", "metonymic"),
     ("The move was over at five o'clock Moscow time.", "Moscow", "embedded")],
)  # fmt: skip
def test_uses(places, text: str, word: str, use: str) -> None:
    assert places(text)[word].use == use


@pytest.mark.parametrize(
    "text",
    ["On Sunday Mr. Lincoln spoke.", "Both sides said so. Then it rained.", "They told us to go in May.",
     "Michael Jackson sang.", "Reading is hard in the dark."],
)  # fmt: skip
def test_people_and_plain_words_are_no_places(places, text: str) -> None:
    assert places(text) == {}


def test_capitals_and_datelines(places) -> None:
    assert places("KYIV, Ukraine (AP) - Shells fell.")["KYIV"].country == "UA"
    shouted = places("REBELS ATTACKED THE TOWN OF SAN MIGUEL IN EL SALVADOR LAST NIGHT.")
    assert shouted["EL SALVADOR"].country == "SV"
    assert shouted["SAN MIGUEL"].country == "SV"
    assert "US" not in places("THEY LEFT US ALONE AT THE ROAD BEFORE DAWN.")


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [("Shelling went on near Isyum.", "Isyum", 49.2, 37.28), ("Two rockets fell in Nykolaiev.", "Nykolaiev", 46.97, 32.0),
     ("Columns passed through Deir-ez-Zor.", "Deir-ez-Zor", 35.33, 40.14), ("Troops took Artemivsk, he said.", "Artemivsk", 48.6, 38)],
)  # fmt: skip
def test_names_as_translators_write_them(places, text: str, name: str, lat: float, lon: float) -> None:
    found = places(text)[name]
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, lat, lon) < 30


def test_a_name_that_the_model_saw_and_nobody_lists_has_no_point(nlp: Language, gazetteer: Gazetteer) -> None:
    doc = nlp.make_doc("They walked to Qwmbthru yesterday.")
    doc.set_ents([Span(doc, 3, 4, label="GPE")])
    (found,) = find_places(doc, gazetteer)
    assert (found.text, found.geonameid, found.lat) == ("Qwmbthru", None, None)


def test_the_model_can_veto_a_person(nlp: Language, gazetteer: Gazetteer) -> None:
    doc = nlp.make_doc("Lincoln Chafee and Chester spoke.")
    doc.set_ents([Span(doc, 0, 2, label="PER"), Span(doc, 3, 4, label="PER")])
    assert find_places(doc, gazetteer) == ()


def test_alternatives_are_explained_and_sorted(places) -> None:
    found = places("They met in Georgia.")["Georgia"]
    assert 2 <= len(found.alternatives) <= 5
    scores = [c.score for c in found.alternatives]
    assert scores == sorted(scores, reverse=True)
    assert all(c.why for c in found.alternatives[:1])
    assert found.geonameid == found.alternatives[0].geonameid
    assert 0 < found.confidence < 1


# -- relative geometry


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon", "within"),
    [
        ("The column stood 30 km north of Kherson.", "Kherson", 46.91, 32.61, 6),
        ("A drone fell about twenty kilometres south-east of Sumy.", "Sumy", 50.78, 35.0, 8),
        ("The line runs between Kherson and Mykolaiv.", "Kherson", 46.8, 32.3, 10),
        ("Halfway from Kherson to Mykolaiv the bus stopped.", "Mykolaiv", 46.8, 32.3, 10),
    ],
)
def test_points_told_by_another(places, text: str, name: str, lat: float, lon: float, within: float) -> None:
    found = places(text)[name]
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, lat, lon) < within


def test_parts_of_a_region_are_areas(places) -> None:
    whole = places("There was fighting in the Sumy region.")["Sumy"]
    part = places("A village in the south of the Sumy region was hit.")["Sumy"]
    assert (part.lat or 0) < (whole.lat or 0) - 0.2
    assert (part.radius_km or 0) < (whole.radius_km or 0)
    assert part.precision == "area"


def test_near_widens_and_does_not_move(places) -> None:
    plain = places("Fighting was heard in Izium.")["Izium"]
    near = places("Fighting was heard near Izium.")["Izium"]
    assert near.lat == plain.lat
    assert (near.radius_km or 0) > (plain.radius_km or 0) + 5


# -- hostile input


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "-" * 5000, "A-" * 3000, "Of The " * 2000, "'’" * 2000, "\u202eKyiv\u0000"]
)
def test_odd_texts_do_no_harm(places, text: str) -> None:
    assert isinstance(places(text), dict)


def test_examples_of_regions_are_regions(places) -> None:
    found = places("They were told to go to other regions of Russia, such as Krasnodar, Rostov and Stavropol.")
    assert found["Rostov"].feature == found["Stavropol"].feature == "A.ADM1"
    towns = places("Trains left for Russia. They reached Rostov and Stavropol at noon.")
    assert (towns["Rostov"].feature or "").startswith("P.")


def test_a_capital_acts_even_where_the_tree_is_wrong(gazetteer: Gazetteer) -> None:
    for label, use in (("nsubj", "metonymic"), ("nsubj:pass", "metonymic"), ("obl", "literal")):
        doc = parsed(
            ("Cairo", "Cairo", "PROPN", 1, label), ("accused", "accuse", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
            ("envoy", "envoy", "NOUN", 1, "obj"), ents=((0, 1, "GPE"),),
        )  # fmt: skip
        assert find_places(doc, gazetteer)[0].use == use
    shot = parsed(
        ("Cairo", "Cairo", "PROPN", 2, "nsubj:pass"), ("was", "be", "AUX", 2, "aux:pass"), ("accused", "accuse", "VERB", 2, "ROOT"),
        ents=((0, 1, "GPE"),),
    )  # fmt: skip
    assert find_places(shot, gazetteer)[0].use == "literal"


def test_a_common_word_in_a_name_is_no_town_but_the_town_of_a_port_is_one(gazetteer: Gazetteer) -> None:
    square = parsed(
        ("in", "in", "ADP", 2, "case"), ("Hope", "Hope", "PROPN", 2, "compound"), ("Square", "Square", "PROPN", 2, "ROOT"),
        ents=((1, 3, "FACILITY"),),
    )  # fmt: skip
    assert not find_places(square, gazetteer)
    port = parsed(
        ("the", "the", "DET", 1, "det"), ("port", "port", "NOUN", 1, "ROOT"), ("of", "of", "ADP", 3, "case"),
        ("Odesa", "Odesa", "PROPN", 1, "nmod"), ents=((1, 4, "FACILITY"),),
    )  # fmt: skip
    assert [place.use for place in find_places(port, gazetteer)] == ["literal"]


def test_a_point_of_the_compass_is_no_region_unless_called_one(places) -> None:
    assert not places("They moved from the East to the South.")
    assert any("East" in name for name in places("They moved to the East Region of Cameroon."))


def test_the_strip_wins_over_a_larger_namesake(places) -> None:
    assert places("Trucks reached Gaza on Monday.")["Gaza"].country == "PS"

"""Who does it and to whom, beyond subject and object."""

from __future__ import annotations

import pytest
from tests.reading.parsed import parsed

from contested.nouns import Actor, Claim, Document, Moment, Place
from contested.reading.claims import find_claims
from contested.reading.context import Context


def at(doc: object, word: str) -> tuple[int, int]:
    start = str(doc).index(word)
    return start, start + len(word)


def actor(doc: object, words: str, country: str, *sectors: str) -> Actor:
    return Actor(*at(doc, words), words, None, None, country, sectors, 0.9, None)


def read(doc: object, *actors: Actor, times: tuple[Moment, ...] = ()) -> dict[str, Claim]:
    context = Context(doc, Document("d", str(doc)), actors=actors, times=times)  # type: ignore[arg-type]
    return {claim.kind: claim for claim in find_claims(context)}


def sides(claim: Claim) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    return [(p.text, p.country) for p in claim.agents], [(p.text, p.country) for p in claim.patients]


def test_a_side_acts_through_its_aircraft_and_what_is_hit_has_an_owner() -> None:
    doc = parsed(
        ("Chadian", "chadian", "ADJ", 1, "amod"), ("warplanes", "warplane", "NOUN", 2, "nsubj"), ("bombed", "bomb", "VERB", 2, "ROOT"),
        ("positions", "position", "NOUN", 2, "obj"), ("of", "of", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        ("rebels", "rebel", "NOUN", 3, "nmod"),
    )  # fmt: skip
    claims = read(doc, actor(doc, "Chadian", "TCD"), actor(doc, "the rebels", "SDN", "REB"))
    (claim,) = claims.values()
    assert sides(claim) == ([("Chadian warplanes", "TCD")], [("the rebels", "SDN")])


def test_its_troops_are_of_the_country_of_the_subject_but_its_ally_is_not() -> None:
    for noun, lemma, country in (("troops", "troop", "TCD"), ("ally", "ally", None)):
        doc = parsed(
            ("Chad", "Chad", "PROPN", 1, "nsubj"), ("accused", "accuse", "VERB", 1, "ROOT"), ("its", "its", "PRON", 3, "nmod:poss"),
            (noun, lemma, "NOUN", 1, "obj"), ("of", "of", "ADP", 5, "case"), ("murder", "murder", "NOUN", 1, "obl"),
        )  # fmt: skip
        claim = read(doc, actor(doc, "Chad", "TCD", "GOV"))["accusation"]
        assert sides(claim) == ([("Chad", "TCD")], [(f"its {noun}", country)])


def test_a_day_is_nobody_and_a_demand_goes_to_who_is_to_act() -> None:
    doc = parsed(
        ("Chad", "Chad", "PROPN", 3, "nsubj"), ("on", "on", "ADP", 2, "case"), ("Thursday", "Thursday", "PROPN", 3, "obl"),
        ("demanded", "demand", "VERB", 3, "ROOT"), ("that", "that", "SCONJ", 6, "mark"), ("Sudan", "Sudan", "PROPN", 6, "nsubj"),
        ("leave", "leave", "VERB", 3, "ccomp"),
    )  # fmt: skip
    day = Moment(*at(doc, "Thursday"), "Thursday", None, None, "day")
    claim = read(doc, actor(doc, "Chad", "TCD", "GOV"), actor(doc, "Sudan", "SDN", "GOV"), times=(day,))["demand"]
    assert sides(claim) == ([("Chad", "TCD")], [("Sudan", "SDN")])


def test_a_threat_is_directed_at_the_side_that_its_clause_names() -> None:
    doc = parsed(
        ("Chad", "Chad", "PROPN", 1, "nsubj"), ("threatened", "threaten", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        ("end", "end", "VERB", 1, "xcomp"), ("relations", "relation", "NOUN", 3, "obj"), ("with", "with", "ADP", 6, "case"),
        ("Sudan", "Sudan", "PROPN", 4, "nmod"), ("unless", "unless", "SCONJ", 9, "mark"), ("Mali", "Mali", "PROPN", 9, "nsubj"),
        ("agreed", "agree", "VERB", 3, "advcl"),
    )  # fmt: skip
    found = [actor(doc, name, iso3, "GOV") for name, iso3 in (("Chad", "TCD"), ("Sudan", "SDN"), ("Mali", "MLI"))]
    assert sides(read(doc, *found)["threat"]) == ([("Chad", "TCD")], [("Sudan", "SDN")])


def test_a_blow_and_its_harm_share_doer_and_sufferers() -> None:
    doc = parsed(
        ("Guerrillas", "guerrilla", "NOUN", 1, "nsubj"), ("wounded", "wound", "VERB", 1, "ROOT"), ("two", "two", "NUM", 3, "nummod"),
        ("soldiers", "soldier", "NOUN", 1, "obj"), ("in", "in", "ADP", 7, "case"), ("a", "a", "DET", 7, "det"),
        ("bomb", "bomb", "NOUN", 7, "compound"), ("attack", "attack", "NOUN", 1, "obl"),
    )  # fmt: skip
    claims = read(doc)
    assert sides(claims["bombing"]) == ([("Guerrillas", None)], [("two soldiers", None)])


def test_troops_that_arrive_act() -> None:
    doc = parsed(
        ("Chadian", "chadian", "ADJ", 1, "amod"), ("troops", "troop", "NOUN", 2, "nsubj"), ("withdrew", "withdraw", "VERB", 2, "ROOT"),
        ("from", "from", "ADP", 4, "case"), ("Goma", "Goma", "PROPN", 2, "obl"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "Chadian troops", "TCD", "MIL"))["withdrawal"]
    assert sides(claim) == ([("Chadian troops", "TCD")], [])


def test_what_a_side_owns_is_told_in_full_with_its_country() -> None:
    doc = parsed(
        ("Chad", "Chad", "PROPN", 1, "nsubj"), ("rejected", "reject", "VERB", 1, "ROOT"), ("the", "the", "DET", 4, "det"),
        ("Malian", "malian", "ADJ", 4, "amod"), ("proposals", "proposal", "NOUN", 1, "obj"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "Chad", "TCD", "GOV"), actor(doc, "Malian", "MLI"))["rejection"]
    assert sides(claim)[1] == [("the Malian proposals", "MLI")]


def test_money_given_is_nobody_and_who_gets_it_is() -> None:
    doc = parsed(
        ("Chad", "Chad", "PROPN", 1, "nsubj"), ("sent", "send", "VERB", 1, "ROOT"), ("humanitarian", "humanitarian", "ADJ", 3, "amod"),
        ("aid", "aid", "NOUN", 1, "obj"), ("to", "to", "ADP", 5, "case"), ("Sudan", "Sudan", "PROPN", 1, "obl"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "Chad", "TCD", "GOV"), actor(doc, "Sudan", "SDN", "GOV"))["humanitarian_aid"]
    assert sides(claim) == ([("Chad", "TCD")], [("Sudan", "SDN")])


def test_a_country_that_is_bombed_suffers_and_a_town_is_only_where() -> None:
    doc = parsed(
        ("Chad", "Chad", "PROPN", 1, "nsubj"), ("bombed", "bomb", "VERB", 1, "ROOT"), ("Mali", "Mali", "PROPN", 1, "obj"),
    )  # fmt: skip
    for feature, suffers in (("A.PCLI", ["Mali"]), ("P.PPL", [])):
        place = Place(*at(doc, "Mali"), "Mali", feature=feature, lat=17.0, lon=-4.0)
        context = Context(doc, Document("d", str(doc)), places=(place,))
        (claim,) = find_claims(context)
        assert [party.text for party in claim.patients] == suffers


def test_a_terrorist_attack_names_nobody_and_no_group_is_nobody() -> None:
    doc = parsed(
        ("No", "no", "DET", 1, "det"), ("group", "group", "NOUN", 2, "nsubj"), ("claimed", "claim", "VERB", 2, "ROOT"),
        ("responsibility", "responsibility", "NOUN", 2, "obj"), ("for", "for", "ADP", 7, "case"), ("the", "the", "DET", 7, "det"),
        ("terrorist", "terrorist", "NOUN", 7, "compound"), ("attack", "attack", "NOUN", 3, "nmod"),
    )  # fmt: skip
    claims = read(doc, actor(doc, "No group", "", "UNK"), actor(doc, "terrorist", "", "REB"))
    assert claims
    assert not any(claim.agents for claim in claims.values())


def test_whoever_lost_their_own_life_did_not_take_it() -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("driver", "driver", "NOUN", 2, "nsubj"), ("lost", "lose", "VERB", 2, "ROOT"),
        ("his", "his", "PRON", 4, "nmod:poss"), ("life", "life", "NOUN", 2, "obj"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "The driver", "", "CVL"))["casualties"]
    assert sides(claim) == ([], [("The driver", None)])


def test_those_shot_along_with_somebody_were_shot_too() -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("mayor", "mayor", "NOUN", 3, "nsubj:pass"), ("was", "be", "AUX", 3, "aux:pass"),
        ("murdered", "murder", "VERB", 3, "ROOT"), ("along", "along", "ADP", 7, "case"), ("with", "with", "ADP", 7, "case"),
        ("two", "two", "NUM", 7, "nummod"), ("neighbours", "neighbour", "NOUN", 3, "obl"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "The mayor", "", "GOV"), actor(doc, "two neighbours", "", "CVL"))["killing"]
    assert sides(claim) == ([], [("The mayor", None), ("two neighbours", None)])


def test_a_manner_is_no_weapon() -> None:
    doc = parsed(
        ("Gunmen", "gunman", "NOUN", 1, "nsubj"), ("murdered", "murder", "VERB", 1, "ROOT"), ("a", "a", "DET", 3, "det"),
        ("farmer", "farmer", "NOUN", 1, "obj"), ("with", "with", "ADP", 5, "case"), ("impunity", "impunity", "NOUN", 1, "obl"),
    )  # fmt: skip
    assert not read(doc)["killing"].instruments


@pytest.mark.parametrize("many", ["dozens", "posse"])
def test_a_part_of_a_force_is_of_its_sector(many: str) -> None:
    doc = parsed(
        (many, many.removesuffix("s"), "NOUN", 3, "nsubj"), ("of", "of", "ADP", 2, "case"), ("constables", "constable", "NOUN", 0, "nmod"),
        ("patrolled", "patrol", "VERB", 3, "ROOT"), ("the", "the", "DET", 5, "det"), ("town", "town", "NOUN", 3, "obj"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "constables", "IND", "COP"))["deployment"]
    assert [(party.text, party.sectors) for party in claim.agents] == [(f"{many} of constables", ("COP",))]

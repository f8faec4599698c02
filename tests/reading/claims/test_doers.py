"""Who deals a blow that a noun names, and whose blow people die of."""

from __future__ import annotations

import pytest
from tests.reading.claims.test_parties import actor, read, sides
from tests.reading.parsed import parsed

from contested.nouns import Document
from contested.reading.claims import find_claims
from contested.reading.context import Context


@pytest.mark.parametrize(("pos", "case"), [("NOUN", "case"), ("VERB", "case"), ("VERB", "mark")])
def test_people_killed_in_police_firing_were_killed_by_police(pos: str, case: str) -> None:
    doc = parsed(
        ("Two", "two", "NUM", 1, "nummod"), ("farmers", "farmer", "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("killed", "kill", "VERB", 3, "ROOT"), ("in", "in", "ADP", 6, case), ("police", "police", "NOUN", 6, "compound"),
        ("firing", "firing", pos, 3, "obl" if pos == "NOUN" else "advcl"),
    )  # fmt: skip
    claims = read(doc, actor(doc, "police", "IND", "COP"))
    assert sides(claims["casualties"]) == ([("police", "IND")], [("Two farmers", None)])
    assert sides(claims["attack"])[0] == [("police", "IND")]


@pytest.mark.parametrize(("link", "killers"), [("conj", []), ("advcl", ["police"])])
def test_who_shoots_beside_a_killing_is_not_the_killer(link: str, killers: list[str]) -> None:
    doc = parsed(
        ("Two", "two", "NUM", 1, "nummod"), ("farmers", "farmer", "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("killed", "kill", "VERB", 3, "ROOT"), ("as", "as", "CCONJ" if link == "conj" else "SCONJ", 6, "cc" if link == "conj" else "mark"),
        ("police", "police", "NOUN", 6, "nsubj"), ("fired", "fire", "VERB", 3, link), ("on", "on", "ADP", 9, "case"),
        ("the", "the", "DET", 9, "det"), ("crowd", "crowd", "NOUN", 6, "obl"),
    )  # fmt: skip
    claims = read(doc, actor(doc, "police", "IND", "COP"))
    assert [party.text for party in claims["attack"].agents] == ["police"]
    assert [party.text for party in claims["casualties"].agents] == killers


def test_a_passive_is_met_with_the_whole_name_of_its_subject() -> None:
    doc = parsed(
        ("Tear", "tear", "NOUN", 1, "compound"), ("gas", "gas", "NOUN", 2, "compound"), ("shells", "shell", "NOUN", 4, "nsubj:pass"),
        ("were", "be", "AUX", 4, "aux:pass"), ("lobbed", "lob", "VERB", 4, "ROOT"),
    )  # fmt: skip
    assert list(read(doc)) == ["abuse"]


def test_people_killed_in_a_mine_blast_were_not_killed_by_the_mine_as_a_side() -> None:
    doc = parsed(
        ("Two", "two", "NUM", 1, "nummod"), ("farmers", "farmer", "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("killed", "kill", "VERB", 3, "ROOT"), ("in", "in", "ADP", 6, "case"), ("mine", "mine", "NOUN", 6, "compound"),
        ("blast", "blast", "NOUN", 3, "obl"),
    )  # fmt: skip
    assert not read(doc)["casualties"].agents


def test_a_force_before_the_noun_of_its_attack_deals_it() -> None:
    doc = parsed(
        ("A", "a", "DET", 3, "det"), ("Zarm", "Zarm", "PROPN", 3, "compound"), ("guerrilla", "guerrilla", "NOUN", 3, "compound"),
        ("attack", "attack", "NOUN", 3, "ROOT"), ("on", "on", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        ("barracks", "barracks", "NOUN", 3, "nmod"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "guerrilla", "COL", "REB"))["attack"]
    assert [party.text for party in claim.agents] == ["guerrilla"]
    assert [thing.text for thing in claim.targets] == ["the barracks"]


def test_who_shoots_somebody_dead_does_it_though_the_frame_makes_its_subject_suffer() -> None:
    doc = parsed(
        ("Juan", "Juan", "PROPN", 2, "nsubj:pass"), ("was", "be", "AUX", 2, "aux:pass"), ("shot", "shoot", "VERB", 2, "ROOT"),
        ("dead", "dead", "ADJ", 2, "xcomp"), ("by", "by", "ADP", 6, "case"), ("a", "a", "DET", 6, "det"),
        ("constable", "constable", "NOUN", 2, "obl"),
        ents=((0, 1, "PER"),),
    )  # fmt: skip
    (claim,) = read(doc).values()
    assert sides(claim) == ([("a constable", None)], [("Juan", None)])


def test_who_finds_the_dead_neither_killed_them_nor_is_among_them() -> None:
    doc = parsed(
        ("Police", "police", "NOUN", 1, "nsubj"), ("found", "find", "VERB", 1, "ROOT"), ("six", "six", "NUM", 3, "nummod"),
        ("bodies", "body", "NOUN", 1, "obj"),
    )  # fmt: skip
    assert sides(read(doc)["casualties"]) == ([], [])


def test_a_bomb_that_goes_off_is_what_it_is_done_with() -> None:
    doc = parsed(
        ("Three", "three", "NUM", 1, "nummod"), ("bombs", "bomb", "NOUN", 2, "nsubj"), ("exploded", "explode", "VERB", 2, "ROOT"),
        ("near", "near", "ADP", 5, "case"), ("the", "the", "DET", 5, "det"), ("bank", "bank", "NOUN", 2, "obl"),
    )  # fmt: skip
    claims = read(doc).values()
    assert "Three bombs" not in [thing.text for claim in claims for thing in claim.targets]
    assert "Three bombs" in [thing.text for claim in claims for thing in claim.instruments]


def test_a_house_deals_no_blow() -> None:
    doc = parsed(
        ("Houses", "house", "NOUN", 1, "nsubj"), ("attacked", "attack", "VERB", 1, "ROOT"), ("villagers", "villager", "NOUN", 1, "obj"),
    )  # fmt: skip
    assert not any(claim.agents for claim in read(doc).values())


def test_a_thing_hit_is_named_without_what_is_added_behind_a_comma() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("bombed", "bomb", "VERB", 1, "ROOT"), ("the", "the", "DET", 4, "det"),
        ("old", "old", "ADJ", 4, "amod"), ("bridge", "bridge", "NOUN", 1, "obj"), (",", ",", "PUNCT", 8, "punct"),
        ("a", "a", "DET", 8, "det"), ("famous", "famous", "ADJ", 8, "amod"), ("landmark", "landmark", "NOUN", 4, "appos"),
    )  # fmt: skip
    (claim,) = read(doc).values()
    assert [thing.text for thing in claim.targets] == ["the old bridge"]


def test_people_killed_by_police_bullets_were_killed_by_police() -> None:
    doc = parsed(
        ("Two", "two", "NUM", 1, "nummod"), ("farmers", "farmer", "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("killed", "kill", "VERB", 3, "ROOT"), ("by", "by", "ADP", 6, "case"), ("police", "police", "NOUN", 6, "compound"),
        ("bullets", "bullet", "NOUN", 3, "obl"),
    )  # fmt: skip
    assert [party.text for claim in read(doc).values() for party in claim.agents] == ["police"]


@pytest.mark.parametrize(("before", "told"), [("army", True), ("early", False)])
def test_whose_rule_a_town_came_under_is_who_took_it(before: str, told: bool) -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("town", "town", "NOUN", 3, "nsubj"), ("has", "have", "AUX", 3, "aux"),
        ("come", "come", "VERB", 3, "ROOT"), ("under", "under", "ADP", 6, "case"),
        (before, before, "NOUN" if told else "ADJ", 6, "compound" if told else "amod"), ("rule", "rule", "NOUN", 3, "obl"),
    )  # fmt: skip
    claim = read(doc, *([actor(doc, "army", "SDN", "MIL")] if told else []))["capture"]
    assert [party.text for party in claim.agents] == (["army"] if told else [])


@pytest.mark.parametrize(("word", "held"), [("militias", ["the militias"]), ("front", [])])
def test_those_for_whom_the_fight_to_keep_a_town_is_hard_hold_it(word: str, held: list[str]) -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("battle", "battle", "NOUN", 7, "nsubj"), ("to", "to", "PART", 3, "mark"),
        ("keep", "keep", "VERB", 1, "acl"), ("control", "control", "NOUN", 3, "obj"), ("is", "be", "AUX", 7, "aux"),
        ("hardly", "hardly", "ADV", 7, "advmod"), ("ending", "end", "VERB", 7, "ROOT"), ("for", "for", "ADP", 10, "case"),
        ("the", "the", "DET", 10, "det"), (word, word.rstrip("s"), "NOUN", 7, "obl"),
    )  # fmt: skip
    claim = read(doc, *([actor(doc, "militias", "LBY", "REB")] if held else []))["control"]
    assert [party.text for party in claim.agents if party.text != "The battle"] == held


def test_a_deed_is_of_those_whom_it_is_laid_to() -> None:
    doc = parsed(
        ("Farmers", "farmer", "NOUN", 1, "nsubj"), ("blamed", "blame", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("army", "army", "NOUN", 1, "obj"), ("for", "for", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        ("murder", "murder", "NOUN", 1, "obl"), ("of", "of", "ADP", 9, "case"), ("a", "a", "DET", 9, "det"),
        ("priest", "priest", "NOUN", 6, "nmod"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "the army", "", "MIL"), actor(doc, "a priest", "", "REL"))["killing"]
    assert sides(claim) == ([("the army", None)], [("a priest", None)])


def test_a_deed_laid_to_somebody_behind_a_preposition_is_theirs() -> None:
    doc = parsed(
        ("Farmers", "farmer", "NOUN", 1, "nsubj"), ("blamed", "blame", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("attack", "attack", "NOUN", 1, "obj"), ("on", "on", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        ("army", "army", "NOUN", 3, "nmod"),
    )  # fmt: skip
    assert sides(read(doc, actor(doc, "the army", "", "MIL"))["attack"]) == ([("the army", None)], [])


@pytest.mark.parametrize(
    ("owner", "vehicle", "verb", "lemma", "doers"),
    [
        ("Junta", "jets", "bombed", "bomb", ["Junta"]),
        ("Night", "jets", "bombed", "bomb", []),  # a night owns nothing
    ],
)
def test_whoever_owns_the_planes_bombs(owner: str, vehicle: str, verb: str, lemma: str, doers: list[str]) -> None:
    doc = parsed(
        (owner, owner.lower(), "NOUN", 1, "compound"), (vehicle, vehicle.removesuffix("s"), "NOUN", 2, "nsubj"),
        (verb, lemma, "VERB", 2, "ROOT"), ("a", "a", "DET", 4, "det"), ("market", "market", "NOUN", 2, "obj"),
    )  # fmt: skip
    (claim,) = find_claims(Context(doc, Document("d", doc.text)))
    assert [party.text for party in claim.agents] == doers


def test_whoever_claims_an_attack_made_it() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("claimed", "claim", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("attack", "attack", "NOUN", 1, "obj"),
    )  # fmt: skip
    attacks = [claim for claim in find_claims(Context(doc, Document("d", doc.text))) if claim.kind == "attack"]
    assert [party.text for claim in attacks for party in claim.agents] == ["Rebels"]


def test_the_closer_telling_takes_the_parts_of_the_general_one() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("attacked", "attack", "VERB", 1, "ROOT"), ("a", "a", "DET", 3, "det"),
        ("base", "base", "NOUN", 1, "obj"), ("with", "with", "ADP", 6, "case"), ("a", "a", "DET", 6, "det"),
        ("bombardment", "bombardment", "NOUN", 1, "obl"),
    )  # fmt: skip
    (claim,) = find_claims(Context(doc, Document("d", doc.text)))
    assert (claim.kind, [party.text for party in claim.agents]) == ("shelling", ["Rebels"])
    assert [thing.text for thing in claim.targets] == ["a base"]


def test_whoever_riddles_somebody_with_bullets_does_it() -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("driver", "driver", "NOUN", 3, "nsubj:pass"), ("was", "be", "AUX", 3, "aux:pass"),
        ("riddled", "riddle", "VERB", 3, "ROOT"), ("with", "with", "ADP", 5, "case"), ("bullets", "bullet", "NOUN", 3, "obl"),
        ("by", "by", "ADP", 8, "case"), ("two", "two", "NUM", 8, "nummod"), ("rebels", "rebel", "NOUN", 3, "obl"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "The driver", "", "CVL"), actor(doc, "two rebels", "", "REB"))["killing"]
    assert sides(claim) == ([("two rebels", None)], [("The driver", None)])


def test_men_who_are_hurt_in_police_firing_do_not_fire() -> None:
    doc = parsed(
        ("He", "he", "PRON", 2, "nsubj:pass"), ("was", "be", "AUX", 2, "aux:pass"), ("injured", "injure", "VERB", 2, "ROOT"),
        ("in", "in", "SCONJ", 5, "mark"), ("police", "police", "NOUN", 5, "compound"), ("firing", "fire", "VERB", 2, "advcl"),
    )  # fmt: skip
    claims = read(doc, actor(doc, "police", "IND", "COP"))
    assert sides(claims["casualties"])[0] == [("police", "IND")]
    assert sides(claims["attack"])[0] == [("police", "IND")]


@pytest.mark.parametrize(("noun", "sectors", "doers"), [("constables", "COP", ["Two constables"]), ("crates", "", [])])
def test_police_who_are_deployed_by_nobody_named_are_on_duty_themselves(
    noun: str, sectors: str, doers: list[str]
) -> None:
    doc = parsed(
        ("Two", "two", "NUM", 1, "nummod"), (noun, noun[:-1], "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("deployed", "deploy", "VERB", 3, "ROOT"),
    )  # fmt: skip
    claims = read(doc, *([actor(doc, noun, "IND", sectors)] if sectors else []))
    found = [party.text for claim in claims.values() if claim.kind == "deployment" for party in claim.agents]
    assert found == doers


def test_police_who_are_deployed_by_somebody_are_sent() -> None:
    doc = parsed(
        ("Constables", "constable", "NOUN", 2, "nsubj:pass"), ("were", "be", "AUX", 2, "aux:pass"), ("deployed", "deploy", "VERB", 2, "ROOT"),
        ("by", "by", "ADP", 5, "case"), ("the", "the", "DET", 5, "det"), ("governor", "governor", "NOUN", 2, "obl:agent"),
    )  # fmt: skip
    claim = read(doc, actor(doc, "Constables", "IND", "COP"))["deployment"]
    assert [party.text for party in claim.agents] == ["the governor"]


def test_what_police_are_asked_to_do_by_nobody_named_is_an_order() -> None:
    doc = parsed(
        ("Constables", "constable", "NOUN", 2, "nsubj:pass"), ("were", "be", "AUX", 2, "aux:pass"), ("asked", "ask", "VERB", 2, "ROOT"),
        ("to", "to", "PART", 4, "mark"), ("patrol", "patrol", "VERB", 2, "xcomp"), ("the", "the", "DET", 6, "det"),
        ("bazaar", "bazaar", "NOUN", 4, "obj"),
    )  # fmt: skip
    claims = read(doc, actor(doc, "Constables", "IND", "COP"))
    assert "demand" not in claims
    assert claims["deployment"].modality == "ordered"


@pytest.mark.parametrize(("verb", "kept"), [("arrested", False), ("praised", True)])
def test_arms_found_on_who_is_arrested_are_part_of_the_arrest(verb: str, kept: bool) -> None:
    doc = parsed(
        ("Police", "police", "NOUN", 1, "nsubj"), (verb, "arrest" if verb == "arrested" else "praise", "VERB", 1, "ROOT"),
        ("two", "two", "NUM", 3, "nummod"), ("men", "man", "NOUN", 1, "obj"), ("and", "and", "CCONJ", 5, "cc"),
        ("seized", "seize", "VERB", 1, "conj"), ("weapons", "weapon", "NOUN", 5, "obj"),
    )  # fmt: skip
    claims = read(doc, actor(doc, "Police", "IND", "COP"))
    assert ("interception" in claims) is kept

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from tests.reading.parsed import parsed

from contested.reading.claims.candidate import Candidate
from contested.reading.claims.lexicon import Entry
from contested.reading.claims.modality import Mood
from contested.reading.claims.roles import Roles
from contested.reading.claims.worlds import place_in_world
from contested.reading.clause import arguments


def placed(subject: str, verb: str, thing: str, kind: str = "attack") -> Candidate:
    doc = parsed(
        (subject, subject, "NOUN", 1, "nsubj"), (verb, verb, "VERB", 1, "ROOT"), (thing, thing, "NOUN", 1, "obj"),
    )  # fmt: skip
    entry = Entry((verb,), "VERB", kind, (), (), 0.8)
    one = Candidate(entry, doc[1], (1,), arguments(doc[1]), Roles(), Mood(), 0.8, kind)
    place_in_world(one, violent=True)
    return one


@pytest.mark.parametrize(
    ("subject", "verb", "thing", "modality"),
    [
        (
            "gunmen",
            "shoot",
            "journalist",
            "actual",
        ),  # a journalist attacks in a figure of speech, and is shot in earnest
        ("journalist", "bombard", "minister", "hypothetical"),
        ("women", "shell", "walnut", "hypothetical"),
        ("hacker", "attack", "parliament", "hypothetical"),
        ("rebels", "attack", "village", "actual"),
        ("soldiers", "shoot", "rival", "actual"),  # sport's words are words of war as well
        ("guests", "crush", "rival", "hypothetical"),
    ],
)
def test_who_does_what_tells_the_world(subject: str, verb: str, thing: str, modality: str) -> None:
    assert placed(subject, verb, thing).mood.modality == modality


def test_harm_that_a_storm_does_has_no_attacker() -> None:
    assert placed("storm", "damage", "houses", "damage").kind == "accident"


def test_what_is_rehearsed_has_not_happened() -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("rehearse", "rehearse", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        ("storm", "storm", "VERB", 1, "xcomp"), ("villages", "village", "NOUN", 3, "obj"),
    )  # fmt: skip
    entry = Entry(("storm",), "VERB", "attack", (), (), 0.8)
    one = Candidate(entry, doc[3], (3,), arguments(doc[3]), Roles(), Mood(), 0.8, "attack")
    place_in_world(one, violent=True)
    assert one.mood.modality == "hypothetical"


def in_world(doc: Doc, at: int, kind: str = "attack", words: tuple[int, ...] = ()) -> Candidate:
    entry = Entry((doc[at].lemma_,), "VERB", kind, (), (), 0.8)
    tokens = words or (at,)
    one = Candidate(entry, doc[at], tokens, arguments(doc[at], tokens), Roles(), Mood(), 0.8, kind)
    place_in_world(one, violent=True)
    return one


@pytest.mark.parametrize(("case", "doer", "modality"), [
    ("in", "rebels", "hypothetical"), ("during", "rebels", "actual"), ("during", "cadets", "hypothetical"),
])  # fmt: skip
def test_what_rebels_do_while_a_drill_goes_on_is_done(case: str, doer: str, modality: str) -> None:
    doc = parsed(
        (doer, doer[:-1], "NOUN", 1, "nsubj"), ("shelled", "shell", "VERB", 1, "ROOT"), ("huts", "hut", "NOUN", 1, "obj"),
        (case, case, "ADP", 5, "case"), ("an", "an", "DET", 5, "det"), ("exercise", "exercise", "NOUN", 1, "obl"),
    )  # fmt: skip
    assert in_world(doc, 1).mood.modality == modality


@pytest.mark.parametrize(("verb", "modality"), [("played", "hypothetical"), ("arrested", "actual")])
def test_who_plays_a_kidnapper_kidnaps_nobody(verb: str, modality: str) -> None:
    doc = parsed(
        ("He", "he", "PRON", 1, "nsubj"), (verb, verb.removesuffix("ed"), "VERB", 1, "ROOT"), ("a", "a", "DET", 3, "det"),
        ("man", "man", "NOUN", 1, "obj"), ("who", "who", "PRON", 5, "nsubj"), ("kidnaps", "kidnap", "VERB", 3, "acl:relcl"),
        ("judges", "judge", "NOUN", 5, "obj"),
    )  # fmt: skip
    assert in_world(doc, 5, "abduction").mood.modality == modality


@pytest.mark.parametrize(("reason", "modality"), [("price", "hypothetical"), ("hour", "actual")])
def test_fire_for_a_reason_is_criticism(reason: str, modality: str) -> None:
    doc = parsed(
        ("He", "he", "PRON", 1, "nsubj"), ("came", "come", "VERB", 1, "ROOT"), ("under", "under", "ADP", 3, "case"),
        ("fire", "fire", "NOUN", 1, "obl"), ("for", "for", "ADP", 6, "case"), ("an", "an", "DET", 6, "det"),
        (reason, reason, "NOUN", 1, "obl"),
    )  # fmt: skip
    assert in_world(doc, 1, words=(1, 2, 3)).mood.modality == modality


@pytest.mark.parametrize(("first", "joint", "second", "modality"), [
    ("3", "-", "1", "hypothetical"), ("3", "to", "nil", "hypothetical"), ("3", "-", "day", "actual"),
])  # fmt: skip
def test_a_score_makes_a_match(first: str, joint: str, second: str, modality: str) -> None:
    doc = parsed(
        ("Guests", "guest", "NOUN", 1, "nsubj"), ("crushed", "crush", "VERB", 1, "ROOT"), ("visitors", "visitor", "NOUN", 1, "obj"),
        (first, first, "NUM", 1, "obl"), (joint, joint, "PUNCT", 3, "punct"), (second, second, "NUM", 3, "nmod"),
    )  # fmt: skip
    assert in_world(doc, 1).mood.modality == modality


def test_a_bank_at_law_fights_and_a_bank_on_fire_burns() -> None:
    law = parsed(
        ("Banks", "bank", "NOUN", 1, "nsubj"), ("battled", "battle", "VERB", 1, "ROOT"), ("rivals", "rival", "NOUN", 1, "obj"),
    )  # fmt: skip
    burnt = parsed(("Banks", "bank", "NOUN", 1, "nsubj"), ("burned", "burn", "VERB", 1, "ROOT"))
    assert in_world(law, 1, "battle").mood.modality == "hypothetical"
    assert in_world(burnt, 1, "damage").mood.modality == "actual"


@pytest.mark.parametrize(("head", "modality"), [("soldiers", "actual"), ("targets", "actual")])
def test_cardboard_is_not_shot_at_in_earnest(head: str, modality: str) -> None:
    doc = parsed(
        ("Cadets", "cadet", "NOUN", 1, "nsubj"), ("shot", "shoot", "VERB", 1, "ROOT"), ("at", "at", "ADP", 4, "case"),
        ("cardboard", "cardboard", "NOUN", 4, "compound"), (head, head, "NOUN", 1, "obl"),
    )  # fmt: skip
    assert in_world(doc, 1).mood.modality == "hypothetical"
    bare = parsed(
        ("Cadets", "cadet", "NOUN", 1, "nsubj"), ("shot", "shoot", "VERB", 1, "ROOT"), ("at", "at", "ADP", 3, "case"),
        (head, head, "NOUN", 1, "obl"),
    )  # fmt: skip
    assert in_world(bare, 1).mood.modality == modality


@pytest.mark.parametrize(("case", "kind"), [("of", "accident"), ("in", "damage")])
def test_a_wall_of_dust_is_weather_and_men_in_dust_are_not(case: str, kind: str) -> None:
    doc = parsed(
        ("Walls", "wall", "NOUN", 3, "nsubj"), (case, case, "ADP", 2, "case"), ("dust", "dust", "NOUN", 0, "nmod"),
        ("damaged", "damage", "VERB", 3, "ROOT"), ("houses", "house", "NOUN", 3, "obj"),
    )  # fmt: skip
    assert in_world(doc, 3, "damage").kind == kind


@pytest.mark.parametrize(("copula", "modality"), [(True, "hypothetical"), (False, "actual")])
def test_waiting_that_was_torture_is_none(copula: bool, modality: str) -> None:
    doc = parsed(
        ("Waiting", "wait", "VERB", 2, "acl"), ("was", "be", "AUX", 2, "cop" if copula else "aux"),
        ("torture", "torture", "NOUN", 2, "ROOT"),
    )  # fmt: skip
    assert in_world(doc, 2, "abuse").mood.modality == modality


@pytest.mark.parametrize(("subject", "modality"), [("crowd", "hypothetical"), ("lorry", "actual")])
def test_a_crowd_explodes_in_a_figure_of_speech(subject: str, modality: str) -> None:
    doc = parsed((subject, subject, "NOUN", 1, "nsubj"), ("exploded", "explode", "VERB", 1, "ROOT"))
    assert in_world(doc, 1, "explosion").mood.modality == modality


@pytest.mark.parametrize(("subject", "at", "modality"), [
    ("chef", "waiter", "hypothetical"), ("chef", "gate", "actual"), ("soldier", "waiter", "actual"),
])  # fmt: skip
def test_who_blows_up_at_somebody_is_angry(subject: str, at: str, modality: str) -> None:
    doc = parsed(
        (subject, subject, "NOUN", 1, "nsubj"), ("blew", "blow", "VERB", 1, "ROOT"), ("up", "up", "ADP", 1, "compound:prt"),
        ("at", "at", "ADP", 5, "case"), ("a", "a", "DET", 5, "det"), (at, at, "NOUN", 1, "obl"),
    )  # fmt: skip
    assert in_world(doc, 1, "bombing", (1, 2)).mood.modality == modality


@pytest.mark.parametrize(("doer", "over", "modality"), [
    ("minister", "law", "hypothetical"), ("minister", "road", "actual"), ("gunman", "law", "actual"),
])  # fmt: skip
def test_ministers_clash_over_a_law_with_words(doer: str, over: str, modality: str) -> None:
    doc = parsed(
        (doer, doer, "NOUN", 1, "nsubj"), ("clashed", "clash", "VERB", 1, "ROOT"), ("over", "over", "ADP", 4, "case"),
        ("the", "the", "DET", 4, "det"), (over, over, "NOUN", 1, "obl"),
    )  # fmt: skip
    assert in_world(doc, 1, "battle").mood.modality == modality


@pytest.mark.parametrize(("who", "before", "modality"), [
    ("team", "cup", "hypothetical"), ("convoy", "cup", "actual"), ("team", "dawn", "actual"), ("team", "grenade", "actual"),
])  # fmt: skip
def test_the_injured_of_a_team_before_a_match_are_no_victims(who: str, before: str, modality: str) -> None:
    doc = parsed(
        ("A", "a", "DET", 1, "det"), (who, who, "NOUN", 2, "nsubj"), ("has", "have", "VERB", 2, "ROOT"),
        ("injured", "injure", "VERB", 2, "obj"), ("before", "before", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        (before, before, "NOUN", 2, "obl"),
    )  # fmt: skip
    assert in_world(doc, 3, "casualties").mood.modality == modality


@pytest.mark.parametrize(("verb", "modality"), [("plant", "hypothetical"), ("loot", "actual")])
def test_who_marches_to_plant_goes_to_no_power_plant(verb: str, modality: str) -> None:
    doc = parsed(
        ("Scouts", "scout", "NOUN", 1, "nsubj"), ("marched", "march", "VERB", 1, "ROOT"), ("to", "to", "PART", 3, "mark"),
        (verb, verb, "VERB", 1, "advcl"), ("oaks", "oak", "NOUN", 3, "obj"),
    )  # fmt: skip
    assert in_world(doc, 1, "advance").mood.modality == modality


@pytest.mark.parametrize(("before", "kind"), [("lightning", "accident"), ("night", "airstrike")])
def test_a_lightning_strike_heard_as_a_raid_has_no_attacker(before: str, kind: str) -> None:
    doc = parsed((before, before, "NOUN", 1, "compound"), ("strike", "strike", "NOUN", 1, "ROOT"))
    one = Candidate(
        Entry(("strike",), "NOUN", "attack", (), (), 0.8),
        doc[1],
        (1,),
        arguments(doc[1]),
        Roles(),
        Mood(),
        0.8,
        "airstrike",
    )
    place_in_world(one, violent=True)
    assert one.kind == kind

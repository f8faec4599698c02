from __future__ import annotations

import pytest
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

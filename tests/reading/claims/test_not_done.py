"""What was not done, and who only looked at what was done."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reading.parsed import parsed

from contested.data import rows
from contested.nouns import Attribution, Document
from contested.reading.annotate import Annotation
from contested.reading.annotate.types import TriggerGuess
from contested.reading.claims import candidates_of, find_claims
from contested.reading.claims.lexicon import entries
from contested.reading.claims.modality import mood_of
from contested.reading.context import Context


def test_police_who_stood_by_did_not_act() -> None:
    doc = parsed(
        ("Police", "police", "NOUN", 1, "nsubj"), ("stood", "stand", "VERB", 1, "ROOT"), ("by", "by", "ADP", 1, "compound:prt"),
    )  # fmt: skip
    (claim,) = find_claims(Context(doc, Document("d", doc.text)))
    assert (claim.kind, claim.polarity, claim.happened) == ("deployment", "negative", False)
    assert [party.text for party in claim.agents] == ["Police"]


def test_police_who_stood_by_a_door_left_nothing_undone() -> None:
    doc = parsed(
        ("Police", "police", "NOUN", 1, "nsubj"), ("stood", "stand", "VERB", 1, "ROOT"), ("by", "by", "ADP", 4, "case"),
        ("the", "the", "DET", 4, "det"), ("door", "door", "NOUN", 1, "obl"),
    )  # fmt: skip
    assert not [claim for claim in find_claims(Context(doc, Document("d", doc.text))) if claim.kind == "deployment"]


def test_police_who_did_nothing_are_denied_once() -> None:
    doc = parsed(
        ("Police", "police", "NOUN", 1, "nsubj"), ("did", "do", "VERB", 1, "ROOT"), ("nothing", "nothing", "PRON", 1, "obj"),
    )  # fmt: skip
    (claim,) = find_claims(Context(doc, Document("d", doc.text)))
    assert (claim.polarity, claim.patients) == ("negative", ())


@pytest.mark.parametrize("name", ["undone", "only_denied"])
def test_what_names_an_act_undone_is_a_trigger(name: str) -> None:
    singles, longer = entries()
    known = {one.words for row in singles.values() for one in row}
    known |= {one.words for rest in longer.values() for row in rest.values() for one in row}
    assert {tuple(row["trigger"].split()) for row in rows(f"claims/{name}.csv")} <= known


@pytest.mark.parametrize(("word", "told"), [("not", [("deployment", "negative")]), ("then", [])])
def test_police_who_did_not_act_let_it_happen_those_who_acted_tell_nothing(
    word: str, told: list[tuple[str, str]]
) -> None:
    doc = parsed(
        ("Police", "police", "NOUN", 3, "nsubj"), ("did", "do", "AUX", 3, "aux"), (word, word, "PART", 3, "advmod"),
        ("act", "act", "VERB", 3, "ROOT"),
    )  # fmt: skip
    found = find_claims(Context(doc, Document("d", doc.text)))
    assert [(claim.kind, claim.polarity) for claim in found] == told


@pytest.mark.parametrize(("noun", "told"), [("police", True), ("rain", False)])
def test_the_absence_of_police_is_what_they_left_undone(noun: str, told: bool) -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("absence", "absence", "NOUN", 1, "ROOT"), ("of", "of", "ADP", 4, "case"),
        ("the", "the", "DET", 4, "det"), (noun, noun, "NOUN", 1, "nmod"),
    )  # fmt: skip
    found = find_claims(Context(doc, Document("d", doc.text)))
    assert [(claim.kind, claim.polarity) for claim in found] == [("deployment", "negative")] * told


@pytest.mark.parametrize(("noun", "modality"), [("inquiry", "actual"), ("halt", "requested")])
def test_what_an_inquiry_looks_into_has_happened(noun: str, modality: str) -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("demanded", "demand", "VERB", 1, "ROOT"), ("a", "a", "DET", 3, "det"),
        (noun, noun, "NOUN", 1, "obj"), ("of", "of", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        ("shelling", "shelling", "NOUN", 3, "nmod"),
    )  # fmt: skip
    assert mood_of(doc[6]).modality == modality


@pytest.mark.parametrize(("verb", "doers"), [("investigate", []), ("order", ["Police"])])
def test_whoever_investigates_a_murder_did_not_commit_it(verb: str, doers: list[str]) -> None:
    doc = parsed(
        ("Police", "police", "NOUN", 1, "nsubj"), (f"{verb}d", verb, "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("murder", "murder", "NOUN", 1, "obj"),
    )  # fmt: skip
    none = np.ones(len(doc), dtype=np.float32)
    doc.user_data["annotation"] = Annotation(
        attributions=(), pos_confidence=none, arc_confidence=none, entity_confidence=(), nominal_types=("",) * len(doc),
        model="test 1", trigger_kinds=((), (), (), (("killing", 0.9),)),
        triggers={3: TriggerGuess("killing", 0.9, "actual", "positive", arguments=(("agent", 0, 0.9),))},
    )  # fmt: skip
    killings = [claim for claim in find_claims(Context(doc, Document("d", doc.text))) if claim.kind == "killing"]
    assert [party.text for claim in killings for party in claim.agents] == doers


@pytest.mark.parametrize(
    ("verb", "lemma", "nouns", "kind"),
    [
        ("suspended", "suspend", ("air", "links"), "sanction"),  # the phrase says itself that they are broken
        ("revoked", "revoke", ("broadcasting", "licences"), "decree"),  # a right is taken away
        ("lifted", "lift", ("night", "curfews"), "agreement"),  # an order is taken back
    ],
)
def test_what_a_phrase_ends_is_said_by_the_phrase(verb: str, lemma: str, nouns: tuple[str, str], kind: str) -> None:
    doc = parsed(
        ("France", "France", "PROPN", 1, "nsubj"), (verb, lemma, "VERB", 1, "ROOT"),
        (nouns[0], nouns[0], "NOUN", 3, "compound"), (nouns[1], nouns[1].removesuffix("s"), "NOUN", 1, "obj"),
        ents=((0, 1, "GPE"),),
    )  # fmt: skip
    assert [claim.kind for claim in find_claims(Context(doc, Document("d", doc.text)))] == [kind]


def test_who_rejects_an_ultimatum_acts_and_says_nothing() -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("rejected", "reject", "VERB", 1, "ROOT"), ("an", "a", "DET", 3, "det"),
        ("ultimatum", "ultimatum", "NOUN", 1, "obj"), ("over", "over", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        ("murder", "murder", "NOUN", 3, "nmod"), ("of", "of", "ADP", 8, "case"), ("Ali", "Ali", "PROPN", 6, "nmod"),
    )  # fmt: skip
    text = doc.text
    said = Attribution(
        source=((0, 4),), cue=((5, 13),), content=((text.index("an ultimatum"), len(text)),), stance="denied"
    )
    candidates, held_by = candidates_of(Context(doc, Document("d", text), attributions=(said,)))
    assert not held_by
    assert {one.kind: one.mood.polarity for one in candidates} == {"rejection": "positive", "killing": "positive"}

"""The model's doers and sufferers fill what the tree leaves open, and turn round what it is sure is the other way."""

from __future__ import annotations

import numpy as np
from tests.reading.parsed import parsed

from contested.nouns import Claim, Document
from contested.reading.annotate import Annotation
from contested.reading.annotate.types import TriggerGuess
from contested.reading.claims import find_claims
from contested.reading.context import Context


def claim(*arguments: tuple[str, int, float]) -> Claim:
    """ "Rebels hit soldiers", where the tree hangs the soldiers on nothing the verb knows."""
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("shelled", "shell", "VERB", 1, "ROOT"),
        ("soldiers", "soldier", "NOUN", 1, "vocative"),
    )  # fmt: skip
    none = np.ones(len(doc), dtype=np.float32)
    doc.user_data["annotation"] = Annotation(
        attributions=(), pos_confidence=none, arc_confidence=none, entity_confidence=(), nominal_types=("",) * len(doc),
        model="test 1", trigger_kinds=((), (("shelling", 0.9),), ()),
        triggers={1: TriggerGuess("shelling", 0.9, "actual", "positive", arguments)},
    )  # fmt: skip
    (found,) = find_claims(Context(doc, Document("d", doc.text)))
    return found


def names(found: Claim) -> tuple[list[str], list[str]]:
    return [one.text for one in found.agents], [one.text for one in found.patients]


def test_without_the_model_the_tree_alone_speaks() -> None:
    assert names(claim()) == (["Rebels"], [])


def test_what_the_tree_leaves_open_is_filled() -> None:
    assert names(claim(("patient", 2, 0.9))) == (["Rebels"], ["soldiers"])
    assert names(claim(("patient", 2, 0.3))) == (["Rebels"], [])


def test_a_doer_that_surely_suffers_is_turned_round() -> None:
    assert names(claim(("patient", 0, 0.95), ("agent", 2, 0.9))) == (["soldiers"], ["Rebels"])
    assert names(claim(("patient", 0, 0.6))) == (["Rebels"], [])

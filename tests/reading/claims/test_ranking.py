"""Which claim is the main one."""

from __future__ import annotations

from tests.reading.parsed import parsed

from contested.data import table
from contested.nouns import Document
from contested.reading.claims import find_claims
from contested.reading.claims.coding import kinds
from contested.reading.context import Context


def test_every_weight_is_of_a_feature_that_there_is() -> None:
    weights = table("claims/main.toml")["weights"]
    assert len(weights) <= 50
    for name in weights:
        if name.startswith("kind_"):
            assert name.removeprefix("kind_") in kinds()


def test_the_deed_comes_before_its_toll() -> None:
    doc = parsed(
        ("Shelling", "shelling", "NOUN", 1, "nsubj"), ("killed", "kill", "VERB", 1, "ROOT"),
        ("farmers", "farmer", "NOUN", 1, "obj"),
    )  # fmt: skip
    main = [claim.kind for claim in find_claims(Context(doc, Document("d", doc.text))) if claim.main]
    assert main == ["shelling"]

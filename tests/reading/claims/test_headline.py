"""What the headline tells decides which claim is the main one, and gives no claim itself."""

from __future__ import annotations

from tests.reading.parsed import parsed

from contested.nouns import Document
from contested.reading.claims import find_claims, kinds_told
from contested.reading.context import Context


def report() -> object:
    return parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("shelled", "shell", "VERB", 1, "ROOT"), ("Homs", "Homs", "PROPN", 1, "obj"),
        (".", ".", "PUNCT", 1, "punct"), ("Doctors", "doctor", "NOUN", 5, "nsubj"), ("protested", "protest", "VERB", 5, "ROOT"),
        (".", ".", "PUNCT", 5, "punct"),
    )  # fmt: skip


def main_kind(**headline: float) -> str:
    doc = report()
    claims = find_claims(Context(doc, Document("d", str(doc))), headline)  # type: ignore[arg-type]
    return next(claim.kind for claim in claims if claim.main)


def test_the_main_claim_is_what_the_headline_tells() -> None:
    assert main_kind() == "shelling"
    assert main_kind(protest=0.9) == "protest"


def test_a_headline_of_the_same_group_of_kinds_helps() -> None:
    assert main_kind(demand=0.9) == "protest"


def test_kinds_told_by_a_headline() -> None:
    title = parsed(
        ("Doctors", "doctor", "NOUN", 1, "nsubj"), ("protested", "protest", "VERB", 1, "ROOT"),
        ("loudly", "loudly", "ADV", 1, "advmod"),
    )  # fmt: skip
    told = kinds_told(title, Document("d", "Rebels shelled Homs.", title=str(title)))
    assert set(told) == {"protest"}
    assert 0.0 < told["protest"] <= 1.0

"""A speaker who says what others must do asks for it."""

from __future__ import annotations

from tests.reading.parsed import parsed

from contested.nouns import Attribution, Document
from contested.reading.claims import find_claims
from contested.reading.context import Context


def claims(subject: str, lemma: str, pos: str, modal: str) -> list[tuple[str, str]]:
    doc = parsed(
        ("Tripoli", "Tripoli", "PROPN", 1, "nsubj"), ("said", "say", "VERB", 1, "ROOT"),
        (subject, lemma, pos, 4, "nsubj"), (modal, modal, "AUX", 4, "aux"),
        ("pay", "pay", "VERB", 1, "ccomp"), (".", ".", "PUNCT", 1, "punct"),
    )  # fmt: skip
    text = str(doc)
    start = text.index(subject)
    told = Attribution(
        source=((0, 7),), cue=((8, 12),), content=((start, text.index(" .")),), quoted=False, confidence=0.9
    )
    found = find_claims(Context(doc, Document("d", text), attributions=(told,)))
    return [(claim.kind, claim.patients[0].text) for claim in found]


def test_what_others_must_do_is_asked_of_them() -> None:
    assert claims("ministers", "minister", "NOUN", "must") == [("demand", "ministers")]


def test_what_one_must_do_oneself_or_may_do_is_not() -> None:
    assert claims("we", "we", "PRON", "must") == []
    assert claims("ministers", "minister", "NOUN", "may") == []

"""Words that are kept because of who said them."""

from __future__ import annotations

import pytest
from tests.reading.parsed import parsed

from contested.nouns import Attribution, Document
from contested.reading.claims import find_claims
from contested.reading.context import Context


@pytest.mark.parametrize(("speaker", "kinds"), [("police", ["statement"]), ("tourists", [])])
def test_what_police_tell_is_kept_without_quotation_marks_what_bystanders_tell_is_not(
    speaker: str, kinds: list[str]
) -> None:
    doc = parsed(
        ("The", "the", "DET", 1, "det"), ("road", "road", "NOUN", 5, "nsubj"), ("was", "be", "AUX", 5, "cop"), ("calm", "calm", "ADJ", 5, "amod"),
        ("and", "and", "CCONJ", 5, "cc"), ("dry", "dry", "ADJ", 5, "ROOT"), ("again", "again", "ADV", 5, "advmod"), (",", ",", "PUNCT", 5, "punct"),
        (speaker, speaker, "NOUN", 9, "nsubj"), ("said", "say", "VERB", 5, "parataxis"),
    )  # fmt: skip
    words = str(doc)
    source, cue = words.index(speaker), words.index("said")
    said = Attribution(
        source=((source, source + len(speaker)),), cue=((cue, cue + 4),), content=((0, words.index(" ,")),)
    )
    found = find_claims(Context(doc, Document("d", words), attributions=(said,)))
    assert [claim.kind for claim in found] == kinds
    assert [one.text for claim in found for one in claim.said_by] == [speaker for _ in kinds]

from __future__ import annotations

from contested.nouns import Because, Claim, Document, Party, Reading
from contested.reading.back import to_original
from contested.reading.repair import repair


def test_offsets_count_in_the_original_and_text_is_its_words() -> None:
    text = "nine soldierswere hurt"
    repaired = repair(text)
    start = repaired.text.index("were")
    claim = Claim(
        "c-1",
        "casualties",
        (start, start + 9),
        (0, len(repaired.text)),
        because=Because("test"),
        patients=(Party(0, 13, "nine soldiers"),),
    )
    moved = to_original(Reading(Document("d", text), claims=(claim,)), repaired)
    assert text[slice(*moved.claims[0].trigger)] == "were hurt"
    assert moved.claims[0].patients[0].text == "nine soldiers"
    assert moved.claims[0].evidence == (0, len(text))

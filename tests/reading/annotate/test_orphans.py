"""Contents without a cue: where they go."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from contested.reading.annotate.orphans import Orphan, adopt
from contested.reading.annotate.types import AttributionSpan


def tokens(text: str) -> Doc:
    return spacy.blank("en")(text)


def stretch(doc: Doc, first: str, last: str) -> tuple[int, int]:
    words = [t.text for t in doc]
    start = words.index(first)
    return start, words.index(last, start) + 1


FIRST = "“We lost the bridge at dawn”, the colonel said."
MORE = "“Then the river rose and nobody could cross it for three days without a boat.”"


def said(doc: Doc) -> AttributionSpan:
    return AttributionSpan(
        (stretch(doc, "colonel", "colonel"),),
        (stretch(doc, "said", "said"),),
        (stretch(doc, "We", "dawn"),),
        0.9,
    )


def test_the_second_part_of_a_quotation_goes_to_the_speaker_of_the_first() -> None:
    doc = tokens(f"{FIRST} {MORE}")
    more = stretch(doc, "Then", "boat")
    found = adopt(doc, [said(doc)], [Orphan(*more, 0.99)])
    assert len(found) == 1
    assert found[0].content == (stretch(doc, "We", "dawn"), more)


def test_short_or_doubtful_ones_stay_alone() -> None:
    doc = tokens(f"{FIRST} {MORE}")
    start, end = stretch(doc, "Then", "boat")
    assert adopt(doc, [said(doc)], [Orphan(start, end, 0.5)]) == [said(doc)]
    assert adopt(doc, [said(doc)], [Orphan(start, start + 4, 0.99)]) == [said(doc)]


def test_a_quotation_before_its_speaker_goes_to_the_one_behind_it_on_its_line() -> None:
    doc = tokens(f"{MORE} {FIRST}")
    more = stretch(doc, "Then", "boat")
    assert adopt(doc, [said(doc)], [Orphan(*more, 0.99)])[0].content == (more, stretch(doc, "We", "dawn"))
    apart = tokens(f"{MORE}\n\n{FIRST}")
    assert adopt(apart, [said(apart)], [Orphan(*stretch(apart, "Then", "boat"), 0.99)]) == [said(apart)]


def test_a_turn_of_a_transcript_is_the_words_of_its_label() -> None:
    doc = tokens(f"{FIRST}\n\nMINISTER HALE: the river rose and nobody could cross it for three days without a boat.")
    start, _ = stretch(doc, "MINISTER", "HALE")
    found = adopt(doc, [said(doc)], [Orphan(start, len(doc), 0.99)])
    assert len(found) == 2
    own = found[1]
    assert doc[slice(*own.source[0])].text == "MINISTER HALE"
    assert doc[slice(*own.cue[0])].text == ":"
    assert doc[slice(*own.content[0])].text.startswith("the river rose")


def test_what_stands_far_from_any_speaker_stays_alone() -> None:
    doc = tokens(FIRST + " The rain went on." * 20 + " " + MORE)
    assert adopt(doc, [said(doc)], [Orphan(*stretch(doc, "Then", "boat"), 0.99)]) == [said(doc)]

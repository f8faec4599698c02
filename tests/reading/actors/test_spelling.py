from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from contested.reading.actors import find_actors
from contested.reading.actors.spelling import distance

BLANK = spacy.blank("en")


def country(text: str, name: str) -> str | None:
    doc: Doc = BLANK(text)
    span = doc.char_span(text.index(name), text.index(name) + len(name))
    assert span is not None
    doc.ents = [Span(doc, span.start, span.end, label="PER")]
    return next((one.country for one in find_actors(doc) if name.rsplit(maxsplit=1)[-1] in one.text), None)


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("Laurent Gbago lost the vote.", "Laurent Gbago", "CIV"),
        ("President Levy Mwanawassa died.", "Levy Mwanawassa", "ZMB"),
        ("Nestor Kirchner won.", "Nestor Kirchner", "ARG"),
        ("President Mwanawasa spoke.", "Mwanawasa", "ZMB"),
    ],
)
def test_rulers_are_known_however_they_are_spelt(text: str, name: str, iso3: str) -> None:
    assert country(text, name) == iso3


def test_another_name_is_another_person() -> None:
    assert country("Laurent Gbadolite lost the vote.", "Laurent Gbadolite") is None
    assert country("Mwanawasa spoke to his neighbours.", "Mwanawasa") is None


def test_letters_between_two_words() -> None:
    assert (distance("gbagbo", "gbago"), distance("same", "same"), distance("", "abc")) == (1, 0, 3)

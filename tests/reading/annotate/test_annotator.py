"""The shipped model on texts made for the purpose."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from contested.reading.annotate import KEY, Annotation, Annotator

pytestmark = pytest.mark.model

REPORT = (
    "Fighting near the river\n\n"
    "The army shelled two villages on Monday, the governor, Olena Koval, said. The ministry denied that "
    "it had lost any tanks. “We hold the bridge“, a spokesman told Reuters."
)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator.load()


def fingerprint(doc: Doc) -> list[tuple[object, ...]]:
    annotation: Annotation = doc.user_data[KEY]
    rows = [(t.text, t.pos_, str(t.morph), t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in doc]
    return [*rows, tuple((e.start, e.end, e.label_) for e in doc.ents), annotation.attributions]


def test_a_report_is_read_whole(annotator: Annotator) -> None:
    doc = annotator(REPORT)
    annotation: Annotation = doc.user_data[KEY]
    shelled = next(t for t in doc if t.text == "shelled")
    assert shelled.pos_ == "VERB"
    assert shelled.lemma_ == "shell"
    assert shelled.morph.get("VerbForm") == ["Fin"]
    assert {c.dep_ for c in shelled.children} >= {"nsubj", "obj"}
    assert "Olena Koval" in {e.text for e in doc.ents if e.label_ == "PER"}
    cues = {doc[s:e].text for a in annotation.attributions for s, e in a.cue}
    assert {"said", "denied"} <= cues
    assert len(annotation.pos_confidence) == len(annotation.nominal_types) == len(doc)
    assert len(annotation.entity_confidence) == len(doc.ents)


def test_every_sentence_is_a_tree_of_one_root(annotator: Annotator) -> None:
    doc = annotator(REPORT * 3)
    for sentence in doc.sents:
        assert sum(t.head.i == t.i for t in sentence) == 1
        assert all(t.head in sentence for t in sentence)


def test_a_line_break_ends_a_sentence(annotator: Annotator) -> None:
    assert next(annotator(REPORT).sents).text.strip() == "Fighting near the river"


def test_company_and_order_change_nothing(annotator: Annotator) -> None:
    others = ["Rebels took the town.", REPORT, "x" * 50]
    alone = fingerprint(annotator(REPORT))
    assert fingerprint(list(annotator.pipe(others))[1]) == alone
    assert fingerprint(list(annotator.pipe(reversed(others), batch_size=1))[1]) == alone


def test_nothing_of_a_long_text_is_dropped(annotator: Annotator) -> None:
    sentence = "The governor said that two people were killed. "
    doc = annotator(sentence * 300)
    annotation: Annotation = doc.user_data[KEY]
    assert len(list(doc.sents)) == 300
    assert all(t.pos_ for t in doc)
    assert annotation.attributions[-1].cue[0][0] > len(doc) - 40


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n \n", "\u200b", "." * 500, "word " * 2000, "z" * 10_000, "\x00\x01 a", "😀" * 300]
)
def test_odd_texts_break_nothing(annotator: Annotator, text: str) -> None:
    doc = annotator(text)
    annotation: Annotation = doc.user_data[KEY]
    assert doc.text == text
    assert len(annotation.arc_confidence) == len(doc)


def test_probabilities_are_probabilities(annotator: Annotator) -> None:
    annotation: Annotation = annotator(REPORT).user_data[KEY]
    for array in (annotation.pos_confidence, annotation.arc_confidence, np.array(annotation.entity_confidence)):
        assert ((array >= 0) & (array <= 1.0001)).all()

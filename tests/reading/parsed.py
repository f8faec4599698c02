"""Docs made by hand: a test states the tree that it is about, and needs no model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

VOCAB = spacy.blank("en").vocab


def parsed(*rows: tuple[str, str, str, int, str], ents: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """A Doc of one sentence from (word, lemma, pos, head, dep) rows; heads are absolute indexes."""
    words, lemmas, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(VOCAB, words=words, lemmas=lemmas, pos=pos, heads=heads, deps=deps)
    doc.ents = [Span(doc, first, last, label=label) for first, last, label in ents]
    return doc

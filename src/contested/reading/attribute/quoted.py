"""Stretches between quotation marks. The repair has set the marks; one without its mate ends at the line."""

from __future__ import annotations

from spacy.tokens import Doc

LONGEST = 400  # tokens; a quote without its mate must not swallow the rest of a page


def quoted_stretches(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds (end exclusive, marks left out) of each quoted stretch, in order."""
    out: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        if opened is not None and ("\n" in token.text or token.i - opened > LONGEST):
            if token.i - opened < LONGEST and "\n" in token.text:
                out.append((opened, token.i))
            opened = None
        if token.text == "“":
            opened = opened if opened is not None else token.i + 1
        elif token.text == "”" and opened is not None:
            if token.i > opened:
                out.append((opened, token.i))
            opened = None
    if opened is not None and len(doc) - opened < LONGEST and opened < len(doc):
        out.append((opened, len(doc)))
    return out


def is_speech(doc: Doc, bounds: tuple[int, int]) -> bool:
    """Whether a quoted stretch is somebody's sentence rather than a name or a scare-quoted word."""
    first, last = bounds
    return last - first >= 5 or any(doc[i].pos_ in ("VERB", "AUX") for i in range(first, last))

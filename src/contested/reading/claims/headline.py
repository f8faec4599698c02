"""What a headline says the report is about: the kinds of happening that its words tell, each with its chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contested.reading.claims.choose import choose
from contested.reading.claims.finding import candidates_of
from contested.reading.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from contested.nouns import Document


def kinds_told(doc: Doc, document: Document) -> dict[str, float]:
    """Kind -> chance, from an annotated headline. It gives no claims of its own: their words must stand in the text."""
    context = Context(doc, document)
    candidates, held_by = candidates_of(context)
    out: dict[str, float] = {}
    for one in choose(candidates, held_by, context):
        out[one.kind] = max(out.get(one.kind, 0.0), one.score)
    return out

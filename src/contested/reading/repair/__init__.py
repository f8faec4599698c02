"""Repair: make a text readable without ever losing the original.

`repair(text)` gives a `Repaired`: the text to be read, the list of repairs, and `back(start, end)` from any of its
spans to the original's. Steps run in a fixed order; each sees the text as the one before left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contested.reading.repair.case import capitals
from contested.reading.repair.draft import Draft, Edit, Repaired
from contested.reading.repair.encoding import invisible, mojibake
from contested.reading.repair.glue import glued_words
from contested.reading.repair.layout import doubled_titles, glued_headings, hard_wraps
from contested.reading.repair.leftovers import doubled_subjects, leftovers, speech_tags
from contested.reading.repair.quotes import quotes

__all__ = ["Repaired", "repair"]

STEPS: tuple[Callable[[str], Iterable[Edit]], ...] = (
    mojibake,
    invisible,
    hard_wraps,
    doubled_titles,
    capitals,
    quotes,
    glued_headings,
    leftovers,
    doubled_subjects,
    speech_tags,
    glued_words,
)


def repair(text: str) -> Repaired:
    """The text as it will be read, with its way back to the original."""
    draft = Draft(text)
    for step in STEPS:
        draft.apply(step(draft.text))
    return draft.done()

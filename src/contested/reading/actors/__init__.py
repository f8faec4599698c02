"""Names and descriptions that stand for actors, with country (ISO 3166-1 alpha-3), PLOVER sectors and role.

Known actors come from `data/actors/actors.csv`, descriptions from `agents.csv`, countries from `countries.csv`,
`peoples.csv` and the gazetteer's demonyms. Pronouns and "the ministry" are linked to what they stand for within two
sentences; nothing is merged for good, every mention keeps its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contested.nouns import Actor, Place
from contested.reading.actors.edges import Mention
from contested.reading.actors.linking import link
from contested.reading.actors.marks import Text, make_text, marks_of
from contested.reading.actors.phrases import mentions_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_actors"]


def find_actors(doc: Doc, places: Sequence[Place] = (), published: str | None = None) -> tuple[Actor, ...]:
    """The actors of a document, in their order. With `published`, roles that had ended by then are told as former
    ones.
    """
    text = make_text(doc, places, published)
    found = link(text, mentions_of(text, marks_of(text)))
    return tuple(sorted((_actor(text, one) for one in found), key=lambda one: (one.start, one.end)))


def _actor(text: Text, mention: Mention) -> Actor:
    start, end, words = text.span(mention.start, mention.end)
    confidence = round(mention.confidence, 3)
    if not mention.entries:
        return Actor(
            start, end, words, None, mention.name, mention.country or None, mention.sectors, confidence, mention.role
        )
    entry = mention.entries[0]
    role, sectors = entry.role, entry.sectors
    if text.published and entry.until and entry.until <= text.published[:10] and entry.kind == "person":
        role, sectors = f"former {role}", ("ELI", *(s for s in sectors if s != "GOV"))
    return Actor(
        start, end, words, entry.id, entry.name, entry.country or None, sectors, confidence, role or mention.role
    )

"""A claim in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from contested.nouns import Count, Moment, Speaker
from contested.reading.claims.lexicon import Entry
from contested.reading.claims.modality import Mood
from contested.reading.claims.roles import Roles
from contested.reading.clause import Arguments


@dataclass(slots=True)
class Candidate:
    """A trigger met in the text with what was made of it. `score`: the chance that it tells such a happening."""

    entry: Entry
    head: Token
    tokens: tuple[int, ...]
    args: Arguments
    roles: Roles
    mood: Mood
    score: float
    kind: str
    others: list[str] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    said_by: list[Speaker] = field(default_factory=list)
    stance: str = "asserted"
    time: Moment | None = None
    notes: list[str] = field(default_factory=list)
    rule: str = "lexicon"
    turned_from: str = ""
    """The kind that its words name, where what stands with them makes another of it (`turned.csv`)."""

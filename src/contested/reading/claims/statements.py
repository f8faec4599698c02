"""Words kept because of who said them: a quotation by a named speaker that tells none of the other kinds."""

from __future__ import annotations

from collections.abc import Iterator

from contested.reading.claims.candidate import Candidate
from contested.reading.claims.lexicon import Entry
from contested.reading.claims.modality import mood_of
from contested.reading.claims.roles import Roles
from contested.reading.claims.speech import Voice, by_content, chain
from contested.reading.clause import Arguments
from contested.reading.context import Context

ENTRY = Entry(("quotation",), "SPEECH", "statement", (), (), 0.5)
SHORTEST = 6  # words; a shorter quotation is a phrase, not a position


def statements(candidates: list[Candidate], held_by: list[Voice], context: Context) -> Iterator[Candidate]:
    """One `statement` for each quotation of a speaker whose content holds no other claim."""
    triggers = {index for one in candidates for index in one.tokens}
    told: set[int] = set()
    holding = by_content(held_by)
    for voice in held_by:
        if not voice.speech or not voice.attribution.quoted or not voice.source or voice.content & triggers:
            continue
        words = [i for i in voice.content if context.doc[i].is_alpha]
        if len(words) < SHORTEST or len(told & voice.content) * 2 > len(voice.content):
            continue
        told |= voice.content
        inside = [context.doc[i] for i in sorted(voice.content)]
        head = next((t for t in inside if t.head.i not in voice.content or t.head.i == t.i), inside[0])
        if head.is_punct or head.is_space:
            head = next(t for t in inside if t.is_alpha)
        speakers, stance, _ = chain(head, holding.get(head.i, ()), context)
        if speakers:
            one = Candidate(ENTRY, head, (head.i,), Arguments(), Roles(), mood_of(head), 0.5, "statement")
            one.said_by, one.stance, one.rule = speakers, stance, "quotation of a named speaker"
            yield one

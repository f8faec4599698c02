"""Words kept because of who said them: a quotation by a named speaker, or what police, troops or rebels tell, that is
none of the other kinds.
"""

from __future__ import annotations

from collections.abc import Iterator

from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import classes_of
from contested.reading.claims.lexicon import Entry
from contested.reading.claims.modality import mood_of
from contested.reading.claims.roles import Roles
from contested.reading.claims.speech import Voice, by_content, chain
from contested.reading.clause import Arguments
from contested.reading.context import Context

ENTRY = Entry(("quotation",), "SPEECH", "statement", (), (), 0.5)
SHORTEST = 6  # words; a shorter quotation is a phrase, not a position
SHORT = 3  # words; "the town was calm, police said" is a report of theirs


def statements(candidates: list[Candidate], held_by: list[Voice], context: Context) -> Iterator[Candidate]:
    """One `statement` for each quotation of a speaker whose content holds no other claim."""
    triggers = {index for one in candidates for index in one.tokens}
    told: set[int] = set()
    holding = by_content(held_by)
    for voice in held_by:
        if not voice.speech or not voice.source or voice.content & triggers:
            continue
        if not (armed := _armed(voice, context)) and not voice.attribution.quoted:
            continue
        words = [i for i in voice.content if context.doc[i].is_alpha]
        if len(words) < (SHORT if armed and not _rebels(voice, context) else SHORTEST) or len(
            told & voice.content
        ) * 2 > len(voice.content):
            continue
        told |= voice.content
        inside = [context.doc[i] for i in sorted(voice.content)]
        head = next((t for t in inside if t.head.i not in voice.content or t.head.i == t.i), inside[0])
        if len(words) < SHORTEST and not any(child.dep_.startswith("nsubj") for child in head.children):
            continue
        if head.is_punct or head.is_space:
            head = next(t for t in inside if t.is_alpha)
        speakers, stance, _ = chain(head, holding.get(head.i, ()), context)
        if speakers:
            one = Candidate(ENTRY, head, (head.i,), Arguments(), Roles(), mood_of(head), 0.5, "statement")
            one.said_by, one.stance = speakers, stance
            one.rule = "quotation of a named speaker" if voice.attribution.quoted else "told by a party in arms"
            yield one


def _rebels(voice: Voice, context: Context) -> bool:
    return any("group" in classes_of(context.doc[i], context) for i in voice.source)


def _armed(voice: Voice, context: Context) -> bool:
    """Whether somebody speaks who takes part: police, troops or rebels."""
    return any(
        "forces" in classes_of(context.doc[i], context) and context.doc[i].dep_ not in ("compound", "nmod", "amod")
        for i in voice.source
    )

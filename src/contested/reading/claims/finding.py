"""From triggers to candidates with everything about them, before any is dropped."""

from __future__ import annotations

from contested.reading.claims.anaphora import point_back
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.counts import give_counts
from contested.reading.claims.dateline import datelines, leave_out, place_of
from contested.reading.claims.doubt import doubt
from contested.reading.claims.modality import Mood
from contested.reading.claims.propose import propose
from contested.reading.claims.settle import settle
from contested.reading.claims.sharing import share
from contested.reading.claims.speech import Voice, by_content, chain, voices
from contested.reading.claims.tellers import give_teller
from contested.reading.context import Context


def candidates_of(context: Context) -> tuple[list[Candidate], list[Voice]]:
    """Every trigger met, with speakers, places, times and counts, before any is dropped; and who speaks where."""
    point_back(context)
    candidates = propose(context)
    lines = datelines(context)
    leave_out(candidates, lines, context)
    share(candidates, context)
    held_by = voices(context)
    holding = by_content(held_by)
    for one in candidates:
        one.said_by, one.stance, negates = chain(one.head, holding.get(one.head.i, ()), context)
        give_teller(one, held_by, context)
        if negates and one.mood.polarity == "positive":
            one.mood = Mood("negative", one.mood.modality, (*one.mood.words, "denied"), one.mood.governors)
            one.stance = "denied"
    speaking = {i for voice in held_by if voice.speech for i in voice.source}
    settle(candidates, speaking | lines, context, place_of(lines, context))
    give_counts(candidates, context)
    doubt(candidates, context)
    return candidates, held_by

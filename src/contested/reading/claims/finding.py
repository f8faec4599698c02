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
    done = _answered(candidates)
    held_by = [voice for voice in voices(context) if not voice.cue & done or voice.attribution.quoted]
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


CLAIMED = {"accusation", "allegation", "claim", "charge", "report", "involvement", "responsibility", "suggestion"}


def _answered(candidates: list[Candidate]) -> frozenset[int]:
    """Verbs that refuse or back something by what they take ("rejected the ultimatum", "defended the decision"): who
    does it acts, and says nothing of what hangs on it.
    """
    return frozenset(
        one.head.i
        for one in candidates
        if one.kind in ("rejection", "support")
        and one.entry.pos == "PHRASE"
        and one.head.pos_ == "VERB"
        and not CLAIMED & set(one.entry.words)
    )

"""A blow and the harm that it did share who did it and who suffered: "guerrillas wounded two in a bomb attack"."""

from __future__ import annotations

from contested.nouns import Party
from contested.reading.claims.candidate import Candidate
from contested.reading.context import Context

BLOWS = {"attack", "airstrike", "drone_strike", "shelling", "bombing", "explosion", "battle"}
HARM = {"casualties", "killing"}


def share(candidates: list[Candidate], context: Context) -> None:
    """Give each of a blow and the harm beside it what it lacks of the other, in place."""
    harms = [one for one in candidates if one.kind in HARM]
    for blow in (one for one in candidates if one.kind in BLOWS):
        for harm in harms:
            if context.sentence_of[blow.head.i].start == context.sentence_of[harm.head.i].start and _one(blow, harm):
                blow.roles.patients = blow.roles.patients or _not_in(harm.roles.patients, blow.roles.agents)
                blow.roles.agents = blow.roles.agents or _not_in(harm.roles.agents, blow.roles.patients)
                harm.roles.agents = harm.roles.agents or _not_in(blow.roles.agents, harm.roles.patients)
    for harm in harms:  # nobody is told to have died by their own hand
        harm.roles.agents = _not_in(harm.roles.agents, harm.roles.patients)


def _one(blow: Candidate, harm: Candidate) -> bool:
    """Whether the one hangs on the other: as its subject, behind "in" or "after", or as "killing two"."""
    if blow.mood.polarity != harm.mood.polarity:
        return False
    # "Two were stabbed and the police fired in the air": a clause with a doer of its own is another happening.
    if blow.head.dep_ == "conj" and any(child.dep_ == "nsubj" for child in blow.head.children):
        return False
    return blow.head.head.i in harm.tokens or (harm.head.head.i in blow.tokens and harm.head.dep_ in ("advcl", "conj"))


def _not_in(parties: list[Party], others: list[Party]) -> list[Party]:
    taken = {(one.start, one.end) for one in others}
    return [one for one in parties if (one.start, one.end) not in taken]

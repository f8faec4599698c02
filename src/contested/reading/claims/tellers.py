"""Who tells a toll with a plain object: "the ministry counted nine dead", "doctors put the dead at nine"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.nouns import Attribution, Party
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import HUMAN, classes_of
from contested.reading.claims.speech import Voice, speaker_of
from contested.reading.clause import with_conjuncts
from contested.reading.context import Context, char_span, noun_phrase

TOLLS = ("casualties", "mass_grave")
UP = 4  # steps from the word for the dead to the verb that counts them


@cache
def _stances() -> dict[str, str]:
    return {row["verb"]: row["stance"] for row in rows("claims/tally_verbs.csv")}


def give_teller(one: Candidate, held_by: list[Voice], context: Context) -> None:
    """Name who tells a toll, where no attribution holds it, and count the teller among nobody, in place."""
    if one.kind not in TOLLS:
        return
    near = set(one.tokens) | _above(one.head)
    telling = [v for v in held_by if v.source and v.cue & near]
    voice = next((v for v in telling if v.speech), None) or _by_tree(one, context)
    speaker = speaker_of(voice, context) if voice is not None else None
    if voice is not None and speaker is not None and not one.said_by:
        one.said_by, one.stance = [speaker], voice.attribution.stance
    for teller in (*telling, *([voice] if voice is not None else ())):
        start, end = teller.attribution.source[0][0], teller.attribution.source[-1][1]
        one.roles.patients = [party for party in one.roles.patients if not _within(party, start, end)]
        one.roles.agents = [party for party in one.roles.agents if not _within(party, start, end)]


def _within(party: Party, start: int, end: int) -> bool:
    return start <= party.start and party.end <= end


def _above(token: Token) -> set[int]:
    """The verbs above, a few steps at most, through objects and the like only: no clause of its own lies between."""
    out: set[int] = set()
    for _ in range(UP):
        if token.dep_ not in ("obj", "obl", "nmod", "amod", "acl", "xcomp", "nummod", "appos", "conj", "nsubj:pass"):
            break
        token = token.head
        if token.pos_ == "VERB" and token.lemma_.lower() in _stances():
            out.add(token.i)
            break
    return out


def _by_tree(one: Candidate, context: Context) -> Voice | None:
    """The voice that a counting verb with a human subject makes."""
    for index in sorted({*one.tokens, *_above(one.head)}):
        verb = context.doc[index]
        stance = _stances().get(verb.lemma_.lower())
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i and c.i not in one.tokens]
        tellers = [t for subject in subjects for t in with_conjuncts(subject) if _can_tell(t, context)]
        if stance is None or not tellers:
            continue
        tokens = {i for teller in tellers for i in range(*noun_phrase(teller))}
        source = char_span(context.doc, min(tokens), max(tokens) + 1)
        cue = char_span(context.doc, verb.i, verb.i + 1)
        told = frozenset(t.i for t in verb.subtree) - tokens - {verb.i}
        made = Attribution((source,), (cue,), (), stance=stance, confidence=0.6)
        return Voice(made, told, frozenset([verb.i]), frozenset(tokens), speech=True, negates=False)
    return None


def _can_tell(token: Token, context: Context) -> bool:
    counted = any(context.quantity_at.get(i) is not None for i in range(*noun_phrase(token)))
    return not counted and (bool(classes_of(token, context) & HUMAN) or token.i in context.actor_at)

"""What a speaker says that others must do: "Tripoli said that the ships must leave" asks without a verb of asking."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from contested.nouns import Party
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import HUMAN, classes_of
from contested.reading.claims.lexicon import Entry
from contested.reading.claims.modality import mood_of
from contested.reading.claims.roles import Roles, parties
from contested.reading.claims.speech import Voice, by_content, chain
from contested.reading.clause import arguments
from contested.reading.context import Context

ENTRY = Entry(("must",), "MODAL", "demand", (), (), 0.5)
MODALS = {"must", "should", "ought"}
SEMI = {"have", "need"}
SELF = {"i", "we", "it", "there", "this", "that", "they", "he", "she", "you", "one"}


def duties(candidates: list[Candidate], held_by: list[Voice], context: Context) -> Iterator[Candidate]:
    """A `demand` for each clause of duty in the words of a speaker whose subject is another party; none where the
    clause tells something already.
    """
    taken = {index for one in candidates for index in one.tokens}
    holding = by_content([voice for voice in held_by if voice.speech and voice.source])
    for index, voices in sorted(holding.items()):
        modal = context.doc[index]
        verb = _bound(modal)
        if verb is None or verb.i in taken or index in taken:
            continue
        args = arguments(verb)
        bearers = args.obj if args.passive else args.subj
        if not any(_other(token, context) for token in bearers) or mood_of(verb).polarity == "negative":
            continue
        speakers, stance, _ = chain(verb, voices, context)
        if not speakers:
            continue
        roles = Roles(
            patients=[each for token in bearers if _other(token, context) for each in parties(token, context)]
        )
        near = (index, verb.i) if abs(verb.i - index) < 3 else (index,)
        one = Candidate(ENTRY, verb, tuple(sorted(near)), args, roles, mood_of(modal), 0.5, "demand")
        one.said_by, one.stance, one.rule = speakers, stance, "a speaker says what others must do"
        roles.agents = _speaking(voices, context)
        yield one


def _bound(token: Token) -> Token | None:
    """The verb that a word of duty binds; None where the word is none."""
    if token.lower_ in MODALS and token.dep_ == "aux":
        return token.head
    if token.lemma_.lower() in SEMI and token.pos_ == "VERB":
        return next(
            (c for c in token.children if c.dep_ == "xcomp" and any(m.lower_ == "to" for m in c.children)), None
        )
    return None


def _other(token: Token, context: Context) -> bool:
    return token.lower_ not in SELF and bool(classes_of(token, context) & HUMAN or token.i in context.actor_at)


def _speaking(voices: list[Voice], context: Context) -> list[Party]:
    source = min(voices, key=lambda voice: len(voice.content)).source
    heads = [context.doc[i] for i in source if context.doc[i].head.i not in source]
    return parties(heads[0], context) if heads else []

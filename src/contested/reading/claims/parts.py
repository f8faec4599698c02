"""Who does it and to whom, as the reading model hears it, where the tree does not say or says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.nouns import Party
from contested.reading.annotate.types import TriggerGuess
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.learnt import guesses
from contested.reading.claims.roles import Roles, assign
from contested.reading.context import Context

FILL = 0.5  # chance from which a word fills a part that the tree leaves empty
TURN = 0.8  # chance from which a word takes a part that the tree gives to another, or to which the model gives none
SUFFERS = ("patient", "target")


def hear_parts(one: Candidate, context: Context) -> None:
    """Fill and correct, in place, the doers and the sufferers of a candidate."""
    guess = next((g for i in (one.head.i, *one.tokens) if (g := guesses(context).get(i)) is not None), None)
    if guess is None:
        return
    _turned_round(one.roles, guess, context, toll=one.kind == "casualties")
    if not one.roles.agents:
        _fill("agent", one, guess, context)
    if not one.roles.patients and not one.roles.targets:
        for role in SUFFERS:
            _fill(role, one, guess, context)
    if not one.roles.instruments:
        _fill("instrument", one, guess, context)


def _fill(role: str, one: Candidate, guess: TriggerGuess, context: Context) -> None:
    """Let the words that the model gives the part fill it, if they have no other."""
    for name, index, chance in guess.arguments:
        if name == role and chance >= FILL and index not in one.tokens:
            token = context.doc[index]
            if role == "agent" and token.i in _lookers(one.head):
                continue
            if not _held(token, one.roles.agents) and not _held(token, one.roles.patients):
                assign(role, token, one.roles, context, one.kind)


@cache
def _looking() -> frozenset[str]:
    """Verbs whose subject looks at what has happened."""
    return frozenset(row["word"] for row in rows("claims/looks_back.csv") if row["pos"] == "VERB")


def _lookers(trigger: Token) -> set[int]:
    """Who investigates, condemns or survives a happening that a noun names: they are not held for its doers."""
    up = trigger
    for _ in range(3):
        if up.pos_ not in ("NOUN", "PROPN") or up.head.i == up.i:
            return set()
        up = up.head
        if up.pos_ == "VERB":
            break
    if up.lemma_.lower() not in _looking():
        return set()
    return {token.i for child in up.children if child.dep_.startswith("nsubj") for token in child.subtree}


def _turned_round(roles: Roles, guess: TriggerGuess, context: Context, *, toll: bool) -> None:
    """A doer that the model is sure suffers, and a sufferer that it is sure does it, change places; in a `toll`, which
    is told of those who suffer ("he lost his life"), only the former.
    """
    sure = {index: name for name, index, chance in guess.arguments if chance >= TURN}
    agents = [p for p in roles.agents if _name(p, sure, context) in SUFFERS]
    patients = [p for p in roles.patients if not toll and _name(p, sure, context) == "agent"]
    if agents or patients:
        roles.agents = [p for p in roles.agents if p not in agents] + patients
        roles.patients = [p for p in roles.patients if p not in patients] + agents


def _name(party: Party, sure: dict[int, str], context: Context) -> str | None:
    """The part that the model gives to a word of the party, where it gives only one."""
    names = {name for index, name in sure.items() if party.start <= context.doc[index].idx < party.end}
    return names.pop() if len(names) == 1 else None


def _held(token: Token, parties: Sequence[Party]) -> bool:
    return any(p.start <= token.idx < p.end for p in parties)

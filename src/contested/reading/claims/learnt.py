"""What the model's trigger head has learnt: happenings that no entry tells, and kinds that fit a trigger better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from contested.reading.annotate.types import TriggerGuess
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import classes_of
from contested.reading.claims.coding import kinds
from contested.reading.claims.doers import BLOWS
from contested.reading.claims.lexicon import Entry, entries, is_undone
from contested.reading.claims.modality import Mood, mood_of
from contested.reading.claims.roles import fill
from contested.reading.claims.worlds import rehearses
from contested.reading.clause import arguments
from contested.reading.context import Context

NEW = 0.25  # chance from which a word without an entry becomes a candidate
OTHER = 0.4  # chance of another kind from which it takes the place of the lexicon's, if that has less than
OWN = 0.3
SURE_MOOD = 0.7  # chance from which the model's modality or negation stands where the rules find none
SURE_WORDS, DOUBTED = 0.9, 0.15  # a phrase of such weight keeps its kind unless the model leaves it no more than that
BLOW = 0.5  # chance of blows of all sorts together from which the likeliest sort takes the place of the lexicon's kind
LAND = frozenset({"place", "territory"})
UNSURE = ("possible", "hypothetical", "planned", "requested", "threatened", "ordered", "suggested", "attempted")


def proposals(context: Context, taken: set[int]) -> Iterator[Candidate]:
    """Candidates at words that the model holds for triggers and that no candidate of the lexicon stands on."""
    for index, guess in sorted(guesses(context).items()):
        token = context.doc[index]
        if index in taken or guess.probability < NEW or guess.kind not in kinds() or not token.is_alpha:
            continue
        if token.pos_ not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX") or rehearses(token):
            continue
        pos = "NOUN" if token.pos_ in ("NOUN", "PROPN") else "VERB"
        weight = min(0.9, float(guess.probability))
        entry = Entry((token.lemma_.lower(),), pos, guess.kind, (), usual_frame(guess.kind, pos), weight)
        args = arguments(token)
        mood = heard(mood_of(token), guess)
        if is_undone(entry) and mood.polarity == "positive":
            mood = replace(mood, polarity="negative")  # "the building is intact"
        one = Candidate(entry, token, (index,), args, fill(entry, args, context), mood, weight, guess.kind)
        one.rule = "trigger head of the model"
        yield one


def heard(mood: Mood, guess: TriggerGuess) -> Mood:
    """A mood that the rules have found nothing against, as the model hears it where it is sure."""
    modality, polarity = mood.modality, mood.polarity
    if modality == "actual" and not mood.sure and guess.modality in UNSURE and guess.modality_probability >= SURE_MOOD:
        modality = guess.modality
    if (
        polarity == "positive"
        and not mood.sure
        and guess.polarity == "negative"
        and guess.polarity_probability >= SURE_MOOD
    ):
        polarity = "negative"
    if (modality, polarity) == (mood.modality, mood.polarity):
        return mood
    return Mood(polarity, modality, (*mood.words, "the model"), mood.governors, mood.sure)


def correct(one: Candidate, context: Context) -> None:
    """In place: the mood as the model hears it, and another kind where the model is sure of it and hardly thinks of the
    lexicon's.
    """
    told = [g for i in one.tokens if (g := guesses(context).get(i)) is not None]
    guess = max(told, key=lambda g: g.probability, default=None)
    if guess is not None:
        one.mood = heard(one.mood, guess)
    if (
        guess is None
        or is_undone(one.entry)
        or guess.kind == one.kind
        or guess.kind not in kinds()
        or (guess.probability < OTHER and not _of_one_sort(one, guess.kind, context))
    ):
        return
    if (
        guess.kind == "protest"
        and (kinds()[one.kind].get("violent") or one.kind == "deployment")
        and any("forces" in classes_of(token, context) for token in one.args.subj)
    ):
        one.turned_from = guess.kind  # troops that march on a ministry, or keep a vigil, do not demonstrate
        return
    if guess.kind in BLOWS and one.kind == "deployment" and one.entry.pos == "HEAD":
        return  # a search operation, a patrol: named for what it is, it is no blow
    if kinds()[guess.kind]["group"] == "people" and any(c.slot == "obj" and c.classes & LAND for c in one.entry.when):
        return  # a town is freed otherwise than a captive
    phrase = len(one.tokens) > 1 and one.entry.weight >= SURE_WORDS
    if _chance(one, context) < (DOUBTED if phrase else OWN):
        one.notes.append(f"the model reads {guess.kind}, the lexicon {one.kind}")
        one.others.append(one.kind)
        one.kind = guess.kind


def _of_one_sort(one: Candidate, kind: str, context: Context) -> bool:
    """Whether the model hears a blow and only wavers between its sorts: attack, shelling, airstrike."""
    chances = _chances(one, context)
    sorts = {kind} | BLOWS
    return kind in BLOWS and sum(chance for each, chance in chances.items() if each in sorts) >= BLOW


def _chances(one: Candidate, context: Context) -> dict[str, float]:
    """Kind -> the model's chance of it at the candidate's words."""
    table = getattr(context.doc.user_data.get("annotation"), "trigger_kinds", ())
    found: dict[str, float] = {}
    if len(table) == len(context.doc):
        for index in one.tokens:
            for kind, chance in table[index]:
                found[kind] = max(found.get(kind, 0.0), float(chance))
    return found


def guesses(context: Context) -> dict[int, TriggerGuess]:
    """What the model says of the words that it holds for triggers, by token."""
    found: dict[int, TriggerGuess] = getattr(context.doc.user_data.get("annotation"), "triggers", None) or {}
    return found


def _chance(one: Candidate, context: Context) -> float:
    """The model's chance of the candidate's own kind at its words."""
    table = getattr(context.doc.user_data.get("annotation"), "trigger_kinds", ())
    return _chances(one, context).get(one.kind, 0.0) if len(table) == len(context.doc) else 1.0


@cache
def usual_frame(kind: str, pos: str) -> tuple[tuple[str, str], ...]:
    """The frame that most lexicon entries of a kind and part of speech have."""
    singles, _ = entries()
    seen = Counter(e.frame for row in singles.values() for e in row if e.kind == kind and e.pos == pos and e.frame)
    return seen.most_common(1)[0][0] if seen else ()

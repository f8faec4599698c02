"""In what world a happening is told: the real one, a film, a drill, a match; and harm without an attacker."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import target_class
from contested.reading.claims.modality import Mood

UNREAL = {"fiction", "drill", "sport", "market", "figure"}
NO_ATTACKER = {"weather", "animal", "disease"}
HARM = {"casualties", "damage", "killing", "attack", "explosion", "shelling", "abuse", "battle"}


@cache
def _contexts() -> dict[str, str]:
    return {row["noun"].lower(): row["context"] for row in rows("claims/contexts.csv")}


def _context(token: Token) -> str:
    word = token.lemma_.lower()
    before = f"{token.doc[token.i - 1].lower_}-{word}" if token.i else word
    if (token.text[:1].isupper() and token.pos_ == "PROPN") or target_class(token):
        return ""  # a market or a stadium that is hit is a place like any other
    return _contexts().get(before) or _contexts().get(word, "")


def world_of(one: Candidate) -> tuple[str, str]:
    """(context, the word that says so) of a candidate; empty where nothing speaks against the real world."""
    setting = [token for prep, token in one.args.obliques if prep in ("in", "during", "on", "at", "for", "of")]
    above = one.head
    for _ in range(2):
        if above.head.i == above.i:
            break
        above = above.head
        setting += [c for c in above.children if c.dep_ in ("nsubj", "obl", "nsubj:pass") and c.i not in one.tokens]
    for token in setting:
        if _context(token) in ("fiction", "drill"):
            return _context(token), token.text
    for token in (*one.args.subj, *(t for prep, t in one.args.obliques if prep in ("by", "from", "with"))):
        if _context(token):
            return _context(token), token.text
    for token in one.args.obj:
        if _context(token) in ("sport", "figure", "market"):
            return _context(token), token.text
    for child in one.head.children:
        if child.dep_ in ("amod", "compound") and _context(child) in ("drill", "market", "sport", "figure"):
            return _context(child), child.text
    return "", ""


def place_in_world(one: Candidate, *, violent: bool) -> None:
    """Set mood and kind of a candidate by its world, in place."""
    context, word = world_of(one)
    if not context:
        return
    if context in UNREAL and (violent or one.kind in HARM):
        one.mood = Mood(one.mood.polarity, "hypothetical", (*one.mood.words, word), one.mood.governors)
        one.notes.append(f"told of a {context}: “{word}”")
        one.score *= 0.35
    elif context in NO_ATTACKER and one.kind in HARM:
        one.notes.append(f"no attacker: “{word}”")
        one.kind = "accident"

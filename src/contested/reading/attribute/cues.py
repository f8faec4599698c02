"""The lexicon of attribution cues: which words report somebody's words, with what stance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from contested.data import rows


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of `attribution_cues.csv`. `negates`: the proposition is denied ("denied that")."""

    words: tuple[str, ...]
    pos: str
    stance: str
    negates: bool
    weight: float


@cache
def _table() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for row in rows("lexicons/attribution_cues.csv"):
        words = tuple(row["cue"].lower().split())
        negates = row["negates"].lower() in ("1", "yes", "true", "y")
        table.setdefault(words[0], []).append(
            Cue(words, row["pos"], row["stance"], negates, float(row["weight"] or 0.5))
        )
    return {key: tuple(sorted(value, key=lambda cue: -len(cue.words))) for key, value in table.items()}


def cue_at(token: Token) -> Cue | None:
    """The longest cue that begins at this token, by lemma or form; None where the word reports nothing."""
    doc = token.doc
    for key in (token.lemma_.lower(), token.lower_):
        for cue in _table().get(key, ()):
            if _continues(doc, token.i, cue.words):
                return cue
    return None


def _continues(doc: Doc, at: int, words: tuple[str, ...]) -> bool:
    for offset, word in enumerate(words[1:], 1):
        if at + offset >= len(doc) or word not in (doc[at + offset].lower_, doc[at + offset].lemma_.lower()):
            return False
    return True


def best_cue(doc: Doc, tokens: set[int]) -> Cue | None:
    """The cue of a token set: a marked stance (denied, confirmed …) wins over plain assertion."""
    found = [cue for cue in (cue_at(doc[i]) for i in sorted(tokens)) if cue is not None]
    marked = [cue for cue in found if cue.stance != "asserted" or cue.negates]
    return next(iter(marked or found), None)


@cache
def _channels() -> dict[str, tuple[str, ...]]:
    return {row["pattern"].lower(): (row["channel"], row.get("type", "")) for row in rows("lexicons/channels.csv")}


def channel_in(doc: Doc, first: int, last: int) -> str | None:
    """The channel named among tokens first..last (Telegram, state television, Reuters …), the longest pattern first."""
    table = _channels()
    for size in (4, 3, 2, 1):
        for at in range(max(0, first), min(last, len(doc)) - size + 1):
            found = table.get(" ".join(doc[i].lower_ for i in range(at, at + size)))
            if found:
                return found[0]
    return None

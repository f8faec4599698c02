"""Marks of doubt in the outlet's own words: "allegedly", "so-called", "could not be independently verified"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from contested.data import rows
from contested.reading.attribute.cues import cue_at
from contested.reading.claims.candidate import Candidate
from contested.reading.context import Context


@cache
def _marks() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows("claims/doubt_marks.csv"):
        table[row["where"]] = (*table.get(row["where"], ()), tuple(row["words"].lower().split()))
    return table


def doubt(candidates: list[Candidate], context: Context) -> None:
    """Set the stance of claims told with a mark of doubt to alleged, in place."""
    sentences = list(context.doc.sents)
    doubted = {sentence.start for at, sentence in enumerate(sentences) if _doubts_before(sentences, at)}
    for one in candidates:
        if one.stance != "asserted":
            continue
        sentence = context.sentence_of[one.head.i]
        mark = _mark_at(one.head) or next((m for token in one.args.subj for m in [_mark_at(token)] if m), "")
        if mark:
            one.stance = "alleged"
            one.notes.append(f"told with doubt: “{mark}”")
        elif sentence.start in doubted:
            one.stance = "alleged"
            one.notes.append("the report says that it could not be verified")


def _mark_at(token: Token) -> str:
    """An adverb or adjective of doubt on a word."""
    for child in token.children:
        if child.dep_ in ("advmod", "amod", "compound"):
            cue = cue_at(child)
            if cue is not None and cue.pos == "ADV" and cue.stance == "alleged":
                return child.text
            if (child.lower_,) in _marks().get("before", ()):
                return child.text
    return ""


def _doubts_before(sentences: list[Span], at: int) -> bool:
    """Whether this sentence, or the next one ("The claim could not be verified"), doubts what it tells."""
    own = " ".join(token.lower_ for token in sentences[at])
    if any(" ".join(words) in own for words in _marks().get("own", ())):
        return True
    if at + 1 >= len(sentences):
        return False
    following = " ".join(token.lower_ for token in sentences[at + 1])
    return any(" ".join(words) in following for words in _marks().get("next", ()))

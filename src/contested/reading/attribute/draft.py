"""An attribution in the making: token sets instead of character spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from contested.nouns import Pieces
from contested.reading.context import char_span


@dataclass(slots=True)
class Draft:
    """Token indexes of the three parts; `maker`: model or the rule's name; `score`: how sure its maker is."""

    source: set[int] = field(default_factory=set)
    cue: set[int] = field(default_factory=set)
    content: set[int] = field(default_factory=set)
    maker: str = "model"
    score: float = 0.5


def subtree(token: Token, without: Iterable[int] = ()) -> set[int]:
    """Indexes of the token and all below it, cutting whole branches that begin at `without`."""
    cut = set(without)
    out: set[int] = set()
    stack = [token]
    while stack:
        one = stack.pop()
        if one.i in cut:
            continue
        out.add(one.i)
        stack.extend(one.children)
    return out


def pieces(doc: Doc, tokens: set[int]) -> Pieces:
    """Character spans of a token set, joined over gaps that hold only punctuation."""
    if not tokens:
        return ()
    ordered = sorted(tokens)
    runs = [[ordered[0], ordered[0] + 1]]
    for index in ordered[1:]:
        if all(doc[i].is_punct or doc[i].is_space for i in range(runs[-1][1], index)):
            runs[-1][1] = index + 1
        else:
            runs.append([index, index + 1])
    spans = [
        (first, last) for first, last in runs if not all(doc[i].is_punct or doc[i].is_space for i in range(first, last))
    ]
    return tuple(char_span(doc, first, last) for first, last in spans)

"""What cannot be: parts of speech that a word never has ("attacked" is no conjunction), sentences that begin mid-way.

The model has seen every article and preposition of English a thousand times, but not every verb; where it is lost at a
rare word it may call it anything. The closed classes are closed, so a list keeps it from that.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from contested.data import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_CLOSED: Final = frozenset({"ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "SCONJ"})
_MARKS: Final = frozenset({"PUNCT", "SYM"})
_NEVER: Final = np.float32(-1e4)
_ROMAN = re.compile(r"[IVXLCDM]+")


@cache
def _words() -> frozenset[str]:
    return frozenset(word.lower() for word in table("lexicons/closed_words.toml")["words"].split())


@cache
def _fines(upos: tuple[str, ...], closed: bool) -> NDArray[np.float32]:
    barred = _MARKS if closed else _MARKS | _CLOSED
    return np.array([_NEVER if tag in barred else 0.0 for tag in upos], dtype=np.float32)


def fine(texts: Sequence[str], upos: Sequence[str]) -> NDArray[np.float32]:
    """What to add to the log probabilities `[word, part of speech]`: a large fine on every tag that cannot be."""
    tags = tuple(upos)
    out = np.zeros((len(texts), len(tags)), dtype=np.float32)
    words = _words()
    for row, text in enumerate(texts):
        # One letter may be a list mark or a unit; a word with an apostrophe may be two in one ("dont", "it's").
        if len(text) > 1 and text.isalpha():
            out[row] = _fines(tags, text.lower() in words or _ROMAN.fullmatch(text) is not None)
    return out


def may_start(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which words may begin a sentence within a line: none in small letters right behind a word. In the development
    parts of both treebanks 16 sentences of some 3,000 begin so, and the model finds 2 of them for 7 that are none.
    """
    out = np.ones(len(texts), dtype=bool)
    for at in range(1, len(texts)):
        out[at] = not (texts[at][0].islower() and texts[at - 1].isalpha())
    return out

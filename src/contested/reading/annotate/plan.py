"""Cuts a document's words into windows that the model reads one at a time.

One window a run keeps the reading the same whatever else is in a batch: the int8 encoder scales its activations by the
whole input.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from contested.reading.annotate.words import GAP_GLUED, GAP_LINE, GAP_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

WINDOW: Final = 144
"""Pieces that windows are filled to."""
LIMIT: Final = 320
"""Pieces that one sentence may have before it is read in overlapping parts."""

_BLANKS: Final = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", " ": None, "\t": None, "\xa0": None})
_ENDS: Final = frozenset({".", "!", "?", "…", "...", "!!", "??", "?!"})
_CLOSERS: Final = frozenset({'"', "”", "’", "''", ")", "]", "»", "“", "'"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a Doc without its white space: token indices, texts, and what stands before each."""

    tokens: list[int]
    texts: list[str]
    gaps: list[int]


def words_of(doc: Doc) -> Words:
    """Leave white-space tokens out, and tell line breaks from spaces. In hard-wrapped text only blank lines count."""
    marker = "\n\n" if _is_wrapped(doc.text) else "\n"
    tokens, texts, gaps = [], [], []
    pending = GAP_LINE
    for i, token in enumerate(doc):
        text = token.text
        if text.isspace():
            blank = text.replace("\r\n", "\n").translate(_BLANKS)
            pending = GAP_LINE if marker in blank or pending == GAP_LINE else GAP_SPACE
            continue
        tokens.append(i)
        texts.append(text)
        gaps.append(pending)
        pending = GAP_SPACE if token.whitespace_ else GAP_GLUED
    return Words(tokens, texts, gaps)


def _is_wrapped(text: str) -> bool:
    """Whether lines were broken by width: most are 50 to 100 characters long and go on in the next line."""
    lines = text.split("\n")
    inner = [line.strip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(inner) < 3:
        return False
    running = sum(1 for line in inner if 45 <= len(line) <= 110 and line[-1] not in '.!?:"”»')
    return running > 0.6 * len(inner) and max(map(len, inner)) <= 140


def breaks(texts: Sequence[str], gaps: Sequence[int]) -> list[int]:
    """First words of stretches that surely or very likely begin a sentence; 0 is always one."""
    found = [0] if texts else []
    for i in range(1, len(texts)):
        if gaps[i] == GAP_LINE:
            found.append(i)
        elif gaps[i] == GAP_SPACE and not texts[i][:1].islower() and not _closes(texts, gaps, i):
            j = i - 1
            while j > found[-1] and texts[j] in _CLOSERS:
                j -= 1
            if texts[j] in _ENDS:
                found.append(i)
    return found


def _closes(texts: Sequence[str], gaps: Sequence[int], i: int) -> bool:
    """Whether a mark after a space closes what was open: an opening one has the next word glued to it."""
    return texts[i] in _CLOSERS and not (i + 1 < len(texts) and gaps[i + 1] == GAP_GLUED)


def plan(starts: Sequence[int], costs: Sequence[int], gaps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Word ranges of windows: whole stretches up to `WINDOW` pieces; a longer stretch stands alone.

    `starts` are from `breaks`, `costs` the pieces of each word. A window rather ends with a line, if it is then at
    least half full: what is said and who says it mostly stand in one paragraph.
    """
    edges = [*starts, len(costs)]
    sums = [0, *accumulate(costs)]
    first = 0
    while first < len(starts):
        begin = sums[edges[first]]
        last = first + 1
        while last < len(starts) and sums[edges[last + 1]] - begin <= WINDOW:
            last += 1
        if last < len(starts):
            at_lines = (k for k in range(last, first, -1) if gaps[edges[k]] == GAP_LINE)
            line = next(at_lines, last)
            if sums[edges[line]] - begin >= WINDOW // 2:
                last = line
        yield edges[first], edges[last]
        first = last

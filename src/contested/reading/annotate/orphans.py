"""Long contents that no cue claims: the later parts of a long quotation, and the turns of a transcript.

The taggers see that such words are somebody's; the links, which look at one window, do not reach the cue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from contested.reading.annotate.types import AttributionSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

LONGEST_LABEL: Final = 5
"""Words of a speaker's label: "GOVERNOR PENCE:"."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A content without a cue, in tokens; `sure`: mean chance of its words to be content."""

    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class Reach:
    """Which orphans find a home, and how far off. Tried on PolNeAR dev."""

    sure: float = 0.6
    words: int = 6
    back: int = 40
    """Tokens between the words of the attribution before and the orphan."""
    ahead: int = 25
    """The same to an attribution behind it on the same line."""


def adopt(
    doc: Doc, attributions: Sequence[AttributionSpan], orphans: Sequence[Orphan], reach: Reach | None = None
) -> list[AttributionSpan]:
    """The attributions with the orphans: each goes to the speaker whom its label names, else to the one before it,
    else to the one behind it on its line. Both lists in the order of the text.
    """
    reach = reach or Reach()
    found = list(attributions)
    for orphan in orphans:
        if orphan.sure < reach.sure or orphan.end - orphan.start < reach.words:
            continue
        own = _labelled(doc, orphan)
        if own is not None:
            found.append(own)
            found.sort(key=_first)
            continue
        home = _home(doc, found, orphan, reach)
        if home is not None:
            found[home] = replace(found[home], content=_with(found[home].content, (orphan.start, orphan.end)))
    return found


def _first(attribution: AttributionSpan) -> int:
    return min(start for start, _ in (*attribution.source, *attribution.cue, *attribution.content))


def _last(attribution: AttributionSpan) -> int:
    return max(end for _, end in (*attribution.source, *attribution.cue, *attribution.content))


def _labelled(doc: Doc, orphan: Orphan) -> AttributionSpan | None:
    """The turn of a transcript: capitals and a colon at the start of a line, then what that person says."""
    start = orphan.start
    while start < orphan.end and doc[start].is_quote:
        start += 1
    before = orphan.start - 1
    if before >= 0 and not (doc[before].is_space and "\n" in doc[before].text):
        return None
    for colon in range(start + 1, min(start + 1 + LONGEST_LABEL, orphan.end - 1)):
        if doc[colon].text == ":":
            label = doc[start:colon]
            if all(t.text[0].isupper() or t.is_punct for t in label) and any(t.is_upper for t in label):
                score = orphan.sure
                return AttributionSpan(((start, colon),), ((colon, colon + 1),), ((colon + 1, orphan.end),), score)
        elif doc[colon].is_space:
            return None
    return None


def _home(doc: Doc, found: list[AttributionSpan], orphan: Orphan, reach: Reach) -> int | None:
    before = [(_last(a), n) for n, a in enumerate(found) if a.cue and _last(a) <= orphan.start]
    if before:
        end, number = max(before)
        if orphan.start - end <= reach.back:
            return number
    behind = [(_first(a), n) for n, a in enumerate(found) if a.cue and _first(a) >= orphan.end]
    if behind:
        start, number = min(behind)
        if start - orphan.end <= reach.ahead and "\n" not in doc[orphan.end : start].text:
            return number
    return None


def _with(content: tuple[tuple[int, int], ...], piece: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """A content and one piece more; pieces that touch but for a mark or a line break become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((*content, piece)):
        if joined and start - joined[-1][1] <= 2:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

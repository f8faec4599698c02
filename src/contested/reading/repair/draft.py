"""A text under repair that never forgets where each of its characters came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contested.nouns import Repair


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `new`; `kind` names the repair."""

    start: int
    end: int
    new: str
    kind: str


class Draft:
    """The text as repaired so far. `starts[i]` and `ends[i]` bound, in the original, what character i stands for."""

    __slots__ = ("ends", "original", "repairs", "starts", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self.starts = list(range(len(original)))
        self.ends = list(range(1, len(original) + 1))
        self.repairs: list[Repair] = []

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make all edits at once; they count in the present text. One that overlaps an earlier one is passed over."""
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for edit in sorted(edits, key=lambda item: (item.start, item.end)):
            if edit.start < at or self.text[edit.start : edit.end] == edit.new:
                continue
            out.append(self.text[at : edit.start])
            starts += self.starts[at : edit.start]
            ends += self.ends[at : edit.start]
            first, last = self._bounds(edit.start, edit.end)
            out.append(edit.new)
            if len(edit.new) == edit.end - edit.start:
                starts += self.starts[edit.start : edit.end]
                ends += self.ends[edit.start : edit.end]
            else:
                starts += [first] * len(edit.new)
                ends += [last] * len(edit.new)
            self.repairs.append(Repair(first, last, self.original[first:last], edit.new, edit.kind))
            at = edit.end
        if not out:
            return
        out.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        self.text, self.starts, self.ends = "".join(out), starts, ends

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return self.starts[start], self.ends[end - 1]
        here = self.starts[start] if start < len(self.starts) else len(self.original)
        return here, here

    def done(self) -> Repaired:
        """The finished text with its way back."""
        ordered = sorted(self.repairs, key=lambda item: (item.start, item.end))
        return Repaired(self.original, self.text, tuple(self.starts), tuple(self.ends), tuple(ordered))


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text, and the way back to the original from any of its spans."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    repairs: tuple[Repair, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` stands for; an empty span stays empty."""
        if not self.starts:
            return 0, 0
        if start >= end:
            here = self.starts[start] if start < len(self.starts) else len(self.original)
            return here, here
        return self.starts[start], max(self.ends[end - 1], self.starts[start])

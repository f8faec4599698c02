"""Texts with marks inside: what the two notations, of happenings and of names, have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class Fault(ValueError):
    """A line that cannot be read; the message says why."""


def unmark(line: str, mark: re.Pattern[str], brackets: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text of a line, and start, end and label of each mark. Group 1 of `mark` is the text, 2 the label."""
    text, last, found = "", 0, []
    line = line.replace("\\n", "\n")
    for match in mark.finditer(line):
        text += line[last : match.start()]
        last = match.end()
        if match[1] != match[1].strip():
            raise Fault(f"space at the edge of {match[1]!r}")
        found.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
    text += line[last:]
    if left := next((character for character in text if character in brackets), None):
        raise Fault(f"{left!r} without its other half")
    return text, found


def read_lines(path: Path, parse: Callable[[str], T]) -> tuple[list[tuple[T, bool]], list[str]]:
    """What `parse` makes of each line that is no remark, whether it is held apart (every tenth); and the faults."""
    texts: list[tuple[T, bool]] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            parsed = parse(line.strip())
        except Fault as fault:
            faults.append(f"{path.name}:{number}: {fault}")
            continue
        texts.append((parsed, len(texts) % 10 == 9))
    return texts, faults

"""Titles that a web page or a feed printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from contested.data import rows
from contested.reading.repair.draft import Edit

# A heading that is wholly in quotation marks, run together with the paragraph below it: it ends in a closing mark
# with no stop, and the next word is one that begins sentences.
HEADING = re.compile(r"^([^\n.!?]{0,60}“[^“”\n]{4,90}”) (?=([A-Z][a-z]+)\b)", re.MULTILINE)

# How far down a repeated heading is looked for; further on the same line twice is more likely a refrain than a slip.
HEAD_LINES = 6


def doubled_titles(text: str) -> Iterator[Edit]:
    """The second copy of a line of the heading goes, so that what it tells is not counted as told twice."""
    seen: set[str] = set()
    number = 0
    for found in re.finditer(r"[^\n]+", text):
        key = " ".join(re.findall(r"\w+", found.group().lower()))
        if not key:
            continue
        number += 1
        if number > HEAD_LINES:
            return
        if key in seen and len(key) > 12:
            yield Edit(found.start(), found.end(), "", "doubled title")
        seen.add(key)
        half = _halves(found.group())
        if half:
            yield Edit(found.start() + half, found.end(), "", "doubled title")


def glued_headings(text: str) -> Iterator[Edit]:
    """A line break after a quoted heading that runs into its paragraph ("“Low morale” Due to the …")."""
    starters = {row["word"] for row in rows("repair/sentence_starters.csv")}
    for found in HEADING.finditer(text):
        if found.group(2).lower() in starters:
            yield Edit(found.end(1), found.end(), "\n", "glued heading")


def hard_wraps(text: str) -> Iterator[Edit]:
    """Line breaks in the middle of sentences, as teletypes and old mail set them: read as spaces."""
    lines = text.split("\n")
    inner = [line for line, below in pairwise(lines) if line.strip() and below.strip()]
    if len(inner) < 3:
        return
    width = median(len(line) for line in inner)
    open_ended = sum(not line.rstrip().endswith((".", "!", "?", ":", "”", '"')) for line in inner)
    if not 40 <= width <= 95 or open_ended < 0.6 * len(inner):
        return
    at = 0
    for line, below in pairwise(lines):
        at += len(line)
        if (
            line.strip()
            and below.strip()
            and (len(line) > 0.3 * width or _runs_on(line, below, width))
            and not below.lstrip().startswith(("-", "*", "•"))
        ):
            yield Edit(at, at + 1, " ", "line break inside a sentence")
        at += 1


def _runs_on(line: str, below: str, width: float) -> bool:
    """Whether a short line is no heading but the first words of what stands below: a dateline was taken off."""
    if line.rstrip().endswith((".", "!", "?", ":", "”", '"')):
        return False
    shouted = line.isupper() and below.isupper() and len(below) > 0.6 * width
    return shouted or below.lstrip()[:1].islower()


def _halves(line: str) -> int | None:
    """Where the second half of a line that says everything twice begins."""
    middle = len(line) // 2
    if len(line) < 40:
        return None
    for cut in (middle, middle + 1, middle - 1):
        first, second = line[:cut].strip(), line[cut:].strip()
        if first and first == second:
            return len(line[:cut].rstrip())
    return None

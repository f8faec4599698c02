"""Characters that a wrong decoding or a web page left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import ftfy
from ftfy.badness import is_bad

from contested.data import rows
from contested.reading.repair.draft import Edit

# Characters that carry no words and break tokens: zero-width ones, soft hyphens, direction marks, control characters.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
CHUNK = re.compile(r"[^ \n]*[^\x00-\x7f][^\n]{0,3}?[^ \n]*")


def mojibake(text: str) -> Iterator[Edit]:
    """Text that was decoded wrongly ("donâ€™t"), by ftfy, and table entries for what ftfy cannot know."""
    for row in rows("repair/mojibake.csv"):
        at = text.find(row["broken"])
        while at >= 0:
            yield Edit(at, at + len(row["broken"]), row["read_as"], "mojibake")
            at = text.find(row["broken"], at + len(row["broken"]))
    if not is_bad(text):
        return
    for found in CHUNK.finditer(text):
        chunk = found.group()
        if len(chunk) > 200 or not is_bad(chunk):
            continue
        fixed = ftfy.fix_encoding(chunk)
        if fixed != chunk:
            yield from _smallest(found.start(), chunk, fixed)


def _smallest(at: int, old: str, new: str) -> Iterator[Edit]:
    """The edit without what both ends share, so that offsets of sound letters stay exact."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield Edit(at + head, at + len(old) - tail, new[head : len(new) - tail], "mojibake")


def invisible(text: str) -> Iterator[Edit]:
    """Invisible characters go; odd spaces become plain ones; a carriage return before a line feed goes."""
    for found in INVISIBLE.finditer(text):
        yield Edit(found.start(), found.end(), "", "invisible characters")
    for found in SPACES.finditer(text):
        yield Edit(found.start(), found.end(), " ", "odd space")
    for found in re.finditer(r"\r\n?", text):
        yield Edit(found.start(), found.end(), "\n", "line end")

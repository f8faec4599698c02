"""Lines in capitals are read in ordinary case: teletype reports, headings, alarm messages.

Every letter keeps its place, so offsets stay exact. Known words become lower case; what the list does not know, and
what opens a sentence, gets a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contested.data import rows
from contested.reading.repair.draft import Edit
from contested.reading.repair.glue import vocabulary

SHORTEST = 4  # words; a shorter line in capitals is more likely a name or an acronym
KNOWN = 40_000  # rank up to which a word counts as an ordinary one
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def capitals(text: str) -> Iterator[Edit]:
    """One edit for each stretch of lines in capitals."""
    for line in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        words = WORD.findall(line.group())
        letters = [c for c in line.group() if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        if len(words) >= SHORTEST and len(letters) > 15 and upper > 0.9 * len(letters):
            yield Edit(line.start(), line.end(), _ordinary(line.group()), "capitals")


def _ordinary(line: str) -> str:
    names = {row["word"] for row in rows("repair/proper_words.csv")}
    out: list[str] = []
    at = 0
    opens = True
    for found in WORD.finditer(line):
        gap = line[at : found.start()]
        opens = opens or bool(re.search(r"[.!?]\s", gap))
        word = found.group()
        low = word.lower()
        base = low.split("'")[0].split("’")[0]
        known = vocabulary().get(base, KNOWN) < KNOWN and base not in names
        acronym = len(word) <= 5 and not known and not any(c in "aeiou" for c in low)
        out += [gap, word if acronym else low if known and not opens else word[:1] + low[1:]]
        opens = False
        at = found.end()
    out.append(line[at:])
    return "".join(out)

"""Reads texts whose happenings alone are marked, inside the text: `training/data/triggers/*.txt`.

    python training/triggers.py [FILE ...]      check the files, count what they hold

One text a line; lines that begin with `#` are remarks. A trigger stands in braces with its kind and, where they are not
`actual` and positive, its modality and `neg`:

    The mayor denied that the depot had been {hit|drone_strike|neg} and said a {raid|attack|possible} was expected.

`\\n` is a line break. A file whose name ends in `-clumsy` imitates bad translation. Every tenth text is kept
out of training.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from inventory import KINDS, MODALITIES
from marks import Fault, read_lines, unmark

FOLDER = Path(__file__).parent / "data" / "triggers"
_MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")


@dataclass(frozen=True)
class Marked:
    """A trigger: its characters in the plain text, kind, modality and polarity."""

    start: int
    end: int
    kind: str
    modality: str
    polarity: str


@dataclass(frozen=True)
class MarkedText:
    text: str
    triggers: tuple[Marked, ...]
    held_apart: bool


def parse(line: str) -> tuple[str, tuple[Marked, ...]]:
    """The plain text of a marked line, and its triggers."""
    text, marks = unmark(line, _MARK)
    found = []
    for start, end, label in marks:
        kind, *rest = [part.strip() for part in label.split("|")]
        if kind not in KINDS[1:]:
            raise Fault(f"unknown kind: {kind!r}")
        modality, polarity = "actual", "positive"
        for word in rest:
            if word == "neg":
                polarity = "negative"
            elif word in MODALITIES:
                modality = word
            else:
                raise Fault(f"neither a modality nor neg: {word!r}")
        found.append(Marked(start, end, kind, modality, polarity))
    return text, tuple(found)


def read(path: Path) -> tuple[list[MarkedText], list[str]]:
    """The texts of a file, and its faults as messages."""
    texts, faults = read_lines(path, parse)
    return [MarkedText(text, found, apart) for (text, found), apart in texts], faults


def main(names: list[str]) -> int:
    seen: dict[str, str] = {}
    bad = 0
    kinds: Counter[str] = Counter()
    for path in [Path(name) for name in names] or sorted(FOLDER.glob("*.txt")):
        texts, faults = read(path)
        for one in texts:
            if one.text in seen:
                faults.append(f"{path.name}: the same text as in {seen[one.text]}: {one.text[:60]}")
            seen[one.text] = path.name
            kinds.update(t.kind for t in one.triggers)
        bad += len(faults)
        print("\n".join(faults), end="\n" if faults else "")
        bare = sum(not one.triggers for one in texts)
        print(
            f"{path.name}: {len(texts)} texts, {bare} without trigger, {sum(len(o.triggers) for o in texts)} triggers"
        )
    print(", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

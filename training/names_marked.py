"""Reads texts whose names alone are marked, inside the text: `training/data/names/*.txt`.

    python training/names_marked.py [FILE ...]      check the files, list words marked here and bare there

One text a line; lines that begin with `#` are remarks. A name stands in square brackets with its label:
`[Reuters|ORG] in [Gaza City|GPE]`. `\\n` is a line break. Every tenth text is kept out of training.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from annotated import LABELS
from marks import Fault, read_lines, unmark

FOLDER = Path(__file__).parent / "data" / "names"
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]]+)\]")


@dataclass(frozen=True)
class NamedText:
    text: str
    names: tuple[tuple[int, int, str], ...]
    """Start, end and label, in characters."""
    held_apart: bool


def parse(line: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The plain text of a marked line, and its names."""
    text, found = unmark(line, _MARK, "[]")
    for _, _, label in found:
        if label not in LABELS:
            raise Fault(f"unknown label: {label!r}")
    return text, tuple(found)


def read(path: Path) -> tuple[list[NamedText], list[str]]:
    """The texts of a file, and its faults as messages."""
    texts, faults = read_lines(path, parse)
    return [NamedText(text, found, apart) for (text, found), apart in texts], faults


def forgotten(texts: list[NamedText]) -> list[str]:
    """Capitalised words that are a name in one text and stand bare in another, with where they stand bare."""
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for one in texts:
        for start, end, label in one.names:
            known[one.text[start:end]][label] += 1
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, known), key=len, reverse=True)) + r")\b")
    out = []
    for one in texts:
        for match in pattern.finditer(one.text) if known else ():
            if match[0][:1].isupper() and not any(s < match.end() and match.start() < e for s, e, _ in one.names):
                out.append(f"bare {match[0]!r} ({', '.join(known[match[0]])}): {one.text[:90]}")
    return out


def main(names: list[str]) -> int:
    bad, everything = 0, []
    labels: Counter[str] = Counter()
    for path in [Path(name) for name in names] or sorted(FOLDER.glob("*.txt")):
        texts, faults = read(path)
        everything += texts
        bad += len(faults)
        labels.update(label for one in texts for _, _, label in one.names)
        print("\n".join(faults), end="\n" if faults else "")
        bare = sum(not one.names for one in texts)
        print(f"{path.name}: {len(texts)} texts, {bare} without a name, {sum(len(o.names) for o in texts)} names")
    print("\n".join(forgotten(everything)))
    print(", ".join(f"{label} {n}" for label, n in labels.most_common()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

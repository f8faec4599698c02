"""Reads texts whose happenings alone are marked, inside the text: `training/data/triggers/*.txt`.

    python training/triggers.py [FILE ...]      check the files, count what they hold

One text a line; lines that begin with `#` are remarks. A trigger stands in braces with its kind and, where they are not
`actual` and positive, its modality and `neg`:

    The mayor denied that the depot had been {hit|drone_strike|neg} and said a {raid|attack|possible} was expected.

In a file with the remark `# roles` each trigger also names the head words of its arguments in its sentence: `a` who
does it, `p` whom it happens to (people, groups, states), `t` the thing or land it happens to, `w` the weapon or means,
`l` the place. Several stand with commas; of equal words the nearest is meant; what is not named has no part in it.

    Israeli jets {hit|airstrike|a=jets|t=school|l=Rafah} a school in Rafah, {killing|casualties|a=jets|p=six} six.

`\\n` is a line break. A file whose name ends in `-clumsy` imitates bad translation. Every tenth text is kept
out of training.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from inventory import ARGUMENTS, KINDS, MODALITIES
from marks import Fault, read_lines, unmark

FOLDER = Path(__file__).parent / "data" / "triggers"
_MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
_ROLES = {"a": "agent", "p": "patient", "t": "target", "w": "instrument", "l": "place"}
_REMARK = re.compile(r"^#\s*roles\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Marked:
    """A trigger: its characters in the plain text, kind, modality and polarity.

    `arguments`: number of the role in `ARGUMENTS` and characters of its head word; None where the file marks no roles.
    """

    start: int
    end: int
    kind: str
    modality: str
    polarity: str
    arguments: tuple[tuple[int, int, int], ...] | None = None


@dataclass(frozen=True)
class MarkedText:
    text: str
    triggers: tuple[Marked, ...]
    held_apart: bool


def parse(line: str, *, roles: bool = False) -> tuple[str, tuple[Marked, ...]]:
    """The plain text of a marked line, and its triggers."""
    text, marks = unmark(line, _MARK, "{}")
    found = []
    for start, end, label in marks:
        kind, *rest = [part.strip() for part in label.split("|")]
        if kind not in KINDS[1:]:
            raise Fault(f"unknown kind: {kind!r}")
        modality, polarity = "actual", "positive"
        arguments: list[tuple[int, int, int]] = []
        for word in rest:
            if word == "neg":
                polarity = "negative"
            elif word in MODALITIES:
                modality = word
            elif roles and word[:2] in {f"{key}=" for key in _ROLES}:
                role = ARGUMENTS.index(_ROLES[word[0]])
                arguments += [(role, *_nearest(text, each.strip(), start, end)) for each in word[2:].split(",")]
            else:
                raise Fault(f"neither a modality nor neg: {word!r}")
        found.append(Marked(start, end, kind, modality, polarity, tuple(arguments) if roles else None))
    return text, tuple(found)


def _nearest(text: str, word: str, start: int, end: int) -> tuple[int, int]:
    """The characters of the occurrence of a word that is nearest to a trigger."""
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word]
    places = [(a, b) for a, b in places if b <= start or a >= end]
    if not places:
        raise Fault(f"not in the text: {word!r}")
    return min(places, key=lambda place: max(start - place[1], place[0] - end))


def read(path: Path) -> tuple[list[MarkedText], list[str]]:
    """The texts of a file, and its faults as messages."""
    roles = _REMARK.search(path.read_text(encoding="utf-8")) is not None
    texts, faults = read_lines(path, partial(parse, roles=roles))
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

"""Whether the tables that people edit keep to their rules, told by file, line and remedy; and what they say of a word.

`data/checks.toml` holds the rules. A line is a row: no field may run over several lines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from contested.data import HERE, table

RULES = "checks.toml"
STATED = ("source", "licence", "date")
SLOT = re.compile(r"(?:subj|obj|obl|prep:[a-z]+)")
ROLES = frozenset({"agent", "patient", "target", "instrument", "place", "from", "to", "toward", "topic"})
WORDY = ("lexicons", "claims", "actors")  # folders whose tables are about words
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line of a file, and what to write instead. Lines count from 1; 0 is the file as a whole."""

    file: str
    line: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table that is about a word."""

    file: str
    line: int
    values: Row


def check(folder: Path | None = None) -> list[Problem]:
    """The problems in all CSV tables of a folder laid out like ours, by default in ours."""
    root = folder or HERE
    return [problem for path in tables(root) for problem in check_file(path, path.relative_to(root).as_posix())]


def tables(folder: Path) -> list[Path]:
    """All CSV tables of a folder, in order."""
    return sorted(path for path in folder.rglob("*.csv") if path.is_file())


def check_file(path: Path, name: str) -> list[Problem]:
    """The problems in one table; `name` says which rules hold for it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as fault:
        return [Problem(name, 0, f"It is not UTF-8 (byte {fault.start:,}).", "Save it as UTF-8.")]
    rules: dict[str, Any] = next((rule for rule in table(RULES)["file"] if rule["name"] == name), {})
    found = list(_stated(name, lines))
    header, parsed, broken = _parsed(name, lines)
    found += broken
    if header is None:
        return [*found, Problem(name, 0, "It has no header.", "Write the names of the columns above the first row.")]
    found += _header(name, header, rules)
    if set(rules.get("columns", ())) <= set(header):
        found += [problem for line, row in parsed for problem in _row(name, line, row, rules)]
    found += _twice(name, header, parsed, rules)
    return sorted(found, key=lambda p: (p.line, p.message))


def entries(word: str, folder: Path | None = None) -> list[Entry]:
    """The rows that are about a word, or words side by side: whole in the first field, or among the names of an actor.
    Capitals make no difference.
    """
    root = folder or HERE
    pattern = re.compile(rf"(?<!\w){re.escape(' '.join(word.split()))}(?!\w)", re.IGNORECASE)
    out = []
    for path in tables(root):
        name = path.relative_to(root).as_posix()
        if name.split("/")[0] in WORDY:
            _, parsed, _ = _parsed(name, path.read_text(encoding="utf-8").splitlines())
            fields = 3 if name == "actors/actors.csv" else 1
            told = ((line, row) for line, row in parsed if pattern.search(" | ".join([*row.values()][:fields])))
            out += [Entry(name, line, row) for line, row in told]
    return out


def _stated(name: str, lines: Sequence[str]) -> Iterator[Problem]:
    head = " ".join(line for line in lines[:12] if line.startswith("#")).lower()
    for word in STATED:
        if f"{word}:" not in head:
            yield Problem(name, 1, f"Its first lines do not state the {word}.", f"Add a line “# {word}: …” at the top.")


def _parsed(name: str, lines: Sequence[str]) -> tuple[list[str] | None, list[tuple[int, Row]], list[Problem]]:
    header: list[str] | None = None
    out: list[tuple[int, Row]] = []
    broken: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            fields = next(csv.reader([line], strict=True))
        except csv.Error:
            broken.append(Problem(name, number, "A quotation mark is not closed.", "Write one inside a field twice."))
            continue
        if header is None:
            header = fields
        elif len(fields) != len(header):
            told = f"It has {len(fields)} fields, the header {len(header)}."
            broken.append(Problem(name, number, told, "Put fields that hold a comma between double quotes."))
        else:
            out.append((number, dict(zip(header, fields, strict=True))))
    return header, out, broken


def _header(name: str, header: Sequence[str], rules: dict[str, Any]) -> Iterator[Problem]:
    wanted = rules.get("columns", ())
    for column in wanted:
        if column not in header:
            yield Problem(name, 0, f"The column {column!r} is missing.", f"The header is {','.join(wanted)}.")
    for column in header if wanted else ():
        if column not in wanted:
            yield Problem(name, 0, f"The column {column!r} is not known.", f"The header is {','.join(wanted)}.")


def _row(name: str, line: int, row: Row, rules: dict[str, Any]) -> Iterator[Problem]:
    for column, value in row.items():
        if any(ord(char) < 32 for char in value):
            yield Problem(name, line, f"{column} holds a character that cannot be seen.", "Type the field anew.")
    for column in rules.get("filled", ()):
        if not row[column].strip():
            yield Problem(name, line, f"{column} is empty.", "Fill it, or take the row away.")
    for column in rules.get("lower", ()):
        value = row[column]
        if value.strip() != " ".join(value.lower().split()):
            told = " ".join(value.lower().split())
            yield Problem(name, line, f"{column} {value!r} has capitals or spaces too many.", f"Write {told!r}.")
    for column, words in rules.get("one_of", {}).items():
        allowed = _words(words)
        value = row[column].strip()
        if value not in allowed and not (value == "" and column in rules.get("filled", ())):
            near = get_close_matches(value, allowed, 3, 0.6) or sorted(w for w in allowed if w)
            yield Problem(name, line, f"{column} cannot be {value!r}.", f"Use {', '.join(near[:24])}.")
    for column, (low, high) in rules.get("number", {}).items():
        yield from _number(name, line, column, row[column].strip(), low, high)
    if name == "lexicons/triggers.csv":
        yield from _trigger(name, line, row)


def _number(name: str, line: int, column: str, value: str, low: float, high: float) -> Iterator[Problem]:
    if not value:
        return
    try:
        fits = low <= float(value) <= high
    except ValueError:
        fits = False
    if not fits:
        yield Problem(name, line, f"{column} cannot be {value!r}.", f"Write a number from {low:g} to {high:g}.")


def _trigger(name: str, line: int, row: Row) -> Iterator[Problem]:
    """What holds for triggers alone: conditions, frames, and a part of speech that fits the number of words."""
    classes = _classes()
    for part in filter(None, (piece.strip() for piece in row["when"].split(";"))):
        slot, sign, told = part.partition("!=" if "!=" in part else "=")
        if not sign or not told or not SLOT.fullmatch(slot.strip()):
            remedy = "Write slot=class|class with subj, obj, obl or prep:word as slot."
            yield Problem(name, line, f"The condition {part!r} cannot be read.", remedy)
        for word in told.split("|") if sign else ():
            if word not in classes and word != "any":
                near = get_close_matches(word, classes, 3, 0.6) or sorted(classes)
                yield Problem(name, line, f"There is no class {word!r}.", f"Use {', '.join(near)}.")
    for part in filter(None, (piece.strip() for piece in row["frame"].split(";"))):
        slot, sign, role = part.partition(">")
        if not sign or role not in ROLES or not SLOT.fullmatch(slot.strip()):
            yield Problem(
                name, line, f"The frame {part!r} cannot be read.", f"Write slot>role; {', '.join(sorted(ROLES))}."
            )
    many, pos = len(row["trigger"].split()) > 1, row["pos"]
    if pos in ("PHRASE", "HEAD", "VERB", "NOUN") and many != (pos in ("PHRASE", "HEAD")):
        remedy = "PHRASE and HEAD are of more words, VERB and NOUN of one."
        yield Problem(name, line, f"{row['trigger']!r} does not fit {pos}.", remedy)


def _twice(name: str, header: Sequence[str], parsed: list[tuple[int, Row]], rules: dict[str, Any]) -> Iterator[Problem]:
    key = [column for column in rules.get("key", header) if column in header]
    first: dict[tuple[str, ...], int] = {}
    for line, row in parsed:
        told = tuple(row[column].strip() for column in key)
        if told in first:
            said = ", ".join(part for part in told if part)
            yield Problem(name, line, f"It says again what line {first[told]} says: {said}.", "Keep one of the two.")
        else:
            first[told] = line


@cache
def _words(words: str) -> tuple[str, ...]:
    if words == "@kinds":
        return tuple(table("kinds.toml")["kinds"])
    return tuple("" if word == "~" else word for word in words.split())


@cache
def _classes() -> tuple[str, ...]:
    rules = next(rule for rule in table(RULES)["file"] if rule["name"] == "lexicons/noun_classes.csv")
    return _words(rules["one_of"]["class"])

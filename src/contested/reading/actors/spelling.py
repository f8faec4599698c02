"""Known persons under another spelling: "Vladimer Putin", "Laurent Gbago", "Abdelaziz Bouteflicka"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from contested.reading.actors.marks import Mark, Text
from contested.reading.actors.registry import Entry, known, names, plain

_SHORT = 5  # letters of a surname below which one wrong letter makes another name
_LONG = 8  # letters of a surname from which two may be wrong


def misspelt(text: Text, head: Mark, countries: Sequence[str]) -> Entry | None:
    """The known person that an unknown full name most likely is: the same surname under a first name spelt otherwise,
    or the same first name with a surname a letter or two away. `countries`: those told beside the name.
    """
    if head.label != "PER" or head.end - head.start < 2:
        return None
    first, last = text.low(head.start), text.low(head.end - 1)
    for alias in names().get([last]) or ():
        for entry in alias.entries:
            if entry.kind != "person" or len(entry.name.split()) < 2:
                continue
            initial = entry.name[:1].lower() == first[:1]
            if entry.name[:3].lower() == first[:3] or (entry.country in countries and initial):
                return entry
    first, last = plain(first), plain(last)
    alike = _alike().get((first, last[:1]), ())
    near = [entry for entry in alike if _near(plain(entry.name).split()[-1].lower(), last)]
    return near[0] if len(near) == 1 else None


@cache
def _alike() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Persons by first name and the letter that the surname begins with."""
    table: dict[tuple[str, str], list[Entry]] = {}
    for entry, _ in known():
        words = plain(entry.name).lower().split()
        if entry.kind == "person" and len(words) > 1:
            table.setdefault((words[0], words[-1][:1]), []).append(entry)
    return {key: tuple(found) for key, found in table.items()}


@cache
def _by_surname() -> dict[str, tuple[Entry, ...]]:
    """Persons who govern, by surname."""
    table: dict[str, list[Entry]] = {}
    for entry, _ in known():
        words = plain(entry.name).lower().split()
        if entry.kind == "person" and len(words) > 1 and "GOV" in entry.sectors:
            table.setdefault(words[-1], []).append(entry)
    return {key: tuple(found) for key, found in table.items()}


def ruler(text: Text, head: Mark, office: str) -> Entry | None:
    """Who "President Kaunda" is: the only one of that surname who held such an office."""
    if head.label != "PER" or head.end - head.start != 1:
        return None
    found = [one for one in _by_surname().get(plain(text.low(head.start)), ()) if one.role.endswith(office)]
    return found[0] if len(found) == 1 else None


def _near(known: str, told: str) -> bool:
    if min(len(known), len(told)) < _SHORT:
        return False
    return distance(known, told) <= (2 if len(known) >= _LONG else 1)


def distance(left: str, right: str) -> int:
    """Letters to put in, take out or change to make one word the other."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]

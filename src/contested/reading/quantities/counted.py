"""What a number counts: the noun after it, its class, and the words of harm around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from contested.data import rows
from contested.reading.quantities.lexer import Item, Phrases, words_of
from contested.reading.quantities.words import plural, word_set

_PEOPLE = word_set("quantities", "counted", "people")
COUNTED = "lexicons/counted.csv"
TOLL = "lexicons/toll_words.csv"
_STOP = word_set("quantities", "counted", "stop")


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun that a number counts: where it stands, its class, who it is, and what a bare count of it means."""

    at: int
    end: int
    kind: str
    who: str | None
    of: str | None


@cache
def nouns() -> Phrases[tuple[str, str | None, str | None]]:
    """Class, who and of of each noun of the lexicon."""
    out: Phrases[tuple[str, str | None, str | None]] = Phrases()
    for row in rows("actors/agents.csv"):
        if row["sectors"].split("|")[0] in _PEOPLE and row["note"] not in ("body", "vague"):
            words = words_of(row["agent"])
            many = [*words[:-1], plural(words[-1])]
            out.add(words, ("people", " ".join(many), None))
            out.add(many, ("people", " ".join(many), None))
    for row in rows("gazetteer/demonyms.csv"):
        for people in row["people"].split("|"):
            if people.endswith("s"):
                out.add(words_of(people), ("people", people.lower(), None))
    held = {row["word"] for row in rows(COUNTED)}
    for row in rows(COUNTED):
        who = row["who"] or (_named(row["word"], held) if row["class"] == "people" and not row["of"] else "")
        out.add(words_of(row["word"]), (row["class"], who or None, row["of"] or None))
    return out


_ANYONE = word_set("quantities", "counted", "anyone")


def _named(word: str, held: set[str]) -> str:
    """What people are called, in the plural, where they are not just anyone."""
    if word in _ANYONE or word.startswith("of ") or plural(word) in _ANYONE:
        return ""
    return plural(word) if plural(word) in held else word


@cache
def tolls(side: str) -> Phrases[str]:
    """The words of harm that may stand left or right of a number."""
    return Phrases((words_of(r["word"]), r["of"]) for r in rows(TOLL) if r["side"] in (side, "both"))


@cache
def _predicates() -> Phrases[str]:
    """Words of harm that only stand right of those who suffer it ("died", "lost their homes")."""
    return Phrases((words_of(r["word"]), r["of"]) for r in rows(TOLL) if r["side"] == "right")


def _told_of(items: Sequence[Item], at: int) -> bool:
    """Whether the predicate begins here; "missing soldiers" and "dead civilians" still go on to their noun."""
    hit = _predicates().longest(items, at)
    if hit is None:
        return False
    return not (items[at].low in ("missing", "dead", "displaced", "homeless") and nouns().longest(items, hit[0]))


def noun_after(items: Sequence[Item], at: int) -> Noun | None:
    """The first noun of the lexicon after a number: "12 Ukrainian soldiers", "40 of the city's schools"; at most six
    words on.
    """
    index, found = at, None
    while index < min(at + 7, len(items)):
        item = items[index]
        if item.kind == "p" and item.low not in ("-", "%", '"', "“", "”", "’", "'", "'s"):
            break
        hit = nouns().longest(items, index)
        if hit:
            end, (kind, who, of) = hit
            found = Noun(index, end, kind, who, of)
            further = _compound(items, end)
            if further is None or kind in ("percent", "km", "km2"):
                return found
            index = further
            continue
        if item.kind == "n" and items[index - 1].low == "-" and index > at + 1:
            index += 1
            continue
        if _told_of(items, index):
            break
        if found is not None or (item.low in _STOP and not (item.low == "of" and index == at)) or item.kind == "n":
            break
        index += 1
    return found


def _compound(items: Sequence[Item], end: int) -> int | None:
    """Where a noun of the lexicon is followed at once by another, it only qualifies it ("police stations", "military
    vehicles").
    """
    nxt = end + 1 if end < len(items) and items[end].low == "-" else end
    hit = nouns().longest(items, nxt)
    if hit is None or hit[1][0] in ("percent", "metre", "harm") or items[nxt].low in ("other", "others", "dead", "m"):
        return None
    return nxt

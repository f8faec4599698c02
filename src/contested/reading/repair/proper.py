"""Which words are names, and how known names are written: what a text in capitals no longer shows."""

from __future__ import annotations

from functools import cache

import simplemma

from contested.data import rows, table
from contested.reading.repair.glue import vocabulary

COMMON = 1_000  # rank up to which a word is taken for what it means, though people are called so ("will", "king")
AFFIXED = 4  # letters that must stay when a beginning such as "anti" is taken off


@cache
def names() -> frozenset[str]:
    """Names of countries, capitals, large cities, peoples, weekdays and months."""
    found = {row["word"] for row in rows("repair/proper_words.csv")}
    for row in rows("gazetteer/demonyms.csv"):
        for kind in ("adjective", "people"):
            words = [word.lower() for word in row[kind].split("|") if " " not in word]
            found |= {*words, *(f"{word}s" for word in words)}
    return frozenset(found - {"", "s"})


@cache
def people() -> frozenset[str]:
    """Given names and surnames."""
    lists = ("gazetteer/given_names.csv", "gazetteer/surnames.csv")
    return frozenset(row["name"] for name in lists for row in rows(name))


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The words of `case_words.csv` of one kind."""
    return frozenset(row["word"] for row in rows("repair/case_words.csv") if row["kind"] == kind)


@cache
def titles() -> frozenset[str]:
    """Words that stand before the name of a person."""
    found: list[str] = table("gazetteer/words.toml")["titles"]
    return frozenset(found) | words_of_kind("short")


@cache
def _closed() -> frozenset[str]:
    return frozenset(str(table("lexicons/closed_words.toml")["words"]).lower().split())


@cache
def is_ordinary(low: str) -> bool:
    """Whether the dictionary has a word, in small letters, as an ordinary one; also behind "anti-" and the like."""
    if low in _closed():
        return True
    lemma = simplemma.lemmatize(low, lang="en")
    if lemma[:1].isupper():
        return False  # it has "John", "Roman" and "Sunday" with a capital alone
    if simplemma.is_known(low, lang="en"):
        return True
    begun = (row["word"] for row in rows("repair/compound_heads.csv"))
    rest = next((low.removeprefix(one) for one in begun if low.startswith(one)), "")
    return len(rest) >= AFFIXED and rest not in people() and simplemma.is_known(rest, lang="en")


@cache
def is_name(low: str) -> bool:
    """Whether a word can only be a name, as far as the lists know."""
    return low in names() or not is_ordinary(low)


def is_person(low: str) -> bool:
    """Whether people are called by a word."""
    return low in people()


@cache
def may_be_name(low: str) -> bool:
    """Whether people are called by a word that means something too, and is not among the commonest."""
    return low in people() and vocabulary().get(low, COMMON) >= COMMON


@cache
def written() -> dict[str, tuple[tuple[str, ...], ...]]:
    """How the names of known actors and countries are written, by their first word in small letters; longest first."""
    out: dict[str, set[tuple[str, ...]]] = {}
    for row in rows("actors/actors.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            words = tuple(name.split())
            if words and name.isascii() and any(word[:1].isupper() for word in words):
                out.setdefault(words[0].lower(), set()).add(words)
    for row in rows("actors/countries.csv"):
        for name in (row["name"], *row["names"].split("|")):
            if " " in name and name.isascii():
                out.setdefault(name.split()[0].lower(), set()).add(tuple(name.split()))
    return {first: tuple(sorted(found, key=lambda one: (-len(one), one))) for first, found in out.items()}

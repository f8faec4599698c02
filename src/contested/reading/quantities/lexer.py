"""Words, digits and marks of a text with their offsets, and a trie of phrases to look up in them.

Made for numbers and dates, which tokenizers cut in many ways ("2022-10-09", "24-hour", "1990s"); here every run of
digits, every word and every other mark is an item of its own. One linear pass, no backtracking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_ITEM = re.compile(r"\d+|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?|['’][sS]\b|\S")


@dataclass(frozen=True, slots=True)
class Item:
    """One word, number or mark. `kind`: w (word), n (digits), p (any other mark); `low`: the word in small letters."""

    start: int
    end: int
    low: str
    raw: str
    kind: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[:1].isupper()


@lru_cache(maxsize=8)
def lex(text: str) -> list[Item]:
    """The items of a text in their order. Times, quantities and actors share them: do not change what comes back."""
    items = []
    for match in _ITEM.finditer(text):
        raw = match.group()
        kind = "n" if raw[0].isdigit() else "w" if raw[0].isalpha() else "p"
        items.append(Item(match.start(), match.end(), raw.lower().replace("’", "'"), raw, kind))
    return items


def raw_words(phrase: str) -> list[str]:
    """A phrase of a data file as the words that `lex` would find in a text, with their capitals. Cheaper than `lex`."""
    return _ITEM.findall(phrase)


def words_of(phrase: str) -> list[str]:
    """A phrase of a data file as the words that `lex` would find in a text, in small letters."""
    return [word.lower().replace("’", "'") for word in _ITEM.findall(phrase)]


class Phrases(Generic[T]):
    """A trie of phrases. Look-up costs as many steps as the phrase has words, however many phrases there are."""

    def __init__(self, entries: Iterable[tuple[Sequence[str], T]] = ()) -> None:
        self._root: dict[str, _Node[T]] = {}
        for words, value in entries:
            self.add(words, value)

    def add(self, words: Sequence[str], value: T) -> None:
        """Adds a phrase; a later one with the same words replaces the earlier."""
        level = self._root
        node: _Node[T] | None = None
        for word in words:
            node = level.setdefault(word, _Node())
            level = node.next
        if node is not None:
            node.value, node.full = value, True

    def starts(self, word: str) -> bool:
        """Whether any phrase begins with the word."""
        return word in self._root

    def longest(self, items: Sequence[Item], at: int) -> tuple[int, T] | None:
        """The longest phrase that begins at an index, as the index after it and its value. Hyphens in the text are
        passed over.
        """
        level, found, index = self._root, None, at
        while index < len(items):
            low = items[index].low
            if low == "-" and index > at and low not in level:
                index += 1
                continue
            node = level.get(low)
            if node is None:
                break
            index += 1
            if node.full:
                found = (index, node.value)
            level = node.next
        if found is None or found[1] is None:
            return None
        return found[0], found[1]

    def every(self, items: Sequence[Item], at: int) -> list[tuple[int, T]]:
        """All phrases that begin at an index, the longest first."""
        level, found, index = self._root, [], at
        while index < len(items):
            low = items[index].low
            if low == "-" and index > at and low not in level:
                index += 1
                continue
            node = level.get(low)
            if node is None:
                break
            index += 1
            if node.full and node.value is not None:
                found.append((index, node.value))
            level = node.next
        return found[::-1]

    def get(self, words: Sequence[str]) -> T | None:
        """The value of exactly these words."""
        level: dict[str, _Node[T]] = self._root
        node: _Node[T] | None = None
        for word in words:
            node = level.get(word)
            if node is None:
                return None
            level = node.next
        return node.value if node is not None else None


class _Node(Generic[T]):
    __slots__ = ("full", "next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.value: T | None = None
        self.full = False

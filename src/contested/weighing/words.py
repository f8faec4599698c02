"""Words and names made comparable: lower case, without punctuation, in bounded and linear ways."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_COUNTRY = re.compile(r"^[a-z]{3}-(?=.+-)")
_DOUBLE = re.compile(r"(.)\1+")
_SPELLINGS = (("kh", "h"), ("ye", "e"), ("yo", "o"), ("y", "i"), ("j", "i"), ("w", "v"), ("q", "k"), ("ou", "u"))
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "that",
        "this",
        "these",
        "those",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "his",
        "her",
        "their",
        "our",
        "not",
        "no",
        "nor",
        "so",
        "than",
        "then",
        "there",
        "which",
        "who",
        "whom",
        "whose",
        "what",
        "when",
        "where",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "about",
        "after",
        "before",
        "over",
        "under",
        "into",
        "out",
        "up",
        "down",
        "also",
        "said",
        "says",
        "according",
    ]
)


def split(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, accents taken off, hyphens and apostrophes kept inside."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).replace("’", "'")
        text = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_TOKEN.findall(text.lower()))


@lru_cache(maxsize=4_096)
def spoken(text: str) -> str:
    """The words of a text joined by single spaces and set between two, to look for phrases in; the last are kept."""
    return f" {' '.join(split(text))} "


@lru_cache(maxsize=50_000)
def tokens(name: str) -> tuple[str, ...]:
    """`split` for names, which come again and again."""
    return split(name)


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: no function words, nothing of one letter, plural s taken off."""
    return frozenset(sys.intern(stem(word)) for word in spoken(text).split() if len(word) > 1 and word not in _STOP)


def stem(word: str) -> str:
    """A crude stem: plural and possessive endings off; enough to compare, not to show."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word


def phrases(words: Iterable[str], longest: int = 4) -> Iterator[str]:
    """Every run of one to `longest` words, longest first; hyphened words are tried whole, then in parts."""
    whole = list(words)
    parts = [piece for word in whole for piece in word.split("-")]
    for run in (whole, parts) if len(parts) != len(whole) else (whole,):
        for size in range(min(longest, len(run)), 0, -1):
            for first in range(len(run) - size + 1):
                yield " ".join(run[first : first + size])


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name or an id without what spellings differ in: the country before an id, hyphens, double letters, y for i."""
    word = "".join(tokens(_COUNTRY.sub("", name))).replace("-", "").replace("'", "")
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    return _DOUBLE.sub(r"\1", word)


def key(text: str) -> str:
    """A name as an identifier: its words joined by hyphens."""
    return "-".join(tokens(text))

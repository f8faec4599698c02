"""Which stretches of a text may be the name of a place: capitalised stretches that the gazetteer knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from numpy.typing import NDArray
from spacy.attrs import DEP, ORTH, POS, SPACY  # type: ignore[import-not-found]
from spacy.symbols import PROPN, X  # type: ignore[import-not-found]
from spacy.tokens import Doc

from contested.data.gazetteer import ABBREVIATION, ADJECTIVE, LANGUAGE, NAME, Gazetteer, normalise
from contested.reading.places.geometry import Shift
from contested.reading.places.words import words

LONGEST = 7
ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "ad", "an", "at", "az", "ed", "ul"])
HYPHENS = frozenset("-‐‑–/")
_APOSTROPHES = "'’`´ʼ"
_GENITIVES = ("'s", "’s", "`s", "´s")
_NAMES = frozenset({int(PROPN), int(X), 0})


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that may name a place. `first` and `last` are token numbers, both inclusive."""

    first: int
    last: int
    start: int
    end: int
    key: str
    rows: NDArray[Any]
    kinds: NDArray[Any]
    evidence: dict[str, float] = field(default_factory=dict)
    probability: float = 0.0
    use: str = "literal"
    entity: str = ""
    head: str = ""
    container: Mention | None = None
    demonym: int = 0
    holds: bool = False
    shift: tuple[Shift, int] | None = None
    approximate: bool = False


class Text:
    """The tokens of a document as plain lists, which is much faster than asking spaCy for each."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        columns = doc.to_array([ORTH, SPACY, POS, DEP]).reshape(-1, 4)
        strings = doc.vocab.strings
        self.words = [strings[code] for code in columns[:, 0].tolist()]
        spaced = columns[:, 1].astype(bool).tolist()
        # `doc.text` asks for each token, which costs more than all the look-ups.
        self.raw = "".join(word + " " if space else word for word, space in zip(self.words, spaced, strict=True))
        self.starts: list[int] = []
        at = 0
        for word, space in zip(self.words, spaced, strict=True):
            self.starts.append(at)
            at += len(word) + space
        self.lower = [word.lower() for word in self.words]
        self.glued = [not space for space in spaced]
        self.tagged = bool(columns[:, 2].any())
        self.parsed = bool(columns[:, 3].any())
        self.proper = [code in _NAMES for code in columns[:, 2].tolist()] if self.tagged else []
        self.named = bool(doc.ents)
        self.labels: list[str] = [""] * len(self.words)
        self.spans: list[tuple[int, int, str] | None] = [None] * len(self.words)
        for entity in doc.ents:
            for i in range(entity.start, entity.end):
                self.labels[i] = entity.label_
                self.spans[i] = (entity.start, entity.end, entity.label_)
        self.upper = [word[:1].isupper() for word in self.words]
        self.opens = self._openings()
        self.shouted, self.heading = self._headings()

    def _openings(self) -> list[bool]:
        """Whether a token begins a sentence or a line, as far as marks tell."""
        out = []
        fresh = True
        for word in self.words:
            if not word.strip():
                fresh = fresh or "\n" in word
                out.append(False)
                continue
            out.append(fresh)
            fresh = fresh and not word[0].isalnum() if word in _QUOTES else word in _STOPS
        return out

    def _headings(self) -> tuple[list[bool], list[bool]]:
        """Whether a token stands in a stretch all in capitals, and in one where most words begin with a capital: there
        capitals tell little.
        """
        shouted, heading = [False] * len(self.words), [False] * len(self.words)
        start = 0
        for i in range(1, len(self.words) + 1):
            if i == len(self.words) or self.opens[i]:
                long = [w for w in self.words[start:i] if len(w) > 1 and w[0].isalpha()]
                if len(long) >= 4:
                    if sum(w.isupper() for w in long) > 0.7 * len(long):
                        shouted[start:i] = [True] * (i - start)
                    if sum(w[0].isupper() for w in long) > 0.6 * len(long):
                        heading[start:i] = [True] * (i - start)
                start = i
        return shouted, heading

    def end(self, i: int) -> int:
        """Where a token ends in the text, less a genitive that is glued to it."""
        word = self.words[i]
        stop = self.starts[i] + len(word)
        for mark in _GENITIVES:
            if word.endswith(mark) and len(word) > len(mark):
                return stop - len(mark)
        return stop


_STOPS = frozenset({".", "!", "?", ":", ";", "...", "…", "*", "•", "|", "--", "—"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "«", "(", "[", ")", "]"})


@lru_cache(maxsize=20_000)
def _piece(word: str) -> str:
    """A token's share of a key."""
    if word in HYPHENS:
        return ""
    for mark in _GENITIVES:
        if word.endswith(mark) and len(word) > len(mark):
            word = word[: -len(mark)]
    key = normalise(word)
    return {"st": "saint", "ft": "fort", "mt": "mount"}.get(key, key) if word[:1].isupper() else key


def find_candidates(text: Text, gazetteer: Gazetteer) -> list[Mention]:
    """Every capitalised stretch of up to seven tokens that the gazetteer knows, overlapping ones too."""
    spans: list[tuple[int, int, str]] = []
    for i, upper in enumerate(text.upper):
        if upper or (text.lower[i] in ARTICLES and i + 2 < len(text.words) and text.words[i + 1] in HYPHENS):
            spans.extend(_stretches(text, i))
    found = gazetteer.postings(list({key for _, _, key in spans}))
    out = []
    for first, last, key in spans:
        posted = found.get(key)
        if posted is not None and _plausible(text, first, last, key, posted, gazetteer):
            out.append(Mention(first, last, text.starts[first], text.end(last), key, *posted))
    return out


def _stretches(text: Text, i: int) -> list[tuple[int, int, str]]:
    """The stretches that begin at token i, with their keys."""
    out: list[tuple[int, int, str]] = []
    connectives = words().connectives
    parts: list[str] = []
    for j in range(i, min(i + LONGEST, len(text.words))):
        word = text.words[j]
        first = word[:1]
        upper = text.upper[j]
        if not (
            upper
            or word in HYPHENS
            or word == "."
            or first in _APOSTROPHES
            or text.lower[j] in connectives
            or (j > i and text.words[j - 1] in HYPHENS)
        ):
            break
        if word == "." and (j == i or len(text.words[j - 1]) > 4):
            break
        if first in _APOSTROPHES and text.lower[j][1:] in ("s", ""):
            break
        if j > i and not (text.glued[j - 1] and not (word in HYPHENS or text.words[j - 1] in HYPHENS)):
            parts.append(" ")
        parts.append(_piece(word))
        if upper and (word[0].isalpha()):
            key = " ".join("".join(parts).split())
            if j == i and key == "saint":
                continue
            if len(key) > 1:
                out.append((i, j, key))
        elif word == "." and text.upper[j - 1]:
            key = " ".join("".join(parts).split())
            if len(key) > 2 and out and i == j - 1:
                continue
    return out


def _plausible(
    text: Text, first: int, last: int, key: str, posted: tuple[NDArray[Any], NDArray[Any]], gazetteer: Gazetteer
) -> bool:
    """Hard limits: short keys and acronyms only where our own tables list them as a name or an abbreviation."""
    word = text.words[first]
    if first != last or not word.isascii():
        return True
    if len(key) > 3 and not (word.isupper() and len(key) < 6):
        return True
    rows, kinds = posted
    if bool((kinds == ABBREVIATION).any()):
        return True
    listed = bool((gazetteer.columns["rank"][rows[kinds == NAME]] >= 7).any())
    if len(key) <= 3 and (word.isupper() or "." in word):
        return listed and not (text.shouted[first] and "." not in word and key in ("us", "car"))
    if word.isupper():
        return listed or text.shouted[first] or text.opens[first]
    return listed or len(key) == 3


def is_demonym(kinds: NDArray[Any]) -> NDArray[Any]:
    """Which kinds of naming are an adjective, a people, a language."""
    out: NDArray[Any] = (kinds >= ADJECTIVE) & (kinds <= LANGUAGE)
    return out


def demonym_of(mention: Mention, gazetteer: Gazetteer) -> int:
    """The kind of demonym that a mention is (adjective, people, language), or 0 if it is first of all a place."""
    kinds = mention.kinds
    at = is_demonym(kinds)
    if not at.any():
        return 0
    named = gazetteer.columns["rank"][mention.rows[kinds == NAME]]
    return 0 if bool((named >= 6).any()) else int(kinds[at][0])


def is_acronym(word: str) -> bool:
    """All in capitals, without stops."""
    return len(word) > 1 and word.isupper() and word.isalpha()

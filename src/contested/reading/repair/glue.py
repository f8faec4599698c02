"""Words that lost the space between them: "nine soldierswere hurt", "the bridgebecause", "Kharkiv.In"."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from contested.data import rows
from contested.errors import MissingExtra
from contested.reading.repair.draft import Edit

WORD = re.compile(r"(?<![\w@/.\-])[A-Za-z]{6,40}(?![\w@/])")
STOP = re.compile(r"(?<=[a-z]{2})([.!?,;])(?=[A-Z][a-z]{2,})")
# The same in a text that has lost its capitals: "the bandh.meanwhile two men".
PLAIN_STOP = re.compile(r"(?<![\w.@/:\-])([a-z]{3,})\.([a-z]{2,})(?=[ ,'’])")
ADDRESS = {"com", "org", "net", "edu", "gov", "info", "html", "php", "pdf", "doc", "jpg"}
WITHIN = re.compile(r"[a-z,;] $")
CASE = re.compile(r"\b([a-z]{3,})([A-Z][a-z]{2,})\b")
# Rank in wordninja's list (Wikipedia counts): a part of a glued pair must be at least this common.
COMMON = 30_000


@cache
def vocabulary() -> dict[str, int]:
    """English words with their rank by frequency, from the list that the package wordninja ships."""
    found = find_spec("wordninja")  # found without importing it: its import builds tables that are not needed here
    if found is None or found.origin is None:
        raise MissingExtra("The package wordninja is not installed.", remedy="Install contested again with pip.")
    packed = Path(found.origin).parent / "wordninja" / "wordninja_words.txt.gz"
    words = gzip.decompress(packed.read_bytes()).decode("utf-8").split()
    return {word: rank for rank, word in reversed(list(enumerate(words)))}


@cache
def _glue_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("repair/glue_words.csv"))


@cache
def _names() -> frozenset[str]:
    lists = ("gazetteer/given_names.csv", "gazetteer/surnames.csv")
    people = {row["name"] for name in lists for row in rows(name)}
    return frozenset(people | {row["word"] for row in rows("repair/proper_words.csv")})


def glued_words(text: str) -> Iterator[Edit]:
    """A space between two common words, where the whole is no word and one part is of the kind that gets glued."""
    for found in WORD.finditer(text):
        cut = _cut(found.group())
        # "fighting in Andarab": a name within a sentence, not "And arab"; of "Kharkivwas" the tail is what glued.
        named = found.group()[0].isupper() and WITHIN.search(text[max(0, found.start() - 30) : found.start()])
        if cut and not (named and found.group()[:cut].lower() in _glue_words()):
            at = found.start() + cut
            yield Edit(at, at, " ", "glued words")
    for found in STOP.finditer(text):
        before = re.search(r"[A-Za-z]+$", text[max(0, found.start() - 30) : found.start()])
        after = re.match(r"[A-Z][a-z]+", text[found.end() : found.end() + 30])
        # "example.Com" and the like are addresses; a glued full stop has words on both sides.
        if before and after and after.group().lower() in vocabulary() and len(before.group()) > 2:
            yield Edit(found.end(), found.end(), " ", "glued sentence")
    for found in PLAIN_STOP.finditer(text):
        left, right = found.groups()
        known = vocabulary()
        # A name or a foreign word may end the sentence before a word that is plain English.
        least = COMMON if known.get(left, COMMON) < COMMON else COMMON // 6 if len(right) > 2 else 0
        if right not in ADDRESS and known.get(right, COMMON) < least:
            yield Edit(found.end(1) + 1, found.end(1) + 1, " ", "glued sentence")
    for found in CASE.finditer(text):
        left, right = found.group(1), found.group(2)
        if vocabulary().get(left, COMMON) < COMMON and vocabulary().get(right.lower(), COMMON) < COMMON:
            yield Edit(found.end(1), found.end(1), " ", "glued words")


def _cut(word: str) -> int | None:
    known = vocabulary()
    low = word.lower()
    if word[1:] != low[1:] or low in known or _inflected(low, known) or low in _names():
        return None
    # A short piece at the end of a word with a capital is more likely its own ending: "Medellin", "Calderon".
    least = 2 if word == low else 3
    best: tuple[int, int] | None = None
    for cut in range(2, len(low) - least + 1):
        left, right = low[:cut], low[cut:]
        if not (_fits(left, right) or _fits(right, left)):
            continue
        cost = known.get(left, COMMON) + known.get(right, COMMON)
        if known.get(left, COMMON) < COMMON and known.get(right, COMMON) < COMMON and (best is None or cost < best[0]):
            best = (cost, cut)
    return best[1] if best else None


def _fits(glue: str, other: str) -> bool:
    adverb = glue.endswith("ly") and len(glue) > 5
    return (glue in _glue_words() or adverb) and len(other) >= 3 and len(glue) + len(other) >= 7


def _inflected(word: str, known: dict[str, int]) -> bool:
    """Whether the word is a plain inflection or a compound with a common prefix ("counteroffensives", "pre-dawn")."""
    for tail in ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "al", "ness"):
        if word.endswith(tail) and word[: -len(tail)] in known:
            return True
    heads = [row["word"] for row in rows("repair/compound_heads.csv")]
    return any(word.startswith(head) and word[len(head) :].rstrip("s") in known for head in heads)

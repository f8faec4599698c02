"""Which language a text is in, by its script and its commonest words: enough to know what not to read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from contested.data import rows
from contested.errors import InputError
from contested.nouns import Document

READ = "en"
SAMPLE = 20_000  # characters looked at; a report does not change its language later
WORD = re.compile(r"[^\W\d_]+")


class Language(NamedTuple):
    """A row of `languages.csv`."""

    code: str
    name: str
    script: str
    words: frozenset[str]


@cache
def languages() -> tuple[Language, ...]:
    """All languages that are told apart."""
    return tuple(
        Language(row["language"], row["name"], row["script"], frozenset(row["words"].split()))
        for row in rows("languages.csv")
    )


def detect(text: str) -> str | None:
    """The BCP-47 tag of the language, or None where the text is too short or of no known language to tell."""
    sample = text[:SAMPLE]
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    if not scripts:
        return None
    script = scripts.most_common(1)[0][0]
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.05 * scripts.total():
        return "ja"
    known = [language for language in languages() if language.script == script]
    words = [word.casefold() for word in WORD.findall(sample)]
    shares = sorted(((_share(words, language.words), language.code) for language in known), reverse=True)
    if script == "LATIN":
        enough = len(shares) > 1 and shares[0][0] >= 0.08 and shares[0][0] > 1.2 * shares[1][0]
        return shares[0][1] if enough and len(words) >= 6 else None
    if shares and shares[0][0] > 0:
        return shares[0][1]
    return known[0].code if known else None


def not_read(document: Document) -> InputError | None:
    """Why this document cannot be read for its language, or None. What the words show counts before what is declared:
    a translation often still carries the tag of its original.
    """
    found = detect(document.text) or (document.language or READ)
    code = found.split("-")[0].lower()
    if code == READ:
        return None
    name = next((language.name for language in languages() if language.code == code), code)
    return InputError(f"The language {name} is not read.", remedy="Translate it into English first; a machine will do.")


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / max(len(words), 1)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split(" ")[0].split("-")[0]

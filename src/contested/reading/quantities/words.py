"""Plurals of English nouns by rule, and the lists of short words that rules ask for."""

from __future__ import annotations

from typing import Any

from contested.data import table


def word_set(*keys: str) -> frozenset[str]:
    """A list of the file of function words, by its section and name."""
    value: Any = table("lexicons/function_words.toml")
    for key in keys:
        value = value[key]
    return frozenset(value)


_SAME = word_set("quantities", "words", "same")


def plural(word: str) -> str:
    """The plural of a noun in small letters."""
    if word in _SAME:
        return word
    for single, many in (("woman", "women"), ("man", "men"), ("child", "children")):
        if word.endswith(single):
            return word[: -len(single)] + many
    if word in ("wife", "thief"):
        return word[:-1].rstrip("f") + "ves" if word == "thief" else "wives"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")

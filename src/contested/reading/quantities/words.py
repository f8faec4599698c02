"""Plurals of English nouns, by rule."""

from __future__ import annotations

_SAME = frozenset("police military infantry personnel staff media press clergy people".split())


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

"""The words that outputs say, by key, from `data/outputs/texts.toml`; what it lacks is said by its own name."""

from __future__ import annotations

from typing import Any

from contested import data
from contested.outputs.clean import NAME_MASK, WORDS_MASK, plain

GROUPS = ("violence", "harm", "territory", "force", "people", "politics", "diplomacy", "other")
STATUSES = (
    "disputed", "denied", "retracted", "corroborated_across_sides", "admitted", "corroborated", "single_source",
)  # fmt: skip


def text(section: str, key: str | None) -> str:
    """A word of a section; the key itself, spaces for underscores, where the file has none."""
    found = _table().get(section, {}).get(key)
    return str(found) if isinstance(found, str) else plain((key or "").replace("_", " "))


def say(key: str, **values: object) -> str:
    """A sentence of the section `say`, with its values filled in."""
    return text("say", key).format(**values)


def status(key: str) -> dict[str, str]:
    """Label, sign, plain sign and tip of a status."""
    return _entry("status", key)


def relation(key: str) -> dict[str, str]:
    """Label, sign and plain sign of a relation between claims."""
    return _entry("relation", key)


def group_of(kind: str) -> str:
    """The group that a kind belongs to, by which its mark is shaped."""
    row = data.table("kinds.toml")["kinds"].get(kind, {})
    return row["group"] if row.get("group") in GROUPS else "other"


def unmask(words: str) -> str:
    """Words with each stretch that was held back shown as such."""
    for char, key in ((NAME_MASK, "name"), (WORDS_MASK, "words")):
        while char in words:
            start = words.index(char)
            end = start
            while end < len(words) and words[end] == char:
                end += 1
            words = words[:start] + text("mask", key) + words[end:]
    return words


def _entry(section: str, key: str) -> dict[str, str]:
    found = _table()[section].get(key)
    return (
        found
        if isinstance(found, dict)
        else {"label": plain(key.replace("_", " ")), "sign": "·", "plain": ".", "tip": ""}
    )


def _table() -> dict[str, Any]:
    return data.table("outputs/texts.toml")

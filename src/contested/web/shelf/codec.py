"""Rows as JSON: every number one of JSON's, and what we say in our own voice free of tricks.

Words of others (`words`, `quote`, `text`, `original`, `snippet` …) and ids stay letter for letter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from contested.outputs.clean import plain

LONGEST_WORD = 48
SHOWN = frozenset({
    "who", "whom", "hit", "with", "name", "names", "role", "channel", "speaker", "speakers", "stand", "title", "reason",
    "reasons", "because", "notes", "said_by", "place", "where", "outlet", "region", "question", "value", "origin_name",
    "destination", "copied_from", "actors_a", "actors_b", "sources", "side_name", "message",
})  # fmt: skip


def dump(value: Any) -> str:
    """Compact JSON of a row."""
    tidy = _tidy(value, shown=False)
    try:
        return json.dumps(tidy, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:
        return json.dumps(_finite(tidy), ensure_ascii=False, separators=(",", ":"))


def _tidy(value: Any, *, shown: bool) -> Any:
    """The value with every string under a key of `SHOWN` made harmless."""
    if isinstance(value, str):
        return _harmless(value) if shown else value
    if isinstance(value, Mapping):
        return {key: _tidy(item, shown=key in SHOWN) for key, item in value.items()}
    return [_tidy(item, shown=shown) for item in value] if isinstance(value, (list, tuple)) else value


def _harmless(text: str) -> str:
    # Nearly all strings are plain ones, and looking at each character takes long.
    if text.isascii() and text.isprintable() and (len(text) <= LONGEST_WORD or _short_words(text)):
        return text
    return plain(text, word=LONGEST_WORD)


def _short_words(text: str) -> bool:
    return max(map(len, text.split(" "))) <= LONGEST_WORD


def _finite(value: Any) -> Any:
    """The value with numbers that have no end as null."""
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, (list, tuple)) else value

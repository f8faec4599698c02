"""How nouns lie in the store: compact JSON without the fields that have their default, and folded keys for search."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any
from unicodedata import combining, normalize

Plan = tuple[tuple[str, str, Any], ...]
_NONE_SUCH = object()


def pack(noun: object) -> str:
    """Compact JSON that `from_dict` makes the noun from again."""
    return json.dumps(slim(noun), ensure_ascii=False, separators=(",", ":"))


def slim(noun: Any) -> Any:
    """The JSON form of a noun, less the fields that hold their default: smaller, and faster to read back."""
    if noun is None or isinstance(noun, (str, int, float)):
        return noun
    if isinstance(noun, (list, tuple)):
        return [slim(item) for item in noun]
    if isinstance(noun, dict):
        return {key: slim(value) for key, value in noun.items()}
    out = {}
    for name, key, default in _plan(noun.__class__):
        value = getattr(noun, name)
        if value != default:
            out[key] = slim(value)
    return out


@cache
def _plan(kind: type) -> Plan:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no noun")
    return tuple((f.name, f.name.rstrip("_"), _default(f.default, f.default_factory)) for f in fields(kind))


def _default(value: Any, factory: Any) -> Any:
    if value is not MISSING:
        return value
    made: Callable[[], Any] | None = None if factory is MISSING else factory
    return _NONE_SUCH if made is None else made()


@lru_cache(maxsize=20_000)  # the same few names come again and again
def fold(text: str | None) -> str:
    """A name as it is searched: no case, no accents, single spaces, one kind of apostrophe."""
    if not text:
        return ""
    bare = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return " ".join(bare.translate(_APOSTROPHES).split())


_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼʹ`´", "'"))

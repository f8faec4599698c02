"""The way back: spans of the repaired text become spans of the original, and `text` the very words that stand there."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from contested.nouns import Claim, Document, Repair
from contested.reading.repair import Repaired

T = TypeVar("T")
BARE_SPANS = {"sentences", "source", "cue", "content"}  # fields that hold (start, end) pairs
KEEP = (Document, Repair)


def to_original(noun: T, text: Repaired) -> T:
    """A copy of the noun with every offset, at any depth, counted in the original text."""
    return _move(noun, text)  # type: ignore[no-any-return]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _move(value: Any, text: Repaired) -> Any:
    if isinstance(value, tuple):
        return tuple(_move(item, text) for item in value)
    if not is_dataclass(value) or isinstance(value, (type, *KEEP)):
        return value
    names = _names(type(value))
    changes: dict[str, Any] = {}
    for name in names:
        field_value = getattr(value, name)
        if name in BARE_SPANS:
            changes[name] = tuple(text.back(start, end) for start, end in field_value)
        elif (
            isinstance(field_value, tuple)
            and field_value
            and not (isinstance(value, Claim) and name in ("trigger", "evidence"))
        ) or is_dataclass(field_value):
            changes[name] = _move(field_value, text)
    if isinstance(value, Claim):
        changes["trigger"] = text.back(*value.trigger)
        changes["evidence"] = text.back(*value.evidence)
    elif "start" in names and "end" in names:
        spanned: Any = value
        start, end = text.back(spanned.start, spanned.end)
        changes |= {"start": start, "end": end}
        if "text" in names and end > start:
            changes["text"] = text.original[start:end]
    return replace(value, **changes) if changes else value

"""The two codings of a claim, PLOVER and ACLED, by the table `kinds.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from contested.data import table
from contested.reading.claims.lexicon import Condition, parse_when


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """The 44 kinds with their codings, by name."""
    found: dict[str, dict[str, Any]] = table("kinds.toml")["kinds"]
    return found


@cache
def _codings(kind: str) -> tuple[tuple[tuple[Condition, ...], dict[str, Any]], ...]:
    return tuple((parse_when(row.get("when", "")), row) for row in kinds()[kind].get("codings", ()))


def code(kind: str, facts: dict[str, frozenset[str]]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """(PLOVER, ACLED) of a kind. `facts` gives what fills each slot: classes and lemmas."""
    entry = kinds()[kind]
    plover = {"event": entry["plover"], "mode": entry.get("mode")} if entry.get("plover") else None
    acled = None
    if entry.get("acled_event_type"):
        acled = {"event_type": entry["acled_event_type"], "sub_event_type": entry.get("acled_sub_event_type")}
    for when, row in _codings(kind):
        if all(
            bool(condition.classes & facts.get(condition.slot, frozenset())) != condition.negated for condition in when
        ):
            if row.get("plover"):
                plover = {"event": row["plover"], "mode": row.get("mode")}
            elif row.get("mode") and plover:
                plover = {**plover, "mode": row["mode"]}
            if row.get("acled_event_type"):
                acled = {"event_type": row["acled_event_type"], "sub_event_type": row.get("acled_sub_event_type")}
            elif row.get("acled_sub_event_type") and acled:
                acled = {**acled, "sub_event_type": row["acled_sub_event_type"]}
            break
    return plover, acled

"""The two codings of a claim, PLOVER and ACLED, by the table `kinds.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from contested.data import rows, table
from contested.reading.claims.lexicon import Condition, parse_when

ANY = frozenset({"any"})


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """The 44 kinds with their codings, by name."""
    found: dict[str, dict[str, Any]] = table("kinds.toml")["kinds"]
    return found


@cache
def _codings(kind: str) -> tuple[tuple[tuple[Condition, ...], dict[str, Any]], ...]:
    return tuple((parse_when(row.get("when", "")), row) for row in kinds()[kind].get("codings", ()))


def code(kind: str, facts: dict[str, frozenset[str]]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """(PLOVER, ACLED) of a kind: the defaults, overlaid by the first exception whose conditions hold. `facts` gives
    what fills each slot: classes and lemmas.
    """
    keys = ("plover", "mode", "acled_event_type", "acled_sub_event_type")
    row = {key: kinds()[kind].get(key, "") for key in keys}
    for when, exception in _codings(kind):
        if all(_holds(condition, facts) for condition in when):
            if exception.get("plover"):
                row["mode"] = ""
            row |= {key: exception[key] for key in keys if key in exception}
            break
    plover = {"event": row["plover"], "mode": row["mode"] or None} if row["plover"] else None
    acled = None
    if row["acled_event_type"]:
        acled = {"event_type": row["acled_event_type"], "sub_event_type": row["acled_sub_event_type"] or None}
    return plover, acled


def code_mood(
    plover: dict[str, Any] | None,
    modality: str,
    polarity: str,
    *,
    historical: bool = False,
    cues: frozenset[str] = frozenset(),
) -> dict[str, Any] | None:
    """PLOVER's event for what is not told as done: asked for, threatened, announced, refused; with the auxiliary modes
    (historical, future, hypothetical, negation) that the manual asks for. `cues`: lemmas of the words that tell it so.
    """
    if plover is None:
        return None
    out = dict(plover)
    for row in rows("claims/modal_codings.csv"):
        fits = row["modality"] == modality and row["polarity"] == polarity and row["event"] in ("*", plover["event"])
        if fits and (not row["cue"] or row["cue"] in cues):
            if not row["becomes"]:
                return None
            out = {"event": row["becomes"], "mode": row["mode"] or None}
            break
    aux = [name for name, holds in (
        ("historical", historical),
        ("future", modality in ("planned", "ordered", "requested", "suggested", "threatened")),
        ("hypothetical", modality in ("possible", "hypothetical")),
        ("negation", polarity == "negative"),
    ) if holds]  # fmt: skip
    if aux:
        out["auxiliary"] = aux
    return out


def _holds(condition: Condition, facts: dict[str, frozenset[str]]) -> bool:
    filler = facts.get(condition.slot, frozenset())
    met = bool(filler) if condition.classes == ANY else bool(condition.classes & filler)
    return met != condition.negated

"""The rules of `linking.toml`: which claims stand in tension although they tell of different happenings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested import data
from contested.errors import DataFileError
from contested.weighing.facts import IMAGINED, TOLD, WILLED, Facts

_REALITIES = {"told": TOLD, "willed": WILLED, "imagined": IMAGINED}


@dataclass(frozen=True, slots=True)
class Selector:
    """Which claims a tension takes on one of its ends."""

    kinds: frozenset[str]
    reality: int | None
    modality: frozenset[str]
    negative: bool | None

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Selector:
        """A selector from its TOML form."""
        polarity = entry.get("polarity")
        return cls(
            frozenset(entry["kinds"]),
            _REALITIES.get(entry.get("reality", "any")),
            frozenset(entry.get("modality", ())),
            None if polarity is None else polarity == "negative",
        )

    def takes(self, fact: Facts) -> bool:
        """Whether a claim is chosen."""
        return (
            fact.kind in self.kinds
            and (self.reality is None or fact.reality == self.reality)
            and (not self.modality or fact.claim.modality in self.modality)
            and (self.negative is None or fact.negative == self.negative)
            and fact.claim.stance != "predicted"
        )


@dataclass(frozen=True, slots=True)
class Tension:
    """One rule of `linking.toml`."""

    id: str
    slot: str
    relation: str
    a: Selector
    b: Selector
    days: int
    reach: str
    doers: str
    sides: str
    reason: str


@cache
def tensions() -> tuple[Tension, ...]:
    """The rules, in the order of the file."""
    out = []
    for entry in data.table("weighing/linking.toml")["tension"]:
        ends = Selector.of(entry["a"]), Selector.of(entry["b"])
        names = ("reach", "doers", "sides", "reason")
        rule = Tension(
            entry["id"], entry["slot"], entry["relation"], *ends, int(entry["days"]), *(entry[n] for n in names)
        )
        if rule.reach not in ("place", "country", "document") or rule.doers not in ("same", "opposed", "apart", "any"):
            raise DataFileError(f"linking.toml: the rule {rule.id!r} has an unknown reach or doers.")
        out.append(rule)
    return tuple(out)

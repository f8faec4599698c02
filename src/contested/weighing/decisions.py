"""What people decided over the machine: merge, split, pin. The ledger records it; leaving it out undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from contested.errors import InputError

ACTIONS = ("merge", "split", "pin")


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on which claims tell of one happening.

    merge: all of `claims` are one incident. split: none of `claims` is in an incident with any of `others`.
    pin: `claims` are an incident, whole; nothing joins it and nothing leaves it. Later ones win over earlier ones.
    """

    action: str
    claims: tuple[str, ...]
    others: tuple[str, ...] = ()
    by: str | None = None
    at: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise InputError(f"There is no decision {self.action!r}.", remedy="Use merge, split or pin.")

    @classmethod
    def of(cls, given: Decision | Mapping[str, Any]) -> Decision:
        """A decision from itself or from its JSON form."""
        if isinstance(given, Decision):
            return given
        return cls(
            str(given["action"]),
            tuple(given["claims"]),
            tuple(given.get("others") or ()),
            given.get("by"),
            given.get("at"),
            given.get("note"),
        )


@dataclass(frozen=True, slots=True)
class Orders:
    """Decisions turned into orders for the grouping: pairs that must, pairs that must not, and closed sets."""

    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()
    pinned: Mapping[str, int] = field(default_factory=dict)

    def allow(self, a: str, b: str) -> bool:
        """Whether two claims may be joined by what they tell: not where one of them is pinned elsewhere."""
        return not self.pinned or self.pinned.get(a) == self.pinned.get(b)

    def bound(self, claim: str) -> tuple[str, ...]:
        """The claims that people put together with this one."""
        return self.together.get(claim, ())

    @classmethod
    def of(cls, decisions: Iterable[Decision | Mapping[str, Any]]) -> Orders:
        """Orders from decisions, in the order in which they were taken; a later one lifts what it runs against."""
        ordered = sorted((Decision.of(d) for d in decisions), key=lambda d: (d.at or "", d.action, d.claims, d.others))
        together: dict[tuple[str, str], None] = {}
        apart: dict[tuple[str, str], None] = {}
        pinned: dict[str, int] = {}
        for number, decision in enumerate(ordered):
            if decision.action == "split":
                for pair in _across(decision.claims, decision.others):
                    apart[pair] = None
                    together.pop(pair, None)
                for claim in (*decision.claims, *decision.others):
                    pinned.pop(claim, None)
                continue
            for pair in _inside(decision.claims):
                together[pair] = None
                apart.pop(pair, None)
            for claim in decision.claims:
                pinned.pop(claim, None)
                if decision.action == "pin":
                    pinned[claim] = number
        bound: dict[str, list[str]] = {}
        for a, b in sorted(together):
            bound.setdefault(a, []).append(b)
            bound.setdefault(b, []).append(a)
        return cls({claim: tuple(sorted(others)) for claim, others in bound.items()}, frozenset(apart), pinned)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _inside(claims: Iterable[str]) -> list[tuple[str, str]]:
    listed = sorted(set(claims))
    return [_pair(a, b) for n, a in enumerate(listed) for b in listed[n + 1 :]]


def _across(claims: Iterable[str], others: Iterable[str]) -> list[tuple[str, str]]:
    return [_pair(a, b) for a in set(claims) for b in set(others) if a != b]

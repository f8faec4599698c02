"""Puts the pieces of the weighing together. Claims in, everything that can be said about them out; no text is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from contested.nouns import Account, Flow, Incident, Link, Origin
from contested.weighing import disagreements as parting
from contested.weighing.blocking import pairs
from contested.weighing.control import Control
from contested.weighing.decisions import Decision, Orders
from contested.weighing.displacement import flows
from contested.weighing.facts import Facts, day_of, facts
from contested.weighing.features import weights
from contested.weighing.grouping import group
from contested.weighing.incidents import incident
from contested.weighing.interests import interest
from contested.weighing.linking import links_across, links_within
from contested.weighing.model import Disagreement, SpeakerRecord, Told
from contested.weighing.origins import carriers, origin_of, origins
from contested.weighing.sides import SideTable
from contested.weighing.speakers import speakers


@dataclass(frozen=True)
class Weighed:
    """What the weighing of a set of accounts gives. Everything is in a fixed order; nothing changes once made.

    `accounts`: with origin and side filled, by claim id. `incidents`: by their founding day. `links`: within and across
    incidents. `disagreements`, `control`, `flows` and `speakers` are computed when first asked for.
    """

    accounts: tuple[Account, ...]
    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    as_of: str | None
    sides: SideTable = field(repr=False)
    _facts: tuple[Facts, ...] = field(repr=False, compare=False, default=())
    _told: tuple[Told, ...] = field(repr=False, compare=False, default=())

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where the accounts part, the best founded first."""
        return parting.disagreements(self._facts, self._told, self._home, self.links, self.sides)

    @cached_property
    def control(self) -> Control:
        """Who holds which place: ask it for a place, a day, a timeline or changes."""
        return Control.of(self._facts, self._told, self.sides, until=day_of(self.as_of))

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Who is told to be moved where."""
        return flows(self._facts)

    @cached_property
    def speakers(self) -> tuple[SpeakerRecord, ...]:
        """What each speaker asserted and what became of it."""
        return speakers(self._facts, self._told, self.incidents, self.links, self.sides)

    def disagree(self, **asked: Any) -> tuple[Disagreement, ...]:
        """Disagreements chosen by `about`, `place`, `near`, `since`, `until`, `kind`; see `disagreements.select`."""
        return parting.select(self.disagreements, **asked)

    def speaker(self, name: str) -> SpeakerRecord | None:
        """The speaker whose name holds all the given words; the one with most statements where several do."""
        asked = set(name.lower().split())
        found = [s for s in self.speakers if asked <= set(f"{s.name} {s.id}".lower().replace("-", " ").split())]
        return max(found, key=lambda s: (len(s.statements), s.id)) if found else None

    def incident_of(self, claim: str) -> Incident | None:
        """The incident that a claim belongs to."""
        return self._by_claim.get(claim)

    def explain(self, a: str, b: str) -> tuple[tuple[str, float, str], ...]:
        """Why two claims were, or were not, taken for one happening: feature, points, sentence."""
        by_id = {f.id: f for f in self._facts}
        return (
            ("bias", weights().bias, "two claims are seldom of one happening"),
            *weights().explain(by_id[a], by_id[b]),
        )

    @cached_property
    def _by_claim(self) -> dict[str, Incident]:
        return {claim: inc for inc in self.incidents for claim in inc.claims}

    @cached_property
    def _home(self) -> list[int]:
        number = {inc.id: n for n, inc in enumerate(self.incidents)}
        return [number[self._by_claim[f.id].id] for f in self._facts]


def weigh(
    accounts: Iterable[Account],
    *,
    decisions: Iterable[Decision | Mapping[str, Any]] = (),
    as_of: date | str | None = None,
    sides: SideTable | None = None,
    duplicates: Mapping[str, str] | None = None,
) -> Weighed:
    """Weigh accounts against each other.

    `decisions`: what people decided on which claims belong together (merge, split, pin). `as_of`: leave out what was
    published after that day. `duplicates`: document id to group id, where the ledger knows which texts are copies.
    The same set of accounts gives the same result, bit by bit, whatever their order.
    """
    table = sides or SideTable.default()
    last = str(as_of) if as_of else None
    chosen = {a.claim.id: a for a in accounts if last is None or (a.published or "")[:10] <= last}
    ordered = [replace(chosen[i], origin=None) if chosen[i].origin else chosen[i] for i in sorted(chosen)]
    found = facts(ordered, table)
    known = carriers(ordered, duplicates)
    told = [Told(origin_of(f, known), f.side, interest(f, table)) for f in found]
    groups = _groups(found, Orders.of(decisions))
    return _assemble(found, told, groups, origins(found, [t.origin for t in told], known), last, table)


def _groups(found: Sequence[Facts], orders: Orders) -> list[list[int]]:
    table = weights()
    scored = [(i, j, table.compare(found[i], found[j])) for i, j in pairs(found, table.window_days, table.neighbours)]
    return group([f.id for f in found], scored, table.floor, orders)


def _assemble(
    found: Sequence[Facts],
    told: Sequence[Told],
    groups: Sequence[Sequence[int]],
    known: tuple[Origin, ...],
    last: str | None,
    table: SideTable,
) -> Weighed:
    home = [0] * len(found)
    for n, members in enumerate(groups):
        for i in members:
            home[i] = n
    across = links_across(found, told, home, table)
    by_group: dict[int, list[Link]] = {}
    where = {f.id: i for i, f in enumerate(found)}
    for link in across:
        for n in sorted({home[where[link.a]], home[where[link.b]]}):
            by_group.setdefault(n, []).append(link)
    made = []
    for n, members in enumerate(groups):
        inside = [found[i] for i in members]
        tellers = [told[i] for i in members]
        own = links_within(inside, tellers, table)
        outside = by_group.get(n, [])
        deniers = [
            (found[where[k]], told[where[k]])
            for k in sorted({ln.a for ln in outside if ln.relation == "denies" and home[where[ln.a]] != n})
        ]
        made.append(incident(inside, tellers, own, outside, deniers, table))
    made.sort(key=lambda inc: (inc.from_ or "", inc.id))
    links = _once([*(link for inc in made for link in inc.links), *across])
    accounts = tuple(replace(f.account, origin=t.origin, side=t.side) for f, t in zip(found, told, strict=True))
    return Weighed(accounts, tuple(made), links, known, last, table, tuple(found), tuple(told))


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each pair of claims linked once in a slot, but once for each figure of a toll."""
    seen: dict[tuple[str, str, str, str], Link] = {}
    for link in links:
        one, two = (link.a, link.b) if link.a < link.b else (link.b, link.a)
        seen.setdefault((one, two, link.slot, link.reason if link.slot == "toll" else ""), link)
    return tuple(seen.values())

"""What the weighing of a set of accounts gives, and the questions that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from contested.nouns import Account, Flow, Incident, Link, Origin
from contested.weighing import disagreements as parting
from contested.weighing.control import Control
from contested.weighing.displacement import flows
from contested.weighing.facts import Facts, day_of, steady
from contested.weighing.features import weights
from contested.weighing.linking import once
from contested.weighing.model import Disagreement, SpeakerRecord, Told
from contested.weighing.origins import origins
from contested.weighing.sides import SideTable
from contested.weighing.speakers import find, speakers


@dataclass(frozen=True)
class Weighed:
    """Everything that the weighing says, in a fixed order; each part is computed when it is first asked for.

    `accounts`: with origin and side filled, by claim id. `incidents`: by day, with their tolls. `links`: within and
    across
    incidents. `origins`, `disagreements`, `control`, `flows`, `speakers`: see there.
    """

    _facts: tuple[Facts, ...] = field(repr=False)
    _told: tuple[Told, ...] = field(repr=False)
    _incidents: tuple[Incident, ...] = field(repr=False)
    _across: tuple[Link, ...] = field(repr=False)
    _names: Mapping[str, str] = field(repr=False)
    sides: SideTable = field(repr=False, compare=False)
    as_of: str | None = None

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts with origin and side filled, by claim id."""
        both = zip(self._facts, self._told, strict=True)
        return tuple(replace(f.account, origin=t.origin, side=t.side) for f, t in both)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, by their first day."""
        return tuple(sorted(self._incidents, key=lambda inc: (inc.from_ or "", inc.id)))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links; a pair of claims once in a slot, but once for each figure of a toll."""
        with steady():
            given = [*(link for inc in self.incidents for link in inc.links), *self._across]
            return tuple(once(given, key=lambda ln: ln.reason if ln.slot == "toll" else ln.slot))

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Where the accounts first came from, with sides and documents."""
        return origins(self._facts, [t.origin for t in self._told], self._names)

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where the accounts part, the best founded first."""
        with steady():
            return parting.disagreements(self._facts, self._told, self._home, self.links, self.sides)

    @cached_property
    def control(self) -> Control:
        """Who holds which place: ask it for a place, a day, a timeline or changes."""
        return Control.of(self._facts, self._told, self.sides, until=day_of(self.as_of))

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Who is told to be moved where."""
        with steady():
            return flows(self._facts)

    @cached_property
    def speakers(self) -> tuple[SpeakerRecord, ...]:
        """What each speaker asserted and what became of it."""
        with steady():
            return speakers(self._facts, self._told, self.incidents, self.links, self.sides)

    def disagree(self, **asked: Any) -> tuple[Disagreement, ...]:
        """Disagreements chosen by `about`, `place`, `near`, `since`, `until`, `kind`; see `disagreements.select`."""
        return parting.select(self.disagreements, **asked)

    def speaker(self, name: str) -> SpeakerRecord | None:
        """The speaker whose name holds all the given words; the one with most statements where several do."""
        return find(self.speakers, name)

    def incident_of(self, claim: str) -> Incident | None:
        """The incident that a claim belongs to."""
        return self._by_claim.get(claim)

    def explain(self, a: str, b: str) -> tuple[tuple[str, float, str], ...]:
        """Why two claims were, or were not, taken for one happening: feature, points (log-odds), sentence."""
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

"""The weighing as something that grows: new accounts are folded in, and only what they touch is weighed again.

What comes out is the same, bit by bit, as weighing everything at once: groups are made component by component, and each
incident from its own claims and the links that touch them.
"""

from __future__ import annotations

import gc
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contested.nouns import Account, Incident
from contested.weighing.blocking import Blocks
from contested.weighing.decisions import Decision, Orders
from contested.weighing.facts import Facts, facts, steady
from contested.weighing.features import weights
from contested.weighing.grouping import regroup
from contested.weighing.incidents import incident
from contested.weighing.interests import interest, rivals
from contested.weighing.linking import Across, Known, links_within
from contested.weighing.model import Told
from contested.weighing.origins import Provenance
from contested.weighing.sides import SideTable
from contested.weighing.tellers import together
from contested.weighing.weighed import Weighed

BULK = 10_000  # claims that come at once, from which on the collector is run when they are in


@dataclass(frozen=True, slots=True)
class Update:
    """What folding accounts in changed: the incidents that are new or other than before, and the ids of those that are
    no more.
    """

    changed: tuple[Incident, ...]
    gone: tuple[str, ...]


class Weigher:
    """Holds weighed accounts and takes in more. `weighed()` gives all of it; `add` tells what changed."""

    def __init__(
        self,
        accounts: Iterable[Account] = (),
        *,
        decisions: Iterable[Decision | Mapping[str, Any]] = (),
        sides: SideTable | None = None,
        duplicates: Mapping[str, str] | None = None,
    ) -> None:
        self.sides = sides or SideTable.default()
        self._decisions = tuple(decisions)
        self._orders = Orders.of(self._decisions)
        self._duplicates = dict(duplicates or {})
        self._clear()
        self.add(accounts)

    def add(self, accounts: Iterable[Account]) -> Update:
        """Fold accounts in. Claims that are known already change nothing; if they come for a document that is known,
        all is weighed anew.
        """
        fresh = {a.claim.id: a for a in accounts if a.claim.id not in self._facts}
        with steady():
            update = self._fold(fresh)
        if len(fresh) > BULK and gc.isenabled():
            # Else the collector walks over all that was made in the middle of a later, small report.
            gc.collect()
        return update

    def weighed(self, as_of: str | None = None) -> Weighed:
        """All that is weighed so far, as it stands now; later additions do not change it."""
        ids = self._ids
        return Weighed(
            tuple(self._facts[i] for i in ids),
            tuple(self._told[i] for i in ids),
            tuple(self._incidents[name] for name in sorted(self._incidents)),
            tuple(self._across.all()),
            dict(self._provenance.names),
            self.sides,
            as_of,
        )

    def _fold(self, fresh: Mapping[str, Account]) -> Update:
        if any(a.document in self._provenance.documents for a in fresh.values()):
            return self._anew(fresh)
        ordered = [replace(fresh[i], origin=None) if fresh[i].origin else fresh[i] for i in sorted(fresh)]
        moved = self._take_in(ordered)
        came, went = self._blocks.add(self._facts[i] for i in sorted(fresh))
        start = set(fresh) | {claim for pair in went for claim in pair}
        self._score(came, went)
        regrouped = self._regroup(start)
        known = Known(self._facts, self._told, self._group, self.sides)
        relinked = self._across.update(sorted(regrouped | moved), known)
        return self._remake({self._group[c] for c in regrouped | moved | relinked}, known)

    def _clear(self) -> None:
        table = weights()
        self._facts: dict[str, Facts] = {}
        self._told: dict[str, Told] = {}
        self._ids: list[str] = []
        self._by_document: dict[str, list[str]] = defaultdict(list)
        self._provenance = Provenance(self._duplicates)
        self._blocks = Blocks(table.window_days, table.neighbours)
        self._likely: dict[str, dict[str, float]] = {}
        self._group: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._incidents: dict[str, Incident] = {}
        self._left: set[str] = set()
        self._across = Across()

    def _anew(self, fresh: Mapping[str, Account]) -> Update:
        before = {inc.id: inc for inc in self._incidents.values()}
        everything = [f.account for f in self._facts.values()] + list(fresh.values())
        self._clear()
        self.add(everything)
        after = {inc.id: inc for inc in self._incidents.values()}
        changed = tuple(inc for name, inc in sorted(after.items()) if before.get(name) != inc)
        return Update(changed, tuple(sorted(before.keys() - after.keys())))

    def _take_in(self, ordered: Sequence[Account]) -> set[str]:
        """Facts and tellers of new accounts; gives the older claims whose origin is another now."""
        made = facts(ordered, self.sides)
        carried_anew = self._provenance.add(ordered)
        bulk = len(made) > len(self._ids)
        for fact in made:
            self._facts[fact.id] = fact
            self._likely[fact.id] = {}
            self._by_document[fact.account.document].append(fact.id)
            self._across.add(fact)
            if not bulk:
                insort(self._ids, fact.id)
        if bulk:
            self._ids = sorted([*self._ids, *(f.id for f in made)])
        moved = set()
        for claim in (c for d in carried_anew for c in self._by_document[d]):
            fact = self._facts[claim]
            told = Told(self._provenance.origin_of(fact), fact.side, interest(fact, self.sides))
            if self._told.get(claim) != told:
                self._told[claim] = told
                moved.add(claim)
        return moved

    def _score(self, came: Iterable[tuple[str, str]], went: Iterable[tuple[str, str]]) -> None:
        table = weights()
        for a, b in went:
            self._likely[a].pop(b, None)
            self._likely[b].pop(a, None)
        for a, b in came:
            score = table.compare(self._facts[a], self._facts[b])
            self._likely[a][b] = self._likely[b][a] = score

    def _regroup(self, start: set[str]) -> set[str]:
        """Draw the touched claims together anew; gives the claims whose group has other members now."""
        out: set[str] = set()
        groups = regroup(start, self._likely, weights().floor, self._orders)
        for members in groups:
            if self._members.get(members[0]) == members and all(self._group.get(c) == members[0] for c in members):
                continue
            out.update(members)
        old = {self._group[c] for c in out if c in self._group}
        for name in old:
            out.update(self._members.pop(name))
        self._left |= old
        for members in groups:
            if members[0] in out:
                self._members[members[0]] = members
                self._group.update(dict.fromkeys(members, members[0]))
        return out

    def _remake(self, groups: set[str], known: Known) -> Update:
        # Only groups that were left can be no more; looking through all incidents would take longer with each report.
        stale = [name for name in self._left if name not in self._members and name in self._incidents]
        gone = {self._incidents.pop(name).id for name in stale}
        self._left.clear()
        changed: list[Incident] = []
        for name in sorted(groups):
            members = self._members[name]
            made = self._make(members, known)
            before = self._incidents.get(name)
            if before != made:
                if before is not None and before.id != made.id:
                    gone.add(before.id)
                self._incidents[name] = made
                changed.append(made)
        present = {inc.id for inc in changed}
        return Update(tuple(changed), tuple(sorted(gone - present)))

    def _make(self, members: Sequence[str], known: Known) -> Incident:
        inside, told = together([known.facts[c] for c in members], [known.told[c] for c in members], self.sides)
        lands = frozenset(land for f in inside for land in f.setting[0])
        sides = self.sides.at(lands, _year(inside)).among(rivals(inside))
        own = links_within(inside, told, sides)
        outside = self._across.of(members)
        home = set(members)
        deniers = sorted({ln.a for ln in outside if ln.relation == "denies" and ln.a not in home})
        return incident(inside, told, own, outside, [(known.facts[c], known.told[c]) for c in deniers], sides)


def _year(members: Sequence[Facts]) -> int | None:
    """The year in which an incident lies: the first that is told."""
    return min((year for f in members if (year := f.setting[1]) is not None), default=None)

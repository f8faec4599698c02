"""Statements and denials: for each speaker what was asserted, when, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contested.nouns import Incident, Link
from contested.weighing.facts import Facts
from contested.weighing.linking.slots import holder
from contested.weighing.model import SpeakerRecord, Statement, Told
from contested.weighing.sides import SideTable
from contested.weighing.words import fold, tokens

AGAINST = ("denies", "contradicts")


def speakers(
    found: Sequence[Facts], told: Sequence[Told], incidents: Sequence[Incident], links: Sequence[Link], sides: SideTable
) -> tuple[SpeakerRecord, ...]:
    """A record for every speaker that is named in particular, by name."""
    alias = aliases(found)
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for i, fact in enumerate(found):
        if fact.claim.said_by and fact.named:
            by_speaker[alias.get(fact.speaker, fact.speaker)].append(i)
    where = {fact.id: i for i, fact in enumerate(found)}
    incident = {claim: inc for inc in incidents for claim in inc.claims}
    touching: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        touching[link.a].append(link)
        touching[link.b].append(link)
    out = []
    for speaker, members in sorted(by_speaker.items()):
        members.sort(key=lambda i: (found[i].account.published or "", found[i].claim.trigger, found[i].id))
        mine = _Own.of(members, found, sides)
        statements = tuple(_statement(i, mine, found, told, incident, touching, where, sides) for i in members)
        tally = Counter(told[i].side for i in members if told[i].side)
        side = min(tally, key=lambda s: (-tally[s], s)) if tally else None
        name = max((found[i].who for i in members), key=lambda n: (len(tokens(n)), n))
        out.append(
            SpeakerRecord(speaker, name, side, statements, dict(sorted(Counter(s.outcome for s in statements).items())))
        )
    return tuple(out)


def aliases(found: Sequence[Facts]) -> dict[str, str]:
    """Short names to the one longer name of the same side that ends in them ("saldo" to "vladimir-saldo"), and
    spellings of one name to the one with most claims.
    """
    tally = Counter((fact.speaker, fact.side) for fact in found if fact.claim.said_by and fact.named)
    spelt: dict[tuple[str, str | None], str] = {}
    same: dict[str, str] = {}
    for speaker, side in sorted(tally, key=lambda s: (-tally[s], s[0], s[1] or "")):
        first = spelt.setdefault((fold(speaker), side), speaker)
        if first != speaker:
            same.setdefault(speaker, first)
    ends: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    shorts: set[tuple[str, str | None]] = set()
    for fact in found:
        if fact.claim.said_by and fact.named:
            parts = fact.speaker.split("-")
            if len(parts) == 1:
                shorts.add((fact.speaker, fact.side))
            elif len(parts) <= 4:
                ends[parts[-1], fact.side].add(fact.speaker)
    short_of = {}
    for short, side in sorted(shorts, key=str):
        whole = {same.get(long, long) for long in ends.get((short, side), ())}
        if len(whole) == 1:
            short_of[short] = next(iter(whole))
    return {**same, **short_of}


@dataclass(frozen=True, slots=True)
class _Own:
    """What one speaker told, by place, so that each statement is held against few others."""

    ids: frozenset[str]
    told: Mapping[tuple[int, str], Sequence[tuple[str, str]]]
    held: Mapping[int, Sequence[tuple[str, str, str]]]

    @classmethod
    def of(cls, members: Sequence[int], found: Sequence[Facts], sides: SideTable) -> _Own:
        told: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
        held: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for j in members:
            fact = found[j]
            spot = fact.place.geonameid if fact.place else None
            if spot is None:
                continue
            day = fact.account.published or ""
            if not fact.negative:
                told[spot, fact.claim.kind].append((day, fact.id))
            left_to = holder(fact, sides)
            if left_to is not None:
                held[spot].append((day, left_to, fact.id))
        return cls(frozenset(found[j].id for j in members), told, held)

    def turned(self, fact: Facts, sides: SideTable) -> set[str]:
        """Later claims of the same speaker that leave the same place to somebody else, or tell the denied as done."""
        spot = fact.place.geonameid if fact.place else None
        if spot is None:
            return set()
        day = fact.account.published or ""
        out = {c for later, c in self.told.get((spot, fact.claim.kind), ()) if later > day} if fact.negative else set()
        mine = holder(fact, sides)
        if mine is not None:
            out |= {c for later, left_to, c in self.held.get(spot, ()) if later > day and left_to != mine}
        return out


def _statement(
    i: int,
    own: _Own,
    found: Sequence[Facts],
    told: Sequence[Told],
    incident: Mapping[str, Incident],
    touching: Mapping[str, Sequence[Link]],
    where: Mapping[str, int],
    sides: SideTable,
) -> Statement:
    fact = found[i]
    mine = own.ids
    home = incident.get(fact.id)
    repeated = tuple(
        sorted(c for c in (home.claims if home else ()) if c in mine and c != fact.id and _alike(fact, found[where[c]]))
    )
    confirmed: set[str] = set()
    against: set[str] = set()
    by_own: set[str] = set()
    turned: set[str] = set()
    for link in touching.get(fact.id, ()):
        other = link.b if link.a == fact.id else link.a
        if other in mine:
            if link.relation == "supersedes" and link.slot == "happened" and link.b == fact.id:
                turned.add(other)
        elif link.relation in AGAINST:
            friend = sides.allied(told[i].side, told[where[other]].side)
            (by_own if friend else against).add(other)
        elif link.relation in ("agrees", "admits") and link.slot in ("happened", "control"):
            confirmed.add(other)
    turned |= own.turned(fact, sides)
    outcome = (
        "reversed"
        if turned
        else "denied by own side"
        if by_own
        else "contradicted"
        if against
        else "confirmed"
        if confirmed
        else "repeated"
        if repeated
        else "stood alone"
    )
    return Statement(
        fact.id,
        fact.account.document,
        fact.account.published,
        fact.claim.kind,
        fact.where if fact.place else None,
        fact.claim.polarity,
        fact.claim.stance,
        outcome,
        repeated,
        tuple(sorted(confirmed)),
        tuple(sorted(against)),
        tuple(sorted(by_own)),
        tuple(sorted(turned)),
        home.id if home else None,
    )


def _alike(a: Facts, b: Facts) -> bool:
    return a.negative == b.negative and a.claim.kind == b.claim.kind


def find(records: Sequence[SpeakerRecord], name: str) -> SpeakerRecord | None:
    """The speaker whose name or id holds all the given words; the one with most statements where several do."""
    asked = set(tokens(name))
    found = [s for s in records if asked and asked <= set(tokens(f"{s.name} {s.id.replace('-', ' ')}"))]
    return max(found, key=lambda s: (len(s.statements), s.id)) if found else None

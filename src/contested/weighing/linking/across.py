"""Links between claims that are not accounts of one happening: denials, and the tensions listed in `linking.toml`.

Claims are kept under keys by day, so that new ones change only the links of the denials and tensions around them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from contested import data
from contested.nouns import Link
from contested.weighing.blocking import Key, keys
from contested.weighing.facts import IMAGINED, Facts
from contested.weighing.features.setting import apart, distance, meet, names_it, time
from contested.weighing.linking.pairs import Pair
from contested.weighing.linking.rules import Tension, tensions
from contested.weighing.linking.slots import deniable, happened
from contested.weighing.model import Told
from contested.weighing.sides import SideTable

CLOSE_BY = 900  # characters between two claims of one report that still speak of one thing
COUNTRY = 250.0  # km; what is told of a whole country says little of a town in it
LOOKED_AT = 200  # claims under one key that are looked at; bounds the work where very much is told of one town
MOST = 6  # how many claims one claim is put in tension with under one rule
Owner = tuple[int, str]  # the number of the rule (0 for denials) and the claim whose links they are


@dataclass(frozen=True, slots=True)
class Known:
    """What links are made from: for each claim its facts, its teller and its group."""

    facts: Mapping[str, Facts]
    told: Mapping[str, Told]
    group: Mapping[str, str]
    sides: SideTable

    def pair(self, a: str, b: str) -> Pair:
        """Two claims side by side."""
        return Pair(self.facts[a], self.facts[b], self.told[a], self.told[b], self.sides)


class _Shelf:
    """Claims under keys, in order of day."""

    def __init__(self) -> None:
        self._lists: dict[Key, list[tuple[int, str]]] = defaultdict(list)

    def put(self, fact: Facts, under: Iterable[Key]) -> None:
        for key in under:
            insort(self._lists[key], (fact.anchor, fact.id))

    def near(self, fact: Facts, under: Iterable[Key], days: int, most: int | None = None) -> set[str]:
        """The ids that lie within so many days, under any of the keys; of each key at most `most`, the next by day."""
        out: set[str] = set()
        for key in under:
            listed = self._lists.get(key)
            if not listed:
                continue
            low = bisect_left(listed, (fact.anchor - days, ""))
            high = bisect_left(listed, (fact.anchor + days + 1, ""))
            if most is not None and high - low > most:
                here = bisect_left(listed, (fact.anchor, fact.id))
                low = max(low, min(here - most // 2, high - most))
                high = min(high, low + most)
            out.update(claim for _, claim in listed[low:high])
        return out

    def everyone(self) -> set[str]:
        """All ids."""
        return {claim for listed in self._lists.values() for _, claim in listed}


class Across:
    """All links across groups, by the claim that they start from. `update` renews those around changed claims."""

    def __init__(self) -> None:
        table = data.table("weighing/linking.toml")["denial"]
        self._days, self._most = int(table["days"]), int(table["most"])
        self._told, self._denials = _Shelf(), _Shelf()
        self._ends = [(_Shelf(), _Shelf()) for _ in tensions()]
        self.links: dict[Owner, tuple[Link, ...]] = {}
        self.touching: dict[str, set[Owner]] = defaultdict(set)

    def add(self, fact: Facts) -> None:
        """Take a claim in. Its links are made by `update`."""
        if fact.reality != IMAGINED:
            if fact.negative:
                self._denials.put(fact, _ask(fact))
            else:
                self._told.put(fact, keys(fact))
        for rule, (firsts, seconds) in zip(tensions(), self._ends, strict=True):
            if rule.a.takes(fact):
                firsts.put(fact, _reach_keys(rule, fact))
            if rule.b.takes(fact):
                seconds.put(fact, _reach_keys(rule, fact))

    def update(self, changed: Iterable[str], known: Known) -> set[str]:
        """Make the links anew that changed claims have a part in; gives the claims whose links changed."""
        wanted = list(changed)
        owners = self._all() if 2 * len(wanted) > len(known.facts) else self._around(wanted, known)
        out: set[str] = set()
        for owner in sorted(owners):
            out |= self._renew(owner, known)
        return out

    def _all(self) -> set[Owner]:
        found = {(0, claim) for claim in self._denials.everyone()}
        for n, (firsts, _) in enumerate(self._ends, start=1):
            found |= {(n, claim) for claim in firsts.everyone()}
        return found

    def _around(self, changed: Iterable[str], known: Known) -> set[Owner]:
        owners: set[Owner] = set()
        for claim in changed:
            fact = known.facts[claim]
            if fact.reality != IMAGINED:
                if fact.negative:
                    owners.add((0, claim))
                else:
                    owners.update((0, other) for other in self._denials.near(fact, keys(fact), self._days))
            for n, rule in enumerate(tensions(), start=1):
                if rule.a.takes(fact):
                    owners.add((n, claim))
                if rule.b.takes(fact):
                    found = self._ends[n - 1][0].near(fact, _reach_keys(rule, fact), rule.days)
                    owners.update((n, other) for other in found)
        return owners

    def of(self, claims: Iterable[str]) -> list[Link]:
        """The links that touch any of the claims, each pair once in a slot, in a fixed order."""
        owners = sorted({owner for claim in claims for owner in self.touching.get(claim, ())})
        wanted = set(claims)
        return once(ln for owner in owners for ln in self.links[owner] if ln.a in wanted or ln.b in wanted)

    def all(self) -> list[Link]:
        """All links, each pair once in a slot."""
        return once(ln for owner in sorted(self.links) for ln in self.links[owner])

    def _renew(self, owner: Owner, known: Known) -> set[str]:
        links = self._denied(owner[1], known) if owner[0] == 0 else self._tense(owner[0] - 1, owner[1], known)
        before = self.links.pop(owner, ())
        for link in before:
            self.touching[link.a].discard(owner)
            self.touching[link.b].discard(owner)
        for link in links:
            self.touching[link.a].add(owner)
            self.touching[link.b].add(owner)
        if links:
            self.links[owner] = links
        return set() if links == before else {c for ln in (*before, *links) for c in (ln.a, ln.b)}

    def _denied(self, claim: str, known: Known) -> tuple[Link, ...]:
        fact, home = known.facts[claim], known.group[claim]
        found = self._told.near(fact, _ask(fact), self._days, LOOKED_AT)
        near = [o for o in found if known.group[o] != home and _concerns(fact, known.facts[o])]
        chosen = _nearest(fact, near, known, self._most)
        return tuple(link for other in chosen if (link := happened(known.pair(claim, other))))

    def _tense(self, number: int, claim: str, known: Known) -> tuple[Link, ...]:
        rule = tensions()[number]
        fact = known.facts[claim]
        found = self._ends[number][1].near(fact, _reach_keys(rule, fact), rule.days, LOOKED_AT)
        fits = [other for other in found if other != claim and _fits(rule, known.pair(claim, other))]
        return tuple(_say(rule, known.pair(claim, other)) for other in _nearest(fact, fits, known, MOST))


def once(links: Iterable[Link], key: Callable[[Link], str] = lambda ln: ln.slot) -> list[Link]:
    """Each pair of claims linked once for what `key` gives; the first link stays."""
    seen: dict[tuple[str, str, str], Link] = {}
    for link in links:
        one, two = (link.a, link.b) if link.a < link.b else (link.b, link.a)
        seen.setdefault((one, two, key(link)), link)
    return list(seen.values())


def _nearest(fact: Facts, others: Iterable[str], known: Known, most: int) -> list[str]:
    def rank(claim: str) -> tuple[bool, int, float, str]:
        other = known.facts[claim]
        km = distance(fact, other) if fact.place and other.place else 0.0
        return other.account.document != fact.account.document, abs(other.anchor - fact.anchor), km, claim

    return sorted(others, key=rank)[:most]


def _ask(fact: Facts) -> tuple[Key, ...]:
    """Where a denial looks for what it denies: its own blocks, its region, and the towns of its region."""
    own = keys(fact)
    other = {"t": "r", "r": "t", "v": "w", "w": "v"}
    wide = tuple((other[k[0]], *k[1:]) for k in own if k[0] in other)
    return tuple(k for k in own if k[0] not in ("t", "v")) + wide


def _concerns(denial: Facts, other: Facts) -> bool:
    if not deniable(denial, other):
        return False
    if denial.claim.kind == other.claim.kind and denial.doers and other.doers and not denial.doers & other.doers:
        return False
    if denial.block == "strike" and denial.timed and other.timed and time(denial, other)[0] < 0:
        return False
    near = denial.account.document == other.account.document and apart(denial, other) <= CLOSE_BY
    if denial.place is None or other.place is None or (near and denial.block == "people"):
        # Who is moved has several places, and a denial of it seldom names them again.
        return near or names_it(denial, other) or names_it(other, denial)
    if other.sums and not denial.vague:
        return False  # who denies what is told of a town leaves the rest of the region
    if max(denial.radius, other.radius) > COUNTRY and min(denial.radius, other.radius) <= COUNTRY:
        return False
    if denial.inherited or other.inherited:
        return distance(denial, other) <= denial.radius + other.radius
    return meet(denial, other)


def _reach_keys(rule: Tension, fact: Facts) -> tuple[Key, ...]:
    own: tuple[Key, ...] = (("d", fact.account.document),)
    if rule.reach == "document":
        return own
    if rule.reach == "country":
        who = fact.doers or (frozenset([fact.side]) if fact.side else frozenset())
        return own + tuple(("s", w) for w in sorted(who))
    places = [k for k in keys(fact) if k[0] in "crt"]
    return own + tuple(("r" if k[0] == "t" else k[0], *k[2:]) for k in places)


def _fits(rule: Tension, pair: Pair) -> bool:
    a, b = pair.a, pair.b
    one, two = pair.told_a.side, pair.told_b.side
    if rule.sides == "other" and pair.sides.allied(one, two):
        return False
    if pair.one_origin or (rule.sides == "differ" and (not one or not two or pair.sides.allied(one, two))):
        return False
    doers_a, doers_b = _doers(a), _doers(b)
    if rule.doers == "same" and doers_a and doers_b and not doers_a & doers_b:
        return False
    if rule.doers == "apart" and not (doers_a and doers_b):
        return False
    if rule.doers == "opposed" and not any(pair.sides.opposed(x, y) for x in doers_a for y in doers_b):
        return False
    if rule.doers == "apart" and any(pair.sides.allied(x, y) for x in doers_a for y in doers_b):
        return False
    if rule.reach == "place":
        return meet(a, b)
    if rule.reach == "country" and a.place and b.place and not a.inherited and not b.inherited:
        return a.place.country == b.place.country or a.account.document == b.account.document
    return True


def _doers(fact: Facts) -> frozenset[str]:
    """Who acts in a claim; "the operation goes on" without a doer is the speaker's own."""
    own = fact.side if fact.claim.kind in ("statement", "battle") else None
    return fact.doers or (frozenset([own]) if own else frozenset())


def _say(rule: Tension, pair: Pair) -> Link:
    reason = rule.reason.format(a=pair.a.who, b=pair.b.who, where_a=pair.a.where, where_b=pair.b.where)
    if pair.one_side and pair.told_a.side != "third":
        reason += f" Both speak for {pair.sides.name(pair.told_a.side)}."
    return pair.link(rule.relation, rule.slot, reason, 0.7 if rule.relation == "in_tension" else 0.9)

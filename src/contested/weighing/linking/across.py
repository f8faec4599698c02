"""Links between claims that are not accounts of one happening: denials, and the tensions listed in `linking.toml`."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested import data
from contested.errors import DataFileError
from contested.nouns import Link
from contested.weighing.blocking import Key, keys
from contested.weighing.facts import IMAGINED, TOLD, WILLED, Facts
from contested.weighing.features.setting import distance, kind, meet
from contested.weighing.linking.slots import Pair, happened
from contested.weighing.model import Told
from contested.weighing.sides import SideTable

_REALITIES = {"told": TOLD, "willed": WILLED, "imagined": IMAGINED}
MOST = 6


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
            fact.claim.kind in self.kinds
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


def links_across(found: Sequence[Facts], told: Sequence[Told], home: Sequence[int], sides: SideTable) -> list[Link]:
    """Denials and tensions between claims of different incidents. `home`: the number of each claim's incident."""
    by_key: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for i, fact in enumerate(found):
        if not fact.negative and fact.reality != IMAGINED:
            for key in keys(fact):
                by_key[key].append((fact.anchor, i))
    for members in by_key.values():
        members.sort()
    out = _denials(found, told, home, sides, by_key)
    for rule in tensions():
        out.extend(_tense(rule, found, told, sides))
    seen: dict[tuple[str, str, str], Link] = {}
    for link in out:
        one, two = sorted((link.a, link.b))
        seen.setdefault((one, two, link.slot), link)
    return [seen[k] for k in sorted(seen)]


@cache
def tensions() -> tuple[Tension, ...]:
    """The rules of `linking.toml`."""
    out = []
    for entry in data.table("weighing/linking.toml")["tension"]:
        rule = Tension(
            entry["id"],
            entry["slot"],
            entry["relation"],
            Selector.of(entry["a"]),
            Selector.of(entry["b"]),
            int(entry["days"]),
            entry["reach"],
            entry["doers"],
            entry["sides"],
            entry["reason"],
        )
        if rule.reach not in ("place", "country", "document") or rule.doers not in ("same", "opposed", "any"):
            raise DataFileError(f"linking.toml: the rule {rule.id!r} has an unknown reach or doers.")
        out.append(rule)
    return tuple(out)


def _denials(
    found: Sequence[Facts],
    told: Sequence[Told],
    home: Sequence[int],
    sides: SideTable,
    by_key: Mapping[Key, list[tuple[int, int]]],
) -> list[Link]:
    table = data.table("weighing/linking.toml")["denial"]
    days, most = int(table["days"]), int(table["most"])
    out = []
    for i, fact in enumerate(found):
        if not fact.negative or fact.reality == IMAGINED:
            continue
        near: dict[int, tuple[int, int, float, str]] = {}
        for key in _ask(fact):
            members = by_key.get(key, [])
            for n in range(bisect_left(members, (fact.anchor - days, -1)), len(members)):
                day, j = members[n]
                if day > fact.anchor + days:
                    break
                if home[j] != home[i] and _concerns(fact, found[j]):
                    km = distance(fact, found[j]) if fact.place and found[j].place else 0.0
                    same = fact.account.document == found[j].account.document
                    near[j] = (not same, abs(day - fact.anchor), km, found[j].id)
        for j in sorted(near, key=lambda j: near[j])[:most]:
            link = happened(Pair(fact, found[j], told[i], told[j], sides))
            if link:
                out.append(link)
    return out


def _ask(fact: Facts) -> tuple[Key, ...]:
    """Where a denial looks for what it denies: its own blocks, its region, and the towns of its region."""
    own = keys(fact)
    wide = tuple(("t", *k[1:]) for k in own if k[0] == "r") + tuple(("r", *k[1:]) for k in own if k[0] == "t")
    return tuple(k for k in own if k[0] != "t") + wide


def _concerns(denial: Facts, other: Facts) -> bool:
    if kind(denial, other)[0] < 0.4:
        return False
    if denial.doers and other.doers and not denial.doers & other.doers and denial.claim.kind == other.claim.kind:
        return False
    if denial.place is None or other.place is None:
        return denial.account.document == other.account.document
    if denial.inherited or other.inherited:
        return distance(denial, other) <= denial.radius + other.radius
    return meet(denial, other)


def _tense(rule: Tension, found: Sequence[Facts], told: Sequence[Told], sides: SideTable) -> list[Link]:
    firsts = [i for i, f in enumerate(found) if rule.a.takes(f)]
    if not firsts:
        return []
    seconds: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for j, fact in enumerate(found):
        if rule.b.takes(fact):
            for key in _reach_keys(rule, fact):
                seconds[key].append((fact.anchor, j))
    for members in seconds.values():
        members.sort()
    out = []
    for i in firsts:
        near: dict[int, tuple[bool, int, str]] = {}
        for key in _reach_keys(rule, found[i]):
            members = seconds.get(key, [])
            for n in range(bisect_left(members, (found[i].anchor - rule.days, -1)), len(members)):
                day, j = members[n]
                if day > found[i].anchor + rule.days:
                    break
                if i != j and _fits(rule, Pair(found[i], found[j], told[i], told[j], sides)):
                    near[j] = (
                        found[i].account.document != found[j].account.document,
                        abs(day - found[i].anchor),
                        found[j].id,
                    )
        for j in sorted(near, key=lambda j: near[j])[:MOST]:
            out.append(_say(rule, Pair(found[i], found[j], told[i], told[j], sides)))
    return out


def _reach_keys(rule: Tension, fact: Facts) -> tuple[tuple[str, ...], ...]:
    own = (("d", fact.account.document),)
    if rule.reach == "document":
        return own
    if rule.reach == "country":
        who = fact.doers or (frozenset([fact.side]) if fact.side else frozenset())
        return own + tuple(("s", w) for w in sorted(who))
    places = [k for k in keys(fact) if k[0] in "crt"]
    return own + tuple(("r" if k[0] == "t" else k[0], k[2]) for k in places)


def _fits(rule: Tension, pair: Pair) -> bool:
    a, b = pair.a, pair.b
    if pair.one_origin or (rule.sides == "differ" and pair.sides.allied(pair.told_a.side, pair.told_b.side)):
        return False
    doers_a, doers_b = _doers(a), _doers(b)
    if rule.doers == "same" and doers_a and doers_b and not doers_a & doers_b:
        return False
    if rule.doers == "opposed" and not any(pair.sides.opposed(x, y) for x in doers_a for y in doers_b):
        return False
    if rule.reach == "place":
        return meet(a, b)
    if rule.reach == "country" and a.place and b.place and not a.inherited and not b.inherited:
        return a.place.country == b.place.country
    return True


def _doers(fact: Facts) -> frozenset[str]:
    return fact.doers or (frozenset([fact.side]) if fact.side and fact.claim.kind == "statement" else frozenset())


def _say(rule: Tension, pair: Pair) -> Link:
    reason = rule.reason.format(a=pair.a.who, b=pair.b.who, where_a=pair.a.where, where_b=pair.b.where)
    if pair.one_side and pair.told_a.side != "third":
        reason += f" Both speak for {pair.sides.name(pair.told_a.side)}."
    return pair.link(rule.relation, rule.slot, reason, 0.7 if rule.relation == "in_tension" else 0.9)

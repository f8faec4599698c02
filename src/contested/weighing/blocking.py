"""Which pairs of claims are compared at all: same block of kinds, places near each other, days near each other.

Claims are put under keys, and within a key only neighbours by day are paired, a limited number each. So the work grows
with the number of claims, not with its square. New claims change only the pairs around them.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Iterable

from contested.weighing.facts import Facts

REGION = 200.0  # km; what is told of more than that is told of a country
CELL = 0.25  # degrees; about 28 km from north to south
Key = tuple[str, ...]
# Keys whose claims stand in the list of another one and are paired with its own claims only: a town in its region, a
# place beside claims without one whose words name it.
GUESTS = {"t": "r", "v": "w"}
Pair = tuple[str, str]
Entry = tuple[int, str, str]


def keys(fact: Facts) -> tuple[Key, ...]:
    """The keys of a claim in each of its blocks: its report, its grid cells or region; "t" marks a town in a region,
    "v" a place by its name, "w" a name among the words of a claim without a place.
    """
    return tuple(key for block in fact.blocks for key in _keys(fact, block))


def _keys(fact: Facts, block: str) -> list[Key]:
    own: list[Key] = [("d", block, fact.account.document)]
    place = fact.place
    if place is None:
        who = sorted(fact.doers) or sorted(fact.sufferers) or ["-"]
        own.extend(("n", block, w) for w in who)
        if fact.spot:
            own.append(("n", block, f"at {fact.spot}"))
        own.extend(("w", block, name) for name in sorted(fact.names))
        return own
    own.extend(("v", block, name) for name in sorted(fact.names) if not fact.inherited)
    if fact.vague:
        own.append(("r", block, _region(fact)))
        return own
    row, column = cell(fact.lat, fact.lon)
    own.extend(("c", block, str(row + i), str(column + j)) for i, j in _spread(fact))
    if place.admin1:
        own.append(("t", block, f"{place.country}.{place.admin1}"))
    elif place.country:
        own.append(("t", block, place.country))
    return own


def cell(lat: float, lon: float) -> tuple[int, int]:
    """The grid cell of a point."""
    return math.floor(lat / CELL), math.floor(lon / CELL)


class Blocks:
    """Claims under their keys, in order of day. `add` gives the pairs that are to be compared now, and those that are
    no longer.
    """

    def __init__(self, window: int, neighbours: int) -> None:
        self.window = window
        self.neighbours = neighbours
        self._lists: dict[Key, list[Entry]] = {}
        self._guests: dict[
            Key, set[str]
        ] = {}  # towns in the list of their region, which are paired with its own claims only
        # In how many lists a pair stands; by its first claim, since one great dictionary takes a second to grow.
        self._held: dict[str, dict[str, int]] = {}

    def add(self, found: Iterable[Facts]) -> tuple[list[Pair], list[Pair]]:
        """Put claims in; gives the pairs (smaller id first) that came and those that went, each sorted."""
        by_key: dict[Key, list[Entry]] = {}
        for fact in found:
            entries = [(day, fact.claim.kind, fact.id) for day in fact.anchors(self.window)]
            for key in keys(fact):
                home = (GUESTS.get(key[0], key[0]), *key[1:])
                by_key.setdefault(home, []).extend(entries)
                if key[0] in GUESTS:
                    self._guests.setdefault(home, set()).add(fact.id)
        came: dict[Pair, None] = {}
        gone: dict[Pair, None] = {}
        for key, listed in by_key.items():
            self._insert(key, listed, came, gone)
        held = self._held
        return (
            sorted(p for p in came if p[1] in held.get(p[0], ())),
            sorted(p for p in gone if p[1] not in held.get(p[0], ())),
        )

    def _insert(self, key: Key, entries: list[Entry], came: dict[Pair, None], gone: dict[Pair, None]) -> None:
        listed = self._lists.setdefault(key, [])
        guests: frozenset[str] | set[str] = self._guests.get(key, frozenset())
        before: list[Pair] = []
        if listed:
            before = self._around(listed, guests, entries)
            for entry in entries:
                insort(listed, entry)
            after = self._around(listed, guests, entries)
        else:
            listed.extend(sorted(entries))
            after = self._from(listed, guests, range(len(listed)))
        for a, b in before:
            self._held[a][b] -= 1
        for a, b in after:
            others = self._held.setdefault(a, {})
            count = others.get(b)
            if count is None:
                came[a, b] = None
            others[b] = (count or 0) + 1
        for a, b in before:
            others = self._held[a]
            if others.get(b) == 0:
                del others[b]
                gone[a, b] = None

    def _around(self, listed: list[Entry], guests: frozenset[str] | set[str], entries: list[Entry]) -> list[Pair]:
        """The pairs of all claims whose neighbours the new entries are or come between."""
        sources: set[int] = set()
        for entry in entries:
            sources.update(range(bisect_left(listed, (entry[0] - self.window,)), bisect_left(listed, (*entry, ""))))
            sources.update(n for n in (bisect_left(listed, entry),) if n < len(listed) and listed[n] == entry)
        return self._from(listed, guests, sorted(sources))

    def _from(self, listed: list[Entry], guests: frozenset[str] | set[str], sources: Iterable[int]) -> list[Pair]:
        """Each source with the next claims by day: within the window, up to the number of neighbours."""
        out: list[Pair] = []
        size, most, window = len(listed), self.neighbours, self.window
        alone = not guests
        for n in sources:
            day, _, a = listed[n]
            last, taken, guest = day + window, 0, not alone and a in guests
            for m in range(n + 1, size):
                other, _, b = listed[m]
                if other > last or taken >= most:
                    break
                if (guest and b in guests) or b == a:
                    continue
                taken += 1
                out.append((a, b) if a < b else (b, a))
        return out


def _region(fact: Facts) -> str:
    place = fact.place
    if place is None:
        return "-"
    if place.admin1:
        return f"{place.country}.{place.admin1}"
    if place.country and fact.radius <= REGION:
        # Without a first division the country has to do: its regions and its towns that have none are put together.
        return place.country
    return f"{place.country}.{place.geonameid or place.name or place.text}"


def _spread(fact: Facts) -> tuple[tuple[int, int], ...]:
    """The claim's own cell, and the neighbouring ones that lie within its radius: two claims meet if either reaches
    the other.
    """
    reach_lat = (fact.radius + 3) / 111.0
    reach_lon = reach_lat / max(0.2, math.cos(math.radians(fact.lat)))
    row, column = cell(fact.lat, fact.lon)
    low, high = cell(fact.lat - reach_lat, fact.lon - reach_lon), cell(fact.lat + reach_lat, fact.lon + reach_lon)
    return tuple((i - row, j - column) for i in range(low[0], high[0] + 1) for j in range(low[1], high[1] + 1))

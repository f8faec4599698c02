"""Which pairs of claims are compared at all: same block of kinds, places near each other, days near each other.

Claims are put under keys, and within a key only neighbours by day are paired, a limited number each. So the work grows
with the number of claims, not with its square.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from contested.weighing.facts import Facts

CELL = 0.25  # degrees; about 28 km from north to south
Key = tuple[str, ...]


def keys(fact: Facts) -> tuple[Key, ...]:
    """The blocks that a claim belongs to."""
    own: list[Key] = [("d", fact.block, fact.account.document)]
    place = fact.place
    if place is None:
        who = sorted(fact.doers) or sorted(fact.sufferers) or ["-"]
        own.extend(("n", fact.block, w) for w in who)
        return tuple(own)
    if fact.vague:
        own.append(("r", fact.block, _region(fact)))
        if fact.radius > 200:
            return tuple(own)
        return tuple(own)
    row, column = cell(fact.lat, fact.lon)
    own.extend(("c", fact.block, str(row + i), str(column + j)) for i, j in _spread(fact))
    if place.admin1:
        own.append(("t", fact.block, f"{place.country}.{place.admin1}"))
    return tuple(own)


def cell(lat: float, lon: float) -> tuple[int, int]:
    """The grid cell of a point."""
    return math.floor(lat / CELL), math.floor(lon / CELL)


def pairs(found: Sequence[Facts], window: int, neighbours: int) -> Iterator[tuple[int, int]]:
    """Pairs of positions to compare, each once, smaller position first. `found` must be sorted by claim id."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for i, fact in enumerate(found):
        for block in keys(fact):
            blocks[block].append(i)
    seen: set[int] = set()
    size = len(found)
    for block in sorted(blocks):
        if block[0] == "t":
            continue
        mixed = block[0] == "r"
        members = blocks[block]
        others = blocks.get(("t", *block[1:]), []) if mixed else []
        for i, j in within(found, members, others, window, neighbours):
            code = i * size + j if i < j else j * size + i
            if code not in seen:
                seen.add(code)
                yield (i, j) if i < j else (j, i)


def within(
    found: Sequence[Facts], members: Iterable[int], others: Iterable[int], window: int, neighbours: int
) -> Iterator[tuple[int, int]]:
    """Pairs inside one block: each claim with the next ones by day. Of `others` (towns of a region), only with
    members.
    """
    own = set(members)
    order = sorted([*own, *others], key=lambda i: (found[i].anchor, found[i].claim.kind, found[i].id))
    for n, i in enumerate(order):
        last = found[i].anchor + window
        taken = 0
        for m in range(n + 1, len(order)):
            j = order[m]
            if found[j].anchor > last or taken >= neighbours:
                break
            if i in own or j in own:
                taken += 1
                yield i, j


def _region(fact: Facts) -> str:
    place = fact.place
    if place is None:
        return "-"
    if place.admin1:
        return f"{place.country}.{place.admin1}"
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

"""Claims drawn into groups that tell of one happening: average linkage inside components of the graph of likely pairs.

The result depends on the set of claims, never on their order: components are walked in the order of their smallest
claim,
and ties fall to the smaller ids. A component stands alone, so that a new claim re-groups only the components it
touches.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

from contested.weighing.decisions import Orders

Scored = tuple[int, int, float]
NEVER = -1e9


def regroup(
    start: Iterable[str], likely: Mapping[str, Mapping[str, float]], floor: float, orders: Orders
) -> list[tuple[str, ...]]:
    """The groups of all claims that hang together with `start` through likely pairs (log-odds above 0) or orders.

    `likely`: for each claim the claims it was compared with and the log-odds; pairs that are missing count as `floor`.
    """
    out: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for first in sorted(start):
        if first not in seen:
            part = sorted(_reach(first, likely, orders))
            seen.update(part)
            out.extend([tuple(part)] if len(part) == 1 else _split(part, likely, floor, orders))
    return out


def _reach(first: str, likely: Mapping[str, Mapping[str, float]], orders: Orders) -> set[str]:
    found, ahead = {first}, [first]
    while ahead:
        claim = ahead.pop()
        near = [other for other, score in likely.get(claim, {}).items() if score > 0 and orders.allow(claim, other)]
        for other in (*near, *(o for o in orders.bound(claim) if o in likely)):
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found


def _split(
    part: Sequence[str], likely: Mapping[str, Mapping[str, float]], floor: float, orders: Orders
) -> list[tuple[str, ...]]:
    where = {claim: n for n, claim in enumerate(part)}
    pairs = [
        (n, where[other], score)
        for n, claim in enumerate(part)
        for other, score in likely.get(claim, {}).items()
        if claim < other and other in where and orders.allow(claim, other)
    ]
    must = [(where[a], where[b]) for a in part for b in orders.bound(a) if a < b and b in where]
    never = [(where[a], where[b]) for a, b in sorted(orders.apart) if a in where and b in where]
    groups = agglomerate(range(len(part)), pairs, floor, must, never)
    return [tuple(part[n] for n in members) for members in groups]


def agglomerate(
    part: Sequence[int],
    pairs: Sequence[Scored],
    floor: float,
    must: Sequence[tuple[int, int]] = (),
    never: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Average linkage over one component: the best pair of groups is joined as long as its mean log-odds is above 0."""
    groups: dict[int, list[int]] = {i: [i] for i in part}
    sums: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in part}
    for i, j, score in sorted(pairs):
        sums[i][j] = sums[j][i] = (score, 1)
    for i, j in never:
        sums[i][j] = sums[j][i] = (NEVER, 1)
    home = {i: i for i in part}
    for i, j in sorted(must):
        a, b = sorted((home[i], home[j]))
        if a != b:
            _merge(groups, sums, a, b)
            home.update(dict.fromkeys(groups[a], a))
    version = dict.fromkeys(groups, 0)
    heap: list[tuple[float, int, int, int, int]] = []

    def push(a: int, b: int) -> None:
        total, known = sums[a][b]
        size = len(groups[a]) * len(groups[b])
        mean = (total + (size - known) * floor) / size
        if mean > 0:
            a, b = (a, b) if a < b else (b, a)
            heapq.heappush(heap, (-mean, a, b, version[a], version[b]))

    for a in sorted(groups):
        for b in sums[a]:
            if a < b:
                push(a, b)
    while heap:
        _, a, b, seen_a, seen_b = heapq.heappop(heap)
        if a not in groups or b not in groups or version[a] != seen_a or version[b] != seen_b:
            continue
        _merge(groups, sums, a, b)
        version[a] += 1
        for other in sorted(sums[a]):
            push(a, other)
    return [sorted(members) for members in groups.values()]


def _merge(groups: dict[int, list[int]], sums: dict[int, dict[int, tuple[float, int]]], a: int, b: int) -> None:
    groups[a] = groups[a] + groups.pop(b)
    gone = sums.pop(b)
    sums[a].pop(b, None)
    for other in sorted(gone):
        if other == a:
            continue
        total, known = gone[other]
        before, count = sums[a].get(other, (0.0, 0))
        sums[a][other] = sums[other][a] = (before + total, count + known)
        sums[other].pop(b, None)

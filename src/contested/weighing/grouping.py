"""Claims drawn into groups that tell of one happening: average linkage inside components of the graph of likely pairs.

The result depends on the set of claims, never on their order: components are walked in the order of their smallest
claim,
and ties fall to the smaller ids. A component stands alone, so that a new claim re-groups only the components it
touches.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from contested.weighing.decisions import Orders

Scored = tuple[int, int, float]
NEVER = -1e9


def components(size: int, joined: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected sets of the positions 0 … size-1, each sorted, by their smallest."""
    up = list(range(size))

    def find(i: int) -> int:
        while up[i] != i:
            up[i] = up[up[i]]
            i = up[i]
        return i

    for i, j in joined:
        a, b = find(i), find(j)
        if a != b:
            up[max(a, b)] = min(a, b)
    out: dict[int, list[int]] = defaultdict(list)
    for i in range(size):
        out[find(i)].append(i)
    return list(out.values())


def group(ids: Sequence[str], scored: Sequence[Scored], floor: float, orders: Orders | None = None) -> list[list[int]]:
    """Groups of positions. `scored`: compared pairs with their log-odds; pairs that are missing count as `floor`."""
    orders = orders or Orders()
    where = {claim: i for i, claim in enumerate(ids)}
    must = [(where[a], where[b]) for a, b in orders.together if a in where and b in where]
    kept = _obey(ids, scored, orders)
    edges: dict[int, list[Scored]] = defaultdict(list)
    parts = components(len(ids), [*((i, j) for i, j, s in kept if s > 0), *must])
    part_of = [0] * len(ids)
    for n, part in enumerate(parts):
        for i in part:
            part_of[i] = n
    for pair in kept:
        if part_of[pair[0]] == part_of[pair[1]] and len(parts[part_of[pair[0]]]) > 1:
            edges[part_of[pair[0]]].append(pair)
    wanted: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, j in must:
        wanted[part_of[i]].append((i, j))
    out: list[list[int]] = []
    for n, part in enumerate(parts):
        if len(part) == 1:
            out.append(part)
        else:
            out.extend(agglomerate(part, edges[n], floor, wanted[n], _forbidden(part, ids, orders)))
    return sorted(out, key=lambda members: members[0])


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


def _obey(ids: Sequence[str], scored: Sequence[Scored], orders: Orders) -> list[Scored]:
    if not orders.apart and not orders.pinned:
        return list(scored)
    pinned: Mapping[str, int] = orders.pinned or {}
    out = []
    for i, j, score in scored:
        a, b = ids[i], ids[j]
        if pinned.get(a) != pinned.get(b):
            continue
        out.append((i, j, NEVER if ((a, b) if a < b else (b, a)) in orders.apart else score))
    return out


def _forbidden(part: Sequence[int], ids: Sequence[str], orders: Orders) -> list[tuple[int, int]]:
    if not orders.apart:
        return []
    where = {ids[i]: i for i in part}
    return [(where[a], where[b]) for a, b in sorted(orders.apart) if a in where and b in where]

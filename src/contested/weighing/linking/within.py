"""Links between the claims of one incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contested.nouns import Link
from contested.weighing.facts import Facts
from contested.weighing.linking import slots
from contested.weighing.linking.counting import toll
from contested.weighing.linking.pairs import Pair
from contested.weighing.model import Told
from contested.weighing.sides import SideTable

WHOLE = 24  # up to this many claims every pair is linked; beyond, each claim with its next ones by day


def links_within(members: Sequence[Facts], told: Sequence[Told], sides: SideTable) -> list[Link]:
    """All links inside an incident, by claim ids. A pair of one document's own voice with itself gives none but
    revisions.
    """
    out: list[Link] = []
    for i, j in _pairs(members):
        pair = Pair(members[i], members[j], told[i], told[j], sides)
        out.extend(links_of(pair))
    return out


def links_of(pair: Pair) -> list[Link]:
    """The links of two claims of one incident, at most one for each slot and figure."""
    # An admission says more than the agreement in the same slot, and comes first: a pair is linked once in a slot.
    found = [slots.admission(pair), slots.happened(pair), slots.culprit(pair), slots.control(pair)]
    if not pair.one_origin:
        found += [slots.place(pair), slots.time(pair)]
    return [link for link in (*found, *toll(pair)) if link]


def _pairs(members: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    size = len(members)
    order = (
        sorted(range(size), key=lambda i: (members[i].account.published or "", members[i].id))
        if size > WHOLE
        else list(range(size))
    )
    for n, i in enumerate(order):
        for j in order[n + 1 : n + WHOLE]:
            yield (i, j)

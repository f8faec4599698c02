"""The figures of an incident by UCDP's logic: best is the figure that most independent origins tell, ties to the lower;
low and high over all credible claims. A growing count is one count: what a later state replaces is left out, never
added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from contested.nouns import Toll
from contested.weighing.facts import Facts
from contested.weighing.features.content import name, show
from contested.weighing.linking.counting import PEOPLE, grows
from contested.weighing.model import Told
from contested.weighing.sides import SideTable

What = tuple[str, str | None]


def tolls(members: Sequence[Facts], told: Sequence[Told], sides: SideTable) -> tuple[Toll, ...]:
    """The tolls of an incident, for each thing counted and each group of people apart."""
    by_what: dict[What, list[int]] = defaultdict(list)
    for i, fact in enumerate(members):
        for what in fact.figures:
            if what[0] in PEOPLE and credible(fact):
                by_what[what].append(i)
    return tuple(
        _toll(what, by_what[what], members, told, sides) for what in sorted(by_what, key=lambda w: (w[0], w[1] or ""))
    )


def credible(fact: Facts) -> bool:
    """Whether a claim's figures count: told as having happened, and not denied, predicted or demanded."""
    return fact.told and fact.claim.stance not in ("denied", "predicted", "demanded")


def current(
    what: What, members: Sequence[int], told: Sequence[int], found: Sequence[Facts], sides: SideTable
) -> list[int]:
    """The claims whose figure no later state of the same count replaces, among all that were told: what a count
    replaced before it was corrected itself stays replaced.
    """
    standing = [i for i in members if not any(j != i and grows(found[i], found[j], what, sides) for j in told)]
    return standing or list(members)  # where each replaces another, none does


def latest(what: What, members: Sequence[int], found: Sequence[Facts], told: Sequence[Told]) -> list[int]:
    """Of each origin the figure that it came to tell last: a paper with its older one does not bring that back."""
    first: dict[tuple[str, tuple[float, float | None]], str] = {}
    for i in members:
        key = told[i].origin, found[i].figures[what]
        day = (found[i].account.published or "")[:10]
        first[key] = min(first.get(key, day), day)
    last: dict[str, str] = {}
    for (origin, _), day in first.items():
        last[origin] = max(last.get(origin, day), day)
    return [i for i in members if first[told[i].origin, found[i].figures[what]] == last[told[i].origin]]


def _toll(what: What, members: Sequence[int], found: Sequence[Facts], told: Sequence[Told], sides: SideTable) -> Toll:
    standing = current(what, latest(what, members, found, told), members, found, sides)
    figures = {i: found[i].figures[what] for i in standing}
    low = min(f[0] for f in figures.values())
    high = max(f[0] if f[1] is None else f[1] for f in figures.values())
    support: dict[float, set[str]] = defaultdict(set)
    for point in sorted({_point(f) for f in figures.values()}):
        for i, (least, most) in figures.items():
            if point == _point(figures[i]) or (most is not None and least <= point <= most):
                support[point].add(told[i].origin)
    best = min(support, key=lambda p: (-len(support[p]), p))
    label = name(what[0]) + (f", {what[1]}" if what[1] else "")
    count = len(support[best])
    reason = f"{best:,.6g} {label}: told by {count} independent origin{'s' if count > 1 else ''}"
    rivals = [p for p in sorted(support) if p != best]
    if rivals:
        tied = any(len(support[p]) == count for p in rivals)
        reason += f"; others tell {', '.join(f'{p:,.6g}' for p in rivals[:4])}" + (
            "; the lower is taken where they tie" if tied else ""
        )
    gone = [found[i].figures[what] for i in members if i not in figures]
    if gone:
        reason += f"; earlier states of a growing count left out: {', '.join(sorted({show(f) for f in gone})[:4])}"
    return Toll(what[0], what[1], low, best, high, tuple(sorted(found[i].id for i in members)), reason + ".")


def _point(figure: tuple[float, float | None]) -> float:
    """What a figure votes for: its low end; the middle where it is "about" a number, a tenth of it to either side."""
    low, high = figure
    if high is None or high - low < 2:
        return low
    middle = float(round((low + high) / 2))
    return middle if abs(low - 0.9 * middle) <= max(0.5, 0.005 * middle) else low

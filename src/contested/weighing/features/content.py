"""What the claims tell: counts, doers, targets, words, and whether it is told as done, wanted or imagined."""

from __future__ import annotations

import math

from contested.weighing.facts import IMAGINED, Facts

Verdict = tuple[float, str]


def reality(a: Facts, b: Facts) -> Verdict:
    """Whether both are told as done, both as wanted, or one as merely imagined."""
    if a.reality == b.reality:
        return 0.0, ""
    if IMAGINED in (a.reality, b.reality):
        return -1.0, "one is only imagined"
    return -0.3, "one is told as done, the other as wanted or planned"


def counts(a: Facts, b: Facts) -> Verdict:
    """Whether the figures can be the same. The same large or odd number says more than a small one; a differing
    toll says little, since tolls grow and are disputed."""
    shared = [(k, a.figures[k], b.figures[k]) for k in a.figures if k in b.figures]
    if not shared:
        return 0.0, ""
    best, words = -1.0, ""
    for (of, _), one, two in shared:
        if one == two:
            score, text = min(1.0, 0.25 + math.log10(1 + one[0]) / 2), f"both tell {show(one)} {name(of)}"
        elif one[0] <= (two[1] or math.inf) and two[0] <= (one[1] or math.inf):
            score, text = 0.2, f"{show(one)} and {show(two)} {name(of)} can be the same"
        else:
            ratio = min(one[0], two[0]) / max(one[0], two[0], 1)
            score, text = ratio - 1.0, f"{show(one)} against {show(two)} {name(of)}"
        if score > best:
            best, words = score, text
    return best, words


def culprit(a: Facts, b: Facts) -> Verdict:
    """Whether they name the same side as the doer. Accounts of one happening often part here, so it weighs little."""
    if not a.doers or not b.doers:
        return 0.0, ""
    if a.doers & b.doers:
        return 1.0, f"both name {', '.join(sorted(a.doers & b.doers))} as the doer"
    return -1.0, f"{', '.join(sorted(a.doers))} against {', '.join(sorted(b.doers))} as the doer"


def targets(a: Facts, b: Facts) -> Verdict:
    """Whether the same sort of thing was hit: a hospital, a bridge, a depot."""
    if not a.targets or not b.targets:
        return 0.0, ""
    shared = a.targets & b.targets
    if shared:
        return 1.0, f"both name a {', '.join(sorted(shared))}"
    return -1.0, f"{', '.join(sorted(a.targets))} against {', '.join(sorted(b.targets))}"


def words(a: Facts, b: Facts) -> Verdict:
    """How many of the words that carry meaning the two pieces of evidence share."""
    if len(a.words) < 3 or len(b.words) < 3:
        return 0.0, ""
    shared = len(a.words & b.words)
    share = shared / (len(a.words) + len(b.words) - shared)
    score = min(1.0, 1.6 * share) if share >= 0.05 else -0.3
    return score, f"{shared} words in common"


def show(figure: tuple[float, float | None]) -> str:
    """A figure as people write it: 12, 400-500, at least 12."""
    low, high = figure
    if high is None:
        return f"at least {low:,.6g}"
    return f"{low:,.6g}" if low == high else f"{low:,.6g}-{high:,.6g}"


def name(of: str) -> str:
    """What is counted, in words."""
    return of.replace("_", " ")

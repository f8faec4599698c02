"""What the claims tell: counts, doers, targets, words, and whether it is told as done, wanted or imagined."""

from __future__ import annotations

import math
from functools import cache

from contested import data
from contested.weighing.facts import IMAGINED, Facts
from contested.weighing.words import fold

SPOKEN = ("speech", "diplomacy")
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


def tally(a: Facts, b: Facts) -> Verdict:
    """Whether one speaker tells far fewer on the same or a later day and corrects nothing: then he tells of two
    happenings. A count that grows is not meant."""
    if a.speaker != b.speaker or not a.named or a.account.document == b.account.document:
        return 0.0, ""
    if _corrects() & (a.words | b.words):
        return 0.0, ""
    for k in sorted(a.figures.keys() & b.figures.keys(), key=str):
        less, more = sorted((a, b), key=lambda f: f.figures[k][0])
        (low, high), (least, most) = less.figures[k], more.figures[k]
        if high is None or high >= least or low > 0.5 * least:
            continue
        if (less.account.published or "") < (more.account.published or "") or any(
            c.running_total for c in more.claim.counts if (c.of, c.who) == k
        ):
            continue
        return -1.0, f"{a.who} tells {show((low, high))} and {show((least, most))} {name(k[0])}, and takes nothing back"
    return 0.0, ""


def another(a: Facts, b: Facts) -> Verdict:
    """Whether one speaks of a further happening ("again", "a second strike"), the other does not, and no target or
    figure is common to both."""
    if a.another == b.another or a.targets & b.targets or any(b.figures.get(k) == v for k, v in a.figures.items()):
        return 0.0, ""
    return -1.0, f"{(a if a.another else b).who} tells of a further one"


def whole(a: Facts, b: Facts) -> Verdict:
    """Whether one sums up what happened in many places of a region ("across the province") and the other tells of one
    town, or sums up nothing. A figure that both tell speaks for one happening all the same."""
    if a.sums == b.sums or any(b.figures.get(k) == v for k, v in a.figures.items()):
        return 0.0, ""
    wide, narrow = (a, b) if a.sums else (b, a)
    return -1.0, f"{wide.who} sums up what happened in {wide.where}, {narrow.who} tells of one place"


def culprit(a: Facts, b: Facts) -> Verdict:
    """Whether they name the same side as the doer. Accounts of one happening often part here, so it weighs little."""
    if not a.doers or not b.doers:
        return 0.0, ""
    if a.doers & b.doers:
        return 1.0, f"both name {', '.join(sorted(a.doers & b.doers))} as the doer"
    return -1.0, f"{', '.join(sorted(a.doers))} against {', '.join(sorted(b.doers))} as the doer"


def voice(a: Facts, b: Facts) -> Verdict:
    """Whether words are spoken, or a meeting is held, by the same people. What two men said is two statements."""
    if a.block not in SPOKEN or b.block not in SPOKEN:
        return 0.0, ""
    one, two = performers(a), performers(b)
    if one & two:
        return 0.3, "by the same people"
    if a.block == "diplomacy" and (one or two) and not (a.inherited and b.inherited):
        return 0.0, ""
    return -1.0, "nothing says that the same people spoke or met"


def performers(fact: Facts) -> frozenset[str]:
    """Who speaks or meets: those named as doers, else who is quoted; who is met counts as well."""
    claim = fact.claim
    met = claim.patients if fact.block == "diplomacy" else ()
    named = {fold(p.id or p.name or p.text) for p in (*claim.agents, *met)}
    if not named and fact.block == "speech":
        named = {fold(fact.speaker)}
    return frozenset(named)


def story(a: Facts, b: Facts) -> Verdict:
    """Whether one side, which tells one story of one happening, names different doers: then it tells of two. What is
    owned up to is not meant. Who denies his hand in it answers those who blame him."""
    if not a.doers or not b.doers or a.doers & b.doers:
        return 0.0, ""
    if a.negative != b.negative:
        denial, other = (a, b) if a.negative else (b, a)
        if denial.side in denial.doers and denial.side != other.side:
            return -1.0, f"{denial.who} denies a hand in what {other.who} lays to others"
        return 0.0, ""
    if a.side != b.side or a.side in (None, "third") or a.negative or "confirmed" in (a.claim.stance, b.claim.stance):
        return 0.0, ""
    return -1.0, f"both speak for {a.side}, and they name different doers"


def targets(a: Facts, b: Facts) -> Verdict:
    """Whether the same sort of thing was hit: a hospital, a bridge, a depot."""
    if not a.targets or not b.targets:
        return 0.0, ""
    shared = a.targets & b.targets
    if shared:
        return 1.0, f"both name a {', '.join(sorted(shared))}"
    # What one side calls a barracks the other calls a block of flats.
    other = a.side != b.side and not {None, "third"} & {a.side, b.side}
    return (-0.4 if other else -1.0), f"{', '.join(sorted(a.targets))} against {', '.join(sorted(b.targets))}"


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


@cache
def _corrects() -> frozenset[str]:
    return frozenset(data.table("weighing/kinds.toml")["corrects"])

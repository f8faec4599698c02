"""Kind, place and time: whether two claims can lie in one happening at all."""

from __future__ import annotations

from functools import cache
from itertools import product

from contested import data
from contested.nouns import km_between
from contested.weighing.facts import Facts, iso
from contested.weighing.words import content_words

Verdict = tuple[float, str]


def kind(a: Facts, b: Facts) -> Verdict:
    """How well the two kinds of happening go together, from the table of kinds."""
    one, two = a.kind, b.kind
    if one == two:
        return 1.0, f"both tell of {_name(one)}"
    score = _together().get((one, two), _unlisted(a.block == b.block))
    return score, f"{_name(one)} and {_name(two)} {'can be one happening' if score > 0 else 'are seldom one happening'}"


def place(a: Facts, b: Facts) -> Verdict:
    """How far apart the places are, against how exactly they are told. A region holds its towns, but says little."""
    if a.place is None or b.place is None:
        if a.spot and b.spot and a.account.document != b.account.document:
            return (
                (0.7, "both name one place, which no gazetteer lists")
                if a.spot == b.spot
                else (-0.5, "two places are named")
            )
        if names_it(a, b) or names_it(b, a):
            return 0.7, f"the words name {a.where if a.place else b.where}"
        same = a.account.document == b.account.document and apart(a, b) <= 300
        return (
            (0.15, "one is told without a place, close by in the same report") if same else (0.0, "a place is not told")
        )
    km = distance(a, b)
    if a.inherited or b.inherited:
        if km > a.radius + b.radius:
            return -0.5, f"one place is taken from its report, {km:.0f} km from the other"
        if a.account.document != b.account.document:
            return 0.1, "one place is taken from its report"
        return (
            0.45 if apart(a, b) <= 300 else 0.2
        ), f"one place is taken from the other's report, {apart(a, b)} characters away"
    if a.place.geonameid is not None and a.place.geonameid == b.place.geonameid:
        return (0.3 if a.radius > 200 else 0.55 if a.vague else 1.0), f"both at {a.where}"
    if a.vague or b.vague:
        return _vague(a, b, km)
    if _towns(a, b) and km > 2 and max(a.radius, b.radius) < DISTRICT:
        if km <= BESIDE and (_names(a, b) or _names(b, a)):
            return 0.3, f"{a.where} and {b.where} are {km:.0f} km apart, and one is told by the name of the other"
        return (-1.0 if km > 5 else -0.2), f"{a.where} and {b.where} are two places, {km:.0f} km apart"
    reach = a.radius + b.radius
    score = 1.0 - km / reach if reach > 0 else float(km < 1) * 2 - 1
    return max(-1.0, score), f"{a.where} and {b.where} lie {km:.0f} km apart, told to within {reach:.0f} km"


def time(a: Facts, b: Facts) -> Verdict:
    """Whether the told days meet. Days that are not told are guessed from publication, and then say little."""
    gap = max(a.start, b.start) - min(a.stop, b.stop)
    if a.hours and b.hours and gap < 0 and a.block == b.block == "strike":
        apart_hours = 24 * (max(a.hours[0], b.hours[0]) - min(a.hours[1], b.hours[1]))
        if apart_hours > 2:
            return -0.7, f"{apart_hours:.0f} hours apart on one day"
    if a.timed and b.timed:
        if gap >= 0:
            if _aftermath(a, b) and gap <= AFTERMATH:
                return -0.05 * gap, f"what came of it is told {gap + 1} days later"
            score = -0.25 * gap if a.block in SLOW and b.block in SLOW else -0.8 - 0.2 * gap
            return max(-1.0, score), f"{gap + 1} days apart ({iso(a.start)}, {iso(b.start)})"
        shared = -gap
        widest = max(a.stop - a.start, b.stop - b.start)
        score = 1.0 if widest <= 1 else max(0.15, (shared / widest) ** 0.5) if widest < 15 else 0.0
        return (
            score,
            f"both on {iso(max(a.start, b.start))}"
            if widest <= 1
            else f"the told days meet for {shared} of {widest} days",
        )
    if gap >= 0:
        return max(-1.0, -0.2 * (gap + 1)), f"told at least {gap + 1} days apart"
    return 0.4 if a.timed or b.timed else 0.35, "the days can meet, by when they were published"


DISTRICT = 20.0  # km; what is told of more than that is told of the land around a town
BESIDE = 10.0  # km; a village so near to a town is told by the town's name
AFTERMATH = 7  # days until the dead are found or handed over, or people have fled
SLOW = frozenset({"territory", "people", "state", "custody", "force", "speech", "diplomacy"})


def names_it(a: Facts, b: Facts) -> bool:
    """Whether the words of a claim without a place name the place of the other."""
    return a.place is None and not a.spot and b.place is not None and not b.inherited and bool(a.names & b.names)


def apart(a: Facts, b: Facts) -> int:
    """Characters between the triggers of two claims of one report."""
    return abs(a.claim.trigger[0] - b.claim.trigger[0])


def distance(a: Facts, b: Facts) -> float:
    """Kilometres between the points of two located claims."""
    if a.lat == b.lat and a.lon == b.lon:
        return 0.0
    return km_between(a.lat, a.lon, b.lat, b.lon)


def holds(a: Facts, b: Facts) -> bool:
    """Whether one of two located places lies within what the other covers: a region holds its towns."""
    return a.place is not None and b.place is not None and distance(a, b) <= max(a.radius, b.radius)


def meet(a: Facts, b: Facts) -> bool:
    """Whether two located places can be one or hold each other."""
    if a.place is None or b.place is None:
        return False
    if a.place.geonameid is not None and a.place.geonameid == b.place.geonameid:
        return True
    return holds(a, b) and (a.vague or b.vague or not _towns(a, b) or distance(a, b) <= 2)


def _vague(a: Facts, b: Facts, km: float) -> Verdict:
    wide, narrow = (a, b) if a.radius >= b.radius else (b, a)
    if km > wide.radius + min(narrow.radius, 40):
        return -1.0, f"{narrow.where} lies {km:.0f} km from {wide.where}, outside it"
    if not a.vague or not b.vague:
        return (0.2 if wide.radius <= 200 else 0.0), f"{narrow.where} can lie in {wide.where}"
    return 0.1, f"{wide.where} and {narrow.where} overlap"


def _aftermath(a: Facts, b: Facts) -> bool:
    """Whether the later of two tells what came of the earlier: bodies that were found, people who fled."""
    first, last = (a, b) if a.start < b.start else (b, a)
    if last.claim.kind == first.claim.kind or first.block not in ("strike", "custody"):
        return False
    counted = {of for of, _ in last.figures}
    return last.claim.kind in ("mass_grave", "displacement") or ("found_dead" in counted and "killed" not in counted)


def _names(a: Facts, b: Facts) -> bool:
    """Whether the words of one name the place of the other."""
    name = content_words(b.place.name or b.place.text) if b.place else frozenset()
    return bool(name) and name <= a.words


def _towns(a: Facts, b: Facts) -> bool:
    return a.place is not None and b.place is not None and a.place.precision == b.place.precision == "settlement"


def _name(kind: str) -> str:
    return kind.replace("_", " ")


@cache
def _unlisted(one_block: bool) -> float:
    return float(data.table("weighing/kinds.toml")["same_block" if one_block else "cross_block"])


@cache
def _together() -> dict[tuple[str, str], float]:
    table: dict[tuple[str, str], float] = {}
    for entry in data.table("weighing/kinds.toml")["together"]:
        for one, two in product(entry["kinds"], entry.get("with", entry["kinds"])):
            if one != two:
                best = max(table.get((one, two), -1.0), float(entry["score"]))
                table[one, two] = table[two, one] = best
    return table

"""What is read off a single claim before claims are compared: its block of kinds, place, days, figures, speaker."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache

from contested import data
from contested.nouns import Claim, Moment, PlaceInRole, Speaker, parse_day
from contested.weighing.words import fold, key, split, spoken, stem, tokens

# How far a happening may lie from the point that names the place, in km, where the reading does not say.
RADIUS = {"site": 2.0, "settlement": 6.0, "district": 25.0, "region": 90.0, "country": 500.0, "area": 30.0}
_NAMES = re.compile(r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*")
LONGEST_MENTION = 12  # runs of capitalised words that are looked at
HERE = ("at", "from", "of")
TOWARD_COUNTS = frozenset(
    {"capture", "advance", "deployment", "humanitarian_aid", "shelling", "airstrike", "drone_strike", "attack"}
)

Figures = dict[tuple[str, str | None], tuple[float, float | None]]


def block_of(kind: str) -> str:
    """The block of kinds that a kind is compared within."""
    return _blocks().get(kind, kind)


def blocks_of(kind: str, modality: str = "actual") -> tuple[str, ...]:
    """The blocks that a kind is compared in: its own first, then those that it can tell the consequences of. What is
    threatened is compared with threats.
    """
    own = block_of(kind)
    table = data.table("weighing/kinds.toml")
    beside = [b for b, kinds in table["also"].items() if kind in kinds]
    spoken_of = table["spoken_of"].get(modality)
    return tuple(dict.fromkeys([own, *beside, *([block_of(spoken_of)] if spoken_of else [])]))


def speaker_key(speaker: Speaker) -> tuple[str, bool]:
    """An identifier for who speaks, and whether it names somebody in particular."""
    if speaker.id:
        return key(speaker.id), True
    name = speaker.name or speaker.text
    words = tokens(name)
    generic = all(
        word in _generic() for word in words if word not in {"the", "local", "of", "in", "a", "some", "several"}
    )
    return "-".join(words) or "unnamed", bool(words) and not generic and any(c.isupper() for c in name)


def day_of(value: str | None) -> int | None:
    """The ordinal of an ISO day, or None."""
    day = parse_day(value)
    return day.toordinal() if day else None


def iso(day: int) -> str:
    """The ISO form of an ordinal."""
    return date.fromordinal(max(1, min(day, 3652059))).isoformat()


def year_of(day: int) -> int:
    """The year of an ordinal."""
    return date.fromordinal(max(1, min(day, 3652059))).year


def hours_of(moment: Moment | None) -> tuple[float, float] | None:
    """The hours that a claim tells of, as ordinal days with their parts; None where no time of day is told."""
    if moment is None or not moment.from_ or not moment.to:
        return None
    if "T" not in moment.from_ + moment.to:
        return _part_of_day(moment)
    try:
        first, last = (datetime.fromisoformat(t).replace(tzinfo=None) for t in (moment.from_, moment.to))
    except ValueError:
        return None
    one, two = (t.toordinal() + (t.hour * 60 + t.minute) / 1440 for t in (first, last))
    return (one, max(one, two)) if two - one < 1 else None


def _part_of_day(moment: Moment) -> tuple[float, float] | None:
    """The hours that words like "at noon" name, where a single day is told."""
    start, stop = day_of(moment.from_), day_of(moment.to)
    if start is None or stop is None or stop - start > 1:
        return None
    said = set(tokens(moment.text))
    found = [hours for word, hours in _parts().items() if word in said]
    return (start + found[0][0] / 24, start + found[0][1] / 24) if len(found) == 1 else None


def tells_of_another(words: str) -> bool:
    """Whether the words speak of a further happening beside an earlier one: "again", "a second strike"."""
    said = spoken(words)
    table = data.table("weighing/kinds.toml")
    return any(f" {w} " in said for w in table["another"]) and not any(f" {w} " in said for w in table["another_day"])


def sums_up(words: str) -> bool:
    """Whether the words add up what happened in many places."""
    said = spoken(words)
    return any(f" {phrase} " in said for phrase in data.table("weighing/kinds.toml")["sums"])


def drives_back(words: str) -> bool:
    """Whether the words say that an attack was beaten off."""
    said = spoken(words)
    return any(f" {phrase} " in said for phrase in data.table("weighing/kinds.toml")["driven_back"])


def tells_of_own_attack(words: str) -> bool:
    """Whether the attack that was beaten off is called the speaker's own."""
    said = spoken(words)
    return any(f" {phrase} " in said for phrase in data.table("weighing/kinds.toml")["own_attack"])


def best_place(claim: Claim) -> PlaceInRole | None:
    """Where the happening lies: the most precise located literal place in the most telling role."""
    roles = (*HERE, "to", "toward") if claim.kind in TOWARD_COUNTS else HERE
    usable = [
        p
        for p in claim.places
        if p.lat is not None and p.lon is not None and p.use in ("literal", "embedded") and p.role in roles
    ]
    if len(usable) < 2:
        return usable[0] if usable else None
    return min(usable, key=lambda p: (roles.index(p.role), radius_of(p), p.start))


def unlocated(claim: Claim) -> str:
    """The name, folded, of the one literal place of a claim that no gazetteer lists, or nothing."""
    names = {fold(p.name or p.text) for p in claim.places if p.lat is None and p.use == "literal" and p.role in HERE}
    return next(iter(names)) if len(names) == 1 else ""


def mentioned(words: str) -> frozenset[str]:
    """The names, folded, that the words of a claim without a place bear: one of them may be where it happened."""
    found: set[str] = set()
    for run in _NAMES.findall(words)[:LONGEST_MENTION]:
        parts = run.split()
        found.update(
            fold(" ".join(parts[i:j])) for i in range(len(parts)) for j in range(i + 1, min(len(parts), i + 3) + 1)
        )
    return frozenset(found)


def called(place: PlaceInRole) -> frozenset[str]:
    """How a place is called, folded: by the gazetteer and in its report."""
    return frozenset(fold(name) for name in (place.name, place.text) if name)


def radius_of(place: PlaceInRole) -> float:
    """How far from its point the happening may lie, in km."""
    return place.radius_km if place.radius_km is not None else RADIUS[place.precision]


def reach_of(place: PlaceInRole, words: str) -> float:
    """`radius_of`, but that of a district where the words call the place one: "Depayin township"."""
    radius = radius_of(place)
    if radius >= RADIUS["district"]:
        return radius
    name = " ".join(split(place.text or place.name or ""))
    said = spoken(words)
    for word in data.table("weighing/kinds.toml")["district"]:
        if f" {name} {word} " in said or f" {word} of {name} " in said:
            return RADIUS["district"]
    return radius


def figures_of(claim: Claim) -> Figures:
    """The counts of a claim by what and who; the lowest first where one is told twice."""
    found: Figures = {}
    for count in claim.counts:
        if count.low is None and count.high is None:
            continue
        found.setdefault((count.of, count.who), (count.low or 0.0, count.high))
    for of in {of for of, _ in found} & PEOPLE:
        groups = [(who, figure) for (what, who), figure in found.items() if what == of and who]
        told = {who for who, _ in groups}
        if (of, None) not in found and told & WIDER and told <= WIDER | INNER:
            found[of, None] = _whole(groups)
    return found


# Those whom a wider group told beside them may count already ("three civilians, one of them a child").
INNER = frozenset({"children", "women", "men", "elderly", "youths", "medics", "journalists", "aid workers", "teachers"})
WIDER = frozenset({"civilians", "residents", "passengers", "refugees", "prisoners", "patients", "worshippers"})
PEOPLE = frozenset({"killed", "injured", "missing", "captured", "found_dead", "detained", "evacuated", "displaced"})


def _whole(groups: Sequence[tuple[str | None, tuple[float, float | None]]]) -> tuple[float, float | None]:
    """What the groups that a claim counts come to, where it tells no count of all: "20 passengers died" says 20 dead,
    to be held against another's 21. Children and women alone may be part of a count that is not told.
    """
    wide = any(who in WIDER for who, _ in groups)
    parts = [figure for who, figure in groups if not (wide and who in INNER)]
    highs = [high for _, high in parts]
    return sum(low for low, _ in parts), None if None in highs else sum(high for high in highs if high is not None)


@contextmanager
def steady() -> Iterator[None]:
    """Without the collector of cycles: there are none here, and it walks over all claims again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def takes_back(text: str) -> bool:
    """Whether a speaker is a report's own words that it takes back ("an earlier version")."""
    said = " ".join(tokens(text))
    return any(words in said for words in data.table("weighing/carriers.toml")["withdrawn"])


def head_of(text: str) -> str:
    """The last word of a phrase, which mostly is its head."""
    words = tokens(text)
    return stem(words[-1]) if words else ""


@cache
def _blocks() -> Mapping[str, str]:
    table = data.table("weighing/kinds.toml")["block"]
    return {kind: block for block, kinds in table.items() for kind in kinds}


@cache
def _parts() -> Mapping[str, tuple[float, float]]:
    return {word: (low, high) for word, (low, high) in data.table("weighing/kinds.toml")["hours"].items()}


@cache
def _generic() -> frozenset[str]:
    return frozenset(data.table("weighing/carriers.toml")["generic"])

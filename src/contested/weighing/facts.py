"""What the weighing looks at in an account, taken once: place, days, sides, counts, words. Derived, never stored."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from contested import data
from contested.nouns import Account, Claim, Party, PlaceInRole, Speaker, parse_day
from contested.weighing.sides import THIRD, SideTable
from contested.weighing.words import content_words, key, stem, tokens

# How far a happening may lie from the point that names the place, in km, where the reading does not say.
RADIUS = {"site": 2.0, "settlement": 6.0, "district": 25.0, "region": 90.0, "country": 500.0, "area": 30.0}
HERE = ("at", "from", "of")
TOWARD_COUNTS = frozenset(
    {"capture", "advance", "deployment", "humanitarian_aid", "shelling", "airstrike", "drone_strike", "attack"}
)
TOLD, WILLED, IMAGINED = 0, 1, 2
MOVED = frozenset({"withdrawal", "desertion"})  # told of troops that are moved as of troops that move
_WE = frozenset({"we", "our", "us", "ours"})
_REALITY = {
    "actual": TOLD,
    "ongoing": TOLD,
    "habitual": TOLD,
    "ordered": WILLED,
    "planned": WILLED,
    "requested": WILLED,
    "suggested": WILLED,
    "attempted": WILLED,
    "threatened": WILLED,
    "possible": IMAGINED,
    "hypothetical": IMAGINED,
}

Figures = dict[tuple[str, str | None], tuple[float, float | None]]


@dataclass(frozen=True, slots=True)
class Facts:
    """One account, ready to be compared. Days are proleptic ordinals; `stop` is the first day after the happening."""

    account: Account
    block: str
    place: PlaceInRole | None
    lat: float
    lon: float
    radius: float
    vague: bool
    inherited: bool
    start: int
    stop: int
    timed: bool
    published: int | None
    reality: int
    negative: bool
    doers: frozenset[str]
    sufferers: frozenset[str]
    figures: Figures
    targets: frozenset[str]
    words: frozenset[str]
    speaker: str
    named: bool
    side: str | None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.account.claim.id

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.account.claim

    @property
    def located(self) -> bool:
        """Whether a point is known, its own or one taken over from the claims around it."""
        return self.place is not None

    @property
    def anchor(self) -> int:
        """The day by which the claim is sorted: the last day of what it tells, but not after it was published."""
        last = self.stop - 1
        return min(last, self.published) if self.published is not None else last

    @property
    def told(self) -> bool:
        """Whether it is told as having happened or going on."""
        return self.reality == TOLD and not self.negative

    @property
    def who(self) -> str:
        """The nearest speaker, for sentences; the outlet where it speaks in its own voice."""
        chain = self.account.claim.said_by
        if chain:
            return chain[0].name or chain[0].text or "a speaker"
        return self.account.outlet or "the outlet"

    @property
    def where(self) -> str:
        """The place's name, for sentences."""
        return (self.place.name or self.place.text) if self.place else "a place not told"


def facts(accounts: Iterable[Account], sides: SideTable) -> list[Facts]:
    """Facts of all accounts, in their order; claims without a place take over the nearest one of their own document."""
    with steady():
        made = [_facts(account, sides) for account in accounts]
    by_document: dict[str, list[int]] = {}
    for i, fact in enumerate(made):
        by_document.setdefault(fact.account.document, []).append(i)
    for members in by_document.values():
        anchors = [made[i] for i in members if made[i].place and made[i].radius <= 200]
        for i in members:
            if made[i].place is None and anchors:
                made[i] = _take_over(made[i], anchors)
    return made


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


def block_of(kind: str) -> str:
    """The block of kinds that a kind is compared within."""
    return _blocks().get(kind, kind)


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


def best_place(claim: Claim) -> PlaceInRole | None:
    """Where the happening lies: the most precise located literal place in the most telling role."""
    roles = (*HERE, "toward") if claim.kind in TOWARD_COUNTS else HERE
    usable = [
        p
        for p in claim.places
        if p.lat is not None and p.lon is not None and p.use in ("literal", "embedded") and p.role in roles
    ]
    if len(usable) < 2:
        return usable[0] if usable else None
    return min(usable, key=lambda p: (roles.index(p.role), radius_of(p), p.start))


def radius_of(place: PlaceInRole) -> float:
    """How far from its point the happening may lie, in km."""
    return place.radius_km if place.radius_km is not None else RADIUS[place.precision]


def _facts(account: Account, sides: SideTable) -> Facts:
    claim = account.claim
    place = best_place(claim)
    near = frozenset(p.country for p in claim.places if p.country)
    published = day_of(account.published)
    start, stop, timed = _days(claim, published)
    chain = claim.said_by
    speaker, named = (
        speaker_key(chain[0])
        if chain
        else (f"outlet-{key(account.outlet or account.document)}", account.outlet is not None)
    )
    radius = radius_of(place) if place else math.inf
    side = side_of(account, sides, near)
    doers, sufferers = (_sides_of(parties, side, sides, near) for parties in (claim.agents, claim.patients))
    if not doers and claim.kind in MOVED:
        doers = sufferers
    return Facts(
        account=account,
        block=block_of(claim.kind),
        place=place,
        lat=place.lat or 0.0 if place else 0.0,
        lon=place.lon or 0.0 if place else 0.0,
        radius=radius,
        vague=radius > 40,
        inherited=False,
        start=start,
        stop=stop,
        timed=timed,
        published=published,
        reality=_REALITY.get(claim.modality, TOLD),
        negative=claim.polarity == "negative",
        doers=doers,
        sufferers=sufferers,
        figures=figures_of(claim),
        targets=frozenset(t.kind or _head(t.text) for t in claim.targets if t.kind or t.text),
        words=content_words(account.words),
        speaker=speaker,
        named=named,
        side=side,
    )


def side_of(account: Account, sides: SideTable, near: frozenset[str] = frozenset()) -> str | None:
    """Whom an account speaks for: its speakers from the nearest outwards, then the outlet."""
    if account.side:
        return account.side
    for speaker in account.claim.said_by:
        side = sides.of_speaker(speaker, near)
        if side:
            return side
    return sides.of_outlet(account.outlet)


def figures_of(claim: Claim) -> Figures:
    """The counts of a claim by what and who; the lowest first where one is told twice."""
    found: Figures = {}
    for count in claim.counts:
        if count.low is None and count.high is None:
            continue
        found.setdefault((count.of, count.who), (count.low or 0.0, count.high))
    return found


def _sides_of(parties: Iterable[Party], own: str | None, sides: SideTable, near: frozenset[str]) -> frozenset[str]:
    """The sides of those named; "we" is the speaker's own side, "the enemy" the one that it fights."""
    found: set[str] = set()
    for party in parties:
        words = tokens(party.text)
        side: str | None = None
        if own and own != THIRD and not party.country:
            if words and (words[0] in _WE):
                side = own
            elif "enemy" in words:
                side = next(iter(sides.foes(own)), None)
        side = side or sides.of_party(party, near)
        if side:
            found.add(side)
    return frozenset(found)


def _days(claim: Claim, published: int | None) -> tuple[int, int, bool]:
    moment = claim.time
    start, stop = (day_of(moment.from_), day_of(moment.to)) if moment else (None, None)
    if moment and stop is not None and moment.to and len(moment.to) > 10 and moment.to[11:16] not in ("00:00", ""):
        stop += 1
    if start is None and stop is None:
        last = published if published is not None else 1
        return max(1, last - 3), last + 1, False
    if start is None:
        start = max(1, (stop or 1) - 30)
    if stop is None:
        stop = max(start + 1, published + 1) if published is not None else start + 1
    return start, max(stop, start + 1), True


def _take_over(fact: Facts, anchors: list[Facts]) -> Facts:
    at = fact.claim.trigger[0]
    nearest = min(anchors, key=lambda f: (f.block != fact.block, abs(f.claim.trigger[0] - at), f.id))
    if abs(nearest.claim.trigger[0] - at) > 900:
        return fact
    return replace(
        fact,
        place=nearest.place,
        lat=nearest.lat,
        lon=nearest.lon,
        radius=max(nearest.radius, 30.0),
        vague=max(nearest.radius, 30.0) > 40,
        inherited=True,
    )


def _head(text: str) -> str:
    words = tokens(text)
    return stem(words[-1]) if words else ""


@cache
def _blocks() -> Mapping[str, str]:
    table = data.table("weighing/kinds.toml")["block"]
    return {kind: block for block, kinds in table.items() for kind in kinds}


@cache
def _generic() -> frozenset[str]:
    return frozenset(data.table("weighing/carriers.toml")["generic"])


__all__ = [
    "THIRD",
    "Facts",
    "best_place",
    "block_of",
    "day_of",
    "facts",
    "figures_of",
    "iso",
    "radius_of",
    "side_of",
    "speaker_key",
]

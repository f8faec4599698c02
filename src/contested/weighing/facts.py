"""What the weighing looks at in an account, taken once: place, days, sides, counts, words. Derived, never stored."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from contested.nouns import Account, Claim, Party, PlaceInRole
from contested.weighing.belonging import own_body
from contested.weighing.parts import (
    Figures,
    best_place,
    block_of,
    blocks_of,
    called,
    day_of,
    drives_back,
    figures_of,
    head_of,
    hours_of,
    iso,
    mentioned,
    radius_of,
    reach_of,
    speaker_key,
    steady,
    sums_up,
    takes_back,
    tells_of_another,
    tells_of_own_attack,
    unlocated,
    year_of,
)
from contested.weighing.sides import THIRD, UNLISTED, SideTable
from contested.weighing.standing import AGAINST_THE_STATE
from contested.weighing.words import content_words, key, tokens

TOLD, WILLED, IMAGINED = 0, 1, 2
WIDE = 40.0  # km; what may lie farther from its point than that is told of a region
LONGEST = 62  # days; a longer span says too little to look for what lies within it
ATTACKS = frozenset({"attack", "battle", "advance", "interception"})
ARMED = frozenset({"MIL", "REB", "PRM", "SEP", "INS", "COP", "UAF"})
BESIDE = 300  # characters between two claims that still speak of one place
NOT_THE_STATE = UNLISTED | AGAINST_THE_STATE
MOVED = frozenset({"withdrawal", "desertion"})  # told of troops that are moved as of troops that move
_WE = frozenset({"we", "our", "us", "ours"})
_THEIR = frozenset({"its", "their", "his"})
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


@dataclass(frozen=True, slots=True)
class Facts:
    """One account, ready to be compared. Days are proleptic ordinals; `stop` is the first day after the happening."""

    account: Account
    kind: str  # that of the claim; an attack that was beaten off is the defenders' interception
    block: str
    blocks: tuple[str, ...]
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
    withdrawn: bool
    hours: tuple[float, float] | None
    another: bool
    driven_back: bool
    sums: bool  # it sums up what happened in many places of a region
    spot: str  # the name of the place where it is not located: two with one name may be one
    names: frozenset[str]  # how its place is called; of a claim without one, the names among its words
    since: str  # the day on which its figures were first told, as far as is known

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

    def anchors(self, window: int) -> tuple[int, ...]:
        """`anchor`, and before it days one window apart, where a span of weeks is told: "in July of last year"."""
        last = self.anchor
        if not self.timed or not window < last - self.start <= LONGEST:
            return (last,)
        return (*range(self.start, last - window // 2, window), last)

    @property
    def told(self) -> bool:
        """Whether it is told as having happened or going on."""
        return self.reality == TOLD and not self.negative and not self.withdrawn

    @property
    def setting(self) -> tuple[frozenset[str], int | None]:
        """The country that it lies in, as a set, and its year, where they are known."""
        lands = frozenset([self.place.country]) if self.place and self.place.country else frozenset[str]()
        return lands, year_of(self.start) if self.timed or self.published is not None else None

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
    given = list(accounts)
    lands: dict[str, set[str]] = {}
    for account in given:
        lands.setdefault(account.document, set()).update(p.country for p in account.claim.places if p.country)
    with steady():
        made = [_facts(account, sides, frozenset(lands[account.document])) for account in given]
    by_document: dict[str, list[int]] = {}
    for i, fact in enumerate(made):
        by_document.setdefault(fact.account.document, []).append(i)
    for members in by_document.values():
        anchors = [made[i] for i in members if made[i].place and made[i].radius <= 200]
        named = [made[i] for i in members if made[i].spot]
        for i in members:
            if made[i].place is None and anchors and not made[i].spot:
                made[i] = _take_over(made[i], anchors)
            elif made[i].place is None and named and not made[i].spot:
                made[i] = _take_name(made[i], named)
    return made


def _facts(account: Account, sides: SideTable, land: frozenset[str]) -> Facts:
    claim = account.claim
    place = best_place(claim)
    # What is told without a country lies in that of its report, where the report tells of just one.
    near = frozenset(p.country for p in claim.places if p.country) or (land if len(land) == 1 else frozenset())
    published = day_of(account.published)
    start, stop, timed = _days(claim, published)
    sides = sides.at(near, year_of(start) if timed or published is not None else None)
    chain = claim.said_by
    speaker, named = (
        speaker_key(chain[0])
        if chain
        else (f"outlet-{key(account.outlet or account.document)}", account.outlet is not None)
    )
    radius = reach_of(place, account.words) if place else math.inf
    side = _own_side(account, side_of(account, sides, near), sides, near)
    # Who denies or owns a deed of "its men" speaks of his own, whatever country the reader took from the place.
    owns = claim.polarity == "negative" or claim.stance in ("denied", "confirmed")
    doers, sufferers = (_sides_of(parties, side, sides, near, owns=owns) for parties in _parties(claim))
    if not doers and claim.kind in MOVED:
        doers = sufferers
    kind, negative = claim.kind, claim.polarity == "negative" or claim.stance == "denied"
    if negative and kind == "capture" and not doers and side not in (None, THIRD):
        doers = frozenset(sides.foes(side)[:1])  # who denies that a town fell denies it of his foe
    driven_back = not negative and kind in ATTACKS and drives_back(account.words)
    if driven_back and kind != "interception":
        kind = "interception"
        # Whose spokesman tells it beat it off himself, where he is told as the one who acts; else the attackers are.
        if side not in doers or side in sufferers or tells_of_own_attack(account.words):
            doers, sufferers = sufferers or frozenset(sides.foes(next(iter(doers), None))[:1]), doers
    return Facts(
        account=account,
        kind=kind,
        block=block_of(kind),
        blocks=blocks_of(kind, claim.modality),
        place=place,
        lat=place.lat or 0.0 if place else 0.0,
        lon=place.lon or 0.0 if place else 0.0,
        radius=radius,
        vague=radius > WIDE,
        inherited=False,
        start=start,
        stop=stop,
        timed=timed,
        published=published,
        reality=_REALITY.get(claim.modality, TOLD),
        negative=negative,
        doers=doers,
        sufferers=sufferers,
        figures=figures_of(claim),
        targets=frozenset(t.kind or head_of(t.text) for t in claim.targets if t.kind or t.text),
        words=content_words(account.words),
        speaker=speaker,
        named=named,
        side=side,
        withdrawn=any(takes_back(s.text) for s in chain),
        hours=hours_of(claim.time),
        another=block_of(kind) == "strike" and tells_of_another(account.words),
        driven_back=driven_back,
        sums=radius > WIDE and block_of(kind) == "strike" and sums_up(account.words),
        spot="" if place else unlocated(claim),
        names=called(place) if place else mentioned(account.words),
        since=account.published or "",
    )


def side_of(account: Account, sides: SideTable, near: frozenset[str] = frozenset()) -> str | None:
    """Whom an account speaks for: its speakers from the nearest on, then the side it came with, then the outlet."""
    for speaker in account.claim.said_by:
        side = sides.of_speaker(speaker, near)
        if side:
            return side
    return sides.known(account.side) or sides.of_outlet(account.outlet)


def of_itself(claim: Claim) -> bool:
    """Whether the nearest speaker tells what his own body did: its id, or its name, is that of one who acts."""
    return bool(claim.said_by) and any(own_body(claim.said_by[0], party) for party in claim.agents)


def _own_side(account: Account, side: str | None, sides: SideTable, near: frozenset[str]) -> str | None:
    """The side of a speaker whose own militia, company or rebels are told of, whatever country he is from."""
    claim = account.claim
    if claim.said_by:
        for party in (*claim.agents, *claim.patients):
            if not NOT_THE_STATE.isdisjoint(party.sectors) and own_body(claim.said_by[0], party):
                return sides.of_party(party, near) or side
    return side


def _parties(claim: Claim) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who acts and who suffers, without the speaker where a sentence that he ends was read as one of his deeds or
    wounds: nobody tells of himself by his own name that he was hit, and no spokesman or office fires a gun.
    """
    spoken = {" ".join(tokens(s.text)): s for s in claim.said_by}
    patients = tuple(p for p in claim.patients if " ".join(tokens(p.text)) not in spoken)
    if block_of(claim.kind) != "strike":
        return claim.agents, patients
    agents = []
    for party in claim.agents:
        speaker = spoken.get(" ".join(tokens(party.text)))
        if speaker is None or not (speaker.role or (party.sectors and ARMED.isdisjoint(party.sectors))):
            agents.append(party)
    return tuple(agents), patients


def _sides_of(
    parties: Iterable[Party], own: str | None, sides: SideTable, near: frozenset[str], *, owns: bool
) -> frozenset[str]:
    """The sides of those named; "we" is the speaker's own side, "the enemy" the one that it fights."""
    found: set[str] = set()
    for party in parties:
        words = tokens(party.text)
        side: str | None = None
        if own and own != THIRD and words and words[0] in _WE:
            side = own  # whatever country the reader took "our forces" for
        elif own and own != THIRD and (not party.country or owns):
            if "enemy" in words and not party.country:
                side = next(iter(sides.foes(own)), None)
            elif words and words[0] in _THEIR and not sides.of_text(party.text, near):
                side = own
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


def _take_name(fact: Facts, named: list[Facts]) -> Facts:
    """A claim without a place beside one whose place no gazetteer lists."""
    at = fact.claim.trigger[0]
    nearest = min(named, key=lambda f: (abs(f.claim.trigger[0] - at), f.id))
    return replace(fact, spot=nearest.spot) if abs(nearest.claim.trigger[0] - at) <= BESIDE else fact


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


__all__ = [
    "IMAGINED",
    "THIRD",
    "TOLD",
    "WILLED",
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
    "steady",
]

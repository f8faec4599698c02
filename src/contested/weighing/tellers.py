"""Who tells the accounts of one happening, seen together: what one account shows of the teller of another.

A paper that is cited stands where it stands when it speaks itself; the same sentence in two papers was told once; a
figure is as old as its origin's first telling of it, whoever prints it later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from contested.weighing.facts import NOT_THE_STATE, Facts
from contested.weighing.interests import counter_stories, interest
from contested.weighing.model import Told
from contested.weighing.origins import one_name
from contested.weighing.sides import SideTable
from contested.weighing.standing import is_state
from contested.weighing.words import key, split

COPIED = 0.7  # the least share of its words that a copy has from one source
COPIED_PAIRS = 0.4  # the same of its pairs of words
FEWEST_WORDS = 8  # that two sentences share by copying; shorter ones may be alike by chance


def together(members: Sequence[Facts], told: Sequence[Told], sides: SideTable) -> tuple[list[Facts], list[Told]]:
    """The claims of one incident and their tellers, each with what the others show of them."""
    bodies = _bodies(members, sides)
    members = [replace(f, side=side) if (side := _of_a_body(f, bodies)) else f for f in members]
    told = [
        replace(t, side=f.side, interest=interest(f, sides)) if t.side != f.side and _of_a_body(f, bodies) else t
        for f, t in zip(members, told, strict=True)
    ]
    seen = _copies(members, _cited(members, one_name(members, told)))
    whose = _sides(seen)
    facts_, tellers = [], []
    for fact, teller in zip(members, seen, strict=True):
        side = whose.get(teller.origin) if teller.side is None and _known_again(fact) else None
        if side is not None:
            # The chain of its speakers told no side.
            fact = replace(fact, side=side)  # noqa: PLW2901
            teller = Told(teller.origin, side, interest(fact, sides))  # noqa: PLW2901
        facts_.append(fact)
        tellers.append(teller)
    return _first_told(facts_, tellers), counter_stories(facts_, _recounts(facts_, tellers))


def _bodies(members: Sequence[Facts], sides: SideTable) -> dict[str, str]:
    """The sides of the armed bodies of no state that take part, by their ids."""
    found: dict[str, set[str]] = {}
    for fact in members:
        for party in (*fact.claim.agents, *fact.claim.patients):
            if party.id and not NOT_THE_STATE.isdisjoint(party.sectors):
                side = sides.at(*fact.setting).of_party(party, fact.setting[0])
                if side:
                    found.setdefault(party.id, set()).add(side)
    return {ident: next(iter(known)) for ident, known in found.items() if len(known) == 1}


def _of_a_body(fact: Facts, bodies: Mapping[str, str]) -> str | None:
    """The side of a speaker who bears the id of a body that takes part, though his country would make him its voice."""
    return bodies.get(fact.claim.said_by[0].id or "") if fact.claim.said_by and is_state(fact.side) else None


def _known_again(fact: Facts) -> bool:
    """Whether the teller is the same in other reports: who has a name of his own, or a paper; the "ministry" of one
    paper need not be that of another.
    """
    chain = fact.claim.said_by
    return not chain or (chain[0].name or chain[0].text)[:1].isupper()


def _cited(members: Sequence[Facts], told: Sequence[Told]) -> list[Told]:
    """A speaker who is called as one of the reports is that report's voice."""
    voices = {t.origin for f, t in zip(members, told, strict=True) if not f.claim.said_by}
    out = []
    for fact, teller in zip(members, told, strict=True):
        chain = fact.claim.said_by
        name = key(chain[0].name or chain[0].text) if chain else ""
        out.append(replace(teller, origin=name) if name in voices else teller)
    return out


def _copies(members: Sequence[Facts], told: Sequence[Told]) -> list[Told]:
    """The same sentence has one origin: that of the first who printed it. So has one that a paper prints as its own and
    that says nearly nothing but what an earlier report had from somebody.
    """
    first: dict[tuple[str, ...], tuple[str, str, str]] = {}
    words = [split(f.account.words) for f in members]
    for said, fact, teller in zip(words, members, told, strict=True):
        if len(said) >= FEWEST_WORDS:
            rank = (fact.account.published or "9999", fact.id, teller.origin)
            first[said] = min(first.get(said, rank), rank)
    once = [replace(t, origin=first[said][2]) if said in first else t for said, t in zip(words, told, strict=True)]
    sources = [i for i, f in enumerate(members) if f.claim.said_by]
    out = []
    for fact, said, teller in zip(members, words, once, strict=True):
        if not fact.claim.said_by and len(said) >= FEWEST_WORDS:
            found = [i for i in sources if _taken_from(fact, said, members[i], words[i])]
            best = min(found, key=lambda i: (members[i].account.published or "9999", members[i].id), default=None)
            teller = replace(teller, origin=once[best].origin) if best is not None else teller  # noqa: PLW2901
        out.append(teller)
    return out


def _taken_from(copy: Facts, said: Sequence[str], source: Facts, words: Sequence[str]) -> bool:
    """Whether a report's own words are those of what another had from somebody before, and it adds no figure."""
    days = [f.account.published or "" for f in (source, copy)]
    if copy.account.outlet == source.account.outlet or days[1] < days[0]:
        return False
    if copy.negative != source.negative or any(source.figures.get(k) != v for k, v in copy.figures.items()):
        return False
    one, other = ([w for w in ws if not w.isdigit()] for ws in (said, words))
    pairs = set(pairwise(one))
    held = set(other)
    return sum(w in held for w in one) >= COPIED * len(one) and len(pairs & set(pairwise(other))) >= COPIED_PAIRS * len(
        pairs
    )


def _recounts(members: Sequence[Facts], told: Sequence[Told]) -> list[Told]:
    """Who owned his own side's dead owns them still where he counts them again."""
    owned = {
        (t.origin, what)
        for f, t in zip(members, told, strict=True)
        if t.interest == "admits" and not f.doers
        for what in f.figures
    }
    return [
        replace(t, interest="admits")
        if f.told and not f.doers and any((t.origin, what) in owned for what in f.figures)
        else t
        for f, t in zip(members, told, strict=True)
    ]


def _sides(told: Sequence[Told]) -> dict[str, str]:
    """The side of each origin that is told of one side only."""
    found: dict[str, set[str]] = {}
    for teller in told:
        if teller.side is not None:
            found.setdefault(teller.origin, set()).add(teller.side)
    return {origin: next(iter(known)) for origin, known in found.items() if len(known) == 1}


def _first_told(members: Sequence[Facts], told: Sequence[Told]) -> list[Facts]:
    """Each claim with the day on which its origin first told all its figures."""
    first: dict[tuple[str, tuple[str, str | None], tuple[float, float | None]], str] = {}
    for fact, teller in zip(members, told, strict=True):
        for what, figure in fact.figures.items():
            at = teller.origin, what, figure
            first[at] = min(first.get(at, fact.since), fact.since)
    out = []
    for fact, teller in zip(members, told, strict=True):
        days = [first[teller.origin, what, figure] for what, figure in fact.figures.items()]
        since = max(days, default=fact.since)
        out.append(replace(fact, since=since) if since != fact.since else fact)
    return out

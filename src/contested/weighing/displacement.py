"""Who is being moved where: flows from claims of evacuation, displacement and deportation. Stock and flow are never
mixed, no way leads from a place to itself, and an end that is only guessed is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from contested import data
from contested.nouns import Claim, Count, Flow, Party, PlaceInRole
from contested.weighing.facts import Facts, iso
from contested.weighing.words import tokens

MOVEMENTS = ("evacuation", "displacement", "deportation")
COUNTED = ("evacuated", "displaced", "people")
GOALS = ("to", "toward")
BORROWED = "place taken from"
_CLAUSE_ENDS = re.compile(r"[;:,.!?]| and | but | while ")


def flows(found: Sequence[Facts]) -> tuple[Flow, ...]:
    """A flow for each way of each claim of movement, in order of day. Denied ones stay, with their polarity."""
    out = []
    for fact in sorted(found, key=lambda f: (f.start, f.id)):
        if fact.claim.kind in MOVEMENTS and _of_people(fact.claim):
            out.extend(_flows(fact))
    return tuple(out)


def _flows(fact: Facts) -> list[Flow]:
    claim = fact.claim
    count = _count(claim)
    stock = _is_stock(fact, count)
    ways = _stock_ways(fact) if stock else _ways(fact)
    speaker = claim.said_by[0] if claim.said_by else None
    movers = _movers(claim)
    # A figure told for several ways together belongs to none of them alone.
    shown = count if len(ways) < 2 else None
    return [
        Flow(
            movement="return" if claim.kind == "displacement" and _begins(claim, "returns") else claim.kind,
            origin=origin,
            destination=destination,
            who=movers[0].text if movers else (count.who if count else None),
            low=shown.low if shown else None,
            high=shown.high if shown else None,
            kind="stock" if stock else "flow",
            modality=claim.modality,
            polarity=claim.polarity,
            said_by=(speaker.name or speaker.text) if speaker else fact.account.outlet,
            claims=(claim.id,),
            from_=iso(fact.start) if fact.timed else None,
            to=iso(fact.stop) if fact.timed else None,
        )
        for origin, destination in ways
    ]


def _ways(fact: Facts) -> list[tuple[PlaceInRole | None, PlaceInRole | None]]:
    """(from, to) of each way. The place beside the word is where people leave from, unless the word says they come."""
    places = [p for p in fact.claim.places if _habitable(p)]
    sources = [p for p in places if p.role == "from"]
    goals = _finest([p for p in places if p.role in GOALS])
    beside = next((p for p in places if p.role in ("at", "of")), None) or (None if fact.claim.places else fact.place)
    if beside is not None and not _sure(fact, beside):
        beside = None
    comes = _begins(fact.claim, "returns") or _begins(fact.claim, "arrives")
    if beside is not None and comes and not goals:
        goals = [beside]
    elif beside is not None and not comes and not sources:
        sources = [beside]
    if len(sources) > 1 and len(goals) > 1:
        sources = sources[:1]  # which of them leads where is not told
    made: list[tuple[PlaceInRole | None, PlaceInRole | None]] = []
    ends: tuple[list[PlaceInRole | None], list[PlaceInRole | None]] = ([*sources] or [None], [*goals] or [None])
    for source in ends[0]:
        for goal in ends[1]:
            way = _apart(source, goal)
            if way not in made:
                made.append(way)
    return made


def _stock_ways(fact: Facts) -> list[tuple[PlaceInRole | None, PlaceInRole | None]]:
    """Where people are, as the end of a way whose beginning may be told."""
    places = [p for p in fact.claim.places if _habitable(p)]
    here = [p for role in ("at", "of", *GOALS) for p in places if p.role == role]
    source = next((p for p in places if p.role == "from"), None)
    return [_apart(source, here[0] if here else None)]


def _apart(source: PlaceInRole | None, goal: PlaceInRole | None) -> tuple[PlaceInRole | None, PlaceInRole | None]:
    """The two ends; where both are one place, only the end that the words themselves name stands."""
    if source is not None and goal is not None and _same(source, goal):
        return (source, None) if source.role == "from" and goal.role not in GOALS else (None, goal)
    return source, goal


def _same(one: PlaceInRole, other: PlaceInRole) -> bool:
    if one.geonameid is not None and other.geonameid is not None:
        return one.geonameid == other.geonameid
    return tokens(one.name or one.text) == tokens(other.name or other.text)


def _finest(goals: list[PlaceInRole]) -> list[PlaceInRole]:
    """Without the wholes told beside their parts ("regions of Russia such as Rostov"), each place once."""
    out: list[PlaceInRole] = []
    for goal in goals:
        whole = any(_within(other, goal) for other in goals if other is not goal)
        if not whole and not any(_same(goal, kept) for kept in out):
            out.append(goal)
    return out


def _within(part: PlaceInRole, whole: PlaceInRole) -> bool:
    if part.country != whole.country or part.country is None:
        return False
    feature, inner = whole.feature or "", part.feature or ""
    if feature.startswith("A.PCL"):
        return not inner.startswith("A.PCL")
    return feature == "A.ADM1" and inner != "A.ADM1" and part.admin1 is not None and part.admin1 == whole.admin1


def _habitable(place: PlaceInRole) -> bool:
    """Whether people may live there: nobody is moved out of a river, and a government is no place."""
    return place.use != "metonymic" and not (place.feature or "").startswith("H.")


def _sure(fact: Facts, beside: PlaceInRole) -> bool:
    """A capital or a country that is not named in the sentence itself, or that is asked for something, is mostly a
    government and not where people leave.
    """
    governs = beside.feature == "P.PPLC" or (beside.feature or "").startswith("A.PCL")
    borrowed = fact.inherited or any(BORROWED in note for note in fact.claim.because.notes)
    return not (governs and (borrowed or fact.claim.modality == "requested"))


def _is_stock(fact: Facts, count: Count | None) -> bool:
    """People present rather than people who move."""
    if _begins(fact.claim, "stays"):
        return True
    moves = any(p.role in (*GOALS, "from") for p in fact.claim.places) or _begins(fact.claim, "arrives")
    return count is not None and not moves and bool(frozenset(_clause(fact)) & frozenset(_words()["present"]))


def _clause(fact: Facts) -> list[str]:
    """The words of the clause in which the trigger stands: the next one may count others."""
    text = fact.account.words
    at = fact.claim.trigger[0] - fact.claim.evidence[0]
    if not 0 < at < len(text):
        return list(tokens(text))
    starts = [m.end() for m in _CLAUSE_ENDS.finditer(text, 0, at)]
    end = _CLAUSE_ENDS.search(text, at)
    return list(tokens(text[starts[-1] if starts else 0 : end.start() if end else len(text)]))


def _of_people(claim: Claim) -> bool:
    """Whether people are told to move: not troops, and not a verb beside which nobody and no way stands ("the equipment
    that was left")."""
    if _count_of_forces(claim) or (claim.patients and all(_armed(p) for p in claim.patients)):
        return False
    if "(VERB)" not in (claim.because.trigger or ""):
        return True
    told = _movers(claim) or _count(claim) or any(p.role in ("from", *GOALS) for p in claim.places)
    return bool(told) or not any(BORROWED in note for note in claim.because.notes)


def _movers(claim: Claim) -> list[Party]:
    """Those moved, without one who only tells of it."""
    spoken = {(s.start, s.end) for s in claim.said_by} | {(s.text or "", "") for s in claim.said_by}
    return [p for p in claim.patients if (p.start, p.end) not in spoken and (p.text, "") not in spoken]


def _armed(party: Party) -> bool:
    return any(word.startswith(tuple(_words()["armed"])) for word in tokens(party.text))


def _count_of_forces(claim: Claim) -> bool:
    count = _count(claim)
    return count is not None and count.who == "soldiers"


def returns(claim: Claim) -> bool:
    """Whether a claim tells of people who go back, or may not."""
    return claim.kind in MOVEMENTS and _begins(claim, "returns")


def _begins(claim: Claim, name: str) -> bool:
    """Whether the trigger's own words begin with one of a list."""
    return (claim.because.trigger or "").lower().startswith(tuple(_words()[name]))


def _count(claim: Claim) -> Count | None:
    return next((c for of in COUNTED for c in claim.counts if c.of == of), None)


@cache
def _words() -> dict[str, Sequence[str]]:
    """The lists of `data/weighing/movement.toml`."""
    table = data.table("weighing/movement.toml")
    return {name: tuple(_texts(value)) for name, value in table.items()}


def _texts(value: Iterable[object]) -> list[str]:
    return [str(item) for item in value]

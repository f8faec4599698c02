"""One incident made from its claims: id, title, place, days, status, probability and tolls."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha1

from contested.nouns import Incident, Link
from contested.weighing.facts import Facts, iso
from contested.weighing.model import Told
from contested.weighing.sides import SideTable
from contested.weighing.status import asserts, probability, status
from contested.weighing.tolls import tolls

# What names an incident when its claims are of several kinds: the act before its effects.
RANK = {
    kind: n
    for n, kind in enumerate(
        (
            "airstrike",
            "drone_strike",
            "shelling",
            "bombing",
            "battle",
            "killing",
            "attack",
            "explosion",
            "accident",
            "interception",
            "mass_grave",
            "capture",
            "withdrawal",
            "deportation",
            "evacuation",
            "displacement",
            "annexation",
            "advance",
            "siege",
            "control",
            "casualties",
            "damage",
        )
    )
}


def incident(
    members: Sequence[Facts],
    told: Sequence[Told],
    links: Sequence[Link],
    outside: Sequence[Link],
    deniers: Sequence[tuple[Facts, Told]],
    sides: SideTable,
) -> Incident:
    """The incident of a group of claims. `outside`: links to claims of other incidents; `deniers`: the claims that
    deny it from there.
    """
    telling = [f for f in members if asserts(f)] or list(members)
    kind = _kind(telling)
    place = _place(telling)
    dated = [f for f in telling if f.timed or f.published is not None]
    start, stop = _days(dated or telling)
    state, why = status(members, told, [*links, *outside], sides)
    days = sorted(f.account.published for f in members if f.account.published)
    where = (place.place.name or place.place.text) if place and place.place else None
    return Incident(
        id=_id(members),
        kind=kind,
        title=_title(kind, where, iso(start) if dated else "day not told", telling),
        claims=tuple(f.id for f in members),
        place=place.place if place else None,
        from_=iso(start) if dated else None,
        to=iso(stop) if dated else None,
        status=state,
        probability=probability(members, told, deniers),
        origins=tuple(sorted({t.origin for t in told})),
        sides=tuple(sorted({t.side for t in told if t.side})),
        tolls=tolls(members, told, sides),
        links=tuple(links),
        first_reported=days[0] if days else None,
        last_reported=days[-1] if days else None,
        because=(why, *_same_side(told, sides)),
    )


def _id(members: Sequence[Facts]) -> str:
    """Made from the founding claim, the first published (then the smallest id), so that later claims leave it as it
    is.
    """
    founding = min(members, key=lambda f: (f.account.published or "9999", f.id))
    return "i-" + sha1(founding.id.encode(), usedforsecurity=False).hexdigest()[:12]


def _kind(telling: Sequence[Facts]) -> str:
    tally: dict[str, float] = {}
    for fact in telling:
        tally[fact.claim.kind] = tally.get(fact.claim.kind, 0.0) + fact.claim.confidence
    effects = {"casualties", "damage", "control"}
    acts = {k: v for k, v in tally.items() if k not in effects} or tally
    return min(acts, key=lambda k: (-round(acts[k], 6), RANK.get(k, 99), k))


def _place(telling: Sequence[Facts]) -> Facts | None:
    located = [f for f in telling if f.place]
    if not located:
        return None
    own = [f for f in located if not f.inherited] or located
    tally: dict[object, int] = {}
    for fact in own:
        tally[_spot(fact)] = tally.get(_spot(fact), 0) + 1
    exact = [f for f in own if not f.vague] or own
    return min(exact, key=lambda f: (-tally[_spot(f)], f.radius, f.id))


def _spot(fact: Facts) -> object:
    return (fact.place.geonameid if fact.place else None) or (round(fact.lat, 2), round(fact.lon, 2))


def _days(telling: Sequence[Facts]) -> tuple[int, int]:
    timed = [f for f in telling if f.timed] or list(telling)
    tally: dict[tuple[int, int], int] = {}
    for fact in timed:
        tally[fact.start, fact.stop] = tally.get((fact.start, fact.stop), 0) + 1
    return min(tally, key=lambda d: (d[1] - d[0] > 3, -tally[d], d[1] - d[0], d))


def _title(kind: str, where: str | None, day: str, telling: Sequence[Facts]) -> str:
    what = kind.replace("_", " ").capitalize()
    if all(f.negative and not asserts(f) for f in telling):
        what = f"Denied: {kind.replace('_', ' ')}"
    elif not any(f.told for f in telling):
        words = {
            "planned": "planned",
            "ordered": "ordered",
            "requested": "asked for",
            "suggested": "suggested",
            "attempted": "attempted",
            "threatened": "threatened",
            "possible": "possible",
            "hypothetical": "imagined",
        }
        what += f" ({words.get(telling[0].claim.modality, telling[0].claim.modality)})"
    return f"{what}{f' at {where}' if where else ''}, {day}"


def _same_side(told: Sequence[Told], sides: SideTable) -> tuple[str, ...]:
    found = {t.origin: t.side for t in told}
    known = set(found.values())
    if len(found) > 1 and len(known) == 1 and None not in known and known != {"third"}:
        return (f"All {len(found)} origins speak for one side, {sides.name(next(iter(known)))}.",)
    return ()

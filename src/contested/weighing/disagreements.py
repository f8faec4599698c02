"""Where the accounts part: conflicting links gathered into disagreements with their positions, and the query over
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha1

from contested.errors import InputError
from contested.nouns import Link, PlaceInRole, km_between
from contested.weighing.facts import Facts, iso
from contested.weighing.features.content import name, show
from contested.weighing.linking.slots import holder
from contested.weighing.model import Disagreement, Position, Told
from contested.weighing.sides import SideTable
from contested.weighing.words import tokens

CONFLICT = ("denies", "contradicts", "in_tension")
SLOTS = ("happened", "place", "time", "toll", "culprit", "control")


def disagreements(
    found: Sequence[Facts], told: Sequence[Told], home: Sequence[int], links: Iterable[Link], sides: SideTable
) -> tuple[Disagreement, ...]:
    """All disagreements, the best founded first."""
    where = {fact.id: i for i, fact in enumerate(found)}
    by_slot: dict[tuple[str, bool], list[Link]] = defaultdict(list)
    for link in links:
        if link.relation in CONFLICT and link.a in where and link.b in where:
            by_slot[link.slot, link.relation == "in_tension"].append(link)
    out = []
    for (slot, tension), given in sorted(by_slot.items()):
        for group in _gather(given, where, home):
            out.append(_disagreement(slot, group, found, told, where, sides, tension=tension))
    return tuple(sorted(out, key=lambda d: (-d.score, d.id)))


def select(
    given: Iterable[Disagreement],
    *,
    about: str | None = None,
    place: str | None = None,
    near: tuple[float, float, float] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    kind: str | None = None,
) -> tuple[Disagreement, ...]:
    """Disagreements about a slot, at a place (by part of its name, or `near`: latitude, longitude, km), since and
    until a day.
    """
    if about is not None and about not in SLOTS:
        raise InputError(f"There are no disagreements about {about!r}.", remedy=f"Ask about {', '.join(SLOTS)}.")
    first, last = (str(day) if day else None for day in (since, until))
    out = []
    for item in given:
        if about and item.about != about:
            continue
        if kind and item.kind != kind:
            continue
        if place and not _named(item, place):
            continue
        if near and not _near(item, near):
            continue
        if first and (item.to or "9999") < first:
            continue
        if last and (item.from_ or "0000") > last:
            continue
        out.append(item)
    return tuple(out)


def _gather(given: Sequence[Link], where: Mapping[str, int], home: Sequence[int]) -> list[list[Link]]:
    """Links that hang together: through a claim, or through an incident that both touch."""
    up: dict[object, object] = {}

    def find(item: object) -> object:
        while up.setdefault(item, item) != item:
            item = up[item]
        return item

    for link in given:
        one, two = where[link.a], where[link.b]
        same = [find(n) for n in (("i", home[one]), ("i", home[two]))]
        roots = sorted(same, key=str)
        up[roots[1]] = roots[0]
    out: dict[object, list[Link]] = defaultdict(list)
    for link in given:
        out[find(("i", home[where[link.a]]))].append(link)
    return [out[k] for k in sorted(out, key=str)]


def _disagreement(
    slot: str,
    links: Sequence[Link],
    found: Sequence[Facts],
    told: Sequence[Told],
    where: Mapping[str, int],
    sides: SideTable,
    *,
    tension: bool,
) -> Disagreement:
    members = sorted({where[c] for link in links for c in (link.a, link.b)}, key=lambda i: found[i].id)
    parted: dict[str, list[int]] = defaultdict(list)
    first_of = {where[link.b] if link.relation == "denies" else where[link.a] for link in links}
    for i in members:
        parted[_stand(slot, found[i], sides, tension=tension, first=i in first_of)].append(i)
    positions = tuple(
        _position(text, parted[text], found, told) for text in sorted(parted, key=lambda t: _rank(t, parted[t], found))
    )
    located = [found[i] for i in members if found[i].place and not found[i].inherited] or [
        found[i] for i in members if found[i].place
    ]
    place = min(located, key=lambda f: (f.radius, f.id)).place if slot != "happened" and located else _widest(located)
    ids = tuple(found[i].id for i in members)
    within = _within(slot, members, found, told)
    kinds = sorted(
        (found[i].claim.kind for i in members), key=lambda k: (-sum(found[j].claim.kind == k for j in members), k)
    )
    days = [d for i in members if (d := found[i].published) is not None]
    return Disagreement(
        id="d-" + sha1(f"{slot}|{tension}|{'|'.join(ids)}".encode(), usedforsecurity=False).hexdigest()[:12],
        about=slot,
        kind=kinds[0],
        place=place,
        positions=positions,
        claims=ids,
        from_=iso(min(days)) if days else None,
        to=iso(max(days)) if days else None,
        tension=tension,
        within=within,
        reasons=tuple(dict.fromkeys(link.reason for link in sorted(links, key=lambda ln: (-ln.score, ln.a, ln.b))))[:8],
        score=max(link.score for link in links),
    )


def _stand(slot: str, fact: Facts, sides: SideTable, *, tension: bool, first: bool) -> str:
    what = fact.claim.kind.replace("_", " ")
    if slot == "happened":
        if tension:
            return f"{fact.claim.modality} {what}, {'denied' if fact.negative else 'told'}"
        return "denied" if fact.negative else "told"
    if slot == "toll":
        return "; ".join(
            f"{show(v)} {name(k[0])}{' ' + k[1] if k[1] else ''}" for k, v in sorted(fact.figures.items(), key=str)
        )
    if slot == "culprit" and fact.negative:
        return f"not {' and '.join(sides.name(s) for s in sorted(fact.doers)) or 'told'}"
    if slot == "culprit":
        return (
            " and ".join(sides.name(s) for s in sorted(fact.doers))
            if fact.doers and fact.claim.kind != "accident"
            else what
        )
    if slot == "place":
        return fact.where
    if slot == "time":
        return iso(fact.start) if fact.stop - fact.start == 1 else f"{iso(fact.start)} to {iso(fact.stop - 1)}"
    held = holder(fact, sides)
    return f"held by {sides.name(held)}" if held else f"{what}, {'told' if first else 'against it'}"


def _rank(text: str, members: Sequence[int], found: Sequence[Facts]) -> tuple[bool, int, str]:
    return (any(found[i].negative for i in members), -len(members), text)


def _position(text: str, members: Sequence[int], found: Sequence[Facts], told: Sequence[Told]) -> Position:
    return Position(
        text,
        tuple(found[i].id for i in members),
        tuple(dict.fromkeys(found[i].who for i in members)),
        tuple(sorted({told[i].side or "unknown" for i in members})),
        tuple(sorted({told[i].origin for i in members})),
    )


def _within(slot: str, members: Sequence[int], found: Sequence[Facts], told: Sequence[Told]) -> str | None:
    """The one side whose own speakers part from each other. A report's own voice, which has no side, does not count
    against it.
    """
    known = {told[i].side for i in members if told[i].side}
    if len(known) != 1 or any(found[i].claim.said_by and not told[i].side for i in members):
        return None
    speaking = {
        (told[i].origin, found[i].negative if slot == "happened" else str(found[i].figures))
        for i in members
        if told[i].side
    }
    side = next(iter(known))
    return side if side != "third" and len({o for o, _ in speaking}) > 1 and len({s for _, s in speaking}) > 1 else None


def _widest(located: Sequence[Facts]) -> PlaceInRole | None:
    return max(located, key=lambda f: (f.radius, f.id)).place if located else None


def _named(item: Disagreement, place: str) -> bool:
    if item.place is None:
        return False
    asked = set(tokens(place))
    said = set(tokens(f"{item.place.name or ''} {item.place.text} {item.place.admin1 or ''}"))
    return bool(asked) and asked <= said


def _near(item: Disagreement, near: tuple[float, float, float]) -> bool:
    if item.place is None or item.place.lat is None or item.place.lon is None:
        return False
    return km_between(near[0], near[1], item.place.lat, item.place.lon) <= near[2] + (item.place.radius_km or 0)

"""What changed in the picture between two days, and because of which reports: two weighings laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log1p
from typing import Any, Protocol

from contested.nouns import Account, Incident, Link, Toll
from contested.outputs import rows, wording
from contested.outputs.holders import holder_name, likeliest
from contested.outputs.release import Weighing
from contested.outputs.texts import group_of, status
from contested.weighing.control import UNKNOWN, Settlement
from contested.weighing.model import Disagreement

SORTS = ("control", "status", "disagreement_opened", "disagreement_closed", "toll", "incident_new")
HEADS = {
    "control": "Who holds what",
    "status": "Stands otherwise",
    "disagreement_opened": "Where accounts now part",
    "disagreement_closed": "Where they no longer part",
    "toll": "Tolls",
    "incident_new": "New",
}
LIKELY = 0.55  # a holder below it is not said to hold
HARM = ("killed", "found_dead", "injured", "missing", "captured")


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing that is otherwise. `what`: one of `SORTS`; `id`: incident, disagreement or place; `claims`: the claims
    that were not known before and bear on it, in order of day; `documents`: where they stand; `weight`: for the order.
    """

    what: str
    id: str
    title: str
    before: str
    after: str
    place: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    weight: float = 0.0
    note: str = ""


class Claimed(Protocol):
    """Anything that rests on claims."""

    @property
    def claims(self) -> tuple[str, ...]: ...


def changes(earlier: Weighing, later: Weighing) -> tuple[Shift, ...]:
    """What `later` says otherwise than `earlier`, by sort, the weightiest first. Both are of one ledger."""
    old = {account.claim.id for account in earlier.accounts}
    known = {account.claim.id: account for account in later.accounts}
    fresh = {claim: account for claim, account in known.items() if claim not in old}
    found = [
        *_incidents(earlier, later, fresh),
        *_disagreements(earlier, later, fresh),
        *_control(earlier, later, fresh),
    ]
    return tuple(sorted(found, key=lambda s: (SORTS.index(s.what), -s.weight, s.title, s.id)))


def change_row(shift: Shift, known: Mapping[str, Account]) -> dict[str, Any]:
    """A shift as plain values, with the words behind it."""
    behind = [known[c] for c in shift.claims if c in known]
    return {
        "what": shift.what, "id": shift.id, "title": shift.title, "before": shift.before, "after": shift.after,
        "place": shift.place, "note": shift.note, "claims": list(shift.claims), "documents": list(shift.documents),
        "because": [
            {"claim": a.claim.id, "document": a.document, "outlet": a.outlet, "published": a.published,
             "speaker": wording.who_says(a), "words": a.words} for a in behind[:3]
        ],
    }  # fmt: skip


def _incidents(earlier: Weighing, later: Weighing, fresh: Mapping[str, Account]) -> Iterator[Shift]:
    home = {claim: item for item in earlier.incidents for claim in item.claims}
    touching: dict[str, list[Link]] = {}
    for link in later.links:
        if link.relation != "agrees":
            touching.setdefault(link.a, []).append(link)
            touching.setdefault(link.b, []).append(link)
    for item in later.incidents:
        before = _most([home[c] for c in item.claims if c in home], item)
        own = [c for c in item.claims if c in fresh]
        beside = {c for claim in item.claims for ln in touching.get(claim, ()) for c in (ln.a, ln.b) if c in fresh}
        if before is None:
            if own:
                told = "; ".join(wording.toll(t) for t in item.tolls[:2])
                yield _shift("incident_new", item.id, rows.headline(item), "", _label(item.status), item, own, fresh,
                             weight=_weight(item), note=told)  # fmt: skip
            continue
        if before.status != item.status and (own or beside):
            because = next(iter(item.because), "")
            yield _shift("status", item.id, rows.headline(item), _label(before.status), _label(item.status), item,
                         [*own, *sorted(beside - set(own))], fresh, weight=_loud(item), note=because)  # fmt: skip
        yield from _tolls(before, item, own, fresh)


def _tolls(before: Incident, item: Incident, own: list[str], fresh: Mapping[str, Account]) -> Iterator[Shift]:
    told = {(t.of, t.who): t for t in before.tolls}
    for toll in item.tolls:
        then = told.get((toll.of, toll.who))
        if then is None and not told and toll.of not in HARM:
            continue
        if (toll.low, toll.best, toll.high) == ((then.low, then.best, then.high) if then else (None,) * 3):
            continue
        behind = [c for c in toll.claims if c in fresh] or own
        if behind:
            yield _shift("toll", item.id, rows.headline(item), wording.toll(then) if then else "not told",
                         wording.toll(toll), item, behind, fresh, weight=_size(toll))  # fmt: skip


def _disagreements(earlier: Weighing, later: Weighing, fresh: Mapping[str, Account]) -> Iterator[Shift]:
    for item, what in (
        *((d, "disagreement_opened") for d in _without(later.disagreements, earlier.disagreements)),
        *((d, "disagreement_closed") for d in _without(earlier.disagreements, later.disagreements)),
    ):
        opened = what == "disagreement_opened"
        behind = [c for c in item.claims if c in fresh] if opened else []
        stands = " / ".join(f"{', '.join(p.speakers[:2])}: {p.text}" for p in item.positions[:2])
        weight = item.score - (0.5 if item.tension else 0.0)
        yield _shift(what, item.id, rows.question(item), "" if opened else stands, stands if opened else "", item,
                     behind, fresh, weight=weight, note=next(iter(item.reasons), ""))  # fmt: skip


def _without(some: Iterable[Disagreement], others: Iterable[Disagreement]) -> Iterator[Disagreement]:
    """Those of which the others know nothing: none about the same slot that shares two claims."""
    listed = [(other.about, frozenset(other.claims)) for other in others]
    for item in some:
        claims = frozenset(item.claims)
        if not any(about == item.about and len(claims & known) >= 2 for about, known in listed):
            yield item


def _control(earlier: Weighing, later: Weighing, fresh: Mapping[str, Account]) -> Iterator[Shift]:
    evidence: dict[str, list[str]] = {}
    for item in later.control.evidence:
        if item.claim in fresh:
            evidence.setdefault(item.place, []).append(item.claim)
    turned = {(c.geonameid or c.place, c.after): c for c in later.control.changes()}
    before = {place.key: place for place in earlier.control.places}
    for place in later.control.places:
        if place.key not in evidence:
            continue  # belief that only fades, or drifts with the neighbours, is no news
        was, now = _holder(earlier, before.get(place.key)), _holder(later, place)
        if was[0] == now[0]:
            continue
        change = turned.get((place.geonameid or place.name, now[0]))
        note = f"since {wording.day(change.day)}" if change else ""
        yield _shift("control", place.key, place.name, _told(was, later), _told(now, later), None, evidence[place.key],
                     fresh, weight=now[1] - 0.5 * place.area, note=note, where=place.name)  # fmt: skip


def _holder(weighing: Weighing, place: Settlement | None) -> tuple[str, float]:
    estimate = weighing.control.on(place) if place else None
    holder, share = likeliest(estimate) if estimate else (UNKNOWN, 1.0)
    return (holder, share) if share >= LIKELY else (UNKNOWN, 1.0)


def _told(held: tuple[str, float], weighing: Weighing) -> str:
    name = holder_name(held[0], weighing.sides)
    return name if held[0] == UNKNOWN else f"{name}, {wording.percent(held[1])}"


def _most(given: list[Incident], item: Incident) -> Incident | None:
    """The incident of before that shares most claims with this one."""
    tally: dict[str, int] = {}
    for one in given:
        tally[one.id] = tally.get(one.id, 0) + 1
    return min(given, key=lambda i: (-tally[i.id], i.kind != item.kind, i.id), default=None)


def _shift(
    what: str, id_: str, title: str, before: str, after: str, item: Any, claims: Iterable[str],
    fresh: Mapping[str, Account], *, weight: float, note: str = "", where: str | None = None,
) -> Shift:  # fmt: skip
    place = getattr(item, "place", None)
    ordered = sorted(claims, key=lambda c: (fresh[c].published or "" if c in fresh else "", c))
    documents = tuple(dict.fromkeys(fresh[c].document for c in ordered if c in fresh))
    named = where or (wording.place_name(place) if place else None)
    return Shift(what, id_, title, before, after, named, tuple(ordered), documents, weight, note)


def _label(key: str) -> str:
    return status(key)["label"].lower()


def _loud(item: Incident) -> float:
    return {"disputed": 3.0, "denied": 3.0, "retracted": 3.0, "admitted": 2.0}.get(item.status, 1.0) + _weight(
        item
    ) / 100


def _weight(item: Incident) -> float:
    """What a reader of the morning looks for first: who was hurt, what changed hands, what several tell."""
    harmed = max((_size(t) for t in item.tolls if t.of in HARM), default=0.0)
    group = {"territory": 3.0, "violence": 2.0, "harm": 2.0}.get(group_of(item.kind), 0.0)
    return log1p(harmed) + group + len(item.origins) / 2


def _size(toll: Toll) -> float:
    return float(toll.high or toll.best or toll.low or 0) if toll.of in HARM else 0.0


def fresh_reports(earlier: Weighing, later: Weighing) -> tuple[int, int]:
    """How many documents and claims came in between."""
    old = {account.claim.id for account in earlier.accounts}
    came = [a for a in later.accounts if a.claim.id not in old]
    return len({a.document for a in came}), len(came)

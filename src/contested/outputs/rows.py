"""The record as flat rows of plain values: what tables show and `--json` prints. Days are ISO 8601, ends exclusive."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from contested.nouns import Account, Flow, Incident, Place, Toll
from contested.outputs import wording
from contested.outputs.release import Release
from contested.outputs.texts import STATUSES, group_of, text
from contested.weighing.model import Disagreement, SpeakerRecord

Row = dict[str, Any]


def claim_rows(whole: Release) -> list[Row]:
    """A row for each claim, latest report first."""
    ordered = sorted(whole.accounts, key=lambda a: (a.published or "", a.document, -a.claim.trigger[0]), reverse=True)
    return [claim_row(account, whole) for account in ordered]


def claim_row(account: Account, whole: Release | None = None) -> Row:
    """One claim in its document."""
    claim = account.claim
    place = wording.main_place(claim.places)
    incident = whole.incident_of.get(claim.id) if whole else None
    return {
        "id": claim.id,
        "kind": claim.kind,
        "group": group_of(claim.kind),
        "from": claim.time.from_ if claim.time else None,
        "to": claim.time.to if claim.time else None,
        "when": wording.when(claim.time),
        "place": wording.place_name(place) if place else None,
        "where": wording.route(claim.places),
        "precision": wording.precision(place),
        **_point(place),
        "who": wording.parties(claim.agents),
        "whom": wording.parties(claim.patients),
        "hit": wording.parties(claim.targets),
        "with": wording.parties(claim.instruments),
        "counts": [{"of": c.of, "low": c.low, "high": c.high, "who": c.who} for c in claim.counts],
        "said_by": [
            {"name": s.name or s.text, "role": s.role, "channel": s.channel, "stance": s.stance} for s in claim.said_by
        ],
        "speaker": wording.who_says(account),
        "side": account.side,
        "stance": claim.stance,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "words": account.words,
        "confidence": round(claim.confidence, 3),
        "main": claim.main,
        "document": account.document,
        "outlet": account.outlet,
        "published": account.published,
        "origin": account.origin,
        "incident": incident.id if incident else None,
    }


def incident_rows(whole: Release) -> list[Row]:
    """A row for each incident, most contested first, then the latest."""
    return [incident_row(item, whole) for item in contested_first(whole.incidents)]


def contested_first(incidents: tuple[Incident, ...]) -> list[Incident]:
    """Incidents in the order of the eye: what is contested, then how well founded, then the latest."""
    latest = sorted(incidents, key=lambda i: (i.last_reported or "", i.from_ or "", i.id), reverse=True)
    return sorted(latest, key=lambda i: STATUSES.index(i.status) if i.status in STATUSES else len(STATUSES))


def incident_row(item: Incident, whole: Release) -> Row:
    """One incident with its tolls and the slots in which its accounts part."""
    by_id = whole.by_id
    parted = [link.slot for link in item.links if link.relation in ("contradicts", "denies", "in_tension")]
    return {
        "id": item.id,
        "title": headline(item),
        "kind": item.kind,
        "group": group_of(item.kind),
        "status": item.status,
        "probability": item.probability,
        "parted": list(dict.fromkeys(parted)),
        "place": wording.place_name(item.place) if item.place else None,
        "precision": wording.precision(item.place),
        **_point(item.place),
        "from": item.from_,
        "to": item.to,
        "when": wording.span(item.from_, item.to),
        "tolls": [toll_row(toll) for toll in item.tolls],
        "claims": list(item.claims),
        "documents": len({by_id[c].document for c in item.claims if c in by_id}),
        "origins": list(item.origins),
        "sides": list(item.sides),
        "first_reported": item.first_reported,
        "last_reported": item.last_reported,
        "because": list(item.because),
    }


def headline(item: Incident) -> str:
    """What is told, as a title: `Shelling at Izium`, `Kherson taken?` where disputed; never more than is told."""
    name = title(item.kind, item.place)
    if item.status == "denied":
        return f"{name}: only a denial"
    return f"{name}?" if item.status == "disputed" else name


def title(kind: str, place: Place | None) -> str:
    """A kind of happening and its place, in our words."""
    known = text("title", kind)
    word = text("kind", kind)
    pattern = known if known != kind.replace("_", " ") else f"{word[:1].upper()}{word[1:]} {{at}}"
    if place is None:
        return (f"{word[:1].upper()}{word[1:]}" if "{place}" in pattern else pattern.replace("{at}", "")).strip()
    name = wording.place_name(place)
    wide = place.precision in ("region", "country", "area", "district")
    return pattern.replace("{at}", f"{'in' if wide else 'at'} {name}").replace("{place}", name)


def toll_row(item: Toll) -> Row:
    """One toll as a range."""
    return {
        "of": item.of, "who": item.who, "low": item.low, "best": item.best, "high": item.high,
        "words": wording.toll(item), "claims": list(item.claims), "reason": item.reason,
    }  # fmt: skip


def place_rows(whole: Release) -> list[Row]:
    """A row for each place where something is told to have happened, by number of incidents."""
    groups: dict[object, list[Incident]] = defaultdict(list)
    for item in whole.incidents:
        if item.place:
            groups[item.place.geonameid or wording.place_name(item.place)].append(item)
    rows = []
    for items in groups.values():
        place = items[0].place
        states = Counter(item.status for item in items)
        rows.append({
            "place": wording.place_name(place), "geonameid": place.geonameid if place else None,
            "country": place.country if place else None, "precision": wording.precision(place), **_point(place),
            "incidents": len(items), "claims": sum(len(item.claims) for item in items),
            "contested": states["disputed"] + states["denied"], "statuses": dict(states),
            "kinds": [kind for kind, _ in Counter(item.kind for item in items).most_common(3)],
            "first": min((i.from_ for i in items if i.from_), default=None),
            "last": max((i.last_reported for i in items if i.last_reported), default=None),
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-row["incidents"], row["place"]))


def disagreement_rows(whole: Release) -> list[Row]:
    """A row for each disagreement, the best founded first."""
    return [disagreement_row(item, whole) for item in whole.disagreements]


def disagreement_row(item: Disagreement, whole: Release) -> Row:
    """One disagreement with the words of each position."""
    by_id = whole.by_id
    lead = founding(item, whole) or ()
    positions: list[Row] = []
    for stand in item.positions:
        told = (by_id[c] for c in stand.claims if c in by_id)
        accounts = sorted(told, key=lambda a: (a.claim.id not in lead, a.published or "", a.claim.id))
        positions.append({
            "stand": stand.text, "speakers": list(stand.speakers), "sides": list(stand.sides),
            "claims": list(stand.claims),
            "words": [a.words for a in accounts], "documents": [a.document for a in accounts],
            "first_said": accounts[0].published if accounts else None,
        })  # fmt: skip
    positions.sort(key=lambda stand: not set(lead).intersection(stand["claims"]))
    return {
        "id": item.id,
        "about": item.about,
        "question": question(item),
        "kind": item.kind,
        "place": wording.place_name(item.place) if item.place else None,
        "from": item.from_,
        "to": item.to,
        "tension": item.tension,
        "within": item.within,
        "score": item.score,
        "positions": positions,
        "reasons": list(item.reasons),
    }


def founding(item: Disagreement, whole: Release) -> tuple[str, str] | None:
    """The two claims that the strongest reason of a disagreement sets against each other."""
    if not item.reasons:
        return None
    claims = set(item.claims)
    for link in whole.by_reason.get(item.reasons[0], ()):
        if link.a in claims and link.b in claims:
            return link.a, link.b
    return None


def question(item: Disagreement) -> str:
    """What the accounts part over, in our words: `Evacuation from Izium: whether it happened`."""
    return f"{title(item.kind, item.place)}: {text('question', item.about)}"


def speaker_rows(whole: Release) -> list[Row]:
    """A row for each speaker, those who spoke most first. Under five statements no tally is drawn."""
    rows = [_speaker_row(item) for item in whole.speakers]
    return sorted(rows, key=lambda row: (-row["statements"], row["name"]))


def _speaker_row(item: SpeakerRecord) -> Row:
    days = [s.day for s in item.statements if s.day]
    return {
        "id": item.id, "name": item.name, "side": item.side, "statements": len(item.statements),
        "documents": len({s.document for s in item.statements}), "outcomes": dict(item.outcomes),
        "first": min(days, default=None), "last": max(days, default=None),
        "claims": [s.claim for s in item.statements],
    }  # fmt: skip


def movement_rows(whole: Release) -> list[Row]:
    """A row for each movement of people that is told, the fullest told first, then the latest.

    What one speaker tells twice in the same words of ours is one row with both claims.
    """
    made: dict[tuple[object, ...], Row] = {}
    for flow in sorted(whole.flows, key=lambda f: (f.from_ or "", f.claims), reverse=True):
        row = movement_row(flow)
        key = tuple(value for name, value in row.items() if name not in ("claims", "from", "to"))
        if key in made:
            made[key]["claims"] += row["claims"]
        else:
            made[key] = row
    return sorted(made.values(), key=_fullness, reverse=True)


def _fullness(row: Row) -> int:
    """How much a movement tells: both ends apart, a number, somebody who moves others."""
    ends = row["destination"] is not None and row["destination"] != row["origin"]
    return (
        2 * ends
        + (row["low"] is not None or row["high"] is not None)
        + (row["movement"] in ("evacuation", "deportation"))
    )


def movement_row(flow: Flow) -> Row:
    """One movement: from where, to where, who, how many, how it is told, by whom. A stock is never a flow."""
    return {
        "movement": flow.movement, "kind": flow.kind, "origin": _place_or_none(flow.origin),
        "destination": _place_or_none(flow.destination), "who": flow.who, "low": flow.low, "high": flow.high,
        "modality": flow.modality, "polarity": flow.polarity, "said_by": flow.said_by,
        "from": flow.from_, "to": flow.to, "claims": list(flow.claims),
    }  # fmt: skip


def _place_or_none(place: Place | None) -> str | None:
    return wording.place_name(place) if place else None


def _point(place: Place | None) -> Row:
    if place is None:
        return {"lat": None, "lon": None, "radius_km": None}
    return {"lat": place.lat, "lon": place.lon, "radius_km": place.radius_km}

"""PLOVER as JSON Lines, an event a claim. `link` is the incident, so that several accounts of one happening are found.

What the manual calls auxiliary modes (historical, future, hypothetical, negation) is filled. A claim's text is left out
unless it is asked for, since rights to it are not ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contested import data
from contested.nouns import Account, Claim, Party, PlaceInRole, parse_day
from contested.outputs import wording
from contested.outputs.clean import plain
from contested.outputs.countries import country_name, region_name
from contested.outputs.release import Release

RESOLUTION = {"site": 5, "settlement": 4, "district": 3, "area": 3, "region": 2, "country": 1}
SIZES = {"killed": "dead", "found_dead": "dead", "injured": "injured", "detained": "arrested"}
OLD_DAYS = 31


def write(whole: Release, path: Path, *, text: bool = False) -> int:
    """Write the file; gives the number of lines. `text`: with the words of each claim."""
    made = list(events(whole, text=text))
    path.write_text("".join(json.dumps(event, ensure_ascii=False) + "\n" for event in made), encoding="utf-8")
    return len(made)


def events(whole: Release, *, text: bool = False) -> Iterator[dict[str, Any]]:
    """The events, by day and id; claims without a PLOVER coding or without any day are none."""
    home = whole.incident_of
    ordered = sorted(whole.accounts, key=lambda a: (_day(a) or "9", a.claim.id))
    for account in ordered:
        event = _event(account, text=text)
        if event:
            if account.claim.id in home:
                event["link"] = home[account.claim.id].id
            yield event


def _event(account: Account, *, text: bool) -> dict[str, Any] | None:
    claim = account.claim
    day = _day(account)
    coded = claim.plover
    if not coded or not coded.get("event") or day is None:
        return None
    row = data.table("outputs/formats.toml")["plover"].get(coded["event"], {})
    mode = coded.get("mode")
    event: dict[str, Any] = {
        "id": f"CTD-{claim.id}",
        "date": day,
        "actor": [_entity(p) for p in claim.agents] or [_entity_unknown()],
        "recipient": [_entity(p) for p in claim.patients],
        "event": [coded["event"]],
        "mode": [mode] if mode else [],
        "quad_code": row.get("quad"),
        "event_scale": row.get("modes", {}).get(mode, row.get("score")) if row else None,
        "has_event": claim.happened,
    }
    auxiliary = list(dict.fromkeys([*coded.get("auxiliary", ()), *_auxiliary(account)]))
    if auxiliary:
        event["auxiliary_mode"] = auxiliary
    end = _end(claim)
    if end and end != day:
        event["enddate"] = end
    place = wording.main_place(claim.places)
    if place:
        event["event_loc"] = _location(place)
    size = _size(claim)
    if size:
        event["size"] = size
    event["claim"] = {
        "said_by": [plain(s.name or s.text, 80) for s in claim.said_by],
        "stance": claim.stance,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "confidence": round(claim.confidence, 3),
        "kind": claim.kind,
    }
    start, stop = claim.evidence
    event["text_info"] = {"start": start, "end": stop}
    event["cite_info"] = {
        "corpus": "Contested",
        "citation": account.document,
        "publication": plain(account.outlet or "", 80),
        "url": account.url,
    }
    if text:
        event["event_text"] = [plain(account.words, 2000)]
    event["coder"] = plain(claim.because.model or claim.because.rule, 80)
    return {key: value for key, value in event.items() if value is not None}


def _day(account: Account) -> str | None:
    told = account.claim.time
    first = parse_day(told.from_) if told else None
    day = first or _last(account.claim) or parse_day(account.published)
    return day.isoformat() if day else None


def _last(claim: Claim) -> Any:
    return parse_day(claim.time.to) if claim.time else None


def _end(claim: Claim) -> str | None:
    """The last day of the happening; the interval's end is exclusive."""
    days = claim.time
    if days is None or days.from_ is None or days.to is None:
        return None
    end = wording.last_day(days.to)
    return end.isoformat() if end else None


def _auxiliary(account: Account) -> list[str]:
    claim = account.claim
    out = []
    happened, told = parse_day(claim.time.from_) if claim.time else None, parse_day(account.published)
    if happened and told and (told - happened).days > OLD_DAYS and claim.happened:
        out.append("historical")
    if claim.modality in ("planned", "ordered", "requested", "suggested", "threatened"):
        out.append("future")
    if claim.modality in ("possible", "hypothetical"):
        out.append("hypothetical")
    if claim.polarity == "negative":
        out.append("negation")
    return out


def _entity(party: Party) -> dict[str, Any]:
    made: dict[str, Any] = {"code": party.country or "---"}
    if party.sectors:
        made["sector"] = party.sectors[0]
    made["entity_text"] = plain(party.text, 120)
    if party.name and party.name != party.text:
        made["identifier_text"] = plain(party.name, 120)
    return made


def _entity_unknown() -> dict[str, Any]:
    return {"code": "---", "sector": "UNK"}


def _location(place: PlaceInRole) -> dict[str, Any]:
    made = {
        "extracted_place": plain(place.text, 80),
        "resolved_place": wording.place_name(place),
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "province": region_name(place.country, place.admin1) or None,
        "country": country_name(place.country) or None,
        "country_code": place.country,
        "feature_class": (place.feature or "").partition(".")[0] or None,
        "feature_code": (place.feature or "").partition(".")[2] or None,
        "resolution": RESOLUTION.get(place.precision),
        "radius_km": place.radius_km,
    }
    return {key: value for key, value in made.items() if value is not None}


def _size(claim: Claim) -> dict[str, Any]:
    size: dict[str, Any] = {}
    for count in claim.counts:
        name = SIZES.get(count.of, count.of)
        if count.who is None and name not in size:
            size[name] = {"low": count.low, "high": count.high} if count.low != count.high else count.low
    return size

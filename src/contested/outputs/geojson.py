"""GeoJSON (RFC 7946) for desktop maps: incidents, and beside them `….control.geojson` and `….movement.geojson`.

Longitude first, WGS 84. An incident without a place stays, with null geometry; a region is a point with its precision
and radius, never a bare one. Flat properties first, since many programs drop nested ones; the claims are a JSON string.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contested.nouns import Flow, Incident, Place, Toll
from contested.outputs import coding, rows, wording
from contested.outputs.clean import plain
from contested.outputs.countries import alpha3, region_name
from contested.outputs.holders import Holding, holder_name, likeliest
from contested.outputs.release import Release

Feature = dict[str, Any]


def write(whole: Release, path: Path) -> int:
    """Write the three files; gives the number of incidents."""
    found = list(incidents(whole))
    _write(path, found, whole)
    _write(path.with_suffix(".control.geojson"), list(control(whole)), whole)
    _write(path.with_suffix(".movement.geojson"), list(movement(whole)), whole)
    return len(found)


def incidents(whole: Release) -> Iterator[Feature]:
    """A feature for each incident."""
    for item in whole.incidents:
        yield {"type": "Feature", "id": item.id, "geometry": point(item.place), "properties": _incident(item, whole)}


def control(whole: Release) -> Iterator[Feature]:
    """A feature for each place and stretch of days between two changes of hands, with the estimate of its last day."""
    for item in whole.control:
        for number, (start, end) in enumerate(item.stretches):
            yield _holding(item, start, end, number, whole)


def movement(whole: Release) -> Iterator[Feature]:
    """A feature for each movement that is told; a line where both ends are known, else a point or nothing."""
    for number, flow in enumerate(whole.flows):
        yield {
            "type": "Feature",
            "id": f"m-{number}",
            "geometry": _way(flow),
            "properties": rows.movement_row(flow) | {"claims": ";".join(flow.claims)},
        }


def point(place: Place | None) -> dict[str, Any] | None:
    """A point of at most six decimals, or nothing."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]}


def _incident(item: Incident, whole: Release) -> dict[str, Any]:
    told = coding.members(item, whole)
    types = coding.acled(item, told) or {}
    place = item.place
    plover = next((a.claim.plover["event"] for a in told if a.claim.plover and a.claim.plover.get("event")), None)
    dead, hurt = coding.deaths(item), next((t for t in item.tolls if t.of == "injured"), None)
    last = coding.days_of(item, 10_000)[-1:]
    return {
        "id": item.id,
        "title": rows.headline(item),
        "type": item.kind,
        "acled_type": types.get("event_type"),
        "acled_sub": types.get("sub_event_type"),
        "plover": plover,
        "actors_a": "; ".join(a.name for a in coding.actors(told, "agents")),
        "actors_b": "; ".join(a.name for a in coding.actors(told, "patients")),
        **_range("killed", dead),
        **_range("injured", hurt),
        "n_claims": len(item.claims),
        "n_origins": len(item.origins),
        "n_sides": len(item.sides),
        "status": item.status,
        "confidence": round(item.probability, 3),
        "precision": _precision(place),
        "uncertainty_m": round(place.radius_km * 1000) if place and place.radius_km else None,
        "place": wording.place_name(place) if place else None,
        "geonameid": place.geonameid if place else None,
        "pcode": None,
        "adm1": region_name(place.country, place.admin1) or None if place else None,
        "country": alpha3(place.country) or None if place else None,
        "date_start": item.from_,
        "date_end": last[0].isoformat() if last else None,
        "time_precision": "day" if coding.span_days(item) == 1 else f"{coding.span_days(item)} days",
        "first_reported": item.first_reported,
        "last_reported": item.last_reported,
        "sources": "; ".join(coding.outlets(told)),
        "claims": json.dumps([_claim(a) for a in told], ensure_ascii=False),
    }


def _claim(account: Any) -> dict[str, Any]:
    claim = account.claim
    return {
        "id": claim.id,
        "said_by": wording.who_says(account),
        "side": account.side,
        "stance": claim.stance,
        "document": account.document,
        "published": account.published,
        "words": plain(account.words, 400),
    }


def _precision(place: Place | None) -> str | None:
    names = {
        "site": "point",
        "settlement": "settlement",
        "district": "adm2",
        "region": "adm1",
        "country": "country",
        "area": "adm2",
    }
    return names[place.precision] if place else None


def _range(name: str, toll: Toll | None) -> dict[str, float | None]:
    low, best, high = (toll.low, toll.best, toll.high) if toll else (None, None, None)
    return {f"{name}_low": low, f"{name}_best": best, f"{name}_high": high}


def _holding(item: Holding, start: str, end: str, number: int, whole: Release) -> Feature:
    last = item.at(end)
    holder, share = likeliest(last)
    told = [whole.by_id[c] for c in last.claims if c in whole.by_id]
    days = [a.published[:10] for a in told if a.published]
    geometry = (
        None
        if item.lat is None or item.lon is None
        else {"type": "Point", "coordinates": [round(item.lon, 6), round(item.lat, 6)]}
    )
    return {
        "type": "Feature",
        "id": f"{item.geonameid or item.name}-{number}",
        "geometry": geometry,
        "properties": {
            "place": item.name,
            "pcode": None,
            "geonameid": item.geonameid,
            "area": item.area,
            "date_from": start,
            "date_to": end,
            "holder": holder,
            "holder_name": holder_name(holder, whole.sides),
            "p_holder": round(share, 3),
            "status": last.status,
            "claimed_by": ";".join(sorted({a.side for a in told if a.side})),
            "last_evidence_date": max(days, default=None),
            "n_claims": len(told),
        },
    }


def _way(flow: Flow) -> dict[str, Any] | None:
    start, end = point(flow.origin), point(flow.destination)
    if start and end and start != end:
        return {"type": "LineString", "coordinates": [start["coordinates"], end["coordinates"]]}
    return start or end


def _write(path: Path, features: list[Feature], whole: Release) -> None:
    collection = {
        "type": "FeatureCollection",
        "as_of": whole.latest,
        "held_back": len(whole.held),
        "note": "Contested's own records; what is told, not what is known to be so. Places may be coarsened by rule.",
        "features": features,
    }
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")

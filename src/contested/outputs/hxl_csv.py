"""HXL: CSV with a header row and, second, a row of hashtags, for the tools of the humanitarian data exchange."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contested import data
from contested.nouns import Incident, Toll
from contested.outputs import coding, rows, wording
from contested.outputs.clean import cell
from contested.outputs.countries import alpha3, country_name, region_name
from contested.outputs.pages import link
from contested.outputs.release import Release

MOVED = ("displaced", "evacuated", "people")


def tags() -> dict[str, str]:
    """Columns and their hashtags, in order."""
    return {str(name): str(tag) for name, tag in data.table("outputs/formats.toml")["hxl"].items()}


def write(whole: Release, path: Path) -> int:
    """Write the file; gives the number of incidents."""
    made = list(incident_rows(whole))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(tags())
        writer.writerow(tags().values())
        writer.writerows([cell(row[name]) for name in tags()] for row in made)
    return len(made)


def incident_rows(whole: Release) -> Iterator[dict[str, Any]]:
    """A row for each incident, by day; what is not told is empty, never 0."""
    for item in sorted(whole.incidents, key=lambda i: (i.from_ or "9", i.id)):
        yield _row(item, whole)


def _row(item: Incident, whole: Release) -> dict[str, Any]:
    told = coding.members(item, whole)
    types = coding.acled(item, told) or {"event_type": "", "sub_event_type": ""}
    agents, patients = coding.actors(told, "agents"), coding.actors(told, "patients")
    place = item.place
    first, last = coding.days_of(item, 10_000)[:1], coding.days_of(item, 10_000)[-1:]
    ways = [p for a in told for p in a.claim.places]
    people = item.kind in ("evacuation", "displacement", "deportation")
    return {
        "incident_id": item.id,
        "title": rows.headline(item),
        "type": types["event_type"],
        "subtype": types["sub_event_type"],
        "kind": item.kind,
        "date_start": first[0].isoformat() if first else "",
        "date_end": last[0].isoformat() if last else "",
        "date_reported": (item.first_reported or "")[:10],
        "actor1": agents[0].name if agents else "",
        "actor2": patients[0].name if patients else "",
        "country": country_name(place.country) if place else "",
        "iso3": alpha3(place.country) if place else "",
        "adm1": region_name(place.country, place.admin1) if place else "",
        "location": wording.place_name(place) if place else "",
        "lat": _or_empty(place.lat if place else None),
        "lon": _or_empty(place.lon if place else None),
        "precision": place.precision if place else "",
        "radius_km": _or_empty(place.radius_km if place else None),
        **_range("killed", coding.deaths(item)),
        **_range("injured", _toll(item, "injured")),
        "missing": _or_empty(_best(_toll(item, "missing"))),
        **_range("displaced", next((t for of in MOVED if people and (t := _toll(item, of))), None)),
        "origin_adm": _place(ways, "from") if people else "",
        "dest_adm": _place(ways, "to") if people else "",
        "status": item.status,
        "probability": round(item.probability, 3),
        "claims": len(item.claims),
        "origins": len(item.origins),
        "source": "; ".join(coding.outlets(told)),
        "url": next((url for a in told if (url := link(a.url))), ""),
        "description": coding.notes(item, told),
    }


def _toll(item: Incident, of: str) -> Toll | None:
    return min((t for t in item.tolls if t.of == of), key=lambda t: t.who is not None, default=None)


def _range(name: str, toll: Toll | None) -> dict[str, Any]:
    return {
        name: _or_empty(_best(toll)),
        f"{name}_low": _or_empty(toll.low if toll else None),
        f"{name}_high": _or_empty(toll.high if toll else None),
    }


def _best(toll: Toll | None) -> float | None:
    return toll.best if toll else None


def _place(ways: list[Any], role: str) -> str:
    return "; ".join(dict.fromkeys(wording.place_name(p) for p in ways if p.role == role))


def _or_empty(value: float | None) -> float | str:
    return "" if value is None else int(value) if float(value).is_integer() else value

"""ACLED-shaped CSV of Contested's own incidents, with own ids. Ranges, disputes and claim counts stand in `notes`.

A row for each day of an incident that is told as having happened, has an ACLED type and lies nearer than a country.
Fatalities are the most conservative figure, on the first day only, as ACLED has it; never filled where none is told.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from contested import data
from contested.nouns import Incident, Place
from contested.outputs import coding, wording
from contested.outputs.clean import cell
from contested.outputs.coding import Actor
from contested.outputs.countries import acled_region, alpha3, country_name, numeric, region_name
from contested.outputs.release import Release

STATE, REBEL, UNKNOWN, CIVILIANS, OTHER = 1, 2, 3, 7, 8
_DEMONSTRATIONS = ("Protests", "Riots")
_TARGETS = ("Violence against civilians", "Explosions/Remote violence", "Riots")


def write(whole: Release, path: Path) -> int:
    """Write the file; gives the number of rows."""
    made = list(rows(whole))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: cell(value) for key, value in row.items()} for row in made)
    return len(made)


def columns() -> list[str]:
    """The columns, in ACLED's order."""
    return str(data.table("outputs/formats.toml")["acled"]).split()


def rows(whole: Release) -> Iterator[dict[str, Any]]:
    """The rows, by day and id."""
    found = [row for item in whole.incidents for row in _rows(item, whole)]
    yield from sorted(found, key=lambda row: (row["event_date"], row["event_id_cnty"]))


def _rows(item: Incident, whole: Release) -> Iterator[dict[str, Any]]:
    told = coding.members(item, whole)
    types = coding.acled(item, told)
    place = item.place
    if types is None or place is None or place.lat is None or place.precision == "country":
        return
    if not coding.told_as_done(item, whole):
        return
    one, two = _actors(coding.actors(told, "agents"), coding.actors(told, "patients"), types)
    first, second = _inter(one, place), _inter(two, place)
    dead = coding.deaths(item)
    for number, day in enumerate(coding.days_of(item)):
        yield {
            "event_id_cnty": _id(item.id, place.country, number),
            "event_date": day.isoformat(),
            "year": day.year,
            "time_precision": 1 if coding.span_days(item) == 1 else 2 if coding.span_days(item) <= 7 else 3,
            "disorder_type": _disorder(types),
            **types,
            "actor1": one.name if one else "Unidentified Armed Group",
            "assoc_actor_1": "",
            "inter1": first or UNKNOWN,
            "actor2": two.name if two else "",
            "assoc_actor_2": "",
            "inter2": second,
            "interaction": _interaction(first or UNKNOWN, second),
            "civilian_targeting": "Civilian targeting" if _civilians(types, two) else "",
            "iso": numeric(place.country) or "",
            "region": acled_region(place.country),
            "country": country_name(place.country),
            "admin1": region_name(place.country, place.admin1),
            "admin2": "",
            "admin3": "",
            "location": wording.place_name(place),
            "latitude": place.lat,
            "longitude": place.lon,
            "geo_precision": coding.exact(place),
            "source": "; ".join(coding.outlets(told)),
            "source_scale": "",
            "notes": coding.notes(item, told),
            "fatalities": coding.whole_number(dead.low if dead and dead.low is not None else None)
            if number == 0
            else 0,
            "tags": f"status={item.status}; claims={len(item.claims)}; origins={len(item.origins)}",
            "timestamp": _stamp(item.last_reported),
        }


def _actors(agents: list[Actor], patients: list[Actor], types: dict[str, str]) -> tuple[Actor | None, Actor | None]:
    if types["event_type"] == "Battles" and len(agents) > 1 and not patients:
        return agents[0], agents[1]
    if types["event_type"] == "Strategic developments" and not agents:
        return (patients[0] if patients else None), None
    return (agents[0] if agents else None), (patients[0] if patients else None)


def _inter(actor: Actor | None, place: Place) -> int:
    """ACLED's number for an actor at a place: a state's forces abroad are `External/Other`."""
    if actor is None:
        return 0
    if actor.sort == "state":
        return STATE if actor.country == alpha3(place.country) else OTHER
    return {"rebel": REBEL, "civilian": CIVILIANS}.get(actor.sort, UNKNOWN)


def _interaction(first: int, second: int) -> str:
    return f"{first}0" if not second else f"{min(first, second)}{max(first, second)}"


def _disorder(types: dict[str, str]) -> str:
    if types["sub_event_type"] == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if types["event_type"] in _DEMONSTRATIONS:
        return "Political violence" if types["sub_event_type"] == "Mob violence" else "Demonstrations"
    return "Strategic developments" if types["event_type"] == "Strategic developments" else "Political violence"


def _civilians(types: dict[str, str], two: Actor | None) -> bool:
    if types["event_type"] == "Violence against civilians":
        return True
    return types["event_type"] in _TARGETS and two is not None and two.sort == "civilian"


def _id(identifier: str, country: str | None, number: int) -> str:
    digest = sha256(f"{identifier}|{number}".encode()).hexdigest()[:8]
    return f"CTD-{alpha3(country) or 'XXX'}-{digest}"


def _stamp(day: str | None) -> int | str:
    if not day:
        return ""
    try:
        when = datetime.fromisoformat(day)
    except ValueError:
        return ""
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())

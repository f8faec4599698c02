"""UCDP GED-shaped CSV of lethal incidents, and beside it `…_extra.csv` with the counts that GED has no column for.

`low` and `high` are the least and the most that credible independent claims allow, `best` the figure with most origins.
Columns that UCDP fills by its own research (dyads, conflicts) are left empty; ids are ours.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from contested import data
from contested.nouns import Account, Incident, Place, Toll
from contested.outputs import coding, wording
from contested.outputs.clean import cell, plain
from contested.outputs.coding import Actor
from contested.outputs.countries import acled_region, alpha3, country_name, gleditsch_ward, region_name
from contested.outputs.release import Release

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_REGIONS = {"Europe": "Europe", "Middle East": "Middle East", "Caucasus and Central Asia": "Asia", "South Asia": "Asia"}


def write(whole: Release, path: Path) -> int:
    """Write the file and its neighbour; gives the number of rows."""
    made = list(rows(whole))
    _write(path, columns(), made)
    _write(path.with_name(f"{path.stem}_extra.csv"), columns("ucdp_extra"), list(extra_rows(whole)))
    return len(made)


def columns(name: str = "ucdp") -> list[str]:
    """The columns, in the order of GED 23.1; read them by name, as UCDP has reordered them."""
    return str(data.table("outputs/formats.toml")[name]).split()


def rows(whole: Release) -> Iterator[dict[str, Any]]:
    """The lethal incidents, by day."""
    found = [row for item in whole.incidents if (row := _row(item, whole))]
    yield from sorted(found, key=lambda row: (row["date_start"], row["id"]))


def extra_rows(whole: Release) -> Iterator[dict[str, Any]]:
    """Every other toll of every incident that happened, lethal or not."""
    for item in whole.incidents:
        if not coding.told_as_done(item, whole):
            continue
        dead = coding.deaths(item)
        for toll in item.tolls:
            if toll is not dead:
                yield {
                    "id": _number(item.id), "relid": _relid(item), "incident": item.id, "of": toll.of,
                    "who": toll.who or "",
                    "low": toll.low, "best": toll.best, "high": toll.high, "claims": ";".join(toll.claims),
                }  # fmt: skip


def where_precision(place: Place) -> int:
    """1 exact place; 2 within about 25 km; 3 second-level region; 4 first-level region; 5 vague area; 6 country."""
    kind = place.precision
    if kind == "country":
        return 6
    if kind == "region":
        return 4
    if kind == "district":
        return 3
    if kind == "area":
        return 5 if (place.radius_km or 99) > 25 else 2
    return 1 if (place.radius_km or 0) <= 10 else 2


def date_precision(days: int) -> int:
    """1 exact day; 2 within 2 to 6 days; 3 within a week; 4 within a month; 5 more."""
    return 1 if days <= 1 else 2 if days <= 6 else 3 if days <= 7 else 4 if days <= 31 else 5


def priogrid(lat: float, lon: float) -> int:
    """The number of the half-degree cell of PRIO-GRID."""
    return math.floor((lat + 90) * 2) * 720 + math.floor((lon + 180) * 2) + 1


def _row(item: Incident, whole: Release) -> dict[str, Any] | None:
    dead = coding.deaths(item)
    place = item.place
    days = coding.days_of(item, 10_000)
    if dead is None or place is None or place.lat is None or place.lon is None or not days:
        return None
    low, best, high = _figures(dead)
    if high < 1 or not coding.told_as_done(item, whole):
        return None
    told = coding.members(item, whole)
    one, two = _sides(told)
    kind = ONE_SIDED if two and two.sort == "civilian" else STATE_BASED if not one or one.sort == "state" else NON_STATE
    civilians = best if kind == ONE_SIDED or (dead.who or "").startswith("civilian") else 0
    return {
        **dict.fromkeys(columns(), ""),
        "id": _number(item.id),
        "relid": _relid(item),
        "year": days[0].year,
        "code_status": "Clear" if item.status != "disputed" else "Check: disputed",
        "type_of_violence": kind,
        "side_a": one.name if one else "",
        "side_b": "Civilians" if kind == ONE_SIDED else two.name if two else "",
        "number_of_sources": len({a.document for a in told}),
        **_sources(told, whole),
        "where_prec": where_precision(place),
        "where_coordinates": wording.place_name(place),
        "where_description": wording.where(place),
        "adm_1": region_name(place.country, place.admin1),
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": priogrid(place.lat, place.lon),
        "country": country_name(place.country),
        "country_id": gleditsch_ward(alpha3(place.country)) or "",
        "region": _region(place.country),
        "event_clarity": 1 if coding.span_days(item) <= 7 else 2,
        "date_prec": date_precision(coding.span_days(item)),
        "date_start": f"{days[0]} 00:00:00.000",
        "date_end": f"{days[-1]} 00:00:00.000",
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": civilians,
        "deaths_unknown": best - civilians,
        "best": best,
        "high": high,
        "low": low,
        "gwnoa": _state(one),
        "gwnob": "" if kind == ONE_SIDED else _state(two),
    }


def _figures(toll: Toll) -> tuple[int, int, int]:
    """low <= best <= high, whole numbers; an open end is closed by what was told at least."""
    known = [v for v in (toll.low, toll.best, toll.high) if v is not None and math.isfinite(v)] or [0.0]
    low = coding.whole_number(toll.low if toll.low is not None else min(known))
    high = coding.whole_number(toll.high if toll.high is not None and math.isfinite(toll.high) else max(known))
    best = coding.whole_number(toll.best if toll.best is not None else low)
    return min(low, best), best, max(high, best)


def _sides(told: Sequence[Account]) -> tuple[Actor | None, Actor | None]:
    agents, patients = coding.actors(told, "agents"), coding.actors(told, "patients")
    one = agents[0] if agents else None
    two = patients[0] if patients else agents[1] if len(agents) > 1 else None
    return one, two


def _sources(told: Sequence[Account], whole: Release) -> dict[str, str]:
    seen: dict[str, tuple[str, str, str]] = {}
    for account in sorted(told, key=lambda a: (a.published or "9", a.document)):
        document = whole.documents.get(account.document)
        title = plain(document.title if document and document.title else "", 200).replace(";", ",")
        seen.setdefault(
            account.document, (plain(account.outlet or "", 80).replace(";", ","), (account.published or "")[:10], title)
        )
    original = (f"{wording.who_says(a)} ({a.claim.id})" for a in told)
    return {
        "source_article": ";".join(
            '"' + ",".join(part.replace('"', "'") for part in one) + '"' for one in seen.values()
        ),
        "source_office": ";".join(office for office, _, _ in seen.values()),
        "source_date": ";".join(day for _, day, _ in seen.values()),
        "source_headline": ";".join(title for _, _, title in seen.values()),
        "source_original": "; ".join(dict.fromkeys(original)),
    }


def _state(actor: Actor | None) -> int | str:
    number = gleditsch_ward(actor.country) if actor and actor.sort == "state" else None
    return number if number is not None else ""


def _region(country: str | None) -> str:
    name = acled_region(country)
    if "Africa" in name:
        return "Africa"
    if "America" in name or name == "Caribbean":
        return "Americas"
    return _REGIONS.get(name, "Asia" if "Asia" in name else name)


def _number(identifier: str) -> int:
    return int(sha256(identifier.encode()).hexdigest()[:8], 16)


def _relid(item: Incident) -> str:
    country = alpha3(item.place.country) if item.place else ""
    return f"CTD-{country or 'XXX'}-{(item.from_ or '0000')[:4]}-{item.id.removeprefix('i-')}"


def _write(path: Path, columns: Sequence[str], made: Sequence[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: cell(value) for key, value in row.items()} for row in made)

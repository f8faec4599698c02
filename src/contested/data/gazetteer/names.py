"""Finding places by name while the index is made."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contested.data.gazetteer.index import ALTERNATE, NAME, Writer
from contested.data.gazetteer.normalise import hash_of, normalise


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
        self.keys, self.rows, self.kinds = (
            keys[order],
            np.array(writer.key_rows)[order],
            np.array(writer.key_kinds)[order],
        )

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

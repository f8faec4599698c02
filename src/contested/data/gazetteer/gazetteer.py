"""Look-up in the index: by name, by id, by nearness."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contested.data import rows as data_rows
from contested.data.gazetteer.build import FULL, ensure
from contested.data.gazetteer.index import ABBREVIATION, FOLDED, NAME, Reader
from contested.data.gazetteer.model import EARTH_KM, Entry, Facts
from contested.data.gazetteer.normalise import fold, hash_of, normalise, without_article
from contested.data.gazetteer.shared import Progress
from contested.settings import Settings


@cache
def preferred_names() -> dict[int, str]:
    """What places are called in what is shown, by GeoNames id, where that is not the name in the index."""
    return {int(row["geonameid"]): row["name"] for row in data_rows("gazetteer/preferred_names.csv")}


class Gazetteer:
    """The places in use. Make it with `Gazetteer.open(settings)`; reading it is safe from several threads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._a = reader.arrays
        self._features, self._countries = reader.tables["feature"], reader.tables["country"]
        self._admins = reader.tables["admin1"]
        self._entry = lru_cache(maxsize=50_000)(self._make)
        self._search = lru_cache(maxsize=50_000)(self._find)
        self._regions: dict[str, Entry] | None = None
        self._states: tuple[Entry, ...] = ()
        self._codes: dict[str, dict[str, int]] = {}
        self._facts: dict[tuple[str, int], Facts] = {}
        self._masks: dict[tuple[str, ...], NDArray[Any]] = {}

    @classmethod
    def open(cls, settings: Settings | None = None, progress: Progress | None = None) -> Gazetteer:
        """The full gazetteer if one was built, else the small one, which is built now if it is not there or damaged."""
        return cls(ensure(settings or Settings.from_env(), progress))

    # -- by name

    def lookup(self, name: str, *, fuzzy: bool = False) -> tuple[Entry, ...]:
        """All places of that name: as written, else without the article, else by the romanisations' skeleton; with
        `fuzzy`, for names of seven letters and more, also one letter wrong, missing, doubled or swapped."""
        found = self._search(normalise(name))
        if found or not fuzzy:
            return found
        return self._fuzzy(normalise(name))

    def lookup_exact(self, keys: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
        """The places of many normalised keys at once, as written only; keys that lead nowhere are left out."""
        if not keys:
            return {}
        hashes = np.fromiter((hash_of(key) for key in keys), dtype="<u8", count=len(keys))
        table = self._a["key"]
        at = np.searchsorted(table, hashes)
        at[at == len(table)] = 0
        hits = np.flatnonzero(table[at] == hashes)
        return {keys[i]: self._posted("key", int(at[i])) for i in hits.tolist()}

    def postings(self, keys: Sequence[str]) -> dict[str, tuple[NDArray[Any], NDArray[Any]]]:
        """Rows and kinds of many normalised keys at once, without making entries; see `columns`."""
        if not keys:
            return {}
        hashes = np.fromiter((hash_of(key) for key in keys), dtype="<u8", count=len(keys))
        table, starts = self._a["key"], self._a["key_at"]
        at = np.searchsorted(table, hashes)
        at[at == len(table)] = 0
        hits = np.flatnonzero(table[at] == hashes)
        rows, kinds = self._a["key_row"], self._a["key_kind"]
        out = {}
        for i in hits.tolist():
            start, end = int(starts[at[i]]), int(starts[at[i] + 1])
            out[keys[i]] = (rows[start:end], kinds[start:end])
        return out

    def facts(self, rows: NDArray[Any], kinds: NDArray[Any], key: str) -> Facts:
        """The sum of what `postings` gave for a key."""
        found = self._facts.get((key, len(rows)))
        if found is None:
            region = self._a["feature"][rows] == self.code("feature", "A.ADM1")
            found = Facts(
                population=int(self._a["population"][rows].max()),
                rank=int(self._a["rank"][rows].max()),
                region=bool(region.any() or (kinds == ABBREVIATION).any()),
                first_name=bool((kinds == NAME).any()),
            )
            if len(self._facts) > 100_000:
                self._facts.clear()
            self._facts[key, len(rows)] = found
        return found

    @property
    def columns(self) -> dict[str, NDArray[Any]]:
        """The columns of the table of places: id, lat, lon, radius, population, feature, country, admin1, rank. The
        last three but rank are codes: see `code`."""
        return self._a

    def code(self, table: str, text: str) -> int:
        """The code of a text in the table "feature", "country" or "admin1"; -1 where it has none."""
        codes = self._codes.get(table)
        if codes is None:
            codes = self._codes[table] = {name: i for i, name in enumerate(self._reader.tables[table])}
        return codes.get(text, -1)

    def mask(self, features: tuple[str, ...]) -> NDArray[Any]:
        """By feature code of the column "feature": whether it is one of these."""
        found = self._masks.get(features)
        if found is None:
            found = self._masks[features] = np.array([code in features for code in self._features])
        return found

    def entry(self, row: int, kind: int = 0) -> Entry:
        """The place in a row."""
        return self._entry(int(row), int(kind))

    def feature_codes(self) -> list[str]:
        """GeoNames class and code, by feature code of the column."""
        return self._features

    def _find(self, key: str) -> tuple[Entry, ...]:
        if not key:
            return ()
        found = self._by_hash("key", hash_of(key))
        if not found:
            bare = without_article(key)
            found = self._by_hash("key", hash_of(bare)) if bare else ()
        if not found and len(key) > 4:
            skeleton = fold(key)
            found = self._by_hash("fold", hash_of(skeleton)) if len(skeleton) > 3 else ()
        return found

    def _by_hash(self, table: str, value: int) -> tuple[Entry, ...]:
        keys = self._a[table]
        at = int(np.searchsorted(keys, np.uint64(value)))
        if at == len(keys) or int(keys[at]) != value:
            return ()
        return self._posted(table, at)

    @staticmethod
    def _weight(entry: Entry) -> tuple[int, int, int]:
        return (-entry.rank, entry.kind, -entry.population)

    def _posted(self, table: str, at: int) -> tuple[Entry, ...]:
        starts = self._a[f"{table}_at"]
        rows, kinds = self._a[f"{table}_row"], self._a[f"{table}_kind"]
        start, end = int(starts[at]), int(starts[at + 1])
        found = [self._entry(int(rows[i]), int(kinds[i])) for i in range(start, min(end, start + 400))]
        return tuple(sorted(found, key=self._weight))

    def _fuzzy(self, key: str) -> tuple[Entry, ...]:
        if len(key) < 7 or len(key) > 40:
            return ()
        letters = "abcdefghijklmnopqrstuvwxyz"
        splits = [(key[:i], key[i:]) for i in range(1, len(key) + 1)]
        near = {a + b[1:] for a, b in splits if b}
        near |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
        near |= {a + c + b[1:] for a, b in splits if b for c in letters}
        near |= {a + c + b for a, b in splits for c in letters}
        found = self.lookup_exact(sorted(near - {key}))
        entries = {entry.row: entry for group in found.values() for entry in group if entry.kind <= 1}
        made = (self._entry(row, FOLDED) for row in entries)
        return tuple(sorted(made, key=self._weight))[:20]

    # -- by id, by nearness

    def _make(self, row: int, kind: int) -> Entry:
        a = self._a
        start = int(a["name_end"][row - 1]) if row else 0
        number = int(a["id"][row]) or None
        name = a["names"][start : int(a["name_end"][row])].tobytes().decode("utf-8")
        return Entry(
            row=row,
            geonameid=number,
            name=preferred_names().get(number or 0, name),
            lat=round(float(a["lat"][row]), 5),
            lon=round(float(a["lon"][row]), 5),
            feature=self._features[int(a["feature"][row])],
            country=self._countries[int(a["country"][row])],
            admin1=self._admins[int(a["admin1"][row])],
            population=int(a["population"][row]),
            radius_km=round(float(a["radius"][row]), 1),
            rank=int(a["rank"][row]),
            kind=kind,
        )

    def by_id(self, geonameid: int) -> Entry | None:
        """The place with that GeoNames id, or None."""
        order, ids = self._a["by_id"], self._a["id"]
        low = int(np.searchsorted(ids, geonameid, sorter=order))
        if low == len(order) or int(ids[order[low]]) != geonameid:
            return None
        return self._entry(int(order[low]), 0)

    def region(self, admin1: str) -> Entry | None:
        """The first-level division of a code such as "UA.07", or None."""
        if self._regions is None:
            wanted = {i for i, code in enumerate(self._features) if code == "A.ADM1"}
            at = np.flatnonzero(np.isin(self._a["feature"], list(wanted)))
            found = [self._entry(int(row), 0) for row in at]
            self._regions = {entry.admin1: entry for entry in found if entry.admin1}
        return self._regions.get(admin1)

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-2 code, or None."""
        for entry in self._countries_table():
            if entry.country == code:
                return entry
        return None

    def _countries_table(self) -> tuple[Entry, ...]:
        if not self._states:
            wanted = [i for i, code in enumerate(self._features) if code.startswith("A.PCL")]
            at = np.flatnonzero(np.isin(self._a["feature"], wanted))
            self._states = tuple(self._entry(int(row), 0) for row in at)
        return self._states

    def nearest(self, lat: float, lon: float, n: int = 1, classes: str = "P") -> tuple[tuple[Entry, float], ...]:
        """The n nearest places of those feature classes (first letters) with their distance in km."""
        band = 0.5
        while True:
            found = self._around(lat, lon, band, classes)
            if len(found) >= n or band > 90:
                near = [item for item in found if item[1] <= band * 111 or band > 90]
                if len(near) >= n or band > 90:
                    return tuple((self._entry(row, 0), km) for row, km in found[:n])
            band *= 3

    def towns(
        self, south: float, west: float, north: float, east: float, *, least: int = 0, limit: int = 200
    ) -> tuple[Entry, ...]:
        """The settlements in a box, the most populous first, for a map that has to be labelled."""
        order, lats = self._a["by_lat"], self._a["lat"]
        low, high = np.searchsorted(lats, [south, north], sorter=order)
        rows = np.asarray(order[int(low) : int(high)])
        lons = self._a["lon"][rows]
        inside = (lons >= west) & (lons <= east) if west <= east else (lons >= west) | (lons <= east)
        settled = np.isin(self._a["feature"][rows], [i for i, c in enumerate(self._features) if c.startswith("P")])
        rows = rows[inside & settled & (self._a["population"][rows] >= least)]
        best = rows[np.argsort(-self._a["population"][rows], kind="stable")[:limit]]
        return tuple(self._entry(int(row), 0) for row in best)

    def _around(self, lat: float, lon: float, band: float, classes: str) -> list[tuple[int, float]]:
        order, lats = self._a["by_lat"], self._a["lat"]
        low, high = np.searchsorted(lats, [lat - band, lat + band], sorter=order)
        rows = np.asarray(order[int(low) : int(high)])
        wanted = [i for i, code in enumerate(self._features) if code[:1] in classes]
        rows = rows[np.isin(self._a["feature"][rows], wanted)]
        if not len(rows):
            return []
        p1, p2 = math.radians(lat), np.radians(self._a["lat"][rows].astype("f8"))
        dlon = np.radians(self._a["lon"][rows].astype("f8") - lon)
        h = np.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * np.cos(p2) * np.sin(dlon / 2) ** 2
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
        best = np.argsort(km)[:200]
        return [(int(rows[i]), float(km[i])) for i in best]

    # -- about itself

    @property
    def path(self) -> Path:
        """Where the index lies."""
        return self._reader.path

    def info(self) -> dict[str, Any]:
        """What is in use: which gazetteer, where it lies, its sources, and how many places and names it has."""
        features: dict[str, int] = {}
        codes, counts = np.unique(self._a["feature"], return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            letter = self._features[code][:1]
            features[letter] = features.get(letter, 0) + count
        return {
            "which": "full" if self.path.name.startswith(FULL) else "small",
            "path": str(self.path),
            "bytes": self.path.stat().st_size,
            "places": len(self._a["id"]),
            "names": len(self._a["key"]),
            "by_class": dict(sorted(features.items())),
            **self._reader.meta,
        }

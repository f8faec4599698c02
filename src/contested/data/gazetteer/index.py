"""The file that the gazetteer is read from: numpy arrays and a blob of names, memory-mapped, with version and checksum.

Layout: 8 bytes magic, 8 bytes length of the header, the header in JSON (tables of strings, sections, checksum of all
that follows), then the sections, each starting at a multiple of 64 bytes.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from array import array
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contested.data.gazetteer.normalise import fold, hash_of, normalise, without_article

MAGIC = b"CTGAZ\x00v5"
_ALIGN = 64
# How a name belongs to its place; the order is the order of trust.
NAME, ALTERNATE, VARIANT, ADJECTIVE, PEOPLE, LANGUAGE, ABBREVIATION, FOLDED = range(8)


class Writer:
    """Collects places and names in plain arrays (so that the twelve million of GeoNames fit) and writes the file."""

    def __init__(self) -> None:
        self.ids, self.populations = array("q"), array("q")
        self.lats, self.lons, self.radii = array("f"), array("f"), array("f")
        self.features, self.countries, self.admins, self.ranks = array("H"), array("H"), array("I"), array("B")
        self.name_ends = array("Q")
        self.blob = bytearray()
        self.tables: dict[str, dict[str, int]] = {"feature": {}, "country": {}, "admin1": {}}
        self.keys, self.key_rows, self.key_kinds = array("Q"), array("I"), array("B")
        self.folds, self.fold_rows = array("Q"), array("I")

    def __len__(self) -> int:
        return len(self.ids)

    def _code(self, table: str, text: str) -> int:
        codes = self.tables[table]
        return codes.setdefault(text, len(codes))

    def add(
        self,
        *,
        geonameid: int | None,
        name: str,
        lat: float,
        lon: float,
        feature: str,
        country: str,
        admin1: str = "",
        population: int = 0,
        radius_km: float = 0.0,
        rank: int = 0,
    ) -> int:
        """Add a place and return its row. A place without a GeoNames id is kept with id 0."""
        self.ids.append(geonameid or 0)
        self.lats.append(lat)
        self.lons.append(lon)
        self.radii.append(radius_km)
        self.populations.append(population)
        self.features.append(self._code("feature", feature))
        self.countries.append(self._code("country", country))
        self.admins.append(self._code("admin1", f"{country}.{admin1}" if admin1 else ""))
        self.ranks.append(rank)
        self.blob += name.encode("utf-8")
        self.name_ends.append(len(self.blob))
        return len(self.ids) - 1

    def name(self, row: int, text: str, kind: int, *, folded: bool = False, article: bool = False) -> None:
        """Let `text` lead to the place in `row`; with `folded` its other romanisations too; with `article` also
        without "al-"."""
        key = normalise(text)
        if not key:
            return
        self._key(key, row, kind)
        bare = without_article(key) if article else None
        if bare:
            self._key(bare, row, VARIANT)
        if folded and len(key) > 4:
            skeleton = fold(key)
            if len(skeleton) > 3:
                self.folds.append(hash_of(skeleton))
                self.fold_rows.append(row)

    def _key(self, key: str, row: int, kind: int) -> None:
        self.keys.append(hash_of(key))
        self.key_rows.append(row)
        self.key_kinds.append(kind)

    def write(self, path: Path, meta: dict[str, Any]) -> None:
        """Write the file under a passing name in the same folder and then rename it: two processes cannot collide."""
        sections = self._sections()
        body = bytearray()
        where: dict[str, tuple[str, int, int]] = {}
        for name, values in sections.items():
            body += b"\0" * (-len(body) % _ALIGN)
            where[name] = (values.dtype.str, len(body), len(values))
            body += values.tobytes()
        header = json.dumps(
            {
                "meta": meta,
                "tables": {name: list(codes) for name, codes in self.tables.items()},
                "sections": where,
                "crc32": zlib.crc32(body),
                "size": len(body),
            }
        ).encode()
        header += b" " * (-(len(header) + 16) % _ALIGN)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, passing = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(MAGIC + len(header).to_bytes(8, "little") + header)
                file.write(body)
            Path(passing).replace(path)
        except BaseException:
            Path(passing).unlink(missing_ok=True)
            raise

    def _sections(self) -> dict[str, NDArray[Any]]:
        def plain(values: array[Any], kind: str) -> NDArray[Any]:
            return np.frombuffer(values, dtype=values.typecode).astype(kind) if len(values) else np.zeros(0, kind)

        lats = plain(self.lats, "<f4")
        out: dict[str, NDArray[Any]] = {
            "id": plain(self.ids, "<i8"),
            "lat": lats,
            "lon": plain(self.lons, "<f4"),
            "radius": plain(self.radii, "<f4"),
            "population": plain(self.populations, "<i8"),
            "feature": plain(self.features, "<u2"),
            "country": plain(self.countries, "<u2"),
            "admin1": plain(self.admins, "<u4"),
            "rank": plain(self.ranks, "<u1"),
            "name_end": plain(self.name_ends, "<u8"),
            "names": np.frombuffer(bytes(self.blob), "<u1"),
            "by_lat": np.argsort(lats, kind="stable").astype("<u4"),
            "by_id": np.argsort(plain(self.ids, "<i8"), kind="stable").astype("<u4"),
        }
        out |= _postings("key", plain(self.keys, "<u8"), plain(self.key_rows, "<u4"), plain(self.key_kinds, "<u1"))
        kinds = np.full(len(self.folds), FOLDED, "<u1")
        out |= _postings("fold", plain(self.folds, "<u8"), plain(self.fold_rows, "<u4"), kinds)
        return out


def _postings(prefix: str, keys: NDArray[Any], rows: NDArray[Any], kinds: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Sorted distinct keys, where each one's places begin, and the places, the most trusted way of naming first."""
    order = np.lexsort((kinds, rows, keys))
    keys, rows, kinds = keys[order], rows[order], kinds[order]
    if len(keys):
        first = np.ones(len(keys), bool)
        first[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
        keys, rows, kinds = keys[first], rows[first], kinds[first]
    distinct, starts = np.unique(keys, return_index=True)
    ends = np.append(starts, len(keys)).astype("<u4")
    return {prefix: distinct, f"{prefix}_at": ends, f"{prefix}_row": rows, f"{prefix}_kind": kinds}


class Damaged(ValueError):
    """The file is not one of ours, is cut off, or its checksum does not hold."""


class Reader:
    """The arrays of a file that `Writer` wrote, by name. Raises `Damaged`, or `OSError` where there is no file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if file.read(8) != MAGIC:
                raise Damaged(f"{path} is not a gazetteer of this version")
            length = int.from_bytes(file.read(8), "little")
            if length > path.stat().st_size:
                raise Damaged(f"{path} is cut off")
            try:
                self.header: dict[str, Any] = json.loads(file.read(length))
            except ValueError as fault:
                raise Damaged(f"{path} has a broken header") from fault
        size = self.header["size"]
        if path.stat().st_size != 16 + length + size:
            raise Damaged(f"{path} is cut off")
        body = np.memmap(path, dtype="<u1", mode="r", offset=16 + length, shape=(size,))
        if zlib.crc32(np.asarray(body).data) != self.header["crc32"]:
            raise Damaged(f"{path} has a wrong checksum")
        self.path = path
        self.meta: dict[str, Any] = self.header["meta"]
        self.tables: dict[str, list[str]] = self.header["tables"]
        self.arrays: dict[str, NDArray[Any]] = {}
        raw = np.asarray(body)
        for name, (kind, start, count) in self.header["sections"].items():
            width = np.dtype(kind).itemsize
            self.arrays[name] = raw[start : start + count * width].view(kind)

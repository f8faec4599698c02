"""Control against polygons drawn by others: agreement by settlement, Brier score, confusion.

Two forms are read, both GeoJSON in degrees: one multi-polygon a day of what is occupied (DeepState's), and features
that say what they show in words (ISW's); `data/outputs/references.toml` says which words mean what.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from shapely import Point, make_valid, prepare
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from contested import data
from contested.errors import UnreadableFile
from contested.nouns import ControlEstimate, parse_day
from contested.outputs.countries import alpha3
from contested.outputs.holders import OPEN, likeliest
from contested.weighing.control import CONTESTED, UNKNOWN, Control, Settlement
from contested.weighing.sides import SideTable

FILE = "outputs/references.toml"
_DIGITS = re.compile(r"(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)")


@dataclass(frozen=True)
class Reference:
    """Polygons with the holder that each stands for, by day (None where no day is told), in the order of the file."""

    days: dict[str | None, tuple[tuple[str, BaseGeometry], ...]]
    source: str

    def holder(self, place: Settlement, day: str | None, sides: SideTable) -> str:
        """Who holds a place by the polygons of a day: the first one that it lies in, else its country's side."""
        point = Point(place.lon, place.lat)
        for holder, ground in self.days[day]:
            if ground.covers(point):
                return holder
        return sides.of_country(alpha3(place.country)) or UNKNOWN

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """What all polygons lie in: west, south, east, north."""
        bounds = [ground.bounds for parts in self.days.values() for _, ground in parts]
        west, south, east, north = zip(*bounds, strict=True)
        return min(west), min(south), max(east), max(north)


@dataclass(frozen=True, slots=True)
class Score:
    """How estimates agree with a reference. `agreement`: share of settlements of which a holder is known; `brier`: over
    sides, contested and unknown, 0 best and 2 worst; `confusion`: (reference, estimate) -> settlements; `parted`: what
    does not agree.
    """

    settlements: int
    known: int
    agreement: float | None
    brier: float | None
    confusion: dict[tuple[str, str], int]
    parted: tuple[tuple[str, str, str, str, float], ...]

    def row(self) -> dict[str, Any]:
        """The score as plain values."""
        pairs = [{"reference": a, "estimate": b, "settlements": n} for (a, b), n in sorted(self.confusion.items())]
        names = ("day", "place", "reference", "estimate", "p_reference")
        return {
            "settlements": self.settlements, "known": self.known, "agreement": self.agreement, "brier": self.brier,
            "confusion": pairs, "parted": [dict(zip(names, row, strict=True)) for row in self.parted],
        }  # fmt: skip


def read_reference(path: Path) -> Reference:
    """The polygons of a GeoJSON file. Raises `UnreadableFile`."""
    if not path.is_file():
        raise UnreadableFile(f"There is no file {path}.", remedy="Give a GeoJSON file of polygons.")
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        given = whole["features"] if whole.get("type") == "FeatureCollection" else [whole]
        rows = [row if row.get("type") == "Feature" else {"geometry": row, "properties": {}} for row in given]
        made = [(row.get("properties") or {}, _ground(row.get("geometry"))) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, ShapelyError) as fault:
        raise UnreadableFile(
            f"{path.name} is no GeoJSON of polygons: {fault}.", remedy="Give a FeatureCollection."
        ) from fault
    table = data.table(FILE)
    fallback = _digits(path.stem)
    found: dict[str | None, list[tuple[str, BaseGeometry]]] = defaultdict(list)
    for properties, ground in made:
        holder = _holder(properties, table)
        if ground is not None and holder != "skip":
            prepare(ground)
            found[_day(properties, table) or fallback].append((holder, ground))
    if not found:
        raise UnreadableFile(f"{path.name} holds no polygons.", remedy="Lines and points cannot be compared with.")
    return Reference({day: tuple(parts) for day, parts in found.items()}, path.name)


def compare(control: Control, reference: Reference, day: str | None = None) -> Score:
    """Estimates against the reference, on its days; `day`: the day of what tells none, by default the last one."""
    west, south, east, north = reference.box
    near = [p for p in control.places if not p.area and _inside(p, west - 3, south - 2, east + 3, north + 2)]
    confusion: Counter[tuple[str, str]] = Counter()
    parted: list[tuple[str, str, str, str, float]] = []
    losses: list[float] = []
    for told in sorted(reference.days, key=str):
        for place in near:
            estimate = control.on(place, told or day)
            if estimate is None or (told and not _covered(control, told)):
                continue
            true = reference.holder(place, told, control.sides)
            guess, _ = likeliest(estimate)
            confusion[true, guess] += 1
            losses.append(_brier(estimate, true))
            if guess not in (true, UNKNOWN):
                share = estimate.probabilities.get(true, 0.0)
                parted.append((estimate.day, place.name, true, guess, round(share, 3)))
    known = sum(n for (_, guess), n in confusion.items() if guess != UNKNOWN)
    right = sum(n for (true, guess), n in confusion.items() if guess == true)
    return Score(
        len(losses),
        known,
        round(right / known, 4) if known else None,
        round(sum(losses) / len(losses), 4) if losses else None,
        dict(confusion),
        tuple(sorted(parted, key=lambda row: (row[4], row[0], row[1]))),
    )


def _brier(estimate: ControlEstimate, true: str) -> float:
    odds = dict(estimate.probabilities)
    odds.setdefault(true, 0.0)
    return sum((p - (holder == true)) ** 2 for holder, p in odds.items())


def _inside(place: Settlement, west: float, south: float, east: float, north: float) -> bool:
    return west <= place.lon <= east and south <= place.lat <= north


def _covered(control: Control, day: str) -> bool:
    known = parse_day(day)
    return known is not None and control.first <= known.toordinal() <= control.last


def _ground(geometry: Any) -> BaseGeometry | None:
    """The polygons of a geometry, made valid; None where it has none."""
    if not geometry:
        return None
    made = shape(geometry)
    if not made.is_valid:
        made = make_valid(made)
    return made if made.area > 0 else None


def _holder(properties: dict[str, Any], table: dict[str, Any]) -> str:
    told = " ".join(str(properties[name]) for name in table["labels"] if properties.get(name)).strip()
    if not told:
        return str(table["unlabelled"])
    if told in OPEN:
        return CONTESTED
    low = told.casefold()
    for rule in table["rule"]:
        if all(word in low for word in rule["words"]):
            return str(rule["holder"])
    return "skip"


def _day(properties: dict[str, Any], table: dict[str, Any]) -> str | None:
    for name in table["days"]:
        value = str(properties.get(name) or "")
        found = parse_day(value)
        if found or (value and _digits(value)):
            return found.isoformat() if found else _digits(value)
    return None


def _digits(text: str) -> str | None:
    match = _DIGITS.search(text)
    day = parse_day("-".join(match.groups())) if match else None
    return day.isoformat() if day else None

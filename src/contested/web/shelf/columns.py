"""Incidents as columns of numbers, in the order of their rank. Filters and counts run over these and nothing else.

Days are proleptic ordinals, 0 where not told. `pairs` say which incident has what: side, teller, place, document.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from contested.nouns import Incident, Place, parse_day
from contested.outputs.wording import last_day

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
PAIRS = ("side", "teller", "place", "document")
HUMAN = ("killed", "injured", "found_dead", "missing", "captured")


@dataclass(frozen=True)
class Columns:
    """One value an incident, and pairs sorted by what they name."""

    first: Ints
    last: Ints
    reported: Ints
    updated: Ints
    lat: Floats
    lon: Floats
    radius: Floats
    wide: Mask
    kind: Ints
    status: Ints
    sure: Floats
    claims: Ints
    toll: Floats
    at: Ints
    side_of: Ints
    side_by: Ints
    teller_of: Ints
    teller_by: Ints
    place_of: Ints
    place_by: Ints
    document_of: Ints
    document_by: Ints

    def __len__(self) -> int:
        return len(self.first)

    def having(self, what: str, numbers: Iterable[int]) -> Mask:
        """The incidents that have any of these sides, tellers, places or documents."""
        by, of = getattr(self, f"{what}_by"), getattr(self, f"{what}_of")
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[of[np.isin(by, np.fromiter(numbers, dtype=np.int32))]] = True
        return mask

    def tally(self, what: str, chosen: Mask, size: int) -> Ints:
        """How many of the chosen incidents have each side, teller, place or document."""
        by, of = getattr(self, f"{what}_by"), getattr(self, f"{what}_of")
        return np.bincount(by[chosen[of]], minlength=size).astype(np.int32)

    def pack(self) -> bytes:
        """The columns as bytes."""
        out = io.BytesIO()
        np.savez(out, **{field.name: getattr(self, field.name) for field in fields(self)})
        return out.getvalue()

    @classmethod
    def unpack(cls, body: bytes) -> Columns:
        """Columns from their bytes."""
        with np.load(io.BytesIO(body), allow_pickle=False) as found:
            return cls(**{field.name: found[field.name] for field in fields(cls)})


def columns(
    incidents: Sequence[Incident],
    codes: Mapping[str, Mapping[str, int]],
    pairs: Mapping[str, Sequence[tuple[int, int]]],
) -> Columns:
    """Columns of incidents in the order of their rank. `codes`: numbers of kinds, statuses and places; `pairs`: (what,
    incident).
    """
    points = [_point(item.place) for item in incidents]
    lat, lon, radius, wide = (np.array(column) for column in zip(*points, strict=True)) if points else _no_points()
    days = [_days(item) for item in incidents]
    return Columns(
        **{name: _ints(day[n] for day in days) for n, name in enumerate(("first", "last", "reported", "updated"))},
        lat=lat, lon=lon, radius=radius, wide=wide.astype(np.bool_),
        kind=_ints(codes["kind"][item.kind] for item in incidents),
        status=_ints(codes["status"][item.status] for item in incidents),
        sure=np.array([item.probability for item in incidents], dtype=np.float64),
        claims=_ints(len(item.claims) for item in incidents),
        toll=np.array([_heaviest(item) for item in incidents], dtype=np.float64),
        at=_ints(codes["at"].get(place_id(item.place), -1) if item.place else -1 for item in incidents),
        **_paired(pairs),
    )  # fmt: skip


def place_id(place: Place | None) -> str:
    """The id that a place has in addresses: its GeoNames id, else its name."""
    return "" if place is None else str(place.geonameid or (place.name or place.text).strip().casefold())


def _paired(pairs: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for what in PAIRS:
        ordered = np.array(sorted(set(pairs[what])), dtype=np.int32).reshape(-1, 2)
        out[f"{what}_by"], out[f"{what}_of"] = ordered[:, 0].copy(), ordered[:, 1].copy()
    return out


def _days(item: Incident) -> tuple[int, int, int, int]:
    """First and last day of the happening, else of its reports; first and last day that it was reported."""
    start, end = parse_day(item.from_), last_day(item.to)
    told = parse_day(item.first_reported), parse_day(item.last_reported)
    reported, updated = (day.toordinal() if day else 0 for day in told)
    first = start.toordinal() if start else end.toordinal() if end else reported
    last = end.toordinal() if end else max(first, updated)
    return first, max(first, last), reported, updated


def _point(place: Place | None) -> tuple[float, float, float, bool]:
    if place is None or place.lat is None or place.lon is None:
        return np.nan, np.nan, np.nan, False
    return place.lat, place.lon, place.radius_km or 0.0, place.precision in ("region", "country", "district", "area")


def _no_points() -> tuple[Any, ...]:
    return np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.bool_)


def _heaviest(item: Incident) -> float:
    return max((t.high or t.low or 0.0 for t in item.tolls if t.of in HUMAN), default=0.0)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)

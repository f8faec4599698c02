"""How places change hands, per day, and which places are each other's neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from shapely import STRtree, points

from contested import data

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rates:
    """How places change hands, per day; see `data/weighing/control.toml`."""

    fade: float
    turn: float
    calm: float
    open: float
    flip: float
    settle: float
    borrow: float
    follow: float
    own_days: float
    hearsay: float
    news: float
    news_days: float
    reach_km: float
    most: int

    @property
    def contested(self) -> float:
        """The share of contested where nothing is known: what fading and settling come to in the long run."""
        return self.fade / (self.fade + self.settle)

    @classmethod
    def default(cls) -> Rates:
        """The shipped rates."""
        table = _table()
        return cls(**{name: table[name] for name in cls.__dataclass_fields__})


@cache
def _table() -> dict[str, Any]:
    return data.table("weighing/control.toml")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each place the positions of its nearest places and their weights (rows add up to 1, or to 0 where there are
    none).
    """

    index: Ints
    weight: Floats

    @classmethod
    def of(cls, lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64], rates: Rates) -> Neighbours:
        """The nearest `most` places within `reach_km`, nearer ones weighing more. Distances on a plane, true to a few
        per cent at this reach.
        """
        n = len(lat)
        y = lat * 111.2
        x = lon * 111.2 * np.cos(np.radians(lat))
        index = np.zeros((n, rates.most), dtype=np.int64)
        weight = np.zeros((n, rates.most), dtype=np.float32)
        if n < 2:
            return cls(index, weight)
        shapes = np.asarray(points(x, y))  # without an array, the stubs think of a single point
        tree = STRtree(shapes)
        for first in range(0, n, 2000):
            part = np.arange(first, min(n, first + 2000))
            reach = _reach(n, rates, x, y)
            one, two = tree.query(shapes[part], predicate="dwithin", distance=reach)
            one = part[one]
            keep = one != two
            one, two = one[keep], two[keep]
            km = np.hypot(x[one] - x[two], y[one] - y[two])
            order = np.lexsort((two, km, one))
            one, two, km = one[order], two[order], km[order]
            rank = np.arange(len(one)) - np.searchsorted(one, one, side="left")
            near = rank < rates.most
            index[one[near], rank[near]] = two[near]
            weight[one[near], rank[near]] = np.exp(-km[near] / (rates.reach_km / 3)).astype(np.float32)
        # A lone neighbour far away is not all that is around a place: the weights are brought down to 1, never up.
        total = np.maximum(weight.sum(axis=1, keepdims=True), 1.0)
        return cls(index, weight / total)

    def mean(self, values: Floats) -> Floats:
        """For each row of values (rows, places) the weighted mean over each place's neighbours; zeros where there are
        none.
        """
        out = np.empty_like(values)
        for row, given in enumerate(values):
            np.einsum("nm,nm->n", self.weight, given[self.index], out=out[row])
        return out


def _reach(n: int, rates: Rates, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> float:
    """Where places lie dense, less than `reach_km` already holds enough neighbours: bounds the work in one query."""
    area = max(1.0, float(np.ptp(x)) * float(np.ptp(y)))
    enough = float(np.sqrt(area / n * rates.most * 6))
    return min(rates.reach_km, max(enough, rates.reach_km / 3))

"""The state-space model of control: a forward filter and a backward smoother per place and day, coupled to the
neighbours.

States are the sides and, last, contested. All arrays are float32: beliefs have shape (places, states). A place changes
hands the sooner, the more of its neighbours are the other side's; what is not known about a place is slowly taken
from its
neighbours. Without reports a belief drifts back to the prior: no report is not peace.
"""

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
        shapes = points(x, y)
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
        total = weight.sum(axis=1, keepdims=True)
        return cls(index, np.divide(weight, total, out=np.zeros_like(weight), where=total > 0))

    def mean(self, belief: Floats) -> Floats:
        """The weighted mean belief of each place's neighbours; zeros where there are none."""
        return np.asarray(np.einsum("nm,nmk->nk", self.weight, belief[self.index]), dtype=np.float32)


def _reach(n: int, rates: Rates, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> float:
    """Where places lie dense, less than `reach_km` already holds enough neighbours: bounds the work in one query."""
    area = max(1.0, float(np.ptp(x)) * float(np.ptp(y)))
    enough = float(np.sqrt(area / n * rates.most * 6))
    return min(rates.reach_km, max(enough, rates.reach_km / 3))


@dataclass(frozen=True, slots=True)
class Observations:
    """Log-likelihoods of the states, one row an observation: `place` and `day` are positions, `value` has shape (rows,
    states).
    """

    place: Ints
    day: Ints
    value: Floats

    def by_day(self, days: int) -> list[tuple[Ints, Floats]]:
        """For each day the places and the likelihoods to multiply by, one row a place."""
        order = np.lexsort((self.place, self.day))
        place, day, value = self.place[order], self.day[order], self.value[order]
        bounds = np.searchsorted(day, np.arange(days + 1))
        out = []
        for d in range(days):
            part = slice(bounds[d], bounds[d + 1])
            where, starts = np.unique(place[part], return_index=True)
            total = np.add.reduceat(value[part], starts, axis=0) if len(where) else value[:0]
            total = total - total.max(axis=1, keepdims=True) if len(where) else total
            out.append((where, np.exp(total).astype(np.float32)))
        return out


def prior(states: int, rates: Rates) -> Floats:
    """The belief where nothing is known: contested by its share, the sides alike."""
    out = np.full(states, (1 - rates.contested) / max(1, states - 1), dtype=np.float32)
    out[-1] = rates.contested
    return out


def unknown(belief: Floats, base: Floats) -> Floats:
    """The share of each belief that is no more than the prior, 1 where nothing is known."""
    return np.asarray(np.clip((belief / base).min(axis=-1), 0.0, 1.0), dtype=np.float32)


def transition(belief: Floats, near: Neighbours, rates: Rates, base: Floats) -> Floats:
    """For each place the matrix of the chances to go from state to state over a day; shape (places, states, states).

    Only what is known of the neighbours presses on a place: a neighbour of whom nothing is known is no enemy.
    """
    n, k = belief.shape
    lack = unknown(belief, base)
    known = near.mean(belief - lack[:, None] * base)
    hostile = known.sum(axis=1, keepdims=True) - known
    sides = base[:-1] + 4.0 * known[:, :-1]
    matrix = np.empty((n, k, k), dtype=np.float32)
    restless = 1.0 - rates.calm * known[:, :-1]
    matrix[:, :-1, :-1] = rates.turn * base[:-1] * restless[:, :, None] + rates.flip * (
        known[:, None, :-1] + 0.5 * known[:, None, -1:] / (k - 1)
    )
    matrix[:, :-1, -1] = rates.fade * restless + rates.open * hostile[:, :-1]
    matrix[:, -1, :-1] = rates.settle * sides / sides.sum(axis=1, keepdims=True)
    diagonal = np.arange(k)
    matrix[:, diagonal, diagonal] = 0.0
    matrix[:, diagonal, diagonal] = 1.0 - matrix.sum(axis=2)
    lent = rates.borrow * lack
    matrix *= (1.0 - lent * known.sum(axis=1))[:, None, None]
    matrix += lent[:, None, None] * known[:, None, :]
    return matrix


def forward(start: Floats, seen: list[tuple[Ints, Floats]], near: Neighbours, rates: Rates) -> Floats:
    """Beliefs at the end of each day given all that is seen up to it; shape (days, places, states). `start`: belief
    before the first day.
    """
    base = prior(start.shape[1], rates)
    out = np.empty((len(seen), *start.shape), dtype=np.float32)
    belief = start
    for day, (where, value) in enumerate(seen):
        belief = step(belief, where, value, near, rates, base)
        out[day] = belief
    return out


def step(belief: Floats, where: Ints, value: Floats, near: Neighbours, rates: Rates, base: Floats) -> Floats:
    """One day on: what may have changed, then what was seen."""
    belief = np.asarray(np.einsum("na,nab->nb", belief, transition(belief, near, rates, base)), dtype=np.float32)
    if len(where):
        belief[where] *= value
        belief[where] /= belief[where].sum(axis=1, keepdims=True)
    return belief


def backward(filtered: Floats, seen: list[tuple[Ints, Floats]], near: Neighbours, rates: Rates) -> Floats:
    """Beliefs for each day given all that is seen before and after it; same shape as `filtered`."""
    base = prior(filtered.shape[2], rates)
    out = np.empty_like(filtered)
    message = np.ones_like(filtered[0])
    for day in range(len(seen) - 1, -1, -1):
        belief = filtered[day] * message
        out[day] = belief / belief.sum(axis=1, keepdims=True)
        if day == 0:
            break
        where, value = seen[day]
        if len(where):
            message[where] *= value
        message = np.einsum("nab,nb->na", transition(filtered[day - 1], near, rates, base), message)
        message /= message.sum(axis=1, keepdims=True)
    return out

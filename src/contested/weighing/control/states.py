"""The state-space model of control: a forward filter and a backward smoother per place and day, coupled to the
neighbours.

States are the sides and, last, contested. Beliefs are float32 of shape (states, places). A place changes
hands the sooner, the more of its neighbours are the other side's; what is not known about a place is slowly taken
from its
neighbours. Without reports a belief drifts back to the prior: no report is not peace.
"""

from __future__ import annotations

from collections.abc import Iterator
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
class Seen:
    """What is seen on one day: the places, the likelihoods to multiply by, and how much likelier than by the rates
    alone a change into each state is, both of shape (states, places seen); `leap` is None where no change is told.
    """

    where: Ints
    value: Floats
    leap: Floats | None


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


@dataclass(frozen=True, slots=True)
class Observations:
    """Log-likelihoods of the states, and of changes into them, one row an observation: `place` and `day` are positions,
    `value` and `leap` have shape (rows, states).
    """

    place: Ints
    day: Ints
    value: Floats
    leap: Floats

    def by_day(self, days: int, most: float) -> list[Seen]:
        """What is seen each day. `most`: the largest logarithm that all that is told of one change may come to."""
        order = np.lexsort((self.place, self.day))
        place, day, value, leap = self.place[order], self.day[order], self.value[order], self.leap[order]
        bounds = np.searchsorted(day, np.arange(days + 1))
        out = []
        for d in range(days):
            part = slice(bounds[d], bounds[d + 1])
            where, starts = np.unique(place[part], return_index=True)
            if not len(where):
                out.append(Seen(where, np.ones((value.shape[1], 0), dtype=np.float32), None))
                continue
            total = np.add.reduceat(value[part], starts, axis=0)
            total = total - total.max(axis=1, keepdims=True)
            told = np.minimum(np.add.reduceat(leap[part], starts, axis=0), most)
            leaps = np.ascontiguousarray(np.expm1(told).T, dtype=np.float32) if told.any() else None
            out.append(Seen(where, np.ascontiguousarray(np.exp(total).T, dtype=np.float32), leaps))
        return out


def prior(states: int, rates: Rates) -> Floats:
    """The belief where nothing is known: contested by its share, the sides alike."""
    out = np.full(states, (1 - rates.contested) / max(1, states - 1), dtype=np.float32)
    out[-1] = rates.contested
    return out


def unknown(belief: Floats, base: Floats) -> Floats:
    """The share of each belief (states, places) that is no more than the prior, 1 where nothing is known."""
    least = belief[0] / base[0]
    for state in range(1, len(base)):
        np.minimum(least, belief[state] / base[state], out=least)
    return np.asarray(np.clip(least, 0.0, 1.0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Flow:
    """The chances of a day: `rate[a, b]` to go from state to state for each place, then `lent` of all drawn from
    `known`.
    """

    rate: Floats
    lent: Floats
    known: Floats

    def on(self, belief: Floats, seen: Seen) -> Floats:
        """Beliefs a day later; not yet weighed by what is seen of the states, but by what is told of changes."""
        out = belief.copy()
        for a in range(len(belief)):
            for b in range(len(belief)):
                if a != b:
                    moved = belief[a] * self.rate[a, b]
                    out[a] -= moved
                    out[b] += moved
        out *= 1.0 - self.lent * self.known.sum(axis=0)
        out += self.lent * self.known
        if seen.leap is not None:
            for a, b, more in self._leaps(seen):
                out[b, seen.where] += more * belief[a, seen.where]
        return out

    def back(self, message: Floats, seen: Seen) -> Floats:
        """What a message from the day after says of the day before."""
        out = message.copy()
        for a in range(len(message)):
            for b in range(len(message)):
                if a != b:
                    out[a] += self.rate[a, b] * (message[b] - message[a])
        out *= 1.0 - self.lent * self.known.sum(axis=0)
        out += self.lent * (self.known * message).sum(axis=0)
        if seen.leap is not None:
            for a, b, more in self._leaps(seen):
                out[a, seen.where] += more * message[b, seen.where]
        return out

    def _leaps(self, seen: Seen) -> Iterator[tuple[int, int, Floats]]:
        """(from, to, how much likelier): a report of a change speaks of two days at once, which no likelihood of one
        day's states can say.
        """
        if seen.leap is None:
            return
        for b in np.nonzero(seen.leap.any(axis=1))[0].tolist():
            for a in range(len(seen.leap)):
                if a != b:
                    yield a, b, seen.leap[b] * self.rate[a, b][seen.where]


def flow(belief: Floats, near: Neighbours, rates: Rates, base: Floats) -> Flow:
    """The chances of a day, given the beliefs before it.

    Only what is known of the neighbours presses on a place: a neighbour of whom nothing is known is no enemy.
    """
    states, places = belief.shape
    lack = unknown(belief, base)
    known = near.mean(belief - lack * base[:, None])
    total = known.sum(axis=0)
    sides = base[:-1, None] + 4.0 * known[:-1]
    sides /= sides.sum(axis=0)
    rate = np.zeros((states, states, places), dtype=np.float32)
    spread = 0.5 * known[-1] / max(1, states - 1)
    for a in range(states - 1):
        restless = 1.0 - rates.calm * known[a]
        for b in range(states - 1):
            if a != b:
                rate[a, b] = rates.turn * base[b] * restless + rates.flip * (known[b] + spread)
        rate[a, -1] = rates.fade * restless + rates.open * (total - known[a])
        rate[-1, a] = rates.settle * sides[a]
    return Flow(rate, rates.borrow * lack, known)


def forward(start: Floats, seen: list[Seen], near: Neighbours, rates: Rates) -> Floats:
    """Beliefs at the end of each day given all that is seen up to it; shape (days, states, places). `start`: belief
    before.
    """
    base = prior(len(start), rates)
    out = np.empty((len(seen), *start.shape), dtype=np.float32)
    belief = start
    for day, today in enumerate(seen):
        belief = step(belief, today, near, rates, base)
        out[day] = belief
    return out


def step(belief: Floats, seen: Seen, near: Neighbours, rates: Rates, base: Floats) -> Floats:
    """One day on: what may have changed, then what was seen."""
    belief = flow(belief, near, rates, base).on(belief, seen)
    if len(seen.where):
        part = belief[:, seen.where] * seen.value
        belief[:, seen.where] = part / part.sum(axis=0)
    return belief


def backward(filtered: Floats, seen: list[Seen], near: Neighbours, rates: Rates) -> Floats:
    """Beliefs for each day given all that is seen before and after it; same shape as `filtered`."""
    base = prior(filtered.shape[1], rates)
    out = np.empty_like(filtered)
    message = np.ones_like(filtered[0])
    for day in range(len(seen) - 1, -1, -1):
        belief = filtered[day] * message
        out[day] = belief / belief.sum(axis=0)
        if day == 0:
            break
        today = seen[day]
        if len(today.where):
            message[:, today.where] *= today.value
        message = flow(filtered[day - 1], near, rates, base).back(message, today)
        message /= message.sum(axis=0)
    return out

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

import numpy as np

from contested.weighing.control.rates import Floats, Ints, Neighbours, Rates


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen on one day: the places, the likelihoods to multiply by, and how much likelier than by the rates
    alone a change into each state is, both of shape (states, places seen); `leap` is None where no change is told.
    `told`: how much is told of each place, as the span of its logarithms.
    """

    where: Ints
    value: Floats
    leap: Floats | None
    told: Floats


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
                none = np.ones((value.shape[1], 0), dtype=np.float32)
                out.append(Seen(where, none, None, none[0]))
                continue
            total = np.add.reduceat(value[part], starts, axis=0)
            total = total - total.max(axis=1, keepdims=True)
            told = np.minimum(np.add.reduceat(leap[part], starts, axis=0), most)
            leaps = np.ascontiguousarray(np.expm1(told).T, dtype=np.float32) if told.any() else None
            likely = np.ascontiguousarray(np.exp(total).T, dtype=np.float32)
            out.append(Seen(where, likely, leaps, np.asarray(-total.min(axis=1), dtype=np.float32)))
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
    """The chances of a day: `rate[a, b]` to go from state to state for each place; and `lent`, the part of each state
    that is no more than the prior and is taken from the neighbours instead, `toward` what is `known` of them.
    """

    rate: Floats
    lent: Floats
    toward: Floats
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
        given = belief * self.lent
        out -= given
        out += self.toward * given.sum(axis=0)
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
        out += self.lent * ((self.toward * message).sum(axis=0) - message)
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


def flow(belief: Floats, own: Floats, past: Floats, near: Neighbours, rates: Rates, base: Floats) -> Flow:
    """The chances of a day, given the beliefs before it. `own`: how far a place is known by its own reports (0 to 1).

    Only what is known of the neighbours presses on a place: a neighbour of whom nothing is known is no enemy. A place
    of which itself little is told goes with its neighbours when they change hands.
    """
    states, places = belief.shape
    lack = unknown(belief, base)
    known = near.mean((belief - lack * base[:, None]) * (1.0 - rates.hearsay + rates.hearsay * own))
    total = known.sum(axis=0)
    sides = base[:-1, None] + 4.0 * known[:-1]
    sides /= sides.sum(axis=0)
    rate = np.zeros((states, states, places), dtype=np.float32)
    spread = 0.5 * known[-1] / max(1, states - 1)
    follow = rates.follow * (1.0 - own)
    fresh = np.maximum(known - past, 0.0)
    for a in range(states - 1):
        restless = 1.0 - rates.calm * known[a]
        for b in range(states - 1):
            if a != b:
                rate[a, b] = (
                    rates.turn * base[b] * restless
                    + rates.flip * (known[b] + spread)
                    + follow * known[b]
                    + rates.news * fresh[b]
                )
        rate[a, -1] = rates.fade * restless + rates.open * (total - known[a]) + follow * known[-1]
        rate[-1, a] = rates.settle * sides[a] + follow * known[a]
    # Only what is not known is lent: what a place's own reports say stays its own.
    lent = (rates.borrow * (1.0 - own) * total * lack) * base[:, None] / np.maximum(belief, 1e-9)
    return Flow(rate, lent, known / np.maximum(total, 1e-9), known)


def own_knowledge(seen: list[Seen], places: int, rates: Rates, *, back: bool) -> Floats:
    """How far each place is known by its own reports on each day, 0 to 1; shape (days, places). `back`: also by those
    that come after the day.
    """
    out = np.zeros((len(seen), places), dtype=np.float32)
    keep = np.float32(0.5 ** (1.0 / rates.own_days))
    for days in (range(len(seen)), range(len(seen) - 1, -1, -1)) if back else (range(len(seen)),):
        held = np.zeros(places, dtype=np.float32)
        for day in days:
            held *= keep
            today = seen[day]
            if len(today.where):
                held[today.where] += today.told
            np.maximum(out[day], held, out=out[day])
    return np.asarray(1.0 - np.exp(-out), dtype=np.float32)


def forward(start: Floats, seen: list[Seen], own: Floats, near: Neighbours, rates: Rates) -> tuple[Floats, Floats]:
    """Beliefs at the end of each day given all that is seen up to it, and what was lately known of the neighbours
    before it; both of shape (days, states, places). `start`: belief before; `own`: see `own_knowledge`.
    """
    base = prior(len(start), rates)
    out = np.empty((len(seen), *start.shape), dtype=np.float32)
    past = np.zeros((len(seen), *start.shape), dtype=np.float16)
    belief = start
    for day, today in enumerate(seen):
        chances = flow(belief, own[day], past[day], near, rates, base)
        if day + 1 < len(seen):
            past[day + 1] = past[day] + (chances.known - past[day]) / rates.news_days
        belief = _weighed(chances.on(belief, today), today)
        out[day] = belief
    return out, past


def step(belief: Floats, seen: Seen, own: Floats, past: Floats, near: Neighbours, rates: Rates, base: Floats) -> Floats:
    """One day on: what may have changed, then what was seen."""
    return _weighed(flow(belief, own, past, near, rates, base).on(belief, seen), seen)


def _weighed(belief: Floats, seen: Seen) -> Floats:
    if len(seen.where):
        part = belief[:, seen.where] * seen.value
        belief[:, seen.where] = part / part.sum(axis=0)
    return belief


def backward(filtered: Floats, past: Floats, seen: list[Seen], own: Floats, near: Neighbours, rates: Rates) -> Floats:
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
        message = flow(filtered[day - 1], own[day], past[day], near, rates, base).back(message, today)
        message /= message.sum(axis=0)
    return out

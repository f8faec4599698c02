"""What the evidence on control says of each day: of who held a place on it, and of a change of hands on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from contested import data
from contested.weighing.control.evidence import Evidence
from contested.weighing.control.states import Observations, Seen


@dataclass(frozen=True, slots=True)
class Telling:
    """How reports of a change speak of days, from `data/weighing/control.toml`.

    `back`: (days before, share) of a dated change that speaks against the new holder. `then`: the part of what makes a
    change likelier that counts where only what was known then is asked, since boasts are not yet belied; `spread`: the
    part for the days beside it; `most`: the most that all reports of one day may add up to. `window`: the longest time
    told, in days, that still dates a change. `stale`: days by which a report that comes late has lost half its weight
    for the day on which it comes.
    """

    back: tuple[tuple[int, float], ...]
    then: float
    spread: float
    most: float
    window: int
    stale: float

    @classmethod
    def default(cls) -> Telling:
        """The shipped values."""
        return _shipped()


@cache
def _shipped() -> Telling:
    table = data.table("weighing/control.toml")
    back = ((1, float(table["day_before"])), (2, float(table["two_before"])))
    then, spread, most = (float(table[name]) for name in ("leap_then", "leap_beside", "leap_most"))
    return Telling(back, then, spread, most, int(table["window"]), float(table["stale"]))


class _Rows:
    """Observations in the making."""

    def __init__(self, states: int) -> None:
        self.none = [0.0] * states
        self.place: list[int] = []
        self.day: list[int] = []
        self.value: list[list[float]] = []
        self.leap: list[list[float]] = []

    def add(self, place: int, day: int, value: list[float] | None, leap: list[float] | None = None) -> None:
        self.place.append(place)
        self.day.append(day)
        self.value.append(value or self.none)
        self.leap.append(leap or self.none)


def seen(
    found: Sequence[Evidence],
    position: Mapping[str, int],
    holders: Sequence[str],
    days: tuple[int, int],
    *,
    known: bool,
    telling: Telling | None = None,
) -> list[Seen]:
    """What is seen on each of the days (ordinals, both included). `known`: by the day of publication, as known then;
    else by the day told of, which also speaks of the days before a change. `position`: place -> column.
    """
    first, last = days
    how = telling or Telling.default()
    index = {h: n for n, h in enumerate(holders)}
    rows = _Rows(len(holders))
    for item in found:
        at = (item.known if known else item.day) - first
        where = position.get(item.place)
        if where is None or not 0 <= at <= last - first:
            continue
        vector = [0.0] * len(holders)
        for side, amount in item.sides:
            vector[index[side]] += amount
        vector[-1] = item.contested
        age = item.known - item.day if known else 0
        if age:
            # Told late: it was so on its day, and may have changed since.
            vector = [v * 0.5 ** (age / how.stale) for v in vector]
        change = item.change * (how.then if known else 1.0) if age <= how.window else 0.0
        into = [*(change if v > 0 else 0.0 for v in vector[:-1]), 0.0] if change else None
        start = item.since - first
        lasts = not known and item.lasting and 0 <= start < at
        begun = start if lasts else at
        rows.add(where, begun, vector, into)
        if lasts:
            rows.add(where, at, vector)
        for day in range(at + 1, min(at + item.ahead, last - first) + 1 if into else 0):
            rows.add(where, day, None, into)
        if known:
            continue
        near = begun - start <= how.window
        if into and near:
            for day in range(max(0, start), begun):
                rows.add(where, day, None, into)
            beside = [v * how.spread for v in into]
            for day in (start - 1, begun + 1):
                if 0 <= day <= last - first:
                    rows.add(where, day, None, beside)
        for back, share in how.back if item.before else ():
            if (day := min(begun, start) - back) >= 0:
                rows.add(where, day, [*(-share * item.before * max(0.0, v) for v in vector[:-1]), 0.0])
    shape = (-1, len(holders))
    value, leap = (np.array(table, dtype=np.float32).reshape(shape) for table in (rows.value, rows.leap))
    observed = Observations(np.array(rows.place, dtype=np.int64), np.array(rows.day, dtype=np.int64), value, leap)
    return observed.by_day(last - first + 1, how.most)

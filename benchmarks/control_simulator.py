"""A made-up war with known truth, to see how well control is told from reports that lag, boast and fall silent.

    python benchmarks/control_simulator.py [--runs 6] [--seed 1000] [--json FILE]

Towns lie on a plane; a front of several arms moves over them, now slowly, now in a rush; towns near it are contested.
Reporters of two sides and of none tell of captures, withdrawals, control, fighting and shelling, with a delay,
sometimes with a
wrong day; they boast of towns they do not hold, tell late of losses or not at all, and fall silent for days. Every
run draws
its own settings from wide ranges, which the filter does not know; `noise` scales boasts, mistakes, delays and silence.

Measured on each day and town: the Brier score over the three states (side A, side B, contested), against the last
claim on
the town, and against the majority of the last seven days' claims (the last known one where there are none), both as
hard
answers and, for the majority, as shares; the calibration error (ten bins over all states); and how many days the
found day
of a change lies from the true one. `then` compares what was known on the day, `now` what is known after the end;
the baselines
are given the same reports on the same days. Much of the gain comes from the neighbours; so the score is also given
for the days and towns
of which something was told in the last seven days.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from contested.nouns import Account, Claim, Moment, Party, PlaceInRole, Speaker
from contested.weighing.control import Control, place_key
from contested.weighing.facts import facts
from contested.weighing.interests import interest
from contested.weighing.model import Told
from contested.weighing.sides import SideTable

NOISE = {"low": 0.5, "middle": 1.0, "high": 2.0}
SIDES = ("UKR", "RUS")
CONTESTED = 2
FIRST = date(2022, 3, 1)


@dataclass(frozen=True)
class World:
    """Truth: `state` has shape (days, towns) with 0, 1 for the sides and 2 for contested."""

    lat: np.ndarray
    lon: np.ndarray
    state: np.ndarray


@dataclass(frozen=True)
class Setting:
    """What one run is like; drawn, and never shown to the filter."""

    towns: int
    days: int
    pace: float
    rushes: int
    band: float
    rate: float
    third: float
    lag: float
    wrong_day: float
    dated: float
    boast: float
    mistake: float
    admit: float
    silence: float

    @classmethod
    def draw(cls, rng: np.random.Generator, noise: float) -> Setting:
        """Settings of a run at a noise level."""
        return cls(
            towns=int(rng.integers(120, 260)),
            days=int(rng.integers(120, 240)),
            pace=rng.uniform(0.2, 1.0),
            rushes=int(rng.integers(1, 5)),
            band=rng.uniform(4, 16),
            rate=rng.uniform(0.1, 0.6),
            third=rng.uniform(0.05, 0.3),
            lag=rng.uniform(0.3, 1.5) * noise,
            wrong_day=min(0.6, rng.uniform(0.05, 0.2) * noise),
            dated=rng.uniform(0.4, 0.9),
            boast=min(0.5, rng.uniform(0.03, 0.15) * noise),
            mistake=min(0.3, rng.uniform(0.01, 0.06) * noise),
            admit=rng.uniform(0.05, 0.4),
            silence=min(0.6, rng.uniform(0.05, 0.2) * noise),
        )


def world(setting: Setting, rng: np.random.Generator) -> World:
    """Towns and a front y = f(x, day): slow waves, with rushes that carry a stretch of it far in a few days."""
    x, y = rng.uniform(0, 200, setting.towns), rng.uniform(0, 200, setting.towns)
    line = np.full((setting.days, setting.towns), 100.0)
    for _ in range(4):
        phase, length = rng.uniform(0, 2 * math.pi), rng.uniform(60, 300)
        walk = np.cumsum(rng.normal(0, setting.pace, setting.days))
        line += walk[:, None] * np.sin(phase + 2 * math.pi * x[None, :] / length)
    for _ in range(setting.rushes):
        centre, width, far = rng.uniform(0, 200), rng.uniform(20, 60), rng.uniform(15, 60) * rng.choice((-1, 1))
        start, took = int(rng.integers(10, setting.days - 10)), float(rng.uniform(2, 12))
        grown = np.clip((np.arange(setting.days) - start) / took, 0, 1)
        line += grown[:, None] * far * np.exp(-(((x - centre) / width) ** 2))[None, :]
    gap = y[None, :] - line
    state = np.where(np.abs(gap) < setting.band / 2, CONTESTED, np.where(gap > 0, 0, 1))
    return World(46 + y / 111.2, 33 + x / (111.2 * math.cos(math.radians(47))), state)


def report(truth: World, setting: Setting, rng: np.random.Generator) -> list[Account]:
    """What reporters tell of the truth."""
    speakers = [
        (f"{('Ukrainian', 'Russian')[s]} speaker {n}", s) for s in (0, 1) for n in range(int(rng.integers(2, 5)))
    ]
    speakers += [(f"UN monitor {n}", 2) for n in range(int(rng.integers(1, 4)))]
    silent = {name: rng.random(setting.days // 7 + 1) < setting.silence for name, _ in speakers}
    near = _near_front(truth)
    out: list[Account] = []
    for day in range(setting.days):
        for name, side in speakers:
            if silent[name][day // 7]:
                continue
            share = setting.third if side == 2 else 1.0
            chance = setting.rate * share * (0.08 + 0.92 * near[day]) / 2
            for town in np.nonzero(rng.random(truth.state.shape[1]) < chance)[0]:
                told = _tell(truth, setting, rng, day, int(town), side, bool(near[day, town] > 0.4))
                if told:
                    out.append(_account(truth, setting, rng, day, int(town), (name, side), told, len(out)))
    return out


def _near_front(truth: World) -> np.ndarray:
    """How much is reported from a town on a day: most where it is contested or has just changed, less far from the
    front.
    """
    out = np.zeros(truth.state.shape, dtype=float)
    km_x, km_y = truth.lon * 111.2 * math.cos(math.radians(47)), truth.lat * 111.2
    distance = np.hypot(km_x[:, None] - km_x[None, :], km_y[:, None] - km_y[None, :])
    for day in range(len(truth.state)):
        now = truth.state[day]
        other = now[None, :] != now[:, None]
        out[day] = np.exp(-np.where(other, distance, 1e3).min(axis=1) / 12.0)
        out[day][now == CONTESTED] = 1.0
        if day:
            out[day][now != truth.state[max(0, day - 4)]] = 1.5
    return out


def _tell(
    truth: World, setting: Setting, rng: np.random.Generator, day: int, town: int, side: int, close: bool
) -> tuple[str, int, int] | None:
    """Kind, doer and the day told of. A side is silent on most of its losses and sometimes claims what it does not
    hold.
    """
    state = int(truth.state[day, town])
    if rng.random() < setting.mistake:
        state = int(rng.integers(0, 3))
    changed = next(
        (
            back
            for back in range(4)
            if day - back > 0 and truth.state[day - back, town] != truth.state[day - back - 1, town]
        ),
        None,
    )
    told_day = day - changed if changed is not None else day
    if side < 2 and close and state != side and rng.random() < setting.boast:
        return ("capture" if rng.random() < 0.5 else "control"), side, day
    if state == CONTESTED:
        return ("battle" if rng.random() < 0.7 else "advance"), (side if side < 2 else int(rng.integers(0, 2))), day
    if side < 2 and state != side:
        if rng.random() < setting.admit:
            return ("withdrawal", side, told_day) if changed is not None else ("control", state, day)
        return ("shelling", side, day) if close and rng.random() < 0.5 else None
    if changed is not None:
        return ("capture", state, told_day) if rng.random() < 0.7 else ("withdrawal", 1 - state, told_day)
    if close and rng.random() < 0.5:
        return "shelling", 1 - state, day
    return "control", state, day


def _account(
    truth: World,
    setting: Setting,
    rng: np.random.Generator,
    day: int,
    town: int,
    who: tuple[str, int],
    told: tuple[str, int, int],
    number: int,
) -> Account:
    kind, doer, of = told
    name, side = who
    published = day + int(rng.geometric(1 / (1 + setting.lag)) - 1)
    if rng.random() < setting.wrong_day:
        of = max(0, of + int(rng.integers(-3, 4)))
    of = min(of, published)
    when = str(FIRST + timedelta(days=of))
    place = PlaceInRole(
        0,
        1,
        f"Town {town}",
        geonameid=town + 1,
        name=f"Town {town}",
        lat=float(truth.lat[town]),
        lon=float(truth.lon[town]),
        feature="P.PPL",
        country="UA",
        radius_km=4.0,
    )
    claim = Claim(
        f"s{number:07}",
        kind,
        (0, 1),
        (0, 1),
        agents=(Party(0, 1, "forces", country=SIDES[doer]),),
        places=(place,),
        time=Moment(0, 1, when, when, str(FIRST + timedelta(days=of + 1)), "day")
        if rng.random() < setting.dated
        else None,
        said_by=(Speaker(name, name=name, country=SIDES[side] if side < 2 else None),),
        confidence=float(rng.uniform(0.6, 0.95)),
    )
    return Account(claim, f"r{number:07}", "Outlet", str(FIRST + timedelta(days=published)))


def baselines(accounts: list[Account], towns: int, days: int, *, known: bool) -> dict[str, np.ndarray]:
    """The last claim and the seven-day majority, shape (days, towns, 3). `known`: by day of publication, else by the
    day told of.
    """
    votes = np.zeros((days, towns, 3))
    last = np.full((days, towns), -1)
    for account in sorted(accounts, key=lambda a: (a.published or "", a.claim.id)):
        published = (date.fromisoformat(account.published or "") - FIRST).days
        of = (
            (date.fromisoformat((account.claim.time.from_ or "")[:10]) - FIRST).days
            if account.claim.time
            else published
        )
        day = published if known else of
        town = (account.claim.places[0].geonameid or 1) - 1
        state = _says(account)
        if 0 <= day < days and state is not None:
            votes[day, town, state] += 1
            last[day, town] = state
    hard_last, majority, shares = (np.full((days, towns, 3), 1 / 3) for _ in range(3))
    current = np.full(towns, -1)
    for day in range(days):
        current = np.where(last[day] >= 0, last[day], current)
        known_towns = current >= 0
        hard_last[day][known_towns] = np.eye(3)[current[known_towns]]
        week = votes[max(0, day - 6) : day + 1].sum(axis=0)
        some = week.sum(axis=1) > 0
        if day:
            majority[day], shares[day] = majority[day - 1], shares[day - 1]
        majority[day][some] = np.eye(3)[week[some].argmax(axis=1)]
        shares[day][some] = week[some] / week[some].sum(axis=1, keepdims=True)
    return {"last claim": hard_last, "seven-day majority": majority, "seven-day shares": shares}


def _says(account: Account) -> int | None:
    """The state that a claim states outright; shelling states none."""
    doer = SIDES.index(account.claim.agents[0].country or "UKR")
    return {"capture": doer, "control": doer, "withdrawal": 1 - doer, "battle": CONTESTED, "advance": CONTESTED}.get(
        account.claim.kind
    )


def estimate(accounts: list[Account], towns: int, days: int) -> dict[str, np.ndarray]:
    """The program's beliefs, filtered and smoothed, in the order of the truth's states; towns nobody tells of get the
    prior.
    """
    table = SideTable.default()
    found = facts(sorted(accounts, key=lambda a: a.claim.id), table)
    told = [Told(f.speaker, f.side, interest(f, table)) for f in found]
    control = Control.of(found, told, table, until=(FIRST + timedelta(days=days - 1)).toordinal())
    (theatre,) = control.theatres
    order = [theatre.holders.index(s) for s in (*SIDES, "contested")]
    where = {p.key: n for n, p in enumerate(theatre.places)}
    keys = {place_key(f): (f.place.geonameid or 1) - 1 for f in found if f.place}
    out = {}
    for name, belief in (("then", theatre.filtered), ("now", theatre.smoothed)):
        shaped = np.full((days, towns, 3), 1 / 3)
        offset = FIRST.toordinal() - control.first
        for key, town in keys.items():
            if key in where:
                shaped[:, town] = belief[offset : offset + days, :, where[key]][:, order]
        out[name] = shaped
    return out


def brier(belief: np.ndarray, state: np.ndarray, where: np.ndarray | None = None) -> float:
    """The mean over days and towns (`where`: only these) of the squared error summed over the three states."""
    error = ((belief - np.eye(3)[state]) ** 2).sum(axis=2)
    return float(error.mean() if where is None else error[where].mean())


def told_lately(accounts: list[Account], towns: int, days: int) -> np.ndarray:
    """The days and towns on which something was published about the town in the last seven days."""
    out = np.zeros((days, towns), dtype=bool)
    for account in accounts:
        day = (date.fromisoformat(account.published or "") - FIRST).days
        out[day : day + 7, (account.claim.places[0].geonameid or 1) - 1] = True
    return out


def calibration(belief: np.ndarray, state: np.ndarray) -> float:
    """Expected calibration error over all states, ten bins."""
    told, true = belief.ravel(), np.eye(3)[state].ravel()
    bins = np.minimum((told * 10).astype(int), 9)
    return float(
        sum(
            abs(told[bins == b].mean() - true[bins == b].mean()) * (bins == b).mean()
            for b in range(10)
            if (bins == b).any()
        )
    )


def change_days(belief: np.ndarray, state: np.ndarray, reported: np.ndarray) -> list[int]:
    """For each true passing of a town from one side to the other, how far the found day lies from the day the new side
    took it whole.
    """
    out = []
    for town in np.nonzero(reported)[0]:
        true = [(d, s) for d, s in _passages(state[:, town])]
        found = [
            (d, s)
            for d, s in _passages(
                np.where(belief[:, town].max(axis=1) > 0.5, belief[:, town].argmax(axis=1), CONTESTED)
            )
        ]
        for day, side in true:
            near = [abs(d - day) for d, s in found if s == side]
            if near:
                out.append(min(near))
            else:
                out.append(99)
    return out


def _passages(states: np.ndarray) -> list[tuple[int, int]]:
    out, held = [], -1
    for day, state in enumerate(states):
        if state in (CONTESTED, held):
            continue
        if held >= 0:
            out.append((day, int(state)))
        held = int(state)
    return out


def run(noise: float, seed: int) -> tuple[dict[str, float], list[int]]:
    """One made-up war, measured; and how many days each change is off (99: not found)."""
    rng = np.random.default_rng(seed)
    setting = Setting.draw(rng, noise)
    truth = world(setting, rng)
    accounts = [
        a for a in report(truth, setting, rng) if (date.fromisoformat(a.published or "") - FIRST).days < setting.days
    ]
    reported = np.zeros(setting.towns, dtype=bool)
    reported[[(a.claim.places[0].geonameid or 1) - 1 for a in accounts]] = True
    result: dict[str, float] = {"claims": len(accounts), "towns": setting.towns, "days": setting.days}
    lately = told_lately(accounts, setting.towns, setting.days)
    found = estimate(accounts, setting.towns, setting.days)
    for view in ("then", "now"):
        score = brier(found[view], truth.state)
        result[f"{view} brier"] = score
        result[f"{view} ece"] = calibration(found[view], truth.state)
        for name, belief in baselines(accounts, setting.towns, setting.days, known=view == "then").items():
            result[f"{view} vs {name}"] = 1 - score / brier(belief, truth.state)
            if view == "then":
                result[f"lately told, then vs {name}"] = 1 - brier(found[view], truth.state, lately) / brier(
                    belief, truth.state, lately
                )
    off = change_days(found["now"], truth.state, reported)
    result["changes"] = len(off)
    return result, off


def main() -> None:
    """Run the made-up wars at three noise levels and print means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    table: dict[str, dict[str, float]] = {}
    for level, noise in NOISE.items():
        rows, off = [], []
        for n in range(asked.runs):
            row, days = run(noise, asked.seed + n)
            rows.append(row)
            off.extend(days)
        gathered: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            for name, value in row.items():
                gathered[name].append(value)
        table[level] = {
            name: round(statistics.fmean(v for v in values if not math.isnan(v)), 4)
            for name, values in gathered.items()
        }
        table[level]["median days off"] = statistics.median(off)
        table[level]["within two days"] = round(sum(o <= 2 for o in off) / len(off), 4)
        table[level]["changes missed"] = round(sum(o == 99 for o in off) / len(off), 4)
        print(level, json.dumps(table[level], indent=1), flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

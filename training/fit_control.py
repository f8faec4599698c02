"""Fit the weights of the evidence on control to made-up wars with known truth.

    python training/fit_control.py [--train 8] [--check 8] [--fresh 12] [--rounds 2] [--minutes 8] [--write]

What is fitted is one factor for each kind of claim and each sort of teller of `data/weighing/control.csv` (`own`,
`admits`, `third`, `unknown`), by which the table's weights of that kind or teller are multiplied. The score is
the Brier score of control as known then plus as known now, over the wars of `benchmarks/control_simulator.py` at three
noise levels.

Against fitting the noise: few factors rather than all cells of the table; each is drawn to 1 by a penalty and kept
between a half and twice; a step is taken only if it helps on the training wars and on a second set besides; and the
table is judged on fresh wars, seen by neither, by the paired difference in each war. It counts as better only if the
mean gain is at least one per cent and more than two of its standard errors. The table is written only with --write, and
only then; what the fit cannot see is that real reporters are not the simulator's.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import io
import math
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import control_simulator as simulator
from contested import data
from contested.nouns import Account

if TYPE_CHECKING:
    import contested.weighing.control.evidence as table
else:
    # By its full name: the package gives the name "evidence" to a function of the module.
    table = importlib.import_module("contested.weighing.control.evidence")

TELLERS = ("own", "admits", "third", "unknown")
STEPS = (0.8, 1.25)
LOW, HIGH = 0.5, 2.0
PENALTY = 0.0005  # of the score for each squared logarithm of a factor
LEAST_GAIN = 0.01
TRAIN, CHECK, FRESH = 410000, 420000, 430000  # seeds, far from those of the benchmark and of the tests

Factors = dict[str, float]


@dataclass(frozen=True)
class War:
    """One made-up war with its reports."""

    truth: simulator.World
    accounts: list[Account]
    setting: simulator.Setting

    @classmethod
    def draw(cls, seed: int) -> War:
        """The war of a seed; the noise goes round the three levels."""
        noise = tuple(simulator.NOISE.values())[seed % len(simulator.NOISE)]
        rng = np.random.default_rng(seed)
        setting = simulator.Setting.draw(rng, noise)
        truth = simulator.world(setting, rng)
        last = (simulator.FIRST + timedelta(days=setting.days)).isoformat()
        told = [a for a in simulator.report(truth, setting, rng) if (a.published or "") < last]
        return cls(truth, told, setting)

    def score(self) -> float:
        """Brier score as known then plus as known now, under the table in force."""
        found = simulator.estimate(self.accounts, self.setting.towns, self.setting.days)
        return sum(simulator.brier(found[view], self.truth.state) for view in ("then", "now"))


def scaled(rows: Mapping[tuple[str, str], table.Row], factors: Mapping[str, float]) -> dict[tuple[str, str], table.Row]:
    """The table with the weights of each row multiplied by the factors of its kind and of its tellers."""
    return {
        (kind, way): replace(
            row,
            teller={
                name: value * factors.get(kind, 1.0) * factors.get(name, 1.0) for name, value in row.teller.items()
            },
        )
        for (kind, way), row in rows.items()
    }


@contextmanager
def in_force(factors: Mapping[str, float]) -> Iterator[None]:
    """The scaled table in place of the shipped one."""
    shipped = table.rows
    made = scaled(shipped(), factors)
    table.rows = lambda: made  # type: ignore[assignment]
    try:
        yield
    finally:
        table.rows = shipped


def scores(wars: Sequence[War], factors: Mapping[str, float]) -> list[float]:
    """The score of each war."""
    with in_force(factors):
        return [war.score() for war in wars]


def objective(found: Sequence[float], factors: Mapping[str, float]) -> float:
    """The mean score and the penalty for leaving 1."""
    return statistics.fmean(found) + PENALTY * sum(math.log(value) ** 2 for value in factors.values())


def fit(train: Sequence[War], check: Sequence[War], rounds: int, until: float) -> Factors:
    """Factors by coordinate search: a step has to help on both sets."""
    told = {account.claim.kind for war in train for account in war.accounts}
    names = [*TELLERS, *sorted({kind for kind, _ in table.rows()} & told)]
    factors: Factors = dict.fromkeys(names, 1.0)
    best = objective(scores(train, factors), factors)
    held = statistics.fmean(scores(check, factors))
    for turn in range(rounds):
        moved = False
        for name in names:
            for step in STEPS:
                if time.monotonic() > until:
                    print("time is up")
                    return factors
                tried = {**factors, name: factors[name] * step ** (1 / (turn + 1))}
                if not LOW <= tried[name] <= HIGH:
                    continue
                now = objective(scores(train, tried), tried)
                if now >= best or (checked := statistics.fmean(scores(check, tried))) >= held:
                    continue
                factors, best, held, moved = tried, now, checked, True
                print(f"{name:12} x {tried[name]:.2f}: train {now:.4f}, check {checked:.4f}", flush=True)
                break
        if not moved:
            break
    return factors


def better(before: Sequence[float], after: Sequence[float]) -> bool:
    """Whether the gain on fresh wars is worth having and more than chance."""
    gains = [a - b for a, b in zip(before, after, strict=True)]
    mean = statistics.fmean(gains)
    error = statistics.stdev(gains) / math.sqrt(len(gains)) if len(gains) > 1 else math.inf
    return mean > 2 * error and mean >= LEAST_GAIN * statistics.fmean(before)


def written(text: str, factors: Mapping[str, float]) -> str:
    """The table's text with scaled weights; comments, order and all other columns stay."""
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("kind,"))
    names = lines[start].split(",")
    out = lines[: start + 1]
    for row in csv.DictReader(io.StringIO("\n".join(lines[start:]))):
        for name in TELLERS:
            value = float(row[name]) * factors.get(row["kind"], 1.0) * factors.get(name, 1.0)
            row[name] = f"{value:.3g}"
        out.append(",".join(row[name] for name in names))
    return "\n".join(out) + "\n"


def main() -> None:
    """Fit, compare, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, number in (("train", 8), ("check", 8), ("fresh", 12), ("rounds", 2)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--minutes", type=float, default=8.0, help="stop the search after so long")
    parser.add_argument("--write", action="store_true", help="write the table if it is better on fresh wars")
    asked = parser.parse_args()
    train, check, fresh = (
        [War.draw(first + n) for n in range(number)]
        for first, number in ((TRAIN, asked.train), (CHECK, asked.check), (FRESH, asked.fresh))
    )
    factors = fit(train, check, asked.rounds, time.monotonic() + 60 * asked.minutes)
    before, after = scores(fresh, {}), scores(fresh, factors)
    print("factors:", {name: round(value, 3) for name, value in factors.items() if value != 1.0} or "none")
    for name, wars in (("train", train), ("check", check)):
        print(f"{name}: {statistics.fmean(scores(wars, {})):.4f} -> {statistics.fmean(scores(wars, factors)):.4f}")
    print(f"fresh: {statistics.fmean(before):.4f} -> {statistics.fmean(after):.4f}, {len(fresh)} wars;", end=" ")
    good = better(before, after)
    print("better, beyond chance" if good else "not clearly better: keep the shipped table")
    if asked.write and good:
        path = Path(str(data.path_of("weighing/control.csv")))
        path.write_text(written(path.read_text(encoding="utf-8"), factors), encoding="utf-8")
        print(f"written to {path}")


if __name__ == "__main__":
    main()

"""Made-up wars with known truth, to see how well the probability that something happened holds.

    python benchmarks/weighing_truth.py [--worlds 8] [--happenings 400] [--seed 1000] [--fit] [--plot FILE.svg]

A world is a list of happenings, true or made up, each in its own town: a side strikes the people of another. Who was
struck tells it by its officials, sometimes of what never was; who struck denies, says nothing, owns up now and then, or
boasts; monitors and papers of no side tell what they saw, seldom what they did not; residents tell both; papers copy
each other, with and without a name. Officials of a side follow one another. Some tell at second hand ("alleged"), some
confirm, some take back. A reading errs as often as its confidence says, times a factor of the world. Every world draws
all of that from the ranges below, which the rule does not know; `lies` scales what is made up and denied.

Measured over all incidents that hold a claim of a happening: the Brier score against always telling the share that is
true, the calibration error (ten bins), and a reliability table. `--fit` finds the numbers of `reliability.toml` that
fit worlds of other seeds best, from the shipped ones on, and prints them with the figures that they would give.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from contested import data
from contested.nouns import Account, Claim, Moment, Party, PlaceInRole, Speaker
from contested.weighing import Weigher
from contested.weighing.facts import Facts
from contested.weighing.model import Told
from contested.weighing.status import probability

LIES = {"few": 0.5, "middle": 1.0, "many": 1.7}
# What a world draws once, evenly between two ends. `true`: the share of happenings that are true.
RANGES: dict[str, tuple[float, float]] = {
    "true": (0.45, 0.9),
    "struck tells": (0.4, 0.9),  # the official of the struck side, of what happened
    "struck follows": (0.1, 0.6),  # each further official of that side, once one has told
    "struck invents": (0.3, 0.9),  # the same, of what never was
    "striker denies true": (0.15, 0.6),
    "striker denies false": (0.2, 0.7),
    "striker owns up": (0.02, 0.12),
    "striker boasts": (0.05, 0.3),  # tells of its own strike as a success
    "striker invents": (0.02, 0.15),  # boasts of what never was
    "third sees": (0.2, 0.6),  # each of three on no side
    "third errs": (0.02, 0.15),  # each of them, of what never was
    "residents tell": (0.15, 0.5),
    "residents err": (0.05, 0.3),
    "paper tells": (0.1, 0.5),  # a paper in its own voice, nobody named
    "paper errs": (0.05, 0.3),
    "alleged": (0.05, 0.3),
    "confirmed": (0.02, 0.2),
    "third refutes": (0.05, 0.3),  # somebody on no side says that it never was
    "takes back": (0.02, 0.15),  # a side, of what it made up
    "misreads": (0.3, 1.5),  # times one less the confidence
    "plans": (0.02, 0.1),  # a threat or a plan is told instead; it comes true as often as told
}
SIDES = (("UKR", "Ukrainian"), ("RUS", "Russian"))
START = date(2023, 1, 1)
Row = tuple[list[Facts], list[Told], list[tuple[Facts, Told]], bool, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """One account before it is written: who tells it, on which day after, how."""

    by: Speaker | None
    outlet: str
    after: int
    negative: bool = False
    stance: str = "asserted"
    modality: str = "actual"
    owns: bool = False


def world(
    seed: int, happenings: int, lies: float, ranges: Mapping[str, tuple[float, float]] = RANGES
) -> tuple[list[Account], dict[str, bool]]:
    """The accounts of a world, and for each claim whether what it is about is true."""
    rng = random.Random(seed)
    drawn = {name: rng.uniform(*ends) for name, ends in ranges.items()}
    for name, value in list(drawn.items()):
        if name.endswith(("invents", "errs", "err", "denies true")):
            drawn[name] = min(0.95, value * lies)
    drawn["true"] = 1 - min(0.9, (1 - drawn["true"]) * lies)
    numbers = count(1)
    accounts: list[Account] = []
    truth: dict[str, bool] = {}
    for n in range(happenings):
        true = rng.random() < drawn["true"]
        striker, struck = rng.sample(SIDES, 2)
        place = _town(n, rng)
        day = START + timedelta(days=rng.randrange(300))
        for told in _tellings(drawn, rng, true=true, striker=striker, struck=struck, town=n):
            confidence = rng.choice((0.95, 0.9, 0.8, 0.7, 0.55, 0.4))
            misread = rng.random() < (1 - confidence) * drawn["misreads"] * 0.5
            ident = f"w{seed:05}{next(numbers):06}"
            accounts.append(_account(ident, told, place, day, striker, confidence, misread=misread))
            truth[ident] = true
    return accounts, truth


def _tellings(
    drawn: dict[str, float],
    rng: random.Random,
    *,
    true: bool,
    striker: tuple[str, str],
    struck: tuple[str, str],
    town: int,
) -> Iterator[Telling]:
    def chance(name: str) -> bool:
        return rng.random() < drawn[name]

    def stance() -> str:
        draw = rng.random()
        return "alleged" if draw < drawn["alleged"] else "confirmed" if draw > 1 - drawn["confirmed"] else "asserted"

    def official(side: tuple[str, str]) -> Speaker:
        return Speaker(
            f"{side[1]} official {rng.randrange(40)}", name=f"{side[1]} Official N{rng.randrange(400)}", country=side[0]
        )

    if chance("plans"):
        yield Telling(official(striker), "Paper A", 0, modality=rng.choice(("planned", "threatened")))
        return
    if chance("struck tells" if true else "struck invents"):
        first = official(struck)
        yield Telling(first, "Paper A", 0, stance=stance())
        for n in range(2):
            if chance("struck follows"):
                yield Telling(official(struck), f"Paper {n}", 1, stance=stance())
        if rng.random() < 0.4:
            yield Telling(first, "Paper Z", 1)  # another paper carries the same man
        if not true and chance("takes back"):
            yield Telling(first, "Paper A", 3, negative=True)
    if chance("striker denies true" if true else "striker denies false"):
        yield Telling(official(striker), "Paper D", 1, negative=True)
    elif true and chance("striker owns up"):
        yield Telling(official(striker), "Paper D", 2, stance="confirmed", owns=True)
    elif chance("striker boasts" if true else "striker invents"):
        yield Telling(official(striker), "Paper D", 0)
    for body in ("Red Cross", "Amnesty International", "UNICEF"):
        if chance("third sees" if true else "third errs"):
            yield Telling(Speaker(body, name=body, country="NGO"), f"Wire {body}", rng.randrange(3), stance=stance())
        elif not true and chance("third refutes"):
            yield Telling(Speaker(body, name=body, country="NGO"), f"Wire {body}", 2, negative=True)
    if chance("residents tell" if true else "residents err"):
        yield Telling(Speaker("residents"), "Paper R", 0, stance=stance())
    if chance("paper tells" if true else "paper errs"):
        yield Telling(None, f"Paper {rng.randrange(8)}", 0)
        if rng.random() < 0.3:
            yield Telling(Speaker("Reuters", name="Reuters", country="NGM"), f"Paper {10 + town % 5}", 1)


def _town(n: int, rng: random.Random) -> PlaceInRole:
    lat, lon = 44 + (n % 40) * 0.2, 25 + (n // 40) * 0.3
    return PlaceInRole(
        0, 4, f"Town{n}", geonameid=n + 1, name=f"Town{n}", lat=lat, lon=lon, feature="P.PPL", country="UA",
        radius_km=4.0, admin1=f"{n % 9:02}", confidence=rng.random(),
    )  # fmt: skip


def _account(
    ident: str,
    told: Telling,
    place: PlaceInRole,
    day: date,
    striker: tuple[str, str],
    confidence: float,
    *,
    misread: bool,
) -> Account:
    """What the reading makes of a telling; a misread one comes out turned round."""
    negative = told.negative != misread
    takes_part = told.by is not None and told.by.country in ("UKR", "RUS")
    claim = Claim(
        ident, "shelling", (0, 5), (0, 60),
        agents=(Party(0, 6, f"{striker[1]} forces", country=striker[0]),) if takes_part else (),
        patients=(Party(0, 9, "civilians", sectors=("CVL",)),) if told.owns else (),
        places=(place,),
        time=Moment(0, 1, "d", day.isoformat(), (day + timedelta(days=1)).isoformat(), "day"),
        polarity="negative" if negative else "positive",
        modality=told.modality,
        stance="denied" if negative else told.stance,
        said_by=(told.by,) if told.by else (),
        confidence=confidence,
    )  # fmt: skip
    published = (day + timedelta(days=told.after)).isoformat()
    words = f"{ident} shells fell on {place.name}" + (" no such strike took place" if negative else "")
    return Account(claim, f"d{ident}", told.outlet, published, words)


def other_worlds(many: int, happenings: int) -> list[Row]:
    """Worlds to fit on: of other seeds, of any share of lies, and of ranges moved and stretched at random."""
    out: list[Row] = []
    for seed in range(50_000, 50_000 + many):
        rng = random.Random(seed)
        moved = {}
        for name, (low, high) in RANGES.items():
            middle, half = (low + high) / 2 * rng.uniform(0.7, 1.3), (high - low) / 2 * rng.uniform(0.5, 1.5)
            moved[name] = max(0.0, middle - half), min(1.6 if name == "misreads" else 0.97, middle + half)
        out += rows([seed], happenings, rng.uniform(min(LIES.values()), max(LIES.values())), moved)
    return out


def rows(
    seeds: Sequence[int], happenings: int, lies: float, ranges: Mapping[str, tuple[float, float]] = RANGES
) -> list[Row]:
    """For each incident what its probability is made from, whether it is true, and its status."""
    out: list[Row] = []
    for seed in seeds:
        accounts, truth = world(seed, happenings, lies, ranges)
        kept: dict[tuple[str, ...], tuple[list[Facts], list[Told], list[tuple[Facts, Told]]]] = {}

        def keep(
            members: Sequence[Facts],
            told: Sequence[Told],
            denials: Any = (),
            kept: dict[tuple[str, ...], tuple[list[Facts], list[Told], list[tuple[Facts, Told]]]] = kept,
        ) -> float:
            denials = list(denials)
            kept[tuple(f.id for f in members)] = list(members), list(told), denials
            return probability(members, told, denials)

        with patch("contested.weighing.incidents.probability", keep):
            found = Weigher(accounts).weighed()
        out += [(*kept[inc.claims], truth[inc.claims[0]], inc.status) for inc in found.incidents]
    return out


def told_of(given: Sequence[Row]) -> np.ndarray:
    """The probabilities that the rule gives now."""
    return np.array([probability(members, told, denials) for members, told, denials, _, _ in given])


def truth_of(given: Sequence[Row]) -> np.ndarray:
    """1 for true, 0 for made up."""
    return np.array([float(row[3]) for row in given])


def brier(p: np.ndarray, y: np.ndarray) -> float:
    """The mean squared error."""
    return float(np.mean((p - y) ** 2))


def bins(p: np.ndarray, y: np.ndarray, many: int = 10) -> list[tuple[float, float, int]]:
    """For each bin that is not empty: what is told, what is true, how many."""
    which = np.minimum((p * many).astype(int), many - 1)
    return [
        (float(p[which == b].mean()), float(y[which == b].mean()), int((which == b).sum())) for b in sorted(set(which))
    ]


def error(p: np.ndarray, y: np.ndarray) -> float:
    """The expected calibration error."""
    return sum(abs(told - true) * n for told, true, n in bins(p, y)) / len(p)


def report(given: Sequence[Row], name: str, table: bool) -> None:
    """Prints the figures of one set of worlds."""
    p, y = told_of(given), truth_of(given)
    share = float(y.mean())
    print(
        f"{name:14}{len(p):6} incidents, {share:.2f} true; Brier {brier(p, y):.3f} "
        f"(share alone {share * (1 - share):.3f}), calibration error {error(p, y):.3f}"
    )
    if table:
        for told, true, n in bins(p, y):
            print(f"    told {told:.2f}  true {true:.2f}  {n:5}")
        by_status: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(given):
            by_status[row[4]].append(i)
        for status, members in sorted(by_status.items()):
            print(f"    {status:26} told {p[members].mean():.2f}  true {y[members].mean():.2f}  {len(members):5}")


def fit(given: Sequence[Row]) -> dict[str, Any]:
    """The numbers of `reliability.toml` that make the truth of these worlds likeliest, changed one after the other."""
    table = {**data.table("weighing/reliability.toml")}
    for part in ("asserts", "denies", "stance"):
        table[part] = dict(table[part])
    y = truth_of(given)
    steps = [
        ("prior",),
        ("repeat",),
        ("repeat_apart",),
        *(("asserts", k) for k in table["asserts"]),
        *(("denies", k) for k in table["denies"]),
    ]

    def loss() -> float:
        with patch("contested.weighing.status.data.table", lambda _: table):
            p = np.clip(told_of(given), 0.02, 0.98)
        return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))

    best = loss()
    for size in (0.08, 0.03, 0.01):
        for path in steps:
            home = table if len(path) == 1 else table[path[0]]
            for sign in (1, -1):
                while True:
                    before = home[path[-1]]
                    home[path[-1]] = round(
                        min(1.6 if path[0] == "stance" else 0.97, max(0.05, before + sign * size)), 3
                    )
                    now = loss()
                    if now >= best - 1e-6:
                        home[path[-1]] = before
                        break
                    best = now
    return table


def plot(given: Sequence[Row], path: Path) -> None:
    """The reliability curve as a small SVG."""
    p, y = told_of(given), truth_of(given)
    dots = "".join(
        f'<circle cx="{30 + 240 * told:.1f}" cy="{270 - 240 * true:.1f}" r="{2 + 14 * (n / len(p)) ** 0.5:.1f}"/>'
        for told, true, n in bins(p, y)
    )
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" role="img" aria-label="Reliability">\n'
        '<path d="M30 270H270M30 270V30" stroke="#333" fill="none"/>\n'
        '<path d="M30 270L270 30" stroke="#999" stroke-dasharray="4 4"/>\n'
        f'<g fill="#1f5f8b" fill-opacity="0.6">{dots}</g>\n<g font-family="sans-serif" font-size="11">'
        '<text x="140" y="292">told</text><text x="4" y="150">true</text></g>\n</svg>\n',
        encoding="utf-8",
    )


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description="Measure the probability that something happened on made-up wars.")
    parser.add_argument("--worlds", type=int, default=8)
    parser.add_argument("--happenings", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--fit", action="store_true", help="fit the numbers on worlds of other seeds, and print them")
    parser.add_argument("--plot", type=Path, help="write the reliability curve of the middle worlds")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.worlds)
    measured = {name: rows(seeds, options.happenings, lies) for name, lies in LIES.items()}
    for name, given in measured.items():
        report(given, f"{name} lies", table=name == "middle")
    report([row for given in measured.values() for row in given], "all", table=True)
    if options.plot:
        plot([row for given in measured.values() for row in given], options.plot)
    if options.fit:
        table = fit(other_worlds(3 * options.worlds, options.happenings))
        print({k: table[k] for k in ("prior", "repeat", "repeat_apart", "asserts", "denies", "stance")})
        with patch("contested.weighing.status.data.table", lambda _: table):
            for name, given in measured.items():
                report(given, f"{name}, fitted", table=name == "middle")
            report([row for given in measured.values() for row in given], "all, fitted", table=True)


if __name__ == "__main__":
    main()

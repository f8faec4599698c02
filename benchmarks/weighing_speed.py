"""How long the weighing takes, and how much memory, from 1,000 to 100,000 invented claims; and how long 20 more take.

    python benchmarks/weighing_speed.py [--sizes 1000 10000 100000] [--json FILE] [--plot FILE.svg]

A year of war is made up: towns along a front, happenings with one to eight accounts by outlets and speakers of two
sides
and of none, some reports copied from a wire.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from contested.nouns import Account, Claim, Count, Moment, Party, PlaceInRole, Speaker
from contested.weighing import Weigher

KINDS = (
    ["shelling"] * 8
    + ["airstrike"] * 3
    + ["drone_strike"] * 2
    + ["casualties"] * 4
    + ["damage"] * 3
    + ["battle"] * 3
    + ["capture"] * 2
    + ["withdrawal", "control", "advance", "advance", "evacuation", "evacuation", "displacement", "halt"]
    + ["detention", "abduction", "mobilization", "deployment", "statement", "demand", "meeting", "decree"]
)
WORDS = [f"word{n}" for n in range(3000)]
FOLDED = 20  # claims in a new report
FIRST = date(2022, 1, 1)
SPEAKERS = [
    (f"{('Ukrainian', 'Russian', 'British')[n % 3]} official {chr(65 + n % 26)}{n}", ("UKR", "RUS", "GBR")[n % 3])
    for n in range(300)
]


def claims(size: int, seed: int = 7) -> list[Account]:
    """`size` accounts of a made-up year, grouped into reports of about eight claims."""
    rng = random.Random(seed)
    places = [
        PlaceInRole(
            0,
            4,
            f"Town {n}",
            geonameid=n,
            name=f"Town {n}",
            lat=46 + rng.random() * 5,
            lon=31 + rng.random() * 8,
            feature="P.PPL",
            country="UA",
            admin1=f"{n % 20:02}",
            radius_km=6.0,
        )
        for n in range(2500)
    ]
    out: list[Account] = []
    for told in _happenings(size, places, rng):
        out.extend(told)
    out = out[:size]
    by_day: dict[tuple[str, str], int] = {}
    numbered = []
    for n, account in enumerate(out):
        key = (account.outlet or "", account.published or "")
        by_day[key] = by_day.get(key, 0) + 1
        document = f"{key[0]}|{key[1]}|{by_day[key] // 8}"
        numbered.append(
            Account(_with_id(account.claim, f"c{n:07}"), document, account.outlet, account.published, account.words)
        )
    return numbered


def _with_id(claim: Claim, ident: str) -> Claim:
    values = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    return Claim(**{**values, "id": ident})


def _happenings(size: int, places: list[PlaceInRole], rng: random.Random) -> Iterator[list[Account]]:
    made = 0
    while made < size:
        place, kind = rng.choice(places[: rng.choice((50, 500, 2500))]), rng.choice(KINDS)
        day = FIRST + timedelta(days=rng.randrange(365))
        doer = rng.choice(("UKR", "RUS"))
        words = rng.sample(WORDS, 18)
        killed = rng.randrange(1, 30)
        batch = [
            _account(kind, place, day, doer, words, killed, rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 6, 8)))
        ]
        made += len(batch)
        yield batch


def _account(
    kind: str, place: PlaceInRole, day: date, doer: str, words: list[str], killed: int, rng: random.Random
) -> Account:
    name, country = rng.choice(SPEAKERS)
    counts = (
        Count("killed", max(0, killed + rng.choice((0, 0, 0, 1, -1))), None if rng.random() < 0.2 else killed + 2),
    )
    claim = Claim(
        "x",
        kind,
        (0, 5),
        (0, 60),
        agents=(Party(0, 6, f"{doer} forces", country=doer),),
        places=(place,),
        time=Moment(0, 1, "d", str(day), str(day + timedelta(days=1)), "day") if rng.random() < 0.7 else None,
        counts=counts if kind == "casualties" else (),
        polarity="negative" if rng.random() < 0.04 else "positive",
        said_by=(Speaker(name, name=name, country=country),) if rng.random() < 0.7 else (),
        confidence=0.5 + rng.random() / 2,
    )
    told = rng.sample(words, 9) + rng.sample(WORDS, 9)
    lag = rng.choice((0, 0, 0, 1, 1, 2))
    return Account(claim, "x", f"Outlet {rng.randrange(40)}", str(day + timedelta(days=lag)), " ".join(told))


def _fold(weigher: Weigher, new: list[Account], document: str) -> tuple[float, float]:
    """Milliseconds that it takes to fold the claims of a new report in, and of these the processor's."""
    report = [Account(a.claim, document, a.outlet, a.published, a.words) for a in new]
    start, processor = time.perf_counter(), time.process_time()
    weigher.add(report)
    return (time.perf_counter() - start) * 1000, (time.process_time() - processor) * 1000


def plot(lines: list[dict[str, float]], path: Path) -> None:
    """Seconds of processor time against claims, as a small SVG; the dashed line is straight growth from the largest
    size.
    """
    wide, high, pad = 640, 320, 50
    most, slowest = max(n["claims"] for n in lines), max(n["cpu_seconds"] for n in lines)

    def at(claims: float, seconds: float) -> str:
        return f"{pad + (wide - 2 * pad) * claims / most:.1f},{high - pad - (high - 2 * pad) * seconds / slowest:.1f}"

    points = " ".join(at(n["claims"], n["cpu_seconds"]) for n in lines)
    labels = "".join(
        f'<text x="{at(n["claims"], 0).split(",")[0]}" y="{high - pad + 16}" font-size="11" text-anchor="middle">'
        f"{n['claims']:,.0f}</text>"
        for n in lines
        if n["claims"] > most / 20
    )
    one, two = at(0, 0), at(most, slowest)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" fill="#222">'
        f'<text x="{pad}" y="24" font-size="14">Seconds to weigh so many claims (slowest: {slowest:.1f} s)</text>'
        f'<polyline points="{one} {two}" fill="none" stroke="#999" stroke-dasharray="4"/>'
        f'<polyline points="{at(0, 0)} {points}" fill="none" stroke="#0b5cad" stroke-width="2"/>{labels}</svg>\n',
        encoding="utf-8",
    )


def main() -> None:
    """Measure and print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 30_000, 100_000])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    asked = parser.parse_args()
    lines = []
    for size in asked.sizes:
        given = claims(size + 10 * FOLDED)
        start, processor = time.perf_counter(), time.process_time()
        weigher = Weigher(given[:size])
        weighed = weigher.weighed()
        took, worked = time.perf_counter() - start, time.process_time() - processor
        folds = [_fold(weigher, given[size + n * FOLDED : size + (n + 1) * FOLDED], f"new-{n}") for n in range(10)]
        start = time.perf_counter()
        parts = len(weighed.disagreements), len(weighed.speakers), len(weighed.flows)
        later = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        line = {
            "claims": size,
            "seconds": round(took, 2),
            "cpu_seconds": round(worked, 2),
            "fold_in_ms": round(statistics.median(wall for wall, _ in folds), 1),
            "fold_in_worst_cpu_ms": round(max(cpu for _, cpu in folds), 1),
            "queries_seconds": round(later, 2),
            "peak_mib": round(peak),
            "incidents": len(weighed.incidents),
            "links": len(weighed.links),
            "disagreements": parts[0],
        }
        lines.append(line)
        print(json.dumps(line), flush=True)
    if asked.plot:
        plot(lines, asked.plot)
    if asked.json:
        asked.json.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

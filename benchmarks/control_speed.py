"""How long control takes for 30,000 settlements, 365 days and 200,000 claims.

    python benchmarks/control_speed.py [--settlements 30000] [--days 365] [--claims 200000]

Settlements lie at random over a country; the claims are made up. Measured: reading the evidence out of the claims, the
filter, the smoother, and one more day.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from datetime import date, timedelta

import numpy as np

from contested.nouns import Account, Claim, Moment, Party, PlaceInRole, Speaker
from contested.weighing.control import Control, Settlement
from contested.weighing.control.states import Seen, prior, step
from contested.weighing.facts import facts
from contested.weighing.interests import interest
from contested.weighing.model import Told
from contested.weighing.sides import SideTable

KINDS = ("capture", "withdrawal", "control", "battle", "shelling", "advance")
FIRST = date(2022, 1, 1)


def claims(places: list[Settlement], size: int, days: int, seed: int = 3) -> list[Account]:
    """Made-up accounts of control."""
    rng = np.random.default_rng(seed)
    where, when = rng.integers(0, len(places), size), rng.integers(0, days, size)
    kinds, doers, speakers = rng.integers(0, len(KINDS), size), rng.integers(0, 2, size), rng.integers(0, 40, size)
    out = []
    for n in range(size):
        place, day = places[where[n]], FIRST + timedelta(days=int(when[n]))
        country = ("UKR", "RUS", "GBR")[speakers[n] % 3]
        claim = Claim(
            f"c{n:07}",
            KINDS[kinds[n]],
            (0, 1),
            (0, 1),
            agents=(Party(0, 1, "forces", country=("UKR", "RUS")[doers[n]]),),
            places=(
                PlaceInRole(
                    0,
                    1,
                    place.name,
                    geonameid=place.geonameid,
                    name=place.name,
                    lat=place.lat,
                    lon=place.lon,
                    feature="P.PPL",
                    country="UA",
                    radius_km=4.0,
                ),
            ),
            time=Moment(0, 1, "", str(day), str(day + timedelta(days=1)), "day"),
            said_by=(Speaker(f"Speaker {speakers[n]}", name=f"Speaker {speakers[n]}", country=country),),
            confidence=0.8,
        )
        out.append(Account(claim, f"d{n // 8:06}", "Outlet", str(day)))
    return out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settlements", type=int, default=30_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--claims", type=int, default=200_000)
    asked = parser.parse_args()
    rng = np.random.default_rng(1)
    lat, lon = 45 + rng.random(asked.settlements) * 7, 23 + rng.random(asked.settlements) * 17
    places = [
        Settlement(f"g{n + 1}", f"Town {n}", n + 1, float(lat[n]), float(lon[n]), "UA")
        for n in range(asked.settlements)
    ]
    table = SideTable.default()
    given = claims(places, asked.claims, asked.days)
    start = time.perf_counter()
    found = facts(given, table)
    told = [Told(f.speaker, f.side, interest(f, table)) for f in found]
    line: dict[str, float] = {"facts_seconds": time.perf_counter() - start}
    start = time.perf_counter()
    control = Control.of(
        found, told, table, until=(FIRST + timedelta(days=asked.days - 1)).toordinal(), settlements=places
    )
    line["evidence_seconds"] = time.perf_counter() - start
    start = time.perf_counter()
    (theatre,) = control.theatres
    filtered = theatre.filtered
    line["filter_seconds"] = time.perf_counter() - start
    start = time.perf_counter()
    smoothed = theatre.smoothed
    line["smoother_seconds"] = time.perf_counter() - start
    start = time.perf_counter()
    where = np.arange(500)
    step(
        filtered[-1],
        Seen(where, np.ones((smoothed.shape[1], 500), dtype=np.float32), None, np.ones(500, dtype=np.float32)),
        np.zeros(smoothed.shape[2], dtype=np.float32),
        np.zeros_like(filtered[-1]),
        theatre.near,
        theatre.rates,
        prior(smoothed.shape[1], theatre.rates),
    )
    line["one_more_day_seconds"] = time.perf_counter() - start
    line["total_seconds"] = sum(
        line[k] for k in ("facts_seconds", "evidence_seconds", "filter_seconds", "smoother_seconds")
    )
    line["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({k: round(v, 3) for k, v in line.items()}))


if __name__ == "__main__":
    main()

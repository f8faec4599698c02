"""When places changed hands, told from the bundled dispatches, against the public record.

    python benchmarks/dispatch_control.py [--ledger FILE] [--json FILE]

Reads the dispatches into a ledger of its own (or takes one that holds them), weighs it, and sets the changes of
control that it finds against `known_changes.csv`, which the program itself never opens. For each place: the expected
day and the tolerance of the public record, the day found with all reports at hand, how far off it is, the day from
which on the record said so with what was published by then, and the claims behind. A place is right where the day
found lies within the tolerance; missed where no change to that holder is found within thirty days.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from contested import pipeline
from contested.data import path_of, rows
from contested.ledger import View, open_ledger
from contested.nouns import ControlEstimate, km_between
from contested.sources import Fault, read_path
from contested.weighing import Control, Weighed
from contested.weighing.control import Settlement

NEAR_KM = 6.0
NEAR_DAYS = 30
SURE = 0.6


@dataclass(frozen=True)
class Row:
    """One known change and what was found of it. `off`: days, later ones positive; `then`: when it was first known."""

    place: str
    to: str
    expected: str
    tolerance: int
    found: str | None
    off: int | None
    then: str | None
    probability: float | None
    reports: int
    claims: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the day lies within the tolerance."""
        return self.off is not None and abs(self.off) <= self.tolerance


def compare(weighed: Weighed) -> list[Row]:
    """A row for each known change."""
    return [_row(known, weighed.control) for known in rows("dispatches/known_changes.csv")]


def _row(known: dict[str, str], control: Control) -> Row:
    lat, lon, day = float(known["lat"]), float(known["lon"]), date.fromisoformat(known["date"])
    place = nearest(control.places, lat, lon)
    to, tolerance = known["to_holder"], int(known["tolerance_days"])
    fixed = {"place": known["place"], "to": to, "expected": known["date"], "tolerance": tolerance}
    if place is None:
        return Row(**fixed, found=None, off=None, then=None, probability=None, reports=0, claims=())
    evidence = [e for e in control.evidence if e.place == place.key]
    turned = [
        c
        for c in control.changes(sure=SURE)
        if (c.geonameid or c.place) == (place.geonameid or place.name) and c.after == to
    ]
    best = min(turned, key=lambda c: abs(date.fromisoformat(c.day) - day), default=None)
    if best and abs((date.fromisoformat(best.day) - day).days) > NEAR_DAYS:
        best = None
    off = (date.fromisoformat(best.day) - day).days if best else None
    told = (e for e in _timeline(control, place) if e.probabilities.get(to, 0) >= SURE)
    then = next((e.day for e in told if date.fromisoformat(e.day) >= day - timedelta(days=tolerance)), None)
    claims = best.claims if best else tuple(e.claim for e in evidence)[-6:]
    return Row(
        **fixed,
        found=best.day if best else None,
        off=off,
        then=then,
        probability=best.probability if best else None,
        reports=len(evidence),
        claims=claims,
    )


def nearest(places: Iterable[Settlement], lat: float, lon: float) -> Settlement | None:
    """The settlement of the record that lies there."""
    near = [(km_between(lat, lon, p.lat, p.lon), p.key, p) for p in places if not p.area]
    km, _, found = min(near, default=(NEAR_KM + 1, "", None))
    return found if km <= NEAR_KM else None


def _timeline(control: Control, place: Settlement) -> Iterator[ControlEstimate]:
    for day in range(control.first, control.last + 1):
        if estimate := control.on(place, date.fromordinal(day), then=True):
            yield estimate


def show(found: list[Row], view: View) -> None:
    """The table, each place with the words that its day rests on."""
    print(f"{'place':22} {'expected':12} {'found':12} {'off':>5} {'known on':12} {'p':>5} reports")
    for row in found:
        off = "-" if row.off is None else f"{row.off:+d}"
        mark = " " if row.right else "!"
        chance = f"{row.probability:.2f}" if row.probability else "-"
        print(
            f"{row.place:22} {row.expected:12} {row.found or 'none':12} {off:>4}{mark} {row.then or 'never':12} "
            f"{chance:>5} {row.reports:7}"
        )
        for claim, account in view.claims(row.claims[:4]).items():
            told = account.claim
            when = f"{told.time.from_} to {told.time.to}" if told.time else "no time"
            print(f"    {claim} {told.kind}, {told.polarity}, {when}; {account.document}: “{account.words[:110]}”")
    days = [abs(r.off) for r in found if r.off is not None]
    right = sum(r.right for r in found)
    print(f"\n{right} of {len(found)} within tolerance; {len(found) - len(days)} missed; ", end="")
    print(f"median {statistics.median(days):g} days off where found." if days else "none found.")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ledger", type=Path, help="a ledger that holds the dispatches; by default one is made")
    parser.add_argument("--json", type=Path, help="write the rows here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "dispatches.db"
        ledger = open_ledger(path)
        if given.ledger is None:
            with ledger.writer() as writer:
                reader = pipeline.Reader.load()
                for came in pipeline.ingest(read_path(path_of("dispatches/dispatches.jsonl")), reader, writer):
                    if isinstance(came, Fault):
                        print(came)
        with ledger.view() as view:
            found = compare(pipeline.weigh_ledger(view))
            show(found, view)
    if given.json:
        told = [asdict(row) | {"right": row.right} for row in found]
        given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

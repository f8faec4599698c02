"""The quick measurements, one after another.

    python benchmarks/run.py [--shared ../shared] [--only NAME …] [--json FILE]

Everything here needs nothing but this repository, and takes some minutes; the packs of `--shared` are measured only
where that folder is there. Each line of the table is one figure as its own benchmark prints it; run that one by
itself, as named, to see more. Ends with status 1 if a benchmark broke.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?(?: %)?)"


@dataclass(frozen=True, slots=True)
class Bench:
    """A benchmark: its command, and for each figure a name and a pattern whose groups are joined by 'of'."""

    name: str
    command: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    shared: bool = False


BENCHES = (
    Bench("times", ("times_quantities.py", "times"), (("right", rf"times: .*?, {NUMBER};"),)),
    Bench("quantities", ("times_quantities.py", "quantities"), (("right", rf"quantities: .*?, {NUMBER};"),)),
    Bench("places", ("places.py", "--cases"), (("right", r"cases: .*?\(([\d.]+)\)"),)),
    Bench(
        "traps",
        ("traps.py",),
        (
            ("right on violent", rf"right on violent: .*?\({NUMBER}\)"),
            ("traps right", r"traps: (\d+) of (\d+)"),
            ("twins right", r"twins: (\d+) of (\d+)"),
            ("both halves right", r"both halves right: (\d+) of (\d+)"),
        ),
    ),
    Bench(
        "own sentences",
        ("own_sentences.py",),
        (
            ("F1, kind and trigger", rf"(?m)^all .*?F1 {NUMBER};"),
            ("the same, clean", rf"(?m)^clean .*?F1 {NUMBER};"),
            ("the same, clumsy", rf"(?m)^clumsy .*?F1 {NUMBER};"),
        ),
    ),
    Bench(
        "weighing",
        ("weighing.py", "--half", "a"),
        (
            ("incidents, B3 F1", rf"incident B3 .*?F1 {NUMBER}"),
            ("origins, B3 F1", rf"origin B3.*?F1 {NUMBER}"),
            ("links, F1", rf"links: all slots .*?F1 {NUMBER}"),
            ("tolls exact", rf"toll triple exact +{NUMBER}"),
            ("status", rf"(?m)^status +{NUMBER}"),
        ),
    ),
    Bench(
        "weighing, 10,000 claims",
        ("weighing_speed.py", "--sizes", "10000"),
        (("seconds", rf'"seconds": {NUMBER}'), ("MiB", rf'"peak_mib": {NUMBER}')),
    ),
    Bench(
        "control",
        ("control_simulator.py", "--runs", "2"),
        (
            ("Brier score then", rf'"then brier": {NUMBER}'),
            ("Brier score now", rf'"now brier": {NUMBER}'),
            ("calibration error then", rf'"then ece": {NUMBER}'),
        ),
    ),
    Bench(
        "ledger, 10,000 claims",
        ("ledger.py", "10000"),
        (
            ("insert, ms", rf"insert .*? {NUMBER} ms"),
            ("all accounts, ms", rf"all accounts +{NUMBER} ms"),
            ("search, ms", rf"(?m)^search +{NUMBER} ms"),
        ),
    ),
    Bench(
        "seed articles",
        ("packs.py", "seeds"),
        (("matched F1", rf"(?m)^claims .*?F1 {NUMBER}"), ("strict F1", rf"(?m)^strict .*?F1 {NUMBER}")),
        shared=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a benchmark gave: its figures by name, or why there are none."""

    figures: dict[str, str]
    seconds: float
    fault: str = ""


def measure(bench: Bench, shared: Path) -> Outcome:
    """Run one benchmark as its own process, so that none warms another up."""
    more = ("--shared", str(shared)) if bench.shared else ()
    command = [sys.executable, str(HERE / bench.command[0]), *bench.command[1:], *more]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONUTF8": "1"})
    seconds = time.perf_counter() - started
    if done.returncode:
        return Outcome({}, seconds, (done.stderr.strip().splitlines() or ["no message"])[-1][:90])
    found = {name: re.search(pattern, done.stdout) for name, pattern in bench.figures}
    lost = [name for name, hit in found.items() if hit is None]
    figures = {name: " of ".join(hit.groups()) for name, hit in found.items() if hit}
    return Outcome(figures, seconds, f"not printed: {', '.join(lost)}" if lost else "")


def show(bench: Bench, outcome: Outcome) -> None:
    """The lines of one benchmark in the table."""
    first = True
    for name, value in outcome.figures.items():
        told = f"{outcome.seconds:7.1f} s" if first else ""
        print(f"{bench.name if first else '':26s}{name:26s}{value:>12s}{told:>12s}", flush=True)
        first = False
    if outcome.fault:
        print(f"{bench.name if first else '':26s}broke: {outcome.fault}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", nargs="+", help="names of benchmarks, or beginnings of them")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    asked = parser.parse_args()
    kept: dict[str, object] = {}
    broken = False
    print(f"{'benchmark':26s}{'figure':26s}{'value':>12s}{'took':>12s}")
    for bench in BENCHES:
        if asked.only and not any(bench.name.startswith(name) for name in asked.only):
            continue
        if bench.shared and not asked.shared.is_dir():
            continue
        outcome = measure(bench, asked.shared)
        show(bench, outcome)
        kept[bench.name] = {"figures": outcome.figures, "seconds": round(outcome.seconds, 1), "fault": outcome.fault}
        broken |= bool(outcome.fault)
    if asked.json:
        asked.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())

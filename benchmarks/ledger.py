"""Times and size of a ledger with 100,000 claims: python benchmarks/ledger.py [CLAIMS]."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.factory import claim, reading

from contested.ledger import View, open_ledger
from contested.nouns import Reading

PER_DOCUMENT = 20
TEXT = "The town was shelled on Sunday and people left it for the west, the mayor said. " * 12
KINDS = ("shelling", "capture", "casualties", "evacuation", "withdrawal")
SPEAKERS = ("Ann Mayor", "Petro Bondar", "General Staff", None)


def documents(number: int) -> list[Reading]:
    """Readings with twenty claims each, over 800 places, nine months and 40 outlets."""
    chance = random.Random(1)
    made = []
    for n in range(number):
        day = f"2022-{chance.randint(3, 11):02d}-{chance.randint(1, 28):02d}"
        claims = [
            claim(
                chance.choice(KINDS),
                chance.choice(SPEAKERS),
                (f"Town{chance.randint(1, 800)}", 49 + chance.random(), 36 + chance.random()),
                day=day,
                killed=chance.randint(1, 30),
                by="RUS",
                target="a bridge",
                id=f"{n:05x}{i:02d}",
            )
            for i in range(PER_DOCUMENT)
        ]
        made.append(reading(*claims, text=f"Report {n}. {TEXT}", published=day, outlet=f"Outlet {n % 40}"))
    return made


def timed(name: str, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    result = work()
    print(f"{name:32s} {(time.perf_counter() - started) * 1e3:10.1f} ms   {result}")


def fill(path: Path, made: list[Reading]) -> str:
    with open_ledger(path).writer() as writer:
        for n, one in enumerate(made, 1):
            writer.add_reading(one)
            if n % 50 == 0:
                writer.commit()
    return f"{path.stat().st_size / 1e6:.0f} MB"


def ask(view: View) -> None:
    timed("all accounts", lambda: sum(1 for _ in view.accounts()))
    timed("accounts at a place", lambda: sum(1 for _ in view.accounts(place="Town17")))
    timed(
        "accounts of a kind in three days",
        lambda: sum(1 for _ in view.accounts(kind="capture", since="2022-09-01", until="2022-09-03")),
    )
    timed("first page of all", lambda: view.page().total)
    timed("first page of a kind", lambda: view.page(kind="capture").total)
    timed("first page of a speaker", lambda: view.page(speaker="bondar").total)
    timed("first page as of a day", lambda: view.page(as_of="2022-06-01").total)
    timed("one claim by its beginning", lambda: view.claim("0000a07").claim.id)
    timed("search", lambda: len(view.search("mayor")))
    timed("counts", lambda: view.counts().claims)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = documents(number // PER_DOCUMENT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        timed(f"insert {number:,} claims", lambda: fill(path, made))
        with open_ledger(path).view() as view:
            ask(view)


if __name__ == "__main__":
    main()

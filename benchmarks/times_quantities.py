"""Scores times and counts on the hand-written cases (`cases/times.csv`, `cases/quantities.csv`).

    python benchmarks/times_quantities.py [times|quantities] [--wrong] [--parse]

`--wrong` lists the cases that are not right; `--parse` reads the texts with the shipped model instead of words alone.
The rules of scoring are in `cases/README.md`.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import spacy

from contested.nouns import Moment, Quantity
from contested.reading.quantities import find_quantities
from contested.reading.times import find_times

CASES = Path(__file__).parent / "cases"
SAME_AS_NOBODY = {"people", "person", "resident", "inhabitant", "victim", ""}


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a file of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


def overlap(text: str, expression: str, found: Any) -> int:
    """Characters that a found span shares with the expression."""
    start = text.index(expression)
    return min(start + len(expression), found.end) - max(start, found.start)


def widest(text: str, expression: str, found: tuple[Any, ...]) -> Any:
    """The found span that shares most with the expression, or None."""
    best = max(found, key=lambda one: overlap(text, expression, one), default=None)
    return best if best is not None and overlap(text, expression, best) > 0 else None


def rounded(value: str | None, *, up: bool) -> str:
    """A moment rounded out to a whole day."""
    if not value:
        return ""
    moment = datetime.fromisoformat(value)
    day = moment.replace(hour=0, minute=0)
    return (day + timedelta(days=1) if up and moment != day else day).date().isoformat()


def to_minute(value: str | None) -> str:
    """A moment to the minute."""
    return datetime.fromisoformat(value).isoformat(timespec="minutes") if value else ""


def right_time(row: dict[str, str], got: Moment | None) -> bool:
    """Whether from, to, grain and relation are all right."""
    if got is None:
        return False
    grains = row["grain"].split("|")
    exact = bool({"hour", "minute"} & set(grains)) or ("span" in grains and "T" in row["from"] + row["to"])
    for key, value, up in (("from", got.from_, False), ("to", got.to, True)):
        wanted = row[key].split("|")
        answer = to_minute(value) if exact else rounded(value, up=up)
        if answer not in {to_minute(w) if exact else rounded(w, up=up) for w in wanted}:
            return False
    return got.grain in grains and got.relation in row["relation"].split("|")


def near(wanted: str, value: float | None) -> bool:
    """Whether a number is one of those wanted, within 1 % or one in the last figure given."""
    for one in wanted.split("|"):
        if one == "" or value is None:
            if one == "" and value is None:
                return True
            continue
        last = 10.0 ** -len(one.partition(".")[2]) if "." in one else 1.0
        if abs(float(one) - value) <= max(0.01 * abs(float(one)), last if "." in one else 0.0) + 1e-9:
            return True
    return False


def right_count(row: dict[str, str], got: Quantity | None) -> bool:
    """Whether the range, what is counted, and new or running are right."""
    return (
        got is not None
        and near(row["low"], got.low)
        and near(row["high"], got.high)
        and (got.of or "") in row["of"].split("|")
        and str(got.running_total).lower() in row["running_total"].lower().split("|")
    )


def singular(word: str) -> str:
    """A category without its plural."""
    word = word.strip().lower()
    word = {"children": "child", "women": "woman", "men": "man", "people": "person", "families": "family"}.get(
        word, word
    )
    return word.removesuffix("s")


def right_who(row: dict[str, str], got: Quantity | None) -> bool:
    """Whether the people counted are right."""
    answer = singular((got.who or "") if got else "")
    wanted = {singular(one) for one in row["who"].split("|")}
    return answer in wanted or (answer in SAME_AS_NOBODY and bool(wanted & SAME_AS_NOBODY))


def show(row: dict[str, str], keys: str, got: Any, names: str) -> None:
    """Prints a case that is not right."""
    print(f"{row['id']}: {row['text']}\n   {row['expression']!r} wants {[row[k] for k in keys.split()]}")
    print(f"   got {got.text!r} {[getattr(got, n) for n in names.split()]}" if got else "   got nothing")


def main() -> None:
    """Reads the cases and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="?", choices=["times", "quantities"])
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--parse", action="store_true")
    options = parser.parse_args()
    read: Callable[[str], Any] = spacy.blank("en")
    if options.parse:
        from contested.reading.annotate import Annotator

        read = Annotator.load()
    if options.which != "quantities":
        rows, right, spent = cases("times.csv"), 0, 0.0
        for row in rows:
            doc = read(row["text"])
            begun = time.perf_counter()
            found = find_times(doc, row["published"] or None)
            spent += time.perf_counter() - begun
            got = widest(row["text"], row["expression"], found)
            right += right_time(row, got)
            if options.wrong and not right_time(row, got):
                show(row, "published from to grain relation", got, "from_ to grain relation")
        print(f"times: {right} of {len(rows)} right, {right / len(rows):.3f}; {1000 * spent / len(rows):.2f} ms a text")
    if options.which != "times":
        rows, right, whos = cases("quantities.csv"), 0, 0
        for row in rows:
            found_counts = find_quantities(read(row["text"]))
            count = widest(row["text"], row["expression"], found_counts)
            right += right_count(row, count)
            whos += right_who(row, count)
            if options.wrong and not (right_count(row, count) and right_who(row, count)):
                show(row, "low high of who running_total", count, "low high of who running_total")
        print(f"quantities: {right} of {len(rows)} right, {right / len(rows):.3f}; who: {whos / len(rows):.3f}")


if __name__ == "__main__":
    main()

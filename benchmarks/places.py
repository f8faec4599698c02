"""Places against the geo packs: read, score, time. Gold is never read here; `score.py` of the packs' folder does that.

python benchmarks/places.py [BENCH_FOLDER] [--packs geo-lgl geo-gwn-a] [--no-model] [--cases]
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from contested.data.gazetteer import Gazetteer, distance_km
from contested.reading.annotate.tokens import make_tokenizer_pipeline
from contested.reading.places import find_places

CASES = Path(__file__).parent / "cases" / "places.csv"


def reader(model: bool):
    """Text to `Doc`: with the shipped model, or tokens alone."""
    if not model:
        return make_tokenizer_pipeline().make_doc
    from contested.reading.annotate import Annotator

    return Annotator.load(threads=2)


def run_pack(bench: Path, pack: str, read, gazetteer: Gazetteer, docs: dict | None = None) -> dict:
    """Read one pack and give score.py's figures, with the time of the place stage."""
    with gzip.open(bench / "packs" / f"{pack}.jsonl.gz", "rt", encoding="utf-8") as file:
        records = [{k: v for k, v in json.loads(line).items() if k != "gold"} for line in file]
    spent = words = 0.0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as out:
        for record in records:
            doc = docs[record["id"]] if docs else read(record["text"])
            begin = time.process_time()
            places = find_places(doc, gazetteer)
            spent += time.process_time() - begin
            words += len(record["text"].split())
            out.write(json.dumps({"document": {"id": record["id"]}, "places": [asdict(p) for p in places]}) + "\n")
    scored = subprocess.run(
        [sys.executable, str(bench / "score.py"), str(bench / "packs" / f"{pack}.jsonl.gz"), out.name, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    Path(out.name).unlink()
    figures = json.loads(scored.stdout)
    figures["ms-per-400-words"] = spent * 1000 / words * 400
    return figures


def run_cases(read, gazetteer: Gazetteer) -> None:
    """The hand-written cases: right when the mention is found with its use, and lies where the row says."""
    with CASES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    right = 0
    docs: dict[str, tuple] = {}
    for row in rows:
        if row["text"] not in docs:
            docs[row["text"]] = find_places(read(row["text"]), gazetteer)
        wrong = judge(row, docs[row["text"]])
        right += not wrong
        if wrong:
            print(f"{row['id']}: {wrong}  [{row['role_or_relation']}] {row['text']!r}")
    print(f"cases: {right} of {len(rows)} right ({right / len(rows):.3f})")


def judge(row: dict[str, str], places: tuple) -> str:
    """What is wrong with the places found for one row, after the rules of `cases/README.md`; empty when it is right."""
    start = row["text"].find(row["mention"])
    end = start + len(row["mention"])
    hits = sorted((p for p in places if p.start < end and start < p.end), key=lambda p: p.start - p.end)
    if not hits:
        return "" if not row["country"] and not row["name"] else f"{row['mention']!r} not found"
    if not row["country"] and not row["name"]:
        return f"{row['mention']!r} is no place, but taken for {hits[0].name}"
    faults = [judge_one(row, place) for place in hits]
    return "" if "" in faults else faults[0]


def judge_one(row: dict[str, str], place) -> str:
    """What is wrong with one place for a row."""
    uses = row["use"].split("|")
    if place.use not in uses:
        return f"use {place.use}, not {row['use']}"
    if place.country and place.country not in row["country"].split("|"):
        return f"country {place.country}, not {row['country']}"
    if place.use == "adjective":
        return ""
    if row["country"] and not place.country and "" not in row["country"].split("|"):
        return "no country"
    if not row["lat"] or (place.use != "literal" and place.lat is None):
        return ""
    if place.lat is None:
        return "no point"
    off = distance_km(place.lat, place.lon, float(row["lat"]), float(row["lon"]))
    return f"{off:.0f} km off ({place.name}, {place.lat}, {place.lon})" if off > float(row["within_km"] or 30) else ""


def main() -> None:
    """Print the figures of the packs, or the cases that go wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared" / "bench")
    parser.add_argument("--packs", nargs="*", default=["geo-lgl", "geo-gwn-a"])
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--cases", action="store_true")
    given = parser.parse_args()
    gazetteer, read = Gazetteer.open(), reader(not given.no_model)
    if given.cases:
        run_cases(read, gazetteer)
        return
    for pack in given.packs:
        print(pack)
        for name, value in run_pack(given.bench, pack, read, gazetteer).items():
            print(f"  {name:32} {value if not isinstance(value, float) else round(value, 3)}")


if __name__ == "__main__":
    main()

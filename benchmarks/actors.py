"""Measures the coding of actors on sentences that name who acts and on whom.

    python benchmarks/actors.py PACK.jsonl.gz [--wrong] [--words]

gsr packs: for every gold source or target with a country, whether an actor that overlaps its words (or any actor, where
the words are not in the text) has that country, and whether the sector fits. cameo_actors packs: whether a gold span is
covered by an actor's words. Which actor is source and which target needs claims; the pack's own score measures that.
`--words` reads without the shipped model.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from typing import Any

import spacy

from contested.nouns import Actor
from contested.reading.actors import find_actors

TALLY = (
    "actors", "found", "country right", "country anywhere", "with sector", "sector right", "predicted",
    "predicted right", "spans", "overlapped", "matched",
)  # fmt: skip
SAME = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "UNO": "IGO", "EUR": "IGO"}


def country(code: str | None) -> str:
    """A country's code, with the packs' slips and the kinds of international body made one."""
    return SAME.get(code or "", code or "")


def overlapping(text: str, words: str, actors: tuple[Actor, ...]) -> list[Actor]:
    """The actors that share a character with the words; all of them where the words are not in the text."""
    start = text.find(words.split(" ... ", maxsplit=1)[0])
    if start < 0:
        return list(actors)
    end = start + len(words.split(" ... ", maxsplit=1)[0])
    return [one for one in actors if one.start < end and one.end > start]


def gsr(record: dict[str, Any], actors: tuple[Actor, ...], tally: dict[str, int], *, wrong: bool) -> None:
    """Adds up countries and sectors of gold sources and targets."""
    for gold in record["gold"]["source"] + record["gold"]["target"]:
        if not gold["code"] or len(gold["code"]) != 3:
            continue
        found = overlapping(record["text"], gold["text"], actors)
        tally["actors"] += 1
        right = country(gold["code"]) in {country(one.country) for one in found}
        tally["found"] += bool(found)
        tally["country right"] += right
        tally["country anywhere"] += country(gold["code"]) in {country(one.country) for one in actors}
        if gold["sector"] and len(gold["sector"]) == 3 and gold["sector"].isalpha():
            tally["with sector"] += 1
            tally["sector right"] += gold["sector"] in {sector for one in found for sector in one.sectors}
        if wrong and not right:
            print(record["text"], "\n   wants", gold, "got", [(one.text, one.country, one.sectors) for one in found])
    tally["predicted"] += len({country(one.country) for one in actors if one.country and one.confidence >= 0.5})
    golds = {country(code) for code in record["gold"]["source_countries"] + record["gold"]["target_countries"]}
    tally["predicted right"] += len(
        {country(one.country) for one in actors if one.country and one.confidence >= 0.5} & golds
    )


def cameo(record: dict[str, Any], actors: tuple[Actor, ...], tally: dict[str, int], *, wrong: bool) -> None:
    """Adds up gold spans that an actor's words overlap or match without articles."""
    for gold in record["gold"]["spans"]:
        found = [one for one in actors if one.start < gold["end"] and one.end > gold["start"]]
        tally["spans"] += 1
        tally["overlapped"] += bool(found)
        tally["matched"] += any(bare(one.text) == bare(gold["text"]) for one in found)
        if wrong and not found:
            print(record["text"], "\n   wants", gold["text"], "got", [one.text for one in actors])


def bare(words: str) -> str:
    """Words without article and possessive."""
    low = words.lower().removesuffix("'s").removesuffix("’s")
    return low.removeprefix("the ").removeprefix("a ").removeprefix("an ").strip()


def main() -> None:
    """Reads a pack and prints the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()
    read: Any = spacy.blank("en")
    if not options.words:
        from contested.reading.annotate import Annotator

        read = Annotator.load()
    with gzip.open(options.pack, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    tally: dict[str, int] = dict.fromkeys(TALLY, 0)
    score = gsr if records[0]["task"] == "gsr" else cameo
    spent, words = 0.0, 0
    for record in records:
        doc = read(record["text"])
        begun = time.perf_counter()
        actors = find_actors(doc, (), record.get("published"))
        spent, words = spent + time.perf_counter() - begun, words + len(doc)
        score(record, actors, tally, wrong=options.wrong)
    for name, count in tally.items():
        if count:
            print(f"{name:>18} {count}")
    print(f"{1000 * spent / max(words, 1) * 400:.2f} ms for 400 words")


if __name__ == "__main__":
    main()

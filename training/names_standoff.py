"""Names of a treebank whose words stay where they are: `training/data/names-ewt.tsv` gives sentence and words alone.

    python training/names_standoff.py [--shared ../shared]     check the file against the treebank

A row is a sentence's id, a name's first word and the word after its last one (from 0), and its label: PER, ORG or LOC.
A row with the id alone is a sentence that was read and holds no name.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from paths import DATA, ROOT  # isort: skip

from corpora import ANY_TAG, OUTSIDE, TAG_BIT, Article, is_people, lines, place_labels, read_conllu, tag_set

EWT_NAMES = DATA / "names-ewt.tsv"
OPEN = OUTSIDE | sum(tag_set(("NORP", "WEAPON", "VEHICLE", "MISC"), mark) for mark in "BI")
"""What a proper noun may be that is no person, organisation or place."""

Name = tuple[int, int, str]


def read_names_of(path: Path) -> dict[str, list[Name]]:
    """The names of every sentence that was read, by its id. Raises ValueError with the row that is none."""
    found: dict[str, list[Name]] = defaultdict(list)
    for number, row in enumerate(lines(path), start=1):
        if row.startswith("#") or not row:
            continue
        match row.split("\t"):
            case [sentence]:
                found[sentence] = []
            case [sentence, start, end, "PER" | "ORG" | "LOC" as label] if start.isdigit() and end.isdigit():
                found[sentence].append((int(start), int(end), label))
            case _:
                raise ValueError(f"{path.name}, row {number}: not an id, or an id, two numbers and a label: {row!r}")
    return dict(found)


def add_names(articles: list[Article], ids: list[str], names: dict[str, list[Name]]) -> int:
    """Replace the guesses at a treebank's names by what was read; how many. `ids`: of its sentences, in order."""
    count = 0
    units = [unit for article in articles for unit in article.units]
    for unit, sentence in zip(units, ids, strict=True):
        own = names.get(sentence)
        if own is None:
            continue
        tags = [OPEN if t == ANY_TAG else t for t in unit.tags or [OUTSIDE] * len(unit.words)]
        for start, end, label in own:
            words = unit.words[start:end]
            if not words:
                raise ValueError(f"{sentence} has no words {start} to {end}")
            labels = tuple({*place_labels(words), "FACILITY"}) if label == "LOC" else (label,)
            for i in range(start, end):
                tags[i] = tag_set(labels, "B" if i == start else "I")
            count += 1
        named = {i for start, end, _ in own for i in range(start, end)}
        for i, word in enumerate(unit.words):
            if i not in named and is_people(word) and tags[i] == OPEN:
                tags[i] = TAG_BIT["B-NORP"]
        unit.tags = tags
    return count


def sentence_ids(path: Path) -> list[str]:
    """The ids of a treebank's sentences, in order."""
    return [line[12:] for line in lines(path) if line.startswith("# sent_id = ")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    treebank = parser.parse_args().shared / "train" / "ud-ewt-train.conllu.gz"
    names = read_names_of(EWT_NAMES)
    articles, _ = read_conllu(treebank)
    ids = sentence_ids(treebank)
    unknown = sorted(set(names) - set(ids))
    count = add_names(articles, ids, names)
    print(f"{len(names)} sentences read, {count} names, {len(unknown)} unknown ids {unknown[:3]}")
    print(Counter(label for rows in names.values() for *_, label in rows))


if __name__ == "__main__":
    main()

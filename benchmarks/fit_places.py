"""Fit the weights of recognition and resolution on LGL, drawn to those set by hand; cross-validated by document.

    python benchmarks/fit_places.py [BENCH_FOLDER] [--no-model] [--write]

Of each candidate of recognition it is asked whether it overlaps a gold toponym, of each mention that does which
candidate lies within 25 km of the gold point. Nothing else of the gold is used, and no name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tomllib
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from contested.data import path_of
from contested.data.gazetteer import Gazetteer, distance_km
from contested.reading.places import evidence, recognise, resolve
from contested.reading.places.mentions import Text

FOLDS = 5
# LGL is news of one country: what concerns the naming of regions elsewhere, and the outlet, stays as set by hand.
KEPT = ("named_after_town", "outlet_home", "capital", "near_spelling", "sure_name", "region")
DRAWN = 0.02  # how strongly the weights are drawn to those set by hand, per squared unit


def load(bench: Path):
    """The records of LGL."""
    with gzip.open(bench / "packs" / "geo-lgl.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def recognition_rows(text: Text, gold, gazetteer: Gazetteer):
    """Features and answer of every candidate that no longer candidate holds and that is no demonym."""
    candidates, measured = recognise.candidates_of(text, gazetteer)
    covered = np.zeros(len(text.words), int)
    for m in candidates:
        covered[m.first : m.last + 1] = np.maximum(covered[m.first : m.last + 1], m.last + 1 - m.first)
    rows = []
    for mention, found in zip(candidates, measured, strict=True):
        if mention.demonym or covered[mention.first : mention.last + 1].max() > mention.last + 1 - mention.first:
            continue
        values = np.zeros(len(evidence.FEATURES))
        for name, value in found.items():
            values[evidence.INDEX[name]] = value
        rows.append((values, any(g["start"] < mention.end and mention.start < g["end"] for g in gold)))
    return rows


def fit_recognition(data, start):
    """Logistic regression, the mean log loss plus the pull towards `start`."""
    x = np.array([v for rows in data for v, _ in rows])
    y = np.array([1.0 if a else -1.0 for rows in data for _, a in rows])

    def loss(w):
        margin = y * (x @ w)
        p = 1 / (1 + np.exp(np.clip(margin, -30, 30)))
        pull = w - start
        return np.logaddexp(0, -margin).mean() + DRAWN / 10 * pull @ pull, -(x.T @ (y * p)) / len(y) + DRAWN / 5 * pull

    return minimize(loss, start, jac=True, method="L-BFGS-B").x


def resolution_rows(text: Text, gold, gazetteer: Gazetteer):
    """The table of a document and, per group, which candidates are right."""
    mentions = recognise.recognise(text, gazetteer)
    made = resolve.tabulate(mentions, gazetteer, None)
    if made is None:
        return None
    right = np.zeros(len(made.rows), bool)
    columns = gazetteer.columns
    start = 0
    for group in made.groups:
        stop = start + len(group.rows)
        golds = [
            g
            for m in group.mentions
            for g in gold
            if g["lat"] is not None and g["start"] < m.end and m.start < g["end"]
        ]
        for g in golds[:1]:
            for i, row in enumerate(group.rows.tolist()):
                off = distance_km(g["lat"], g["lon"], float(columns["lat"][row]), float(columns["lon"][row]))
                same = int(columns["id"][row]) == (g["geonameid"] or -1)
                right[start + i] = same or off < 25
        start = stop
    return made, right


def fit_resolution(data, start, gazetteer: Gazetteer, rounds: int = 3):
    """Conditional logistic regression; the features that depend on other names are computed anew each round."""
    w = start.copy()
    for _ in range(rounds):
        blocks = []
        for made, right in data:
            resolve.score(made, gazetteer, w)
            ends = np.searchsorted(made.group, np.arange(len(made.groups) + 1))
            for n, group in enumerate(made.groups):
                a, b = ends[n], ends[n + 1]
                if b - a > 1 and right[a:b].any() and not right[a:b].all():
                    blocks.append((made.values[a:b].copy(), right[a:b], len(group.mentions) ** 0.5))
        x = np.concatenate([v for v, _, _ in blocks])
        y = np.concatenate([r for _, r, _ in blocks])
        number = np.repeat(np.arange(len(blocks)), [len(v) for v, _, _ in blocks])
        heavy = np.array([m for _, _, m in blocks])
        heavy /= heavy.sum()
        n_blocks = len(blocks)

        def loss(v, x=x, y=y, number=number, heavy=heavy, n=n_blocks):
            p = resolve.softmax(x @ v, number, n)
            good = np.maximum(np.bincount(number, p * y, n), 1e-9)
            target = p * y / good[number]
            pull = v - start
            grad = x.T @ ((p - target) * heavy[number]) + DRAWN / 5 * pull
            grad[[resolve.COLUMN[name] for name in KEPT]] = 0
            return -(heavy * np.log(good)).sum() + DRAWN / 10 * pull @ pull, grad

        w = minimize(loss, w, jac=True, method="L-BFGS-B").x
    return w


def accuracy_recognition(data, w):
    """F1 of the candidates taken for places."""
    x = np.array([v for rows in data for v, _ in rows])
    y = np.array([a for rows in data for _, a in rows])
    said = x @ w > 0
    hit = (said & y).sum()
    return 2 * hit / (said.sum() + y.sum())


def accuracy_resolution(data, w, gazetteer: Gazetteer):
    """Share of mentions whose best candidate is right, over those that have a right candidate."""
    good = total = 0.0
    for made, right in data:
        resolve.score(made, gazetteer, w)
        ends = np.searchsorted(made.group, np.arange(len(made.groups) + 1))
        for n, group in enumerate(made.groups):
            a, b = ends[n], ends[n + 1]
            if right[a:b].any():
                total += len(group.mentions)
                good += len(group.mentions) * right[a + int(np.argmax(made.scores[a:b]))]
    return good / total


def main() -> None:
    """Fit, report each fold, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared" / "bench")
    parser.add_argument("--docs", type=Path, help="a DocBin of the annotated texts, in order")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    gazetteer = Gazetteer.open()
    records = load(given.bench)
    from contested.reading.annotate.tokens import make_tokenizer_pipeline

    nlp = make_tokenizer_pipeline()
    variants = [[nlp.make_doc(r["text"]) for r in records]]
    if given.docs:
        from spacy.tokens import DocBin

        variants.append(list(DocBin().from_disk(given.docs).get_docs(nlp.vocab)))
    folds = np.array([i % FOLDS for i in range(len(records))])
    hand = tomllib.loads((Path(__file__).parent / "frozen" / "places_weights_by_hand.toml").read_text(encoding="utf-8"))
    start = np.array([hand["recognition"][n] for n in evidence.FEATURES])
    rows = [
        [recognition_rows(Text(d), r["gold"]["toponyms"], gazetteer) for d, r in zip(docs, records, strict=True)]
        for docs in variants
    ]

    def pick(train: bool, fold: int):
        return [doc for variant in rows for i, doc in enumerate(variant) if (folds[i] != fold) == train]

    scores = []
    for fold in range(FOLDS):
        w = fit_recognition(pick(True, fold), start)
        scores.append((accuracy_recognition(pick(False, fold), start), accuracy_recognition(pick(False, fold), w)))
    print(
        "recognition F1, held-out folds: by hand",
        np.mean([a for a, _ in scores]).round(4),
        "fitted",
        np.mean([b for _, b in scores]).round(4),
    )
    fitted = fit_recognition([doc for variant in rows for doc in variant], start)
    start2 = np.array([hand["resolution"][n] for n in resolve.FEATURES])
    tables = [
        resolution_rows(Text(d), r["gold"]["toponyms"], gazetteer) for d, r in zip(variants[-1], records, strict=True)
    ]
    scores = []
    for fold in range(FOLDS):
        train = [t for i, t in enumerate(tables) if t and folds[i] != fold]
        test = [t for i, t in enumerate(tables) if t and folds[i] == fold]
        w = fit_resolution(train, start2, gazetteer)
        scores.append((accuracy_resolution(test, start2, gazetteer), accuracy_resolution(test, w, gazetteer)))
    print(
        "resolution, held-out folds: by hand",
        np.mean([a for a, _ in scores]).round(4),
        "fitted",
        np.mean([b for _, b in scores]).round(4),
    )
    fitted2 = fit_resolution([t for t in tables if t], start2, gazetteer)
    text = path_of("gazetteer/weights.toml").read_text(encoding="utf-8")
    for names, values in ((evidence.FEATURES, fitted), (resolve.FEATURES, fitted2)):
        for name, value in zip(names, values, strict=True):
            print(f"  {name:24} {value:6.2f}")
            section = "recognition" if names is evidence.FEATURES else "resolution"
            head, _, tail = text.partition(f"[{section}]")
            text = head + f"[{section}]" + re.sub(rf"(?m)^{name} = .*$", f"{name} = {value:.2f}", tail, count=1)
    if given.write:
        path_of("gazetteer/weights.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

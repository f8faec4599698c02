"""Fits each head's temperature on half of the dev sets, reports the calibration error on the other half; for
attributions both ways round.

`python training/calibrate.py` rewrites the calibration in `src/contested/data/model/model.json` and
prints the reliability tables of the model card.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from paths import DATA, ROOT, TARGET  # isort: skip

import numpy as np

from conflict import read_triggers
from contested.reading.annotate import Annotator
from contested.reading.annotate.sequences import log_softmax

sys.path.append(str(ROOT / "benchmarks"))
import reading_model as bench

Pairs = list[tuple[float, bool]]
Rows = tuple[Any, Any]
"""Scores `[n, classes]` and gold classes `[n]`."""
GRID = np.exp(np.linspace(np.log(0.5), np.log(3.0), 61))


def tables(pairs: Pairs, bins: int = 10) -> str:
    """A reliability table in Markdown: how sure, how often right."""
    sure, right = np.array([p for p, _ in pairs]), np.array([r for _, r in pairs], dtype=float)
    rows = ["| said | right | n | |", "|---|---|---|---|"]
    for b in range(bins):
        inside = np.minimum((sure * bins).astype(int), bins - 1) == b
        if inside.any():
            share = right[inside].mean()
            rows.append(f"| {sure[inside].mean():.2f} | {share:.2f} | {inside.sum()} | {'█' * round(20 * share)} |")
    return "\n".join(rows)


def stacked(rows: list[tuple[Any, int]]) -> Rows:
    """Scores of different widths as one matrix; what is missing is impossible."""
    width = max(len(scores) for scores, _ in rows)
    matrix = np.full((len(rows), width), -1e9, dtype=np.float32)
    for i, (scores, _) in enumerate(rows):
        matrix[i, : len(scores)] = scores
    return matrix, np.array([gold for _, gold in rows])


def collect_trees(annotator: Annotator, shared: Path) -> dict[str, list[list[tuple[Any, int]]]]:
    """Raw scores and gold of parts of speech and arcs, in two halves by document."""
    halves: dict[str, list[list[tuple[Any, int]]]] = {"upos": [[], []], "arcs": [[], []]}
    for bank in ("ewt", "gum"):
        sentences = bench.read_treebank(shared / "train" / f"ud-{bank}-dev.conllu.gz")
        document = 0
        for first, paragraph, _, rows in sentences:
            document += first
            words, gaps = bench.words_with_gaps(rows, paragraph)
            if len(words) > 80:
                continue
            raw = annotator.reader.scores([r[1] for r in words], gaps)
            n = len(words)
            arcs = raw["arcs"].copy()
            arcs[np.arange(n), np.arange(1, n + 1)] = -1e9
            for i, row in enumerate(words):
                if row[3] in annotator.scheme.upos:
                    halves["upos"][document % 2].append((raw["upos"][i], annotator.scheme.upos.index(row[3])))
                halves["arcs"][document % 2].append((arcs[i], int(row[6])))
    return halves


def sure_and_right(rows: Rows, temperature: float) -> Pairs:
    """Confidence of the best class and whether it is the gold one."""
    scores, gold = rows
    logs = log_softmax(scores / np.float32(temperature))
    best = logs.argmax(-1)
    return list(zip(np.exp(logs[np.arange(len(best)), best]).tolist(), (best == gold).tolist(), strict=True))


def fit(rows: Rows) -> float:
    """The temperature of least calibration error."""
    step = max(1, len(rows[1]) // 8000)
    sample = (rows[0][::step], rows[1][::step])
    return float(min(GRID, key=lambda t: bench.calibration_error(sure_and_right(sample, float(t)))))


def collect_names(annotator: Annotator, shared: Path) -> list[tuple[Any, bool]]:
    """For every name found on both entity dev sets: its words' tag scores and its tags, and whether it is right."""
    reader = annotator.reader
    recorded: list[Any] = []
    original = reader._entities  # noqa: SLF001
    tags = annotator.scheme.entity_tags
    everything = bench.UNER
    names_alone = {label: to for label, to in everything.items() if label != "FACILITY"}
    bench.UNER = names_alone

    def record(scores: Any, texts: Any) -> Any:
        found = original(scores, texts)
        for start, end, label, _ in found:
            if label in names_alone:
                own = scores[start:end].copy()
                first = np.array([tags.index(f"{'I' if k else 'B'}-{label}") for k in range(end - start)])
                recorded.append((own, first))
        return found

    reader._entities = record  # type: ignore[method-assign]  # noqa: SLF001
    pairs: Pairs = []
    for name, labels in (("uner-ewt-dev", bench.UNER), ("crossner-politics-dev", bench.CROSSNER)):
        bench.measure_names(annotator, shared / "train" / f"{name}.jsonl.gz", labels, pairs)
    bench.UNER = everything
    reader._entities = original  # type: ignore[method-assign]  # noqa: SLF001
    return [(scores, right) for scores, (_, right) in zip(recorded, pairs, strict=True)]


def name_pairs(names: list[tuple[Any, bool]], temperature: float) -> Pairs:
    """Confidences of names at a temperature."""
    pairs = []
    for (scores, path), right in names:
        logs = log_softmax(scores / np.float32(temperature))
        pairs.append((float(np.exp(logs[np.arange(len(path)), path].mean())), right))
    return pairs


def trigger_rows(annotator: Annotator) -> list[list[tuple[Any, int]]]:
    """Raw scores and gold kinds of the words of our own held-apart texts that are triggers or are thought to be; in
    two halves by text."""
    halves: list[list[tuple[Any, int]]] = [[], []]
    for number, article in enumerate(read_triggers(DATA / "triggers", "dev", annotator)):
        words = [w for unit in article.units for w in unit.words]
        gaps = [g for unit in article.units for g in unit.gaps]
        gold = [0] * len(words)
        for happening in article.happenings or ():
            gold[happening.trigger] = happening.kind
        scores = annotator.reader.scores(words, gaps)["trigger"]
        halves[number % 2] += [(s, g) for s, g in zip(scores, gold, strict=True) if g or s.argmax()]
    return halves


def _characters(doc: Any, pieces: Any) -> set[int]:
    return {c for s, e in pieces for c in range(doc[s].idx, doc[e - 1].idx + len(doc[e - 1]))}


def attribution_pairs(annotator: Annotator, shared: Path) -> list[Pairs]:
    """Raw scores of attributions, and whether each overlaps a gold one in every role; in two halves by article."""
    halves: list[Pairs] = [[], []]
    with gzip.open(shared / "bench" / "packs" / "attr-polnear-dev.jsonl.gz", "rt", encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    for number, record in enumerate(records):
        doc = annotator(record["text"])
        golds = [
            [{c for s, e in g.get(r) or [] for c in range(s, e)} for r in ("source", "cue", "content")]
            for g in record["gold"]["attributions"]
        ]
        taken: set[int] = set()
        for found in doc.user_data["annotation"].attributions:
            own = [_characters(doc, p) for p in (found.source, found.cue, found.content)]
            match = next(
                (k for k, gold in enumerate(golds)
                 if k not in taken and all(bool(a & b) or not (a or b) for a, b in zip(own, gold, strict=True))),
                None,
            )  # fmt: skip
            if match is not None:
                taken.add(match)
            halves[number % 2].append((found.score, match is not None))
    return halves


def logistic(pairs: Pairs) -> tuple[float, float]:
    """Slope and offset on the log odds, by Newton's method."""
    p = np.clip(np.array([s for s, _ in pairs]), 1e-4, 1 - 1e-4)
    x, y = np.log(p / (1 - p)), np.array([r for _, r in pairs], dtype=float)
    design = np.stack([x, np.ones_like(x)], 1)
    w = np.array([1.0, 0.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-design @ w))
        hessian = (design * (q * (1 - q))[:, None]).T @ design + 1e-6 * np.eye(2)
        w += np.linalg.solve(hessian, design.T @ (y - q))
    return float(w[0]), float(w[1])


def judged(pairs: Pairs, slope: float, offset: float) -> Pairs:
    """The pairs with their confidences moved on the log odds."""
    odds = [(np.log(max(s, 1e-4) / max(1 - s, 1e-4)), right) for s, right in pairs]
    return [(float(1 / (1 + np.exp(-(slope * x + offset)))), right) for x, right in odds]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--model", type=Path, default=TARGET)
    options = parser.parse_args()
    annotator = Annotator.load(options.model)
    plain = replace(annotator.scheme, temperatures={}, attribution_odds=(1.0, 0.0))
    annotator.scheme = annotator.reader.scheme = plain
    temperatures: dict[str, float] = {}
    report: dict[str, Pairs] = defaultdict(list)
    for head, (fitted, held) in collect_trees(annotator, options.shared).items():
        temperatures[head] = fit(stacked(fitted))
        report[head] = sure_and_right(stacked(held), temperatures[head])
    names = collect_names(annotator, options.shared)
    temperatures["entity"] = float(min(GRID, key=lambda t: bench.calibration_error(name_pairs(names[::2], float(t)))))
    report["entity"] = name_pairs(names[1::2], temperatures["entity"])
    halves = attribution_pairs(annotator, options.shared)
    for mine, other in (halves, halves[::-1]):  # few and far apart: each half is judged by what the other one says
        report["attribution"] += judged(other, *logistic(mine))
    slope, offset = logistic(halves[0] + halves[1])
    fitted, held = trigger_rows(annotator)
    temperatures["trigger"] = fit(stacked(fitted))
    report["trigger"] = sure_and_right(stacked(held), temperatures["trigger"])
    path = options.model / "model.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    description["temperatures"] = {k: round(v, 3) for k, v in temperatures.items()}
    description["attribution_odds"] = [round(slope, 3), round(offset, 3)]
    path.write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    for head, pairs in report.items():
        print(f"\n### {head}: ECE {bench.calibration_error(pairs):.3f}\n\n{tables(pairs)}")


if __name__ == "__main__":
    main()

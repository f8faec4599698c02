"""Fits `data/claims/main.toml`, the weights of the main claim: `python training/fit_main.py [--write]`.

The one pack that may fit a re-ranker is `cameo-class-train` (at most 50 weights). Each of its sentences has a code from
0 to 4 and several claims with codes of their own; the weights are to put a claim with the right code on top. They are
pulled towards those that are there. Prints accuracy and macro-F1 of five-fold cross-validation by sentence. The weights
of the headline are not touched: the sentences have none.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

import contested.reading.claims as stage  # noqa: E402
from contested.data import table  # noqa: E402
from contested.nouns import Document, from_dict, to_dict  # noqa: E402
from contested.reading import Reader  # noqa: E402
from contested.reading.claims.candidate import Candidate  # noqa: E402
from contested.reading.claims.ranking import main_claim, main_features  # noqa: E402
from contested.settings import Settings  # noqa: E402
from packs import documents_of, path_of  # noqa: E402

PACK = "cameo-class-train"
PULL = 3.0
FOLDS = 5
KEPT = ("headline", "headline_akin")
ADDED = ("demand", "accusation", "agreement", "rejection", "meeting", "support", "threat", "decree", "sanction")
"""Kinds that get a weight of their own beside those in the table."""
TOML = ROOT / "src" / "contested" / "data" / "claims" / "main.toml"


def scorer(shared: Path) -> Any:
    """The packs' own scorer, for its table of codes."""
    spec = importlib.util.spec_from_file_location("score", shared / "bench" / "score.py")
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def cases(shared: Path) -> tuple[list[list[dict[str, float]]], list[list[int]], list[int]]:
    """By sentence: the features and the code of each claim, and the true code."""
    rules = scorer(shared)
    seen: list[list[dict[str, float]]] = []

    def listen(candidates: Sequence[Candidate], headline: Mapping[str, float]) -> int | None:
        seen.append(main_features(candidates, headline))
        return main_claim(candidates, headline)

    stage.main_claim = listen
    reader = Reader.load(Settings.from_env())
    texts = [from_dict(Document, line) for line in documents_of(PACK, shared)]
    codes = [
        [rules.pentacode(to_dict(claim), reading.document.text) for claim in reading.claims]
        for reading in reader.read_many(texts, batch_size=64)
    ]
    truth = [record["gold"]["pentacode"] for record in rules.load_pack(str(path_of(PACK, shared)))[1]]
    return seen, codes, truth


def fitted(x: list[np.ndarray], right: list[np.ndarray], prior: np.ndarray) -> np.ndarray:
    """The weights under which the claims of the right code are likeliest to be on top."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = 0.5 * PULL * float(np.sum((w - prior) ** 2)), PULL * (w - prior)
        for rows, good in zip(x, right, strict=True):
            score = rows @ w
            p = np.exp(score - score.max())
            p /= p.sum()
            share = p[good].sum()
            value -= float(np.log(share))
            slope += rows.T @ p - rows[good].T @ (p[good] / share)
        return value, slope

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B").x)


def report(name: str, found: list[int], truth: list[int]) -> None:
    """Print accuracy and macro-F1 of codes."""
    f1 = []
    for code in range(5):
        both = sum(a == b == code for a, b in zip(found, truth, strict=True))
        f1.append(2 * both / max(1, found.count(code) + truth.count(code)))
    right = sum(a == b for a, b in zip(found, truth, strict=True)) / len(truth)
    print(f"{name:16} accuracy {right:.3f} macro-F1 {np.mean(f1):.3f}  " + " ".join(f"{v:.2f}" for v in f1))


def main() -> None:
    """Fit, print, and write the table when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    given = table("claims/main.toml")["weights"]
    names = [name for name in given if name not in KEPT]
    names += [name for kind in ADDED if (name := f"kind_{kind}") not in names]
    prior = np.array([given.get(name, 0.0) for name in names], dtype=float)
    seen, codes, truth = cases(args.shared)
    x = [np.array([[row.get(n, 0.0) for n in names] for row in rows]).reshape(len(rows), len(names)) for rows in seen]
    right = [np.array([code == true for code in row], dtype=bool) for row, true in zip(codes, truth, strict=True)]
    told = [at for at, good in enumerate(right) if good.any() and not good.all()]
    print(f"{len(names)} weights; {len(told)} of {len(truth)} sentences have claims right and wrong")

    def chosen(at: int, weights: np.ndarray) -> int:
        return codes[at][int(np.argmax(x[at] @ weights))] if codes[at] else 0

    report("before", [chosen(at, prior) for at in range(len(truth))], truth)
    found = [0] * len(truth)
    for fold in range(FOLDS):
        mine = [at for at in told if at % FOLDS != fold]
        weights = fitted([x[at] for at in mine], [right[at] for at in mine], prior)
        for at in range(fold, len(truth), FOLDS):
            found[at] = chosen(at, weights)
    report("cross-validated", found, truth)
    weights = fitted([x[at] for at in told], [right[at] for at in told], prior)
    report("on all", [chosen(at, weights) for at in range(len(truth))], truth)
    report("any claim", [t if r.any() or not c else chosen(at, weights) for at, (t, r, c) in
                         enumerate(zip(truth, right, codes, strict=True))], truth)  # fmt: skip
    for name, old, new in zip(names, prior, weights, strict=True):
        print(f"{name:20} {old:6.2f} -> {new:6.2f}")
    if args.write:
        content = TOML.read_text(encoding="utf-8")
        for name, value in zip(names, weights, strict=True):
            line = re.compile(rf"(?m)^({name}\s*=\s*)-?[\d.]+")
            if line.search(content):
                content = line.sub(lambda m, v=value: f"{m.group(1)}{v:.2f}", content)
            else:
                content += f"{name} = {value:.2f}\n"
        TOML.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()

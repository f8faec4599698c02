"""Fits `data/claims/weights.toml` on our own held-apart texts: `python training/fit_claims.py [--write]`.

Each candidate of a text that the reading model did not see is one case: right if it touches a true trigger of the same
kind. Logistic regression, pulled towards the weights that are there; the threshold is the lowest of those of nearly
the best F1. Prints log loss, calibration and F1 of five-fold cross-validation by text; no other text is looked at.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from contested.data import table  # noqa: E402
from contested.nouns import Document  # noqa: E402
from contested.reading import Reader  # noqa: E402
from contested.reading.actors import find_actors  # noqa: E402
from contested.reading.attribute import attribute  # noqa: E402
from contested.reading.claims.choose import inside_parties  # noqa: E402
from contested.reading.claims.features import features_of  # noqa: E402
from contested.reading.claims.finding import candidates_of  # noqa: E402
from contested.reading.context import Context  # noqa: E402
from contested.reading.places import find_places  # noqa: E402
from contested.reading.quantities import find_quantities  # noqa: E402
from contested.reading.repair import repair  # noqa: E402
from contested.settings import Settings  # noqa: E402
from own_sentences import marked, sentences  # noqa: E402

PULL = 20.0  # strength of the pull towards the present weights
FOLDS = 5
TOML = ROOT / "src" / "contested" / "data" / "claims" / "weights.toml"


def cases(reader: Reader) -> tuple[list[dict[str, float]], list[int], list[int], int]:
    """Features, truth and number of the text of every candidate; and how many true triggers there are."""
    rows, truth, texts, wanted = [], [], [], 0
    for number, row in enumerate([*sentences("dev"), *marked("dev")]):
        text = repair(row["text"])
        doc = reader.annotator(text.text)
        places = find_places(doc, reader.gazetteer)
        actors = find_actors(doc, places)
        found = (places, (), find_quantities(doc), actors, attribute(doc, actors))
        context = Context(doc, Document(row["id"], row["text"]), *found)
        candidates, _ = candidates_of(context)
        inside = inside_parties(candidates)
        wanted += len(row["triggers"])
        for one in candidates:
            start, end = text.back(doc[min(one.tokens)].idx, doc[max(one.tokens)].idx + len(doc[max(one.tokens)]))
            near = [t for t in row["triggers"] if t["span"][0] < end and start < t["span"][1]]
            rows.append(features_of(one, context) | {"inside_party": float(one.head.i in inside)})
            truth.append(int(any(t["kind"] == one.kind for t in near)))
            texts.append(number)
    return rows, truth, texts, wanted


def fitted(x: np.ndarray, y: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The weights of least loss, pulled towards `prior`."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.clip(x @ w, -30, 30)
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + 0.5 * PULL * np.sum((w - prior) ** 2))
        return value, x.T @ (p - y) + PULL * (w - prior)

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B").x)


def chances(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The chance of each case."""
    return 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))


def report(name: str, chance: np.ndarray, y: np.ndarray, wanted: int) -> float:
    """Print log loss, expected calibration error (ten bins of equal size) and the best F1; the threshold of that."""
    loss = -np.mean(y * np.log(chance + 1e-9) + (1 - y) * np.log(1 - chance + 1e-9))
    bins = np.array_split(np.argsort(chance), 10)
    error = sum(len(b) * abs(chance[b].mean() - y[b].mean()) for b in bins if len(b)) / len(y)
    cuts = np.arange(0.1, 0.8, 0.02)
    f1 = [2 * y[chance >= c].sum() / max(1, (chance >= c).sum() + wanted) for c in cuts]
    # The curve is flat at its top: the lowest cut there, because a claim that is kept can still be weighed low.
    best = int(np.argmax(np.array(f1) >= max(f1) - 0.005))
    print(f"{name}: {len(y)} candidates, {y.mean():.3f} right, log loss {loss:.4f}, calibration error {error:.3f}")
    print(
        f"   best F1 {f1[best]:.3f} at {cuts[best]:.2f}; "
        + " ".join(f"{chance[b].mean():.2f}→{y[b].mean():.2f}" for b in bins)
    )
    return float(cuts[best])


def main() -> None:
    """Fit, print, and write the table when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader = Reader.load(Settings.from_env())
    names, prior_values = zip(*table("claims/weights.toml")["weights"].items(), strict=True)
    prior = np.array(prior_values, dtype=float)
    rows, truth, numbers, wanted = cases(reader)
    x, y, text = np.array([[row.get(n, 0.0) for n in names] for row in rows]), np.array(truth), np.array(numbers)
    report("before", chances(x, prior), y, wanted)
    apart = np.zeros(len(y))
    for fold in range(FOLDS):
        mine = text % FOLDS == fold
        apart[mine] = chances(x[mine], fitted(x[~mine], y[~mine], prior))
    cut = report("cross-validated", apart, y, wanted)
    weights = fitted(x, y, prior)
    report("on all", chances(x, weights), y, wanted)
    for name, old, new in zip(names, prior, weights, strict=True):
        print(f"{name:14} {old:6.2f} -> {new:6.2f}")
    if args.write:
        content = TOML.read_text(encoding="utf-8")
        for name, value in (*zip(names, weights, strict=True), ("threshold", cut)):
            content = re.sub(rf"(?m)^({name}\s*=\s*)-?[\d.]+", lambda m, v=value: f"{m.group(1)}{v:.2f}", content)
        TOML.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()

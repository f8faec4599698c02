"""Fits `data/claims/weights.toml` on our own annotated sentences: `python training/fit_claims.py [--write]`.

Each candidate of the training part is one case: right when it touches a true trigger of the same kind. Logistic
Each candidate of the training part is one case: right if it touches a true trigger of the same kind. Logistic
by hand. Prints log loss and calibration on the dev part before and after; no other text is looked at.
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
from contested.reading.claims import candidates_of  # noqa: E402
from contested.reading.claims.choose import inside_parties  # noqa: E402
from contested.reading.claims.features import features_of  # noqa: E402
from contested.reading.context import Context  # noqa: E402
from contested.reading.places import find_places  # noqa: E402
from contested.reading.quantities import find_quantities  # noqa: E402
from contested.reading.repair import repair  # noqa: E402
from contested.settings import Settings  # noqa: E402
from own_sentences import sentences  # noqa: E402

PULL = 1.0  # strength of the pull towards the present weights
TOML = ROOT / "src" / "contested" / "data" / "claims" / "weights.toml"


def cases(reader: Reader, split: str) -> tuple[list[dict[str, float]], list[int]]:
    """Features and truth of every candidate of a split."""
    rows, truth = [], []
    for row in sentences(split):
        text = repair(row["text"])
        doc = reader.annotator(text.text)
        places = find_places(doc, reader.gazetteer)
        actors = find_actors(doc, places)
        found = (places, (), find_quantities(doc), actors, attribute(doc, actors))
        context = Context(doc, Document(row["id"], row["text"]), *found)
        candidates, _ = candidates_of(context)
        inside = inside_parties(candidates)
        for one in candidates:
            start, end = text.back(doc[min(one.tokens)].idx, doc[max(one.tokens)].idx + len(doc[max(one.tokens)]))
            near = [t for t in row["triggers"] if t["span"][0] < end and start < t["span"][1]]
            rows.append(features_of(one, context) | {"inside_party": float(one.head.i in inside)})
            truth.append(int(any(t["kind"] == one.kind for t in near)))
    return rows, truth


def matrix(rows: list[dict[str, float]], names: list[str]) -> np.ndarray:
    """Cases by features."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def report(name: str, x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> None:
    """Log loss and expected calibration error (ten bins of equal size)."""
    chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
    loss = -np.mean(y * np.log(chance + 1e-9) + (1 - y) * np.log(1 - chance + 1e-9))
    bins = np.array_split(np.argsort(chance), 10)
    error = sum(len(b) * abs(chance[b].mean() - y[b].mean()) for b in bins if len(b)) / len(y)
    print(f"{name}: {len(y)} candidates, {y.mean():.3f} right, log loss {loss:.4f}, calibration error {error:.3f}")
    print("   " + " ".join(f"{chance[b].mean():.2f}→{y[b].mean():.2f}" for b in bins))


def main() -> None:
    """Fit, print, and write the table when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader = Reader.load(Settings.from_env())
    present = {name: float(value) for name, value in table("claims/weights.toml")["weights"].items()}
    # The trigger head was trained on these very sentences and is far too sure of them: its weights are set by hand.
    names = [name for name in present if not name.startswith("learnt")]
    prior = np.array([present[name] for name in names])
    (train_rows, train_truth), (dev_rows, dev_truth) = cases(reader, "train"), cases(reader, "dev")
    x, y = matrix(train_rows, names), np.array(train_truth)
    x_dev, y_dev = matrix(dev_rows, names), np.array(dev_truth)
    report("dev before", x_dev, y_dev, prior)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.clip(x @ w, -30, 30)
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + 0.5 * PULL * np.sum((w - prior) ** 2))
        return value, x.T @ (p - y) + PULL * (w - prior)

    fitted = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    report("train after", x, y, fitted)
    report("dev after", x_dev, y_dev, fitted)
    for name, old, new in zip(names, prior, fitted, strict=True):
        print(f"{name:14} {old:6.2f} -> {new:6.2f}")
    if args.write:
        text = TOML.read_text(encoding="utf-8")
        for name, value in zip(names, fitted, strict=True):
            text = re.sub(rf"(?m)^({name}\s*=\s*)-?[\d.]+", lambda m, v=value: f"{m.group(1)}{v:.2f}", text)
        TOML.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

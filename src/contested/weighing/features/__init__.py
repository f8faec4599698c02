"""What speaks for and against two claims telling of one happening: pure functions over two `Facts`.

Each gives a score from -1 to 1 and the sentence that says why. Their docstrings are their public description; their
weights are in `data/weighing/weights.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from contested import data
from contested.errors import DataFileError
from contested.weighing.facts import Facts
from contested.weighing.features import content
from contested.weighing.features.setting import kind, place, time

Verdict = tuple[float, str]
Function = Callable[[Facts, Facts], Verdict]
FUNCTIONS: dict[str, Function] = {
    f.__name__: f
    for f in (
        kind,
        place,
        time,
        content.reality,
        content.counts,
        content.tally,
        content.another,
        content.whole,
        content.culprit,
        content.story,
        content.voice,
        content.targets,
        content.words,
    )
}


@dataclass(frozen=True, slots=True)
class Feature:
    """A function with its weights: `weight` for scores above 0, `against` for scores below."""

    name: str
    function: Function
    weight: float
    against: float

    @property
    def description(self) -> str:
        """What the feature looks at, in words for users."""
        return " ".join((self.function.__doc__ or "").split())

    def points(self, score: float) -> float:
        """The log-odds that a score is worth."""
        return score * (self.weight if score > 0 else self.against)


@dataclass(frozen=True, slots=True)
class Weights:
    """The table of weights: the features in the order in which they are asked."""

    features: tuple[Feature, ...]
    bias: float
    floor: float
    least: float
    window_days: int
    neighbours: int

    def compare(self, a: Facts, b: Facts) -> float:
        """Log-odds that two claims tell of one happening; stops early where nothing that is left could turn it."""
        total = self.bias
        left = sum(f.weight for f in self.features)
        for feature in self.features:
            total += feature.points(feature.function(a, b)[0])
            left -= feature.weight
            if total + left < -8.0:
                break
        return max(self.least, total)

    def explain(self, a: Facts, b: Facts) -> tuple[tuple[str, float, str], ...]:
        """For each feature its name, its points and its sentence."""
        out = []
        for feature in self.features:
            score, sentence = feature.function(a, b)
            if sentence:
                out.append((feature.name, round(feature.points(score), 3), sentence))
        return tuple(out)


@cache
def weights() -> Weights:
    """The shipped (or the user's own) table of weights."""
    table = data.table("weighing/weights.toml")
    unknown = [f["name"] for f in table["feature"] if f["name"] not in FUNCTIONS]
    if unknown:
        raise DataFileError(
            f"weights.toml names unknown features: {', '.join(unknown)}.",
            remedy=f"Known are {', '.join(sorted(FUNCTIONS))}.",
        )
    features = tuple(
        Feature(f["name"], FUNCTIONS[f["name"]], float(f["weight"]), float(f["against"])) for f in table["feature"]
    )
    return Weights(
        features,
        float(table["bias"]),
        float(table["floor"]),
        float(table["least"]),
        int(table["window_days"]),
        int(table["neighbours"]),
    )


__all__ = ["FUNCTIONS", "Feature", "Weights", "weights"]

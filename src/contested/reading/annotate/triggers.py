"""Which words tell of a happening, of what kind, how it is put, and who has which part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from contested.reading.annotate.sequences import gelu
from contested.reading.annotate.types import TriggerGuess

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from contested.reading.annotate.reader import Reader, WindowReading

FLOOR: Final = 0.05
"""Kinds less likely than this are not listed."""


def read_triggers(
    reader: Reader, reading: WindowReading, kept: int
) -> tuple[dict[int, tuple[tuple[str, float], ...]], dict[int, TriggerGuess]]:
    """By word: the kinds of some probability; and the full guess where a kind is likelier than none."""
    scheme = reader.scheme
    chances = np.exp(reader.probabilities("trigger", reading.raw["trigger"][:kept]))
    kinds: dict[int, tuple[tuple[str, float], ...]] = {}
    guesses: dict[int, TriggerGuess] = {}
    for i in np.flatnonzero(chances[:, 0] < 1.0 - FLOOR).tolist():
        order = np.argsort(-chances[i])
        listed = tuple((scheme.kinds[k], float(chances[i, k])) for k in order if k and chances[i, k] >= FLOOR)
        if not listed:
            continue
        kinds[i] = listed
        if listed[0][1] > chances[i, 0]:
            modality = _best(reader, "modality", reading.raw["modality"][i])
            polarity = _best(reader, "polarity", reading.raw["polarity"][i])
            guesses[i] = TriggerGuess(
                *listed[0],
                scheme.modalities[modality[0]],
                scheme.polarities[polarity[0]],
                _arguments(reader, reading, i, kept),
                modality[1],
                polarity[1],
            )
    return kinds, guesses


def _best(reader: Reader, head: str, scores: NDArray[np.float32]) -> tuple[int, float]:
    """The likeliest class of one word, and its chance."""
    chances = np.exp(reader.probabilities(head, scores))
    best = int(chances.argmax())
    return best, float(chances[best])


def _arguments(reader: Reader, reading: WindowReading, trigger: int, kept: int) -> tuple[tuple[str, int, float], ...]:
    vectors = reading.raw["arguments"]
    width = vectors.shape[1] // 4
    mine, words = vectors[trigger, : 2 * width], vectors[:kept, 2 * width :]
    pairs = np.concatenate([gelu(mine[:width] + words[:, :width]), mine[width:] * words[:, width:]], axis=1)
    scores = pairs @ reader.small["argument_weight"].T + reader.small["argument_bias"]
    chances = np.exp(reader.probabilities("argument", scores))
    best = chances.argmax(-1)
    names = reader.scheme.arguments
    return tuple((names[best[j]], int(j), float(chances[j, best[j]])) for j in np.flatnonzero(best) if j != trigger)

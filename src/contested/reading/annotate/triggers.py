"""Which words tell of a happening, of what kind, how it is put, and who has which part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from contested.reading.annotate.types import TriggerGuess

if TYPE_CHECKING:
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
            modality = scheme.modalities[int(reading.raw["modality"][i].argmax())]
            polarity = scheme.polarities[int(reading.raw["polarity"][i].argmax())]
            guesses[i] = TriggerGuess(*listed[0], modality, polarity, _arguments(reader, reading, i, kept))
    return kinds, guesses


def _arguments(reader: Reader, reading: WindowReading, trigger: int, kept: int) -> tuple[tuple[str, int, float], ...]:
    vectors = reading.raw["arguments"]
    half = vectors.shape[1] // 2
    products = vectors[trigger, :half] * vectors[:kept, half:]
    scores = products @ reader.small["argument_weight"].T + reader.small["argument_bias"]
    chances = np.exp(reader.probabilities("argument", scores))
    best = chances.argmax(-1)
    names = reader.scheme.arguments
    return tuple((names[best[j]], int(j), float(chances[j, best[j]])) for j in np.flatnonzero(best) if j != trigger)

"""What the annotation holds beyond spaCy's own attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TokenPieces = tuple[tuple[int, int], ...]
"""A span in pieces: token ranges of the Doc, end exclusive, in order; empty if there is none."""


@dataclass(frozen=True, slots=True)
class AttributionSpan:
    """Who (source) says, by what words (cue), what (content)."""

    source: TokenPieces
    cue: TokenPieces
    content: TokenPieces
    score: float
    """Chance, calibrated on PolNeAR dev, that it overlaps a true one in every role."""


@dataclass(frozen=True, slots=True)
class TriggerGuess:
    """A kind of happening (`spec/kinds.md`) that a token may be the trigger of, with how it is put."""

    kind: str
    probability: float
    modality: str
    polarity: str
    arguments: tuple[tuple[str, int, float], ...] = ()
    """Role (agent, patient, target, instrument, place), head token of the argument, probability."""
    modality_probability: float = 1.0
    polarity_probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """One document's readings by the model; arrays and lists have one entry a token of the Doc, spaces included."""

    attributions: tuple[AttributionSpan, ...]
    pos_confidence: NDArray[np.float32]
    arc_confidence: NDArray[np.float32]
    entity_confidence: tuple[float, ...]
    """Aligned to `doc.ents`."""
    nominal_types: tuple[str, ...]
    """GUM's type of the mention that the token heads: person, organization, place, object, event, time, abstract,
    substance, animal, plant; empty where it heads none."""
    model: str
    """Name and version."""
    trigger_kinds: tuple[tuple[tuple[str, float], ...], ...] = ()
    """For each token the kinds of some probability, best first; empty if the model has no trigger head."""
    triggers: dict[int, TriggerGuess] = field(default_factory=dict)
    """The likeliest kind by token, where it is likelier than none."""

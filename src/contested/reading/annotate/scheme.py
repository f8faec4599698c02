"""The shipped model's description: its label inventories, in the order of its outputs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Scheme:
    """Labels by head, and the temperatures that calibrate their probabilities."""

    name: str
    version: str
    upos: tuple[str, ...]
    feats: tuple[tuple[str, tuple[str, ...]], ...]
    relations: tuple[str, ...]
    entity_tags: tuple[str, ...]
    nominals: tuple[str, ...]
    kinds: tuple[str, ...]
    modalities: tuple[str, ...]
    polarities: tuple[str, ...]
    arguments: tuple[str, ...]
    triggers_trained: bool
    temperatures: dict[str, float]
    attribution_odds: tuple[float, float]
    """Slope and offset, on the log odds, that make an attribution's score a probability."""

    @classmethod
    def load(cls, path: Path) -> Scheme:
        """Read `model.json`."""
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            name=raw["name"],
            version=raw["version"],
            upos=tuple(raw["upos"]),
            feats=tuple((name, tuple(values)) for name, values in raw["feats"].items()),
            relations=tuple(raw["relations"]),
            entity_tags=tuple(raw["entity_tags"]),
            nominals=tuple(raw["nominals"]),
            kinds=tuple(raw["kinds"]),
            modalities=tuple(raw["modalities"]),
            polarities=tuple(raw["polarities"]),
            arguments=tuple(raw["arguments"]),
            triggers_trained=bool(raw["triggers_trained"]),
            temperatures={name: float(t) for name, t in raw["temperatures"].items()},
            attribution_odds=(float(raw["attribution_odds"][0]), float(raw["attribution_odds"][1])),
        )

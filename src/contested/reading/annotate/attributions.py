"""Attributions of one window: spans of sources, cues and contents, and which belong together.

Three taggers find spans; for each cue the link head says how likely every word is in its source and in its content. A
span joins the cue that claims it; a cue that no span joins takes the words that the link head alone is sure of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from contested.reading.annotate.sequences import BioDecoder, gelu, log_softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Span = tuple[int, int]

_DECODER: Final = BioDecoder(("O", "B", "I"))
SOURCE, CUE, CONTENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Tried on PolNeAR dev, with `orphans.Reach`; `join` and `alone` change little between 0.2 and 0.5."""

    join: float = 0.5
    """Chance of a link from which a span joins a cue."""
    rescue: float = 0.1
    """Chance from which a span that nobody claims still joins its best cue."""
    alone: float = 0.5
    """Chance of a link from which a word that no tagger marked is taken in, where a cue would stay empty."""
    doubt: float = 0.5
    """Log odds that a word must have beyond even chances to be a cue."""
    least: float = 0.0
    """Calibrated chance below which an attribution is let go."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution of a window, in word ranges."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


def _sigmoid(x: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)


def _runs(marks: NDArray[np.bool_]) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def find(
    role_scores: Floats, links: Floats, weights: dict[str, Floats], thresholds: Thresholds
) -> tuple[list[Found], list[tuple[Span, float]]]:
    """The attributions of a window; and the content spans that no cue of it claims, each with its mean chance.

    `role_scores` `[n, 9]`: O, B, I for source, cue, content; `links` `[n, 4 * width]`: two vectors of a word as a cue,
    two as a word of a source or content; `weights`: `link_weight` `[2, 2 * width]` and `link_bias` `[2]`.
    """
    logs = log_softmax(role_scores.reshape(len(role_scores), 3, 3))
    weighed = logs.copy()
    weighed[:, CUE, 0] += thresholds.doubt
    spans = [[(s, e) for s, e, _ in _DECODER.spans(_DECODER(weighed[:, k]))] for k in range(3)]
    sure = {(s, e): 1.0 - float(np.exp(logs[s:e, CONTENT, 0]).mean()) for s, e in spans[CONTENT]}
    if not spans[CUE]:
        return [], list(sure.items())
    chances = link_chances(spans[CUE], links, weights)
    sources = _join(chances[..., 0], spans[SOURCE], thresholds, shared=True)
    contents = _join(chances[..., 1], spans[CONTENT], thresholds, shared=False)
    found = []
    for c, cue in enumerate(spans[CUE]):
        content = contents[c] or _runs(chances[c, :, 1] > thresholds.alone)
        if not content:
            continue
        source = sources[c] or _runs(chances[c, :, 0] > thresholds.alone)
        score = _score(logs[cue[0] : cue[1], CUE], chances[c], (source, content))
        found.append(Found(tuple(source), (cue,), tuple(content), score))
    claimed = {span for f in found for span in f.content}
    return found, [(s, chance) for s, chance in sure.items() if s not in claimed]


def link_chances(cues: list[Span], links: Floats, weights: dict[str, Floats]) -> Floats:
    """`[cues, n, 2]`: the chance that each word belongs to the source, and to the content, of each cue."""
    width = links.shape[1] // 4
    as_word = links[:, 2 * width :]
    scores = np.empty((len(cues), len(links), 2), dtype=np.float32)
    for c, (start, end) in enumerate(cues):
        added = np.zeros((len(links), 2), dtype=np.float32)
        for i in range(start, end):
            pairs = np.concatenate(
                [gelu(links[i, :width] + as_word[:, :width]), links[i, width : 2 * width] * as_word[:, width:]], axis=1
            )
            added += pairs @ weights["link_weight"].T
        scores[c] = added / (end - start) + weights["link_bias"]
    return _sigmoid(scores)


def _join(chances: Floats, spans: list[Span], thresholds: Thresholds, shared: bool) -> list[list[Span]]:
    """For each cue its spans. A content has one cue; a source may serve several."""
    joined: list[list[Span]] = [[] for _ in chances]
    for span in spans:
        strengths = chances[:, span[0] : span[1]].mean(1)
        best = int(strengths.argmax())
        takers = [int(c) for c in np.flatnonzero(strengths > thresholds.join)] if shared else []
        if not takers and strengths[best] > thresholds.rescue:
            takers = [best]
        for c in takers:
            joined[c].append(span)
    return joined


def _score(cue: Floats, chances: Floats, parts: tuple[list[Span], list[Span]]) -> float:
    """How sure the cue is, times how sure its source and content are its own (or that it has none)."""
    sure = float(np.exp(np.logaddexp(cue[:, 1], cue[:, 2]).mean()))
    for k, pieces in enumerate(parts):
        own = chances[:, k]
        sure *= float(np.mean([own[s:e].mean() for s, e in pieces])) if pieces else float(1.0 - own.max())
    return sure

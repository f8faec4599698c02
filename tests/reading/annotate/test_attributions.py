"""Attributions from hand-made scores."""

from __future__ import annotations

import numpy as np

from contested.reading.annotate.attributions import Thresholds, find

WIDTH = 2
# One number decides: content if the product of the second halves is positive, source if negative.
WEIGHTS = {
    "link_weight": np.array([[0, 0, -4, 0], [0, 0, 4, 0]], dtype=np.float32),
    "link_bias": np.zeros(2, dtype=np.float32),
}


def scores(marks: list[str]) -> np.ndarray:
    """`s`, `c`, `t` for source, cue, content; a capital begins a span."""
    result = np.zeros((len(marks), 3, 3), dtype=np.float32)
    result[:, :, 0] = 5
    for i, mark in enumerate(marks):
        for k, letter in enumerate("sct"):
            if mark.lower() == letter:
                result[i, k] = (0, 9, 0) if mark.isupper() else (0, 0, 9)
    return result.reshape(len(marks), 9)


def links(cue: list[float], word: list[float]) -> np.ndarray:
    vectors = np.zeros((len(cue), 4 * WIDTH), dtype=np.float32)
    vectors[:, WIDTH] = cue
    vectors[:, 3 * WIDTH] = word
    return vectors


def test_a_broken_content_is_one_attribution() -> None:
    found, orphans = find(
        scores(["T", "t", "S", "C", "T", "t"]), links([0, 0, 0, 2, 0, 0], [1, 1, -1, 0, 1, 1]), WEIGHTS, Thresholds()
    )
    assert [(f.source, f.cue, f.content) for f in found] == [(((2, 3),), ((3, 4),), ((0, 2), (4, 6)))]
    assert not orphans
    assert 0.9 < found[0].score <= 1.0


def test_each_content_goes_to_the_cue_that_claims_it() -> None:
    marks = ["S", "C", "T", "S", "C", "T"]
    found, _ = find(scores(marks), links([0, 1, 0, 0, -1, 0], [-1, 0, 1, 1, 0, -1]), WEIGHTS, Thresholds())
    assert [(f.source, f.content) for f in found] == [(((0, 1),), ((2, 3),)), (((3, 4),), ((5, 6),))]


def test_a_cue_without_content_is_dropped_and_content_without_cue_is_handed_back() -> None:
    found, orphans = find(scores(["T", "O", "O"]), links([0, 0, 0], [1, 0, 0]), WEIGHTS, Thresholds())
    assert not found
    assert [span for span, _ in orphans] == [(0, 1)]
    assert orphans[0][1] > 0.9
    found, _ = find(scores(["C", "O"]), links([1, 0], [0, -1]), WEIGHTS, Thresholds())
    assert not found


def test_a_source_may_be_missing() -> None:
    found, _ = find(scores(["C", "T"]), links([1, 0], [0, 1]), WEIGHTS, Thresholds())
    assert [(f.source, f.cue, f.content) for f in found] == [((), ((0, 1),), ((1, 2),))]

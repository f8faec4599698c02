"""BIO tags: never an I without its B."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from contested.reading.annotate.sequences import BioDecoder, log_softmax

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_every_path_is_well_formed(n: int, seed: int) -> None:
    decoder = BioDecoder(TAGS)
    path = [TAGS[t] for t in decoder(np.random.default_rng(seed).normal(size=(n, 5)).astype(np.float32))]
    for before, tag in zip(["O", *path], path, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_a_label_that_changes_midway_is_settled_by_the_likelier_whole() -> None:
    scores = np.full((2, 5), -5.0, dtype=np.float32)
    scores[0, 1], scores[0, 3] = -0.1, -0.3
    scores[1, 4] = -0.1
    assert BioDecoder(TAGS)(scores).tolist() == [3, 4]


def test_spans_that_touch_are_kept_apart() -> None:
    decoder = BioDecoder(TAGS)
    assert decoder.spans(np.array([1, 2, 1, 0, 3, 4, 4])) == [(0, 2, "PER"), (2, 3, "PER"), (4, 7, "ORG")]


def test_log_probabilities_sum_to_one() -> None:
    logs = log_softmax(np.array([[1.0, 2.0, 400.0]], dtype=np.float32))
    assert np.isclose(np.exp(logs).sum(), 1.0)

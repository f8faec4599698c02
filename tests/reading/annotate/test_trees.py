"""Trees: one root, no cycle, the best there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.reading.annotate.trees import is_tree, tree_heads


def best_by_trying_all(scores: np.ndarray) -> float:
    n = len(scores)
    return max(
        sum(float(scores[i, h]) for i, h in enumerate(heads))
        for heads in product(range(n + 1), repeat=n)
        if all(h != i + 1 for i, h in enumerate(heads)) and is_tree(np.array(heads))
    )


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_no_tree_is_better_than_the_one_found(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = tree_heads(scores)
    assert is_tree(heads)
    assert sum(float(scores[i, h]) for i, h in enumerate(heads)) == pytest.approx(best_by_trying_all(scores), abs=1e-4)


def test_two_words_that_want_each_other_are_parted() -> None:
    scores = np.array([[0, -9, 5], [1, 5, -9]], dtype=np.float32)
    assert tree_heads(scores).tolist() == [2, 0]


def test_only_one_of_two_eager_roots_stays() -> None:
    scores = np.array([[9, 0, 1], [8, 2, 0]], dtype=np.float32)
    assert tree_heads(scores).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("heads", "expected"), [([0], True), ([2, 1], False), ([0, 0], False), ([2, 3, 0], True), ([2, 3, 2, 0], False)]
)
def test_what_is_a_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected


def test_a_long_sentence_ends_in_a_tree() -> None:
    scores = np.random.default_rng(7).normal(size=(200, 201)).astype(np.float32)
    assert is_tree(tree_heads(scores))

"""BIO tags: the likeliest sequence that is well formed, and its spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def gelu(x: Floats) -> Floats:
    """The tanh form, which differs from the exact one by less than 0.001."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), dtype=np.float32)


class BioDecoder:
    """Viterbi over BIO tags without learnt transitions: only what is ill-formed is forbidden.

    Tags are "O", "B-X", "I-X" (or "B", "I" where there is one label).
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        n = len(tags)
        self._allowed = np.ones((n, n), dtype=bool)
        for j, tag in enumerate(tags):
            if tag.startswith("I"):
                for i, before in enumerate(tags):
                    self._allowed[i, j] = before[:1] in {"B", "I"} and before[1:] == tag[1:]
        self._start = np.array([not tag.startswith("I") for tag in tags])
        self._penalty = np.where(self._allowed, 0.0, -1e9)

    def __call__(self, log_probabilities: Floats) -> Ints:
        """Tag numbers of a sequence `[n, tags]`. When each word's best tag is well formed, that is the answer."""
        best: Ints = log_probabilities.argmax(-1)
        if not len(best) or (self._start[best[0]] and bool(self._allowed[best[:-1], best[1:]].all())):
            return best
        return self._viterbi(log_probabilities)

    def _viterbi(self, scores: Floats) -> Ints:
        n, k = scores.shape
        back = np.zeros((n, k), dtype=np.int64)
        current = scores[0] + np.where(self._start, 0.0, -1e9)
        for t in range(1, n):
            through = current[:, None] + self._penalty
            back[t] = through.argmax(0)
            current = through[back[t], np.arange(k)] + scores[t]
        path = np.zeros(n, dtype=np.int64)
        path[-1] = int(current.argmax())
        for t in range(n - 1, 0, -1):
            path[t - 1] = back[t, path[t]]
        return path

    def spans(self, path: Ints) -> list[tuple[int, int, str]]:
        """Spans of a well-formed path: start, end (exclusive), label ("" where there is one label)."""
        found = []
        marked = np.flatnonzero(path)
        i = 0
        while i < len(marked):
            start = int(marked[i])
            end = start + 1
            i += 1
            while i < len(marked) and marked[i] == end and self.tags[path[end]].startswith("I"):
                end += 1
                i += 1
            found.append((start, end, self.tags[path[start]][2:]))
        return found

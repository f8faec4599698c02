"""From arc scores to a tree: one root a sentence, every other word on one head, no cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_NEVER = -1e9


def tree_heads(scores: Floats) -> Ints:
    """Heads of one sentence's words from log scores `[n, n + 1]` (word, head; column 0 is the root).

    0 stands for the root, i + 1 for word i. The best tree by Chu and Liu (1965) and Edmonds (1967), with a single root;
    most sentences need no more than each word's best head.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = _NEVER
    heads: Ints = scores.argmax(1)
    if is_tree(heads):
        return heads
    # A fine on every root arc, larger than all differences together, leaves one of them in the best tree.
    full = np.full((n + 1, n + 1), _NEVER)
    full[1:] = scores
    spread = float(scores[scores > _NEVER / 2].max() - scores[scores > _NEVER / 2].min()) + 1.0
    full[1:, 0] -= spread * (n + 1)
    return np.asarray(_arborescence(full)[1:], dtype=np.int64)


def is_tree(heads: Ints) -> bool:
    """Whether heads (0 the root) make a tree with one root."""
    n = len(heads)
    if int((heads == 0).sum()) != 1:
        return False
    above = np.concatenate(([0], heads))
    steps = 1
    while steps < n:
        above = above[above]
        steps *= 2
    return not bool(above.any())


def _cycle(heads: list[int]) -> list[int]:
    """One cycle among the words 1..n, or an empty list."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path = []
        node = start
        while node and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _arborescence(scores: NDArray[np.float64]) -> list[int]:
    """Best heads for nodes 1..n of a score matrix (dependent, head); node 0 is the root. Contracts cycle by cycle."""
    levels = []
    while True:
        heads = [0, *(int(h) for h in scores[1:].argmax(1))]
        cycle = _cycle(heads)
        if not cycle:
            break
        inside = np.zeros(len(scores), dtype=bool)
        inside[cycle] = True
        outside = np.flatnonzero(~inside)
        members = np.array(cycle)
        own = scores[members, [heads[m] for m in members]]
        smaller = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
        smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
        leaving = scores[np.ix_(outside, members)]
        entering = scores[np.ix_(members, outside)] - own[:, None]
        smaller[:-1, -1] = leaving.max(1)
        smaller[-1, :-1] = entering.max(0)
        smaller[0] = _NEVER
        levels.append((heads, outside, members, leaving.argmax(1), entering.argmax(0)))
        scores = smaller
    for old, outside, members, exits, entries in reversed(levels):
        restored = list(old)
        for i, node in enumerate(outside):
            if node:
                restored[node] = int(members[exits[i]]) if heads[i] == len(outside) else int(outside[heads[i]])
        above = heads[len(outside)]
        restored[int(members[entries[above]])] = int(outside[above])
        heads = restored
    return heads

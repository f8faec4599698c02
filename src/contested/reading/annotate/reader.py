"""Runs the ONNX model over one window and turns its scores into labels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import onnxruntime

from contested.reading.annotate.closed import fine, may_start
from contested.reading.annotate.sequences import BioDecoder, gelu, log_softmax
from contested.reading.annotate.trees import tree_heads
from contested.reading.annotate.words import GAP_GLUED, GAP_LINE, WordPieces, shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from contested.reading.annotate.scheme import Scheme

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_FAR: Final = np.float32(-1e9)
_DOUBT: Final = np.float32(1.0)
"""Log odds that a name must have beyond even chances; tried on the two dev sets of names, where 0.6 to 1.3 do alike."""


def _address(word: str) -> bool:
    """Whether a word is an address on the net: it is nobody's name, though a name may be in it."""
    return "://" in word or word.lower().startswith("www.") or ("@" in word and len(word) > 2)


@dataclass(slots=True)
class WindowReading:
    """One window's labels; every array has one row a word."""

    starts: NDArray[np.bool_]
    upos: Ints
    upos_probability: Floats
    feats: Ints
    """`[n, features]`, 0 for absent."""
    heads: Ints
    """Index of the head in the window; a root is its own head."""
    relations: Ints
    arc_probability: Floats
    entities: list[tuple[int, int, str, float]]
    nominals: Ints
    raw: dict[str, Floats]
    """The scores that attribution and triggers are read from."""


class Reader:
    """The model session and the small heads that run after the tree."""

    def __init__(self, folder: Path, scheme: Scheme, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self.scheme = scheme
        self.session: Any = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.pieces = WordPieces.load(folder / "tokenizer.json")
        with np.load(folder / "heads.npz") as weights:
            self.small = {name: weights[name] for name in weights.files}
        self.entity_decoder = BioDecoder(scheme.entity_tags)
        self._feat_edges = np.cumsum([0, *(len(values) + 1 for _, values in scheme.feats)])
        self._root = scheme.relations.index("root")
        self._outside = scheme.entity_tags.index("O")

    def scores(self, texts: Sequence[str], gaps: Sequence[int]) -> dict[str, Floats]:
        """Raw scores of every head for one window of words."""
        parts = self.pieces(texts)
        numbers, shapes, spaces, first, last = [self.pieces.cls], [0], [0], [], []
        for text, gap, own in zip(texts, gaps, parts, strict=True):
            first.append(len(numbers))
            numbers.extend(own)
            extra = len(own) - 1
            kind = shape(text)
            shapes.append(kind)
            spaces.append(gap)
            if extra:
                shapes.extend([kind] * extra)
                spaces.extend([GAP_GLUED] * extra)
            last.append(len(numbers) - 1)
        numbers.append(self.pieces.sep)
        shapes.append(0)
        spaces.append(0)
        feed = {
            name: np.array([values], dtype=np.int64)
            for name, values in (
                ("pieces", numbers),
                ("shapes", shapes),
                ("gaps", spaces),
                ("first", first),
                ("last", last),
            )
        }
        return dict(zip(self.outputs, self.session.run(None, feed), strict=True))

    def probabilities(self, name: str, scores: Floats) -> Floats:
        """Calibrated log probabilities of a head."""
        return log_softmax(scores / np.float32(self.scheme.temperatures.get(name, 1.0)))

    def read(self, texts: Sequence[str], gaps: Sequence[int], given: NDArray[np.bool_] | None = None) -> WindowReading:
        """All labels of one window. Its first word begins a sentence; so does every word after a line break.

        `given`: where sentences start, if that is known.
        """
        raw = self.scores(texts, gaps)
        n = len(texts)
        starts = (raw["sentence"][:, 1] > raw["sentence"][:, 0]) & may_start(texts)
        starts |= np.array(gaps) == GAP_LINE
        starts[0] = True
        if given is not None:
            starts = given
        upos = self.probabilities("upos", raw["upos"]) + fine(texts, self.scheme.upos)
        best = upos.argmax(-1)
        heads, relations, arc_probability = self._tree(raw, starts)
        edges = self._feat_edges
        feats = np.stack([raw["feats"][:, a:b].argmax(-1) for a, b in pairwise(edges)], axis=1)
        return WindowReading(
            starts,
            best,
            np.exp(upos[np.arange(n), best]),
            feats,
            heads,
            relations,
            arc_probability,
            self._entities(raw["entity"], texts),
            raw["nominal"].argmax(-1),
            raw,
        )

    def _tree(self, raw: dict[str, Floats], starts: NDArray[np.bool_]) -> tuple[Ints, Ints, Floats]:
        n = len(starts)
        heads = np.zeros(n, dtype=np.int64)
        roots = np.zeros(n, dtype=bool)
        sure = np.zeros(n, dtype=np.float32)
        edges = [*np.flatnonzero(starts).tolist(), n]
        for a, b in pairwise(edges):
            block = np.concatenate([raw["arcs"][a:b, :1], raw["arcs"][a:b, a + 1 : b + 1]], axis=1)
            block[np.arange(b - a), np.arange(1, b - a + 1)] = _FAR
            logs = self.probabilities("arcs", block)
            found = tree_heads(logs)
            own = np.arange(a, b)
            sure[a:b] = np.exp(logs[np.arange(b - a), found])
            heads[a:b] = np.where(found == 0, own, found - 1 + a)
            roots[a:b] = found == 0
        relations = self._labels(raw["labels"], heads, roots)
        return heads, relations, sure

    def _labels(self, vectors: Floats, heads: Ints, roots: NDArray[np.bool_]) -> Ints:
        quarter = vectors.shape[1] // 4
        above = vectors[heads] * ~roots[:, None]
        added = gelu(vectors[:, :quarter] + above[:, 2 * quarter : 3 * quarter])
        scaled = vectors[:, quarter : 2 * quarter] * above[:, 3 * quarter :]
        scores = np.concatenate([added, scaled], axis=1) @ self.small["label_weight"].T + self.small["label_bias"]
        scores[:, self._root] = _FAR
        found: Ints = scores.argmax(-1)
        found[roots] = self._root
        return found

    def _entities(self, scores: Floats, texts: Sequence[str]) -> list[tuple[int, int, str, float]]:
        logs = self.probabilities("entity", scores)
        doubted = logs.copy()
        doubted[:, self._outside] += _DOUBT
        path = self.entity_decoder(doubted)
        return [
            (start, end, label, float(np.exp(logs[np.arange(start, end), path[start:end]].mean())))
            for start, end, label in self.entity_decoder.spans(path)
            if not any(map(_address, texts[start:end]))
        ]

"""The annotator: text to a spaCy `Doc` with everything that the reading model sees in it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS  # type: ignore[import-not-found]
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Span as DocSpan
from threadpoolctl import ThreadpoolController

from contested import data
from contested.reading.annotate import attributions
from contested.reading.annotate.attributions import Found, Thresholds
from contested.reading.annotate.lemmas import Lemmatizer
from contested.reading.annotate.orphans import Orphan, adopt
from contested.reading.annotate.plan import LIMIT, Words, breaks, plan, words_of
from contested.reading.annotate.reader import Reader, WindowReading
from contested.reading.annotate.scheme import Scheme
from contested.reading.annotate.tokens import make_tokenizer_pipeline
from contested.reading.annotate.triggers import read_triggers
from contested.reading.annotate.types import Annotation, AttributionSpan, TokenPieces, TriggerGuess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

KEY: Final = "annotation"
"""Where the `Annotation` lies in `doc.user_data`."""


class Annotator:
    """Reads texts with the shipped model. The same text gives the same `Doc`, alone or among others."""

    def __init__(self, folder: Path, threads: int = 1, thresholds: Thresholds | None = None) -> None:
        self.scheme = Scheme.load(folder / "model.json")
        self.reader = Reader(folder, self.scheme, threads)
        self.lemmatizer = Lemmatizer.load(folder / "lemmas.tsv")
        self.nlp: Language = make_tokenizer_pipeline()
        self.thresholds = thresholds or Thresholds()
        strings = self.nlp.vocab.strings
        self._relations = np.array([strings.add(r) for r in self.scheme.relations], dtype=np.uint64)
        self._upos = np.array([IDS[u] for u in self.scheme.upos], dtype=np.uint64)
        self._pools = ThreadpoolController()
        self._morphs: dict[bytes, tuple[int, dict[str, str]]] = {}
        self.watch: Callable[[float], None] | None = None
        """Is told after each window which share of the text has been read."""

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> Annotator:
        """The model in `folder`, or the one that the package ships. `threads`: how many the encoder may use."""
        return cls(folder or data.path_of("model"), threads)

    def __call__(self, text: str) -> Doc:
        """Annotate one text."""
        return self.annotate(self.nlp.make_doc(text))

    def pipe(self, texts: Iterable[str], batch_size: int = 32) -> Iterator[Doc]:
        """Annotate texts one after another. `batch_size` is there for spaCy's sake: windows never share a run."""
        del batch_size
        for text in texts:
            yield self(text)

    def annotate(self, doc: Doc) -> Doc:
        """Annotate a tokenised `Doc` in place, and return it."""
        # The products after the network are small: threads that wait for each other there take twice their time.
        with self._pools.limit(limits=1, user_api="blas"):
            return self._annotate(doc)

    def _annotate(self, doc: Doc) -> Doc:
        words = words_of(doc)
        state = _Draft(len(doc))
        if words.texts:
            costs = [len(p) for p in self.reader.pieces(words.texts)]
            for start, end in plan(breaks(words.texts, words.gaps), costs, words.gaps):
                self._read_range(words, costs, start, end, state)
                if self.watch is not None:
                    self.watch(end / len(words.texts))
        state.attributions = adopt(doc, state.attributions, state.orphans)
        self._write(doc, words, state)
        return doc

    def _read_range(self, words: Words, costs: list[int], start: int, end: int, state: _Draft) -> None:
        """Read a window; one that is too long in parts, each from where the last sentence of the part before began."""
        while start < end:
            stop, filled = start, 0
            while stop < end and (filled + costs[stop] <= LIMIT or stop == start):
                filled += costs[stop]
                stop += 1
            reading = self.reader.read(words.texts[start:stop], words.gaps[start:stop])
            kept = stop - start
            if stop < end:
                last = int(np.flatnonzero(reading.starts)[-1])
                kept = last or kept
            state.add(self, words, start, reading, kept)
            start += kept

    def _write(self, doc: Doc, words: Words, state: _Draft) -> None:
        n = len(doc)
        columns = np.zeros((n, 5), dtype=np.uint64)
        columns[:, 0] = IDS["SPACE"]
        # spaCy drops the head of a token that has no relation.
        columns[:, 1] = doc.vocab.strings.add("dep")
        offsets = np.zeros(n, dtype=np.int64)
        if words.tokens:
            own = np.array(words.tokens)
            columns[own, 0] = self._upos[state.joined("upos")]
            columns[own, 1] = self._relations[state.joined("relations")]
            offsets[own] = own[state.joined("heads")] - own
            feats = state.joined("feats")
            upos = state.joined("upos")
            strings = doc.vocab.strings
            for row, token in enumerate(words.tokens):
                number, named = self._morph(doc, feats[row])
                lemma = self.lemmatizer(words.texts[row], self.scheme.upos[upos[row]], named)
                columns[token, 2] = number
                columns[token, 3] = strings.add(lemma)
            spaces = np.setdiff1d(np.arange(n), own)
            # White space hangs on the word before it, so that it never makes a sentence of its own.
            before = np.searchsorted(own, spaces) - 1
            offsets[spaces] = own[np.maximum(before, 0)] - spaces
        elif n:
            offsets[:] = -np.arange(n)
        columns[:, 4] = offsets.astype(np.uint64)
        if n:
            doc.from_array([POS, DEP, MORPH, LEMMA, HEAD], cast("Any", columns))
        doc.ents = tuple(DocSpan(doc, s, e, label=label) for s, e, label, _ in state.entities)
        doc.user_data[KEY] = state.annotation(words, n, f"{self.scheme.name} {self.scheme.version}", self.scheme)

    def _morph(self, doc: Doc, feats: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[int, dict[str, str]]:
        key = feats.tobytes()
        if key not in self._morphs:
            named = {name: values[v - 1] for (name, values), v in zip(self.scheme.feats, feats, strict=True) if v}
            self._morphs[key] = (doc.vocab.morphology.add(named), named)
        return self._morphs[key]


class _Draft:
    """What the windows of one document have given so far, in word indices of the document."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.parts: dict[str, list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]]] = {}
        self.entities: list[tuple[int, int, str, float]] = []
        self.attributions: list[AttributionSpan] = []
        self.orphans: list[Orphan] = []
        self.kinds: dict[int, tuple[tuple[str, float], ...]] = {}
        self.triggers: dict[int, TriggerGuess] = {}

    def joined(self, name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        """One array over all words."""
        return np.concatenate(self.parts[name])

    def _keep(self, name: str, values: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
        self.parts.setdefault(name, []).append(values)

    def add(self, annotator: Annotator, words: Words, start: int, reading: WindowReading, kept: int) -> None:
        """Take the first `kept` words of a window that begins at word `start`."""
        for name in ("upos", "upos_probability", "feats", "relations", "arc_probability", "nominals"):
            self._keep(name, getattr(reading, name)[:kept])
        self._keep("heads", np.minimum(reading.heads[:kept], kept - 1) + start)
        tokens = words.tokens

        def place(piece: tuple[int, int]) -> tuple[int, int]:
            return tokens[start + piece[0]], tokens[start + piece[1] - 1] + 1

        for s, e, label, score in reading.entities:
            if e <= kept:
                self.entities.append((*place((s, e)), label, score))
        raw = {name: reading.raw[name][:kept] for name in ("role", "links")}
        found, orphans = attributions.find(raw["role"], raw["links"], annotator.reader.small, annotator.thresholds)
        for piece, sure in orphans:
            left = Orphan(*place(piece), sure)
            if piece[0] or not self._extends(left):
                self.orphans.append(left)
        placed = (_placed(f, place, annotator.scheme.attribution_odds) for f in found)
        self.attributions += [a for a in placed if a.score >= annotator.thresholds.least]
        if annotator.scheme.triggers_trained:
            kinds, triggers = read_triggers(annotator.reader, reading, kept)
            self.kinds |= {tokens[start + i]: k for i, k in kinds.items()}
            self.triggers |= {
                tokens[start + i]: replace(
                    t, arguments=tuple((role, tokens[start + j], p) for role, j, p in t.arguments)
                )
                for i, t in triggers.items()
            }  # fmt: skip

    def _extends(self, opening: Orphan) -> bool:
        """Whether a content that a window begins with and no cue claims goes on from the last window's last one."""
        last = self.attributions[-1] if self.attributions else None
        if last is None or not last.content or not 0 <= opening.start - last.content[-1][1] <= 2:
            return False
        joined = (*last.content[:-1], (last.content[-1][0], opening.end))
        self.attributions[-1] = replace(last, content=joined)
        return True

    def annotation(self, words: Words, n: int, model: str, scheme: Scheme) -> Annotation:
        """The finished annotation, one entry a token."""
        confidences = {name: np.ones(n, dtype=np.float32) for name in ("upos_probability", "arc_probability")}
        nominals = [""] * n
        if words.tokens:
            for name, array in confidences.items():
                array[words.tokens] = self.joined(name)
            for token, number in zip(words.tokens, self.joined("nominals"), strict=True):
                nominals[token] = scheme.nominals[number]
        return Annotation(
            attributions=tuple(self.attributions),
            pos_confidence=confidences["upos_probability"],
            arc_confidence=confidences["arc_probability"],
            entity_confidence=tuple(score for *_, score in self.entities),
            nominal_types=tuple(nominals),
            model=model,
            trigger_kinds=tuple(self.kinds.get(i, ()) for i in range(n)) if scheme.triggers_trained else (),
            triggers=self.triggers,
        )


def _placed(found: Found, place: Placer, odds: tuple[float, float]) -> AttributionSpan:
    def pieces(spans: TokenPieces) -> TokenPieces:
        return tuple(place(s) for s in spans)

    raw = min(max(found.score, 1e-4), 1 - 1e-4)
    score = 1.0 / (1.0 + math.exp(-(odds[0] * math.log(raw / (1.0 - raw)) + odds[1])))
    return AttributionSpan(pieces(found.source), pieces(found.cue), pieces(found.content), score)


if TYPE_CHECKING:
    from collections.abc import Callable

    Placer = Callable[[tuple[int, int]], tuple[int, int]]

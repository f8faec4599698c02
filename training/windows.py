"""Cuts articles into training windows of whole units, adds noise to some, and makes padded batches of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch

from contested.reading.annotate.words import GAP_GLUED, GAP_LINE, GAP_SPACE, WordPieces, shape
from corpora import ANY_TAG, Article, Attributed, Unit
from inventory import FEATS, UPOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from torch import Tensor

SHORTEST, LONGEST, HARD_LIMIT = 32, 160, 320
SKIP = -100

_PUNCT, _DET = UPOS.index("PUNCT"), UPOS.index("DET")
_QUOTES = {'"', "“", "”", "''", "``"}


@dataclass(frozen=True)
class Noise:
    """Chances of the noises, a window or a unit at a time."""

    upper: float = 0.06
    lower: float = 0.06
    title: float = 0.02
    drop_stop: float = 0.06
    drop_determiner: float = 0.08
    change_quotes: float = 0.4
    join_lines: float = 0.25


@dataclass(slots=True)
class Window:
    words: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    """Number of the unit each word is in."""
    gold_sentences: bool = False
    upos: list[int] | None = None
    feats: list[tuple[int, ...]] | None = None
    arcs: list[int] | None = None
    """Head of each word: 0 the root, else 1 + its index in the window."""
    rels: list[int] | None = None
    tags: list[int] | None = None
    nominals: list[int] | None = None
    attributions: list[Attributed] | None = None
    happenings: list[tuple[int, int, int, int, list[tuple[int, int]] | None]] | None = None
    pieces: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Pieces, the two marks included."""
        return 2 + sum(map(len, self.pieces))


def _leaves(unit: Unit) -> set[int]:
    heads = set(unit.heads or ())
    return {i for i in range(len(unit.words)) if i + 1 not in heads}


def _dropped(unit: Unit, noise: Noise, dice: random.Random) -> set[int]:
    """Words that a careless writer or a translator leaves out; only leaves of the tree, so that the tree holds."""
    n = len(unit.words)
    if unit.upos is None or unit.heads is None or n < 4:
        return {n - 1} if n > 4 and unit.words[-1] == "." and dice.random() < noise.drop_stop else set()
    gone: set[int] = set()
    if unit.words[-1] in {".", "!", "?"} and unit.upos[-1] == _PUNCT and dice.random() < noise.drop_stop:
        gone.add(n - 1)
    if dice.random() < noise.drop_determiner:
        chance = dice.choice((0.4, 1.0))
        gone |= {i for i, u in enumerate(unit.upos) if u == _DET and dice.random() < chance}
    return gone & _leaves(unit)


def _quote_style(dice: random.Random) -> dict[str, str]:
    opening, closing = dice.choice(
        (("“", "”"), ("«", "»"), ("”", "“"), ("„", "“"), ("'", "'"), ("“", "“"), ("''", "''"), ('"', '"'), ("‘", "’"))
    )
    return {"“": opening, "”": closing, "``": opening, "''": closing, '"': dice.choice((opening, closing)),
            "’": dice.choice(("’", "'")), "'": dice.choice(("’", "'")), "'s": dice.choice(("’s", "'s")),
            "’s": dice.choice(("’s", "'s")), "n't": dice.choice(("n’t", "n't"))}  # fmt: skip


class Cutter:
    """Turns articles into windows."""

    def __init__(self, pieces: WordPieces, relations: tuple[str, ...], noise: Noise | None) -> None:
        self.pieces, self.noise = pieces, noise
        self.relations = {rel: i for i, rel in enumerate(relations)}

    def windows(
        self, article: Article, dice: random.Random, sizes: tuple[int, int] = (SHORTEST, LONGEST)
    ) -> Iterator[Window]:
        """Consecutive windows over the whole article, each of a random size."""
        start, offset = 0, 0
        offsets = []
        for unit in article.units:
            offsets.append(offset)
            offset += len(unit.words)
        lengths = [sum(map(len, self.pieces(u.words))) for u in article.units]
        while start < len(article.units):
            limit = dice.randint(*sizes)
            end, total = start + 1, lengths[start]
            while end < len(article.units) and total + lengths[end] <= limit:
                total += lengths[end]
                end += 1
            yield self._window(article, start, end, offsets, dice)
            start = end

    def _window(self, article: Article, start: int, end: int, offsets: list[int], dice: random.Random) -> Window:
        units = article.units[start:end]
        window = Window(gold_sentences=article.sentences)
        first = units[0]
        window.upos = [] if first.upos is not None else None
        window.feats = [] if first.feats is not None else None
        window.arcs = [] if first.heads is not None else None
        window.rels = [] if first.rels is not None else None
        window.tags = [] if first.tags is not None else None
        window.nominals = [] if first.nominals is not None else None
        quotes = _quote_style(dice) if self.noise and dice.random() < self.noise.change_quotes else {}
        place: dict[int, int] = {}
        room = HARD_LIMIT
        for number, unit in enumerate(units):
            gone = _dropped(unit, self.noise, dice) if self.noise else set()
            kept = [i for i in range(len(unit.words)) if i not in gone]
            costs = self.pieces([unit.words[i] for i in kept])
            while kept and sum(map(len, costs)) > room:
                kept, costs = kept[:-1], costs[:-1]
            room -= sum(map(len, costs))
            base = len(window.words)
            where = {old: base + new for new, old in enumerate(kept)}
            place |= {offsets[start + number] + old: new for old, new in where.items()}
            self._append(window, unit, kept, where, number, quotes)
            if number and self.noise and window.gaps[base:] and dice.random() < self.noise.join_lines:
                window.gaps[base] = GAP_SPACE
        if article.attributions is not None:
            window.attributions = [
                Attributed(*([place[i] for i in role if i in place] for role in (a.source, a.cue, a.content)))
                for a in article.attributions
            ]
            window.attributions = [a for a in window.attributions if a.source or a.cue or a.content]
        if article.happenings is not None:
            window.happenings = [
                (
                    place[h.trigger],
                    h.kind,
                    h.modality,
                    h.polarity,
                    None if h.arguments is None else [(r, place[i]) for r, i in h.arguments if i in place],
                )
                for h in article.happenings
                if h.trigger in place
            ]
        if self.noise:
            self._change_case(window, dice)
        window.pieces = self.pieces(window.words)
        return window

    def _append(
        self, window: Window, unit: Unit, kept: list[int], where: dict[int, int], number: int, quotes: dict[str, str]
    ) -> None:
        window.words += [quotes.get(unit.words[i], unit.words[i]) for i in kept]
        window.gaps += [unit.gaps[i] for i in kept]
        window.sentence += [number] * len(kept)
        if window.upos is not None and unit.upos:
            window.upos += [unit.upos[i] for i in kept]
        if window.feats is not None and unit.feats:
            window.feats += [unit.feats[i] for i in kept]
        if window.arcs is not None and unit.heads:
            window.arcs += [where.get(unit.heads[i] - 1, SKIP - 1) + 1 if unit.heads[i] else 0 for i in kept]
        if window.rels is not None and unit.rels:
            window.rels += [self.relations.get(unit.rels[i], SKIP) for i in kept]
        if window.tags is not None:
            window.tags += [unit.tags[i] for i in kept] if unit.tags else [ANY_TAG] * len(kept)
        if window.nominals is not None and unit.nominals:
            window.nominals += [unit.nominals[i] for i in kept]

    def _change_case(self, window: Window, dice: random.Random) -> None:
        assert self.noise
        roll = dice.random()
        if roll < self.noise.upper:
            window.words = [w.upper() for w in window.words]
        elif roll < self.noise.upper + self.noise.lower:
            window.words = [w.lower() for w in window.words]
        elif roll < self.noise.upper + self.noise.lower + self.noise.title:
            window.words = [w[:1].upper() + w[1:] for w in window.words]


@dataclass(slots=True)
class Batch:
    """Padded tensors of some windows; `SKIP` marks what has no gold."""

    inputs: dict[str, Tensor]
    real: Tensor
    gold: dict[str, Tensor]
    sentence: Tensor
    cues: Tensor
    """`[N, 2]`: window and word of every word of every cue."""
    sources: Tensor
    """`[N, W]`: 1 on the words of that cue's source."""
    contents: Tensor
    triggers: Tensor
    arguments: Tensor
    windows: list[Window]


def _put(target: Tensor, row: int, values: list[int] | list[tuple[int, ...]] | None) -> None:
    if values is not None and len(values):
        target[row, : len(values)] = torch.tensor(values)


def _role_tags(window: Window) -> list[tuple[int, ...]] | None:
    if window.attributions is None:
        return None
    tags = [[0, 0, 0] for _ in window.words]
    for attribution in window.attributions:
        for k, indices in enumerate((attribution.source, attribution.cue, attribution.content)):
            before = -2
            for i in indices:
                tags[i][k] = 2 if i == before + 1 else 1
                before = i
    return [tuple(t) for t in tags]


def _links(windows: list[Window], width: int) -> tuple[Tensor, Tensor, Tensor]:
    cues, sources, contents = [], [], []
    for b, window in enumerate(windows):
        for attribution in window.attributions or ():
            source = torch.zeros(width)
            content = torch.zeros(width)
            source[attribution.source] = 1.0
            content[attribution.content] = 1.0
            for i in attribution.cue:
                cues.append((b, i))
                sources.append(source)
                contents.append(content)
    if not cues:
        return torch.zeros(0, 2, dtype=torch.long), torch.zeros(0, width), torch.zeros(0, width)
    return torch.tensor(cues), torch.stack(sources), torch.stack(contents)


def make_batch(windows: list[Window], pieces: WordPieces) -> Batch:
    """Pad windows to one batch."""
    b = len(windows)
    p = -(-max(w.length for w in windows) // 8) * 8
    width = max(len(w.words) for w in windows)
    grid = {name: torch.zeros(b, p, dtype=torch.long) for name in ("pieces", "shapes", "gaps", "mask")}
    grid |= {name: torch.zeros(b, width, dtype=torch.long) for name in ("first", "last")}
    kinds = ("upos", "arcs", "rels", "nominal", "sentence", "trigger", "modality", "polarity")
    gold = {name: torch.full((b, width), SKIP) for name in kinds}
    gold["tags"] = torch.zeros(b, width, dtype=torch.long)
    gold["feats"] = torch.full((b, width, len(FEATS)), SKIP)
    gold["roles"] = torch.full((b, width, 3), SKIP)
    sentence = torch.full((b, width), -1)
    real = torch.zeros(b, width, dtype=torch.bool)
    triggers, arguments = [], []
    for row, window in enumerate(windows):
        _fill_pieces(grid, row, window, pieces)
        n = len(window.words)
        real[row, :n] = True
        _put(sentence, row, window.sentence)
        if window.gold_sentences:
            starts = [int(i == 0 or window.sentence[i] != window.sentence[i - 1]) for i in range(n)]
            _put(gold["sentence"], row, [SKIP, *starts[1:]])
        _put(gold["upos"], row, window.upos)
        _put(gold["feats"], row, window.feats)
        _put(gold["arcs"], row, window.arcs)
        _put(gold["rels"], row, window.rels)
        _put(gold["nominal"], row, window.nominals)
        _put(gold["tags"], row, window.tags)
        _put(gold["roles"], row, _role_tags(window))
        if window.happenings is not None:
            gold["trigger"][row, :n] = 0
            for word, kind, modality, polarity, roles in window.happenings:
                gold["trigger"][row, word] = kind
                gold["modality"][row, word] = modality
                gold["polarity"][row, word] = polarity
                if roles is None:
                    continue
                target = torch.full((width,), SKIP)
                target[:n] = 0
                for role, i in roles:
                    target[i] = role
                triggers.append((row, word))
                arguments.append(target)
    cues, sources, contents = _links(windows, width)
    found = torch.tensor(triggers) if triggers else torch.zeros(0, 2, dtype=torch.long)
    wanted = torch.stack(arguments) if arguments else torch.zeros(0, width, dtype=torch.long)
    return Batch(grid, real, gold, sentence, cues, sources, contents, found, wanted, windows)


def _fill_pieces(grid: dict[str, Tensor], row: int, window: Window, pieces: WordPieces) -> None:
    numbers, shapes, gaps, first, last = [pieces.cls], [0], [0], [], []
    for word, gap, parts in zip(window.words, window.gaps, window.pieces, strict=True):
        first.append(len(numbers))
        numbers += parts
        shapes += [shape(word)] * len(parts)
        gaps += [gap] + [GAP_GLUED] * (len(parts) - 1)
        last.append(len(numbers) - 1)
    numbers.append(pieces.sep)
    n = len(numbers)
    grid["pieces"][row, :n] = torch.tensor(numbers)
    _put(grid["shapes"], row, shapes)
    _put(grid["gaps"], row, gaps)
    grid["mask"][row, :n] = 1
    _put(grid["first"], row, first)
    _put(grid["last"], row, last)


def batches(windows: list[Window], dice: random.Random, size: int) -> list[list[Window]]:
    """Group windows of like length so that a padded batch holds about `size` pieces; the order is shuffled."""
    dice.shuffle(windows)
    groups: list[list[Window]] = []
    for i in range(0, len(windows), 400):
        pool = sorted(windows[i : i + 400], key=lambda w: w.length)
        group: list[Window] = []
        for window in pool:
            if group and (len(group) + 1) * window.length > size:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    dice.shuffle(groups)
    return groups


def total_pieces(windows: Iterable[Window]) -> int:
    """Pieces of all windows."""
    return sum(w.length for w in windows)


__all__ = ["GAP_LINE", "Batch", "Cutter", "Noise", "Window", "batches", "make_batch", "total_pieces"]

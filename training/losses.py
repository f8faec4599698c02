"""The loss of every head, summed over the words that a corpus annotates and divided by the words of the batch."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from inventory import ENTITY_TAGS, FEATS
from net import Net
from windows import SKIP, Batch

WEIGHTS = {
    "upos": 1.0, "feats": 0.5, "sentence": 0.5, "arcs": 1.2, "rels": 1.0, "entity": 1.5, "nominal": 0.3, "role": 1.0,
    "link": 0.25, "trigger": 2.0, "modality": 1.0, "polarity": 0.5, "argument": 0.2,
}  # fmt: skip

_FEAT_SIZES = [len(v) + 1 for v in FEATS.values()]


def _plain(scores: Tensor, gold: Tensor) -> Tensor:
    return cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=SKIP, reduction="sum")


def _entity(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the share that the allowed tags hold; words with no set (0) or with every tag cost nothing."""
    bits = (allowed.unsqueeze(-1) >> torch.arange(len(ENTITY_TAGS))) & 1
    known = allowed > 0
    if not known.any():
        return scores.sum() * 0.0
    s, m = scores[known].float(), bits[known].bool()
    return (s.logsumexp(-1) - s.masked_fill(~m, -1e9).logsumexp(-1)).sum()


def arc_mask(sentence: Tensor) -> Tensor:
    """`[B, W, W + 1]`: true where a word may hang on that head (column 0: the root)."""
    b, w = sentence.shape
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    same &= ~torch.eye(w, dtype=torch.bool)
    return torch.cat([torch.ones(b, w, 1, dtype=torch.bool), same], -1)


def _syntax(net: Net, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    gold = batch.gold
    arcs = out["arcs"].float().masked_fill(~arc_mask(batch.sentence), -1e4)
    losses = {"arcs": _plain(arcs, gold["arcs"])}
    known = (gold["rels"] != SKIP) & (gold["arcs"] >= 0)
    if known.any():
        rows, cols = known.nonzero(as_tuple=True)
        heads = gold["arcs"][known]
        vectors = out["labels"]
        above = vectors[rows, (heads - 1).clamp(min=0)] * (heads > 0).unsqueeze(-1)
        scores = net.label_scores(vectors[rows, cols], above).float()
        losses["rels"] = cross_entropy(scores, gold["rels"][known], reduction="sum")
    return losses


def losses(net: Net, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Loss sums by head."""
    gold = batch.gold
    found = {name: _plain(out[name].float(), gold[name]) for name in ("upos", "sentence", "nominal")}
    parts = out["feats"].float().split(_FEAT_SIZES, -1)
    found["feats"] = torch.stack([_plain(p, gold["feats"][..., i]) for i, p in enumerate(parts)]).sum()
    found["entity"] = _entity(out["entity"], gold["tags"])
    roles = out["role"].float().split(3, -1)
    found["role"] = torch.stack([_plain(r, gold["roles"][..., i]) for i, r in enumerate(roles)]).sum()
    if (gold["arcs"] != SKIP).any():
        found |= _syntax(net, out, batch)
    if len(batch.cues):
        found["link"] = _link(net, out["links"], batch)
    if (gold["trigger"] != SKIP).any():
        found |= {name: _plain(out[name].float(), gold[name]) for name in ("trigger", "modality", "polarity")}
    if len(batch.triggers):
        rows, cols = batch.triggers.T
        scores = net.argument_scores(out["arguments"][rows, cols].unsqueeze(1), out["arguments"][rows])
        found["argument"] = _plain(scores.float(), batch.arguments)
    return found


def _link(net: Net, vectors: Tensor, batch: Batch) -> Tensor:
    rows, cols = batch.cues.T
    source, content = net.link_scores(vectors[rows, cols].unsqueeze(1), vectors[rows])
    weight = batch.real[rows].float()
    return binary_cross_entropy_with_logits(source.float(), batch.sources, weight, reduction="sum") + (
        binary_cross_entropy_with_logits(content.float(), batch.contents, weight, reduction="sum")
    )


def total(found: dict[str, Tensor], words: int) -> Tensor:
    """The weighted sum, a word."""
    return torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum() / words

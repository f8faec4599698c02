"""The reading model: the MiniLM encoder, what it is told of case and gaps, and the heads.

Shapes: B windows, P pieces (with [CLS] and [SEP]), W words. Words are read at their first piece, with a learnt share
of their last one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from contested.reading.annotate.words import N_GAPS, N_SHAPES
from inventory import ARGUMENTS, ENTITY_TAGS, FEATS, KINDS, MODALITIES, NOMINALS, POLARITIES, ROLES, UPOS

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
ARC, LABEL, LINK, ARGUMENT = 256, 192, 128, 96


class Dropout(nn.Module):
    """Dropout with its mask from a fast byte generator; PyTorch's own takes a third of a training step on a CPU."""

    generator = np.random.Generator(np.random.SFC64(0))

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.threshold = round(chance * 256)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.threshold:
            return x
        noise = torch.frombuffer(bytearray(self.generator.bytes(x.numel())), dtype=torch.uint8).view(x.shape)
        return x * (noise >= self.threshold).to(x.dtype) * (256.0 / (256 - self.threshold))


class Attention(nn.Module):
    """Self-attention by plain matrix products: on a CPU in bf16 they are faster backward than the fused kernel."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.drop = Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, p, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, p, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        weights = self.drop(scores.softmax(-1))
        return self.out((weights @ split(self.value(x))).transpose(1, 2).reshape(b, p, WIDTH))


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.attention, self.norm1 = Attention(), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down, self.norm2 = (
            nn.Linear(WIDTH, INNER),
            nn.Linear(INNER, WIDTH),
            nn.LayerNorm(WIDTH, eps=1e-12),
        )
        self.drop = Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.norm1(x + self.drop(self.attention(x, bias)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's encoder with two embeddings more, both zero at first: letter case and gap."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes, self.gaps = nn.Embedding(N_SHAPES, WIDTH), nn.Embedding(N_GAPS, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, bias: Tensor) -> list[Tensor]:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(places) + self.shapes(shapes) + self.gaps(gaps)
        x = self.drop(self.norm(x))
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def load(self, path: Path) -> None:
        """Take over the weights of all-MiniLM-L6-v2 (a safetensors file)."""
        from safetensors.torch import load_file

        old = load_file(str(path))
        e = "embeddings."
        self.words.weight.data.copy_(old[e + "word_embeddings.weight"])
        # Token type 0 is the only one in use, so it is folded into the positions.
        self.places.weight.data.copy_(
            old[e + "position_embeddings.weight"] + old[e + "token_type_embeddings.weight"][0]
        )
        names = {"norm": e + "LayerNorm"}
        for i in range(LAYERS):
            pre = f"encoder.layer.{i}."
            names |= {
                f"layers.{i}.attention.query": pre + "attention.self.query",
                f"layers.{i}.attention.key": pre + "attention.self.key",
                f"layers.{i}.attention.value": pre + "attention.self.value",
                f"layers.{i}.attention.out": pre + "attention.output.dense",
                f"layers.{i}.norm1": pre + "attention.output.LayerNorm",
                f"layers.{i}.up": pre + "intermediate.dense",
                f"layers.{i}.down": pre + "output.dense",
                f"layers.{i}.norm2": pre + "output.LayerNorm",
            }
        mine = dict(self.named_parameters())
        for new, ancient in names.items():
            for kind in ("weight", "bias"):
                mine[f"{new}.{kind}"].data.copy_(old[f"{ancient}.{kind}"])


@dataclass(frozen=True)
class Inventory:
    """Sizes of the heads that depend on the data."""

    relations: tuple[str, ...]


TAG_SIZES = {
    "upos": len(UPOS),
    "feats": sum(len(v) + 1 for v in FEATS.values()),
    "sentence": 2,
    "entity": len(ENTITY_TAGS),
    "nominal": len(NOMINALS),
    "role": 3 * len(ROLES),
    "trigger": len(KINDS),
    "modality": len(MODALITIES),
    "polarity": len(POLARITIES),
}
SYNTAX_TAGS = ("upos", "feats", "sentence", "nominal")
MEANING_TAGS = ("entity", "role", "trigger", "modality", "polarity")


class Net(nn.Module):
    """Encoder and heads; `forward` gives every head's raw scores by name."""

    def __init__(self, inventory: Inventory) -> None:
        super().__init__()
        self.inventory = inventory
        self.encoder = Encoder()
        self.mix = nn.Parameter(torch.tensor([[0.0, 0.0, 0.0, 0.5, 1.0, 1.5]] * 2))
        self.last_share = nn.Parameter(torch.zeros(2, WIDTH))
        self.drop = Dropout(0.2)
        self.syntax = nn.Linear(WIDTH, sum(TAG_SIZES[t] for t in SYNTAX_TAGS))
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.meaning = nn.Linear(WIDTH, sum(TAG_SIZES[t] for t in MEANING_TAGS))
        n = len(inventory.relations)
        self.arcs = nn.Linear(WIDTH, 2 * ARC)
        self.arc_weight = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_head = nn.Linear(ARC, 1)
        self.arc_root = nn.Linear(ARC, 1)
        self.labels = nn.Linear(WIDTH, 4 * LABEL)
        self.label_out = nn.Linear(2 * LABEL, n)
        self.links = nn.Linear(WIDTH, 4 * LINK)
        self.link_out = nn.Linear(2 * LINK, 2)
        self.arguments = nn.Linear(WIDTH, 4 * ARGUMENT)
        self.argument_out = nn.Linear(2 * ARGUMENT, len(ARGUMENTS))
        nn.init.xavier_uniform_(self.arc_weight, gain=0.25)
        for head in (self.syntax, self.hidden, self.meaning, self.arcs, self.labels, self.links, self.arguments):
            nn.init.xavier_uniform_(head.weight)
            nn.init.zeros_(head.bias)

    def word_states(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, last: Tensor, bias: Tensor
    ) -> list[Tensor]:
        states = torch.stack(self.encoder(pieces, shapes, gaps, bias)[2:])
        out = []
        for k in range(2):
            weights = self.mix[k, 2:].softmax(0).view(-1, 1, 1, 1)
            x = (states * weights).sum(0)
            index = first.unsqueeze(-1).expand(-1, -1, WIDTH)
            at_first = x.gather(1, index)
            at_last = x.gather(1, last.unsqueeze(-1).expand(-1, -1, WIDTH))
            out.append(self.drop(at_first + self.last_share[k] * (at_last - at_first)))
        return out

    def forward(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, last: Tensor, mask: Tensor | None
    ) -> dict[str, Tensor]:
        """Raw scores; `mask` is 1 where a piece is real. Arcs: `[B, W, W + 1]`, dependent, head; column 0: the root."""
        bias = torch.zeros(1) if mask is None else (1.0 - mask[:, None, None, :].float()) * -10000.0
        form, sense = self.word_states(pieces, shapes, gaps, first, last, bias)
        act = nn.functional.gelu
        out = dict(zip(SYNTAX_TAGS, self.syntax(form).split([TAG_SIZES[t] for t in SYNTAX_TAGS], -1), strict=True))
        hidden = self.drop(act(self.hidden(sense)))
        out |= zip(MEANING_TAGS, self.meaning(hidden).split([TAG_SIZES[t] for t in MEANING_TAGS], -1), strict=True)
        dependent, head = self.drop(act(self.arcs(form))).chunk(2, -1)
        scores = (dependent @ self.arc_weight) @ head.transpose(-1, -2) + self.arc_head(head).transpose(-1, -2)
        out["arcs"] = torch.cat([self.arc_root(dependent), scores], -1)
        out["labels"] = self.drop(self.labels(form))
        out["links"] = self.links(sense)
        out["arguments"] = self.arguments(sense)
        return out

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations from the label vectors of dependents and of their heads (a root's head: zeros)."""
        a, b = dependents[..., : 2 * LABEL].chunk(2, -1)
        c, d = heads[..., 2 * LABEL :].chunk(2, -1)
        return self.label_out(torch.cat([nn.functional.gelu(a + c), b * d], -1))

    def link_scores(self, cues: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """How likely each word belongs to the source, and to the content, of each cue (logits)."""
        a, b = cues[..., : 2 * LINK].chunk(2, -1)
        c, d = words[..., 2 * LINK :].chunk(2, -1)
        scores = self.link_out(torch.cat([nn.functional.gelu(a + c), b * d], -1))
        return scores[..., 0], scores[..., 1]

    def argument_scores(self, triggers: Tensor, words: Tensor) -> Tensor:
        """Scores of the argument roles of words for triggers."""
        a, b = triggers[..., : 2 * ARGUMENT].chunk(2, -1)
        c, d = words[..., 2 * ARGUMENT :].chunk(2, -1)
        return self.argument_out(torch.cat([nn.functional.gelu(a + c), b * d], -1))

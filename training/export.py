"""Writes the shipped artefact: one int8 ONNX file, its small tables and a description of its heads.

`python training/export.py --name v1 --version 0.1.0`
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from paths import BASE, ROOT, TARGET, WORK  # isort: skip

import numpy as np
import torch
from torch import Tensor, nn

from contested.reading.annotate.lemmas import form_of, rule_lemma
from inventory import ARGUMENTS, ENTITY_TAGS, FEATS, KINDS, MODALITIES, NOMINALS, POLARITIES, ROLES, UPOS
from net import LINK, TAG_SIZES, Inventory, Net

OUTPUTS = [*TAG_SIZES, "arcs", "labels", "links", "arguments"]


class Exported(nn.Module):
    """One window in, every head out; label, link and argument scores are left to the reader, after the tree."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        out = self.net(pieces, shapes, gaps, first, last, None)
        return tuple(out[name][0] for name in OUTPUTS)


def export_onnx(net: Net, path: Path) -> None:
    """Trace the net to ONNX and quantise every weight matrix to int8, one scale a channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # The exporter puts a wrapper that was never told otherwise back into training mode; dropout would stay in.
    wrapped = Exported(net).eval()
    p, w = 24, 17
    first = torch.arange(1, w + 1).unsqueeze(0)
    example = (
        torch.randint(1000, 20000, (1, p)),
        torch.ones(1, p, dtype=torch.long),
        torch.ones(1, p, dtype=torch.long),
        first,
        first,
    )
    plain = path.with_suffix(".float.onnx")
    torch.onnx.export(
        wrapped, example, str(plain), dynamo=False, opset_version=17,
        input_names=["pieces", "shapes", "gaps", "first", "last"], output_names=OUTPUTS,
        dynamic_axes={**{n: {1: "p"} for n in ("pieces", "shapes", "gaps")}, **{n: {1: "w"} for n in ("first", "last")},
                      **{n: {0: "w"} for n in OUTPUTS}, "arcs": {0: "w", 1: "v"}},
    )  # fmt: skip
    # Seven bits a weight: with eight, processors without VNNI saturate when they add two products in 16 bits, and read
    # otherwise than the rest (up to three points of attributions). Seven cost no measurable accuracy.
    quantize_dynamic(
        plain, path, per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    shutil.move(plain, WORK / plain.name)


def small_weights(net: Net) -> dict[str, Any]:
    """The heads that run in numpy, after the tree or the cues are known."""
    return {
        "label_weight": net.label_out.weight.detach().numpy().astype(np.float32),
        "label_bias": net.label_out.bias.detach().numpy().astype(np.float32),
        "link_weight": net.link_out.weight.detach().numpy().astype(np.float32),
        "link_bias": net.link_out.bias.detach().numpy().astype(np.float32),
        "argument_weight": net.argument_out.weight.detach().numpy().astype(np.float32),
        "argument_bias": net.argument_out.bias.detach().numpy().astype(np.float32),
    }


def lemma_table(shared: Path) -> dict[str, str]:
    """Lemmas of the treebanks that the rules get wrong: `form|UPOS` to lemma, the commonest reading of each."""
    from corpora import read_conllu

    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in ("ud-ewt-train", "ud-gum-train"):
        for article in read_conllu(shared / "train" / f"{name}.conllu.gz")[0]:
            for unit in article.units:
                for word, upos, feats, lemma in zip(
                    unit.words, unit.upos or [], unit.feats or [], unit.lemmas or [], strict=True
                ):
                    if UPOS[upos] not in {"PROPN", "PUNCT", "SYM", "X", "NUM"} and lemma != "_":
                        form = form_of(UPOS[upos], _named(feats))
                        votes[word.lower(), f"{UPOS[upos]}{'/' + form if form else ''}"][lemma.lower()] += 1
    table = {}
    for (word, upos), counter in sorted(votes.items()):
        lemma, n = counter.most_common(1)[0]
        if rule_lemma(word, *(upos + "/").split("/")[:2]) != lemma and (n > 1 or len(counter) == 1):
            table[f"{word}|{upos}"] = lemma
    return table


def _named(feats: tuple[int, ...]) -> dict[str, str]:
    return {name: values[v - 1] for v, (name, values) in zip(feats, FEATS.items(), strict=True) if v}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True, help="the training run")
    parser.add_argument("--version", required=True)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    relations = tuple(json.loads((WORK / options.name / "relations.json").read_text(encoding="utf-8")))
    state = torch.load(WORK / options.name / "last.pt", weights_only=True)
    net = Net(Inventory(relations))
    net.load_state_dict(state["net"])
    net.eval()
    options.target.mkdir(parents=True, exist_ok=True)
    export_onnx(net, options.target / "reader.onnx")
    np.savez(options.target / "heads.npz", **small_weights(net))
    shutil.copy(BASE / "tokenizer.json", options.target / "tokenizer.json")
    description = {
        "name": "contested-reader", "version": options.version, "run": options.name,
        "upos": UPOS, "feats": FEATS, "relations": relations, "entity_tags": ENTITY_TAGS, "nominals": NOMINALS,
        "roles": ROLES, "kinds": KINDS, "modalities": MODALITIES, "polarities": POLARITIES, "arguments": ARGUMENTS,
        "link_width": LINK, "triggers_trained": bool(state.get("triggers")),
        "temperatures": {}, "attribution_odds": [1.0, 0.0],
    }  # fmt: skip
    (options.target / "model.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    rows = "".join(f"{key}\t{lemma}\n" for key, lemma in lemma_table(options.shared).items())
    (options.target / "lemmas.tsv").write_text(rows, encoding="utf-8")
    for path in sorted(options.target.iterdir()):
        print(f"{path.name:20} {path.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()

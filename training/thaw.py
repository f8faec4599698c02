"""Makes a run of the shipped model, to train on from it: `python training/thaw.py --name shipped`.

Checkpoints are not kept; the artefact is. Its int8 weights come back as floats, a little coarser than they were.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from paths import TARGET, WORK  # isort: skip

import numpy as np
import onnx
import torch
from onnx.numpy_helper import to_array

from net import LAYERS, Inventory, Net

HEADS = ("syntax", "hidden", "meaning", "arcs", "arc_weight", "arc_head", "arc_root", "labels", "links", "arguments")
"""The matrices after the encoder's, in the order in which `Net.forward` multiplies by them."""
LAYER = ("attention.query", "attention.key", "attention.value", "attention.out", "up", "down")


def thaw(folder: Path) -> tuple[Net, tuple[str, ...]]:
    """The net of an exported model, and its relations. Raises ValueError where the file has another shape."""
    relations = tuple(json.loads((folder / "model.json").read_text(encoding="utf-8"))["relations"])
    net = Net(Inventory(relations))
    stored = {t.name: to_array(t) for t in onnx.load(folder / "reader.onnx").graph.initializer}
    state = net.state_dict()

    def put(name: str, value: Any) -> None:
        found = torch.tensor(np.asarray(value, dtype=np.float32))
        if name.startswith("argument") and found.numel() != state[name].numel():
            print(f"{name} begins anew: {tuple(found.shape)} in the file, {tuple(state[name].shape)} in the net")
            return
        if found.numel() != state[name].numel():
            raise ValueError(f"{name} has {tuple(found.shape)} in the file, {tuple(state[name].shape)} in the net")
        state[name].copy_(found.reshape(state[name].shape))

    matrices = []
    for name, value in stored.items():
        if name.startswith("net.") and name.removeprefix("net.") in state:
            put(name.removeprefix("net."), value)
        elif name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            zero = stored[stem + "_zero_point"].astype(np.float32)
            plain = (value.astype(np.float32) - zero) * stored[stem + "_scale"]
            if "encoder." in stem:
                put(stem.removeprefix("net."), plain)
            else:
                matrices.append(plain)
    names = [f"encoder.layers.{i}.{part}.weight" for i in range(LAYERS) for part in LAYER]
    names += [name if name == "arc_weight" else f"{name}.weight" for name in HEADS]
    for name, plain in zip(names, matrices, strict=True):
        put(name, plain if name == "arc_weight" else plain.T)
    mixes = [v for k, v in stored.items() if v.shape == (4, 1, 1, 1)]
    shares = [v for k, v in stored.items() if v.shape == (384,) and k.startswith("onnx::Mul")]
    for k in range(2):
        # The file keeps the shares after the softmax; only the four upper layers are mixed.
        state["mix"][k, 2:] = torch.tensor(np.log(mixes[k].reshape(-1)))
        state["last_share"][k] = torch.tensor(shares[k])
    small = np.load(folder / "heads.npz")
    for head in ("label", "link", "argument"):
        put(f"{head}_out.weight", small[f"{head}_weight"])
        put(f"{head}_out.bias", small[f"{head}_bias"])
    net.load_state_dict(state)
    return net, relations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="shipped")
    parser.add_argument("--model", type=Path, default=TARGET)
    options = parser.parse_args()
    net, relations = thaw(options.model)
    folder = WORK / options.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "relations.json").write_text(json.dumps(relations), encoding="utf-8")
    torch.save({"net": net.state_dict(), "optimizer": {}, "step": 0, "triggers": True}, folder / "last.pt")


if __name__ == "__main__":
    main()

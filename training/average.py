"""Averages the weights of runs: `python training/average.py --name v5 v5b=0.65 shipped=0.35`.

Runs that went on from one another lie in one valley of the loss, and their mean reads trees better than either. A
weight whose shape differs from the first run's (a head that was made anew) is left out of the mean.
"""

from __future__ import annotations

import argparse
import shutil

import torch

from paths import WORK


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True)
    parser.add_argument("runs", nargs="+", help="RUN=SHARE; the first gives the shapes")
    options = parser.parse_args()
    shares = {name: float(share) for name, share in (each.split("=") for each in options.runs)}
    nets = {name: torch.load(WORK / name / "last.pt", weights_only=True)["net"] for name in shares}
    first = next(iter(nets.values()))
    mean = {}
    for key, shape in ((key, value.shape) for key, value in first.items()):
        parts = {name: share for name, share in shares.items() if nets[name][key].shape == shape}
        whole = sum(parts.values())
        mean[key] = sum((nets[name][key] * (share / whole) for name, share in parts.items()), torch.zeros(shape))
    folder = WORK / options.name
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({"net": mean, "optimizer": {}, "step": 0, "triggers": True}, folder / "last.pt")
    shutil.copy(WORK / next(iter(shares)) / "relations.json", folder / "relations.json")


if __name__ == "__main__":
    main()

"""Trains the reading model: `python training/train.py --name v1 --epochs 5`. Resumes from its last checkpoint."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from paths import BASE, DATA, ROOT, TARGET, WORK  # isort: skip

import numpy as np
import torch

from conflict import open_things, read_conflict, read_names, read_triggers, things_named
from contested.reading.annotate import Annotator
from contested.reading.annotate.words import WordPieces
from corpora import (
    Article,
    add_gum_mentions,
    add_proper_noun_hints,
    read_conllu,
    read_polnear,
    read_spans,
    relation_counts,
)
from discourse import attributed_sentences
from inventory import deprels
from losses import losses, total
from names_standoff import EWT_NAMES, add_names, read_names_of, sentence_ids
from net import Dropout, Inventory, Net
from silver import add_silver_names
from windows import Cutter, Noise, Window, batches, make_batch

UNER_OPEN = ("NORP", "WEAPON", "VEHICLE", "MISC")
CROSSNER_OPEN = ("NORP", "WEAPON", "VEHICLE", "FACILITY", "MISC")


def read_corpora(shared: Path) -> dict[str, list[Article]]:
    """Every training corpus by name; cached in the work folder, because PolNeAR takes half a minute to tokenise."""
    cache = WORK / "corpora.pickle"
    if cache.exists():
        with cache.open("rb") as stream:
            return pickle.load(stream)  # type: ignore[no-any-return]
    data = shared / "train"
    gum, misc = read_conllu(data / "ud-gum-train.conllu.gz")
    add_gum_mentions(gum, misc)
    said = attributed_sentences(gum, misc)
    ewt, _ = read_conllu(data / "ud-ewt-train.conllu.gz")
    add_proper_noun_hints(ewt)
    add_names(ewt, sentence_ids(data / "ud-ewt-train.conllu.gz"), read_names_of(EWT_NAMES))
    corpora = {"gum": gum, "gum-said": said, "ewt": ewt, "pud": read_spans(data / "uner-pud.jsonl.gz", UNER_OPEN)}
    for domain in ("politics-train", "ai", "literature", "music", "science"):
        corpora[f"crossner-{domain}"] = read_spans(data / f"crossner-{domain}.jsonl.gz", CROSSNER_OPEN)
    corpora["polnear"] = read_polnear(shared / "bench" / "packs" / "attr-polnear-train.jsonl.gz")
    WORK.mkdir(parents=True, exist_ok=True)
    with cache.open("wb") as stream:
        pickle.dump(corpora, stream)
    return corpora


def add_conflict(corpora: dict[str, list[Article]], syntax: Path) -> None:
    """The project's own sentences. Their parts of speech and trees come from the model in `syntax`."""
    annotator, parser = Annotator.load(TARGET), Annotator.load(syntax)
    things = things_named(DATA)
    corpora["names"] = read_names(DATA / "names", "train", parser)
    for articles in corpora.values():
        open_things(articles, things)
    corpora["conflict"] = read_conflict(DATA, "train", parser)
    corpora["triggers"] = read_triggers(DATA / "triggers", "train", parser)
    filled = add_silver_names(corpora["ewt"], annotator.reader)
    own = ", ".join(f"{len(corpora[name])} of {name}" for name in ("conflict", "triggers", "names"))
    print(f"own texts: {own}; {filled} words of EWT with names of the model's own", flush=True)


def epoch_windows(
    corpora: dict[str, list[Article]], shares: dict[str, float], cutter: Cutter, dice: random.Random
) -> list[Any]:
    """The windows of one pass; a share of 0.5 takes half of a corpus's windows, of 2 each twice."""
    windows = []
    for name, articles in corpora.items():
        share = shares.get(name, 1.0)
        for _ in range(max(1, round(share)) if share >= 1 else 1):
            for article in articles:
                windows += [w for w in cutter.windows(article, dice) if share >= 1 or dice.random() < share]
    return windows


def parameter_groups(net: Net, rate: float, head_rate: float) -> list[dict[str, Any]]:
    """Encoder and heads with their own rates; no decay for vectors."""
    groups: dict[tuple[bool, bool], list[Any]] = defaultdict(list)
    for name, value in net.named_parameters():
        groups[name.startswith("encoder."), value.dim() > 1].append(value)
    return [
        {"params": values, "peak": rate if encoder else head_rate, "lr": 0.0, "weight_decay": 0.01 if matrix else 0.0}
        for (encoder, matrix), values in groups.items()
    ]


def rate_at(step: int, steps: int, end: float = 0.0, warm: float = 0.06) -> float:
    """Linear warm-up to 1, then linear decay to `end`."""
    start = max(1, int(steps * warm))
    return step / start if step < start else end + (1 - end) * max(0.0, (steps - step) / max(1, steps - start))


def multiplies_halves() -> bool:
    """Whether the processor multiplies bf16 in hardware; where it does not, a step in bf16 takes minutes."""
    flags = Path("/proc/cpuinfo")
    return not flags.exists() or "bf16" in flags.read_text(encoding="utf-8")


class Workers:
    """Shares a batch among threads that each have a core and a replica of the net, and meet once a step.

    Threads inside every operation would meet thousands of times a step, which is slow where others use the machine too.
    """

    def __init__(self, net: Net, pieces: WordPieces, number: int) -> None:
        self.pieces = pieces
        self.halves = multiplies_halves()
        self.nets = [net]
        for _ in range(number - 1):
            replica = Net(net.inventory)
            for mine, shared in zip(replica.parameters(), net.parameters(), strict=True):
                mine.data = shared.data
            self.nets.append(replica)
        self.pool = ThreadPoolExecutor(number, initializer=torch.set_num_threads, initargs=(1,))

    def _part(self, number: int, group: list[Window], seed: int, words: int) -> dict[str, float]:
        net = self.nets[number].train()
        noise = np.random.Generator(np.random.SFC64([seed, number]))
        for module in net.modules():
            if isinstance(module, Dropout):
                module.generator = noise
        batch = make_batch(group, self.pieces)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.halves):
            found = losses(net, net(**batch.inputs), batch)
        total(found, words).backward()
        return {name: float(value.detach()) for name, value in found.items()}

    def backward(self, group: list[Window], seed: int) -> tuple[dict[str, float], int]:
        """Gradients of a batch, summed into the first net; the losses by head, and the number of words."""
        words = sum(len(w.words) for w in group)
        parts = [group[k :: len(self.nets)] for k in range(len(self.nets))]
        jobs = [self.pool.submit(self._part, k, part, seed, words) for k, part in enumerate(parts) if part]
        sums: dict[str, float] = defaultdict(float)
        for job in jobs:
            for name, value in job.result().items():
                sums[name] += value
        for replica in self.nets[1:]:
            for mine, other in zip(self.nets[0].parameters(), replica.parameters(), strict=True):
                if other.grad is not None:
                    mine.grad = other.grad if mine.grad is None else mine.grad.add_(other.grad)
                    other.grad = None
        return sums, words


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    corpora = read_corpora(options.shared)
    if options.without_polnear:
        corpora.pop("polnear")
    if options.conflict:
        add_conflict(corpora, options.syntax)
    shares = {
        "polnear": options.polnear_share, "pud": 2.0, "crossner-politics-train": 2.0, "names": options.names_share,
        "conflict": options.conflict_share, "triggers": options.triggers_share, "ewt": options.ewt_share,
    }  # fmt: skip
    relations = tuple(deprels(relation_counts(corpora["ewt"] + corpora["gum"])))
    net = Net(Inventory(relations))
    net.encoder.load(BASE / "model.safetensors")
    if options.start:
        net.load_state_dict(torch.load(WORK / options.start / "last.pt", weights_only=True)["net"])
    pieces = WordPieces.load(BASE / "tokenizer.json")
    cutter = Cutter(pieces, relations, Noise())
    optimizer = torch.optim.AdamW(parameter_groups(net, options.rate, options.head_rate), betas=(0.9, 0.98), fused=True)
    folder = WORK / options.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "relations.json").write_text(json.dumps(relations), encoding="utf-8")
    done = resume(folder / "last.pt", net, optimizer)
    workers = Workers(net, pieces, options.threads)
    for replica in workers.nets:
        # Half of all weights, and already good; to leave them as they are saves a third of every step.
        replica.encoder.words.weight.requires_grad_(options.train_words)
    step, steps, began = 0, 0, time.time()
    sums: dict[str, float] = defaultdict(float)
    seen = 0
    for epoch in range(options.epochs):
        dice = random.Random(options.seed * 1000 + epoch)
        groups = batches(epoch_windows(corpora, shares, cutter, dice), dice, options.batch)
        if not steps:
            steps = len(groups) * options.epochs if not options.steps else options.steps
            print(f"{len(groups)} batches an epoch, {steps} steps", flush=True)
        for group in groups:
            step += 1
            if step <= done or step > steps:
                continue
            found, words = workers.backward(group, options.seed * 1_000_003 + step)
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            for pack in optimizer.param_groups:
                pack["lr"] = pack["peak"] * rate_at(step, steps, options.end_rate)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            seen += words
            for name, value in found.items():
                sums[name] += value
            if step % 25 == 0:
                left = (time.time() - began) / (step - done) * (steps - step)
                shown = " ".join(f"{k} {v / seen:.3f}" for k, v in sums.items())
                print(f"epoch {epoch + 1} step {step}/{steps} {left / 60:.1f} min left | {shown}", flush=True)
                sums, seen = defaultdict(float), 0
            if step % 200 == 0 or step == steps:
                save(folder / "last.pt", net, optimizer, step, options.conflict)
    save(folder / "last.pt", net, optimizer, max(step, done), options.conflict)
    print(f"trained {options.name} in {(time.time() - began) / 60:.1f} minutes")


def save(path: Path, net: Net, optimizer: torch.optim.Optimizer, step: int, triggers: bool) -> None:
    """Write a checkpoint whole or not at all. `triggers`: whether the run learns them."""
    partial = path.with_suffix(".partial")
    torch.save(
        {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "triggers": triggers}, partial
    )
    partial.replace(path)


def resume(path: Path, net: Net, optimizer: torch.optim.Optimizer) -> int:
    """The step of the last checkpoint, whose weights are loaded; 0 if there is none."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    net.load_state_dict(state["net"])
    optimizer.load_state_dict(state["optimizer"])
    for group in optimizer.param_groups:
        group["fused"], group["foreach"] = True, None
    print(f"resuming after step {state['step']}", flush=True)
    return int(state["step"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--name", default="model")
    parser.add_argument("--start", help="name of a run whose weights to start from")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--steps", type=int, default=0, help="stop the schedule at this many steps")
    parser.add_argument("--batch", type=int, default=2048, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--end-rate", type=float, default=0.0, help="share of the rates that is left at the end")
    parser.add_argument("--polnear-share", type=float, default=0.6)
    parser.add_argument("--ewt-share", type=float, default=1.0)
    parser.add_argument("--conflict", action="store_true", help="learn from training/data too (needs a model in place)")
    parser.add_argument("--syntax", type=Path, default=TARGET, help="folder of the model that parses our own texts")
    parser.add_argument("--conflict-share", type=float, default=3.0)
    parser.add_argument("--names-share", type=float, default=2.0)
    parser.add_argument("--triggers-share", type=float, default=2.0)
    parser.add_argument("--train-words", action="store_true", help="train the piece embeddings too")
    parser.add_argument("--without-polnear", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()

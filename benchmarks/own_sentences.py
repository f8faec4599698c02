"""Claims on our own annotated sentences: `python benchmarks/own_sentences.py [--split dev] [--only NAME] [--errors]`.

A claim is right when its trigger touches a true one of the same kind, one to one. Printed for clean and clumsy
sentences side by side: the gap is the price of clumsy English. The dev part was trained on by nothing. `--only NAME`
takes the files with marked texts whose name begins so, all of each: `roles-stories` is what model 0.4.0
never saw and 0.5.0 did.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contested.nouns import Claim, Document
from contested.reading import Reader
from contested.settings import Settings

DATA = Path(__file__).parents[1] / "training" / "data"


def marked(split: str, only: str = "") -> Iterator[dict[str, Any]]:
    """The texts of a split whose happenings alone are marked, as `sentences` has them; of the files of `only` all."""
    sys.path.append(str(DATA.parent))
    import triggers
    from inventory import ARGUMENTS

    for path in sorted((DATA / "triggers").glob(f"{only}*.txt")):
        for number, one in enumerate(triggers.read(path)[0]):
            if only or one.held_apart == (split == "dev"):
                found = [
                    {
                        "span": [t.start, t.end],
                        "kind": t.kind,
                        "modality": t.modality,
                        "polarity": t.polarity,
                        "roles": [{"role": ARGUMENTS[r], "span": [a, b]} for r, a, b in t.arguments or ()],
                        "heads": t.arguments is not None,
                    }
                    for t in one.triggers
                ]
                style = "clumsy" if path.stem.endswith("clumsy") else "clean"
                yield {"id": f"{path.stem}-{number}", "text": one.text, "style": style, "triggers": found}


def sentences(split: str) -> Iterator[dict[str, Any]]:
    """The annotated texts of a split, in the order of their files."""
    for path in sorted(DATA.glob("conflict-*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            if row["split"] == split:
                yield row | {"id": f"{path.stem}-{number}"}


def pair(gold: list[dict[str, Any]], claims: tuple[Claim, ...], *, same_kind: bool = True) -> dict[int, int]:
    """Index of the claim for each gold trigger that one touches, one to one."""
    used: set[int] = set()
    out: dict[int, int] = {}
    for at, trigger in enumerate(gold):
        start, end = trigger["span"]
        for index, claim in enumerate(claims):
            fits = claim.trigger[0] < end and start < claim.trigger[1]
            if index not in used and fits and (not same_kind or claim.kind == trigger["kind"]):
                out[at] = index
                used.add(index)
                break
    return out


def _parts_right(claim: Claim, roles: list[dict[str, Any]]) -> Counter[str]:
    """How many doers, and sufferers with things hit, are told, true, and both: a true head inside a told part."""
    count: Counter[str] = Counter()
    for part, names, told in (
        ("agent", {"agent"}, claim.agents),
        ("sufferer", {"patient", "target"}, (*claim.patients, *claim.targets)),
    ):
        heads = [role["span"] for role in roles if role["role"] in names]
        spans = {(one.start, one.end) for one in told}
        count[f"{part} told"] += len(spans)
        count[f"{part} gold"] += len(heads)
        count[f"{part} right"] += min(
            sum(any(s <= a and b <= e for s, e in spans) for a, b in heads),
            sum(any(s <= a and b <= e for a, b in heads) for s, e in spans),
        )
    return count


def main() -> None:
    """Print precision, recall and F1 of triggers, and how often mood and roles of the paired ones are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", default="dev")
    parser.add_argument("--only", default="", help="the beginning of the names of the files with marked texts")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    apart = marked(args.split, args.only)
    rows = [
        *(() if args.only else sentences(args.split)),
        *({**row, "style": f"marked {row['style']}"} for row in apart),
    ]
    reader = Reader.load(Settings.from_env())
    readings = reader.read_many((Document(row["id"], row["text"]) for row in rows), batch_size=64)
    total: dict[str, Counter[str]] = {}
    for row, reading in zip(rows, readings, strict=True):
        gold, claims = row["triggers"], reading.claims
        found = pair(gold, claims)
        touched = pair(gold, claims, same_kind=False)
        for style in (row["style"], "all"):
            count = total.setdefault(style, Counter())
            count.update(gold=len(gold), told=len(claims), right=len(found), touched=len(touched))
            for at, index in found.items():
                claim, trigger = claims[index], gold[at]
                count.update(
                    modality=claim.modality == trigger["modality"], polarity=claim.polarity == trigger["polarity"]
                )
                if trigger.get("heads"):
                    count.update(_parts_right(claim, trigger["roles"]))
                    continue
                for role in trigger["roles"]:
                    parts: list[Any] = [
                        *claim.agents,
                        *claim.patients,
                        *claim.targets,
                        *claim.instruments,
                        *claim.places,
                    ]
                    start, end = role["span"]
                    count.update(roles=1, roles_right=any(p.start < end and start < p.end for p in parts))
        if args.errors:
            for at, trigger in enumerate(gold):
                if at not in found:
                    got = claims[touched[at]].kind if at in touched else "nothing"
                    print(f"MISSED {trigger['kind']} “{row['text'][slice(*trigger['span'])]}” got {got}: {row['text']}")
            for index, claim in enumerate(claims):
                if index not in touched.values():
                    print(
                        f"EXTRA {claim.kind} {claim.confidence} “{row['text'][slice(*claim.trigger)]}”: {row['text']}"
                    )
    for style, count in sorted(total.items()):
        precision, recall = count["right"] / max(1, count["told"]), count["right"] / max(1, count["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        line = f"{style:13} kind+trigger P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        line += f"; trigger found {count['touched'] / max(1, count['gold']):.3f}"
        right = max(1, count["right"])
        line += f"; modality {count['modality'] / right:.3f} polarity {count['polarity'] / right:.3f}"
        print(line + f"; roles touched {count['roles_right'] / max(1, count['roles']):.3f} (gold {count['gold']})")
        for part in ("agent", "sufferer"):
            told, gold, both = (count[f"{part} {what}"] for what in ("told", "gold", "right"))
            if gold:
                scores = f"P {both / max(1, told):.3f} R {both / gold:.3f} F1 {2 * both / max(1, told + gold):.3f}"
                print(f"{'':13} {part} {scores} (gold {gold})")


if __name__ == "__main__":
    main()

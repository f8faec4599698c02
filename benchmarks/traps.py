"""Traps and their twins: `python benchmarks/traps.py [--file FILE] [--errors]`; see `benchmarks/cases/README.md`."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from contested.nouns import Claim, Document, parse_day
from contested.reading import Reader
from contested.settings import Settings

CASES = Path(__file__).parent / "cases" / "traps.jsonl"
VIOLENT = {
    "battle", "airstrike", "drone_strike", "shelling", "bombing", "explosion", "attack", "killing", "sexual_violence",
    "abuse", "abduction", "interception", "casualties", "mass_grave", "damage", "capture", "siege", "advance",
    "deportation",
}  # fmt: skip


def happened(claim: Claim, published: str | None) -> bool:
    """Positive, actual or ongoing, not denied, and not more than a year before publication."""
    if claim.polarity != "positive" or claim.modality not in ("actual", "ongoing") or claim.stance == "denied":
        return False
    end, day = parse_day(claim.time.to if claim.time else None), parse_day(published)
    return not (end and day and end < day - timedelta(days=365))


def judge(case: dict[str, Any], claims: tuple[Claim, ...]) -> dict[str, bool | None]:
    """Whether the reading of one case is right: on `violent`, on kept as what it is, on the speaker."""
    expect = case["expect"]
    kinds = set(expect.get("kinds") or ()) | ({expect["kind"]} if expect.get("kind") else set())
    violent = [c for c in claims if c.kind in VIOLENT and happened(c, case.get("published"))]
    if expect["violent"]:
        right = any(c.kind in kinds for c in violent)
        return {"violent": right, "kept": None, "speaker": speaker(expect, [c for c in claims if c.kind in kinds])}
    free = kinds & {"casualties", "damage", "interception"}
    if expect.get("polarity") is None and expect.get("modality") is None:
        violent = [c for c in violent if c.kind not in free]
    kept: bool | None = None
    if expect.get("kind"):
        kept = any(c.kind in kinds and _as_it_is(expect, c, case.get("published")) for c in claims)
    return {"violent": not violent, "kept": kept, "speaker": None}


def _as_it_is(expect: dict[str, Any], claim: Claim, published: str | None) -> bool:
    polarity, modality = expect.get("polarity"), expect.get("modality")
    if polarity and claim.polarity != polarity:
        return False
    if modality and claim.modality not in (modality if isinstance(modality, list) else [modality]):
        return False
    if expect.get("historical"):
        end, day = parse_day(claim.time.to if claim.time else None), parse_day(published)
        return bool(end and day and end < day - timedelta(days=365))
    return True


def speaker(expect: dict[str, Any], claims: list[Claim]) -> bool | None:
    """Whether the nearest speaker shares a word with the one expected; None where none is."""
    want = set((expect.get("speaker") or "").lower().split())
    if not want or not claims:
        return None
    names = (f"{c.said_by[0].name} {c.said_by[0].text}".lower().split() for c in claims if c.said_by)
    return any(want & set(name) for name in names)


def main() -> None:
    """Print the three figures, and the rows that are wrong when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--file", type=Path, default=CASES, help="another set of the same form")
    args = parser.parse_args()
    cases = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines()]
    reader = Reader.load(Settings.from_env())
    documents = [Document(case["id"], case["text"], published=case.get("published")) for case in cases]
    results = {}
    for case, reading in zip(cases, reader.read_many(documents, batch_size=64), strict=True):
        results[case["id"]] = judge(case, reading.claims)
        if args.errors and not results[case["id"]]["violent"]:
            told = [(c.kind, c.modality, c.polarity, c.because.trigger) for c in reading.claims]
            print(
                case["id"], "should be" if case["expect"]["violent"] else "should NOT be", case["expect"]["kind"], told
            )
            print("    ", case["text"])
    for name, wanted in (("traps", False), ("twins", True)):
        rows = [results[case["id"]] for case in cases if case["expect"]["violent"] is wanted]
        print(f"{name}: {sum(bool(r['violent']) for r in rows)} of {len(rows)} right on violent")
    right = sum(bool(r["violent"]) for r in results.values())
    pairs: dict[str, list[bool]] = {}
    for case in cases:
        pairs.setdefault(case["pair"], []).append(bool(results[case["id"]]["violent"]))
    print(f"right on violent: {right} of {len(cases)} ({100 * right / len(cases):.1f} %)")
    print(f"pairs with both halves right: {sum(all(p) for p in pairs.values())} of {len(pairs)}")
    for key in ("kept", "speaker"):
        asked = [r[key] for r in results.values() if r[key] is not None]
        print(f"{key}: {sum(map(bool, asked))} of {len(asked)}")


if __name__ == "__main__":
    main()

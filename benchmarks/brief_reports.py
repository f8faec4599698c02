"""Short reports by what they tell: `python benchmarks/brief_reports.py [--half studied|kept|all] [--errors]`.

`benchmarks/cases/brief-reports.jsonl` holds 120 incident reports in the manner of South Asian newsrooms and 50
paragraphs in the manner of a site on organised crime in Latin America, invented and in our own words, each with its
labels given by hand before the reader had seen it. Every second one is `kept`: it is run when the set is made and
again when the work on the other half is done, and is not read for faults (figures: `cases/FIRST_RUNS.md`). Labels:

    incident   armed_assault (fire, fights, killing by blade or hand), bombing (explosives of any sort), kidnapping,
               other (arson, sabotage, beating, strikes from the air, assassination told as such)
    crime      law_enforcement (arrest, raid, seizure, charge, trial, extradition), homicide, extortion_kidnapping

A report may have several labels, or none (a surrender, a find of arms, a market report). What claims make of them is
said in `incident_labels` and `crime_labels`. Extortion has no kind of its own and is missed unless somebody is
carried off.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from contested.nouns import Claim, Document
from contested.reading import Reader
from contested.settings import Settings

CASES = Path(__file__).parent / "cases" / "brief-reports.jsonl"
INCIDENTS = {
    "battle": "armed_assault", "attack": "armed_assault", "killing": "armed_assault", "shelling": "armed_assault",
    "bombing": "bombing", "explosion": "bombing", "abduction": "kidnapping",
    "damage": "other", "airstrike": "other", "drone_strike": "other", "abuse": "other", "sexual_violence": "other",
    "interception": "other",
}  # fmt: skip
LABELS = {
    "incident": ("armed_assault", "bombing", "kidnapping", "other"),
    "crime": ("law_enforcement", "homicide", "extortion_kidnapping"),
}


def incident_labels(claims: tuple[Claim, ...]) -> set[str]:
    """By kind; what PLOVER calls targeted (an assassination) is `other`."""
    out = set()
    for claim in claims:
        if claim.polarity == "positive" and (label := INCIDENTS.get(claim.kind)):
            out.add("other" if (claim.plover or {}).get("mode") == "targeted" else label)
    return out


def crime_labels(claims: tuple[Claim, ...]) -> set[str]:
    """Detentions and whatever police or courts do; killings, graves and the killed of any claim; abductions."""
    out = set()
    for claim in claims:
        if claim.polarity != "positive":
            continue
        if claim.kind == "detention" or any({"COP", "JUD"} & set(agent.sectors) for agent in claim.agents):
            out.add("law_enforcement")
        if claim.kind in ("killing", "mass_grave") or any(c.of == "killed" and c.high != 0 for c in claim.counts):
            out.add("homicide")
        if claim.kind == "abduction":
            out.add("extortion_kidnapping")
    return out


def f1(right: int, given: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where there is nothing to divide by."""
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def main() -> None:
    """Print precision, recall and F1 by label and their mean for both forms of report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("studied", "kept", "all"), default="studied")
    parser.add_argument(
        "--errors", action="store_true", help="show the reports whose labels are wrong; studied half only"
    )
    args = parser.parse_args()
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    cases = [case for case in cases if args.half in ("all", case["half"])]
    reader = Reader.load(Settings.from_env())
    readings = list(reader.read_many((Document(case["id"], case["text"]) for case in cases), batch_size=32))
    for form, labels in LABELS.items():
        right: Counter[str] = Counter()
        given: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        whole = 0
        rows = [pair for pair in zip(cases, readings, strict=True) if pair[0]["form"] == form]
        for case, reading in rows:
            gold = set(case["labels"])
            found = incident_labels(reading.claims) if form == "incident" else crime_labels(reading.claims)
            right.update(gold & found)
            given.update(found)
            wanted.update(gold)
            whole += gold == found
            if args.errors and gold != found and case["half"] == "studied":
                print(case["id"], "missed", sorted(gold - found), "invented", sorted(found - gold))
                print("    ", case["text"])
                for c in reading.claims:
                    said = case["text"][slice(*c.trigger)]
                    doers = [(a.text, a.sectors) for a in c.agents]
                    print("      -", c.kind, c.polarity, c.modality, repr(said), doers, c.because.rule)
        print(f"== {form}, {args.half}: {len(rows)} reports, all labels right in {whole}")
        scores = {label: f1(right[label], given[label], wanted[label]) for label in labels}
        for label, (precision, recall, score) in scores.items():
            print(f"{label:22} P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}  ({wanted[label]} in the gold)")
        print(f"{'macro-F1':22} {sum(score for *_, score in scores.values()) / len(scores):.3f}")


if __name__ == "__main__":
    main()

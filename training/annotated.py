"""Compile hand-written conflict sentences from short notation into spans.

    python training/annotated.py [PART ...]              compile (all parts without an argument)
    python training/annotated.py --show PART [FROM TO]   print the compiled annotation in brackets for a second reading
    python training/annotated.py --lint PART             list words that look forgotten

`training/data/sources/*.txt` holds blocks separated by a blank line; the letters that a file name begins with are its
part, and every part gives `training/data/conflict-PART.jsonl`. A block:

    T text (\\n for a line break)
    s clean | region=Ukraine
    e GPE=Kyiv ; WEAPON=drone            every whole-word occurrence is labelled; `drone#2` labels only the second
    a source=the mayor | cue=said | content=a house burnt ++ in the night
    k hit>drone_strike mod=planned pol=negative instrument=a drone target=a bus place=Kyiv

Any string may end in `#n` for its n-th occurrence. Without it a content is the first occurrence, a source and a cue are
the nearest that lie outside the content, a trigger is the first and a role the nearest to its trigger. Offsets are in
code points, end exclusive. Every tenth text of a part is marked `dev`. A part with a fault is reported, not written.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LABELS = {"PER", "ORG", "LOC", "GPE", "NORP", "WEAPON", "VEHICLE", "FACILITY", "MISC"}
KINDS = {
    "battle",
    "airstrike",
    "drone_strike",
    "shelling",
    "bombing",
    "explosion",
    "attack",
    "killing",
    "sexual_violence",
    "abuse",
    "abduction",
    "interception",
    "casualties",
    "mass_grave",
    "damage",
    "capture",
    "withdrawal",
    "advance",
    "control",
    "siege",
    "annexation",
    "mobilization",
    "deployment",
    "halt",
    "desertion",
    "arms_supply",
    "evacuation",
    "displacement",
    "deportation",
    "detention",
    "prisoner_exchange",
    "humanitarian_aid",
    "demand",
    "accusation",
    "threat",
    "rejection",
    "sanction",
    "protest",
    "decree",
    "meeting",
    "agreement",
    "support",
    "accident",
    "statement",
}
MODALITIES = {
    "actual",
    "ongoing",
    "planned",
    "ordered",
    "requested",
    "suggested",
    "attempted",
    "threatened",
    "possible",
    "hypothetical",
    "habitual",
}
ROLES = ("agent", "patient", "target", "instrument", "place")
Span = tuple[int, int]


class Fault(ValueError):
    """A block that cannot be compiled; the message says which string is to blame."""


def occurrences(text: str, needle: str) -> list[Span]:
    """Whole-word occurrences, or any occurrence where there is none (glued words)."""
    needle = needle.strip()
    if not needle:
        raise Fault("empty string")
    found = [m.span() for m in re.finditer(re.escape(needle), text)]
    whole = [
        (s, e)
        for s, e in found
        if not (s and text[s - 1].isalnum() and text[s].isalnum())
        and not (e < len(text) and text[e].isalnum() and text[e - 1].isalnum())
    ]
    return whole or found


def candidates(text: str, spec: str) -> list[Span]:
    spec = spec.strip().replace("\\n", "\n")
    numbered = re.fullmatch(r"(.*)#(\d+)", spec, re.DOTALL)
    found = occurrences(text, numbered[1] if numbered else spec)
    if not found:
        raise Fault(f"not in the text: {spec!r}")
    if numbered:
        if int(numbered[2]) > len(found):
            raise Fault(f"too few occurrences: {spec!r}")
        return [found[int(numbered[2]) - 1]]
    return found


def distance(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def nearest(text: str, spec: str, anchors: list[Span], avoid: list[Span]) -> Span:
    found = candidates(text, spec)
    free = [c for c in found if not any(c[0] < e and s < c[1] for s, e in avoid)] or found
    return min(free, key=lambda c: (min((distance(c, a) for a in anchors), default=0), c[0]))


def entities(text: str, line: str) -> list[tuple[int, int, str]]:
    items = []
    for item in filter(None, (i.strip() for i in line.split(";"))):
        label, _, surface = item.partition("=")
        if label not in LABELS or not surface:
            raise Fault(f"bad entity: {item!r}")
        items.append((label, surface))
    out: list[tuple[int, int, str]] = []
    for label, surface in sorted(items, key=lambda i: ("#" not in i[1], -len(i[1]))):
        free = [c for c in candidates(text, surface) if not any(c[0] < e and s < c[1] for s, e, _ in out)]
        if not free:
            raise Fault(f"entity covered by another: {label}={surface}")
        out += [(s, e, label) for s, e in free]
    return sorted(out)


def attribution(text: str, line: str) -> dict[str, list[Span]]:
    parts: dict[str, list[str]] = {"source": [], "cue": [], "content": []}
    for item in line.split("|"):
        key, _, value = item.strip().partition("=")
        if key not in parts:
            raise Fault(f"bad attribution part: {item.strip()!r}")
        parts[key] = [p for p in value.split("++") if p.strip()]
    content = [candidates(text, p)[0] for p in parts["content"]]
    source = [nearest(text, p, content, content) for p in parts["source"]]
    cue = [nearest(text, p, source or content, content + source) for p in parts["cue"]]
    if not content or not (cue or source):
        raise Fault(f"attribution without content or cue: {line!r}")
    return {"source": sorted(source), "cue": sorted(cue), "content": sorted(content)}


def trigger(text: str, line: str) -> dict[str, Any]:
    head, _, rest = line.partition(">")
    pieces = re.split(r"(?:^|\s)(agent|patient|target|instrument|place|mod|pol)=", rest)
    kind = pieces[0].strip()
    span = candidates(text, head)[0]
    out: dict[str, Any] = {"span": span, "kind": kind, "modality": "actual", "polarity": "positive", "roles": []}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        if key == "mod":
            out["modality"] = value.strip()
        elif key == "pol":
            out["polarity"] = value.strip()
        else:
            out["roles"].append({"role": key, "span": nearest(text, value, [span], [span])})
    if kind not in KINDS or out["modality"] not in MODALITIES or out["polarity"] not in ("positive", "negative"):
        raise Fault(f"unknown kind, modality or polarity: {line!r}")
    return out


def compile_block(lines: list[str]) -> dict[str, Any]:
    if not lines[0].startswith("T "):
        raise Fault("block does not begin with T")
    text = lines[0][2:].strip().replace("\\n", "\n")
    out: dict[str, Any] = {"text": text, "style": "", "region": "", "ents": [], "attributions": [], "triggers": []}
    for line in lines[1:]:
        mark, _, rest = line.partition(" ")
        if mark == "s":
            style, _, region = rest.partition("|")
            out["style"], out["region"] = style.strip(), region.strip().removeprefix("region=").strip()
        elif mark == "e":
            out["ents"] += entities(text, rest)
        elif mark == "a":
            out["attributions"].append(attribution(text, rest))
        elif mark == "k":
            out["triggers"].append(trigger(text, rest))
        else:
            raise Fault(f"unknown line: {line!r}")
    spans = [t["span"] for t in out["triggers"]]
    if len(set(spans)) < len(spans):
        raise Fault("two triggers on the same words")
    if out["style"] not in ("clean", "clumsy") or not out["region"]:
        raise Fault("style or region missing")
    return out


def refuse_repeat(text: str, where: str, seen: dict[str, str]) -> None:
    if text in seen:
        raise Fault(f"same text as {seen[text]}")
    seen[text] = where


def read_sources() -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[str]]]:
    """Compiled blocks and faults of every part, in the order of files and blocks."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    faults: dict[str, list[str]] = defaultdict(list)
    seen: dict[str, str] = {}
    for path in sorted((DATA / "sources").glob("*.txt")):
        match = re.match(r"[a-z]+", path.stem)
        part = match[0] if match else path.stem
        block: list[str] = []
        for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
            if line.startswith("#"):
                continue
            if line.strip():
                block.append(line.rstrip())
                continue
            if block:
                where = f"{path.name}:{number - len(block)}"
                try:
                    row = compile_block(block)
                    refuse_repeat(row["text"], where, seen)
                    row["split"] = "dev" if len(parts[part]) % 10 == 9 else "train"
                    parts[part].append(row)
                except Fault as fault:
                    faults[part].append(f"{where}: {fault}")
            block = []
    return parts, faults


def show(row: dict[str, Any], number: int) -> str:
    text = row["text"]
    opens, closes = defaultdict(list), defaultdict(list)
    for start, end, label in row["ents"]:
        opens[start].append("[")
        closes[end].append(f"]{label}")
    marked = "".join("".join(closes[i]) + "".join(opens[i]) + text[i : i + 1] for i in range(len(text) + 1))
    lines = [f"{number} ({row['style']}, {row['region']}) {marked}"]
    for item in row["attributions"]:
        pieces = {key: " … ".join(text[s:e] for s, e in spans) for key, spans in item.items()}
        lines.append("   A <{source}> <{cue}> <{content}>".format(**pieces))
    for item in row["triggers"]:
        roles = "; ".join(f"{r['role']}={text[r['span'][0] : r['span'][1]]}" for r in item["roles"])
        start, end = item["span"]
        sign = "-" if item["polarity"] == "negative" else "+"
        before = text[max(0, start - 12) : start]
        lines.append(f"   K …{before}«{text[start:end]}» {item['kind']} {sign}{item['modality']} | {roles}")
    return "\n".join(lines)


def lint(rows: list[dict[str, Any]]) -> None:
    """Print unlabelled words that are labelled elsewhere, unlabelled capitals, and surfaces with two labels."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for start, end, label in row["ents"]:
            labels[row["text"][start:end]][label] += 1
    for surface, counts in sorted(labels.items()):
        if len(counts) > 1:
            print("two labels:", surface, dict(counts))
    known = re.compile(r"(?<!\w)(" + "|".join(re.escape(s) for s in sorted(labels, key=len, reverse=True)) + r")(?!\w)")
    for number, row in enumerate(rows):
        text = row["text"]
        covered = [(s, e) for s, e, _ in row["ents"]]
        for what, pattern in (("label?", known), ("capital?", re.compile(r"(?<=[a-z,;] )[A-Z][\w'-]+"))):
            for match in pattern.finditer(text):
                if not any(match.start() < e and s < match.end() for s, e in covered):
                    print(f"{number} {what} {match[0]!r} in …{text[max(0, match.start() - 30) : match.end() + 20]}…")


def main(arguments: list[str]) -> int:
    parts, faults = read_sources()
    if arguments[:1] == ["--show"]:
        low, high = (int(a) for a in arguments[2:4]) if len(arguments) > 3 else (0, 10**9)
        print("\n".join(show(row, i) for i, row in enumerate(parts[arguments[1]]) if low <= i < high))
        return 0
    if arguments[:1] == ["--lint"]:
        lint(parts[arguments[1]])
        return 0
    wanted = arguments or sorted({*parts, *faults})
    for part in wanted:
        rows = parts[part]
        print("\n".join(faults[part]), end="\n" if faults[part] else "")
        clumsy = sum(r["style"] == "clumsy" for r in rows)
        figures = {key: sum(len(r[key]) for r in rows) for key in ("ents", "attributions", "triggers")}
        bare = sum(not r["triggers"] for r in rows)
        print(
            f"{part}: {len(rows)} texts, {clumsy} clumsy, {bare} without trigger, {figures}, {len(faults[part])} faults"
        )
        if not faults[part]:
            with (DATA / f"conflict-{part}.jsonl").open("w", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return 1 if any(faults[part] for part in wanted) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Read benchmark packs and score them: `python benchmarks/packs.py seeds gsr-a cameo-class-train [--shared ../shared]`.

The packs, and the scorers that come with them, lie outside the project. Gold never reaches the reader: the scorer's own
`--documents` strips it. `seeds` are the two first articles, scored claim by claim. MUC-4's packs are scored twice: the
readings as they are, and what `muc_answers.py` makes of them. Figures go to standard output.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from contested.nouns import Document, from_dict, to_dict
from contested.reading import Reader
from contested.settings import Settings
from muc_answers import answers


def documents_of(pack: str, shared: Path) -> list[dict[str, object]]:
    """The documents of a pack without their gold."""
    if pack == "seeds":
        text = (shared / "seeds" / "documents.jsonl").read_text(encoding="utf-8")
    else:
        command = [sys.executable, str(shared / "bench" / "score.py"), "--documents", str(path_of(pack, shared))]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # Not splitlines: a text may hold a line separator of Unicode, which JSON leaves as it is.
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def path_of(pack: str, shared: Path) -> Path:
    """Where a pack lies."""
    return shared / "bench" / "packs" / f"{pack}.jsonl.gz"


def read(reader: Reader, lines: list[dict[str, object]], out: Path) -> float:
    """Write the readings of the documents to `out`; the seconds it took."""
    started = time.perf_counter()
    documents = (from_dict(Document, line) for line in lines)
    with out.open("w", encoding="utf-8") as file:
        for reading in reader.read_many(documents, batch_size=32):
            file.write(json.dumps(to_dict(reading), ensure_ascii=False) + "\n")
    return time.perf_counter() - started


def claims_scorer(folder: Path, out: Path, shared: Path) -> list[str]:
    """The command that scores readings in `out` against a folder's `claims.gold.jsonl`."""
    command = [sys.executable, str(shared / "bench" / "score_claims.py")]
    command += ["--texts", str(folder / "documents.jsonl"), "--gold", str(folder / "claims.gold.jsonl")]
    return [*command, "--readings", str(out)]


def score(pack: str, out: Path, shared: Path, *, errors: bool) -> str:
    """What the pack's own scorer prints."""
    if pack == "seeds":
        command = [*claims_scorer(shared / "seeds", out, shared), *(["--errors"] if errors else [])]
    else:
        command = [sys.executable, str(shared / "bench" / "score.py"), str(path_of(pack, shared)), str(out)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def answer(readings: Path, out: Path) -> Path:
    """Write MUC-4's answers, as the readings give them, to `out`."""
    lines = (json.loads(line) for line in readings.read_text(encoding="utf-8").split("\n") if line)
    found = [json.dumps(answers(line), ensure_ascii=False) for line in lines]
    out.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    return out


def main() -> None:
    """Read and score each pack named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packs", nargs="+")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("/tmp"))
    parser.add_argument(
        "--limit",
        type=int,
        default=0,
        help="read only so many documents of each (the score then counts the rest as empty)",
    )
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    reader = Reader.load(Settings.from_env())
    for pack in args.packs:
        lines = documents_of(pack, args.shared)
        if args.limit:
            lines = lines[: args.limit]
        out = args.out / f"readings-{pack}.jsonl"
        seconds = read(reader, lines, out)
        print(f"== {pack}: {len(lines)} documents in {seconds:.1f} s ({len(lines) / seconds:.1f} a second)")
        print(score(pack, out, args.shared, errors=args.errors))
        if pack.startswith("muc4"):
            print("-- the same, as answers to MUC-4's questions (muc_answers.py)")
            print(score(pack, answer(out, args.out / f"answers-{pack}.jsonl"), args.shared, errors=args.errors))
    total = sum(reader.profile.values())
    print(
        "stage shares: "
        + ", ".join(f"{name} {100 * value / total:.0f} %" for name, value in reader.profile.most_common())
    )


if __name__ == "__main__":
    main()

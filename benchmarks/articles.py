"""Read articles on other wars and score their claims: `python benchmarks/articles.py [--half open|kept] [--errors]`.

The articles and their gold lie in `benchmarks/articles/` (see its README); the scorer is the one of `packs.py seeds`
and lies outside the project. Gold never reaches the reader. Before anything is read, the gold's words are looked up in
the text: a span that does not hold them stops the run. With `--check` nothing more is done. `kept` is measured once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from contested.reading import Reader
from contested.settings import Settings
from packs import claims_scorer, read

ARTICLES = Path(__file__).parent / "articles"


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file in JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def faults_of(documents: list[dict[str, Any]], gold: list[dict[str, Any]]) -> list[str]:
    """The gold claims whose span does not hold their words."""
    texts = {row["id"]: row["text"] for row in documents}
    claims = [row for row in gold if row["type"] == "claim"]
    return [claim["id"] for claim in claims if texts[claim["doc"]][slice(*claim["span"])] != claim["words"]]


def f1(right: int, told: int, wanted: int) -> float:
    """F1 from what is right, what was told and what was wanted."""
    return 2 * right / (told + wanted) if told + wanted else 0.0


def table(result: dict[str, Any]) -> str:
    """Matched and strict F1 of each article and of all, then the fields of the matched claims."""
    lines = [f"{'':<8} {'manner':<16} gold  told  matched  strict"]
    for name, row in result["per_document"].items():
        matched, strict = (f1(row[key], row["pred"], row["gold"]) for key in ("tp", "strict"))
        lines.append(f"{name:<8} {row['style']:<16} {row['gold']:>4}  {row['pred']:>4}  {matched:7.3f}  {strict:6.3f}")
    lines.append(
        f"{'all':<8} {'':<16} {result['claims_gold']:>4}  {result['claims_predicted']:>4}  "
        f"{result['f1']:7.3f}  {result['strict']['f1']:6.3f}"
    )
    fields = (f"{name} {row['right']}/{row['of']}" for name, row in result["fields"].items())
    return "\n".join([*lines, "fields of what matched: " + ", ".join(fields)])


def main() -> None:
    """Read one half and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("open", "kept"), default="open")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true", help="print what was missed, wrong or too much, one a line")
    parser.add_argument("--check", action="store_true", help="only look whether the gold fits the texts")
    args = parser.parse_args()
    folder = ARTICLES / args.half
    documents = rows_of(folder / "documents.jsonl")
    if faults := faults_of(documents, rows_of(folder / "claims.gold.jsonl")):
        raise SystemExit(f"gold that does not fit its text: {', '.join(faults)}")
    if args.check:
        print(f"{args.half}: {len(documents)} articles, every span holds its words")
        return
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "readings.jsonl"
        read(Reader.load(Settings.from_env()), documents, out)
        command = [*claims_scorer(folder, out, args.shared), "--json", "--errors"]
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(table(result))
    if args.errors:
        for error in result["errors"]:
            if error.get("wrong") != []:
                print(json.dumps(error, ensure_ascii=False))


if __name__ == "__main__":
    main()

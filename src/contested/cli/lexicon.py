"""`contested lexicon`: whether the word tables keep to their rules, how they do on sentences, what they say."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli._options import Json, Limit
from contested.cli._screen import limited, out, print_json, progress
from contested.errors import InputError

if TYPE_CHECKING:
    from contested.nouns import Document, Reading

app = typer.Typer(
    no_args_is_help=True, help="The word tables that analysts can edit: check them, test them, look words up."
)
COLUMNS = ("sentence", "kind", "expected")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, a kind, and whether the sentence tells that one happened. `line` in the file, from 1."""

    line: int
    sentence: str
    kind: str
    expected: bool


@app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="A folder of one's own tables, laid out like contested/data.", exists=True, file_okay=False
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check all tables, and say for each fault its file, its line and what to write.

    One's own tables lie in the folder that CONTESTED_DATA_DIR names; they are checked with ours. Exit status 1 says
    that there are faults.
    """
    import os

    from contested.data import HERE
    from contested.data.checking import check as faults_of
    from contested.data.checking import tables

    own = os.environ.get("CONTESTED_DATA_DIR")
    folders = [folder] if folder else [HERE, *([Path(own)] if own else [])]
    found = [(root, problem) for root in folders for problem in faults_of(root)]
    if as_json:
        print_json([{**asdict(problem), "folder": str(root)} for root, problem in found])
    for root, problem in () if as_json else found:
        where = f"{problem.file}:{problem.line}" if problem.line else problem.file
        print(f"{where if root == HERE else root / where}: {problem.message} {problem.remedy}")
    if not found and not as_json:
        print(f"{sum(len(tables(root)) for root in folders)} tables keep to their rules.")
    if found:
        raise typer.Exit(1)


@app.command(name="test")
def on_sentences(
    file: Annotated[Path, typer.Argument(help="CSV with the columns sentence, kind and expected (yes or no).")],
    as_json: Json = False,
) -> None:
    """Read sentences of one's own, and print those that are not read as expected.

    yes: the sentence tells that a happening of the kind took place or goes on; no: it does not, be it because nothing
    of the kind is told, or as denied, planned or a figure of speech. Exit status 1 says that some failed.
    """
    from contested.nouns import Document
    from contested.pipeline import Reader

    cases = read_cases(file)
    reader = Reader.load()
    failed = []
    documents = [Document(id=f"line-{case.line}", text=case.sentence) for case in cases]
    with progress("reading", len(cases)) as step:
        for case, found in zip(cases, reader.read_many(documents), strict=True):
            told = _told(found)
            if (case.kind in {kind for kind, happened, _ in told if happened}) != case.expected:
                failed.append({**asdict(case), "told": [_words(*item) for item in told]})
            step()
    if as_json:
        print_json({"cases": len(cases), "failed": failed})
    else:
        for row in failed:
            expected = "is told" if row["expected"] else "is not told"
            print(f"{file.name}:{row['line']}: expected that {row['kind']} {expected}: {row['sentence']}")
            print(f"    read: {'; '.join(row['told']) or 'nothing'}")
        print(f"{len(cases) - len(failed)} of {len(cases)} read as expected.")
    if failed:
        raise typer.Exit(1)


@app.command()
def explain(
    word: Annotated[str, typer.Argument(help="A word, or several side by side.")],
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """Show every entry of the word tables that is about a word, with file and line. Exact entries come first."""
    from contested.data.checking import entries

    asked = " ".join(word.split()).casefold()
    found = sorted(
        entries(word), key=lambda e: (next(iter(e.values.values())).casefold() != asked, e.file, e.line)
    )  # fmt: skip
    kept, rest = limited(found, limit)
    if as_json:
        print_json([asdict(entry) for entry in kept])
        return
    from rich.text import Text

    console = out()
    for entry in kept:
        values = list(entry.values.items())
        line = Text(f"{entry.file}:{entry.line}  ", "dim")
        line.append(values[0][1], "bold")
        line.append("".join(f"  {name} {value}" for name, value in values[1:] if value))
        console.print(line)
    if not found:
        console.print("No table has an entry for it.")
    if rest:
        console.print(f"\n{rest:,} more; --limit 0 shows all.", style="dim")


def read_cases(file: Path) -> list[Case]:
    """The cases in a file. Raises `InputError`, naming the line."""
    from contested.data import table

    if not file.is_file():
        raise InputError(f"There is no file {file}.", remedy=f"Write a CSV file with the columns {', '.join(COLUMNS)}.")
    kinds = table("kinds.toml")["kinds"]
    with file.open(encoding="utf-8-sig", newline="") as given:
        rows = csv.reader(line if not line.startswith("#") else "\n" for line in given)
        header: list[str] | None = None
        cases = []
        for fields in rows:
            if not any(field.strip() for field in fields):
                continue
            if header is None:
                header = [field.strip().lower() for field in fields]
                if not set(COLUMNS) <= set(header):
                    told = f"{file.name} has no columns {', '.join(c for c in COLUMNS if c not in header)}."
                    raise InputError(told, remedy=f"Its first line must be {','.join(COLUMNS)}.")
                continue
            row = dict(zip(header, (field.strip() for field in fields), strict=False))
            cases.append(_case(file.name, rows.line_num, row, kinds))
    if not cases:
        raise InputError(f"{file.name} holds no sentences.", remedy="Write one a line below the header.")
    return cases


def _case(name: str, line: int, row: dict[str, str], kinds: Any) -> Case:
    sentence, kind, expected = (row.get(column, "") for column in COLUMNS)
    if not sentence or kind not in kinds or expected.lower() not in ("yes", "no"):
        problem = (
            "The sentence is missing." if not sentence
            else f"There is no kind {kind!r}." if kind not in kinds
            else f"expected is {expected!r}."
        )  # fmt: skip
        remedy = "expected is yes or no; the kinds are those of kinds.toml; a sentence with commas stands in quotes."
        raise InputError(f"{name}, line {line}: {problem}", remedy=remedy)
    return Case(line, sentence, kind, expected.lower() == "yes")


def _told(found: Any) -> list[tuple[str, bool, str]]:
    """Kind, whether it is told as having happened, and the trigger, of each claim."""
    from contested.sources import Fault

    if isinstance(found, Fault):
        raise found.error
    reading: Reading = found
    document: Document = reading.document
    return [
        (claim.kind, claim.happened and claim.stance != "denied", document.text[slice(*claim.trigger)])
        for claim in reading.claims
    ]


def _words(kind: str, happened: bool, trigger: str) -> str:
    return f"{kind} “{trigger}”" + ("" if happened else " (not as having happened)")

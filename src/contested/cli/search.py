"""`contested search`: words in originals and in what is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli._options import AsOf, Json, LedgerFile, Limit
from contested.cli._screen import limited, out, print_json

if TYPE_CHECKING:
    from rich.text import Text

    from contested.ledger import View
    from contested.ledger.base import Hit

MOST = 2000  # hits that are counted, since each costs a look into its text
_MARKED = re.compile(r"«([^«»]{1,200})»")


def search(
    text: Annotated[str, typer.Argument(help='Words that must all be there; "in double quotes" side by side.')],
    ledger: LedgerFile,
    only: Annotated[str | None, typer.Option(help="Only this: documents or claims.")] = None,
    as_of: AsOf = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Search originals and claims for words. The best match comes first; the words found are lit."""
    from contested.errors import InputError
    from contested.ledger import open_ledger

    if only not in (None, "documents", "claims"):
        raise InputError(f"There are no {only!r} to search.", remedy="Use documents or claims.")
    with open_ledger(ledger).view() as view:
        most = max(MOST, limit) if limit else -1
        found = [hit for hit in view.search(text, limit=most, as_of=as_of) if only in (None, f"{hit.kind}s")]
        kept, rest = limited(found, limit)
        rows = [_row(hit, view) for hit in kept]
    if as_json:
        print_json(rows)
        return
    console = out()
    if not rows:
        console.print("Nothing told.")
    for row in rows:
        console.print(_entry(row, text))
    if rest:
        console.print(f"\n{rest:,} more; --limit 0 shows all.", style="dim")


def _row(hit: Hit, view: View) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(hit, name) for name in hit.__slots__}
    if hit.kind == "claim":
        from contested.outputs.wording import who_says

        account = view.claim(hit.id)
        row |= {"told": account.claim.kind, "speaker": who_says(account)}
    return row


def _entry(row: dict[str, Any], asked: str) -> Text:
    from rich.text import Text

    from contested.outputs import wording
    from contested.outputs.clean import plain
    from contested.outputs.texts import text

    head = Text("Claim  " if row["kind"] == "claim" else "Report ", "dim")
    if row["kind"] == "claim":
        head.append(f"{text('kind', row['told'])}, {plain(row['speaker'], 60)}", "bold")
    else:
        head.append(plain(row["title"] or "without a title", 80), "bold")
    where = plain(row["outlet"] or "outlet not told", 40)
    head.append(f"  {where}, {wording.day(row['published'])}  {row['id']}\n  ", "dim")
    head.append_text(lit(plain(row["snippet"], 400), asked))
    return head


def lit(snippet: str, asked: str) -> Text:
    """A snippet with the words found in bold between «»; quotation marks of the report's own stay as they are."""
    from rich.text import Text

    from contested.ledger.codec import fold

    words = {word for part in asked.split('"') for word in (*fold(part).split(), fold(part))}
    made = Text()
    last = 0
    for match in _MARKED.finditer(snippet):
        inner = fold(match[1]).strip(".,;:!?")
        if not words.intersection((inner, *inner.split())):
            continue
        made.append(snippet[last : match.start()])
        made.append(match[0], "bold yellow")
        last = match.end()
    made.append(snippet[last:])
    return made

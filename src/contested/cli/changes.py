"""`contested changes`: what is otherwise than it was, and because of which report."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli._options import Json, LedgerFile, Limit
from contested.cli._screen import limited, out, print_json
from contested.errors import InputError
from contested.nouns import parse_day

if TYPE_CHECKING:
    from rich.console import Group

    from contested.ledger import View


def changes(
    ledger: LedgerFile,
    from_: Annotated[
        str | None, typer.Option("--from", help="The day before, YYYY-MM-DD; by default the day before --to.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", "--as-of", help="The day after, YYYY-MM-DD; by default that of the last report."),
    ] = None,
    limit: Limit = 8,
    as_json: Json = False,
) -> None:
    """Show what changed in the picture between the ends of two days, and because of which report.

    Who holds what, status of incidents, disagreements that opened or closed, tolls, new incidents. --limit counts for
    each of them.
    """
    from contested.ledger import open_ledger
    from contested.outputs.changes import change_row, fresh_reports
    from contested.outputs.changes import changes as compare
    from contested.pipeline import weigh_ledger

    with open_ledger(ledger).view() as view:
        first, last = _days(view, from_, to)
        earlier, later = weigh_ledger(view, first), weigh_ledger(view, last)
    known = {account.claim.id: account for account in later.accounts}
    rows = [change_row(shift, known) for shift in compare(earlier, later)]
    if as_json:
        print_json(rows)
        return
    documents, claims = fresh_reports(earlier, later)
    _print(rows, first, last, f"{documents:,} new reports, {claims:,} claims", limit)


def _days(view: View, first: str | None, last: str | None) -> tuple[str, str]:
    """The two days asked for. Raises `InputError` where they are no days, or the wrong way round."""
    for given in (first, last):
        if given and parse_day(given) is None:
            raise InputError(f"{given!r} is not a day.", remedy="Write it as YYYY-MM-DD, for example 2022-09-10.")
    end = parse_day(last) or parse_day(view.counts().last_day) or date.min + timedelta(days=1)
    start = parse_day(first) or end - timedelta(days=1)
    if start >= end:
        raise InputError(f"{start} does not lie before {end}.", remedy="Give the earlier day with --from.")
    return start.isoformat(), end.isoformat()


def _print(rows: list[dict[str, Any]], first: str, last: str, came: str, limit: int) -> None:
    from rich.text import Text

    from contested.outputs import wording
    from contested.outputs.changes import HEADS

    console = out()
    console.print(Text(f"From the end of {wording.day(first)} to the end of {wording.day(last)}", "bold"))
    console.print(Text(came, "dim"))
    if not rows:
        console.print("Nothing changed.")
    for what, group in groupby(rows, key=lambda row: str(row["what"])):
        kept, rest = limited(list(group), limit)
        console.print(Text(f"\n{HEADS[what]}", "bold underline"))
        for row in kept:
            console.print(_entry(row))
        if rest:
            console.print(Text(f"  {rest:,} more; --limit 0 shows all.", "dim"))


def _entry(row: dict[str, Any]) -> Group:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from contested.outputs import wording
    from contested.outputs.clean import plain

    loud = row["what"] == "disagreement_opened" or (row["what"] == "status" and row["after"] in ("disputed", "denied"))
    head = Text(plain(row["title"], 90), "bold")
    told = [plain(part, 200) for part in (row["before"], row["after"]) if part]
    head.append(f": {' -> '.join(told)}" if told else "", "red" if loud else "not bold")
    head.append(f" ({plain(row['note'], 200)})" if row["note"] else "", "not bold dim")
    parts = [Padding(head, (0, 0, 0, 2))]
    for item in row["because"][: 1 if row["what"] == "incident_new" else 2]:
        because = Text(f"“{plain(item['words'], 140)}”")
        source = f"{plain(item['speaker'], 50)}; {plain(item['outlet'] or 'outlet not told', 40)}"
        because.append(f"\n{source}, {wording.day(item['published'])}, {item['document']}", "dim")
        parts.append(Padding(because, (0, 0, 0, 4)))
    return Group(*parts)

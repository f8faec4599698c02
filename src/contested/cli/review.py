"""`contested review`: a person says whether a claim was read right, where it matters most."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from contested.cli._options import AsOf, Json, LedgerFile, Limit
from contested.cli._screen import limited, out, print_json
from contested.errors import InputError


def review(
    ledger: LedgerFile,
    claim: Annotated[str | None, typer.Argument(help="A claim's id, or the first characters of it.")] = None,
    verdict: Annotated[str | None, typer.Argument(help="right or wrong: whether the words say this.")] = None,
    next_: Annotated[bool, typer.Option("--next", help="Show what to look at next.")] = False,
    note: Annotated[str | None, typer.Option(help="Why; kept with the review.")] = None,
    by: Annotated[str | None, typer.Option(help="Who reviews.", envvar="CONTESTED_BY", show_envvar=True)] = None,
    as_of: AsOf = None,
    limit: Limit = 5,
    as_json: Json = False,
) -> None:
    """Say whether a claim was read right, or with --next see what to review: unsure readings on which much rests first.

    The question is whether the words say it, not whether it is true. A claim read wrongly is weighed no more; it stays
    in the ledger, and `contested decide undo` brings it back.
    """
    from contested.cli.decide import keep
    from contested.ledger import open_ledger
    from contested.ledger.deciding import reviewing

    if next_ or claim is None:
        if claim is not None or not next_:
            raise InputError("Say which claim, and right or wrong.", remedy="Or ask for the queue: --next.")
        _queue(ledger, as_of, limit, as_json=as_json)
        return
    with open_ledger(ledger).view() as view:
        whole = view.claim(claim).claim.id
    number = keep(ledger, replace(reviewing(whole, verdict or ""), note=note, by=by))
    print(f"Decision {number}: {whole} was read {verdict}. `contested decide undo {number}` takes it back.")


def _queue(ledger: object, as_of: str | None, limit: int, *, as_json: bool) -> None:
    from pathlib import Path

    from rich.padding import Padding
    from rich.text import Text

    from contested.ledger import open_ledger
    from contested.ledger.deciding import standing, verdicts
    from contested.outputs.reviewing import doubt_row, queue
    from contested.outputs.tables import claims_table
    from contested.pipeline import weigh_ledger

    with open_ledger(Path(str(ledger))).view() as view:
        done = verdicts(standing(view.decisions()))
        found = queue(weigh_ledger(view, as_of), done)
    kept, rest = limited(found, limit)
    rows = [doubt_row(doubt) for doubt in kept]
    if as_json:
        print_json(rows)
        return
    console = out()
    for row, doubt in zip(rows, kept, strict=True):
        console.print(claims_table([row]))
        console.print(Padding(Text(" ".join(doubt.because) or "Little rests on it.", "dim"), (0, 0, 1, 2)))
    if not rows:
        console.print("Nothing is left to review.")
    if rest:
        console.print(f"{rest:,} more; --limit 0 shows all.", style="dim")

"""`contested speaker`: one speaker's statements in time, and what became of each."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from contested.cli._options import AsOf, Json, LedgerFile, Limit
from contested.cli._screen import limited, out, print_json
from contested.errors import NotFound


def speaker(
    name: Annotated[str, typer.Argument(help="The name, or words of it.")],
    ledger: LedgerFile,
    as_of: AsOf = None,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """Show what one speaker asserted or denied, when, and what became of it."""
    from contested.ledger import open_ledger
    from contested.nouns import to_dict
    from contested.outputs.clean import plain
    from contested.outputs.texts import text
    from contested.outputs.wording import day
    from contested.pipeline import weigh_ledger

    with open_ledger(ledger).view() as view:
        weighed = weigh_ledger(view, as_of)
    record = weighed.speaker(name)
    if record is None:
        raise NotFound(f"Nobody called {name!r} speaks in this ledger.", remedy="`contested speakers` lists who does.")
    words = {account.claim.id: account.words for account in weighed.accounts}
    kept, rest = limited(record.statements, limit)
    if as_json:
        rows = [{**to_dict(s), "words": words.get(s.claim, "")} for s in kept]
        print_json(
            {"id": record.id, "name": record.name, "side": record.side, "outcomes": record.outcomes, "statements": rows}
        )
        return
    console = out()
    console.print(f"{plain(record.name, 60)}, {weighed.sides.name(record.side)}", style="bold", markup=False)
    console.print(_table(kept, words, plain, text, day))
    if rest:
        console.print(f"\n{rest:,} more; --limit 0 shows all.", style="dim")


def _table(statements: list[Any], words: dict[str, str], plain: Any, text: Any, day: Any) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, expand=True, header_style="dim", leading=1, padding=(0, 2, 0, 0))
    table.add_column("Day", width=12)
    table.add_column("What was said", ratio=3)
    table.add_column("What became of it", ratio=2)
    for item in statements:
        what = Text(text("kind", item.kind), "bold")
        what.append(f", {item.stance}" if item.stance != "asserted" else "")
        what.append(f", {plain(item.place, 40)}" if item.place else "")
        what.append(f"\n“{plain(words.get(item.claim, ''), 160)}”", "dim")
        became = Text(plain(item.outcome.replace("_", " "), 40))
        for head, ids in (("by", item.contradicted_by), ("by its own side", item.denied_by_own_side)):
            if ids:
                became.append(f"\n{head}: {', '.join(plain(i, 20) for i in ids[:3])}", "dim")
        became.append(f"\n{item.claim}", "dim")
        table.add_row(day(item.day) if item.day else "", what, became)
    return table

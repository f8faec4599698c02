"""`contested claims`: what is told, claim by claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from contested.cli._options import AsOf, Json, Kind, LedgerFile, Limit, Place, Side, Since, Speaker, Until
from contested.cli._screen import print_json, show


def claims(
    ledger: LedgerFile,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    speaker: Speaker = None,
    side: Side = None,
    text: Annotated[str | None, typer.Option(help="Only claims whose words hold these words.")] = None,
    as_of: AsOf = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List claims: what is told, by whom, in which words. The latest report comes first."""
    from contested.cli._select import Asked
    from contested.ledger import open_ledger
    from contested.outputs.rows import claim_row
    from contested.outputs.tables import claims_table
    from contested.weighing.facts import side_of
    from contested.weighing.sides import SideTable

    asked = Asked.of(place=place, since=since, until=until, kind=kind, speaker=speaker, side=side, as_of=as_of)
    sides = SideTable.default()
    wanted = (side or "").casefold()

    def told(account: Any) -> Any:
        return replace(account, side=side_of(account, sides))

    with open_ledger(ledger).view() as view:
        if wanted:
            # Sides are no column of the ledger: they are computed, so all have to be looked at.
            page = view.page(limit=-1, **asked.filters, text=text)
            found = [
                a for a in map(told, page.accounts) if wanted in (str(a.side).casefold(), sides.name(a.side).casefold())
            ]
            total = len(found)
            found = found[: limit or None]
        else:
            page = view.page(limit=limit or -1, **asked.filters, text=text)
            found, total = [told(account) for account in page.accounts], page.total
    rows = [claim_row(account) for account in found]
    if as_json:
        print_json(rows)
    else:
        show(claims_table(rows), rest=total - len(rows))

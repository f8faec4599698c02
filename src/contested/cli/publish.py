"""`contested publish`: the record as files that any web server can host."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contested.cli._options import AsOf, LedgerFile
from contested.cli._screen import note


def publish(
    folder: Annotated[Path, typer.Argument(help="The folder to write; new, empty, or made by this command before.")],
    ledger: LedgerFile,
    as_of: AsOf = None,
) -> None:
    """Write the pages and the record as files that any web server can host; nothing has to run there.

    Always through the publication policy: recent routes are held back, places coarsened, private names left out. What
    was written does not change by itself: publish again when there is news.
    """
    from contested.web.still import publish as written

    made = written(ledger, folder, as_of=as_of)
    note(
        f"Written to {folder}: {made.incidents:,} incidents, {made.files:,} files, {made.size / 2**20:,.1f} MiB; "
        f"{made.held_back:,} claims held back by the publication policy."
    )
    if not made.pages:
        note("The pages are not built here, so the folder holds the report on one page. `make pages` builds them.")
    note(f"Look at it with: python3 -m http.server --directory {folder} 8000")

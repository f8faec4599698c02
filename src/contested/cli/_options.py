"""Options that several commands share: one name, one meaning, one help text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

LedgerFile = Annotated[
    Path, Option("--ledger", "-l", help="File of the ledger.", envvar="CONTESTED_LEDGER", show_envvar=True)
]
Place = Annotated[
    str | None, Option(help="Only at this place: a name, region, GeoNames id or two-letter country code.")
]
Since = Annotated[str | None, Option(help="Only what happened on or after this day, YYYY-MM-DD.")]
Until = Annotated[str | None, Option(help="Only what happened on or before this day, YYYY-MM-DD.")]
Kind = Annotated[list[str] | None, Option(help="Only this kind of happening, for example shelling; may be repeated.")]
Speaker = Annotated[str | None, Option(help="Only what this speaker or outlet says: part of a name.")]
Side = Annotated[str | None, Option(help="Only what this side says, for example UKR, RUS or third.")]
AsOf = Annotated[str | None, Option("--as-of", help="As it was known at the end of this day, YYYY-MM-DD.")]
Limit = Annotated[int, Option(help="How many to show; 0 shows all.", min=0)]
Json = Annotated[bool, Option("--json", help="Print JSON instead of a table.")]
Published = Annotated[str | None, Option(help="Day of publication where a report does not tell it, YYYY-MM-DD.")]
Outlet = Annotated[str | None, Option(help="Outlet where a report does not tell it.")]
Files = Annotated[list[str], Argument(help="Reports: text, HTML, JSON Lines, JSON or CSV files, or folders of them.")]

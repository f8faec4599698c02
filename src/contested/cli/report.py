"""`contested report`: the situation as one page that needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contested.cli._options import AsOf, LedgerFile
from contested.cli._screen import note

if TYPE_CHECKING:
    from contested.ledger import View


def report(
    ledger: LedgerFile,
    to: Annotated[Path, typer.Option("--out", help="The HTML file to write.")],
    as_of: AsOf = None,
    publish: Annotated[
        bool,
        typer.Option(
            "--publish", help="For others to see: recent routes held back, places coarsened, private names out."
        ),
    ] = False,
    title: Annotated[str, typer.Option(help="The headline; by default the country that most is told of.")] = "",
) -> None:
    """Write one self-contained HTML page: what is new, the map, incidents, tolls, denials, control, movement.

    The page is your own view and holds whole documents. With --publish it keeps to the publication policy, as `export`
    and `serve` do by themselves.
    """
    from contested.ledger import open_ledger

    with open_ledger(ledger).view() as view:
        write_report(view, to, as_of=as_of, publish=publish, title=title)
    note(f"Written to {to}.")


def write_report(view: View, to: Path, *, as_of: str | None = None, publish: bool = False, title: str = "") -> None:
    """The report of a ledger into a file."""
    from contested.outputs import report as page
    from contested.outputs.policy import PublicationPolicy
    from contested.pipeline import weigh_ledger

    policy = PublicationPolicy.public() if publish else PublicationPolicy.off()
    documents = list(view.documents(as_of=as_of))
    # Persons are named beyond the claims too, so what is published needs the whole readings.
    readings = list(view.readings(as_of=as_of)) if publish else []
    to.parent.mkdir(parents=True, exist_ok=True)
    weighed = weigh_ledger(view, as_of)
    page.write_report(weighed, documents, to, title=title, as_of=as_of, policy=policy, readings=readings)

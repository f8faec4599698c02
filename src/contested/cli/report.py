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
    internal: Annotated[
        bool, typer.Option("--internal", help="Your own view: nothing coarsened, held back or made nameless.")
    ] = False,
) -> None:
    """Write one self-contained HTML page: what is new, the map, incidents, tolls, denials, control, movement.

    The page is made for publication: fresh evacuation routes are held back, places coarsened and private persons not
    named, unless --internal is given.
    """
    from contested.ledger import open_ledger

    with open_ledger(ledger).view() as view:
        write_report(view, to, as_of=as_of, internal=internal)
    note(f"Written to {to}.")


def write_report(view: View, to: Path, *, as_of: str | None = None, internal: bool = False) -> None:
    """The report of a ledger into a file."""
    from contested.outputs.policy import PublicationPolicy
    from contested.outputs.release import release
    from contested.outputs.report import write
    from contested.pipeline import weigh_ledger

    policy = PublicationPolicy.off() if internal else PublicationPolicy.public()
    documents = list(view.documents(as_of=as_of))
    # Readings name persons that no claim does; the public page must not show them either.
    readings = [] if internal else list(view.readings(as_of=as_of))
    whole = release(weigh_ledger(view, as_of), documents, policy=policy, as_of=as_of, readings=readings)
    to.parent.mkdir(parents=True, exist_ok=True)
    write(whole, to)

"""`contested export`: the record in the file formats of the field."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from contested.cli._options import AsOf, LedgerFile
from contested.cli._screen import note

if TYPE_CHECKING:
    from contested.outputs.release import Release


class Format(StrEnum):
    """What can be written."""

    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"
    HXL = "hxl"
    GEOJSON = "geojson"
    TIMEMAP = "timemap"


MODULES = {
    Format.ACLED: "acled_csv",
    Format.UCDP: "ucdp_csv",
    Format.PLOVER: "plover_jsonl",
    Format.HXL: "hxl_csv",
    Format.GEOJSON: "geojson",
    Format.TIMEMAP: "timemap",
}


def export(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help="acled, ucdp, plover, hxl, geojson or timemap.")],
    ledger: LedgerFile,
    to: Annotated[Path, typer.Option("--out", help="The file to write; for timemap a folder.")],
    as_of: AsOf = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Your own view: nothing coarsened, held back or made nameless.")
    ] = False,
) -> None:
    """Write the record as ACLED- or UCDP-shaped CSV, PLOVER JSON Lines, HXL, GeoJSON or TimeMap JSON.

    The publication policy is on: fresh evacuation routes are held back, places coarsened and private persons not named,
    unless --internal is given; what was held back is counted. A `report` is your own view unless --publish is given.
    """
    from contested.ledger import open_ledger
    from contested.outputs import PublicationPolicy, release
    from contested.pipeline import weigh_ledger

    policy = PublicationPolicy.off() if internal else PublicationPolicy.public()
    with open_ledger(ledger).view() as view:
        documents = list(view.documents(as_of=as_of))
        readings = [] if internal else list(view.readings(as_of=as_of))
        whole = release(weigh_ledger(view, as_of), documents, policy=policy, as_of=as_of, readings=readings)
    to.parent.mkdir(parents=True, exist_ok=True)
    writer = cast("Callable[[Release, Path], int]", import_module(f"contested.outputs.{MODULES[format_]}").write)
    number = writer(whole, to)
    held = f"; {len(whole.held)} claims held back" if whole.held else ""
    note(f"{number:,} written to {to}{held}.")

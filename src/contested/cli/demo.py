"""`contested demo`: the bundled dispatches, read and weighed before your eyes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from contested.cli._screen import note, out, progress

DISPATCHES = "dispatches/dispatches.jsonl"


def demo(
    to: Annotated[Path, typer.Option("--out", help="Folder for the ledger and the report.")] = Path("demo"),
) -> None:
    """Read the bundled dispatches into a ledger, print the situation and write a report.

    The dispatches were written for this demonstration from publicly known facts of August to November 2022 in Ukraine.
    """
    from contested import pipeline
    from contested.cli.report import write_report
    from contested.data import path_of
    from contested.ledger import open_ledger
    from contested.sources import Fault, read_path

    to.mkdir(parents=True, exist_ok=True)
    ledger = open_ledger(to / "ledger.db")
    started = time.perf_counter()
    note("Opening the reading model and the index of places; the first time takes some seconds.")
    reader = pipeline.Reader.load()
    with ledger.writer() as writer, progress("reading the dispatches") as step:
        for came in pipeline.ingest(read_path(path_of(DISPATCHES)), reader, writer, again=True):
            if isinstance(came, Fault):
                note(str(came), loud=True)
            step()
    note(f"Read in {time.perf_counter() - started:.1f} s.")
    with ledger.view() as view:
        _situation(view)
        page = to / "report.html"
        write_report(view, page)
    note("")
    note(f"The report is at {page}; open it in a browser. The ledger is {to / 'ledger.db'}. Try:")
    for line in ("disagreements", "claims --place Izium", "control", "speakers"):
        note(f"  contested {line} --ledger {to / 'ledger.db'}")


def _situation(view: Any) -> None:
    from contested.cli._select import Asked, weighed
    from contested.outputs.situation import situation
    from contested.outputs.tables import fancy

    console = out()
    console.print(situation(weighed(view, Asked()), signs=fancy(console)))

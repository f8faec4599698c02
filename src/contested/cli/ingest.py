"""`contested ingest`: reports into the ledger."""

from __future__ import annotations

from itertools import chain
from typing import Annotated, Any

import typer

from contested.cli._options import Files, Json, LedgerFile, Outlet, Published
from contested.cli._screen import note, print_json, progress


def ingest(
    paths: Files,
    ledger: LedgerFile,
    published: Published = None,
    outlet: Outlet = None,
    again: Annotated[bool, typer.Option(help="Read documents again that this version has read before.")] = False,
    as_json: Json = False,
) -> None:
    """Read reports into a ledger. The same report twice is kept once.

    A file that cannot be read is named and passed over; exit status 1 says that there was one.
    """
    from contested import pipeline
    from contested.ledger import open_ledger
    from contested.sources import Defaults, read_path

    defaults = Defaults.given(published, outlet)
    with open_ledger(ledger).writer() as writer:
        reader = pipeline.Reader.load()
        found = chain.from_iterable(read_path(path, defaults) for path in paths)
        totals = Totals(defaults.names)
        with progress("reading") as step:
            for came in pipeline.ingest(totals.watch(found), reader, writer, again=again):
                totals.add(came)
                step()
    if as_json:
        print_json(totals.row())
    else:
        print(totals)
    if totals.undated:
        note(
            f"{totals.undated:,} have no date: words such as 'yesterday' stay open there, and they count as known from "
            "today. Give one with --published."
        )
    if totals.faults:
        raise typer.Exit(1)


class Totals:
    """What an ingest came to."""

    def __init__(self, names: Any) -> None:
        self.names = names
        self.new = self.known = self.reread = self.claims = self.undated = 0
        self.faults: list[dict[str, Any]] = []

    def watch(self, found: Any) -> Any:
        """Passes items through and counts those without a date."""
        for item in found:
            self.undated += getattr(item, "published", "") is None
            yield item

    def add(self, came: Any) -> None:
        """Counts what became of one item; a fault is said at once."""
        from contested.sources import Fault

        if isinstance(came, Fault):
            came = self.names.told(came)
            kept = " The original is kept." if came.document else ""
            note(f"{came.name}: {came.error}{kept}", loud=True)
            self.faults.append({"name": came.name, "kind": came.error.kind, "message": str(came.error)})
            return
        self.claims += came.claims
        if came.new_document:
            self.new += 1
        elif came.new_reading:
            self.reread += 1
        else:
            self.known += 1

    def row(self) -> dict[str, Any]:
        """The totals as plain values."""
        counts = {name: getattr(self, name) for name in ("new", "reread", "known", "claims", "undated")}
        return {**counts, "faults": self.faults}

    def __str__(self) -> str:
        parts = [f"{self.new:,} new"]
        parts += [f"{self.reread:,} read again"] if self.reread else []
        parts += [f"{self.known:,} known already"] if self.known else []
        parts += [f"{len(self.faults):,} not read"] if self.faults else []
        return f"{', '.join(parts)}; {self.claims:,} claims."

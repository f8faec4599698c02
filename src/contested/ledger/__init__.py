"""The memory: originals, readings, claims and decisions, kept so that nothing is ever lost or changed."""

from __future__ import annotations

from pathlib import Path

from contested.ledger.base import Added, Decision, Filters, Hit, Ledger, Page, Tally, View, Writer
from contested.ledger.sqlite import SqliteLedger

__all__ = ["Added", "Decision", "Filters", "Hit", "Ledger", "Page", "Tally", "View", "Writer", "open_ledger"]


def open_ledger(path: Path | str) -> Ledger:
    """The ledger in this file. Nothing is made or opened before `writer()` or `view()` is called."""
    return SqliteLedger(path)

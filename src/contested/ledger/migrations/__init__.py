"""Numbered steps that bring a ledger to the present form, each in one transaction with the record that it ran.

A step is a file `NNNN_what_it_does.sql`. A step that has been released is never edited; the next one mends it.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from contested.errors import LedgerError

APPLICATION_ID = 0x434E5444  # "CNTD" in the file's header, so that another program's database is known for one
RECORD = """CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT"""


class Step(NamedTuple):
    """One migration: its number, its name and its statements."""

    number: int
    name: str
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """All migrations there are, in order."""
    files = sorted(Path(__file__).parent.glob("[0-9]*.sql"))
    return tuple(Step(int(f.stem[:4]), f.stem[5:], f.read_text(encoding="utf-8")) for f in files)


def version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that ran, 0 for an empty file.

    Raises `LedgerError` for a database that is not a ledger or comes from a newer program.
    """
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return 0
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.OperationalError:  # locked, or not ours to open: no word on what the file holds
        raise
    except sqlite3.DatabaseError as fault:
        raise LedgerError("This file is not a ledger.", remedy="Give the .db file that `ingest` made.") from fault
    if mark != APPLICATION_ID or "migrations" not in tables:
        raise LedgerError(
            "This database belongs to another program.", remedy="Give the .db file that `ingest` made, or a new name."
        )
    number = int(connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[0])
    if number > steps()[-1].number:
        raise LedgerError("This ledger was made by a newer Contested.", remedy="Upgrade: pip install -U contested")
    return number


def migrate(connection: sqlite3.Connection) -> int:
    """Run the steps that this ledger has not seen; gives how many ran. The connection must be in autocommit mode."""
    done = version(connection)
    todo = [step for step in steps() if step.number > done]
    for step in todo:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(RECORD)
            # Another process may have been faster while this one waited for the lock.
            if connection.execute("SELECT 1 FROM migrations WHERE number = ?", (step.number,)).fetchone() is None:
                for statement in _statements(step.sql):
                    connection.execute(statement)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (step.number, step.name, now))
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return len(todo)


def _statements(sql: str) -> list[str]:
    """Single statements. `executescript` would commit by itself and so break the transaction."""
    found, begun = [], ""
    for line in sql.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            found.append(begun)
            begun = ""
    return found

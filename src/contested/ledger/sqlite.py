"""The ledger in one SQLite file: write-ahead log, full text. One writer at a time, any number of readers."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from contested.errors import LedgerError
from contested.ledger import migrations
from contested.ledger.sqlite_view import SqliteView
from contested.ledger.sqlite_writer import SqliteWriter

WAIT_S = 15.0  # how long one process waits for another that writes


class SqliteLedger:
    """A ledger in the file at `path`."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def writer(self) -> SqliteWriter:
        """Opens for adding; makes the file, or brings an older one to the present form. Raises `LedgerError`."""
        return SqliteWriter(self._open_to_write())

    def view(self) -> SqliteView:
        """Opens for reading only. Raises `LedgerError` where there is no ledger."""
        if not self.path.is_file():
            raise LedgerError(
                f"There is no ledger at {self.path}.",
                remedy=f"Make one: contested ingest FILES --ledger {self.path}",
            )
        connection = self._open_to_read()
        try:
            behind = migrations.version(connection) < migrations.steps()[-1].number
        except sqlite3.Error as fault:
            connection.close()
            raise _unreadable(self.path, fault) from fault
        except BaseException:
            connection.close()
            raise
        if behind:
            connection.close()
            self._open_to_write().close()
            connection = self._open_to_read()
        return SqliteView(connection)

    def _open_to_write(self) -> sqlite3.Connection:
        if not self.path.parent.is_dir():
            raise LedgerError(f"There is no folder {self.path.parent}.", remedy="Make it, or choose another place.")
        try:
            connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
        except sqlite3.Error as fault:
            raise LedgerError(f"{self.path} cannot be opened: {fault}.", remedy="Check name and rights.") from fault
        try:
            migrations.version(connection)  # before anything is written into a file that may not be ours
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE would delete past the triggers
            connection.execute("PRAGMA cache_size = -65536")
            migrations.migrate(connection)
        except sqlite3.Error as fault:
            connection.close()
            raise LedgerError(
                f"{self.path} cannot be written: {fault}.",
                remedy="Check rights, disk and other programs on it.",
            ) from fault
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_to_read(self) -> sqlite3.Connection:
        uri = self.path.resolve().as_uri()
        fault: Exception | None = None
        # A read-only folder cannot hold the log's index; a file that nobody writes can be read without it.
        for mode in ("mode=ro", "mode=ro&immutable=1"):
            connection = sqlite3.connect(f"{uri}?{mode}", uri=True, timeout=WAIT_S, isolation_level=None)
            try:
                connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            except sqlite3.DatabaseError as caught:
                connection.close()
                fault = caught
                if "not a database" in str(caught):
                    break
            else:
                connection.execute("PRAGMA query_only = ON")
                connection.execute("PRAGMA cache_size = -65536")
                return connection
        raise _unreadable(self.path, fault)


def _unreadable(path: Path, fault: Exception | None) -> LedgerError:
    return LedgerError(f"{path} cannot be read as a ledger: {fault}.", remedy="Give the .db file that `ingest` made.")

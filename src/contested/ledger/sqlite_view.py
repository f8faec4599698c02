"""Reading from the SQLite ledger."""

# ruff: noqa: S608 (what is put into a statement is constant text of this folder; values travel as parameters)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, Unpack

from contested.errors import NotFound
from contested.ledger.base import Decision, Filters, Hit, Page, Tally
from contested.ledger.sqlite_query import LATEST, a_day, condition, match
from contested.nouns import Account, Claim, Document, Reading, from_dict

JOINED = "FROM claims c JOIN documents d ON d.n = c.document"
ACCOUNT = f"SELECT c.json, d.id, d.outlet, d.published, c.words, d.url {JOINED}"
DOCUMENT = "SELECT id, text, title, published, outlet, url, language FROM documents"
MANY = 500  # parameters in one statement; older SQLite allows 999


class SqliteView:
    """See `contested.ledger.base.View`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def accounts(self, **filters: Unpack[Filters]) -> Iterator[Account]:
        """The claims of the latest readings in their documents, in the order they came in."""
        where, values = condition(filters)
        for row in self._db.execute(f"{ACCOUNT} WHERE {where} ORDER BY c.n", values):
            yield _account(row)

    def page(self, *, limit: int = 50, offset: int = 0, **filters: Unpack[Filters]) -> Page:
        """The same, latest report first, a part at a time."""
        where, values = condition(filters)
        (total,) = self._db.execute(f"SELECT count(*) {JOINED} WHERE {where}", values).fetchone()
        rows = self._db.execute(
            f"{ACCOUNT} WHERE {where} ORDER BY d.known_day DESC, c.n LIMIT :limit OFFSET :offset",
            {**values, "limit": limit, "offset": offset},
        )
        return Page(tuple(_account(row) for row in rows), int(total), offset)

    def claims(self, ids: Iterable[str]) -> dict[str, Account]:
        """The accounts of these whole ids; where several readings told one, the latest counts."""
        found = {}
        wanted = list(dict.fromkeys(ids))
        for some in (wanted[i : i + MANY] for i in range(0, len(wanted), MANY)):
            marks = ", ".join("?" * len(some))
            for row in self._db.execute(f"{ACCOUNT} WHERE c.id IN ({marks}) ORDER BY c.reading", some):
                account = _account(row)
                found[account.claim.id] = account
        return found

    def claim(self, claim_id: str) -> Account:
        """One claim, by its id or any beginning of it that is unique; a claim of the latest reading comes first."""
        now = self._begins("claims c", "c.id", claim_id, f" AND {LATEST}")
        ids = now or self._begins("claims c", "c.id", claim_id)
        return self.claims([_only(ids, claim_id, "claim")]).popitem()[1]

    def document(self, document_id: str) -> Document:
        """One original, by its id or any beginning of it that is unique."""
        name = _only(self._begins("documents", "id", document_id), document_id, "document")
        return Document(*self._db.execute(f"{DOCUMENT} WHERE id = ?", (name,)).fetchone())

    def documents(self, *, as_of: str | None = None) -> Iterator[Document]:
        """All originals in the order they came in."""
        day = a_day(as_of) if as_of else "9999-12-31"
        for row in self._db.execute(f"{DOCUMENT} WHERE known_day <= ? ORDER BY n", (day,)):
            yield Document(*row)

    def reading(self, document_id: str) -> Reading:
        """The latest reading of a document, with the claims as the ledger keeps them."""
        document = self.document(document_id)
        found = self._reading(document)
        if found is None:
            raise NotFound(
                f"Document {document.id} was kept but not read.", remedy="Its language or form could not be read."
            )
        return found

    def readings(self, *, as_of: str | None = None) -> Iterator[Reading]:
        """The latest reading of each document that has one."""
        for document in self.documents(as_of=as_of):
            if found := self._reading(document):
                yield found

    def _reading(self, document: Document) -> Reading | None:
        found = self._db.execute(
            """SELECT r.id, r.json FROM readings r JOIN documents d ON d.n = r.document
               WHERE d.id = ? ORDER BY r.id DESC LIMIT 1""",
            (document.id,),
        ).fetchone()
        if found is None:
            return None
        claims = self._db.execute("SELECT json FROM claims WHERE reading = ? ORDER BY n", (found[0],))
        told = [json.loads(row[0]) for row in claims]
        body = json.loads(found[1])
        body["document"] = {name: getattr(document, name) for name in Document.__slots__}
        return from_dict(Reading, {**body, "claims": told})

    def decisions(self, *, as_of: str | None = None) -> tuple[Decision, ...]:
        """What people decided, in order, up to and with that day."""
        day = a_day(as_of) if as_of else "9999-12-31"
        rows = self._db.execute("SELECT id, json FROM decisions WHERE substr(at, 1, 10) <= ? ORDER BY id", (day,))
        return tuple(replace(from_dict(Decision, json.loads(packed)), id=number) for number, packed in rows)

    def search(self, text: str, *, limit: int = 20, offset: int = 0, as_of: str | None = None) -> list[Hit]:
        """Documents and claims that hold all these words, best first."""
        day = a_day(as_of) if as_of else "9999-12-31"
        rows = self._db.execute(
            f"""SELECT 'document', d.id, d.id, d.title, d.outlet, d.published,
                       snippet(documents_fts, -1, '«', '»', '…', 24), rank AS score
                FROM documents_fts JOIN documents d ON d.n = documents_fts.rowid
                WHERE documents_fts MATCH :text AND d.known_day <= :day
                UNION ALL
                SELECT 'claim', c.id, d.id, d.title, d.outlet, d.published,
                       snippet(claims_fts, 0, '«', '»', '…', 24), rank
                FROM claims_fts JOIN claims c ON c.n = claims_fts.rowid JOIN documents d ON d.n = c.document
                WHERE claims_fts MATCH :text AND d.known_day <= :day AND {LATEST}
                ORDER BY score LIMIT :limit OFFSET :offset""",
            {"text": match(text), "day": day, "limit": limit, "offset": offset},
        )
        return [Hit(*row[:7]) for row in rows]

    def counts(self) -> Tally:
        """How much there is."""
        row = self._db.execute(
            f"""SELECT count(*), coalesce(sum(NOT EXISTS (SELECT 1 FROM readings r WHERE r.document = documents.n)), 0),
                       coalesce(sum(published IS NULL), 0), count(DISTINCT nullif(outlet_key, '')),
                       (SELECT count(*) FROM readings), (SELECT count(*) FROM claims c WHERE {LATEST}),
                       (SELECT count(*) FROM decisions), min(known_day), max(known_day)
                FROM documents"""
        ).fetchone()
        return Tally(*row)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begins(self, table: str, column: str, start: str, more: str = "") -> list[str]:
        """The ids with this beginning, at most a handful; the whole id alone where there is one."""
        whole = self._db.execute(f"SELECT 1 FROM {table} WHERE {column} = ?{more} LIMIT 1", (start,)).fetchone()
        if whole is not None:
            return [start]
        # A range uses the index, which LIKE and substr would not.
        rows = self._db.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ? AND {column} < ?{more} LIMIT 6",
            (start, start + chr(0x10FFFF)),
        )
        return [row[0] for row in rows] if start else []


def _only(ids: list[str], start: str, what: str) -> str:
    if not ids:
        raise NotFound(f"The ledger has no {what} {start!r}.", remedy="`contested claims --ledger …` lists the ids.")
    if len(ids) > 1:
        shown = ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")
        raise NotFound(f"{start!r} begins more than one {what} id: {shown}.", remedy="Type one or two characters more.")
    return ids[0]


def _account(row: tuple[Any, ...]) -> Account:
    packed, document, outlet, published, words, url = row
    return Account(from_dict(Claim, json.loads(packed)), document, outlet, published, words, url=url)

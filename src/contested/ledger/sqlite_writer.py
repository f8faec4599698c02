"""Adding to the SQLite ledger. Everything between two commits is kept as a whole or not at all."""

# ruff: noqa: S608 (what is put into a statement is a row of question marks)

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import TracebackType
from typing import Any, NamedTuple, Self

from contested.errors import LedgerError
from contested.ledger.base import Added, Decision
from contested.ledger.codec import fold, pack
from contested.nouns import Claim, Document, Reading, parse_day

ADD_DOCUMENT = """INSERT INTO documents
    (id, fingerprint, title, text, published, outlet, outlet_key, url, language, received_at, known_day)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
ADD_CLAIM = f"INSERT INTO claims VALUES ({', '.join('?' * 23)})"
ADD_PLACE = f"INSERT INTO claim_places VALUES ({', '.join('?' * 9)})"
ADD_SPEAKER = "INSERT INTO claim_speakers VALUES (?, ?, ?, ?)"


class SqliteWriter:
    """See `contested.ledger.base.Writer`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._next_claim = 0

    def add_document(self, document: Document, received_at: str | None = None) -> Added:
        """Keep an original without a reading."""
        self._begin()
        kept = self._keep(document, received_at)
        return Added(kept.id, kept.new, new_reading=False, claims=0)

    def add_reading(self, reading: Reading, received_at: str | None = None) -> Added:
        """Keep a document, its reading and its claims; the reading it has already is not added again."""
        self._begin()
        kept = self._keep(reading.document, received_at)
        body = pack(replace(reading, document=_NO_DOCUMENT, claims=()))
        claims = [(claim, pack(claim)) for claim in reading.claims]
        digest = sha256("\n".join([body, *(told for _, told in claims)]).encode()).hexdigest()
        last = self._db.execute(
            "SELECT digest FROM readings WHERE document = ? ORDER BY id DESC LIMIT 1", (kept.number,)
        ).fetchone()
        if (last is not None and last[0] == digest) or not kept.fits:
            return Added(kept.id, kept.new, new_reading=False, claims=0)
        row = self._db.execute(
            "INSERT INTO readings (document, program, read_at, digest, json) VALUES (?, ?, ?, ?, ?)",
            (kept.number, reading.program, _now(), digest, body),
        )
        self._add_claims(kept, int(row.lastrowid or 0), reading.document, claims)
        return Added(kept.id, kept.new, new_reading=True, claims=len(claims))

    def add_decision(self, decision: Decision) -> int:
        """Record what a person decided; gives its number."""
        self._begin()
        taken = replace(decision, at=decision.at or _now(), id=None)
        row = self._db.execute(
            "INSERT INTO decisions (action, at, json) VALUES (?, ?, ?)", (taken.action, taken.at, pack(taken))
        )
        return int(row.lastrowid or 0)

    def known(self, document: Document, program: str) -> Added | None:
        """What is kept of this document already, if its latest reading is by this version of the program."""
        found = self._db.execute(
            """SELECT d.id, r.program FROM documents d JOIN readings r ON r.document = d.n
               WHERE d.fingerprint = ? ORDER BY r.id DESC LIMIT 1""",
            (document.fingerprint,),
        ).fetchone()
        if found is None or found[1] != program:
            return None
        return Added(str(found[0]), new_document=False, new_reading=False, claims=0)

    def original(self, document: Document) -> Document | None:
        """The document as it is kept, if it or a copy of it is."""
        found = self._db.execute(
            "SELECT id, text, title, published, outlet, url, language FROM documents WHERE fingerprint = ?",
            (document.fingerprint,),
        ).fetchone()
        return None if found is None else Document(*found)

    def commit(self) -> None:
        """Keep what was added up to here."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Drop what was not committed and let go of the file."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()

    def _begin(self) -> None:
        if self._db.in_transaction:
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            raise LedgerError(
                f"The ledger is in use: {fault}.", remedy="Wait until the other program has ended, and try again."
            ) from fault
        (last,) = self._db.execute("SELECT coalesce(max(n), 0) FROM claims").fetchone()
        self._next_claim = int(last) + 1

    def _keep(self, document: Document, received_at: str | None) -> _Kept:
        """The document in the ledger, put there if it is new."""
        print_ = document.fingerprint
        found = self._db.execute(
            "SELECT n, id, known_day, text = ? FROM documents WHERE fingerprint = ?", (document.text, print_)
        ).fetchone()
        if found is not None:
            number, name, day, fits = found
            return _Kept(number, name, day, new=False, fits=bool(fits))
        name = document.id or print_[:16]
        if self._db.execute("SELECT 1 FROM documents WHERE id = ?", (name,)).fetchone():
            name = f"{name}~{print_[:8]}"  # two reports under one id: both are kept
        received = received_at or _now()
        day = document.day.isoformat() if document.day else received[:10]
        row = self._db.execute(
            ADD_DOCUMENT,
            (
                *(name, print_, document.title, document.text, document.published, document.outlet),
                *(fold(document.outlet), document.url, document.language, received, day),
            ),
        )
        return _Kept(int(row.lastrowid or 0), name, day, new=True)

    def _add_claims(self, kept: _Kept, reading: int, document: Document, claims: Sequence[tuple[Claim, str]]) -> None:
        rows: list[tuple[Any, ...]] = []
        places: list[tuple[Any, ...]] = []
        speakers: list[tuple[Any, ...]] = []
        for claim, packed in claims:
            number, self._next_claim = self._next_claim, self._next_claim + 1
            name, told = self._unique(claim, kept.number, document, packed)
            words = document.text[slice(*claim.evidence)]
            rows.append((number, name, kept.number, reading, *_columns(claim, kept.day), words, told))
            places += [
                (number, p.role, fold(p.name), fold(p.text), fold(p.admin1), p.geonameid, p.lat, p.lon, p.country)
                for p in claim.places
            ]
            speakers += [(number, i, fold(f"{s.name or ''} {s.text}"), s.country) for i, s in enumerate(claim.said_by)]
        self._db.executemany(ADD_CLAIM, rows)
        self._db.executemany(ADD_PLACE, places)
        self._db.executemany(ADD_SPEAKER, speakers)

    def _unique(self, claim: Claim, document: int, source: Document, packed: str) -> tuple[str, str]:
        """Two outlets that print the same words make the same claim ids; in the ledger each claim needs its own."""
        taken = self._db.execute("SELECT 1 FROM claims WHERE id = ? AND document <> ?", (claim.id, document)).fetchone()
        if taken is None:
            return claim.id, packed
        name = f"{claim.id}~{source.fingerprint[:6]}"
        return name, pack(replace(claim, id=name))


class _Kept(NamedTuple):
    """A document in the ledger: its number and id there, the day it became known, whether it came in just now, and
    whether it has the very text that was read.
    """

    number: int
    id: str
    day: str
    new: bool
    fits: bool = True


_NO_DOCUMENT = Document("", "")


def _columns(claim: Claim, day: str) -> tuple[Any, ...]:
    """What a claim is found by, from kind to confidence."""
    place = next((p for p in claim.places if p.role == "at"), claim.places[0] if claim.places else None)
    speaker = claim.said_by[0] if claim.said_by else None
    return (
        *(claim.kind, int(claim.main)),
        *((place.name or place.text, place.geonameid, place.lat, place.lon, place.country) if place else [None] * 5),
        *((claim.time.from_, claim.time.to) if claim.time else (None, None)),
        *(*_days(claim, day), claim.polarity, claim.modality, claim.stance),
        *((speaker.name or speaker.text, speaker.country) if speaker else (None, None)),
        claim.confidence,
    )


def _days(claim: Claim, reported: str) -> tuple[str, str]:
    """The first and the last day that a claim is found under; an open end reaches for ever."""
    begin = parse_day(claim.time.from_) if claim.time else None
    after = parse_day(claim.time.to) if claim.time else None
    if begin is None and after is None:
        return reported, reported
    last = "9999-12-31"
    if after is not None and claim.time is not None:
        # The end is exclusive: a bare day names the day after the last one.
        midnight = len(claim.time.to or "") <= 10 or (claim.time.to or "")[11:16] == "00:00"
        final = after - timedelta(days=1) if midnight and after != begin else after
        last = final.isoformat()
    return (begin.isoformat() if begin else "0000-01-01"), last


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""What a ledger is: a `Writer` that only adds and a `View` that only reads. Stores implement these protocols.

The ledger holds originals, what was read in them (a document may have been read by several versions of the program;
the latest counts), claims, and the decisions of people. It never changes or deletes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self, TypedDict, Unpack

from contested.nouns import Account, Document, Reading


class Filters(TypedDict, total=False):
    """What accounts are asked for; all that is given must hold.

    `as_of`: published (or received, where undated) on or before that day. `since`, `until`: the happening, or the
    report where no time is told, touches these days, both included. `kind`: one or several. `place`: a name as written
    or as resolved, a region, a GeoNames id or a two-letter country code. `speaker`: part of the name of anyone in the
    chain, or of the outlet that says it in its own voice. `text`: words of the evidence. Days are ISO 8601.
    """

    as_of: str | None
    kind: str | Sequence[str] | None
    place: str | None
    since: str | None
    until: str | None
    speaker: str | None
    text: str | None
    document: str | None
    outlet: str | None
    min_confidence: float | None


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: the document's id in the ledger, whether it or its reading is new, how many claims."""

    document: str
    new_document: bool
    new_reading: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about claims: `action` is merge, split, pin, review or undo; `others` are the claims that a
    split parts them from; `values` is what else the action needs; `at` an ISO datetime.
    """

    action: str
    claims: tuple[str, ...]
    others: tuple[str, ...] = ()
    by: str | None = None
    at: str | None = None
    note: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a longer list of accounts, and how many there are in all."""

    accounts: tuple[Account, ...]
    total: int
    offset: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found. `kind`: document or claim; `snippet` marks the words found with «»."""

    kind: str
    id: str
    document: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How much the ledger holds. `unread`: documents kept without a reading."""

    documents: int
    unread: int
    undated: int
    outlets: int
    readings: int
    claims: int
    decisions: int
    first_day: str | None
    last_day: str | None


class Writer(Protocol):
    """Adds, and nothing else. Leaving the `with` block keeps what was added; an exception in it keeps nothing since the
    last `commit`.
    """

    def add_document(self, document: Document, received_at: str | None = None) -> Added:
        """Keep an original without a reading."""

    def add_reading(self, reading: Reading, received_at: str | None = None) -> Added:
        """Keep a document, its reading and its claims. What is there already is not added again; nor is a reading of a
        copy with other white space, whose spans would not fit the original.
        """

    def add_decision(self, decision: Decision) -> int:
        """Record what a person decided; gives its number."""

    def known(self, document: Document, program: str) -> Added | None:
        """What is kept of this document already, if its latest reading is by this version of the program; else None."""

    def original(self, document: Document) -> Document | None:
        """The document as it is kept, if it or a copy of it is."""

    def commit(self) -> None:
        """Keep what was added up to here, whatever comes after."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class View(Protocol):
    """Reads, and nothing else. Ids may be shortened to any beginning that is unique."""

    def accounts(self, **filters: Unpack[Filters]) -> Iterator[Account]:
        """The claims of the latest readings in their documents, in the order they came in."""

    def page(self, *, limit: int = 50, offset: int = 0, **filters: Unpack[Filters]) -> Page:
        """The same, latest report first, a part at a time."""

    def claims(self, ids: Iterable[str]) -> dict[str, Account]:
        """The accounts of these whole ids, in any reading; unknown ones are left out."""

    def claim(self, claim_id: str) -> Account:
        """One claim. Raises `NotFound`."""

    def document(self, document_id: str) -> Document:
        """One original. Raises `NotFound`."""

    def documents(self, *, as_of: str | None = None) -> Iterator[Document]:
        """All originals in the order they came in."""

    def reading(self, document_id: str) -> Reading:
        """The latest reading of a document. Raises `NotFound`."""

    def readings(self, *, as_of: str | None = None) -> Iterator[Reading]:
        """The latest reading of each document that has one."""

    def decisions(self, *, as_of: str | None = None) -> tuple[Decision, ...]:
        """What people decided, in order, up to and with that day."""

    def search(self, text: str, *, limit: int = 20, offset: int = 0, as_of: str | None = None) -> list[Hit]:
        """Documents and claims that hold all these words, best first; words in double quotes stand together."""

    def counts(self) -> Tally:
        """How much there is."""

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Ledger(Protocol):
    """A place where the record is kept."""

    def writer(self) -> Writer:
        """Opens for adding; makes the store where there is none."""

    def view(self) -> View:
        """Opens for reading. Raises `LedgerError` where there is no ledger."""

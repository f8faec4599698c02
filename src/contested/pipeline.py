"""The one module that knows all stages: documents come in, are read, are kept, are weighed.

The model and the weighing are imported when they are first used, so that asking for help costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol, Self

from contested import __version__
from contested.errors import ContestedError, DataFileError, InputError, ModelError
from contested.ledger import Added, View, Writer
from contested.ledger.deciding import GROUPING, carried, reviewed, standing
from contested.nouns import Account, Document, Reading, to_dict
from contested.settings import Settings
from contested.sources import Fault, not_read

if TYPE_CHECKING:
    from contested.weighing import Weighed

BATCH_CHARS = 400_000  # long documents wait for each other no longer than this
COMMIT_EVERY = 50  # documents between two commits: what an interruption can lose


class Engine(Protocol):
    """What reads documents: `contested.reading.Reader`, or a stand-in for it in tests."""

    program: str

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Readings in the order of the documents."""


class Reader:
    """Reads documents, one by one or many; a document that cannot be read never stops the others."""

    def __init__(self, engine: Engine, settings: Settings | None = None) -> None:
        self._engine = engine
        self._settings = settings or Settings.from_env()

    @classmethod
    def load(cls, settings: Settings | None = None) -> Self:
        """Open the shipped model and the index of places. Raises `ModelError`, `DataFileError`."""
        from contested.reading import Reader as Engine_  # noqa: PLC0415 (takes a second)

        settings = settings or Settings.from_env()
        return cls(Engine_.load(settings, program=f"contested {__version__}"), settings)

    @property
    def program(self) -> str:
        """Name and version of what reads; a reading carries it."""
        return self._engine.program

    def watch(self, told: Callable[[str, float], None]) -> None:
        """Be told which stage of reading a document has begun, and what share of it is done."""
        if hasattr(self._engine, "watch"):
            self._engine.watch = told

    @property
    def profile(self) -> dict[str, float]:
        """Seconds spent in each stage so far, where the engine counts them."""
        return dict(getattr(self._engine, "profile", {}))

    def read(self, document: Document) -> Reading:
        """The reading of one document. Raises `InputError` for one that cannot be read."""
        (found,) = self.read_many([document])
        if isinstance(found, Fault):
            raise found.error
        return found

    def read_many(self, documents: Iterable[Document | Fault]) -> Iterator[Reading | Fault]:
        """A reading or a fault for each item, in its order; faults pass through. Memory stays flat."""
        for batch in _batches(documents, self._settings.batch_size):
            checked = [item if isinstance(item, Fault) else self._checked(item) for item in batch]
            for bad, group in groupby(checked, key=lambda item: isinstance(item, Fault)):
                if bad:
                    yield from (item for item in group if isinstance(item, Fault))
                else:
                    yield from self._read([item for item in group if isinstance(item, Document)])

    def _checked(self, document: Document) -> Document | Fault:
        error = not_read(document)
        if error is None and len(document.text) > self._settings.max_chars:
            error = InputError(
                f"The text has {len(document.text):,} characters; {self._settings.max_chars:,} are read at most.",
                remedy="Cut it into parts, or raise CONTESTED_MAX_CHARS.",
            )
        return document if error is None else Fault(document.id, error, document.id, document)

    def _read(self, documents: Sequence[Document]) -> Iterator[Reading | Fault]:
        try:
            found = list(self._engine.read_many(documents))
        except (ImportError, DataFileError, ModelError):  # a broken installation, not a bad document
            raise
        except Exception as fault:  # one document that breaks a stage must not cost the others
            if os.environ.get("CONTESTED_DEBUG"):
                raise
            if len(documents) == 1:
                yield Fault(documents[0].id, _error(fault), documents[0].id, documents[0])
                return
            for document in documents:
                yield from self._read([document])
        else:
            yield from found


def ingest(
    items: Iterable[Document | Fault],
    reader: Reader,
    writer: Writer,
    *,
    received_at: str | None = None,
    again: bool = False,
) -> Iterator[Added | Fault]:
    """Read what is new and keep it; what came of each item, in order.

    A document that this version of the program has read before is passed over, unless `again`. The original of one
    that cannot be read is kept without a reading.
    """
    for batch in _batches(items, COMMIT_EVERY):
        plan = [_plan(item, reader.program, writer, again=again) for item in batch]
        copies = _copies(plan)
        waiting = (item for item, copy in zip(plan, copies, strict=True) if not copy and not isinstance(item, Added))
        fresh = reader.read_many(waiting)
        for item, copy in zip(plan, copies, strict=True):
            if isinstance(item, Added):
                yield item
            elif copy and isinstance(item, Document):
                yield Added(item.id, new_document=False, new_reading=False, claims=0)
            else:
                yield _keep(next(fresh), writer, received_at)
        writer.commit()


def _plan(item: Document | Fault, program: str, writer: Writer, *, again: bool) -> Document | Fault | Added:
    """What to read: the original that the ledger holds, so that spans fit it; or what is known already."""
    if isinstance(item, Fault):
        return item
    known = None if again else writer.known(item, program)
    return known or writer.original(item) or item


def _copies(plan: Iterable[Document | Fault | Added]) -> list[bool]:
    """Which items need no reading: what is known, and each report after its first copy."""
    seen: set[str] = set()
    out = []
    for item in plan:
        mark = item.fingerprint if isinstance(item, Document) else ""
        out.append(isinstance(item, Added) or mark in seen)
        seen |= {mark} - {""}
    return out


def _keep(found: Reading | Fault, writer: Writer, received_at: str | None) -> Added | Fault:
    if isinstance(found, Reading):
        return writer.add_reading(found, received_at)
    if found.document is not None:
        writer.add_document(found.document, received_at)
    return found


def weigh_ledger(view: View, as_of: str | None = None) -> Weighed:
    """All that can be said from the claims of a ledger, as of a day or now, with what people decided about them."""
    from contested.weighing import weigh  # noqa: PLC0415 (readers of one document need no weighing)

    accounts, decisions = decided(view, as_of)
    return weigh(accounts, decisions=decisions, as_of=as_of)


def decided(view: View, as_of: str | None = None) -> tuple[list[Account], list[dict[str, Any]]]:
    """What is weighed: the accounts without those reviewed as wrongly read, and the standing decisions on incidents.

    `as_of` chooses reports, not decisions: a person's correction holds for every view, as a better program would.
    """
    found = list(view.accounts(as_of=as_of))
    decisions = carried(standing(view.decisions()), found, view)
    grouping = [to_dict(decision) for decision in decisions if decision.action in GROUPING]
    return reviewed(found, decisions), grouping


def reading_line(reading: Reading) -> dict[str, Any]:
    """A reading in the form of the batch: everything but the document's text, which the reader of it has."""
    line: dict[str, Any] = to_dict(reading)
    del line["document"]["text"]
    return line


def fault_line(fault: Fault) -> dict[str, Any]:
    """How a batch says that a line could not be read, in the place of its reading."""
    return {"id": fault.id, "error": {"kind": fault.error.kind, "message": str(fault.error)}}


def _batches(items: Iterable[Document | Fault], size: int) -> Iterator[list[Document | Fault]]:
    batch: list[Document | Fault] = []
    chars = 0
    for item in items:
        length = len(item.text) if isinstance(item, Document) else 0
        if batch and (len(batch) >= size or chars + length > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(item)
        chars += length
    if batch:
        yield batch


def _error(fault: Exception) -> ContestedError:
    if isinstance(fault, ContestedError):
        return fault
    return InputError(
        f"Reading it failed inside the program ({type(fault).__name__}: {fault}).",
        remedy="Please report it with the document; the other documents were read.",
    )

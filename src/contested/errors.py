"""What can go wrong, and what to do about it.

    ContestedError
    ├── InputError          a file or document that cannot be taken in
    │   ├── UnreadableFile      not text, empty, or of a form that nothing here reads
    │   └── UnreadableLine      one line of a batch that is no document
    ├── NotFound            an id, place or speaker that the ledger does not know
    ├── DataFileError       a lexicon or table that breaks its own rules
    ├── ModelError          the shipped model is missing or damaged
    ├── LedgerError         the ledger cannot be opened, or was made by a newer program
    └── MissingExtra        an optional library is not installed

Every message says what happened and what to do next. `status` is the HTTP status that the web gives for it.
"""

from __future__ import annotations


class ContestedError(Exception):
    """Base of all errors that Contested raises on purpose."""

    status = 500
    kind = "error"

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class InputError(ContestedError):
    """A file or document that cannot be taken in."""

    status = 400
    kind = "input"


class UnreadableFile(InputError):
    """A file that is empty, binary, or of a form that nothing here reads."""

    kind = "unreadable_file"


class UnreadableLine(InputError):
    """One line of a batch that is no document."""

    kind = "unreadable_line"


class NotFound(ContestedError):
    """An id, place or speaker that the ledger does not know."""

    status = 404
    kind = "not_found"


class DataFileError(ContestedError):
    """A lexicon or table that breaks its own rules."""

    kind = "data_file"


class ModelError(ContestedError):
    """The shipped model is missing or damaged."""

    kind = "model"


class LedgerError(ContestedError):
    """The ledger cannot be opened, or was made by a newer program."""

    kind = "ledger"


class MissingExtra(ContestedError):
    """An optional library is not installed; the message names the extra."""

    kind = "missing_extra"

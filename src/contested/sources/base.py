"""What every source gives: documents, and faults that name what could not be read and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from contested.data import rows
from contested.errors import ContestedError, InputError, UnreadableFile, UnreadableLine
from contested.nouns import Document
from contested.settings import Settings
from contested.sources.language import detect

# SQLite and JSON writers stumble over both; the replacement keeps every offset.
UNSAFE = re.compile("[\x00\ud800-\udfff]")
DAY_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read. `name`: file, line or row as a person would look for it; `id`: the document's
    own id where it was told; `document`: the original, where there is one that nobody could read.
    """

    name: str
    error: ContestedError
    id: str | None = None
    document: Document | None = None

    def __str__(self) -> str:
        return f"{self.name}: {self.error}"


class Names:
    """Under which name a person finds a document: its file, line or row. Holds the latest `MANY`, so that memory stays
    flat.
    """

    MANY = 10_000

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def keep(self, document: Document, name: str) -> None:
        """Remember where a document came from."""
        self._names[document.id] = name
        if len(self._names) > self.MANY:
            del self._names[next(iter(self._names))]

    def of(self, document_id: str) -> str:
        """The name of a document, or its id where the name is not known."""
        return self._names.get(document_id, document_id)

    def told(self, fault: Fault) -> Fault:
        """The fault under the name of the file that it is about, where it came up after the file was opened."""
        return replace(fault, name=self.of(fault.name)) if fault.document is not None else fault


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for documents that do not say it themselves, and the longest document that is taken, in characters.

    `names`, where given, is told where each document came from.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    max_chars: int = Settings().max_chars
    names: Names | None = field(default=None, compare=False)

    @classmethod
    def given(cls, published: str | None, outlet: str | None) -> Defaults:
        """What a person typed, with the limits of the environment. Raises `InputError` for a bad date or number."""
        return cls(iso(published), outlet, max_chars=Settings.from_env().max_chars, names=Names())


@cache
def _names() -> dict[str, str]:
    return {name: row["field"] for row in rows("columns.csv") for name in row["names"].split()}


def recognise(keys: list[str]) -> dict[str, str]:
    """Which key of a table or object holds which part of a report; the order of names in `columns.csv` decides."""
    order = list(_names())
    known = [(order.index(bare), key) for key in keys if (bare := _bare(key)) in _names()]
    found: dict[str, str] = {}
    for position, key in sorted(known, key=lambda pair: pair[0]):
        found.setdefault(_names()[order[position]], key)
    return found


def _bare(key: str) -> str:
    return re.sub(r"[\s_\-]", "", key).casefold()


def make_document(values: Mapping[str, Any], defaults: Defaults) -> Document:
    """A document from the parts of a report. Raises `UnreadableLine` for a part of the wrong form."""
    told = {name: _text(name, values.get(name)) for name in ("id", "title", "published", "outlet", "url", "language")}
    text = values.get("text")
    if not isinstance(text, str):
        problem = "has no text" if text is None else "has a text that is not a string"
        raise UnreadableLine(f"The document {problem}.", remedy='Give the words under "text".')
    text = UNSAFE.sub("\ufffd", text)
    if not text.strip():
        raise UnreadableLine("The document's text is empty.", remedy="Give the words of the report.")
    if len(text) > defaults.max_chars:
        raise UnreadableLine(
            f"The text has {len(text):,} characters; {defaults.max_chars:,} are read at most.",
            remedy="Cut it into parts, or raise CONTESTED_MAX_CHARS.",
        )
    published = iso(told["published"]) or iso(defaults.published)
    document = Document(
        id=told["id"] or "",
        text=text,
        title=told["title"],
        published=published,
        outlet=told["outlet"] or defaults.outlet,
        url=told["url"] or defaults.url,
        language=told["language"] or defaults.language or detect(text),
    )
    return document if document.id else replace(document, id=document.fingerprint[:16])


def _text(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise UnreadableLine(f"{name!r} is not a string.", remedy="Put it between double quotes.")
    return UNSAFE.sub("\ufffd", str(value)).strip() or None


def iso(value: str | None) -> str | None:
    """A date or datetime as ISO 8601. Raises `InputError` for what can be read in two ways or in none."""
    if not value:
        return None
    bare = value.strip()
    try:
        if len(bare) == 10:
            return date.fromisoformat(bare).isoformat()
        return datetime.fromisoformat(bare).isoformat()
    except ValueError:
        pass
    for form in DAY_FORMS:
        try:
            return datetime.strptime(bare, form).date().isoformat()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(bare).isoformat()
    except (ValueError, TypeError, IndexError) as fault:
        raise InputError(
            f"{value!r} is not a date.", remedy="Write it as YYYY-MM-DD, for example 2022-09-10."
        ) from fault


def unreadable(name: str, problem: str, remedy: str) -> Fault:
    """A fault of a whole file."""
    return Fault(name, UnreadableFile(problem, remedy=remedy))

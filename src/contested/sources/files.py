"""Documents out of files and folders. What a file holds is told by its content first and its name second."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from contested.errors import ContestedError, UnreadableFile, UnreadableLine
from contested.nouns import Document
from contested.sources.base import Defaults, Fault, make_document, recognise, unreadable
from contested.sources.decode import decode
from contested.sources.language import not_read
from contested.sources.page import read_page

LINES = (".jsonl", ".ndjson", ".jsonlines")
TABLES = (".csv", ".tsv")
PAGES = (".html", ".htm", ".xhtml", ".mhtml")
TITLE_CHARS = 200  # a longer first line is a paragraph

Found = Iterator[Document | Fault]


def read_path(path: Path | str, defaults: Defaults | None = None) -> Found:
    """The documents in a file, or in all files below a folder (hidden ones are passed over), in a stable order.

    What cannot be read comes as a `Fault` in its place, and the rest goes on; for a language that is not read, the
    fault holds the document. JSON Lines are read a line at a time.
    """
    defaults = defaults or Defaults()
    path = Path(path)
    try:
        if path.is_dir():
            yield from _folder(path, defaults)
        elif not path.exists():
            yield unreadable(str(path), "There is no such file.", "Check the name.")
        elif path.suffix.lower() in LINES:
            with path.open("rb") as file:
                yield from read_lines(file, str(path), defaults)
        elif path.stat().st_size > 4 * defaults.max_chars and path.suffix.lower() not in (*TABLES, ".json"):
            yield unreadable(
                str(path),
                f"The file has {path.stat().st_size / 1e6:,.0f} MB; at most {defaults.max_chars:,} characters go.",
                "Cut it into parts, or raise CONTESTED_MAX_CHARS.",
            )
        else:
            yield from read_bytes(path.read_bytes(), str(path), defaults)
    except OSError as fault:
        yield unreadable(str(path), f"The file cannot be opened: {fault.strerror}.", "Check its rights.")


def read_bytes(data: bytes, name: str, defaults: Defaults) -> Found:
    """The documents in the content of one file."""
    suffix = Path(name).suffix.lower()
    try:
        if suffix in LINES:
            yield from read_lines(io.BytesIO(data), name, defaults)
            return
        text = decode(data, html=suffix in PAGES or _looks_like_page(data[:1000]))
        if suffix in PAGES or _looks_like_page(data[:1000]):
            yield _in_english(read_page(text, defaults), name, defaults)
        elif suffix in TABLES:
            yield from _table(text, name, defaults)
        elif suffix == ".json":
            yield from _json(text, name, defaults)
        else:
            yield _in_english(make_document({"text": text, "title": _first_line(text)}, defaults), name, defaults)
    except ContestedError as error:
        yield Fault(name, error)


def read_lines(file: BinaryIO, name: str, defaults: Defaults) -> Found:
    """JSON Lines in the form of the batch: one document a line. Empty lines are passed over."""
    number, before = 0, b""
    for number, raw in enumerate(file, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if line:
            yield _line(line, f"{name}, line {number}", defaults)
            before = line
    if not before:
        yield unreadable(name, "The file is empty.", "Give one JSON object a line.")


def _line(line: bytes, name: str, defaults: Defaults) -> Document | Fault:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Fault(name, UnreadableLine("The line is not UTF-8.", remedy="Save the file as UTF-8."))
    except (ValueError, RecursionError) as fault:
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else "it is nested too deep"
        return Fault(name, UnreadableLine(f"The line is not JSON: {reason}.", remedy="Put one object on each line."))
    return _object(values, name, defaults)


def _object(values: Any, name: str, defaults: Defaults) -> Document | Fault:
    if not isinstance(values, dict):
        return Fault(name, UnreadableLine("This is not an object.", remedy='Write {"text": "…"}.'))
    told = {part: values[key] for part, key in recognise(list(values)).items()}
    given = told.get("id")
    try:
        return _in_english(make_document(told, defaults), name, defaults)
    except ContestedError as error:
        return Fault(name, error, str(given) if isinstance(given, (str, int)) else None)


def _in_english(document: Document, name: str, defaults: Defaults) -> Document | Fault:
    """The document, or why its language cannot be read, under the name by which a person finds it."""
    if defaults.names is not None:
        defaults.names.keep(document, name)
    error = not_read(document)
    return document if error is None else Fault(name, error, document.id, document)


def _json(text: str, name: str, defaults: Defaults) -> Found:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as fault:
        if "\n" in text.strip() and text.lstrip().startswith("{"):
            lines = [line for line in text.splitlines() if line.strip()]
            if _is_object(lines[0]):  # JSON Lines under the wrong name
                yield from read_lines(io.BytesIO(text.encode("utf-8", "replace")), name, defaults)
                return
        reason = f"{fault.msg}, line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else "nested too deep"
        raise UnreadableFile(f"The file is not JSON: {reason}.", remedy="Check how it was written.") from fault
    if isinstance(values, dict):
        values = next(
            (values[k] for k in ("documents", "articles", "items") if isinstance(values.get(k), list)), [values]
        )
    for number, item in enumerate(values if isinstance(values, list) else [values], 1):
        yield _object(item, f"{name}, item {number}", defaults)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _table(text: str, name: str, defaults: Defaults) -> Found:
    csv.field_size_limit(max(csv.field_size_limit(), 4 * defaults.max_chars))
    head = text.split("\n", 1)[0]
    mark = max(",;\t|", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    found = recognise([key for key in reader.fieldnames or [] if key])
    if "text" not in found:
        raise UnreadableFile(
            "The table has no column of texts.",
            remedy="Name the columns text, title, published, outlet, url, language.",
        )
    try:
        for row in reader:
            label = f"{name}, line {reader.line_num}"
            told = {part: row.get(key) for part, key in found.items()}
            yield _object(told, label, defaults)
    except csv.Error as fault:
        raise UnreadableFile(
            f"The table breaks off at line {reader.line_num}: {fault}.", remedy="Check the quotes."
        ) from fault


def _folder(path: Path, defaults: Defaults) -> Found:
    found: list[str] = []
    for base, folders, names in os.walk(path):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        found += [os.path.join(base, name) for name in names if not name.startswith(".")]  # noqa: PTH118
    if not found:
        yield unreadable(str(path), "The folder is empty.", "Give a folder with reports.")
    yield from chain.from_iterable(read_path(name, defaults) for name in sorted(found))


def _looks_like_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _first_line(text: str) -> str | None:
    """The title of a plain text: a short first line with an empty one after it."""
    lines = text.lstrip().split("\n", 2)
    title = lines[0].strip()
    alone = len(lines) > 2 and not lines[1].strip() and bool(lines[2].strip())
    return title if alone and len(title) <= TITLE_CHARS else None

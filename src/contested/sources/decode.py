"""From bytes to text: byte order marks, UTF-8, UTF-16 and the legacy code pages that reports still come in."""

from __future__ import annotations

import codecs
import re

from contested.errors import UnreadableFile

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FORMS = (
    (b"%PDF-", "a PDF", "Save it as plain text or HTML first."),
    (b"PK\x03\x04", "a zip, Word or spreadsheet file", "Unpack it, or save it as plain text or CSV first."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Save it as plain text or CSV first."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first: gunzip FILE"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "Unpack it first: unzstd FILE"),
    (b"SQLite format 3\x00", "a database", "Give it with --ledger if it is a ledger."),
    (b"PAR1", "a Parquet file", "Save it as CSV or JSON Lines first."),
    (b"{\\rtf", "a rich text file", "Save it as plain text first."),
    (b"\x89PNG", "a picture", "Give the text of the report."),
    (b"\xff\xd8\xff", "a picture", "Give the text of the report."),
    (b"GIF8", "a picture", "Give the text of the report."),
)
# What a report outside UTF-8 is likely to be in; a short list guesses better than a long one.
PAGES = ["cp1251", "koi8_r", "cp1252", "cp1250", "cp1256", "cp1254", "cp1253", "cp1255", "iso8859_2", "iso8859_5"]
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HIGH = re.compile(rb"[\x80-\xff]")
HTML_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["'\s]{0,3}([A-Za-z0-9_.:\-]{2,40})""", re.IGNORECASE)


def decode(data: bytes, *, html: bool = False) -> str:
    """The text in these bytes; line ends stay as they are. Raises `UnreadableFile` for what is empty or no text."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("The file is empty.", remedy="Give a file with the words of a report.")
    for start, what, remedy in FORMS:
        if data.startswith(start):
            raise UnreadableFile(f"This is {what}, not text.", remedy=remedy)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _try(data, encoding) or data.decode(encoding, "replace")
    if b"\x00" in data:
        return _wide(data)
    if len(CONTROLS.findall(data[:100_000])) > 0.01 * min(len(data), 100_000):
        raise _binary()
    declared = HTML_CHARSET.search(data[:4096]) if html else None
    text = _try(data, "utf-8")
    if text is None and declared:
        text = _try(data, declared[1].decode("ascii"))
    return text if text is not None else _legacy(data)


def _binary() -> UnreadableFile:
    return UnreadableFile("This is a binary file, not text.", remedy="Give plain text, HTML, JSON Lines, JSON or CSV.")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:10_000]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[offset::2].count(0)
        if zeros > 0.6 * (len(head) // 2) and head[1 - offset :: 2].count(0) < 0.05 * len(head):
            text = _try(data[: len(data) // 2 * 2], encoding)
            if text is not None and "\x00" not in text:
                return text
    raise _binary()


def _legacy(data: bytes) -> str:
    damaged = data.decode("utf-8", "replace")
    bad = damaged.count("\ufffd")
    good = sum(c > "\x7f" for c in damaged) - bad
    if good > 4 * bad:
        return damaged  # UTF-8 that was cut or hurt in a few places
    if len(HIGH.findall(data)) < 0.08 * len(data):
        return data.decode("cp1252", "replace")  # English with curly quotes and a few foreign names
    from charset_normalizer import from_bytes  # noqa: PLC0415 (few files need it)

    best = from_bytes(data[:200_000], cp_isolation=PAGES).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None

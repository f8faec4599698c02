"""Ways for reports to come in. What cannot be read is named, with the remedy, and the rest goes on."""

from __future__ import annotations

from contested.sources.base import Defaults, Fault, Names, iso, make_document
from contested.sources.files import read_bytes, read_lines, read_path
from contested.sources.language import detect, not_read

__all__ = [
    "Defaults",
    "Fault",
    "Names",
    "detect",
    "iso",
    "make_document",
    "not_read",
    "read_bytes",
    "read_lines",
    "read_path",
]

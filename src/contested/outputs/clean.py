"""Words of others made safe to show: no terminal escapes, no control or direction characters, no endless words.

Everything here is linear in the length of the text. HTML is escaped elsewhere, by the template engine.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

# Private-use characters stand where a name or a sentence is held back, one for one, so that offsets stay true.
NAME_MASK, WORDS_MASK = "\ue000", "\ue001"
# An escape sequence of a terminal: CSI, OSC and its like, or a lone two-character escape.
_ESCAPE = re.compile(
    r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]?|\x1b[\]PX^_][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|\x1b[ -~]?"
    r"|\x9b[0-?]{0,64}[@-~]?"
)
_SPACES = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"  # zero-width, but letters of Persian, Hindi and many more hang on them
_MARKS_IN_A_ROW = 4


def plain(text: object, limit: int | None = None, *, word: int = 48) -> str:
    """One line of harmless text: escapes, control, direction and invisible characters gone, spaces single, words longer
    than `word` and the whole longer than `limit` cut with "…"."""
    line = _SPACES.sub(" ", "".join(_harmless(_ESCAPE.sub("", str(text))))).strip()
    if len(line) > word:
        line = " ".join(piece if len(piece) <= word else piece[: word - 1] + "…" for piece in line.split(" "))
    return shorten(line, limit) if limit else line


def block(text: str) -> str:
    """Harmless text that keeps its line breaks and, character for character, its length, for documents with offsets."""
    return "".join(_visible(char) for char in text)


def shorten(text: str, limit: int) -> str:
    """Text of at most `limit` characters, cut at a space where one is near."""
    if len(text) <= limit:
        return text
    cut = text[: max(1, limit - 1)]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 0.5 else cut).rstrip(" ,;:—–-") + "…"


def around(text: str, start: int, end: int, limit: int) -> tuple[str, str, str]:
    """What stands before `text[start:end]`, the stretch itself and what stands behind it, as harmless text of about
    `limit` characters in all, so that a stretch late in a long sentence is not cut away."""
    before, lit, after = (plain(part) for part in (text[:start], text[start:end], text[end:]))
    gap, space = text[start - 1 : start].isspace(), text[end : end + 1].isspace()
    room = max(20, limit - len(lit))
    left = min(len(before), max(room - len(after), room * 2 // 3))
    if left < len(before):
        cut = before[-left:]
        before = "…" + (cut[cut.find(" ") + 1 :] if " " in cut else cut)
    after = shorten(after, max(8, room - len(before)))
    return before + " " * gap, lit, " " * space + after


def sentence(text: object, limit: int = 400) -> str:
    """Harmless text that begins with a capital."""
    line = plain(text, limit)
    return line[:1].upper() + line[1:]


def cell(value: object) -> object:
    """A value for a spreadsheet: text that a spreadsheet would run as a formula gets a leading apostrophe."""
    if not isinstance(value, str):
        return value
    text = plain(value, word=4000)
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t") or (text[:1] == "-" and not _number(text)) else text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _harmless(text: str) -> list[str]:
    kept: list[str] = []
    marks = 0
    for char in text:
        shown = _visible(char)
        marks = marks + 1 if category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW and shown != "\u2060":
            kept.append(shown)
    return kept


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    """The character, a space for a control, a word joiner (drawn as nothing) for what steers direction or hides."""
    kind = category(char)
    if char in "\n\t ":
        return char
    if kind == "Cc":
        return " "
    if kind == "Cs":
        return "\ufffd"
    if kind == "Cf" and char not in _JOINERS:
        return "\u2060"
    return char

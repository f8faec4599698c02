"""Words of others cannot steer a terminal, a spreadsheet or a page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.outputs.clean import around, block, cell, plain, shorten


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil.example\x07click\x1b]8;;\x07", "click"),
        ("\x1b]0;title\x1b\\after", "after"),
        ("\x9b2Jgone", "gone"),
        ("a\x00b\x07c", "a b c"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("\u2066iso\u2069\u200f\ufeff", "iso"),
        ("  two \n\t lines ", "two lines"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("Ізюм", "Ізюм"),
        ("lone \ud800 half", "lone \ufffd half"),
    ],
)
def test_plain(given_: str, shown: str) -> None:
    assert plain(given_) == shown


def test_long_words_and_piled_marks_are_cut() -> None:
    assert plain("a" * 100, word=10) == "a" * 9 + "…"
    assert len(plain("z" + "\u0301" * 500)) == 5


@given(st.text(max_size=400))
def test_nothing_that_steers_is_left(text: str) -> None:
    shown = plain(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert plain(shown) == shown


@given(st.text(max_size=200))
def test_a_block_keeps_its_length(text: str) -> None:
    assert len(block(text)) == len(text)


def test_time_is_linear() -> None:
    started = time.perf_counter()
    plain("\x1b]" * 50_000)
    plain("\x1b[" + "0;" * 100_000)
    plain("word " * 100_000, 100)
    assert time.perf_counter() - started < 5


def test_shorten_cuts_at_a_space() -> None:
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("short", 12) == "short"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@sum", "-x()"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    assert cell(text) == "'" + text


def test_numbers_stay_numbers() -> None:
    assert cell(-4) == -4
    assert cell("-4.5") == "-4.5"


def test_around_keeps_the_stretch_however_late_it_stands() -> None:
    text = (
        "The mayor, who had spoken to nobody since the first week of the siege, " * 4 + "said that a depot burnt down."
    )
    start = text.index("burnt")
    before, lit, after = around(text, start, start + 5, 60)
    assert (lit, after) == ("burnt", " down.")
    assert before.startswith("…")
    assert before.endswith("a depot ")
    assert len(before + lit + after) <= 62


def test_around_leaves_a_short_text_whole() -> None:
    assert around("A house burnt.", 8, 13, 80) == ("A house ", "burnt", ".")

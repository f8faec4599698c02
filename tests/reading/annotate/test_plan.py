"""Words, gaps and windows."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from contested.reading.annotate.plan import WINDOW, breaks, plan, words_of
from contested.reading.annotate.tokens import make_tokenizer_pipeline
from contested.reading.annotate.words import GAP_GLUED, GAP_LINE, GAP_SPACE, shape

NLP = make_tokenizer_pipeline()


def words(text: str) -> list[str]:
    return [t.text for t in NLP.make_doc(text) if not t.is_space]


def test_marks_that_a_translator_leaves_glued_come_off() -> None:
    assert words("the city of Kherson“ fell") == ["the", "city", "of", "Kherson", "“", "fell"]
    assert words("«Izium»—said he") == ["«", "Izium", "»", "—", "said", "he"]
    assert words("the town.Soldiers left") == ["the", "town", ".", "Soldiers", "left"]


def test_clitics_and_hyphens_are_split_as_in_the_treebanks() -> None:
    assert words("They don't hold Posad-Pokrovske.") == ["They", "do", "n't", "hold", "Posad", "-", "Pokrovske", "."]


def test_runs_of_one_mark_stay_whole() -> None:
    assert words("Fire!!! ====") == ["Fire", "!!!", "===="]


def test_a_line_break_is_told_from_a_space() -> None:
    found = words_of(NLP.make_doc("Heading\n\nA town fell, again"))
    assert found.texts == ["Heading", "A", "town", "fell", ",", "again"]
    assert found.gaps == [GAP_LINE, GAP_LINE, GAP_SPACE, GAP_SPACE, GAP_GLUED, GAP_SPACE]


def test_lines_broken_by_width_do_not_end_sentences() -> None:
    line = "the soldiers of the third brigade went along the long road to\n"
    found = words_of(NLP.make_doc(line * 5 + "\nthe end"))
    assert found.gaps.count(GAP_LINE) == 2


def test_sentences_likely_begin_after_stops_and_line_breaks() -> None:
    found = words_of(NLP.make_doc('He left. "They stay." She went\nlower line'))
    assert [found.texts[i] for i in breaks(found.texts, found.gaps)] == ["He", '"', "She", "lower"]


@given(st.lists(st.integers(1, 8), min_size=1, max_size=400), st.data())
def test_windows_cover_every_word_once(costs: list[int], data: st.DataObject) -> None:
    starts = sorted({0, *data.draw(st.lists(st.integers(0, len(costs) - 1), max_size=40))})
    gaps = [GAP_LINE if data.draw(st.booleans()) else GAP_SPACE for _ in costs]
    windows = list(plan(starts, costs, gaps))
    assert windows[0][0] == 0
    assert windows[-1][1] == len(costs)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(windows))
    ends = dict(zip(starts, [*starts[1:], len(costs)], strict=True))
    for start, end in windows:
        assert sum(costs[start:end]) <= WINDOW or ends[start] == end


def test_letter_case() -> None:
    assert [shape(w) for w in ("town", "Kyiv", "NATO", "I", "McCain", ",", "2022", "s-300")] == [1, 2, 3, 4, 5, 6, 6, 7]

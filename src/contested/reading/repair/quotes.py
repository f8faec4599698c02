"""Quotation marks that a translator turned round, glued to the wrong word, or lost the mate of.

Each double quote of a paragraph is judged opening or closing from its neighbours, and all together so that they
alternate where they can (a small Viterbi); then the right glyph is set and the space moved to the right side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contested.reading.repair.draft import Edit

QUOTE = re.compile("[\"“”„‟«»＂]|``|''|,,(?=\\w)")
SAYS = re.compile(r"(?:said|says|that|added|adding|stated|wrote|:|,)\s*$", re.IGNORECASE)
UNMATED = 1.6  # cost of two opening or two closing quotes in a row; less than two wrong neighbours, more than one


def quotes(text: str) -> Iterator[Edit]:
    """The edits that set every double quote of the text the right way round."""
    for line in re.finditer(r"[^\n]+", text):
        marks = [(line.start() + m.start(), line.start() + m.end()) for m in QUOTE.finditer(line.group())]
        if marks:
            costs = [_costs(text, start, end, line.start(), line.end()) for start, end in marks]
            for (start, end), opening in zip(marks, _alternate(costs), strict=True):
                yield from _set(text, start, end, opening=opening, line_start=line.start(), line_end=line.end())


def _costs(text: str, start: int, end: int, line_start: int, line_end: int) -> tuple[float, float]:
    """(cost of being an opening quote, cost of being a closing one) by the neighbours and the glyph."""
    before = text[start - 1] if start > line_start else " "
    after = text[end] if end < line_end else " "
    glyph = text[start:end]
    opening = closing = 0.0
    closing += 2.0 * (start == line_start) + 1.5 * (before in "([—–" or (before.isspace() and after.isalnum()))
    opening += 2.0 * (end == line_end) + 1.5 * (after in ".,;:!?)]")
    told = (
        after.isspace() and text[end + 1 : end + 2].isupper() and SAYS.search(text[max(line_start, start - 9) : start])
    )
    if told:  # 'adding that” Nobody': the translator left the mark with the wrong word
        closing += 1.5
    elif before.isalnum() or before in ".,!?…":
        opening += 1.2 + 0.8 * after.isspace()
    elif after.isspace() and not before.isspace():
        opening += 0.8
    if before == ":":
        closing += 1.5
    opening += 0.7 * (glyph in ("”", "»", "''"))
    closing += 0.7 * (glyph in ("“", "„", "«", "``", ",,", "‟"))
    return opening, closing


def _alternate(costs: list[tuple[float, float]]) -> list[bool]:
    """The cheapest labelling, True for opening. State before the first quote is 'closed'."""
    open_best, open_way = costs[0][0], [True]
    close_best, close_way = costs[0][1] + UNMATED, [False]
    for opening, closing in costs[1:]:
        to_open = min((close_best, close_way), (open_best + UNMATED, open_way), key=lambda item: item[0])
        to_close = min((open_best, open_way), (close_best + UNMATED, close_way), key=lambda item: item[0])
        open_best, open_way = to_open[0] + opening, [*to_open[1], True]
        close_best, close_way = to_close[0] + closing, [*to_close[1], False]
    return open_way if open_best + UNMATED < close_best else close_way


def _set(text: str, start: int, end: int, *, opening: bool, line_start: int, line_end: int) -> Iterator[Edit]:
    before = text[start - 1] if start > line_start else ""
    after = text[end] if end < line_end else ""
    kind = "quotation mark"
    if opening:
        new = "“"
        tail = end + 1 if after.isspace() and before and not before.isspace() else end
        lead = " " if before and not before.isspace() and before not in "([—–" else ""
        if tail > end or lead or text[start:end] != new:
            yield Edit(start, tail, lead + new, kind)
    else:
        new = "”"
        head = start - 1 if before.isspace() and start - 1 > line_start else start
        lead = " " if after and (after.isalnum()) else ""
        if head < start or lead or text[start:end] != new:
            yield Edit(head, end, new + lead, kind)

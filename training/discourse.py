"""Attributions out of GUM's rhetorical relations: who says it (`sem-atsrc`), the cue (`lex-indwd`), what is said.

A relation `attribution-positive:7->8:…` hangs discourse unit 7 ("research shows") on unit 8, which it attributes.
Numbers of words count through the document. GUM attributes what has a clause of its own, so only sentences that hold a
mark are taken: the silence of the others says nothing.
"""

from __future__ import annotations

import re

from corpora import Article, Attributed, Unit

_RELATION = re.compile(r"^([a-z-]+?)(?:_[mr])?:(\d+)->(\d+):\d+(?::(.*))?$")
_LONGEST = 20
"""Words of a source; longer ones are whole headings that GUM takes for the source."""


def attributed_sentences(articles: list[Article], misc: list[list[str]]) -> list[Article]:
    """The sentences of the treebank with an attribution whose cue and content lie inside them, one article each."""
    cells = iter(misc)
    found = []
    for article in articles:
        found += _of_document(article, [next(cells) for _ in article.units])
    return found


def _of_document(article: Article, cells: list[list[str]]) -> list[Article]:
    edu_of: list[int] = []
    above: dict[int, int] = {}
    marks: list[tuple[int, int, str]] = []
    now = 0
    for cell in (c for row in cells for c in row):
        text = next((p[10:] for p in cell.split("|") if p.startswith("Discourse=")), "")
        for each in filter(None, text.split(";")):
            match = _RELATION.match(each)
            if match:
                now = int(match[2])
                above.setdefault(now, int(match[3]))
                if match[1].startswith("attribution"):
                    marks.append((now, int(match[3]), match[4] or ""))
            elif each.startswith("ROOT"):
                now = int(each.split(":")[1])
        edu_of.append(now)
    out, base = [], 0
    for number, unit in enumerate(article.units):
        inside = range(base, base + len(unit.words))
        here = [a for mark in marks if (a := _attribution(mark, inside, edu_of, above, unit)) is not None]
        if here:
            out.append(Article(f"{article.name}-{number}", [unit], sentences=True, attributions=here))
        base += len(unit.words)
    return out


def _attribution(
    mark: tuple[int, int, str], inside: range, edu_of: list[int], above: dict[int, int], unit: Unit
) -> Attributed | None:
    edu, told, signals = mark
    own = [i for i in inside if edu_of[i] == edu]
    if not own:
        return None
    words = {"sem-atsrc": set[int](), "lex-indwd": set[int]()}
    for signal in signals.split("+"):
        name = next((key for key in words if signal.startswith(key)), None)
        if name:
            words[name] |= _numbers(signal[len(name) + 1 :])
    source = sorted(words["sem-atsrc"] & set(inside))
    cue = sorted(words["lex-indwd"] & set(own))
    content = [i for i in inside if edu_of[i] != edu and _under(edu_of[i], told, above, edu)]
    while content and unit.words[content[-1] - inside.start] in {".", ",", ";", ":"}:
        content.pop()
    if not cue or not content or len(source) > _LONGEST:
        return None
    return Attributed(*([i - inside.start for i in part] for part in (source, cue, content)))


def _numbers(text: str) -> set[int]:
    """Word numbers from 0 out of "71-_" and "211-216,219-_"."""
    found: set[int] = set()
    for part in text.rsplit("-", 1)[0].split(","):
        ends = [int(n) for n in part.split("-") if n.isdigit()]
        if ends:
            found |= set(range(ends[0] - 1, ends[-1]))
    return found


def _under(edu: int, top: int, above: dict[int, int], without: int) -> bool:
    """Whether a discourse unit hangs under another, not through the unit of the cue."""
    for _ in range(50):
        if edu == top:
            return True
        if edu == without or edu not in above:
            return False
        edu = above[edu]
    return False

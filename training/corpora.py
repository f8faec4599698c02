"""Reads every corpus into `Article`s: words, what stands before them, and whatever the corpus annotates.

What a corpus does not annotate is None. Named entities are kept as sets of allowed tags, because the corpora differ in
what they mark: a token that one of them leaves outside may still be a people or a weapon under our labels.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contested.reading.annotate.tokens import make_tokenizer_pipeline
from contested.reading.annotate.words import GAP_GLUED, GAP_LINE, GAP_SPACE
from inventory import ENTITY_TAGS, FEATS, NOMINALS, UPOS
from names import CALENDAR, is_people, place_labels

TAG_BIT = {tag: 1 << i for i, tag in enumerate(ENTITY_TAGS)}
ANY_TAG = (1 << len(ENTITY_TAGS)) - 1
OUTSIDE = TAG_BIT["O"]
ENTITY_LABELS = [tag[2:] for tag in ENTITY_TAGS if tag.startswith("B-")]


def tag_set(labels: tuple[str, ...], mark: str) -> int:
    """The bit set of `mark` ("B" or "I") with any of the labels."""
    return sum(TAG_BIT[f"{mark}-{label}"] for label in labels)


@dataclass(slots=True)
class Unit:
    """A sentence, or a line where the corpus has no sentences."""

    words: list[str]
    gaps: list[int]
    upos: list[int] | None = None
    feats: list[tuple[int, ...]] | None = None
    heads: list[int] | None = None
    """1-based head in the unit, 0 for the root."""
    rels: list[str] | None = None
    lemmas: list[str] | None = None
    tags: list[int] | None = None
    """Allowed entity tags, a bit set a word."""
    nominals: list[int] | None = None


@dataclass(slots=True)
class Attributed:
    """One attribution as word indices of the article."""

    source: list[int]
    cue: list[int]
    content: list[int]


@dataclass(slots=True)
class Happening:
    """One trigger: its head word, and the head words of its arguments, as word indices of the article."""

    trigger: int
    kind: int
    modality: int
    polarity: int
    arguments: list[tuple[int, int]] | None
    """None where the corpus does not mark them."""


@dataclass(slots=True)
class Article:
    name: str
    units: list[Unit]
    sentences: bool
    """Whether the units are gold sentences."""
    attributions: list[Attributed] | None = None
    happenings: list[Happening] | None = None
    meta: dict[str, Any] = field(default_factory=dict)


def lines(path: Path) -> list[str]:
    """The lines of a text file that may be gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return stream.read().splitlines()


# ── Universal Dependencies ──────────────────────────────────────────────────────────────────────────────────────────

_FEAT_INDEX = {name: {v: i + 1 for i, v in enumerate(values)} for name, values in FEATS.items()}


def feats_of(text: str) -> tuple[int, ...]:
    """Numbers of the features in a cell of CoNLL-U, 0 for those it lacks."""
    found = dict(f.split("=", 1) for f in text.split("|")) if text not in ("_", "") else {}
    return tuple(index.get(found.get(name, ""), 0) for name, index in _FEAT_INDEX.items())


def _unit_from_rows(rows: list[list[str]], fused: dict[int, tuple[int, bool]], new_line: bool) -> Unit:
    words = [r[1] for r in rows]
    gaps = []
    glued = False
    inside = 0
    for i, row in enumerate(rows, start=1):
        gaps.append(GAP_GLUED if glued else GAP_SPACE)
        if i in fused:
            inside = fused[i][0]
        end = i == inside and next(v for k, v in fused.items() if v[0] == i)[1]
        glued = ("SpaceAfter=No" in row[9] or end) if i >= inside else True
    gaps[0] = GAP_LINE if new_line else GAP_SPACE
    known = {name: i for i, name in enumerate(UPOS)}
    return Unit(
        words,
        gaps,
        upos=[known.get(r[3], known["X"]) for r in rows],
        feats=[feats_of(r[5]) for r in rows],
        heads=[int(r[6]) for r in rows],
        rels=[r[7] for r in rows],
        lemmas=[r[2] for r in rows],
    )


def read_conllu(path: Path) -> tuple[list[Article], list[list[str]]]:
    """A treebank's documents, and for every sentence the MISC column (GUM keeps its entities there)."""
    articles: list[Article] = []
    misc: list[list[str]] = []
    rows: list[list[str]] = []
    fused: dict[int, tuple[int, bool]] = {}
    new_line, name = True, path.name
    for line in [*lines(path), ""]:
        if line.startswith("# newdoc"):
            name, new_line = line.rsplit("= ", 1)[-1], True
            articles.append(Article(name, [], sentences=True))
        elif line.startswith("# newpar"):
            new_line = True
        elif not line and rows:
            if not articles:
                articles.append(Article(name, [], sentences=True))
            articles[-1].units.append(_unit_from_rows(rows, fused, new_line))
            misc.append([r[9] for r in rows])
            rows, fused, new_line = [], {}, False
        elif line and line[0] != "#":
            row = line.split("\t")
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                fused[first] = (last, "SpaceAfter=No" in row[9])
            elif "." not in row[0]:
                rows.append(row)
    return articles, misc


def _head_of(unit: Unit, start: int, end: int) -> int:
    heads = unit.heads or []
    for i in range(start, end):
        if not start <= heads[i] - 1 < end:
            return i
    return end - 1


@dataclass(slots=True)
class _Mention:
    start: int
    end: int
    kind: str
    identity: str


def _mentions(misc: list[str], still_open: list[tuple[str, str, int, str]]) -> list[_Mention]:
    """Mentions of one sentence from GUM's bracket notation."""
    found = []
    for i, cell in enumerate(misc):
        text = next((p[7:] for p in cell.split("|") if p.startswith("Entity=")), "")
        for opening, body, closing in re.findall(r"(\(?)([^()]+)(\)?)", text):
            parts = body.split("-")
            if opening:
                identity = "-".join(parts[7:]) if len(parts) > 7 else ""
                still_open.append((parts[0], parts[1] if len(parts) > 1 else "", i, identity))
                if closing:
                    _, kind, start, identity = still_open.pop()
                    found.append(_Mention(start, i + 1, kind, identity))
            elif closing:
                for j in range(len(still_open) - 1, -1, -1):
                    if still_open[j][0] == parts[0]:
                        _, kind, start, identity = still_open.pop(j)
                        found.append(_Mention(start, i + 1, kind, identity))
                        break
    still_open.clear()
    return found


_NAME_GLUE = {
    "of",
    "the",
    "and",
    "&",
    "'s",
    "’s",
    "for",
    "de",
    "la",
    "al",
    "-",
    "on",
    "in",
    "du",
    "von",
    "van",
    "bin",
    "der",
}
_PLAIN_KIND = {"person": ("PER",), "organization": ("ORG",)}


def _name_span(unit: Unit, mention: _Mention) -> tuple[int, int] | None:
    """The stretch of a mention that is a name: proper nouns around its head, with the small words between them."""
    proper = UPOS.index("PROPN")
    upos = unit.upos or []
    head = _head_of(unit, mention.start, mention.end)
    if mention.identity:
        wanted = mention.identity.replace("%2C", ",").split(",")[0].split("(")[0].replace("_", " ").strip().lower()
        for i in range(mention.start, mention.end):
            for j in range(mention.end, i, -1):
                if " ".join(unit.words[i:j]).lower() == wanted:
                    return i, j
    if upos[head] != proper:
        return None
    start, end = head, head + 1
    while start > mention.start:
        if upos[start - 1] == proper or (
            start - 2 >= mention.start and unit.words[start - 1].lower() in _NAME_GLUE and upos[start - 2] == proper
        ):
            start -= 1
        else:
            break
    while end < mention.end:
        step = next(
            (k for k in (0, 1, 2) if end + k < mention.end and upos[end + k] == proper
             and all(w.lower() in _NAME_GLUE for w in unit.words[end : end + k])),
            None,
        )  # fmt: skip
        if step is None or (
            step and mention.kind == "person" and unit.words[end] not in {"-", "de", "al", "bin", "van"}
        ):
            break
        end += step + 1
    return start, end


def add_gum_mentions(articles: list[Article], misc: list[list[str]]) -> None:
    """Give GUM's sentences named entities and, on the head of every mention, its type."""
    cells = iter(misc)
    still_open: list[tuple[str, str, int, str]] = []
    for article in articles:
        for unit in article.units:
            mentions = _mentions(next(cells), still_open)
            unit.nominals = [0] * len(unit.words)
            for m in sorted(mentions, key=lambda m: m.start - m.end):
                if m.kind in NOMINALS:
                    unit.nominals[_head_of(unit, m.start, m.end)] = NOMINALS.index(m.kind)
            unit.tags = _gum_tags(unit, mentions)


def _gum_tags(unit: Unit, mentions: list[_Mention]) -> list[int]:
    proper = UPOS.index("PROPN")
    upos = unit.upos or []
    tags = [0] * len(unit.words)
    for m in sorted(mentions, key=lambda m: m.start - m.end):
        span = _name_span(unit, m)
        if span is None or any(tags[span[0] : span[1]]) or m.kind == "time":
            continue
        start, end = span
        while start < end - 1 and unit.words[start].lower() == "the":
            start += 1
        words = unit.words[start:end]
        if all(w in CALENDAR for w in words):
            continue
        if len(words) == 1 and is_people(words[0]):
            labels: tuple[str, ...] = ("NORP",)
        elif m.kind == "place":
            labels = place_labels(words)
        elif m.kind == "organization" and place_labels(words) == ("GPE",):
            labels = ("GPE", "ORG")
        elif m.kind == "object":
            labels = ("MISC", "WEAPON", "VEHICLE", "FACILITY")
        else:
            labels = _PLAIN_KIND.get(m.kind, ("MISC",))
        for i in range(start, end):
            tags[i] = tag_set(labels, "B" if i == start else "I")
    for i, word in enumerate(unit.words):
        if not tags[i]:
            if is_people(word):
                tags[i] = TAG_BIT["B-NORP"]
            elif upos[i] == proper and word not in CALENDAR and word[:1].isupper():
                tags[i] = ANY_TAG if upos[i] == proper else OUTSIDE
            else:
                tags[i] = OUTSIDE
    return tags


def add_proper_noun_hints(articles: list[Article]) -> None:
    """EWT has no entities for training; its parts of speech still say where a name cannot be."""
    proper = UPOS.index("PROPN")
    for article in articles:
        for unit in article.units:
            upos = unit.upos or []
            n = len(upos)
            tags = []
            for i, word in enumerate(unit.words):
                between = 0 < i < n - 1 and upos[i - 1] == proper and upos[i + 1] == proper
                if (
                    is_people(word)
                    and not (i > 0 and upos[i - 1] == proper)
                    and not (i + 1 < n and upos[i + 1] == proper)
                ):
                    tags.append(TAG_BIT["B-NORP"])
                elif (upos[i] == proper or between or is_people(word)) and word not in CALENDAR:
                    tags.append(ANY_TAG)
                else:
                    tags.append(OUTSIDE)
            unit.tags = tags


# ── entity corpora ──────────────────────────────────────────────────────────────────────────────────────────────────

_CROSSNER: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("politician", "person", "researcher", "writer", "musicalartist", "scientist"), ("PER",)),
    **dict.fromkeys(("politicalparty", "organisation", "university", "band"), ("ORG",)),
    **dict.fromkeys(("election", "event", "award", "album", "song", "book", "poem", "academicjournal", "conference"),
                    ("MISC",)),
    "country": ("GPE",), "magazine": ("ORG", "MISC"), "misc": ("MISC", "NORP"), "astronomicalobject": ("LOC", "MISC"),
    "PER": ("PER",), "ORG": ("ORG",),
}  # fmt: skip
_PERHAPS = ("product", "programlang", "field", "task", "algorithm", "metrics", "protein", "enzyme", "chemicalcompound",
            "chemicalelement", "musicgenre", "literarygenre", "discipline", "theory", "musicalinstrument")  # fmt: skip


def read_spans(path: Path, open_labels: tuple[str, ...]) -> list[Article]:
    """A corpus of tokens and spans. `open_labels`: what it does not mark, and so may hide among its outside words."""
    article = Article(path.name, [], sentences=True)
    hidden = OUTSIDE | tag_set(open_labels, "B") | tag_set(open_labels, "I")
    for line in lines(path):
        record = json.loads(line)
        words = record["tokens"]
        if not words:
            continue
        tags = [0] * len(words)
        for start, end, label in record["spans"]:
            if label in {"location", "LOC"}:
                labels = place_labels(words[start:end])
            elif label in _PERHAPS:
                for i in range(start, end):
                    tags[i] |= OUTSIDE | tag_set(("MISC",), "B") | tag_set(("MISC",), "I")
                continue
            elif label == "misc" and end - start == 1 and is_people(words[start]):
                labels = ("NORP",)
            else:
                labels = _CROSSNER[label]
            for i in range(start, end):
                tags[i] |= tag_set(labels, "B" if i == start else "I")
        for i, word in enumerate(words):
            if not tags[i]:
                name_like = word[:1].isupper() and i > 0 and word not in CALENDAR
                tags[i] = TAG_BIT["B-NORP"] if is_people(word) else hidden if name_like else OUTSIDE
        gaps = [GAP_GLUED if w in {".", ",", ")", "'s", ":", ";", "?", "!", "n't", "%"} else GAP_SPACE for w in words]
        gaps[0] = GAP_LINE
        article.units.append(Unit(words, gaps, tags=tags))
    return [article]


# ── running text with character spans ───────────────────────────────────────────────────────────────────────────────

_SENTENCE_END = {".", "!", "?", "…"}
_CLOSING = {'"', "”", "’", "''", ")", "]", "»"}


def units_of_text(nlp: Any, text: str) -> tuple[list[Unit], list[tuple[int, int]]]:
    """Tokenise running text; units end at line breaks and at marks that end sentences. Also the words' offsets."""
    words: list[str] = []
    gaps: list[int] = []
    spans: list[tuple[int, int]] = []
    pending = GAP_LINE
    for token in nlp.make_doc(text):
        if token.is_space:
            pending = GAP_LINE if "\n" in token.text or pending == GAP_LINE else GAP_SPACE
            continue
        words.append(token.text)
        gaps.append(pending)
        spans.append((token.idx, token.idx + len(token.text)))
        pending = GAP_SPACE if token.whitespace_ else GAP_GLUED
    units: list[Unit] = []
    start = 0
    for i in range(1, len(words) + 1):
        ended = i == len(words) or gaps[i] == GAP_LINE
        if (
            not ended
            and words[i - 1] in _SENTENCE_END | _CLOSING
            and gaps[i] == GAP_SPACE
            and not words[i][:1].islower()
        ):
            j = i - 1
            while j > start and words[j] in _CLOSING:
                j -= 1
            ended = words[j] in _SENTENCE_END
        if ended:
            units.append(Unit(words[start:i], gaps[start:i]))
            start = i
    return units, spans


def words_in(spans: list[tuple[int, int]], pieces: list[list[int]]) -> list[int]:
    """Indices of the words that overlap any of the character pieces."""
    return [i for i, (s, e) in enumerate(spans) if any(s < b and a < e for a, b in pieces)]


def read_polnear(path: Path) -> list[Article]:
    """PolNeAR from a benchmark pack: articles with attributions in character offsets."""
    nlp = make_tokenizer_pipeline()
    articles = []
    for line in lines(path):
        record = json.loads(line)
        units, spans = units_of_text(nlp, record["text"])
        attributions = [
            Attributed(*(words_in(spans, a.get(role) or []) for role in ("source", "cue", "content")))
            for a in record["gold"]["attributions"]
        ]
        articles.append(Article(record["id"], units, sentences=False, attributions=attributions))
    return articles


def relation_counts(articles: list[Article]) -> Counter[str]:
    """How often each dependency relation occurs."""
    return Counter(rel for a in articles for u in a.units for rel in u.rels or [])

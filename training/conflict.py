"""Reads the project's own annotated conflict sentences, `training/data/*.jsonl`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import names_marked
import triggers
from contested.reading.annotate.tokens import make_tokenizer_pipeline
from corpora import OUTSIDE, Article, Attributed, Happening, Unit, lines, tag_set, units_of_text, words_in
from inventory import ARGUMENTS, KINDS, MODALITIES, POLARITIES
from silver import add_silver_syntax

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from spacy.tokens import Doc

THINGS = ("WEAPON", "VEHICLE", "FACILITY")
_SMALL = frozenset({"of", "the", "a", "an", "and", "in", "at", "for", "no", "on", "two", "its", "their", "-"})


def head_word(doc: Doc, tokens: list[int]) -> int:
    """The token of a span that hangs on a token outside it."""
    inside = set(tokens)
    return next((i for i in tokens if doc[i].head.i == i or doc[i].head.i not in inside), tokens[0])


def read_conflict(folder: Path, split: str, parse: Callable[[str], Doc]) -> list[Article]:
    """The sentences of a split. `parse` gives the trees in which the heads of triggers and arguments are looked up."""
    nlp = make_tokenizer_pipeline()
    articles = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(lines(path)):
            record = json.loads(line)
            if record["split"] == split:
                articles.append(_article(f"{path.stem}-{number}", record, nlp, parse))
    return articles


def _article(name: str, record: dict[str, Any], nlp: Any, parse: Callable[[str], Doc]) -> Article:
    units, spans = units_of_text(nlp, record["text"])
    doc = parse(record["text"])
    add_silver_syntax(units, spans, doc)
    _give_tags(units, spans, record["ents"])
    attributions = [
        Attributed(*(words_in(spans, a.get(role) or []) for role in ("source", "cue", "content")))
        for a in record["attributions"]
    ]
    head = _heads(doc, spans)
    happenings = []
    taken = set()
    for trigger in record["triggers"]:
        word = head(trigger["span"])
        if word is None or word in taken:
            continue
        taken.add(word)
        roles = ((ARGUMENTS.index(r["role"]), head(r["span"])) for r in trigger["roles"])
        happenings.append(
            Happening(
                word,
                KINDS.index(trigger["kind"]),
                MODALITIES.index(trigger["modality"]),
                POLARITIES.index(trigger["polarity"]),
                [(role, i) for role, i in roles if i is not None and i != word],
            )
        )
    return Article(name, units, sentences=False, attributions=attributions, happenings=happenings, meta=record)


def read_triggers(folder: Path, split: str, parse: Callable[[str], Doc]) -> list[Article]:
    """The texts of a split whose happenings alone are marked."""
    nlp = make_tokenizer_pipeline()
    articles = []
    for path in sorted(folder.glob("*.txt")):
        for number, one in enumerate(triggers.read(path)[0]):
            if one.held_apart == (split == "train"):
                continue
            units, spans = units_of_text(nlp, one.text)
            doc = parse(one.text)
            add_silver_syntax(units, spans, doc)
            head = _heads(doc, spans)
            found: dict[int, Happening] = {}
            for mark in one.triggers:
                word = head([mark.start, mark.end])
                if word is None or word in found:
                    continue
                roles: list[tuple[int, int]] | None = None
                if mark.arguments is not None:
                    ends = ((role, head([start, end])) for role, start, end in mark.arguments)
                    roles = [(role, i) for role, i in ends if i is not None and i != word]
                found[word] = Happening(
                    word,
                    KINDS.index(mark.kind),
                    MODALITIES.index(mark.modality),
                    POLARITIES.index(mark.polarity),
                    roles,
                )
            happenings = list(found.values())
            articles.append(Article(f"{path.stem}-{number}", units, sentences=False, happenings=happenings))
    return articles


def read_names(folder: Path, split: str, parse: Callable[[str], Doc]) -> list[Article]:
    """The texts of a split whose names alone are marked. Common nouns for things stay open, see `open_things`."""
    nlp = make_tokenizer_pipeline()
    articles = []
    for path in sorted(folder.glob("*.txt")):
        for number, one in enumerate(names_marked.read(path)[0]):
            if one.held_apart == (split == "train"):
                continue
            units, spans = units_of_text(nlp, one.text)
            add_silver_syntax(units, spans, parse(one.text))
            _give_tags(units, spans, one.names)
            articles.append(Article(f"{path.stem}-{number}", units, sentences=False))
    return articles


def _give_tags(units: list[Unit], spans: list[tuple[int, int]], names: Iterable[tuple[int, int, str]]) -> None:
    """Tag the words of the units by names in characters; what bears no name is outside."""
    tags = [OUTSIDE] * len(spans)
    for start, end, label in names:
        for i, word in enumerate(words_in(spans, [[start, end]])):
            tags[word] = tag_set((label,), "I" if i else "B")
    base = 0
    for unit in units:
        unit.tags = tags[base : base + len(unit.words)]
        base += len(unit.words)


def _heads(doc: Doc, spans: list[tuple[int, int]]) -> Callable[[list[int]], int | None]:
    """A function that gives the word, by its number in `spans`, on which a stretch of characters hangs."""
    number = {token.idx: token.i for token in doc}
    word_of = {number[s]: i for i, (s, _) in enumerate(spans) if s in number}

    def head(span: list[int]) -> int | None:
        tokens = [number[spans[i][0]] for i in words_in(spans, [span]) if spans[i][0] in number]
        return word_of.get(head_word(doc, tokens)) if tokens else None

    return head


def things_named(folder: Path) -> dict[str, int]:
    """Words of weapons, vehicles and facilities in the training sentences, with the tags they may bear elsewhere.

    The other corpora leave "drone" and "warehouse" outside; their outside must not teach against ours.
    """
    found: dict[str, int] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for record in map(json.loads, lines(path)):
            for start, end, label in record["ents"]:
                if record["split"] != "train" or label not in THINGS:
                    continue
                for word in record["text"][start:end].lower().split():
                    if word.isalpha() and word not in _SMALL:
                        bits = tag_set((label,), "B") | tag_set((label,), "I")
                        found[word] = found.get(word, OUTSIDE) | bits
    return found


def open_things(articles: list[Article], things: dict[str, int]) -> None:
    """Let words that may name a thing bear its tag in a corpus that marks no things."""
    for article in articles:
        for unit in article.units:
            if unit.tags is not None:
                unit.tags = [_opened(unit, i, things) for i in range(len(unit.words))]


def _opened(unit: Unit, i: int, things: dict[str, int]) -> int:
    tag = unit.tags[i] if unit.tags else 0
    return tag | things.get(unit.words[i].lower(), 0) if tag == OUTSIDE else tag

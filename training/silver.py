"""What a model gives to texts that lack it: names for EWT, parts of speech and trees for our own texts.

Our own texts mark happenings and names, not syntax. Trained on without it, the model drifts where nothing holds it:
verbs that are triggers became numerals and articles (version 0.3 did so with one in thirty). So a model that never saw
these texts, the first version, says what their words are, where it is sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpora import ANY_TAG, Article, Unit, feats_of
from inventory import ENTITY_TAGS, FEATS, UPOS
from windows import SKIP

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from contested.reading.annotate.reader import Reader

SURE = 0.75
SURE_WORD = 0.7
SURE_ARC = 0.8
_NOWHERE = 1_000_000  # a head outside the unit, which the windows skip


def add_silver_names(articles: list[Article], reader: Reader) -> int:
    """Fill words that may bear any tag with the best allowed sequence, where the model is sure. Returns how many."""
    bits = np.arange(len(ENTITY_TAGS))
    filled = 0
    for article in articles:
        for unit in article.units:
            tags = unit.tags or []
            if not any(t == ANY_TAG for t in tags) or len(tags) > 150:
                continue
            raw = reader.scores(unit.words, unit.gaps)
            allowed = (np.array(tags)[:, None] >> bits) & 1
            logs = reader.probabilities("entity", np.where(allowed == 1, raw["entity"], -1e4).astype(np.float32))
            path = reader.entity_decoder(logs)
            chances = np.exp(logs[np.arange(len(path)), path])
            spans = [(s, e) for s, e, _ in reader.entity_decoder.spans(path)]
            covered = {i for s, e in spans for i in range(s, e)}
            for start, end in [*spans, *((i, i + 1) for i in range(len(path)) if i not in covered)]:
                if chances[start:end].mean() >= SURE:
                    for i in range(start, end):
                        if tags[i] == ANY_TAG:
                            tags[i] = 1 << int(path[i])
                            filled += 1
            unit.tags = tags
    return filled


def add_silver_syntax(units: list[Unit], spans: list[tuple[int, int]], doc: Doc) -> None:
    """Give the words of the units the parts of speech, features and arcs of a parsed document where it is sure of them.

    `spans`: characters of the words, over all units in order.
    """
    token_at = {token.idx: token for token in doc}
    annotation = doc.user_data["annotation"]
    names = {name: number for number, name in enumerate(UPOS)}
    base = 0
    for unit in units:
        own = {spans[base + i][0]: i for i in range(len(unit.words))}
        unit.upos, unit.feats, unit.heads, unit.rels = [], [], [], []
        for i in range(len(unit.words)):
            token = token_at.get(spans[base + i][0])
            sure = token is not None and annotation.pos_confidence[token.i] >= SURE_WORD
            unit.upos.append(names.get(token.pos_, SKIP) if token is not None and sure else SKIP)
            unit.feats.append(feats_of(str(token.morph)) if token is not None and sure else (SKIP,) * len(FEATS))
            head, relation = _NOWHERE, ""
            if token is not None and annotation.arc_confidence[token.i] >= SURE_ARC:
                relation = token.dep_
                head = 0 if token.head.i == token.i else own.get(token.head.idx, _NOWHERE - 1) + 1
            unit.heads.append(head)
            unit.rels.append(relation if head != _NOWHERE else "")
        base += len(unit.words)

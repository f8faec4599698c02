"""Names for EWT, whose training part marks none: the model's own, held to what the gold parts of speech allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpora import ANY_TAG, Article
from inventory import ENTITY_TAGS

if TYPE_CHECKING:
    from contested.reading.annotate.reader import Reader

SURE = 0.75


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

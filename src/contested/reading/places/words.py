"""The word lists that recognition looks at, and what single words may be besides a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from contested.data import rows, table


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lower-case words from `words.toml`, and shares from the tables of names; see those files."""

    locative: frozenset[str]
    weak_locative: frozenset[str]
    taken_nouns: frozenset[str]
    name_parts: frozenset[str]
    region_heads: frozenset[str]
    district_heads: frozenset[str]
    area_heads: frozenset[str]
    town_heads: frozenset[str]
    site_heads: frozenset[str]
    organisation_heads: frozenset[str]
    titles: frozenset[str]
    metonymic_verbs: frozenset[str]
    addressed_by: frozenset[str]
    metonymic_nouns: frozenset[str]
    treaties: frozenset[str]
    language_cues: frozenset[str]
    connectives: frozenset[str]
    directions: frozenset[str]
    streets: frozenset[str]
    weekdays_months: frozenset[str]
    common: dict[str, int]
    surnames: dict[str, int]
    given: dict[str, int]


@cache
def words() -> Words:
    """The lists, read once."""
    lists: dict[str, Any] = {name: frozenset(values) for name, values in table("gazetteer/words.toml").items()}
    return Words(
        **lists,
        common={row["word"]: int(row["level"]) for row in rows("gazetteer/common_words.csv")},
        surnames={row["name"]: int(row["per_million"]) for row in rows("gazetteer/surnames.csv")},
        given={row["name"]: int(row["per_million"]) for row in rows("gazetteer/given_names.csv")},
    )

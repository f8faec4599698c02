"""What is seen around a mention, as numbers: the features of recognition. Each has a weight in `weights.toml`."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from contested.data.gazetteer import Gazetteer
from contested.reading.places.mentions import Mention, Text, is_acronym
from contested.reading.places.relations import shift_before
from contested.reading.places.words import words

FEATURES = (
    "bias",
    "entity_place",
    "entity_place_part",
    "entity_person",
    "entity_organisation",
    "entity_other",
    "locative_before",
    "weak_locative_before",
    "inside_next",
    "holds_previous",
    "head_beside",
    "title_or_given_before",
    "capital_before",
    "capital_after",
    "organisation_beside",
    "population",
    "country_or_area",
    "region",
    "common_word",
    "opens_sentence",
    "surname",
    "several_words",
    "other_name_only",
    "not_proper_noun",
    "given_name",
    "person_elsewhere",
    "clear_elsewhere",
    "street_after",
)
LIST_REACH = 8  # words before "such as" in which the noun may stand that the list is of
LARGE = ("A.PCLI", "A.ADM1", "A.ADM2")
INDEX = {name: i for i, name in enumerate(FEATURES)}


def measure(text: Text, mention: Mention, gazetteer: Gazetteer) -> dict[str, float]:
    """The features of one mention that differ from 0; those that need other mentions are added by `relate`."""
    lists = words()
    first, last = mention.first, mention.last
    before = text.lower[first - 1] if first else ""
    after = text.lower[last + 1] if last + 1 < len(text.lower) else ""
    out: dict[str, float] = {"bias": 1.0, **_entity(text, mention), **_gazetteer(mention, gazetteer)}
    single = first == last
    word = text.lower[first]
    taken = before == "of" and first > 1 and text.lower[first - 2] in lists.taken_nouns  # "the fall of Harib"
    if taken or (before in lists.locative and not (before in lists.directions and text.upper[first - 1])):
        out["locative_before"] = 1.0
    elif before in lists.weak_locative:
        out["weak_locative_before"] = 1.0
        if before == "the" and first > 1 and text.lower[first - 2] in lists.locative:
            out["locative_before"] = 0.7
    nobody = not single or (word not in lists.surnames and word not in lists.given)
    if "entity_person" in out and (out["population"] > (0.6 if nobody else 0.75) or "country_or_area" in out):
        # Small models take a capital that opens a sentence ("Kyiv said …") for a speaker.
        out["entity_person"] = 0.3
    mention.head = _head(text, first, last)
    mention.shift = shift_before(text.lower, first)
    if mention.shift is not None and mention.shift[0].km is not None and not mention.head:
        mention.head = "town"
    if mention.shift is not None and not out.get("locative_before"):
        out["locative_before"] = 0.7
    if mention.head:
        out["head_beside"] = 1.0
    if (first and (before.rstrip(".") in lists.titles or _initial(text.words[first - 1]))) or (
        first and text.upper[first - 1] and before in lists.given and not text.opens[first]
    ):
        out["title_or_given_before"] = 1.0
    if first and text.upper[first - 1] and not text.opens[first] and text.words[first - 1][0].isalpha():
        _before(text, first, out)
    if after and text.upper[last + 1] and text.words[last + 1][0].isalpha() and not text.opens[last + 1]:
        _after(text, last, after, out)
    if single:
        level = lists.common.get(word)
        if level is not None:
            share = {10: 1.0, 20: 0.9, 35: 0.7, 40: 0.5, 50: 0.4}[level]
            told_apart = not (text.opens[first] or text.heading[first])
            out["common_word"] = share * 0.5 if told_apart else share
        if word in lists.weekdays_months:
            out["common_word"] = 2.0
        if word in lists.surnames:
            out["surname"] = math.log10(lists.surnames[word] + 1) / 4
        if word in lists.given:
            out["given_name"] = math.log10(lists.given[word] + 1) / 4
        if text.tagged and not text.proper[first] and not text.shouted[first]:
            out["not_proper_noun"] = 1.0
    else:
        out["several_words"] = 1.0
    if text.opens[first]:
        out["opens_sentence"] = 1.0
    return out


def _entity(text: Text, mention: Mention) -> dict[str, float]:
    """What the model took the words for."""
    label = text.labels[mention.first] or text.labels[mention.last]
    mention.entity = label
    if not label:
        return {}
    span = text.spans[mention.first] or text.spans[mention.last]
    exact = span is not None and span[0] == mention.first and span[1] == mention.last + 1
    if label in ("GPE", "LOC"):
        return {"entity_place": 1.0} if exact else {"entity_place_part": 1.0}
    if label == "PER":
        return {"entity_person": 1.0}
    return {"entity_organisation": 1.0} if label == "ORG" else {"entity_other": 1.0}


def _gazetteer(mention: Mention, gazetteer: Gazetteer) -> dict[str, float]:
    """What the gazetteer says of the name."""
    facts = gazetteer.facts(mention.rows, mention.kinds, mention.key)
    out = {"population": math.log10(facts.population + 1) / 7}
    if facts.rank >= 6:
        out["country_or_area"] = 1.0
    elif facts.region:
        out["region"] = 1.0
    if not facts.first_name:
        out["other_name_only"] = 0.5 if out["population"] > 0.7 else 1.0
    return out


def _before(text: Text, first: int, out: dict[str, float]) -> None:
    """A capitalised word stands before."""
    lists = words()
    before = text.lower[first - 1]
    if text.opens[first - 1] and (
        before in lists.locative or before in lists.weak_locative or before in lists.connectives
    ):
        return
    if before in lists.organisation_heads or text.labels[first - 1] == "ORG":
        out["organisation_beside"] = 1.0
    elif before not in lists.directions and "title_or_given_before" not in out:
        out["capital_before"] = 1.0


def _after(text: Text, last: int, after: str, out: dict[str, float]) -> None:
    """A capitalised word stands after."""
    lists = words()
    if after in lists.streets or after.rstrip(".") in lists.streets:
        out["street_after"] = 1.0
    elif after in lists.organisation_heads or is_acronym(text.words[last + 1]):
        out["organisation_beside"] = 1.0
    elif not text.shouted[last]:
        out["capital_after"] = 1.0


def _initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _head(text: Text, first: int, last: int) -> str:
    """The kind of division or settlement that a noun beside the name says: region, district, area, town, site or ""."""
    lists = words()
    n = len(text.lower)
    for at in (last + 1, last + 2):
        if at < n and (at == last + 1 or text.lower[last + 1] in lists.site_heads):
            kind = _kind(text.lower[at])
            if kind:
                return kind
    if last + 3 < n and text.lower[last + 1] == "," and text.lower[last + 2] in ("a", "an", "the"):
        for at in (last + 3, last + 4):
            kind = _kind(text.lower[at]) if at + 1 < n and text.lower[at + 1] in ("of", "in") else ""
            if kind:
                return kind
    back = first - 1
    if back >= 0 and text.lower[back] == "the":
        back -= 1
    if back > 0 and text.lower[back] == "of":
        return _kind(text.lower[back - 1])
    if back >= 0:
        kind = _kind(text.lower[back])
        if kind in ("town", "region", "district"):
            return kind
    return _listed_as(text, first)


def _listed_as(text: Text, first: int) -> str:
    """What a list of examples says its members are: "to other provinces, such as X, Y and Z"."""
    at = first - 1
    while at > 0 and (text.upper[at] or text.lower[at] in (",", "and", "or", "the")):
        at -= 1
    if at > 0 and text.lower[at] == "as" and text.lower[at - 1] == "such":
        at -= 2
    elif at > 0 and text.lower[at] in ("including", "like", "namely"):
        at -= 1
    else:
        return ""
    for back in range(at, max(-1, at - LIST_REACH), -1):
        word = text.lower[back]
        if word in (".", ";", "!", "?", "\n"):
            return ""
        if word.endswith("s") and (kind := _kind(word)) in ("region", "district", "town"):
            return kind
    return ""


def _kind(word: str) -> str:
    lists = words()
    if word in lists.region_heads:
        return "region"
    if word in lists.district_heads:
        return "district"
    if word in lists.town_heads:
        return "town"
    if word in lists.area_heads:
        return "area"
    return "site" if word in lists.site_heads else ""


def relate(text: Text, mentions: list[Mention], measured: list[dict[str, float]], gazetteer: Gazetteer) -> None:
    """Add what one mention says about another: "Tripoli, Lebanon", and clear or personal uses of one word elsewhere."""
    _contain(text, mentions, measured, gazetteer)
    clear: set[str] = set()
    personal: dict[str, set[int]] = {}
    for mention, found in zip(mentions, measured, strict=True):
        if found.get("locative_before") or found.get("inside_next") or found.get("head_beside"):
            clear.add(mention.key)
        if found.get("title_or_given_before") or found.get("entity_person"):
            personal.setdefault(mention.key, set()).add(mention.first)
    for mention, found in zip(mentions, measured, strict=True):
        if personal.get(mention.key, set()) - {mention.first}:
            found["person_elsewhere"] = 1.0
        if mention.key in clear:
            found["clear_elsewhere"] = 1.0


def _contain(text: Text, mentions: list[Mention], measured: list[dict[str, float]], gazetteer: Gazetteer) -> None:
    """Find places told with the larger one that they lie in: "Tripoli, Lebanon", "Izium (Kharkiv region)"."""
    starting: dict[int, list[int]] = {}
    for number, mention in enumerate(mentions):
        starting.setdefault(mention.first, []).append(number)
    for number, mention in enumerate(mentions):
        after = mention.last + 1
        if after + 1 >= len(text.words) or text.words[after] not in (",", "("):
            continue
        step = _inner(text, after + 1)
        for other in sorted(starting.get(step, ()), key=lambda i: -mentions[i].last):
            outer = mentions[other]
            if lies_in(mention, outer, gazetteer).any():
                mention.container = outer
                outer.holds = True
                measured[number]["inside_next"] = 1.0
                measured[other]["holds_previous"] = 1.0
                break


def _inner(text: Text, step: int) -> int:
    """Where the larger place begins: right after the comma, or after "in", "a town in", "a department of"."""
    end = min(step + 6, len(text.words) - 1)
    at = step
    if text.lower[at] in ("in", "a", "an", "the", "capital"):
        while at < end and not text.upper[at]:
            if text.lower[at] in ("of", "in", "from"):
                at += 1 + (text.lower[at + 1] == "the" and at + 1 < end)
                return at
            at += 1
        return step + 1 if text.lower[step] == "the" else step
    return step


def lies_in(inner: Mention, outer: Mention, gazetteer: Gazetteer) -> Any:
    """Which of the places that `inner` may be lie in one that `outer` may be: an array of booleans."""
    columns = gazetteer.columns
    features = columns["feature"][outer.rows]
    large = gazetteer.mask(LARGE)[features] | (columns["rank"][outer.rows] >= 6)
    rows = outer.rows[large][:8]
    out = np.zeros(len(inner.rows), bool)
    inner_country, inner_admin = columns["country"][inner.rows], columns["admin1"][inner.rows]
    country_feature = gazetteer.code("feature", "A.PCLI")
    no_admin = gazetteer.code("admin1", "")
    for row in rows.tolist():
        admin = int(columns["admin1"][row])
        same = inner.rows != row
        if int(columns["feature"][row]) == country_feature:
            out |= same & (inner_country == columns["country"][row])
        elif admin != no_admin:
            out |= same & (inner_admin == admin)
        else:
            close = np.abs(columns["lat"][inner.rows] - columns["lat"][row]) * 111 < columns["radius"][row] * 1.3
            far = np.abs(columns["lon"][inner.rows] - columns["lon"][row]) * 80 < columns["radius"][row] * 1.3
            out |= same & close & far
    return out

"""Which candidates are places: the weighted evidence, and no two that overlap."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from contested.data import table
from contested.data.gazetteer import ABBREVIATION, FOLDED, NAME, PEOPLE, Gazetteer, normalise
from contested.reading.places.evidence import measure, relate
from contested.reading.places.mentions import ARTICLES, HYPHENS, Mention, Text, demonym_of, find_candidates, is_acronym
from contested.reading.places.words import words

THRESHOLD = 0.5
LISTED, LIST_ROOM = 0.6, 25  # chance of a name in a list of towns; tokens back to what says that it is one
JOINTS = frozenset([",", "and", "or"])
COMPASS = frozenset(["north", "south", "east", "west", "centre", "center"])


def recognise(text: Text, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions of places in the order of the text, none overlapping another."""
    candidates, measured = candidates_of(text, gazetteer)
    weights: dict[str, float] = table("gazetteer/weights.toml")["recognition"]
    for mention, found in zip(candidates, measured, strict=True):
        mention.evidence = found
        score = sum(weights[name] * value for name, value in found.items())
        mention.probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        if mention.demonym:
            mention.probability = _demonym(text, mention, found)
    taken: list[bool] = [False] * len(text.words)
    out: list[Mention] = []
    for mention in sorted(candidates, key=lambda m: (m.first - m.last, -m.probability)):
        if mention.probability >= THRESHOLD and not any(taken[mention.first : mention.last + 1]):
            taken[mention.first : mention.last + 1] = [True] * (mention.last + 1 - mention.first)
            out.append(mention)
    out.extend(_of_a_list(text, candidates, taken))
    out.extend(_entities(text, taken, gazetteer))
    out.extend(_unlisted(text, taken, gazetteer))
    return sorted(out, key=lambda m: m.first)


def _of_a_list(text: Text, candidates: list[Mention], taken: list[bool]) -> list[Mention]:
    """Listed names right beside a place in a list of towns, whatever else they might be: "villages, among them Davydiv
    Brid, Zolota Balka and Dudchany" names no person.
    """
    out: list[Mention] = []
    grown = True
    while grown:
        grown = False
        for mention in candidates:
            free = not any(taken[mention.first : mention.last + 1])
            if (
                not free
                or mention.demonym
                or not _in_list(text, mention, taken)
                or not _towns_told(text, mention.first)
            ):
                continue
            taken[mention.first : mention.last + 1] = [True] * (mention.last + 1 - mention.first)
            mention.probability = max(mention.probability, LISTED)
            out.append(mention)
            grown = True
    return out


def _in_list(text: Text, mention: Mention, taken: list[bool]) -> bool:
    """Whether a comma or "and" parts a name from a place."""
    words_, last = text.lower, mention.last + 1
    after = (
        last + 1 < len(words_) and words_[last] in JOINTS and (taken[last + 1] or taken[min(last + 2, len(taken) - 1)])
    )
    first = mention.first - 1
    before = (
        first > 0 and words_[first] in JOINTS and (taken[first - 1] or (words_[first - 1] == "," and taken[first - 2]))
    )
    return after or before


def _towns_told(text: Text, at: int) -> bool:
    """Whether "villages" or "towns" stands before in the sentence."""
    heads = words().town_heads
    for back in range(at - 1, max(-1, at - LIST_ROOM), -1):
        word = text.lower[back]
        if word in (".", ";", "!", "?"):
            return False
        if word in heads and word.endswith("s"):
            return True
    return False


def candidates_of(text: Text, gazetteer: Gazetteer) -> tuple[list[Mention], list[dict[str, float]]]:
    """All candidates and their evidence, before any is chosen."""
    candidates = [
        m for m in find_candidates(text, gazetteer) if _abbreviation_stands(text, m) and not _part_of_name(text, m)
    ]
    for mention in candidates:
        mention.demonym = demonym_of(mention, gazetteer)
    measured = [measure(text, mention, gazetteer) for mention in candidates]
    relate(text, candidates, measured, gazetteer)
    return candidates, measured


def _part_of_name(text: Text, mention: Mention) -> bool:
    """A stretch that cuts the name of something else in two ("The Camp" of "The Camp Hollis"), a common word in such a
    name ("Freedom Square"), or a point of the compass that nothing calls a region ("the East").
    """
    first, last = mention.first, mention.last
    word = text.lower[first]
    single = first == last
    beside = text.lower[last + 1] if last + 1 < len(text.lower) else ""
    if single and word in COMPASS and beside not in words().region_heads:
        return True
    if single and _only_begins(text, first):
        return True
    span = text.spans[last]
    if span is None or span[2] in ("GPE", "LOC", "NORP", "PER"):
        return False
    if first < span[0] and last < span[1] - 1:
        return True
    return single and span[1] - span[0] > 1 and words().common.get(word, 99) <= 20


def _only_begins(text: Text, at: int) -> bool:
    """Whether a word is the article or the common first part of a longer name: "Al-Bara", "Jabal al-Zawiya"."""
    lists = words()
    if at + 2 >= len(text.words) or text.lower[at] not in lists.name_parts:
        return False
    after = at + 1
    while after < len(text.words) and (text.words[after] in HYPHENS or text.lower[after] in ARTICLES):
        after += 1
    if after >= len(text.words) or text.opens[after] or not text.words[after][0].isalpha():
        return False
    article, _, name = text.words[after].partition("-")  # "al-Zawiya" may be one token
    if not text.upper[after] and not (article in ARTICLES and name[:1].isupper()):
        return False
    body = text.labels[after] == "ORG" or text.lower[after] in lists.organisation_heads | lists.site_heads
    return not body  # "Beni Hospital" is Beni's


def _abbreviation_stands(text: Text, mention: Mention) -> bool:
    """An abbreviation stands after a comma ("Columbus, OH"), or has stops inside ("W.Va."); else it is a word."""
    if not bool((mention.kinds == ABBREVIATION).any()):
        return True
    word = text.raw[mention.start : mention.end]
    stands = word.count(".") > 1 or (mention.first > 1 and text.words[mention.first - 1] == ",")
    postal = len(word) == 2 and word.isupper()
    if stands and (postal or "." in word or text.raw[mention.end : mention.end + 1] == "."):
        if text.raw[mention.end : mention.end + 1] == "." and "." not in word:
            mention.end += 1
        return True
    keep = mention.kinds != ABBREVIATION
    mention.rows, mention.kinds = mention.rows[keep], mention.kinds[keep]
    return bool(len(mention.rows)) and not (postal or (is_acronym(word) and len(word) < 4))


def _demonym(text: Text, mention: Mention, found: dict[str, float]) -> float:
    """A demonym is nearly always one; the model or a common word may say otherwise."""
    if found.get("entity_person") or (found.get("title_or_given_before") and mention.demonym != PEOPLE):
        return 0.3
    if mention.first == mention.last and words().common.get(text.lower[mention.first], 99) <= 20:
        return 0.6 if found.get("entity_other") else 0.4
    return 0.95


def _entities(text: Text, taken: list[bool], gazetteer: Gazetteer) -> list[Mention]:
    """What the model took for a place and no candidate covers: perhaps misspelt, perhaps a place that nobody lists."""
    out = []
    seen: set[tuple[int, int]] = set()
    for span in text.spans:
        if span is None or (span[0], span[1]) in seen:
            continue
        seen.add((span[0], span[1]))
        first, last = span[0], span[1] - 1
        if span[2] == "FACILITY":
            first = _named_after(text, first, last)  # "the port of Ras Isa" is Ras Isa's
        elif span[2] not in ("GPE", "LOC"):
            continue
        while first < last and (text.lower[first] == "the" or not text.words[first][0].isalnum()):
            first += 1
        while last > first and not (text.words[last][0].isalnum() and text.lower[last] not in _GENITIVE):
            last -= 1
        if (
            first > last
            or any(taken[first : last + 1])
            or (first == last and text.lower[first] in COMPASS)
            or not (text.upper[first] or text.upper[last])
            or not text.words[first][0].isalpha()
        ):
            continue
        start, end = text.starts[first], text.end(last)
        rows, kinds = _nearly(text.raw[start:end], gazetteer)
        taken[first : last + 1] = [True] * (last + 1 - first)
        mention = Mention(first, last, start, end, normalise(text.raw[start:end]), rows, kinds)
        mention.probability, mention.entity, mention.approximate = 0.6, span[2], True
        if len(rows):
            mention.evidence = measure(text, mention, gazetteer)
        out.append(mention)
    return out


def _named_after(text: Text, first: int, last: int) -> int:
    """Where the name of the place begins whose port, camp or base a facility is; behind `last` where none is."""
    lists = words()
    for at in range(first + 1, last):
        head = text.lower[at - 1] in lists.town_heads or text.lower[at - 1] in lists.site_heads
        if head and text.lower[at] == "of" and text.upper[at + 1]:
            return at + 1
    return last + 1


_PLACED = frozenset(["in", "near", "at", "from", "to", "into", "toward", "towards", "outside", "around", "under", "of"])


def _unlisted(text: Text, taken: list[bool], gazetteer: Gazetteer) -> list[Mention]:
    """Single capitalised words after "in", "near" … that are close to a listed name: "in Nykolaiev", "near Isyum"."""
    lists = words()
    out = []
    for i in range(1, len(text.words)):
        word = text.lower[i]
        if taken[i] or not text.upper[i] or text.lower[i - 1] not in _PLACED or len(word) < 5 or not word.isalpha():
            continue
        if text.labels[i] in ("PER", "ORG", "NORP") or text.heading[i] or word in lists.weekdays_months:
            continue
        if (i + 1 < len(text.words) and text.upper[i + 1]) or word in lists.surnames or word in lists.given:
            continue
        if text.lower[i - 1] == "of" and not _head_before(text, i):
            continue
        rows, kinds = _nearly(text.raw[text.starts[i] : text.end(i)], gazetteer)
        if len(rows) and int(gazetteer.columns["population"][rows].max()) >= 1000:
            taken[i] = True
            mention = Mention(i, i, text.starts[i], text.end(i), normalise(text.words[i]), rows, kinds)
            mention.evidence = measure(text, mention, gazetteer)
            mention.probability, mention.approximate = 0.55, True
            out.append(mention)
    return out


def _head_before(text: Text, i: int) -> bool:
    """Whether "town of", "outskirts of", "north of" stands before."""
    lists = words()
    noun = text.lower[i - 2] if i > 1 else ""
    return noun in lists.town_heads or noun in lists.locative or noun in lists.region_heads or noun in lists.directions


_GENITIVE = frozenset({"'s", "’s", "`s", "´s", "s"})


def _nearly(name: str, gazetteer: Gazetteer) -> tuple[Any, Any]:
    """Rows and kinds of a name that is not listed as written."""
    entries = gazetteer.lookup(name, fuzzy=True)[:15] if len(name) < 50 else ()
    rows = np.array([entry.row for entry in entries], dtype="<u4")
    kinds = np.array([FOLDED if entry.kind != NAME else NAME for entry in entries], dtype="<u1")
    return rows, kinds

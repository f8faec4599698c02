"""Words of the language that the text was translated from, and pronouns that repeat the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from contested.data import rows
from contested.reading.repair.draft import Edit
from contested.reading.repair.glue import vocabulary

SENTENCE_HEAD = r"(?:^|(?<=[.!?…:]\s)|(?<=[“\"(\n])|(?<=[“\"(\n]\s))"


@cache
def _articles() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in rows("repair/leftovers.csv") if row["kind"] == "article")
    return re.compile(rf"{SENTENCE_HEAD}({words}) (?=([A-Za-z]+))", re.MULTILINE)


@cache
def _keep() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in rows("repair/leftovers.csv") if row["kind"] == "keep")


@cache
def _word_table() -> dict[str, str]:
    return {row["word"]: row["read_as"] for row in rows("repair/leftovers.csv") if row["kind"] == "word"}


@cache
def _bodies() -> re.Pattern[str]:
    nouns = "|".join(row["word"] for row in rows("repair/leftovers.csv") if row["kind"] == "body")
    # "The British Defense Ministry he wrote": a body that speaks, heading its sentence, then a pronoun and a verb.
    head = r"(?:^|(?<=[.!?]\s)|(?<=[“\"\n]))"
    name = rf"((?:(?:The|A|O|El|La|Il) )?(?:[A-Z][\w\-]+ ){{0,5}}(?:{nouns}))"
    verb = r"(?= [a-z]+(?:ed|d|t|n|s|te|id|ew)\b)"
    return re.compile(rf"{head}{name}( (?:he|she|it)){verb}", re.MULTILINE | re.IGNORECASE)


def leftovers(text: str) -> Iterator[Edit]:
    """Articles and small words of the other language become English ones."""
    for found in _articles().finditer(text):
        follower = found.group(2)
        if f"{found.group(1)} {follower}".lower() in _keep():
            continue
        if follower.lower() in vocabulary() and vocabulary()[follower.lower()] < 40_000:
            yield Edit(found.start(1), found.end(1), "The", "leftover of another language")
    table = _word_table()
    if table:
        for found in re.finditer(r"[^\W\d_]+", text):
            new = table.get(found.group())
            if new is not None:
                yield Edit(found.start(), found.end(), new, "leftover of another language")


def speech_tags(text: str) -> Iterator[Edit]:
    """ "Nobody – he assured – plans to leave": a tag between dashes that repeats who speaks."""
    for found in _tags().finditer(text):
        yield Edit(found.start(), found.end(), " ", "speech tag")


@cache
def _tags() -> re.Pattern[str]:
    verbs = "|".join(row["word"] for row in rows("repair/leftovers.csv") if row["kind"] == "tag")
    return re.compile(rf" [–—-] (?:he|she|they|it) (?:has |have |then )?(?:{verbs}) [–—-] ")


def doubled_subjects(text: str) -> Iterator[Edit]:
    """The pronoun goes that repeats a subject just named ("The ministry he wrote that")."""
    for found in _bodies().finditer(text):
        yield Edit(found.start(2), found.end(2), "", "doubled subject")

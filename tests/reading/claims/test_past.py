from __future__ import annotations

import pytest
from spacy.tokens import Doc
from tests.reading.parsed import parsed

from contested.nouns import Claim, Document, Moment
from contested.reading.claims import find_claims
from contested.reading.claims.past import is_old
from contested.reading.context import Context


def dated(doc: Doc, *times: Moment) -> Moment | None:
    context = Context(doc, Document("d", str(doc), published="2024-05-14"), times=times)
    claims: tuple[Claim, ...] = find_claims(context)
    time = claims[0].time
    assert time is None or is_old(time, context) == (time.to is not None and time.to < "2023-05-14")
    return time


def murder(word: str, victim: str, where: str = "church") -> Doc:
    return parsed(
        ("The", "the", "DET", 2, "det"), (word, word, "ADJ", 2, "amod"), (victim, victim, "NOUN", 4, "nsubj:pass"),
        ("was", "be", "AUX", 4, "aux:pass"), ("murdered", "murder", "VERB", 4, "ROOT"), ("in", "in", "ADP", 7, "case"),
        ("the", "the", "DET", 7, "det"), (where, where, "NOUN", 4, "obl"), ("of", "of", "ADP", 9, "case"), ("Edessa", "Edessa", "PROPN", 7, "nmod"),
    )  # fmt: skip


@pytest.mark.parametrize(("word", "to"), [("medieval", "1500-01-01"), ("old", None)])
def test_the_age_of_who_suffered_dates_it(word: str, to: str | None) -> None:
    time = dated(murder(word, "bishop"))
    assert (time.to if time else None) == to


def test_a_recent_day_is_not_overruled() -> None:
    doc = murder("medieval", "bishop")
    day = Moment(doc[7].idx, doc[7].idx + 6, "church", "2024-05-13", "2024-05-14", "day")
    assert dated(doc, day) == day


def test_the_age_of_a_building_is_not_that_of_its_shelling() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("shelled", "shell", "VERB", 1, "ROOT"), ("the", "the", "DET", 5, "det"),
        ("Bronze", "bronze", "PROPN", 4, "compound"), ("Age", "age", "PROPN", 5, "compound"), ("fort", "fort", "NOUN", 1, "obj"),
    )  # fmt: skip
    age = Moment(doc[3].idx, doc[4].idx + 3, "Bronze Age", None, "0001-01-01", "span")
    assert dated(doc, age) is None


def test_pirates_of_an_age_lived_in_it() -> None:
    doc = parsed(
        ("Pirates", "pirate", "NOUN", 3, "nsubj"), ("of", "of", "ADP", 2, "case"), ("antiquity", "antiquity", "NOUN", 0, "nmod"),
        ("attacked", "attack", "VERB", 3, "ROOT"), ("villages", "village", "NOUN", 3, "obj"),
    )  # fmt: skip
    age = Moment(doc[2].idx, doc[2].idx + 9, "antiquity", None, "0476-09-05", "span")
    assert dated(doc, age) == age


def anniversary(*rank: tuple[str, str, str, int, str]) -> Doc:
    return parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("marked", "mark", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("anniversary", "anniversary", "NOUN", 1, "obj"), ("of", "of", "ADP", 5, "case"), ("massacre", "massacre", "NOUN", 3, "nmod"),
        ("of", "of", "ADP", 7, "case"), ("villagers", "villager", "NOUN", 5, "nmod"), *rank,
    )  # fmt: skip


def test_an_anniversary_lies_its_years_back() -> None:
    time = dated(anniversary(("thirtieth", "thirtieth", "ADJ", 3, "amod")))
    assert time is not None
    assert (time.from_, time.to) == ("1994-01-01", "1995-01-01")
    bare = dated(anniversary())
    assert bare is not None
    assert (bare.from_, bare.to) == (None, "2023-05-13")


def shown(subject: str, verb: str) -> Doc:
    return parsed(
        ("The", "the", "DET", 1, "det"), (subject, subject, "NOUN", 2, "nsubj"), (verb, verb, "VERB", 2, "ROOT"),
        ("how", "how", "ADV", 5, "advmod"), ("raiders", "raider", "NOUN", 5, "nsubj"), ("attacked", "attack", "VERB", 2, "ccomp"),
        ("villages", "village", "NOUN", 5, "obj"),
    )  # fmt: skip


@pytest.mark.parametrize(("subject", "verb", "old"), [
    ("museum", "show", True), ("museum", "report", False), ("video", "show", False), ("archaeologist", "report", True),
])  # fmt: skip
def test_what_a_museum_shows_is_past(subject: str, verb: str, old: bool) -> None:
    assert (dated(shown(subject, verb)) is not None) == old


def test_looters_that_have_come_are_not_of_the_past() -> None:
    doc = parsed(
        ("Archaeologists", "archaeologist", "NOUN", 1, "nsubj"), ("say", "say", "VERB", 1, "ROOT"),
        ("raiders", "raider", "NOUN", 4, "nsubj"), ("have", "have", "AUX", 4, "aux"), ("attacked", "attack", "VERB", 1, "ccomp"),
        ("villages", "village", "NOUN", 4, "obj"),
    )  # fmt: skip
    assert dated(doc) is None


def test_years_after_say_how_long_ago() -> None:
    doc = parsed(
        ("Sixty", "sixty", "NUM", 1, "nummod"), ("years", "year", "NOUN", 5, "obl"), ("after", "after", "ADP", 3, "case"),
        ("bombing", "bombing", "NOUN", 5, "obl"), ("he", "he", "PRON", 5, "nsubj"), ("returned", "return", "VERB", 5, "ROOT"),
    )  # fmt: skip
    time = dated(doc)
    assert time is not None
    assert (time.to or "") < "1975"


@pytest.mark.parametrize(("opens", "old"), [("in", True), ("from", False)])
def test_what_went_on_in_a_massacre_dates_it(opens: str, old: bool) -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("marked", "mark", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("massacre", "massacre", "NOUN", 1, "obj"), ("at", "at", "ADP", 5, "case"), ("Edessa", "Edessa", "PROPN", 3, "nmod"),
        (opens, opens, "ADP", 7, "case"), ("which", "which", "PRON", 9, "obl"), ("villagers", "villager", "NOUN", 9, "nsubj"),
        ("marched", "march", "VERB", 5, "acl:relcl"), ("in", "in", "ADP", 11, "case"), ("1871", "1871", "NUM", 9, "obl"),
    )  # fmt: skip
    year = doc[11]
    time = dated(doc, Moment(year.idx, year.idx + 4, "1871", "1871-01-01", "1872-01-01", "year"))
    assert (time is not None and time.to == "1872-01-01") == old

""" "The city", "the region", "there": a place named before and meant again."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from contested.nouns import Place
from contested.reading.context import Context

# What a noun may stand for: the start of GeoNames feature codes, by noun.
STANDS_FOR: dict[str, tuple[str, ...]] = {
    "city": ("P.",), "town": ("P.",), "village": ("P.",), "settlement": ("P.",), "municipality": ("P.", "A.ADM"),
    "capital": ("P.PPLC", "P.PPLA", "P."), "port": ("P.",), "locality": ("P.",), "hamlet": ("P.",),
    "region": ("A.ADM1", "L.", "A.ADM"), "oblast": ("A.ADM1",), "province": ("A.ADM1",), "state": ("A.ADM1",),
    "governorate": ("A.ADM1",), "department": ("A.ADM1",), "district": ("A.ADM2", "A.ADM"), "county": ("A.ADM2",),
    "peninsula": ("L.", "A.ADM1", "T."), "island": ("T.", "P."), "country": ("A.PCL",), "enclave": ("L.", "A.", "P."),
    "territory": ("A.", "L."), "strip": ("L.", "A."), "area": ("P.", "L.", "A.ADM"), "camp": ("P.", "S."),
    "there": ("P.", "A.", "L."),
}  # fmt: skip
POINTERS = {"the", "this", "that", "its", "their"}
REACH = 600  # tokens back that a description may point


def point_back(context: Context) -> None:
    """Give each description of a place the place that it points back to, as a literal place of less confidence."""
    doc = context.doc
    named: list[tuple[int, Place]] = sorted(
        {place.start: (index, place) for index, place in context.place_at.items() if place.lat is not None}.values(),
        key=lambda item: item[0],
    )
    for token in doc:
        wanted = STANDS_FOR.get(token.lemma_.lower())
        if wanted is None or token.i in context.place_at or token.pos_ not in ("NOUN", "ADV", "PROPN"):
            continue
        if any(c.lower_ in ("a", "an") for c in token.children):
            continue  # "Izium, a city that was held": it describes, and points to nothing before
        pointed = token.lemma_.lower() == "there" or any(c.lower_ in POINTERS for c in token.children)
        if not pointed and not _bare_subject(token, wanted):
            continue
        if token.lemma_.lower() == "there" and token.dep_ == "expl":
            continue
        own = [context.place_at[child.i] for child in token.subtree if child.i in context.place_at]
        if own:  # "the Crimean peninsula" names its place; "the Syrian capital" names another one
            fits = own[0].lat is not None and (own[0].feature or "").startswith(wanted) and own[0].use == "adjective"
            found = own[0] if fits and not wanted[0].startswith("A.PCL") else None
        elif token.lemma_.lower() == "capital":
            found = _region_told(token, context) or _latest(named, token.i, wanted[:1])
        else:
            found = _latest(named, token.i, wanted)
        if found is not None:
            start, end = token.idx, token.idx + len(token)
            context.place_at[token.i] = replace(
                found, start=start, end=end, text=token.text, use="literal", confidence=round(found.confidence * 0.7, 3)
            )


def _bare_subject(token: Token, wanted: tuple[str, ...]) -> bool:
    """ "City from Friday is under the army": translators leave the article out. Only of towns, at a sentence's head."""
    return (
        wanted[0].startswith("P.")
        and token.i == token.sent.start
        and token.dep_.startswith("nsubj")
        and not any(child.dep_ in ("det", "amod", "compound", "nummod", "nmod:poss") for child in token.children)
    )


def _region_told(token: Token, context: Context) -> Place | None:
    """The region or country told before "the capital" in its sentence: the capital lies in it."""
    sentence = context.sentence_of[token.i]
    for index in range(token.i - 1, sentence.start - 1, -1):
        place = context.place_at.get(index)
        if place is not None and place.lat is not None and (place.feature or "").startswith(("A.ADM1", "A.PCL")):
            return place
    return None


def _latest(named: list[tuple[int, Place]], at: int, wanted: tuple[str, ...]) -> Place | None:
    """The nearest place before token `at` of the first wanted feature class that any has."""
    last = bisect_left(named, at, key=lambda item: item[0])
    for feature in wanted:
        for index, place in (named[number] for number in range(last - 1, -1, -1)):
            if at - index >= REACH:
                break
            country = feature.startswith("A.PCL")
            usable = place.use == "literal" or (country and place.use in ("metonymic", "adjective"))
            if usable and (place.feature or "").startswith(feature):
                return place
    return None

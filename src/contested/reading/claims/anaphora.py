""" "The city", "the region", "there": a place named before and meant again.

Of the places that a noun may stand for, the one wins that was told most, was called by this very noun ("the village of
Koro", later "the village"), and stands nearest; where somebody only goes to comes behind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import accumulate

from spacy.tokens import Token

from contested.nouns import Place
from contested.reading.attribute.labels import classes
from contested.reading.claims.near import placed
from contested.reading.clause import preposition
from contested.reading.context import Context

# What a noun may stand for: the start of GeoNames feature codes, by noun.
STANDS_FOR: dict[str, tuple[str, ...]] = {
    "city": ("P.",), "town": ("P.",), "village": ("P.",), "settlement": ("P.",), "municipality": ("P.", "A.ADM"),
    "capital": ("P.PPLC", "P.PPLA", "P."), "port": ("P.",), "locality": ("P.",), "hamlet": ("P.",),
    "region": ("A.ADM1", "L.", "A.ADM"), "oblast": ("A.ADM1",), "province": ("A.ADM1",), "state": ("A.ADM1",),
    "governorate": ("A.ADM1",), "department": ("A.ADM1",), "district": ("A.ADM2", "A.ADM"), "county": ("A.ADM2",),
    "peninsula": ("L.", "A.ADM1", "T."), "island": ("T.", "P."), "country": ("A.PCL",), "enclave": ("L.", "A.", "P."),
    "territory": ("A.", "L."), "strip": ("L.", "A."), "area": ("P.", "L.", "A.ADM"), "camp": ("P.", "S."),
    "there": ("P.", "A.", "L."), "here": ("P.", "A.", "L."),
}  # fmt: skip
POINTERS = {"the", "this", "that", "its", "their"}
REACH = 600  # tokens back that a description may point
PER_TOKEN = 1 / 60  # what a place loses for each token that lies between
MENTIONS = 4  # mentions from which a place counts no more
CALLED, COUNTRY = 1.5, 0.4  # what it gains for having been called so; for each place of its country
HERE, GOAL = 0.5, -1.0  # the same for being where something is, and for being only a goal
TELLER = -1.5  # the same for being where somebody who speaks is ("a spokesman in Omdurman")
PART_KM = 40.0  # radius from which a stretch of land may be a part of a region
NEAR = 60  # tokens back to a town that a region is that of
OWN_TOWN = 2.0  # what it gains for being the region of such a town in its paragraph
PARAGRAPH = 0.7  # the same for standing in the same paragraph
WHERE = {"in", "at", "near", "on", "around", "inside"}
TELLING = {"person", "official"}
GOALS = {"to", "toward", "towards", "into", "for"}
FEATURELESS = ("P.", "A.", "L.")  # what a place that the gazetteer lacks may be


@dataclass(slots=True)
class _Told:
    """The places named so far, by their number in the text, and what they were called."""

    named: list[tuple[int, Place]]
    starts: list[int] = field(default_factory=list)
    called: dict[str, set[str]] = field(default_factory=dict)
    line: list[int] = field(default_factory=list)  # the number of the line that each token stands in
    meant: dict[str, int] = field(default_factory=dict)  # the last token that pointed back to each

    def call(self, place: Place, noun: str) -> None:
        self.called.setdefault(_key(place), set()).add(noun)


def _key(place: Place) -> str:
    return str(place.geonameid) if place.geonameid else place.text.casefold()


def point_back(context: Context) -> None:
    """Give each description of a place the place that it points back to, as a literal place of less confidence."""
    doc = context.doc
    named = _named(context)
    told = _Told(named, [index for index, _ in named], {}, list(accumulate("\n" in token.text for token in doc)))
    for token in doc:
        noun = token.lemma_.lower()
        wanted = STANDS_FOR.get(noun)
        if wanted is None or token.i in context.place_at or token.pos_ not in ("NOUN", "ADV", "PROPN"):
            continue
        own = [context.place_at[child.i] for child in token.subtree if child.i in context.place_at]
        if (inside := _name_of(token, context)) is not None:
            told.call(inside, noun)
            if any(context.place_at.get(c.i) is inside and c.dep_ == "compound" for c in token.children):
                context.place_at[token.i] = inside  # "In Fizi territory": what stands before the noun is where
                continue
        if "Plur" in token.morph.get("Number", []):
            continue  # "the towns of the region" are no one town
        if any(c.lower_ in ("a", "an") for c in token.children):
            continue  # "Izium, a city that was held": it describes, and points to nothing before
        pointed = noun in ("there", "here") or any(c.lower_ in POINTERS for c in token.children)
        if not pointed and not _bare_subject(token, wanted):
            continue
        if noun == "there" and token.dep_ == "expl":
            continue
        if own:  # "the Crimean peninsula" names its place; "the Syrian capital" names another one
            fits = own[0].lat is not None and (own[0].feature or "").startswith(wanted) and own[0].use == "adjective"
            found = own[0] if fits and not wanted[0].startswith("A.PCL") else None
        elif noun == "capital":
            found = _region_told(token, context) or _latest(told, token, wanted[:1])
        else:
            found = _latest(told, token, wanted)
        if found is not None:
            told.call(found, noun)
            told.meant[_key(found)] = token.i
            start, end = token.idx, token.idx + len(token)
            context.place_at[token.i] = replace(
                found,
                start=start,
                end=end,
                text=token.text,
                name=found.name or found.text,
                use="literal",
                confidence=round(found.confidence * 0.7, 3),
            )


def _named(context: Context) -> list[tuple[int, Place]]:
    """Each name of a place with the token of it that hangs outside, in the order of the text."""
    tokens: dict[int, list[int]] = {}
    for index, place in context.place_at.items():
        tokens.setdefault(place.start, []).append(index)
    out = []
    for inside in tokens.values():
        root = next((i for i in sorted(inside) if context.doc[i].head.i not in inside), min(inside))
        out.append((root, context.place_at[root]))
    return sorted(out, key=lambda item: item[0])


def _name_of(noun: Token, context: Context) -> Place | None:
    """The place that a noun is said of: "the village of Koro", "Fizi territory", "Koro, a village"."""
    for child in noun.children:
        place = context.place_at.get(child.i)
        of = child.dep_ == "nmod" and preposition(child) == "of"
        if place is not None and place.use == "literal" and (of or child.dep_ in ("compound", "appos", "flat")):
            return place
    head = context.place_at.get(noun.head.i)
    return head if noun.dep_ == "appos" and head is not None and head.use == "literal" else None


def _bare_subject(token: Token, wanted: tuple[str, ...]) -> bool:
    """ "City from Friday is under the army": translators leave the article out, and notes in haste ("statement: town
    under control"). Only of towns, at a sentence's head or behind a colon.
    """
    begins = token.i == token.sent.start or token.doc[token.i - 1].text in (":", "–", ";")
    return (
        wanted[0].startswith("P.")
        and begins
        and (token.dep_.startswith("nsubj") or token.i > token.sent.start)
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


def _latest(told: _Told, token: Token, wanted: tuple[str, ...]) -> Place | None:
    """The likeliest place before a token, of the first wanted feature class that any has."""
    last = bisect_left(told.starts, token.i)
    first = bisect_left(told.starts, token.i - REACH)
    before = told.named[first:last]
    often = Counter(_key(place) for _, place in before)
    countries = Counter(place.country for _, place in before if place.country)
    noun = token.lemma_.lower()
    beside = [place for index, place in before if index > token.i - NEAR and told.line[index] == told.line[token.i]]
    for feature in wanted:
        best: tuple[float, Place] | None = None
        for index, place in before:
            if not _usable(place, feature, token.doc[index]):
                continue
            worth = float(min(often[_key(place)], MENTIONS))
            worth += TELLER * _of_teller(token.doc[index])
            worth += PARAGRAPH * (told.line[index] == told.line[token.i])
            worth -= (token.i - max(index, told.meant.get(_key(place), 0))) * PER_TOKEN
            worth += OWN_TOWN * any(_holds(place, near) for near in beside)
            worth += CALLED * (noun in told.called.get(_key(place), ()))
            prep = preposition(token.doc[index])
            worth += GOAL * (prep in GOALS) + HERE * (prep in WHERE)
            worth += COUNTRY * countries[place.country or ""] if feature == "P.PPLC" else 0.0
            if best is None or worth >= best[0]:
                best = (worth, place)
        if best is not None:
            return best[1]
    return None


def _holds(region: Place, town: Place) -> bool:
    """Whether a place is the region that a town lies in."""
    if not _is_region(region) or not (town.feature or "").startswith("P."):
        return False
    return (region.country, region.admin1) == (town.country, town.admin1)


def _of_teller(token: Token) -> bool:
    """Whether a place only says where people are that can tell something."""
    return token.dep_ == "nmod" and preposition(token) in ("in", "at", "from") and bool(classes(token.head) & TELLING)


def _usable(place: Place, feature: str, token: Token) -> bool:
    """Whether a place is of a feature class, and named as a place; of a country the government or people will do."""
    country = feature.startswith("A.PCL")
    if place.lat is None:
        return place.use == "literal" and feature in FEATURELESS and placed(token)
    usable = place.use == "literal" or (country and place.use in ("metonymic", "adjective"))
    return usable and ((place.feature or "").startswith(feature) or (feature == "A.ADM1" and _is_region(place)))


def _is_region(place: Place) -> bool:
    """A first-order division, or the north or south of one."""
    part = place.feature == "L.AREA" and place.admin1 is not None and (place.radius_km or 0.0) >= PART_KM
    return part or place.feature == "A.ADM1"

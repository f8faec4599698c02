"""From the mentions and the scores to places with points, radii, confidence and the candidates that lost."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from contested.data.gazetteer import Entry, Gazetteer
from contested.nouns import Candidate, Place
from contested.reading.places import geometry
from contested.reading.places.mentions import Mention, Text
from contested.reading.places.recognise import recognise
from contested.reading.places.relations import joins
from contested.reading.places.resolve import FEATURES, Table, resolve, weights
from contested.reading.places.stray import strays, widen
from contested.reading.places.use import use_of

PHRASES = {
    "population": "its size",
    "country": "it is a country",
    "area": "it is a well-known area",
    "region": "it is a region",
    "district": "it is a district",
    "capital": "it is a capital",
    "seat": "it is the chief town of its region",
    "other_name": "the name is not its first one",
    "bare_name": "the name is only part of its full one",
    "near_spelling": "the spelling differs",
    "region_told": "the text calls it a region",
    "region_told_but_no": "the text speaks of a region",
    "district_told": "the text calls it a district",
    "settlement_told": "the text calls it a town",
    "contained": "it lies in the larger place told beside it",
    "contained_elsewhere": "it lies in the larger place told beside it elsewhere",
    "countries_told": "other names of the text lie in its country",
    "regions_told": "other names lie in its region",
    "close_to_others": "it is close to the other places",
    "closest": "one of the other places is close by",
    "outlet_home": "it is in the outlet's country",
    "sure_name": "the name nearly always means it",
    "holds_another": "another place is told to lie in it",
    "named_after_town": "a town inside it has the same name",
}


def find_places(doc: Doc, gazetteer: Gazetteer, *, outlet_country: str | None = None) -> tuple[Place, ...]:
    """Every mention of a place in `doc`, in the order of the text; offsets count in `doc.text`.

    `doc` needs tokens; parts of speech, a tree and entities (GPE, LOC, ORG, NORP, PER, FACILITY) are used where they
    are there. `outlet_country` (ISO 3166-1 alpha-2) speaks for places of the outlet's own country. A mention that names
    no known place has neither id nor point.
    """
    text = Text(doc)
    mentions = recognise(text, gazetteer)
    made = resolve(mentions, gazetteer, outlet_country)
    found = _located(made, gazetteer) if made is not None else {}
    taken = {i for mention in mentions for i in range(mention.first, mention.last + 1)}
    for number in strays(text, made, gazetteer) if made is not None else ():
        for mention in made.groups[number].mentions:  # type: ignore[union-attr]
            del found[id(mention)]
            widen(text, mention, taken - set(range(mention.first, mention.last + 1)))
    out = [_place(text, mention, found.get(id(mention))) for mention in mentions]
    return tuple(_between(text, mentions, out))


class _Choice:
    """The winner of a group of mentions, and those that lost."""

    __slots__ = ("alternatives", "confidence", "entry")

    def __init__(self, entry: Entry, confidence: float, alternatives: tuple[Candidate, ...]) -> None:
        self.entry, self.confidence, self.alternatives = entry, confidence, alternatives


def _located(made: Table, gazetteer: Gazetteer) -> dict[int, _Choice]:
    """The choice for each mention that has candidates, by the mention's identity."""
    out: dict[int, _Choice] = {}
    by = weights()
    ends = np.searchsorted(made.group, np.arange(len(made.groups) + 1))
    for number, group in enumerate(made.groups):
        start, end = int(ends[number]), int(ends[number + 1])
        order = start + np.argsort(-made.scores[start:end], kind="stable")[:5]
        entries = [gazetteer.entry(int(made.rows[i]), int(group.kinds[i - start])) for i in order]
        candidates = tuple(_candidate(entry, made, int(i), by) for entry, i in zip(entries, order, strict=True))
        choice = _Choice(entries[0], float(made.shares[order[0]]), candidates)
        for mention in group.mentions:
            out[id(mention)] = choice
    return out


def _candidate(entry: Entry, made: Table, i: int, by: NDArray[Any]) -> Candidate:
    return Candidate(
        geonameid=entry.geonameid,
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country or None,
        score=round(float(made.scores[i]), 3),
        why=_why((made.values[i] * by).tolist()),
    )


def _why(parts: list[float]) -> str:
    """A sentence made of the parts that weighed most."""
    best = sorted(((part, i) for i, part in enumerate(parts) if abs(part) >= 0.05), key=lambda p: -abs(p[0]))
    return "; ".join(f"{PHRASES[FEATURES[i]]} ({part:+.1f})" for part, i in best[:4])


def _place(text: Text, mention: Mention, choice: _Choice | None) -> Place:
    start, end = mention.start, mention.end
    words = text.raw[start:end]
    found = mention.evidence
    if choice is None:
        use = use_of(text, mention, None, found)
        return Place(start, end, words, use=use, confidence=round(0.5 * mention.probability, 3))
    entry = choice.entry
    use = use_of(text, mention, entry, found)
    lat, lon, radius, feature = entry.lat, entry.lon, entry.radius_km, entry.feature
    if use == "literal":
        told = mention.shift
        if told is not None and not (told[0].inside and entry.feature.startswith("P") and told[0].bearing is None):
            lat, lon, radius = geometry.apply(told[0], lat, lon, radius)
            feature = "L.AREA"
    return Place(
        start,
        end,
        words,
        use=use,
        geonameid=entry.geonameid,
        name=entry.name,
        lat=round(lat, 5),
        lon=round(lon, 5),
        feature=feature,
        country=entry.country or None,
        admin1=entry.admin1.partition(".")[2] or None,
        radius_km=round(radius, 1),
        confidence=round(mention.probability * choice.confidence, 3),
        alternatives=choice.alternatives,
    )


def _between(text: Text, mentions: list[Mention], places: list[Place]) -> list[Place]:
    """ "between X and Y": both names stand for the stretch that lies between them."""
    out = list(places)
    for i in range(len(mentions) - 1):
        a, b = mentions[i], mentions[i + 1]
        if not joins(text.lower, a.first, a.last, b.first):
            continue
        p, q = places[i], places[i + 1]
        if p.use != "literal" or q.use != "literal" or p.lat is None or p.lon is None or q.lat is None or q.lon is None:
            continue
        lat, lon, radius = geometry.between((p.lat, p.lon), (q.lat, q.lon))
        for at in (i, i + 1):
            out[at] = _moved(places[at], lat, lon, radius)
    return out


def _moved(place: Place, lat: float, lon: float, radius: float) -> Place:
    return Place(
        place.start,
        place.end,
        place.text,
        place.use,
        place.geonameid,
        place.name,
        round(lat, 5),
        round(lon, 5),
        "L.AREA",
        place.country,
        place.admin1,
        round(radius, 1),
        place.confidence,
        place.alternatives,
    )

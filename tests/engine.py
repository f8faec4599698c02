"""A stand-in for the reading model: a few words it knows, one claim a sentence, always the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contested.nouns import Because, Claim, Count, Document, Party, PlaceInRole, Reading, Repair, Speaker

KINDS = {
    "shelled": "shelling",
    "shells": "shelling",
    "took": "capture",
    "left": "withdrawal",
    "evacuated": "evacuation",
}
PLACES = {"Izium": (49.21, 37.26, 707753), "Kherson": (46.64, 32.61, 706448), "Lyman": (48.99, 37.81, 702320)}
SAID = re.compile(r"(?:the |of )?([A-Z]\w+(?: [A-Z]\w+)?|mayor|ministry) (said|denied)")


class PlainEngine:
    """Knows some kinds, places and speakers by their words. A document that holds "BREAK" brings it down."""

    program = "contested test"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.profile = {"annotate": 0.5}

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            if "BREAK" in document.text:
                raise ValueError("a stage broke")
            self.read.append(document.id)
            yield self._reading(document)

    def _reading(self, document: Document) -> Reading:
        spans = [match.span() for match in re.finditer(r"[^.!?\s][^.!?]*[.!?]?", document.text)]
        claims = [found for span in spans for found in self._claims(document, *span)]
        if claims:
            claims[0] = replace(claims[0], main=True)
        repairs = tuple(
            Repair(m.start(), m.end(), m.group(), "the", "spelling") for m in re.finditer(r"\bteh\b", document.text)
        )
        return Reading(document, sentences=tuple(spans), claims=tuple(claims), repairs=repairs, program=self.program)

    def _claims(self, document: Document, start: int, end: int) -> Iterator[Claim]:
        sentence = document.text[start:end]
        trigger = re.search("|".join(rf"\b{word}\b" for word in KINDS), sentence)
        if trigger is None:
            return
        said = SAID.search(sentence)
        stance = "denied" if said and said[2] == "denied" else "asserted"
        speakers = (
            (
                Speaker(
                    said[1],
                    said[1].lower(),
                    said[1],
                    stance=stance,
                    start=start + said.start(1),
                    end=start + said.end(1),
                ),
            )
            if said
            else ()
        )
        killed = re.search(r"(\d+) (?:people )?killed", sentence)
        counts = (
            (Count("killed", int(killed[1]), int(killed[1]), start=start + killed.start(1), end=start + killed.end(1)),)
            if killed
            else ()
        )
        yield Claim(
            id=f"{document.fingerprint[:8]}-{start}",
            kind=KINDS[trigger.group()],
            trigger=(start + trigger.start(), start + trigger.end()),
            evidence=(start, end),
            agents=tuple(_armies(sentence, start)),
            places=tuple(_places(document, start, end)),
            counts=counts,
            polarity="negative" if stance == "denied" else "positive",
            said_by=speakers,
            stance=stance,
            confidence=0.75,
            because=Because("plain words", trigger.group(), None, ("made for tests",)),
        )


def _armies(sentence: str, start: int) -> Iterator[Party]:
    for word, country in (("Ukrainian", "UKR"), ("Russian", "RUS")):
        for match in re.finditer(rf"[Tt]he {word} \w+", sentence):
            bounds = (start + match.start(), start + match.end())
            yield Party(*bounds, match.group(), country.lower() + "-mil", match.group(), country, ("MIL",))


def _places(document: Document, start: int, end: int) -> Iterator[PlaceInRole]:
    for name, (lat, lon, number) in PLACES.items():
        at = document.text.find(name, start, end)
        if at >= 0:
            values = {"geonameid": number, "lat": lat, "lon": lon, "country": "UA", "radius_km": 5.0, "confidence": 0.9}
            yield PlaceInRole(at, at + len(name), name, name=name, feature="P.PPL", **values)

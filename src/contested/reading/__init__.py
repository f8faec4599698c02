"""One document to one Reading: repair, annotate, attribute, places, times, quantities, actors, claims.

`Reader.load(settings)` opens the model and the gazetteer once; `read` and `read_many` turn documents into readings.
Stages know only their own input; this module is where they meet.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from contested.nouns import Actor, Document, Place, Reading
from contested.reading.back import to_original
from contested.reading.repair import Repaired, repair
from contested.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from contested.data.gazetteer import Gazetteer
    from contested.reading.annotate import Annotator

__all__ = ["Reader"]


class Reader:
    """Reads documents. `profile` counts the seconds of each stage; `watch`, where set, is told of a long document which
    stage has begun and what share of it is done.
    """

    def __init__(self, annotator: Annotator, gazetteer: Gazetteer, *, program: str = "contested") -> None:
        self.annotator = annotator
        self.gazetteer = gazetteer
        self.program = program
        self.profile: Counter[str] = Counter()
        self.watch: Callable[[str, float], None] | None = None

    @classmethod
    def load(cls, settings: Settings, *, program: str = "contested") -> Reader:
        """Open the shipped model and the gazetteer's index (built on first use)."""
        from contested.data.gazetteer import Gazetteer  # noqa: PLC0415  spaCy and numpy take a second to import
        from contested.reading.annotate import Annotator  # noqa: PLC0415

        threads = settings.threads or min(4, os.cpu_count() or 1)
        return cls(Annotator.load(threads=threads), Gazetteer.open(settings), program=program)

    def read(self, document: Document) -> Reading:
        """The reading of one document."""
        return next(self.read_many([document]))

    def read_many(self, documents: Iterable[Document], *, batch_size: int = 16) -> Iterator[Reading]:
        """Readings in the order of the documents, annotated in batches; memory stays flat."""
        waiting = iter(documents)
        self.annotator.watch = partial(self.watch, "annotate") if self.watch is not None else None
        while batch := list(islice(waiting, batch_size)):
            repaired = [self._timed("repair", repair, document.text) for document in batch]
            started = time.perf_counter()
            docs = list(self.annotator.pipe([one.text for one in repaired]))
            titles = [repair(document.title).text if document.title else None for document in batch]
            headlines = [self.annotator(title) if title else None for title in titles]
            self.profile["annotate"] += time.perf_counter() - started  # type: ignore[assignment]
            for document, text, doc, headline in zip(batch, repaired, docs, headlines, strict=True):
                yield self._read(document, text, doc, headline)

    def _timed(self, stage: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.watch is not None:
            self.watch(stage, 0.0)
        started = time.perf_counter()
        result = work(*args, **kwargs)
        self.profile[stage] += time.perf_counter() - started  # type: ignore[assignment]
        return result

    def _read(self, document: Document, text: Repaired, doc: Doc, headline: Doc | None) -> Reading:
        from contested.reading.actors import find_actors  # noqa: PLC0415
        from contested.reading.attribute import attribute  # noqa: PLC0415
        from contested.reading.claims import find_claims, kinds_told  # noqa: PLC0415
        from contested.reading.context import Context  # noqa: PLC0415
        from contested.reading.entities import entities_of  # noqa: PLC0415
        from contested.reading.places import find_places  # noqa: PLC0415
        from contested.reading.quantities import find_quantities  # noqa: PLC0415
        from contested.reading.times import find_times  # noqa: PLC0415

        places: tuple[Place, ...] = self._timed("places", find_places, doc, self.gazetteer)
        times = self._timed("times", find_times, doc, document.published)
        quantities = self._timed("quantities", find_quantities, doc)
        actors = self._timed("actors", find_actors, doc, places, document.published)
        names = _names_of_bodies(actors)
        places = tuple(place for place in places if (place.end, place.text.lower()) not in names)
        attributions = self._timed("attribute", attribute, doc, actors)
        context = Context(doc, document, places, times, quantities, actors, attributions)
        told = self._timed("claims", kinds_told, headline, document) if headline is not None else {}
        claims = self._timed("claims", find_claims, context, told)
        found = Reading(
            document=document,
            sentences=tuple(_trimmed(doc, sentence.start, sentence.end) for sentence in doc.sents),
            entities=entities_of(doc, places),
            places=places,
            times=times,
            actors=actors,
            quantities=quantities,
            attributions=attributions,
            claims=claims,
            program=self.program,
        )
        moved: Reading = self._timed("back", to_original, found, text)
        return replace(moved, repairs=text.repairs)


SURE = 0.8  # confidence from which a listed actor is meant rather than a place of the same name


def _names_of_bodies(actors: tuple[Actor, ...]) -> set[tuple[int, str]]:
    """End and name of each listed actor that is no country: a toponym that is one is none ("Hamas" is not Hamm)."""
    return {
        (actor.end, actor.text.lower().removeprefix("the "))
        for actor in actors
        if actor.id is not None and "-" in actor.id and actor.confidence >= SURE
    }


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Character bounds of a sentence without the white space at its ends."""
    while last - 1 > first and doc[last - 1].is_space:
        last -= 1
    while first < last - 1 and doc[first].is_space:
        first += 1
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])

"""Makers of nouns for tests, so that a test states only what it is about.

`claim("shelling", said="Ann Mayor", place=("Izium", 49.2, 37.3), killed=(3, 5))` is a whole claim;
`account(...)` puts it into a document; `doc("Troops left Izium .")` is a spaCy `Doc` made by hand, without a model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from contested.nouns import (
    Account,
    Because,
    Claim,
    Count,
    Document,
    Moment,
    Party,
    PlaceInRole,
    Reading,
    Speaker,
    Thing,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

Where = PlaceInRole | tuple[str, float, float] | str | None
Range = int | tuple[int, int | None]


def place(where: Where, role: str = "at", **values: Any) -> PlaceInRole | None:
    """A place from (name, latitude, longitude), from a name alone, or as it is."""
    if where is None or isinstance(where, PlaceInRole):
        return where
    name, lat, lon = (where, None, None) if isinstance(where, str) else where
    values = {
        "feature": "P.PPL",
        "country": "UA",
        "radius_km": 5.0,
        "confidence": 0.9,
        "geonameid": None if lat is None else int(_hash(name, lat, lon), 16) % 10_000_000,
        **values,
    }
    return PlaceInRole(start=0, end=len(name), text=name, name=name, lat=lat, lon=lon, role=role, **values)


def moment(first: str | None, last: str | None = None, **values: Any) -> Moment | None:
    """A day, or the days from the first up to and without the last."""
    if first is None:
        return None
    after = last or _next_day(first)
    return Moment(
        **{"start": 0, "end": len(first), "text": first, "from_": first, "to": after, "grain": "day", **values}
    )


def claim(
    kind: str = "shelling",
    said: str | Speaker | Sequence[str] | None = "Ann Mayor",
    place: Where = ("Izium", 49.2, 37.3),
    *,
    day: str | None = None,
    until: str | None = None,
    by: str | None = None,
    to: str | None = None,
    target: str | None = None,
    counts: Mapping[str, Range] | Sequence[Count] = (),
    killed: Range | None = None,
    injured: Range | None = None,
    said_from: str | None = None,
    **values: Any,
) -> Claim:
    """A claim of this kind. `said`: nearest speaker first, None for the outlet's own voice; `by` and `to`: countries or
    names of who did and who suffered it; `day` and `until` (exclusive): when; ranges are a number or (low, high).
    Everything else is a field of `Claim`.
    """
    told = dict(counts) if isinstance(counts, Mapping) else {}
    told |= {of: value for of, value in (("killed", killed), ("injured", injured)) if value is not None}
    numbers = () if isinstance(counts, Mapping) else tuple(counts)
    numbers += tuple(_count(of, value) for of, value in told.items())
    speakers = _speakers(said, said_from, values.get("stance", "asserted"))
    here = globals()["place"](place)
    fixed: dict[str, Any] = {
        "kind": kind,
        "trigger": (0, len(kind)),
        "evidence": (0, 40),
        "agents": _parties(by),
        "patients": _parties(to),
        "targets": (Thing(0, len(target), target),) if target else (),
        "places": (here,) if here else (),
        "time": moment(day, until),
        "counts": numbers,
        "said_by": speakers,
        "confidence": 0.8,
        "because": Because("test"),
    }
    fixed |= values
    fixed.setdefault("id", "c" + _hash(*(str(value) for value in fixed.values()))[:11])
    return Claim(**fixed)


def account(
    claim_: Claim | None = None,
    *,
    document: str = "d1",
    outlet: str | None = "North Star Wire",
    published: str | None = "2022-09-12",
    words: str = "The town was shelled on Sunday, the mayor said.",
    origin: str | None = None,
    side: str | None = None,
    url: str | None = None,
    **values: Any,
) -> Account:
    """A claim in its document; other keywords go to `claim`."""
    told = claim_ or claim(**values)
    return Account(told, document, outlet, published, words, origin, side, url)


def document(text: str = "The town was shelled on Sunday, the mayor said.", **values: Any) -> Document:
    """A document with an id made of its text."""
    fixed = {"id": "d" + _hash(text, *values.values())[:11], "published": "2022-09-12", "outlet": "North Star Wire"}
    return Document(text=text, **(fixed | values))


def reading(*claims: Claim, text: str = "The town was shelled on Sunday, the mayor said.", **values: Any) -> Reading:
    """A reading of a document of this text that holds these claims; other keywords go to `document`."""
    program = values.pop("program", "contested test")
    whole = values.pop("document", None) or document(text, **values)
    return Reading(document=whole, sentences=((0, len(whole.text)),), claims=claims, program=program)


def doc(
    words: str | Sequence[str],
    *,
    pos: str | Sequence[str] | None = None,
    deps: str | Sequence[str] | None = None,
    heads: Sequence[int] | None = None,
    lemmas: str | Sequence[str] | None = None,
    ents: Sequence[tuple[int, int, str]] = (),
    sent_starts: Sequence[int] | None = None,
) -> Doc:
    """A spaCy `Doc` of these words (spaces part them; punctuation is glued to the word before it). `heads` are absolute
    word numbers; `ents` are (first word, word after the last, label); `sent_starts` are word numbers.
    """
    import spacy
    from spacy.tokens import Doc, Span

    split = words.split() if isinstance(words, str) else list(words)
    glued = {".", ",", ";", ":", "!", "?", ")", "”", "’s", "'s", "%"}
    opening = {"(", "“"}
    spaces = [i + 1 < len(split) and split[i + 1] not in glued and word not in opening for i, word in enumerate(split)]
    starts = None if sent_starts is None else [i in sent_starts for i in range(len(split))]
    made = Doc(
        spacy.blank("en").vocab,
        words=split,
        spaces=spaces,
        pos=_split(pos),
        deps=_split(deps),
        heads=None if heads is None else list(heads),
        lemmas=_split(lemmas),
        sent_starts=starts if heads is None else None,
    )
    made.set_ents([Span(made, first, after, label) for first, after, label in ents])
    return made


def _split(value: str | Sequence[str] | None) -> list[str] | None:
    return None if value is None else value.split() if isinstance(value, str) else list(value)


def _speakers(said: Any, country: str | None, stance: str) -> tuple[Speaker, ...]:
    if said is None:
        return ()
    if isinstance(said, Speaker):
        return (said,)
    names = [said] if isinstance(said, str) else list(said)
    return tuple(
        Speaker(text=name, id=name.lower().replace(" ", "-"), name=name, country=country, stance=stance)
        for name in names
    )


def _parties(name: str | None) -> tuple[Party, ...]:
    if name is None:
        return ()
    country = name if len(name) == 3 and name.isupper() else None
    return (Party(0, len(name), name, id=name.lower(), name=name, country=country, sectors=("MIL",)),)


def _count(of: str, value: Range) -> Count:
    low, high = (value, value) if isinstance(value, int) else value
    return Count(of, low, high)


def _next_day(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day[:10]) + timedelta(days=1)).isoformat()


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()

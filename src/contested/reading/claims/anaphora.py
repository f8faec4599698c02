""" "The city", "the region", "there": a place named before and meant again."""

from __future__ import annotations

from dataclasses import replace

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
        if token.lemma_.lower() != "there" and not any(c.lower_ in POINTERS for c in token.children):
            continue
        if any(child.i in context.place_at for child in token.subtree) or (
            token.lemma_.lower() == "there" and token.dep_ == "expl"
        ):
            continue
        found = _latest(named, token.i, wanted)
        if found is not None:
            start, end = token.idx, token.idx + len(token)
            context.place_at[token.i] = replace(
                found, start=start, end=end, text=token.text, use="literal", confidence=round(found.confidence * 0.7, 3)
            )


def _latest(named: list[tuple[int, Place]], at: int, wanted: tuple[str, ...]) -> Place | None:
    """The nearest place before token `at` of the first wanted feature class that any has."""
    for feature in wanted:
        for index, place in reversed(named):
            usable = place.use in ("literal", "metonymic") or (place.use == "adjective" and feature.startswith("A.PCL"))
            if index < at and at - index < REACH and usable and (place.feature or "").startswith(feature):
                return place
    return None

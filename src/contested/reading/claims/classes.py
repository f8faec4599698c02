"""What class a noun is of, in the lexicon's words: place, forces, person, civilians, group, state …"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.reading.context import Context
from contested.reading.noun_classes import noun_classes

HUMAN = {"person", "civilians", "forces", "official", "group", "state"}  # what can act and suffer
ENTITY_CLASSES = {
    "PER": {"person"},
    "GPE": {"place", "state"},
    "LOC": {"place"},
    "ORG": {"group"},
    "NORP": {"group"},
    "WEAPON": {"weapon"},
    "VEHICLE": {"vehicle"},
    "FACILITY": {"building"},
}
SECTOR_CLASSES = {
    "MIL": {"forces"}, "REB": {"forces", "group"}, "UAF": {"forces", "group"}, "PRM": {"forces", "group"},
    "COP": {"forces"}, "SPY": {"state"}, "GOV": {"state", "official"}, "LEG": {"official"}, "JUD": {"state"},
    "CVL": {"civilians"}, "REF": {"civilians"}, "JRN": {"civilians"}, "MED": {"civilians"}, "OPP": {"group"},
    "PTY": {"group"},
}  # fmt: skip


SHARES = {
    "third", "half", "quarter", "part", "most", "majority", "much", "number", "dozen", "hundred", "thousand", "score",
    "rest", "all", "some", "many", "several", "percent", "piece", "series", "group", "pair", "couple", "handful",
    "posse", "section", "batch", "bunch", "vanload", "truckload", "busload", "horde", "team",
}  # fmt: skip


def classes_of_lemma(lemma: str) -> frozenset[str]:
    """Classes of a noun by the table alone."""
    return noun_classes().get(lemma.lower(), frozenset())


def classes_of(token: Token, context: Context) -> frozenset[str]:
    """All classes that the noun phrase headed by `token` may be of; empty where nothing is known."""
    if token.lemma_.lower() in SHARES:  # "a third of the region", "dozens of soldiers": of the class of the whole
        for child in token.children:
            if child.dep_ == "nmod" and child.i > token.i:
                return classes_of(child, context)
    out: set[str] = set()
    table = noun_classes()
    before = token.doc[token.i - 1].lower_ if token.i else ""
    for key in (f"{before} {token.lemma_.lower()}", token.lemma_.lower(), token.lower_):
        if key in table:
            out |= table[key]
            break
    if token.ent_type_:
        out |= ENTITY_CLASSES.get(token.ent_type_, set())
    place = context.place_at.get(token.i)
    if place is not None and place.use in ("literal", "metonymic"):
        out.add("place")
        if (place.feature or "").startswith("A.PCL") or place.use == "metonymic":
            out.add("state")
    actor = context.actor_at.get(token.i)
    if actor is not None:
        for sector in actor.sectors:
            out |= SECTOR_CLASSES.get(sector[:3], set())
        if actor.country and not out:
            out.add("state")
    if token.pos_ == "PRON" and not out:
        out |= (
            {"person"}
            if token.lower_ in ("he", "she", "him", "her", "who", "i", "we", "us", "me")
            else {"person", "group"}
        )
    if not out and token.pos_ == "NUM" and token.i not in context.time_at:
        out |= {"person", "civilians"}
    return frozenset(out)


@cache
def target_classes() -> dict[str, str]:
    """Class of a thing that is hit, by lemma: hospital, school, energy, bridge, depot, dwelling …"""
    return {row["lemma"].lower(): row["target_class"] for row in rows("lexicons/target_classes.csv")}


def target_class(token: Token) -> str | None:
    """The target class of a noun, by its lemma or by the word before it ("apartment building")."""
    table = target_classes()
    before = token.doc[token.i - 1].lemma_.lower() if token.i else ""
    for key in (f"{before} {token.lemma_.lower()}", token.lemma_.lower(), before if token.i else ""):
        if key and key in table:
            return table[key]
    return None

"""The tables of actors, agents and countries, ready for look-up by phrase."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contested.data import rows
from contested.reading.quantities.lexer import Item, Phrases, raw_words, words_of
from contested.reading.quantities.words import plural


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor. `kind`: person, group or body; `since`, `until`: when the role was held (ISO, may be empty)."""

    id: str
    name: str
    country: str
    sectors: tuple[str, ...]
    role: str
    since: str
    until: str
    kind: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of one or more known actors, as written: its words keep their capitals."""

    words: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """A description that stands for an actor. `note`: office, body, people, vague or nothing."""

    head: str
    sectors: tuple[str, ...]
    note: str
    plural: bool


def known() -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """All known actors with the names they go by."""
    for row in rows("actors/actors.csv"):
        entry = Entry(
            row["id"],
            row["name"],
            row["country"],
            tuple(row["sectors"].split("|")),
            row["role"],
            row["from"],
            row["to"],
            row["note"],
        )
        yield entry, (row["name"], *row["aliases"].split("|"))
    for row in rows("actors/leaders.csv"):
        key = f"{row['country'].lower()}-{plain(row['name']).lower().replace(' ', '-')}"
        sectors = tuple(row["sectors"].split("|"))
        entry = Entry(key, row["name"], row["country"], sectors, row["role"], row["from"], row["to"], "person")
        yield entry, (row["name"],)


def plain(name: str) -> str:
    """A name without the marks on its letters."""
    return "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))


@cache
def names() -> Phrases[list[Alias]]:
    """All names and aliases of known actors, with and without the marks on their letters."""
    grouped: dict[tuple[str, ...], dict[str, Entry]] = {}
    for entry, given in known():
        for name in given:
            for form in {name, plain(name)} - {""}:
                grouped.setdefault(tuple(raw_words(form)), {})[entry.id] = entry
    out: Phrases[list[Alias]] = Phrases()
    for words, entries in grouped.items():
        low = [word.lower().replace("’", "'") for word in words]
        held = out.get(low)
        alias = Alias(words, tuple(entries.values()))
        if held is None:
            out.add(low, [alias])
        else:
            held.append(alias)
    return out


@cache
def agents() -> Phrases[Agent]:
    """Descriptions in singular and plural."""
    out: Phrases[Agent] = Phrases()
    for row in rows("actors/agents.csv"):
        words = words_of(row["agent"])
        sectors = tuple(row["sectors"].split("|"))
        head = words.index("of") - 1 if "of" in words[1:] and row["note"] != "people" else len(words) - 1
        many = [*words[:head], plural(words[head]), *words[head + 1 :]]
        out.add(many, Agent(row["agent"], sectors, row["note"], plural=True))
        out.add(words, Agent(row["agent"], sectors, row["note"], plural=many == words))
    return out


@dataclass(frozen=True, slots=True)
class Land:
    """A country told by name, seat or people. `how`: name, seat, adjective or people; `iso3` may be empty for peoples
    of many.
    """

    iso3: str
    how: str


@cache
def lands() -> Phrases[Land]:
    """Names and seats of countries, adjectives and peoples."""
    out: Phrases[Land] = Phrases()
    alpha3 = {}
    for row in rows("actors/countries.csv"):
        alpha3[row["iso2"]] = row["iso3"]
        for seat in row["seats"].split("|"):
            _put(out, seat, Land(row["iso3"], "seat"))
        for name in (row["name"], *row["names"].split("|")):
            _put(out, name, Land(row["iso3"], "name"))
    for row in rows("gazetteer/demonyms.csv"):
        iso3 = alpha3.get(row["country"], "")
        for adjective in row["adjective"].split("|"):
            _put(out, adjective, Land(iso3, "adjective"))
        for people in row["people"].split("|"):
            _put(out, people, Land(iso3, "people"))
    for row in rows("actors/peoples.csv"):
        for people in row["people"].split("|"):
            _put(out, people, Land(row["iso3"], "people" if people.endswith("s") and len(people) > 3 else "adjective"))
    return out


def _put(out: Phrases[Land], name: str, land: Land) -> None:
    words = words_of(name)
    held = out.get(words) if words else None
    if words and (held is None or not held.iso3 or (land.iso3 and land.how == "adjective")):
        out.add(words, land)


@cache
def alpha3_of() -> dict[str, str]:
    """ISO alpha-2 to alpha-3."""
    return {row["iso2"]: row["iso3"] for row in rows("actors/countries.csv")}


@cache
def occupiers() -> dict[str, str]:
    """Who holds part of which country, for "the occupiers"."""
    return {row["occupied"]: row["occupier"] for row in rows("actors/occupations.csv")}


def fits_case(alias: Alias, found: list[Item], *, shouting: bool) -> bool:
    """Whether the capitals of a name stand in the text; in a text all in capitals only long names count."""
    if len(alias.words) != len(found):
        found = [item for item in found if item.low != "-"] if "-" not in alias.words else found
        if len(alias.words) != len(found):
            return False
    if shouting:
        return len(found) > 1 or len(found[0].raw) >= 3
    for word, item in zip(alias.words, found, strict=True):
        if len(word) > 1 and word.isupper() and word.isalpha():
            if not item.raw.isupper():
                return False
        elif word[0].isupper() and not item.raw[0].isupper():
            return False
    return True

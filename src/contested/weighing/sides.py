"""Whom a speaker, a party or an outlet speaks and fights for, by `data/weighing/sides.toml` and `carriers.toml`.

A side is the id of a side in a conflict ("UKR", "SDN-RSF"), "third" for bodies that stand with none, an ISO 3166-1
alpha-3 code for a country that is in no listed conflict, or None where nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from contested import data
from contested.errors import DataFileError
from contested.nouns import Party, Speaker
from contested.weighing import standing
from contested.weighing.belonging import name_of, side_of_forces, side_of_party, side_of_speaker
from contested.weighing.standing import THIRD
from contested.weighing.words import phrases, split, tokens

UNKNOWN = frozenset({"UAF"})  # gunmen whom nobody knows; the country is where they shot
UNLISTED = frozenset({"PRM", "BUS"})  # a militia's country says where it fights; for whom, its own name has to say


@dataclass(frozen=True, slots=True, eq=False)
class SideTable:
    """Who stands where. Build it with `SideTable.default()` or `SideTable.of(tables)`; ask, never write."""

    names: Mapping[str, str]
    countries: Mapping[str, str]
    words: Mapping[str, str]
    local: Mapping[str, tuple[tuple[int, str], ...]]  # the number of the conflict, and the side
    loose: Mapping[str, str]  # what counts where no country is told
    no_side: frozenset[str]
    official: frozenset[str]
    forces: frozenset[str]
    local_offices: frozenset[str]
    civil: frozenset[str]
    lookers_on: frozenset[str]
    strong: frozenset[str]
    camps: tuple[tuple[frozenset[str], ...], ...]
    where: tuple[frozenset[str], ...]
    lands: tuple[frozenset[str], ...]
    years: tuple[tuple[int, int], ...]
    abroad: tuple[bool, ...]  # whether the conflict's foes are foes everywhere, or only where it is fought
    outlets: Mapping[str, str]
    whole: SideTable | None = None
    rivals: frozenset[frozenset[str]] = frozenset()
    root: SideTable | None = None

    def among(self, rivals: frozenset[frozenset[str]]) -> SideTable:
        """This table with further pairs of sides that are at odds, as accounts of one happening show them."""
        fresh = frozenset(pair for pair in rivals if not self.opposed(*sorted(pair)))
        return replace(self, rivals=fresh, root=self.root or self) if fresh else self

    def at(self, lands: frozenset[str], year: int | None) -> SideTable:
        """This table with the wars that a happening in these countries (alpha-2) and year can be of: those that were
        over or had not begun are left out, and those whose foes are foes only where they were fought.
        """
        return _at(self.whole or self, lands, year)

    @classmethod
    def default(cls) -> SideTable:
        """The table made from the shipped data files, with the bundled outlets where they are."""
        return _default()

    @classmethod
    def of(
        cls,
        sides: Mapping[str, Any],
        carriers: Mapping[str, Any] | None = None,
        outlets: Sequence[Mapping[str, Any]] = (),
    ) -> SideTable:
        """A table from the content of `sides.toml`, `carriers.toml` and a list of outlets with name and side."""
        words = dict.fromkeys(sides.get("third_words", ()), THIRD)
        names: dict[str, str] = {THIRD: "third parties"}
        countries: dict[str, str] = dict.fromkeys(sides.get("third_countries", ()), THIRD)
        local: dict[str, list[tuple[int, str]]] = {}
        loose: dict[str, str] = {}
        camps, places, lands, years, abroad = [], [], [], [], []
        for number, conflict in enumerate(sides.get("conflict", ())):
            where = frozenset(conflict.get("where", ()))
            for side in conflict["side"]:
                names.setdefault(side["id"], side["name"])
                countries.update(dict.fromkeys(side.get("countries", ()), side["id"]))
                for word in side.get("words", ()):
                    words |= dict.fromkeys(_spellings(word), side["id"])
                near, there = (
                    {s for w in side.get(k, ()) for s in _spellings(w)} for k in ("near_words", "local_words")
                )
                loose |= dict.fromkeys(near, side["id"])
                for word in sorted(near | there):
                    local.setdefault(word, []).append((number, side["id"]))
            lands.append(where)
            years.append((conflict.get("since", 0), conflict.get("until", 9999)))
            abroad.append(conflict.get("abroad", True))
            places.append(where if conflict.get("theatre", True) else frozenset())
            camps.append(_camps(conflict["side"]))
        known = {_plain(w): c["side"] for c in (carriers or {}).get("carrier", ()) for w in (c["id"], *c["words"])}
        known |= {_plain(o[k]): o["side"] for o in outlets for k in ("id", "name") if o.get(k) and o.get("side")}
        return cls(
            names,
            countries,
            words,
            {w: tuple(v) for w, v in local.items()},
            loose,
            frozenset(sides.get("no_side", ())),
            frozenset((*sides.get("state_words", ()), *sides.get("office_words", ()))),
            frozenset(sides.get("force_words", ())),
            frozenset(sides.get("local_offices", ())),
            frozenset(sides.get("civil_words", ())),
            frozenset(sides.get("lookers_on", ())),
            frozenset((*sides.get("state_words", ()), *sides.get("office_words", ())))
            - frozenset(sides.get("any_office", ())),
            tuple(camps),
            tuple(places),
            tuple(lands),
            tuple(years),
            tuple(abroad),
            known,
        ).at(frozenset(), None)

    def of_country(self, code: str | None) -> str | None:
        """The side that a country (ISO 3166-1 alpha-3) is, or the country itself."""
        return self.countries.get(code, code) if code else None

    def of_text(self, text: str, near: frozenset[str] = frozenset()) -> str | None:
        """The side that the longest known word in a description tells; `near`: alpha-2 countries that the claim lies
        in.
        """
        return _look(self, text, near)

    def all_in(self, text: str, near: frozenset[str] = frozenset()) -> frozenset[str]:
        """Every side that some word in a text names."""
        found = {word: self.of_text(word, near) for word in phrases(split(text), longest=4)}
        return frozenset(side for side in found.values() if side)

    def of_outlet(self, name: str | None) -> str | None:
        """The side that an outlet or agency stands with, if the tables say so."""
        return self.outlets.get(_plain(name)) if name else None

    def known(self, side: str | None) -> str | None:
        """A side as this table calls it: its own id, or what the words of a foreign id ("syr-syrian-army") tell."""
        if not side or side in self.names:
            return side or None
        told = self.of_text(side.replace("-", " ")) or self.of_country(side.upper() if len(side) == 3 else None)
        return told or standing.side_of_id(side) or side

    def of_speaker(self, speaker: Speaker, near: frozenset[str] = frozenset()) -> str | None:
        """Whom a speaker speaks for: by name, role and description first, then by country, then by channel."""
        given = speaker.name, speaker.role, speaker.text, speaker.id, speaker.country, speaker.channel
        return side_of_speaker(self, given, near)

    def of_party(self, party: Party, near: frozenset[str] = frozenset()) -> str | None:
        """Whose side someone in a claim is on: by words first, since an installed governor has the occupied country's
        code.
        """
        given = party.name, party.text, party.id, party.country
        if not UNKNOWN.isdisjoint(party.sectors):
            return side_of_party(self, (*given[:3], None), near)
        if not UNLISTED.isdisjoint(party.sectors):
            return side_of_party(self, (*given[:3], None), near) or self.known(party.id or name_of(party.text))
        against = not standing.AGAINST_THE_STATE.isdisjoint(party.sectors)
        return side_of_party(self, given, near, against=against) or (
            None if against else side_of_forces(self, party.text, near)
        )

    def opposed(self, a: str | None, b: str | None) -> bool:
        """Whether two sides fight each other in any listed conflict, or are at odds here."""
        if a is None or b is None or a == b:
            return False
        return frozenset((a, b)) in self.rivals or _opposed(self.root or self, a, b)

    def allied(self, a: str | None, b: str | None) -> bool:
        """Whether two sides are one, or stand together in a listed conflict."""
        if a is None or b is None:
            return False
        return a == b or _allied(self.root or self, a, b)

    def foes(self, side: str | None) -> tuple[str, ...]:
        """The sides that a side fights, in the order of the table."""
        if not side:
            return ()
        if not self.rivals:
            return tuple(_foes(self.root or self, side))
        at_odds = sorted(other for pair in self.rivals if side in pair for other in pair - {side})
        return tuple(dict.fromkeys([*_foes(self.root or self, side), *at_odds]))

    def foes_at(self, home: str) -> frozenset[str]:
        """Those who fight a state (ISO 3166-1 alpha-3) in its own country."""
        return _foes_at(self, home)

    def at_odds(self, home: str) -> str | None:
        """The one side that fights a state at home, where a listed conflict knows just one."""
        found = _foes_at(self, home)
        return next(iter(found)) if len(found) == 1 else None

    def theatre(self, country: str | None) -> tuple[tuple[str, frozenset[str]], ...]:
        """The sides that fight in a country (ISO 3166-1 alpha-2), each with its allies; empty where no conflict is
        listed.
        """
        found: dict[str, frozenset[str]] = {}
        for where, conflict in zip(self.where, self.camps, strict=True):
            if country in where:
                for camp in conflict:
                    head = _head(camp, self.names)
                    found[head] = found.get(head, frozenset()) | camp
        return tuple(found.items())

    def name(self, side: str | None) -> str:
        """What a side is called in sentences."""
        return self.names.get(side) or standing.title(side) or side if side else "an unknown side"


def _camps(sides: Sequence[Mapping[str, Any]]) -> tuple[frozenset[str], ...]:
    """The camps of a conflict: each side with its allies and with those that stand beside it."""
    found: dict[str, list[str]] = {}
    for side in sides:
        found.setdefault(side.get("beside", side["id"]), []).extend([side["id"], *side.get("allies", ())])
    return tuple(frozenset(members) for members in found.values())


def _plain(name: str) -> str:
    return " ".join(tokens(name.replace("-", " ")))


def _spellings(word: str) -> tuple[str, ...]:
    """A word as it is written, and as it stands in an id, where hyphens and apostrophes part words."""
    return word, word.replace("-", " "), word.replace("-", " ").replace("'", " ")


def _head(camp: frozenset[str], names: Mapping[str, str]) -> str:
    known = [side for side in sorted(camp) if side in names]
    return known[0] if known else min(camp)


@cache
def _opposed(table: SideTable, a: str, b: str) -> bool:
    if standing.state_of(a) == b or standing.state_of(b) == a:
        return True
    return any(
        any(a in camp for camp in conflict)
        and any(b in camp for camp in conflict)
        and not any(a in camp and b in camp for camp in conflict)
        for conflict in table.camps
    )


@cache
def _allied(table: SideTable, a: str, b: str) -> bool:
    return any(a in camp and b in camp for conflict in table.camps for camp in conflict)


@cache
def _foes(table: SideTable, side: str) -> tuple[str, ...]:
    found = [
        min(camp) if len(camp) == 1 else _head(camp, table.names)
        for conflict in table.camps
        if any(side in camp for camp in conflict)
        for camp in conflict
        if side not in camp
    ]
    state = standing.state_of(side)
    return tuple(dict.fromkeys([*found, state] if state else found))


@cache
def _foes_at(table: SideTable, home: str) -> frozenset[str]:
    state, code = table.of_country(home), standing.iso2(home)
    return frozenset(
        _head(camp, table.names)
        for where, conflict in zip(table.where, table.camps, strict=True)
        if code in where and any(state in camp for camp in conflict)
        for camp in conflict
        if state not in camp
    )


@lru_cache(maxsize=100_000)
def _look(table: SideTable, text: str, near: frozenset[str]) -> str | None:
    best: tuple[int, int] = (0, 0)
    side = None
    said = tokens(text)
    plain = tuple(word.removesuffix("'s") for word in said)
    for phrase in (*phrases(said, longest=5), *(phrases(plain, longest=5) if plain != said else ())):
        here = (s for n, s in table.local.get(phrase, ()) if table.lands[n] & near and table.camps[n])
        found = next(here, None) or table.words.get(phrase) or (None if near else table.loose.get(phrase))
        rank = (phrase.count(" "), len(phrase))
        if found is not None and (side is None or rank > best):
            best, side = rank, found
    return side


@cache
def _at(table: SideTable, lands: frozenset[str], year: int | None) -> SideTable:
    over = frozenset(
        n
        for n, (first, last) in enumerate(table.years)
        if (year is not None and not first <= year <= last) or not (table.abroad[n] or lands & table.lands[n])
    )
    return _without(table, over)


@cache
def _without(table: SideTable, over: frozenset[int]) -> SideTable:
    """A table without the camps and the local words of some conflicts."""
    return replace(table, camps=tuple(() if n in over else camps for n, camps in enumerate(table.camps)), whole=table)


@cache
def _default() -> SideTable:
    try:
        outlets: Sequence[Mapping[str, Any]] = data.table("dispatches/outlets.toml").get("outlet", ())
    except DataFileError:
        outlets = ()
    return SideTable.of(data.table("weighing/sides.toml"), data.table("weighing/carriers.toml"), outlets)


__all__ = ["THIRD", "UNLISTED", "SideTable"]

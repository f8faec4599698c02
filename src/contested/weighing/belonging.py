"""How a description, an id and a country tell whom somebody speaks or fights for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from contested.weighing import standing
from contested.weighing.standing import THIRD
from contested.weighing.words import tokens

if TYPE_CHECKING:
    from contested.nouns import Party, Speaker
    from contested.weighing.sides import SideTable

_ARTICLES = frozenset({"the", "a", "an", "some", "several", "two", "of"})
_WHERE = re.compile(r" (?:in|at|near|based|from|on|inside|outside|stationed) ")
_SOMEBODY = frozenset({"a", "an", "one", "two", "three", "four", "several", "some"})
_NOT_SEEN = frozenset(
    {"source", "sources", "fighter", "fighters", "report", "reports", "statement", "communique", "others"}
)


@lru_cache(maxsize=100_000)
def side_of_party(
    table: SideTable, given: tuple[str | None, ...], near: frozenset[str], *, against: bool = False
) -> str | None:
    name, text, ident, country = given
    said = " . ".join(part for part in (name, text, _spaced(ident)) if part)
    return (
        _named(table, said, ident, country, near)
        or _rebel(table, said, ident, country, near, against)
        or _body(table, ident)
        or table.of_country(country)
    )


def name_of(text: str) -> str | None:
    """The proper name in a description, as an id: "guards of Blackpine", or None."""
    words = [word.strip(".,'’\"") for word in text.split()]
    named = [tokens(word) for word in words if word[:1].isupper() and not standing.trades(word)]
    return "-".join(part for word in named for part in word) or None


def own_body(speaker: Speaker, party: Party) -> bool:
    """Whether a party is the speaker's own body, by its id or by a name that both bear."""
    if speaker.id and party.id:
        return speaker.id == party.id
    name = name_of(party.text)
    return bool(name) and set((name or "").split("-")) <= set(tokens(speaker.name or speaker.text))


def _body(table: SideTable, ident: str | None) -> str | None:
    """No side, for an id that belongs to bodies of many states or of none: "uno-unprofor", "ngo-…"."""
    return THIRD if ident and table.countries.get(ident[:3].upper()) == THIRD and ident[3:4] == "-" else None


def _named(table: SideTable, said: str, ident: str | None, country: str | None, near: frozenset[str]) -> str | None:
    """The side that a description names, unless its country has no part in that side's wars: the people's defence force
    of one country is not that of another.
    """
    found = table.of_text(said, near)
    home = country or (ident[:3].upper() if ident and ident[3:4] == "-" else None)
    code = standing.iso2(home) if home else None
    if not found or not home or not code or found == THIRD:
        return found
    wars = [
        (lands, camp)
        for lands, conflict in zip(table.lands, table.camps, strict=True)
        if any(found in camp for camp in conflict)
        for camp in conflict
    ]
    part = any(code in lands or lands & near or table.of_country(home) in camp or home in camp for lands, camp in wars)
    return found if part or not wars else None


def _rebel(
    table: SideTable, said: str, ident: str | None, country: str | None, near: frozenset[str], against: bool
) -> str | None:
    """The side of somebody who fights a state that no listed conflict names."""
    told = standing.side_of_id(ident)
    if told and standing.state_of(told):
        return told
    if told or not (against or standing.against(said)):
        return None
    home = standing.here(country, near)
    return (table.at_odds(home) or standing.rebels_of(home)) if home else None


@lru_cache(maxsize=100_000)
def side_of_forces(table: SideTable, text: str, near: frozenset[str]) -> str | None:
    """The state whose "soldiers" or "air force" are told of without a name: that of the country, where it fights no
    other state there. Where two states fight, either may be meant.
    """
    words = [word for word in tokens(text) if word not in _ARTICLES]
    if not words or not set(words) <= table.forces:
        return None
    home = standing.here(None, near)
    state = table.of_country(home)
    if home is None or state is None or state == THIRD:
        return None
    foes = table.foes_at(home)
    return None if not foes or any(standing.is_state(foe) for foe in foes) else state


@lru_cache(maxsize=100_000)
def side_of_speaker(table: SideTable, given: tuple[str | None, ...], near: frozenset[str]) -> str | None:
    name, role, text, ident, country, channel = given
    if table.no_side & {*tokens(name or text or ""), *tokens(role or "")}:
        return THIRD
    said = " . ".join(part for part in (name, role, text, _spaced(ident)) if part)
    if not ident and _looks_on(table, name or text or "", role or ""):
        # Where he stays says nothing of whom he speaks for: "a diplomat in Damascus".
        at_home = " . ".join(_whose(part) for part in (name, role, text) if part)
        return table.of_text(at_home, near) or (table.of_country(country) if _sent(role, name, text) else None) or THIRD
    found = (
        _named(table, said, ident, country, near)
        or _rebel(table, said, ident, country, near, against=False)
        or _body(table, ident)
    )
    if not found and not ident and _bystander(table, name or text or ""):
        return THIRD
    if not found and not country and table.local_offices & {*tokens(name or text or ""), *tokens(role or "")}:
        country = standing.here(None, near)
    if found or not country:
        return found or table.of_outlet(channel)
    if not ident and _civilian(table, said):
        return THIRD
    called = set(tokens(name or text or ""))
    if not ident and country and called and called <= table.civil:
        country = standing.here(None, near) or country
    # A country's people do not speak for its state: a shepherd, a priest. Its offices do, all that has an id, and who
    # is called by a bare name.
    bare = not role and bool(name) and all(word[:1].isupper() for word in (name or "").split())
    office = table.official & set(tokens(said)) or standing.STATE & standing.trades(said)
    official = ident or channel or bare or office
    return table.of_country(country) if official else THIRD


def _civilian(table: SideTable, said: str) -> bool:
    """Whether a trade stands on no side: a union's spokesman, the victims' relatives, the head of a mining company."""
    trades = standing.trades(said)
    return bool(trades) and trades <= standing.CIVIL and table.strong.isdisjoint(tokens(said))


def _looks_on(table: SideTable, name: str, role: str) -> bool:
    """Whether somebody is told of by what he is, and that is one who looks on from abroad: a diplomat, a reporter."""
    return not table.lookers_on.isdisjoint((*tokens(_whose(name)), *tokens(_whose(role))))


def _sent(*parts: str | None) -> bool:
    """Whether a looker-on is sent by his state: its diplomats are, its reporters are not."""
    return any("diplomat" in word or word in ("envoy", "attache") for part in parts if part for word in tokens(part))


def _whose(text: str) -> str:
    """A description up to where it tells where somebody is."""
    return _WHERE.split(text)[0]


def _bystander(table: SideTable, text: str) -> bool:
    """Whether somebody is told of by what he is, "a shopkeeper", and that is no office and nobody who fights."""
    words = tokens(text)
    return (
        len(words) > 1
        and not all(word[:1].isupper() for word in text.split())
        and words[0] in _SOMEBODY
        and not standing.against(text)
        and table.official.isdisjoint(words)
        and _NOT_SEEN.isdisjoint(words)
    )


def _spaced(identifier: str | None) -> str | None:
    return identifier.replace("_", " ").replace(":", " ") if identifier else None

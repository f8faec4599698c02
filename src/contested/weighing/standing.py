"""Whether somebody fights for a state or against it, by the table of actors and by words; for wars no table lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from contested import data
from contested.weighing.words import tokens

THIRD = "third"  # the side of those who stand with none
STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
# Trades of those who speak for nobody but themselves or for a body that no state commands.
CIVIL = frozenset({"CVL", "MED", "JRN", "REL", "EDU", "BUS", "LAB", "AGR", "SOC", "REF"})
AGAINST_THE_STATE = frozenset({"REB", "SEP", "INS", "CRM"})  # a rebel's country says where he fights, not for whom


def rebels_of(country: str) -> str:
    """The side of those who fight a state (ISO 3166-1 alpha-3) and are on no listed side."""
    return f"{country}-REB"


def state_of(side: str) -> str | None:
    """The state that such a side fights, or None for other sides."""
    return side[:3] if len(side) == 7 and side.endswith("-REB") else None


def side_of_id(ident: str | None) -> str | None:
    """The side of an actor's id: the country of a state's body, or those who fight that country; else None."""
    if not ident or len(ident) < 5 or ident[3] != "-":
        return None
    country = ident[:3].upper()
    sectors = _sectors().get(ident, frozenset())
    if not _iso2().get(country):
        return None
    if sectors & AGAINST_THE_STATE or (not sectors and against(ident.replace("-", " "))):
        return rebels_of(country)
    said = set(ident.split("-"))
    if sectors:
        return country if sectors & STATE else None
    if said & _listed("state_words"):
        return country
    return rebels_of(country) if said & _listed("group_words") else None


def against(text: str) -> bool:
    """Whether a description names people who fight a state: rebels, guerrillas, gangs."""
    return not _listed("rebel_words").isdisjoint(tokens(text)) or not AGAINST_THE_STATE.isdisjoint(trades(text))


def trades(text: str) -> frozenset[str]:
    """The sectors of what somebody is, by the table of agents: those of the longest of its names in a description;
    plurals and the tail of "a driver of the army" are seen through.
    """
    said = [word.removesuffix("'s") for word in tokens(text)]
    best: tuple[int, int] = (0, 0)
    found: frozenset[str] = frozenset()
    for size in range(min(4, len(said)), 0, -1):
        for first in range(len(said) - size + 1):
            sectors = _agents().get(" ".join((*said[first : first + size - 1], _single(said[first + size - 1]))))
            if sectors and (size, -first) > best:
                best, found = (size, -first), sectors
        if found:
            break
    return found


def here(country: str | None, near: Iterable[str]) -> str | None:
    """The country (alpha-3) that somebody without one of his own must be of, where the claim lies in just one."""
    if country and country in _iso2():
        return country
    found = {iso3 for code in near if (iso3 := _iso3().get(code))}
    return next(iter(found)) if len(found) == 1 else None


def iso2(country: str) -> str | None:
    """The alpha-2 code of a country's alpha-3."""
    return _iso2().get(country)


def is_state(side: str | None) -> bool:
    """Whether a side is a state: a country's code (ISO 3166-1 alpha-3)."""
    return side in _iso2()


def title(side: str) -> str | None:
    """What the rebels of a country are called in sentences."""
    country = state_of(side)
    return f"armed groups in {_names().get(country, country)}" if country else None


def _single(word: str) -> str:
    """A plural brought back to what the table lists; other words stay."""
    if word in _agents() or len(word) < 4:
        return word
    for end, put in (("men", "man"), ("women", "woman"), ("ies", "y"), ("s", "")):
        if word.endswith(end) and (one := word.removesuffix(end) + put) in _heads():
            return one
    return word


@cache
def _agents() -> dict[str, frozenset[str]]:
    return {row["agent"]: frozenset(row["sectors"].split("|")) for row in data.rows("actors/agents.csv")}


@cache
def _heads() -> frozenset[str]:
    return frozenset(agent.split()[-1] for agent in _agents())


@cache
def _sectors() -> dict[str, frozenset[str]]:
    return {row["id"]: frozenset(row["sectors"].split("|")) for row in data.rows("actors/actors.csv")}


@cache
def _iso2() -> dict[str, str]:
    return {row["iso3"]: row["iso2"] for row in data.rows("actors/countries.csv")}


@cache
def _iso3() -> dict[str, str]:
    return {iso2: iso3 for iso3, iso2 in _iso2().items()}


@cache
def _names() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in data.rows("actors/countries.csv")}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(data.table("weighing/sides.toml")[name])

"""The accounts of one incident beside each other, as plain values: a column an origin and speaker, a row a slot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from contested.nouns import Account, Incident, Link, parse_day, to_dict
from contested.outputs import wording
from contested.outputs.clean import plain
from contested.outputs.rows import toll_row
from contested.outputs.texts import relation, text
from contested.web.held import days_of, settlement
from contested.web.history import steps
from contested.web.shelf import Shelf

WEIGHT = ("contradicts", "denies", "in_tension", "admits", "supersedes", "refines", "agrees")  # the strongest first
ONE_SIDED = ("denies", "supersedes", "refines", "admits")  # only who says it carries the sign
LOUD = ("contradicts", "denies")
HOSTILE = (*LOUD, "in_tension")
AROUND_DAYS, MOST_COLUMNS = 30, 200
Pieces = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One account: what one speaker or outlet tells, in one report or in copies of it."""

    accounts: tuple[Account, ...]

    @property
    def first(self) -> Account:
        """The account that was told first."""
        return self.accounts[0]

    @property
    def claims(self) -> frozenset[str]:
        """Ids of its claims."""
        return frozenset(a.claim.id for a in self.accounts)


def incident_detail(shelf: Shelf, rank: int) -> dict[str, Any]:
    """Everything about one incident."""
    item = shelf.incident(rank)
    links = shelf.links(item.claims)
    members = set(item.claims)
    hostile = {c for ln in links if ln.relation in HOSTILE for c in (ln.a, ln.b)} - members
    found = shelf.accounts([*item.claims, *sorted(hostile)])
    columns = _columns(found.values())
    documents = _documents(shelf, {a.document for a in found.values()})
    slots = _slots(found.values())
    rows = [_column(c, members, slots, columns, links, documents, shelf) for c in columns]
    sides = list(dict.fromkeys(row["side"] for row in rows))
    homes = shelf.homes(hostile)
    return {
        "incident": json.loads(shelf.rows("incidents", [rank])[0]),
        "slots": [{"key": key, "name": name} for key, name in slots if any(key in row["cells"] for row in rows)],
        "accounts": sorted(rows, key=lambda row: sides.index(row["side"])),
        "sides": [
            {"side": side, "name": shelf.sides.name(side), "columns": sum(row["side"] == side for row in rows)}
            for side in sides
        ],
        "tolls": [toll_row(toll) | {"sources": _told_numbers(toll, found)} for toll in item.tolls],
        "links": [to_dict(link) for link in links],
        "history": steps(item, *([a for c, a in found.items() if c in some] for some in (members, hostile))),
        "control": _control(shelf, item),
        "related": sorted({home for home in homes.values() if home != item.id}),
    }  # fmt: skip


def _columns(told: Iterable[Account]) -> list[Column]:
    groups: dict[tuple[str, str], list[Account]] = {}
    for account in sorted(told, key=lambda a: (a.published or "9", a.claim.id)):
        key = account.origin or account.document, wording.who_says(account).casefold()
        groups.setdefault(key, []).append(account)
    return [Column(tuple(group)) for group in groups.values()][:MOST_COLUMNS]


def _slots(found: Iterable[Account]) -> list[tuple[str, str]]:
    counted = dict.fromkeys(count.of for account in found for count in account.claim.counts)
    tolls = [(f"toll:{of}", text("count", of)[:1].upper() + text("count", of)[1:]) for of in counted]
    named = [(slot, text("slot", slot)) for slot in ("happened", "place", "time")]
    return [*named, *tolls, ("culprit", text("slot", "culprit"))]


def _column(
    column: Column, members: set[str], slots: Sequence[tuple[str, str]], columns: Sequence[Column],
    links: Sequence[Link], documents: Mapping[str, Pieces], shelf: Shelf,
) -> dict[str, Any]:  # fmt: skip
    first = column.first
    speaker = first.claim.said_by[0] if first.claim.said_by else None
    documents_of = list(dict.fromkeys(a.document for a in column.accounts))
    cells = {key: _cell(key, column, columns, links, documents) for key, _ in slots}
    return {
        "who": wording.who_says(first), "role": plain(speaker.role, 80) if speaker and speaker.role else None,
        "side": first.side, "side_name": shelf.sides.name(first.side), "outlet": first.outlet, "origin": first.origin,
        "documents": documents_of, "copies": len(documents_of) - 1, "first_told": first.published,
        "confidence": round(max(a.claim.confidence for a in column.accounts), 3),
        "member": bool(column.claims & members), "claims": sorted(column.claims),
        "cells": {key: cell for key, cell in cells.items() if cell},
    }  # fmt: skip


def _cell(
    key: str, column: Column, columns: Sequence[Column], links: Sequence[Link], documents: Mapping[str, Pieces]
) -> dict[str, Any] | None:
    slot, _, of = key.partition(":")
    for account in column.accounts:
        value, quote, start, end = _value(slot, of, account, documents.get(account.document, ()))
        if value:
            name, reason, against = _relation(slot, of, column, columns, links)
            return {
                "value": value, "quote": quote, "claim": account.claim.id, "document": account.document,
                "start": start, "end": end, "relation": name, "sign": relation(name)["sign"] if name else "",
                "loud": name in LOUD, "reason": reason, "against": against,
            }  # fmt: skip
    return None


def _value(slot: str, of: str, account: Account, pieces: Pieces) -> tuple[str, str, int, int]:
    """What an account says in a slot: in our words, in its own, and where those stand."""
    claim = account.claim
    if slot == "happened":
        stance = text("stance", claim.stance)
        how = "" if claim.modality in ("actual", "ongoing") else f", {text('modality', claim.modality)}"
        no = ", not so" if claim.polarity == "negative" and claim.stance != "denied" else ""
        value = f"{stance[:1].upper()}{stance[1:]}{how}{no}: {text('kind', claim.kind)}"
        return value, account.words, *claim.evidence
    if slot == "place":
        place = wording.main_place(claim.places)
        return (wording.where(place), place.text, place.start, place.end) if place else ("", "", 0, 0)
    if slot == "time":
        told = claim.time
        known = told and (told.from_ or told.to or told.text)
        return (wording.when(told), told.text, told.start, told.end) if told and known else ("", "", 0, 0)
    if slot == "culprit":
        agents = claim.agents
        words = ", ".join(party.text for party in agents)
        return (wording.parties(agents), words, agents[0].start, agents[0].end) if agents else ("", "", 0, 0)
    counts = [count for count in claim.counts if count.of == of]
    if not counts:
        return "", "", 0, 0
    value = "; ".join(wording.amount(c.low, c.high, c.of) + (f", {plain(c.who, 24)}" if c.who else "") for c in counts)
    start, end = counts[0].start, counts[0].end
    quote = next((w[start - at : end - at] for at, w in pieces if at <= start and end <= at + len(w)), "")
    return value, quote, start, end


def _relation(
    slot: str, of: str, column: Column, columns: Sequence[Column], links: Sequence[Link]
) -> tuple[str | None, str, str | None]:
    """The strongest relation of a column to another in a slot, its reason, and the claim that it stands against."""
    mine = column.claims
    theirs = {a.claim.id: a for c in columns if c is not column for a in c.accounts}
    names = (slot, "control") if slot == "happened" else (slot,)
    found: list[tuple[int, str, str, str]] = []
    for link in links:
        if link.slot not in names or link.relation not in WEIGHT:
            continue
        here, there = (link.a, link.b) if link.a in mine else (link.b, link.a)
        if here not in mine or there not in theirs or (link.relation in ONE_SIDED and here != link.a):
            continue
        if not of or any(count.of == of for count in theirs[there].claim.counts):
            found.append((WEIGHT.index(link.relation), link.relation, link.reason, there))
    return min(found)[1:] if found else (None, "", None)


def _told_numbers(toll: Any, found: Mapping[str, Account]) -> list[dict[str, Any]]:
    accounts = (found[claim] for claim in toll.claims if claim in found)
    return [
        {
            "claim": a.claim.id, "who": wording.who_says(a), "side": a.side, "low": count.low, "high": count.high,
            "published": a.published, "document": a.document,
        }
        for a in accounts for count in a.claim.counts if count.of == toll.of
    ]  # fmt: skip


def _documents(shelf: Shelf, keys: Iterable[str]) -> dict[str, Pieces]:
    out: dict[str, Pieces] = {}
    for key in keys:
        for (pieces,) in shelf.ask("SELECT text FROM documents WHERE id = ?", (key,)):
            out[key] = json.loads(pieces)
    return out


def _control(shelf: Shelf, item: Incident) -> list[dict[str, Any]]:
    """Who held the place in the days around it."""
    day = parse_day(item.from_) or parse_day(item.first_reported)
    place = item.place
    if day is None or place is None:
        return []
    found = settlement(shelf, place.geonameid or wording.place_name(place))
    around = timedelta(days=AROUND_DAYS)
    return days_of(shelf, found, day - around, day + around) if found else []

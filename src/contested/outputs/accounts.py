"""The accounts of one incident beside each other: a column for each origin, a row for each slot that anybody fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from contested.nouns import Account, Claim, Document, Incident, Link
from contested.outputs import wording
from contested.outputs.clean import plain, shorten
from contested.outputs.marks import LOUD, relation_sign
from contested.outputs.release import Release
from contested.outputs.texts import say, text, unmask

MOST_COLUMNS = 6
# Strongest first. The one that denies, or comes later, carries the sign; the other side of the link does not.
_WEIGHT = ("contradicts", "denies", "in_tension", "admits", "supersedes", "refines", "agrees")
_ONE_SIDED = ("denies", "supersedes", "refines", "admits")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says in one slot; silent where it says nothing."""

    value: str = ""
    quote: str = ""
    sign: Markup | None = None
    loud: bool = False
    claim: str = ""

    @property
    def silent(self) -> bool:
        """Whether the account says nothing of this."""
        return not self.value


@dataclass(frozen=True, slots=True)
class Column:
    """One account: who, for which side, first told when, in which reports, how surely it was read."""

    who: str
    role: str
    side: str | None
    day: str
    outlet: str
    copies: int
    confidence: float
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The accounts of an incident. `sides`: side and number of its columns; `rows`: slot name and a cell a column."""

    columns: tuple[Column, ...]
    sides: tuple[tuple[str | None, int], ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    rest: tuple[Column, ...]


def accounts_table(item: Incident, whole: Release, by_id: Mapping[str, Account], links: Sequence[Link]) -> Table:
    """The table of an incident. `links`: all that touch its claims, also those to claims of other incidents."""
    members = {claim for claim in item.claims if claim in by_id}
    hostile = {c for ln in links if ln.relation in (*LOUD, "in_tension") for c in (ln.a, ln.b) if c in by_id}
    told = sorted((by_id[c] for c in members | hostile), key=lambda a: (a.published or "9", a.claim.id))
    columns = _columns(told)
    parting = {c for ln in links if ln.relation in LOUD for c in (ln.a, ln.b)}
    ranked = sorted(columns, key=lambda c: not any(a.claim.id in parting for a in c.accounts))
    kept = ranked[:MOST_COLUMNS]
    order = list(dict.fromkeys(c.side for c in sorted(kept, key=lambda c: c.accounts[0].published or "9")))
    shown = tuple(sorted(kept, key=lambda c: (order.index(c.side), c.accounts[0].published or "9")))
    sides = tuple((side, sum(c.side == side for c in shown)) for side in order)
    return Table(shown, sides, tuple(_rows(shown, links, whole.documents)), tuple(ranked[MOST_COLUMNS:]))


def snippet(document: Document | None, start: int, end: int, around: int = 28) -> str:
    """The words at a span with some of what stands around them, cut at spaces."""
    if document is None or not 0 <= start < end <= len(document.text):
        return ""
    left, right = max(0, start - around), min(len(document.text), end + around)
    while left > 0 and not document.text[left - 1].isspace():
        left -= 1
    while right < len(document.text) and not document.text[right].isspace():
        right += 1
    return plain(unmask(document.text[left:right]), 120)


def _columns(told: Iterable[Account]) -> list[Column]:
    groups: dict[tuple[str, str], list[Account]] = {}
    for account in told:
        groups.setdefault((account.origin or account.document, wording.who_says(account).casefold()), []).append(
            account
        )
    return [_column(tuple(group)) for group in groups.values()]


def _column(group: tuple[Account, ...]) -> Column:
    first = group[0]
    speaker = first.claim.said_by[0] if first.claim.said_by else None
    role = plain(speaker.role, 48) if speaker and speaker.role else "" if speaker else say("own_voice")
    return Column(
        wording.who_says(first),
        role,
        first.side,
        wording.day(first.published, year=False) if first.published else say("unknown_time"),
        plain(first.outlet or first.document, 40) if speaker else "",
        len({a.document for a in group}) - 1,
        max(a.claim.confidence for a in group),
        group,
    )


def _rows(
    columns: Sequence[Column], links: Sequence[Link], documents: Mapping[str, Document]
) -> Iterable[tuple[str, tuple[Cell, ...]]]:
    slots: list[tuple[str, str, str | None]] = [
        ("happened", text("slot", "happened"), None),
        ("place", text("slot", "place"), None),
        ("time", text("slot", "time"), None),
    ]
    counted = dict.fromkeys(c.of for col in columns for a in col.accounts for c in a.claim.counts)
    slots += [("toll", text("count", of)[:1].upper() + text("count", of)[1:], of) for of in counted]
    slots.append(("culprit", text("slot", "culprit"), None))
    for slot, name, of in slots:
        cells = tuple(_cell(slot, of, column, columns, links, documents) for column in columns)
        if any(not cell.silent for cell in cells):
            yield name, cells


def _cell(
    slot: str,
    of: str | None,
    column: Column,
    columns: Sequence[Column],
    links: Sequence[Link],
    documents: Mapping[str, Document],
) -> Cell:
    for account in column.accounts:
        value, quote = _value(slot, of, account, documents.get(account.document))
        if value:
            relation, reason = _relation(slot, of, column, columns, links)
            sign = relation_sign(relation, reason) if relation else None
            return Cell(value, shorten(quote, 130), sign, relation in LOUD, account.claim.id)
    return Cell()


def _value(slot: str, of: str | None, account: Account, document: Document | None) -> tuple[str, str]:
    """What an account says in a slot, in our words, and in its own."""
    claim = account.claim
    if slot == "happened":
        stance = text("stance", claim.stance)
        how = "" if claim.modality in ("actual", "ongoing") else f", {text('modality', claim.modality)}"
        no = ", not so" if claim.polarity == "negative" and claim.stance != "denied" else ""
        return f"{stance[:1].upper()}{stance[1:]}{how}{no}: {text('kind', claim.kind)}", plain(account.words)
    if slot == "place":
        place = wording.main_place(claim.places)
        return (wording.where(place), plain(place.text, 60)) if place else ("", "")
    if slot == "time":
        told = claim.time
        return (wording.when(told), plain(told.text, 60)) if told and (told.from_ or told.to or told.text) else ("", "")
    if slot == "culprit":
        return wording.parties(claim.agents), ", ".join(plain(p.text, 60) for p in claim.agents)
    return _count(claim, of, document)


def _count(claim: Claim, of: str | None, document: Document | None) -> tuple[str, str]:
    found = [c for c in claim.counts if c.of == of]
    if not found:
        return "", ""
    value = "; ".join(wording.amount(c.low, c.high, c.of) + (f", {plain(c.who, 24)}" if c.who else "") for c in found)
    return value, snippet(document, found[0].start, found[0].end)


def _relation(
    slot: str, of: str | None, column: Column, columns: Sequence[Column], links: Sequence[Link]
) -> tuple[str, str]:
    """The strongest relation of a column's claims to those of other columns in a slot, and its reason."""
    mine = {a.claim.id for a in column.accounts}
    theirs = {a.claim.id: a for c in columns if c is not column for a in c.accounts}
    names = (slot, "control") if slot == "happened" else (slot,)
    found: list[tuple[int, str, str]] = []
    for link in links:
        if link.slot not in names or link.relation not in _WEIGHT:
            continue
        here, there = (link.a, link.b) if link.a in mine else (link.b, link.a)
        if here not in mine or there not in theirs or (link.relation in _ONE_SIDED and here != link.a):
            continue
        if of and not any(c.of == of for c in theirs[there].claim.counts):
            continue
        found.append((_WEIGHT.index(link.relation), link.relation, link.reason))
    return min(found)[1:] if found else ("", "")

"""Documents as they may be shown, and what each outlet sent when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from contested.ledger.codec import fold
from contested.nouns import Account, Document, Reading, parse_day
from contested.outputs.clean import NAME_MASK, WORDS_MASK, plain
from contested.outputs.pages import link
from contested.outputs.release import Release

Piece = tuple[int, str]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document ready to serve: its row, the stretches of its text that may be shown, the repairs within them."""

    id: str
    outlet: str
    day: str
    row: dict[str, Any]
    pieces: tuple[Piece, ...]
    repairs: tuple[dict[str, Any], ...]


def document_records(whole: Release, readings: Sequence[Reading], home: Mapping[str, int]) -> Iterator[DocumentRecord]:
    """A record for each document, the latest first."""
    by_document: dict[str, list[Account]] = defaultdict(list)
    for account in whole.accounts:
        by_document[account.document].append(account)
    read = {reading.document.id: reading for reading in readings}
    open_claims = {c for item in whole.incidents if item.status in ("disputed", "denied") for c in item.claims}
    parting = frozenset(home[claim] for claim in open_claims if claim in home)
    for document in in_order(whole.documents.values()):
        found = by_document.get(document.id, [])
        yield _record(document, found, read.get(document.id), whole, _parted(found, home, parting))


def in_order(found: Iterable[Document]) -> list[Document]:
    """Documents as they are listed: the latest first."""
    return sorted(found, key=lambda d: (d.published or "", d.id), reverse=True)


def _record(
    document: Document, accounts: Sequence[Account], reading: Reading | None, whole: Release, parted: int
) -> DocumentRecord:
    excerpts = whole.policy.documents == "excerpts"
    pieces = _excerpts(document, accounts) if excerpts else ((0, document.text),)
    row = {
        "id": document.id, "title": _title(document, pieces, excerpts=excerpts), "outlet": document.outlet,
        "published": document.published, "url": link(document.url), "language": document.language,
        "characters": len(document.text), "claims": len(accounts), "contested": parted, "whole": not excerpts,
        "read": reading is not None or bool(accounts), "program": reading.program if reading else None,
    }  # fmt: skip
    day = parse_day(document.published)
    return DocumentRecord(
        document.id, fold(document.outlet), day.isoformat() if day else "", row, pieces, _repairs(pieces, reading)
    )


def _parted(accounts: Sequence[Account], home: Mapping[str, int], parting: frozenset[int]) -> int:
    """How many incidents that a document tells of are disputed or denied."""
    return len({home[a.claim.id] for a in accounts if a.claim.id in home} & parting)


def _title(document: Document, pieces: Sequence[Piece], *, excerpts: bool) -> str | None:
    """The title, else the first line, where it may be shown."""
    if document.title:
        return plain(document.title, 200)
    first = pieces[0] if pieces and (not excerpts or pieces[0][0] == 0) else None
    return plain(first[1].strip().split("\n", 1)[0][:300], 140) or None if first else None


def _excerpts(document: Document, accounts: Sequence[Account]) -> tuple[Piece, ...]:
    """The stretches that claims rest on, those that touch as one."""
    spans: list[list[int]] = []
    for start, end in sorted(
        (max(0, a.claim.evidence[0]), min(len(document.text), a.claim.evidence[1])) for a in accounts
    ):
        if start >= end:
            continue
        if spans and start <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    return tuple((start, document.text[start:end]) for start, end in spans)


def _repairs(pieces: Sequence[Piece], reading: Reading | None) -> tuple[dict[str, Any], ...]:
    """Repairs inside of what is shown and not masked."""
    out = []
    for item in reading.repairs if reading else ():
        inside = next(
            (
                words[item.start - at : item.end - at]
                for at, words in pieces
                if at <= item.start and item.end <= at + len(words)
            ),
            None,
        )
        if inside is None or inside != item.original or NAME_MASK in inside or WORDS_MASK in inside:
            continue
        out.append(
            {
                "start": item.start,
                "end": item.end,
                "original": item.original,
                "read_as": item.read_as,
                "kind": item.kind,
            }
        )
    return tuple(out)


def source_rows(whole: Release) -> list[dict[str, Any]]:
    """A row for each outlet: reports a day, when last heard, its usual pause, how much of it others sent first."""
    by_outlet: dict[str, list[Document]] = defaultdict(list)
    for document in whole.documents.values():
        by_outlet[fold(document.outlet)].append(document)
    claims = Counter(fold(account.outlet) for account in whole.accounts)
    carried = _carried(whole)
    sides = _sides(whole)
    rows = [
        _source(key, found, claims[key], carried.get(key, Counter()), sides.get(key))
        for key, found in by_outlet.items()
    ]
    return sorted(rows, key=lambda row: (-row["documents"], row["name"] or ""))


def _source(
    key: str, found: Sequence[Document], claims: int, carried: Counter[str], side: str | None
) -> dict[str, Any]:
    days = Counter(day for document in found if (day := document.day))
    ordered = sorted(days)
    gaps = [(b - a).days for a, b in pairwise(ordered)]
    name = Counter(document.outlet for document in found if document.outlet).most_common(1)
    most = carried.most_common(1)
    return {
        "id": key or "unknown", "name": plain(name[0][0], 80) if name else None, "side": side, "documents": len(found),
        "claims": claims, "undated": sum(document.day is None for document in found),
        "first": _iso(ordered[0] if ordered else None), "last": _iso(ordered[-1] if ordered else None),
        "usual_pause_days": median(gaps) if len(gaps) >= 3 else None,
        "longest_pause_days": max(gaps) if gaps else None,
        "days": {day.isoformat(): days[day] for day in ordered},
        "copies": sum(carried.values()), "copied_from": most[0][0] if most else None,
    }  # fmt: skip


def _carried(whole: Release) -> dict[str, Counter[str]]:
    """For each outlet, how many of its reports belong to an origin of another name."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for origin in whole.origins:
        if len(origin.documents) < 2:
            continue
        for key in origin.documents:
            document = whole.documents.get(key)
            outlet = fold(document.outlet) if document else ""
            if document and outlet != fold(origin.name):
                out[outlet][plain(origin.name, 80)] += 1
    return out


def _sides(whole: Release) -> dict[str, str]:
    """The side that an outlet's own voice speaks for, where told."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for account in whole.accounts:
        if not account.claim.said_by and account.side:
            tally[fold(account.outlet)][account.side] += 1
    return {key: found.most_common(1)[0][0] for key, found in tally.items()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

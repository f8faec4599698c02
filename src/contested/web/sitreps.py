"""The situation report: what passes the filters as sentences, each with the numbers of the reports that tell it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from contested.errors import InputError
from contested.nouns import Account
from contested.outputs import wording
from contested.outputs.clean import plain
from contested.outputs.situation import distinct
from contested.outputs.texts import text
from contested.web.held import all_changes
from contested.web.query import Filters, chosen
from contested.web.routes import movement, sources
from contested.web.shelf import Shelf
from contested.web.shelf.building import Plan, build
from contested.web.shelf.codec import dump

MOST, MOST_REFS, LONGEST = 15, 5, 280
FOUNDED = ("corroborated_across_sides", "admitted", "corroborated")
Row = dict[str, Any]


def sitrep_of(ledger: Path, asked: Mapping[str, str], *, as_of: str | None = None, own_view: bool = False) -> Row:
    """The report of a ledger under filters as the API takes them. Raises `InputError`, `LedgerError`."""
    try:
        filters = Filters.model_validate(dict(asked))
    except ValidationError as fault:
        wrong = fault.errors()[0]
        raise InputError(f"{wrong['loc'][0]}: {wrong['msg']}.", remedy="Days are written YYYY-MM-DD.") from None
    with tempfile.TemporaryDirectory(prefix="contested-") as folder:
        build(Plan(ledger, as_of, own_view), Path(folder) / "shelf")
        shelf = Shelf(Path(folder) / "shelf")
        try:
            found: Row = json.loads(dump(sitrep(shelf, filters)))
        finally:
            shelf.close()
    return found


def sitrep(shelf: Shelf, filters: Filters) -> Row:
    """Sections in the order of the eye, the reports they rest on, what was held back, who was not heard from."""
    book = _Book(shelf)
    picked = chosen(shelf, filters)
    narrow = filters.wanted().narrow
    rows = [json.loads(row) for row in shelf.rows("incidents", picked.ranks())]
    passing = {row["id"] for row in rows}
    parted = [json.loads(row) for (row,) in shelf.ask("SELECT row FROM disagreements ORDER BY n")]
    parted = distinct([row for row in parted if not narrow or passing & set(row["incidents"])])
    denied = [row for row in rows if row["status"] == "denied"]
    single = sorted((row for row in rows if row["status"] == "single_source"), key=_heavy)
    places = {row["place_id"] for row in rows if row["place_id"]} if narrow else None
    first, last = (day.isoformat() if day else None for day in (filters.from_, filters.to))
    changes = [row for row in all_changes(shelf, filters.from_, filters.to) if places is None or row["id"] in places]
    flows = [row for row, _, _ in movement.flows(shelf, filters, frozenset(), frozenset())]
    sections = [
        _section("contested", parted, book.parted),
        _section("denied", denied, book.incident),
        _section("founded", [row for row in rows if row["status"] in FOUNDED], book.incident),
        _section("single", single, book.incident),
        _section("control", sorted(changes, key=lambda row: row["day"], reverse=True), book.change),
        _section("movement", flows, book.flow),
    ]
    heard = sources.rows_of(shelf)
    days = sorted(day for row in rows for day in (row["first_reported"], row["last_reported"]) if day)
    return {
        "as_of": shelf.label["latest"], "state": shelf.state, "own_view": shelf.label["own_view"],
        "from": first or (days[0][:10] if days else None), "to": last or (days[-1][:10] if days else None),
        "incidents": len(rows), "claims": picked.claims, "documents": picked.documents,
        "places": _most_told(rows), "sections": sections, "sources": book.sources(),
        "heard": sum(row["documents"] > 0 for row in heard), "outlets": len(heard),
        "silent": [{"name": r["name"], "last": r["last"], "days": r["silent_days"]} for r in heard if r["silent"]],
        "held_back": shelf.label["held_back"], "held_by_rule": shelf.label["held_by_rule"],
    }  # fmt: skip


def _section(key: str, rows: Sequence[Row], line: Any) -> Row:
    return {"key": key, "lines": _once([line(row) for row in rows[:MOST]]), "more": max(0, len(rows) - MOST)}


def _once(lines: Sequence[Row]) -> list[Row]:
    """Lines that set the same words against each other as one: `… : how many; when`."""
    kept: dict[object, Row] = {}
    for n, line in enumerate(lines):
        key = tuple(quote["words"] for quote in line["quotes"]) if len(line["quotes"]) > 1 else n
        first = kept.setdefault(key, line)
        if first is not line:
            first["title"] += f"; {line['title'].rpartition(': ')[2]}"
            first["reason"] = " ".join(part for part in (f"{first['reason'].rstrip('.')}.", line["reason"]) if part)
            first["refs"] = list(dict.fromkeys([*first["refs"], *line["refs"]]))
    return list(kept.values())


def _heavy(row: Row) -> float:
    """The heaviest toll first; equals keep their order."""
    return -max([toll["high"] or toll["low"] or 0.0 for toll in row["tolls"]], default=0.0)


def _most_told(rows: Iterable[Row]) -> list[str]:
    """Places that most is told of, at most three."""
    counts: dict[str, int] = {}
    for row in rows:
        if row["place"]:
            counts[row["place"]] = counts.get(row["place"], 0) + 1
    return sorted(counts, key=lambda name: -counts[name])[:3]


class _Book:
    """Lines, and the numbers of the reports that they name, in the order in which they are first named."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._numbers: dict[str, int] = {}

    def refs(self, told: Iterable[Account]) -> list[int]:
        """The numbers of the reports of these accounts, at most a few."""
        keys = list(dict.fromkeys(account.document for account in told))[:MOST_REFS]
        return [self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys]

    def incident(self, row: Row) -> Row:
        told = list(self._shelf.accounts(row["claims"]).values())
        near = f"{row['place']}, {row['precision']}" if row["place"] and row["precision"] else row["place"] or ""
        who = list(dict.fromkeys(wording.who_says(account) for account in told))
        return {
            "id": row["id"], "title": row["title"], "status": row["status"], "group": row["group"],
            "about": " · ".join(part for part in (near, row["when"]) if part),
            "toll": "; ".join(toll["words"] for toll in row["tolls"]), "who": _some(who), "quotes": [],
            "reason": "", "refs": self.refs(told),
        }  # fmt: skip

    def parted(self, row: Row) -> Row:
        stands = sorted(row["positions"], key=lambda stand: stand["first_said"] or "9")
        quotes, told = [], []
        for stand in stands[:1] + stands[-1:] if len(stands) > 1 else stands:
            found = self._shelf.accounts(stand["claims"])
            account = next(iter(found.values()), None)
            if account is not None:
                told += list(found.values())
                quotes.append({
                    "words": plain(account.words, LONGEST), "who": wording.who_says(account), "side": account.side,
                    "day": account.published, "refs": self.refs([account]),
                })  # fmt: skip
        return {
            "id": row["incidents"][0] if row["incidents"] else None, "title": row["question"],
            "status": "tension" if row["tension"] else "disputed", "group": "",
            "about": wording.span(row["from"], row["to"]) if row["from"] or row["to"] else "", "toll": "", "who": "",
            "quotes": quotes, "reason": row["reasons"][0] if row["reasons"] else "", "refs": self.refs(told),
        }  # fmt: skip

    def change(self, row: Row) -> Row:
        told = list(self._shelf.accounts(row["claims"]).values())
        return {
            "id": None, "title": row["place"], "status": "", "group": "territory", "about": row["day"],
            "toll": f"{wording.percent(row['p'])}", "who": f"{row['before_name']} → {row['after_name']}", "quotes": [],
            "reason": "", "refs": self.refs(told),
        }  # fmt: skip

    def flow(self, row: Row) -> Row:
        told = list(self._shelf.accounts(row["claims"]).values())
        ends = " → ".join(part for part in (row["origin"], row["destination"]) if part)
        how = text("modality", "denied") if row["polarity"] == "negative" else text("modality", row["modality"])
        number = wording.interval(row["low"], row["high"]) if row["low"] is not None or row["high"] is not None else ""
        return {
            "id": None, "title": f"{text('movement', row['movement'])}{f': {ends}' if ends else ''}", "status": "",
            "group": "people", "about": " · ".join(part for part in (row["who"] or "", how) if part), "toll": number,
            "who": row["said_by"] or "", "quotes": [], "reason": "", "refs": self.refs(told),
        }  # fmt: skip

    def sources(self) -> list[Row]:
        """The reports by their numbers, with their first words."""
        out = []
        for key, n in self._numbers.items():
            for row, pieces in self._shelf.ask("SELECT row, text FROM documents WHERE id = ?", (key,)):
                known = json.loads(row)
                first = next((words for _, words in json.loads(pieces) if words.strip()), "")
                out.append({
                    "n": n, "document": key, "outlet": known["outlet"], "published": known["published"],
                    "url": known["url"], "title": known["title"], "words": plain(first, 90),
                })  # fmt: skip
        return out


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown

"""Laying a release down on the shelf."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from contested.ledger.codec import fold, pack
from contested.nouns import Account, Place, Reading, km_between, parse_day
from contested.outputs import rows as record
from contested.outputs import wording
from contested.outputs.countries import country_name, region_name
from contested.outputs.geojson import movement
from contested.outputs.holders import control_row
from contested.outputs.release import Release
from contested.outputs.situation import new_incidents
from contested.outputs.texts import STATUSES
from contested.web.shelf.codec import dump
from contested.web.shelf.columns import columns, place_id
from contested.web.shelf.documents import document_records, in_order, source_rows
from contested.web.shelf.judging import Looks
from contested.web.shelf.judgments import review_rows
from contested.web.shelf.schema import INDEXES, TABLES
from contested.web.shelf.theatre import packed_control
from contested.weighing import Control, Disagreement

NEAR_KM, NEAREST = 120.0, 6
WIDE_KM = 35.0  # a region: how far off its middle lies says nothing
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Label:
    """What a shelf is of: the ledger's state, as of which day, under which policy, how much there is."""

    state: str
    as_of: str | None
    own_view: bool
    documents: int
    unread: int
    undated: int


def write_shelf(
    whole: Release, readings: Sequence[Reading], label: Label, path: Path, looks: Looks | None = None
) -> None:
    """Make the file of a shelf. `readings`: of the documents, for their repairs; `looks`: reviews and their queue."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(TABLES)
        db.execute("BEGIN")
        writer = _Writer(db, whole, label)
        writer.write(readings)
        writer.looked(looks or Looks())
        db.execute("COMMIT")
        db.executescript(INDEXES)
    finally:
        db.close()


class _Writer:
    def __init__(self, db: sqlite3.Connection, whole: Release, label: Label) -> None:
        self.db, self.whole, self.label = db, whole, label
        self.incidents = record.contested_first(whole.incidents)
        self.rank = {item.id: n for n, item in enumerate(self.incidents)}
        self.home = {claim: n for n, item in enumerate(self.incidents) for claim in item.claims}
        self.tellers: dict[str, int] = {}
        self.sides: dict[str, int] = {}
        self.places: dict[str, dict[str, Any]] = {}
        self.place_rank: dict[str, int] = {}
        told = {account.document: None for account in whole.accounts}
        known = [document.id for document in in_order(whole.documents.values())]
        self.document_rank = {key: n for n, key in enumerate(dict.fromkeys([*known, *told]))}
        self.pairs: dict[str, list[tuple[int, int]]] = {"side": [], "teller": [], "place": [], "document": []}

    def write(self, readings: Sequence[Reading]) -> None:
        self._accounts()
        self._incidents()
        self._many("links", ((ln.a, ln.b, pack(ln)) for ln in self.whole.links))
        self._disagreements()
        self._control()
        self._flows()
        self._speakers()
        self._places()
        self._documents(readings)
        self._columns()
        self._meta()

    def looked(self, looks: Looks) -> None:
        reviews, doubts = review_rows(self.whole, looks, self.home, [item.id for item in self.incidents])
        self._many("reviews", iter(reviews))
        self._many("doubts", iter(doubts))

    def _many(self, table: str, values: Iterator[tuple[Any, ...]]) -> None:
        first = next(values, None)
        if first is None:
            return
        sql = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 (constant names of this folder)
        self.db.execute(sql, first)
        self.db.executemany(sql, values)

    def _accounts(self) -> None:
        told = sorted(self.whole.accounts, key=lambda a: a.claim.trigger[0])
        told.sort(key=lambda a: (a.published or "", a.document), reverse=True)
        self._many("accounts", (self._account(n, account) for n, account in enumerate(told)))
        words = ((n, f"{a.words} {wording.who_says(a)}") for n, a in enumerate(told))
        self.db.executemany("INSERT INTO claim_words (rowid, body) VALUES (?, ?)", words)

    def _account(self, n: int, account: Account) -> tuple[Any, ...]:
        claim, home = account.claim, self.home.get(account.claim.id)
        names = [fold(s.name or s.text or s.channel) for s in claim.said_by] or [fold(account.outlet)]
        side = account.side or "unknown"
        self.sides.setdefault(side, len(self.sides))
        if home is not None:
            self.pairs["side"].append((self.sides[side], home))
            self.pairs["teller"] += [(self.tellers.setdefault(name, len(self.tellers)), home) for name in names if name]
            self.pairs["document"].append((self.document_rank[account.document], home))
            self.pairs["place"] += [(self._place(place), home) for place in claim.places if place.name or place.text]
        first = (claim.time.from_ if claim.time else None) or account.published
        end = wording.last_day(claim.time.to) if claim.time else None
        first_day = (first or "")[:10]
        last_day = max(first_day, end.isoformat() if end else "")
        return (
            n, claim.id, account.document, home, claim.kind, "\n".join(names), side, first_day, last_day,
            claim.confidence, pack(account),
        )  # fmt: skip

    def _place(self, place: Place) -> int:
        key = place_id(place)
        known = self.places.get(key)
        if known is None:
            self.place_rank[key] = len(self.places)
            known = self.places[key] = {
                "id": key, "names": {}, "geonameid": place.geonameid, "country": place.country,
                "region": region_name(place.country, place.admin1), "lat": place.lat, "lon": place.lon,
                "name": wording.place_name(place), "precision": wording.precision(place), "radius_km": place.radius_km,
            }  # fmt: skip
        for name in (place.name, place.text):
            if name:
                known["names"][name] = known["names"].get(name, 0) + 1
        return self.place_rank[key]

    def _incidents(self) -> None:
        for n, item in enumerate(self.incidents):
            if item.place:
                self.pairs["place"].append((self._place(item.place), n))
        rows = (self._incident_row(item) for item in self.incidents)
        self._many(
            "incidents",
            ((n, item.id, row, pack(item)) for n, (item, row) in enumerate(zip(self.incidents, rows, strict=True))),
        )
        by_id = self.whole.by_id
        bodies = (
            (n, " ".join([record.headline(item), *(by_id[c].words for c in item.claims if c in by_id)]))
            for n, item in enumerate(self.incidents)
        )
        self.db.executemany("INSERT INTO incident_words (rowid, body) VALUES (?, ?)", bodies)

    def _incident_row(self, item: Any) -> str:
        return dump(record.incident_row(item, self.whole) | {"place_id": place_id(item.place) or None})

    def _disagreements(self) -> None:
        for n, item in enumerate(self.whole.disagreements):
            row = record.disagreement_row(item, self.whole)
            row |= {"between": between(item), "place_id": place_id(item.place) or None}
            row["new"] = max((s["first_said"] or "" for s in row["positions"]), default="")[:10] or None
            homes = sorted({self.home[c] for c in item.claims if c in self.home})
            row["incidents"] = [self.incidents[home].id for home in homes]
            self._many("disagreements", iter([(
                n, item.id, item.about, item.kind, row["between"], row["new"] or "", dump(row),
            )]))  # fmt: skip
            self._many("parted", iter([(n, home) for home in homes]))

    def _control(self) -> None:
        shown = self.whole.by_id
        control: Control | None = next((item.control for item in self.whole.control if item.control), None)
        for n, item in enumerate(self.whole.control):
            row = control_row(item, self.whole.sides)
            row["claims"] = [claim for claim in row["claims"] if claim in shown]
            key = str(item.geonameid or item.name.strip().casefold())
            row["id"] = key
            self._many("holdings", iter([(n, fold(item.name), item.geonameid, dump(row))]))
        told, beliefs = packed_control(control)
        self.db.execute("INSERT INTO blobs VALUES ('control', ?)", (told.encode(),))
        self.db.execute("INSERT INTO blobs VALUES ('beliefs', ?)", (beliefs,))

    def _flows(self) -> None:
        for n, (flow, feature) in enumerate(zip(self.whole.flows, movement(self.whole), strict=True)):
            row = record.movement_row(flow)
            for name, end in (("origin_id", flow.origin), ("destination_id", flow.destination)):
                row[name] = key if (key := place_id(end)) in self.place_rank else None  # others have no page
            homes = sorted({self.home[c] for c in flow.claims if c in self.home})
            self._many("flows", iter([(n, dump(row), dump(feature))]))
            self._many("moved", iter([(n, home) for home in homes]))

    def _speakers(self) -> None:
        by_id = {item.id: item for item in self.whole.speakers}
        for n, row in enumerate(record.speaker_rows(self.whole)):
            self._many("speakers", iter([(n, row["id"], fold(row["name"]), dump(row), pack(by_id[row["id"]]))]))

    def _places(self) -> None:
        told = {
            str(row["geonameid"] or str(row["place"]).strip().casefold()): row for row in record.place_rows(self.whole)
        }
        located = [p for p in self.places.values() if p["lat"] is not None and p["lon"] is not None and p["id"] in told]
        nearest = _Nearest([p for p in located if (p["radius_km"] or 0.0) <= WIDE_KM])
        for key, n in self.place_rank.items():
            known = self.places[key]
            names = [name for name, _ in Counter(known["names"]).most_common(12)]
            row = {
                **known, "names": names, "country_name": country_name(known["country"]),
                "incidents": 0, "claims": 0, "contested": 0, "statuses": {}, "kinds": [], "first": None, "last": None,
                **{k: v for k, v in told.get(key, {}).items() if k in _TOLD_OF_PLACES},
                "near": nearest.to(known) if key in told else [],
            }  # fmt: skip
            keys = "\n".join(dict.fromkeys(fold(name) for name in (known["name"], *names, known["region"]) if name))
            self._many("places", iter([(n, key, keys, dump(row))]))

    def _documents(self, readings: Sequence[Reading]) -> None:
        for n, item in enumerate(document_records(self.whole, readings, self.home)):
            self._many(
                "documents",
                iter([(n, item.id, item.outlet, item.day, dump(item.row), dump(item.pieces), dump(item.repairs))]),
            )
            body = " … ".join(words for _, words in item.pieces)
            self.db.execute(
                "INSERT INTO document_words (rowid, title, body) VALUES (?, ?, ?)", (n, item.row["title"] or "", body)
            )
        for n, row in enumerate(source_rows(self.whole)):
            self._many("sources", iter([(n, row["id"], dump(row))]))

    def _columns(self) -> None:
        kinds = sorted({item.kind for item in self.incidents})
        codes = {
            "kind": {name: n for n, name in enumerate(kinds)},
            "status": {name: n for n, name in enumerate(STATUSES)},
            "at": self.place_rank,
        }
        made = columns(self.incidents, codes, self.pairs)
        self.db.execute("INSERT INTO blobs VALUES ('columns', ?)", (made.pack(),))
        self._set("kinds", kinds)

    def _meta(self) -> None:
        whole, label = self.whole, self.label
        held = Counter(item.rule for item in whole.held)
        self._set("label", {
            "state": label.state, "as_of": label.as_of, "own_view": label.own_view, "documents": label.documents,
            "unread": label.unread, "undated": label.undated, "claims": len(whole.accounts),
            "incidents": len(self.incidents), "origins": len(whole.origins), "latest": whole.latest,
            "held_back": len(whole.held), "held_by_rule": dict(held), "coarsened": whole.coarsened,
            "redacted": whole.redacted, "new": [item.id for item in new_incidents(whole)[:200]],
            "disagreements": len(whole.disagreements),
        })  # fmt: skip
        self._set("tellers", list(self.tellers))
        self._set("sides", {side: whole.side_name(side) for side in self.sides})
        days = Counter(day.isoformat() for d in whole.documents.values() if (day := parse_day(d.published)))
        self._set("reports", dict(sorted(days.items())))

    def _set(self, key: str, value: Any) -> None:
        self.db.execute("INSERT INTO meta VALUES (?, ?)", (key, dump(value)))


_TOLD_OF_PLACES = ("incidents", "claims", "contested", "statuses", "kinds", "first", "last")


def between(item: Disagreement) -> str:
    """Who parts: `within` a side, `sides`, or `outlets`."""
    if item.within:
        return "within"
    sides = [frozenset(stand.sides) for stand in item.positions]
    return "sides" if len(set(sides)) > 1 else "outlets"


class _Nearest:
    """Finds the nearest places of which something is told."""

    def __init__(self, located: Sequence[Mapping[str, Any]]) -> None:
        self.located = located
        self.lat = np.array([place["lat"] for place in located], dtype=np.float64)
        self.lon = np.array([place["lon"] for place in located], dtype=np.float64)

    def to(self, place: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Id, name and distance in km of the nearest others."""
        if place["lat"] is None or place["lon"] is None or not len(self.lat):
            return []
        # On a plane, true to a few per cent at this reach; the distance told is the true one.
        north = (self.lat - place["lat"]) * 111.2
        east = ((self.lon - place["lon"] + 180) % 360 - 180) * 111.2 * np.cos(np.radians(place["lat"]))
        order = np.argsort(np.hypot(north, east), kind="stable")[: NEAREST + 1]
        others = (self.located[n] for n in order if self.located[n]["id"] != place["id"])
        found = ((p, km_between(place["lat"], place["lon"], p["lat"], p["lon"])) for p in others)
        return [{"id": p["id"], "name": p["name"], "km": round(km)} for p, km in found if km <= NEAR_KM][:NEAREST]

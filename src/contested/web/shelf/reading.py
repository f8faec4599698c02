"""Reading from the shelf. One connection serves all threads, one statement at a time; none of them is slow."""

# ruff: noqa: S608 (what is put into a statement is constant text of this folder; values travel as parameters)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from typing import Any

import numpy as np

from contested.errors import NotFound
from contested.ledger.codec import fold
from contested.ledger.sqlite_query import match
from contested.nouns import Account, Incident, Link, from_dict
from contested.outputs import PublicationPolicy, Release
from contested.outputs.towns import Town, towns_in
from contested.web.shelf.columns import Columns, Ints
from contested.web.shelf.theatre import unpacked_control
from contested.weighing import Control, SideTable, SpeakerRecord
from contested.weighing.control import Change, Evidence

Row = tuple[Any, ...]
MANY = 500  # parameters in one statement
CACHE_KIB = 16_384
MARGIN = 3.0  # degrees


class Shelf:
    """What is served of one weighing. Opens the file and, where `hidden`, takes its name away at once."""

    def __init__(self, path: Path, *, hidden: bool = True) -> None:
        self._lock, self._late = Lock(), RLock()
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA query_only = ON")
        self._db.execute("PRAGMA temp_store = MEMORY")
        self._db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._meta = {key: json.loads(body) for key, body in self.ask("SELECT key, body FROM meta")}
        self.label: dict[str, Any] = self._meta["label"]
        self.kinds: list[str] = self._meta["kinds"]
        self.columns = Columns.unpack(self._blob("columns"))
        self.sides = SideTable.default()
        self._path: Path | None = path if hidden else None
        if hidden:
            # The open file lives on; nothing is left behind, however the server ends.
            with suppress(OSError):  # some systems keep the name of an open file
                path.unlink()

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a question."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    @property
    def state(self) -> str:
        """What the shelf was made from: ledger, policy, day."""
        return str(self.label["state"])

    @property
    def reports(self) -> dict[str, int]:
        """Reports by day of publication."""
        found: dict[str, int] = self._meta["reports"]
        return found

    @property
    def side_names(self) -> dict[str, str]:
        """Sides that speak, with what they are called."""
        found: dict[str, str] = self._meta["sides"]
        return found

    @property
    def tellers(self) -> list[str]:
        """Speakers and outlets, folded, by number."""
        found: list[str] = self._meta["tellers"]
        return found

    @cached_property
    def place_names(self) -> list[str]:
        """Names of places, by number."""
        return [json.loads(row)["name"] for (row,) in self.ask("SELECT row FROM places ORDER BY n")]

    @cached_property
    def ids(self) -> list[str]:
        """Ids of incidents, by rank."""
        return [key for (key,) in self.ask("SELECT id FROM incidents ORDER BY n")]

    @cached_property
    def account_homes(self) -> Ints:
        """For each claim, by rank, the rank of its incident; -1 where it belongs to none that is shown."""
        return np.array(
            [n for (n,) in self.ask("SELECT coalesce(incident, -1) FROM accounts ORDER BY n")], dtype=np.int32
        )

    @cached_property
    def evidence(self) -> dict[str, list[Evidence]]:
        """What is told of who holds each place, by the place's key."""
        return {key: told for part in self.control.theatres for key, told in part.by_place.items() if told}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All places that changed hands."""
        return self.control.changes()

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Claims that bear on control and are held back."""
        told = {item.claim for found in self.evidence.values() for item in found}
        return frozenset(told - {key for (key,) in self.ask("SELECT id FROM accounts")})

    @cached_property
    def control(self) -> Control:
        """Who held what, day by day."""
        with self._late:
            return unpacked_control(self._blob("control").decode(), self._blob("beliefs"), self.sides)

    @cached_property
    def towns(self) -> list[Town]:
        """Towns around nine tenths of what is told, with a margin."""
        c = self.columns
        known = ~np.isnan(c.lat) & ~c.wide
        if not known.any():
            return []
        (south, north), (west, east) = (np.percentile(part[known], (5, 95)) for part in (c.lat, c.lon))
        corners = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
        return towns_in(*(float(round(corner)) for corner in corners))

    def rows(self, table: str, ranks: Iterable[int], column: str = "row") -> list[str]:
        """JSON of these rows, in the order given."""
        wanted = [int(n) for n in ranks]
        found: dict[int, str] = {}
        for some in (wanted[i : i + MANY] for i in range(0, len(wanted), MANY)):
            found |= dict(self.ask(f"SELECT n, {column} FROM {table} WHERE n IN ({_marks(some)})", some))
        return [found[n] for n in wanted if n in found]

    def rank_of(self, table: str, key: str, what: str, *, short: bool = True) -> int:
        """The rank of the one with this id; with `short`, of the only one whose id begins so. Raises `NotFound`."""
        found = self.ask(f"SELECT n, id FROM {table} WHERE id = ? LIMIT 1", (key,))
        if not found and key and short:
            values = (key, key + chr(0x10FFFF))
            found = self.ask(f"SELECT n, id FROM {table} WHERE id >= ? AND id < ? LIMIT 2", values)
        if len(found) != 1:
            raise _unknown(key, what, many=bool(found))
        return int(found[0][0])

    def told(self, claim: str) -> Account:
        """The account with this claim, or with the only one whose id begins so. One that a person found wrong is found
        too, though it is in no incident any more. Raises `NotFound`."""
        span = (claim, claim + chr(0x10FFFF))
        found = self.ask(
            """SELECT id, noun FROM accounts WHERE id >= ? AND id < ? UNION ALL
               SELECT claim, noun FROM reviews WHERE noun IS NOT NULL AND claim >= ? AND claim < ?
               ORDER BY 1 LIMIT 2""",
            span * 2,
        )
        if not found or (len(found) > 1 and found[0][0] != claim):  # a whole id comes before longer ones
            raise _unknown(claim, "claim", many=bool(found))
        return from_dict(Account, json.loads(found[0][1]))

    def incident(self, rank: int) -> Incident:
        """The noun behind a row."""
        return from_dict(Incident, json.loads(self.rows("incidents", [rank], "noun")[0]))

    def accounts(self, claims: Iterable[str]) -> dict[str, Account]:
        """Accounts by the ids of their claims; what is not shown is left out."""
        wanted = list(dict.fromkeys(claims))
        found: dict[str, Account] = {}
        for some in (wanted[i : i + MANY] for i in range(0, len(wanted), MANY)):
            for key, noun in self.ask(f"SELECT id, noun FROM accounts WHERE id IN ({_marks(some)})", some):
                found[key] = from_dict(Account, json.loads(noun))
        return {key: found[key] for key in wanted if key in found}

    def links(self, claims: Iterable[str]) -> list[Link]:
        """All links that touch these claims."""
        found: dict[str, None] = {}
        wanted = list(claims)
        for some in (wanted[i : i + MANY] for i in range(0, len(wanted), MANY)):
            for side in "ab":
                rows = self.ask(f"SELECT noun FROM links WHERE {side} IN ({_marks(some)})", some)
                found |= dict.fromkeys(noun for (noun,) in rows)
        return [from_dict(Link, json.loads(noun)) for noun in found]

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The ids of the incidents that claims belong to."""
        wanted = list(dict.fromkeys(claims))
        out: dict[str, str] = {}
        for some in (wanted[i : i + MANY] for i in range(0, len(wanted), MANY)):
            out |= dict(self.ask(
                f"""SELECT a.id, i.id FROM accounts a JOIN incidents i ON i.n = a.incident
                    WHERE a.id IN ({_marks(some)})""", some,
            ))  # fmt: skip
        return out

    def speaker(self, rank: int) -> SpeakerRecord:
        """A speaker with all statements."""
        return from_dict(SpeakerRecord, json.loads(self.rows("speakers", [rank], "noun")[0]))

    def release(self, ranks: Iterable[int], links: Sequence[Link] = (), more: Iterable[str] = ()) -> Release:
        """A small release of some incidents with their accounts, for what outputs make of a release. `more`: further
        claims."""
        found = [from_dict(Incident, json.loads(noun)) for noun in self.rows("incidents", ranks, "noun")]
        accounts = self.accounts([*(claim for item in found for claim in item.claims), *more])
        policy = PublicationPolicy.off() if self.label["own_view"] else PublicationPolicy.public()
        return Release(
            tuple(accounts.values()), tuple(found), tuple(links), (), (), (), (), (), {}, self.sides, policy,
            self.label["as_of"],
        )  # fmt: skip

    def places_named(self, asked: str) -> list[int]:
        """Numbers of places by id, two-letter country code, name, or region; "Kharkiv" finds "Kharkiv Oblast" too."""
        bare = asked.strip()
        if len(bare) == 2 and bare.isupper():
            return [n for (n,) in self.ask("SELECT n FROM places WHERE json_extract(row, '$.country') = ?", (bare,))]
        key = fold(bare)
        if not key:
            return []
        spaced = f"\n{key}"
        rows = self.ask(
            """SELECT n FROM places WHERE id IN (?, ?) OR instr(char(10) || key || char(10), ?) > 0
               OR instr(char(10) || key, ?) > 0""",
            (bare, key, f"{spaced}\n", f"{spaced} "),
        )
        return [n for (n,) in rows]

    def sides_named(self, asked: Sequence[str]) -> list[int]:
        """Numbers of sides by id or name."""
        wanted = {name.casefold() for name in asked}
        return [
            n for n, (side, name) in enumerate(self.side_names.items()) if wanted & {side.casefold(), name.casefold()}
        ]

    def tellers_named(self, asked: str) -> list[int]:
        """Numbers of speakers and outlets whose name holds this."""
        key = fold(asked)
        return [n for n, name in enumerate(self.tellers) if key and key in name]

    def documents_of(self, outlet: str) -> list[int]:
        """Numbers of an outlet's documents, as the columns count them."""
        return [n for (n,) in self.ask("SELECT n FROM documents WHERE outlet = ?", (fold(outlet),))]

    def incidents_saying(self, text: str) -> Ints:
        """Ranks of incidents whose titles and claims hold all these words."""
        rows = self.ask("SELECT rowid FROM incident_words WHERE incident_words MATCH ?", (match(text),))
        return np.fromiter((n for (n,) in rows), dtype=np.int32)

    def warm(self) -> Shelf:
        """Look up now what the first view would wait for."""
        _ = self.place_names, self.ids, self.account_homes, self.changes, self.hidden
        return self

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _blob(self, key: str) -> bytes:
        ((body,),) = self.ask("SELECT body FROM blobs WHERE key = ?", (key,))
        return bytes(body)


def _unknown(key: str, what: str, *, many: bool) -> NotFound:
    why = "More than one id begins so" if many else f"There is no {what} of that id"
    return NotFound(f"{why}: {key[:80]!r}.", remedy="It may be held back, or known only later than `asof`.")


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))

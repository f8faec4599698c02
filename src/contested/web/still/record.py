"""What the published pages read: one index that filters run over, and the answers of the API, some to a file.

Every answer is made by the route that serves it, so that what is published is what a server would give.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from starlette.responses import Response

from contested.errors import ContestedError
from contested.nouns import Account, from_dict
from contested.outputs.wording import who_says
from contested.web import sitreps
from contested.web.accounts import incident_detail
from contested.web.held import all_changes
from contested.web.query import Filters, Paging
from contested.web.routes import claims, control, documents, places, sources, speakers
from contested.web.routes.situation import in_order
from contested.web.shelf import Keeper, Shelf
from contested.web.shelf.codec import dump

EPOCH = date(1970, 1, 1).toordinal()
A_SHARD, MOST_SHARDS = 40, 512
MOST_DAYS = 500
LEAD_DAYS = 30
COLUMNS = ("first", "last", "reported", "updated")
PAIRS = ("side", "teller", "place", "document")
Files = Iterator[tuple[str, str]]


class Fixed:
    """A keeper of one shelf, which writes nothing."""

    writes = False

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def shelf(self, _: date | None = None) -> Shelf:
        """The shelf, for whatever day."""
        return self._shelf


def files(shelf: Shelf) -> Files:
    """All files of the record: their names and their JSON."""
    keeper = cast("Keeper", Fixed(shelf))
    shards: dict[str, int] = {}
    for name, bodies in _one_by_one(shelf, keeper):
        found = {key: body for key, body in bodies if body is not None}
        shards[name] = count = max(1, min(MOST_SHARDS, len(found) // A_SHARD))
        parts: list[list[str]] = [[] for _ in range(count)]
        for key, body in found.items():
            parts[shard(key, count)].append(f"{json.dumps(key)}:{body}")
        for n, part in enumerate(parts):
            yield f"{name}/{n}.json", "{" + ",".join(part) + "}"
    yield from _lists(shelf)
    yield "towns.json", dump({"items": shelf.towns})
    yield "sitrep.json", dump(sitreps.sitrep(shelf, Filters.model_validate({})))
    days = _days(shelf)
    for day in days:
        yield f"control/{day}.json", dump(control.whole(shelf, day, None))
    yield "index.json", _index(shelf, shards, days)
    yield "words.json", dump(_words(shelf))
    yield "search.json", dump(_search(shelf))


def shard(key: str, count: int) -> int:
    """The file that an answer lies in: FNV-1a of its id, which the pages compute too."""
    found = 0x811C9DC5
    for byte in key.encode("utf-8", "replace"):
        found = ((found ^ byte) * 0x01000193) & 0xFFFFFFFF
    return found % count


def _one_by_one(shelf: Shelf, keeper: Keeper) -> Iterator[tuple[str, Iterable[tuple[str, str | None]]]]:
    def ids(table: str) -> list[str]:
        return [key for (key,) in shelf.ask(f"SELECT id FROM {table} ORDER BY n")]  # noqa: S608 (our own names)

    def asked(table: str, ask: Callable[[str], Response], more: Sequence[str] = ()) -> Iterator[tuple[str, str | None]]:
        for key in (*ids(table), *more):
            try:
                yield key, bytes(ask(key).body).decode()
            except ContestedError:
                yield key, None  # a claim whose document is not shown has no page

    yield "incident", ((key, dump(incident_detail(shelf, n))) for n, key in enumerate(ids("incidents")))
    yield "document", asked("documents", lambda key: documents.document(keeper, key, None))
    wrong = [key for (key,) in shelf.ask("SELECT claim FROM reviews WHERE noun IS NOT NULL ORDER BY n")]
    yield "claim", asked("accounts", lambda key: claims.claim(keeper, key, None), wrong)
    yield "place", asked("places", lambda key: places.place(keeper, Filters.model_validate({}), key))
    yield (
        "speaker",
        asked(
            "speakers",
            lambda key: speakers.speaker(keeper, key, Paging(page=1, limit=500), None, None, None),
        ),
    )


def _lists(shelf: Shelf) -> Files:
    rows = _by_rank(shelf)
    parted = shelf.ask("SELECT row, new_day FROM disagreements ORDER BY n")
    yield "disagreements.json", dump([{"row": json.loads(row), "day": day} for row, day in parted])
    yield "speakers.json", dump([json.loads(row) for (row,) in shelf.ask("SELECT row FROM speakers ORDER BY n")])
    yield "places.json", dump([json.loads(row) for row in rows("places")])
    yield "sources.json", dump(sources.rows_of(shelf))
    homes: dict[int, list[int]] = {}
    for flow, incident in shelf.ask("SELECT flow, incident FROM moved"):
        homes.setdefault(flow, []).append(incident)
    told = [(n, json.loads(row)) for n, row in shelf.ask("SELECT n, row FROM flows")]
    told.sort(key=lambda r: (r[1]["from"] or "", -r[0]), reverse=True)
    yield "movement.json", dump([{"row": row, "of": homes.get(n, [])} for n, row in told])
    yield "changes.json", dump(all_changes(shelf, None, None))


def _by_rank(shelf: Shelf) -> Callable[[str], list[str]]:
    return lambda table: [row for (row,) in shelf.ask(f"SELECT row FROM {table} ORDER BY n")]  # noqa: S608


def _days(shelf: Shelf) -> list[date]:
    """The days of the control map: from shortly before the first change or report on."""
    known = shelf.control
    changed = [date.fromisoformat(item.day).toordinal() for item in shelf.changes]
    heard = [date.fromisoformat(day).toordinal() for day in shelf.reports]
    start = max(known.first, min([*changed, *heard, known.last]) - LEAD_DAYS, known.last - MOST_DAYS)
    first = date.fromordinal(max(1, start))
    return [first + timedelta(days=n) for n in range(max(0, known.last - first.toordinal()) + 1)]


def _index(shelf: Shelf, shards: Mapping[str, int], days: list[date]) -> str:
    c = shelf.columns
    label = shelf.label
    head = {
        "label": {key: label[key] for key in (
            "incidents", "claims", "documents", "unread", "undated", "origins", "latest", "held_back", "held_by_rule",
        )},
        "state": shelf.state, "kinds": shelf.kinds, "reports": shelf.reports, "shards": shards,
        "days": [days[0].isoformat(), days[-1].isoformat()],
        "columns": {name: [int(n) - EPOCH if n else None for n in getattr(c, name)] for name in COLUMNS}
        | {"wide": [int(n) for n in c.wide], "toll": [float(n) for n in c.toll], "at": [int(n) for n in c.at]},
        "pairs": {
            name: [getattr(c, f"{name}_by").tolist(), getattr(c, f"{name}_of").tolist()] for name in PAIRS
        },
        "places": [[key, names, json.loads(row)["name"], json.loads(row)["country"]] for key, names, row in shelf.ask(
            "SELECT id, key, row FROM places ORDER BY n"
        )],
        "sides": list(shelf.side_names.items()),
        "side_order": list(in_order(dict(shelf.side_names), shelf.sides.names)),
        "tellers": shelf.tellers,
        "outlets": [outlet for (outlet,) in shelf.ask("SELECT outlet FROM documents ORDER BY n")],
    }  # fmt: skip
    rows = ",".join(_by_rank(shelf)("incidents"))
    return f'{dump(head)[:-1]},"incidents":[{rows}]}}'


def _words(shelf: Shelf) -> list[str]:
    """What the words of a filter are looked for in, an incident each."""
    out = [json.loads(row)["title"] for row in _by_rank(shelf)("incidents")]
    for home, noun in shelf.ask("SELECT incident, noun FROM accounts WHERE incident IS NOT NULL ORDER BY n"):
        out[home] += " " + from_dict(Account, json.loads(noun)).words
    return out


def _search(shelf: Shelf) -> dict[str, Any]:
    ids = shelf.ids
    told = []
    for home, noun in shelf.ask("SELECT incident, noun FROM accounts ORDER BY n"):
        account = from_dict(Account, json.loads(noun))
        told.append([
            account.claim.id, f"{account.words} {who_says(account)}", account.outlet, account.published,
            account.document,
            None if home is None else ids[home],
        ])  # fmt: skip
    texts = []
    for key, row, pieces in shelf.ask("SELECT id, row, text FROM documents ORDER BY n"):
        known = json.loads(row)
        body = " … ".join(words for _, words in json.loads(pieces))
        texts.append([key, known["title"], body, known["outlet"], known["published"]])
    return {"claims": told, "documents": texts}

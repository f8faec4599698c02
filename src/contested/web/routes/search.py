"""Search over originals and claims, places and speakers."""

from __future__ import annotations

import json
from difflib import get_close_matches
from math import ceil
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from contested.errors import InputError
from contested.ledger.codec import fold
from contested.ledger.sqlite_query import match
from contested.outputs.texts import unmask
from contested.web.answers import answer
from contested.web.models import SearchAnswer
from contested.web.query import AsOf, Kept, Paging
from contested.web.shelf import Shelf

router = APIRouter(tags=["search"])
In = Literal["claims", "documents", "places", "speakers"]
Hit = dict[str, Any]
_CLAIMS = """SELECT a.id, NULL, snippet(claim_words, 0, '«', '»', '…', 24), json_extract(a.noun, '$.outlet'),
    json_extract(a.noun, '$.published'), a.document, (SELECT i.id FROM incidents i WHERE i.n = a.incident)
    FROM claim_words JOIN accounts a ON a.n = claim_words.rowid
    WHERE claim_words MATCH ? ORDER BY claim_words.rank LIMIT ? OFFSET ?"""
_DOCUMENTS = """SELECT d.id, json_extract(d.row, '$.title'), snippet(document_words, -1, '«', '»', '…', 24),
    json_extract(d.row, '$.outlet'), json_extract(d.row, '$.published'), d.id, NULL
    FROM document_words JOIN documents d ON d.n = document_words.rowid
    WHERE document_words MATCH ? ORDER BY document_words.rank LIMIT ? OFFSET ?"""
_PLACES = """SELECT id, json_extract(row, '$.name'), replace(key, char(10), ' · '), NULL, NULL, NULL, NULL
    FROM places WHERE instr(key, ?) > 0 ORDER BY json_extract(row, '$.incidents') DESC, n LIMIT ? OFFSET ?"""
_SPEAKERS = """SELECT id, json_extract(row, '$.name'), json_extract(row, '$.name'), NULL,
    json_extract(row, '$.last'), NULL, NULL
    FROM speakers WHERE instr(key, ?) > 0 ORDER BY n LIMIT ? OFFSET ?"""


@router.get("/search", response_model=SearchAnswer, summary="Search originals, claims, places and speakers")
def search(
    keeper: Kept,
    q: Annotated[str, Query(min_length=1, max_length=200, description="Words; those in double quotes stand together.")],
    paging: Annotated[Paging, Query()],
    where: Annotated[In, Query(alias="in", description="What to list; `counts` tells all.")] = "claims",
    asof: AsOf = None,
) -> Response:
    """What was found, by what it is, best first, the words found between « and ». Spellings fold: case and accents make
    no difference. What is held back is not found."""
    shelf = keeper.shelf(asof)
    words, key = match(q), fold(q.replace('"', " "))
    counts = {
        "claims": _count(shelf, "SELECT count(*) FROM claim_words WHERE claim_words MATCH ?", words),
        "documents": _count(shelf, "SELECT count(*) FROM document_words WHERE document_words MATCH ?", words),
        "places": _count(shelf, "SELECT count(*) FROM places WHERE instr(key, ?) > 0", key),
        "speakers": _count(shelf, "SELECT count(*) FROM speakers WHERE instr(key, ?) > 0", key),
    }
    if not key:
        raise InputError("There is no word to search for.", remedy="Give at least one word.")
    sql = {"claims": _CLAIMS, "documents": _DOCUMENTS, "places": _PLACES, "speakers": _SPEAKERS}[where]
    asked = words if where in ("claims", "documents") else key
    rows = shelf.ask(sql, (asked, paging.limit, paging.start))
    return answer({
        "q": q, "counts": counts, "items": [_hit(where, row) for row in rows], "total": counts[where],
        "page": paging.page, "pages": max(1, ceil(counts[where] / paging.limit)), "limit": paging.limit,
        "suggestions": _nearly(shelf, key) if not any(counts.values()) else [],
    })  # fmt: skip


def _count(shelf: Shelf, sql: str, asked: str) -> int:
    return int(shelf.ask(sql, (asked,))[0][0])


def _hit(where: str, row: tuple[Any, ...]) -> Hit:
    names = ("id", "title", "snippet", "outlet", "published", "document", "incident")
    found = dict(zip(names, row, strict=True))
    return {"kind": where.removesuffix("s"), **found, "snippet": unmask(found["snippet"] or "")}


def _nearly(shelf: Shelf, key: str) -> list[str]:
    """Places of the record that are spelled nearly so."""
    names: dict[str, str] = {}
    for keys, row in shelf.ask("SELECT key, row FROM places ORDER BY n LIMIT 5000"):
        name = json.loads(row)["name"]
        names |= dict.fromkeys(keys.split("\n"), name)
    close = get_close_matches(key[:60], [name for name in names if len(name) <= 60], 5, 0.6)
    return list(dict.fromkeys(names[name] for name in close))

"""Speakers: who is quoted, and for one of them every statement and what became of it."""

from __future__ import annotations

import json
from math import ceil
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.errors import NotFound
from contested.ledger.codec import fold
from contested.nouns import to_dict
from contested.outputs.wording import who_says
from contested.web.answers import CSV, answer, csv_of, forms, page_of, wants
from contested.web.models import Page, SpeakerDetail, SpeakerRow
from contested.web.query import AsOf, Format, Kept, Paging
from contested.web.shelf import Shelf
from contested.weighing import Statement

router = APIRouter(tags=["speakers"])
FEWEST = 5  # under so many statements no tally is drawn


@router.get(
    "/speakers", response_model=Page[SpeakerRow], responses=forms(CSV), summary="Who is quoted, most often first"
)
def speakers(
    request: Request,
    keeper: Kept,
    paging: Annotated[Paging, Query()],
    form: Annotated[Format, Query()],
    q: Annotated[str | None, Query(max_length=120, description="Part of a name.")] = None,
    asof: AsOf = None,
) -> Response:
    """A page of public speakers and of bodies that speak; private persons have no page."""
    shelf = keeper.shelf(asof)
    found = shelf.ask("SELECT n FROM speakers WHERE instr(key, ?) > 0 ORDER BY n", (fold(q),))
    ranks = [n for (n,) in found]
    rows = shelf.rows("speakers", ranks[paging.start : paging.start + paging.limit])
    if wants(request, form.format, CSV) == CSV:
        return csv_of(map(json.loads, rows), "speakers")
    return page_of(rows, len(ranks), paging, shelf)


@router.get("/speaker/{name}", response_model=SpeakerDetail, summary="One speaker's statements in time")
def speaker(
    keeper: Kept,
    name: Annotated[str, Path(max_length=200, description="The id, or words of the name.")],
    paging: Annotated[Paging, Query()],
    outcome: Annotated[str | None, Query(max_length=60, description="Only statements with this outcome.")] = None,
    about: Annotated[str | None, Query(max_length=60, description="Only statements of this kind of happening.")] = None,
    asof: AsOf = None,
) -> Response:
    """Every statement with its words, its stance, and what became of it: repeated, confirmed, contradicted, denied by
    the speaker's own side, reversed, or stood alone."""
    shelf = keeper.shelf(asof)
    rank = _rank(shelf, name)
    record = shelf.speaker(rank)
    wanted = [s for s in record.statements if (not outcome or s.outcome == outcome) and (not about or s.kind == about)]
    row = json.loads(shelf.rows("speakers", [rank])[0])
    return answer({
        "speaker": row, "side_name": shelf.sides.name(record.side), "tally": len(record.statements) >= FEWEST,
        "total": len(wanted), "page": paging.page, "pages": max(1, ceil(len(wanted) / paging.limit)),
        "limit": paging.limit, "statements": _rows(shelf, wanted[paging.start : paging.start + paging.limit]),
    })  # fmt: skip


def _rank(shelf: Shelf, name: str) -> int:
    """The speaker with this id, else the one with most statements whose name holds all the words."""
    found = shelf.ask("SELECT n FROM speakers WHERE id = ? LIMIT 1", (name,))
    words = fold(name.replace("-", " ")).split()[:8]
    if not found and words:
        where = " AND ".join("instr(key, ?) > 0" for _ in words)
        found = shelf.ask(f"SELECT n FROM speakers WHERE {where} ORDER BY n LIMIT 1", words)  # noqa: S608
    if not found:
        raise NotFound(f"Nobody called {name[:80]!r} speaks here.", remedy="GET /api/v1/speakers lists who does.")
    return int(found[0][0])


def _rows(shelf: Shelf, statements: list[Statement]) -> list[dict[str, Any]]:
    against = {s.claim: [*s.contradicted_by, *s.denied_by_own_side, *s.reversed_by][:6] for s in statements}
    accounts = shelf.accounts([*against, *(claim for found in against.values() for claim in found)])
    out = []
    for item in statements:
        own = accounts.get(item.claim)
        others = [accounts[claim] for claim in against[item.claim] if claim in accounts]
        stands = [
            {"claim": a.claim.id, "words": a.words, "speaker": who_says(a), "side": a.side, "document": a.document}
            for a in others
        ]
        out.append({**to_dict(item), "words": own.words if own else "", "counterparts": stands})
    return out

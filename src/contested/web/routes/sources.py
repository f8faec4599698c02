"""Sources: reports a day of each outlet, so that silence is seen as silence."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.nouns import parse_day
from contested.web.answers import CSV, answer, csv_of, forms, page_of, wants
from contested.web.models import Page, SourceRow
from contested.web.query import AsOf, Format, Kept, Paging
from contested.web.shelf import Shelf
from contested.web.shelf.codec import dump

router = APIRouter(tags=["sources"])
SILENT_TIMES = 3  # pauses of its own habit after which an outlet counts as silent


@router.get("/sources", response_model=Page[SourceRow], responses=forms(CSV), summary="Outlets and their reports a day")
def sources(
    request: Request,
    keeper: Kept,
    paging: Annotated[Paging, Query()],
    form: Annotated[Format, Query()],
    asof: AsOf = None,
) -> Response:
    """Every outlet with its reports by day, its usual pause, when it was last heard, and how many of its reports others
    sent first."""
    shelf = keeper.shelf(asof)
    found = rows_of(shelf)
    part = found[paging.start : paging.start + paging.limit]
    if wants(request, form.format, CSV) == CSV:
        return csv_of(part, "sources")
    return page_of([dump(row) for row in part], len(found), paging, shelf)


@router.get("/source/{source_id}", response_model=SourceRow, summary="One outlet")
def source(
    keeper: Kept, source_id: Annotated[str, Path(max_length=200, description="Its id.")], asof: AsOf = None
) -> Response:
    """One outlet against its own habit."""
    shelf = keeper.shelf(asof)
    rank = shelf.rank_of("sources", source_id, "source", short=False)
    return answer(_row(shelf, shelf.rows("sources", [rank])[0]))


def rows_of(shelf: Shelf) -> list[dict[str, Any]]:
    """All outlets."""
    return [_row(shelf, text) for (text,) in shelf.ask("SELECT row FROM sources ORDER BY n")]


def _row(shelf: Shelf, text: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(text)
    now, last, pause = parse_day(shelf.label["latest"]), parse_day(row["last"]), row["usual_pause_days"]
    quiet = (now - last).days if now and last else None
    row["silent_days"] = quiet
    row["silent"] = bool(quiet is not None and pause and quiet > SILENT_TIMES * pause)
    return row

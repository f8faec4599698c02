"""Disagreements: where the accounts part."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.outputs.texts import STATUSES
from contested.web.answers import CSV, answer, csv_of, forms, page_of, wants
from contested.web.models import DisagreementRow, Page
from contested.web.query import Asked, AsOf, Format, Kept, Paging, chosen

router = APIRouter(tags=["disagreements"])
_SINGLE = STATUSES.index("single_source")
About = Literal["happened", "toll", "place", "time", "culprit", "control"]
Between = Literal["within", "sides", "outlets"]


@router.get(
    "/disagreements", response_model=Page[DisagreementRow], responses=forms(CSV), summary="Where the accounts part"
)
def disagreements(
    request: Request,
    keeper: Kept,
    filters: Asked,
    paging: Annotated[Paging, Query()],
    form: Annotated[Format, Query()],
    about: Annotated[About | None, Query(description="Only about this slot.")] = None,
    between: Annotated[
        Between | None, Query(description="Only within a side, between sides, or between outlets.")
    ] = None,
    since: Annotated[date | None, Query(description="Only those that came up on or after this day.")] = None,
    order: Annotated[
        Literal["strength", "new"], Query(description="Best founded first, or newest first.")
    ] = "strength",
) -> Response:
    """One row, one disagreement: the question, both positions with their very words, the reason in a sentence.
    `single_source` counts the incidents that rest on one origin, so that nobody could contradict them."""
    shelf = keeper.shelf(filters.asof)
    values = (about or "", about or "", between or "", between or "", since.isoformat() if since else "")
    found = shelf.ask(
        """SELECT n, new_day FROM disagreements
           WHERE (? = '' OR about = ?) AND (? = '' OR parties = ?) AND new_day >= ? ORDER BY n""",
        values,
    )
    if filters.wanted().narrow:
        mask = chosen(shelf, filters).mask
        passing = {n for n, home in shelf.ask("SELECT disagreement, incident FROM parted") if mask[home]}
        found = [row for row in found if row[0] in passing]
    if order == "new":
        found.sort(key=lambda row: row[1], reverse=True)
    ranks = [n for n, _ in found]
    rows = shelf.rows("disagreements", ranks[paging.start : paging.start + paging.limit])
    if wants(request, form.format, CSV) == CSV:
        return csv_of(map(json.loads, rows), "disagreements")
    single = shelf.columns.status
    counted = int((single == _SINGLE).sum())
    return page_of(rows, len(ranks), paging, shelf, single_source=counted)


@router.get("/disagreement/{disagreement_id}", response_model=DisagreementRow, summary="One disagreement")
def disagreement(
    keeper: Kept, disagreement_id: Annotated[str, Path(max_length=200, description="Its id.")], asof: AsOf = None
) -> Response:
    """One disagreement."""
    shelf = keeper.shelf(asof)
    rank = shelf.rank_of("disagreements", disagreement_id, "disagreement")
    return answer(json.loads(shelf.rows("disagreements", [rank])[0]))

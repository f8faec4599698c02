"""Places: those of which something is told, and one with who held it, what happened, who left and came."""

from __future__ import annotations

import json
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.web.answers import CSV, answer, csv_of, forms, page_of, wants
from contested.web.held import changes_of, claimed_of, days_of, settlement
from contested.web.models import Page, PlaceRow
from contested.web.query import Asked, Format, Kept, Paging, chosen
from contested.web.shelf.codec import dump

router = APIRouter(tags=["places"])
MOST_INCIDENTS, MOST_FLOWS = 200, 200


@router.get(
    "/places", response_model=Page[PlaceRow], responses=forms(CSV), summary="Places, by how much is told of them"
)
def places(
    request: Request, keeper: Kept, filters: Asked, paging: Annotated[Paging, Query()], form: Annotated[Format, Query()]
) -> Response:
    """A page of the places that the incidents passing the filters lie in; `incidents` counts those that pass."""
    shelf = keeper.shelf(filters.asof)
    picked = chosen(shelf, filters)
    at = shelf.columns.at[picked.mask]
    counts = np.bincount(at[at >= 0], minlength=len(shelf.place_names))
    order = np.argsort(-counts, kind="stable")
    ranks = order[: int((counts > 0).sum())]
    rows = [json.loads(row) for row in shelf.rows("places", ranks[paging.start : paging.start + paging.limit])]
    for row, n in zip(rows, ranks[paging.start :], strict=False):
        row["incidents"] = int(counts[n])
    if wants(request, form.format, CSV) == CSV:
        return csv_of(rows, "places")
    return page_of([dump(row) for row in rows], len(ranks), paging, shelf)


@router.get("/place/{place_id}", summary="One place: who held it, what happened there, who left and who came")
def place(
    keeper: Kept,
    filters: Asked,
    place_id: Annotated[str, Path(max_length=200, description="GeoNames id, or the name in small letters.")],
) -> Response:
    """All names in use; control day by day, as probabilities that sum to one, with the claims behind; apart from it
    what each side last claimed, who said so, when and in which report; the incidents there that pass the filters, most
    contested first; movements from and to it. Stock and flow are never added."""
    shelf = keeper.shelf(filters.asof)
    rank = shelf.rank_of("places", place_id, "place", short=False)
    (raw,) = shelf.rows("places", [rank])
    row = json.loads(raw)
    mask = chosen(shelf, filters).mask & shelf.columns.having("place", [rank])
    ranks = np.flatnonzero(mask)
    found = settlement(shelf, row["geonameid"] or row["name"])
    flows = [
        flow
        for (text,) in shelf.ask(
            """SELECT row FROM flows
               WHERE json_extract(row, '$.origin_id') = ? OR json_extract(row, '$.destination_id') = ?""",
            (row["id"], row["id"]),
        )
        for flow in [json.loads(text)]
    ]
    return answer({
        "place": row, "as_of": shelf.label["latest"], "state": shelf.state, "total": len(ranks),
        "incidents": [json.loads(text) for text in shelf.rows("incidents", ranks[:MOST_INCIDENTS])],
        "control": days_of(shelf, found, filters.from_, filters.to) if found else [],
        "changes": changes_of(shelf, found) if found else [],
        "claimed": claimed_of(shelf, found) if found else [],
        "from_near_only": found is None,
        "left": [f for f in flows if f["kind"] != "stock" and f["origin_id"] == row["id"]][:MOST_FLOWS],
        "came": [f for f in flows if f["kind"] != "stock" and f["destination_id"] == row["id"]][:MOST_FLOWS],
        "present": [f for f in flows if f["kind"] == "stock"][:MOST_FLOWS],
    })  # fmt: skip

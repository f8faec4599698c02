"""The situation report under the filters, for paper."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from contested.web import sitreps
from contested.web.answers import answer
from contested.web.models import SitrepAnswer
from contested.web.query import Asked, Kept

router = APIRouter(tags=["sitrep"])


@router.get("/sitrep", response_model=SitrepAnswer, summary="A situation report of what passes the filters")
def sitrep(keeper: Kept, filters: Asked) -> Response:
    """What is contested, what only a denial tells, what is corroborated, what one source tells, changes of control and
    movement, as lines with the numbers of the reports that tell them; the first 15 of each and how many more there are.
    Beside it the reports, who has fallen silent, and what was held back."""
    return answer(sitreps.sitrep(keeper.shelf(filters.asof), filters))

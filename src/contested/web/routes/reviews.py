"""Reviews: the one thing that can be written here. A person says whether the words say what was read in them.

A review goes into the ledger as a decision, like one of `contested review`: nothing is changed or taken out, an undo is
a decision too, and every later weighing respects it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from contested.errors import InputError
from contested.ledger import Decision, open_ledger
from contested.ledger.deciding import reviewing, undoing
from contested.web.answers import answer, page_of
from contested.web.models import DoubtRow, Page, Recorded, ReviewRow
from contested.web.problems import NotWritable, WrongType
from contested.web.query import AsOf, Kept, Paging
from contested.web.shelf import Keeper

router = APIRouter(tags=["reviews"])
MOST_BYTES = 10_000


class Given(BaseModel):
    """What a person says of a reading."""

    model_config = ConfigDict(extra="forbid")

    claim: str = Field(min_length=1, max_length=200, description="The whole id of a claim.")
    verdict: Literal["right", "wrong"] = Field(description="Whether the words say this; not whether it is true.")
    by: str | None = Field(None, max_length=80, description="Who says so.")
    note: str | None = Field(None, max_length=500, description="Why.")


class Undone(BaseModel):
    """Who takes a review back, and why."""

    model_config = ConfigDict(extra="forbid")

    by: str | None = Field(None, max_length=80, description="Who says so.")
    note: str | None = Field(None, max_length=500, description="Why.")


def writable(request: Request, keeper: Kept) -> None:
    """Raises unless this server writes and the request is small JSON, which no form of another site can send."""
    if not keeper.writes:
        raise NotWritable(
            "This server keeps no reviews.", remedy="Start it without --read-only, or review where it is."
        )
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json":
        raise WrongType("A review is JSON.", remedy="Send `Content-Type: application/json`.")
    size = request.headers.get("content-length", "")
    if not size.isdigit() or int(size) > MOST_BYTES:
        raise InputError("A review is short, and says how long it is.", remedy=f"At most {MOST_BYTES} bytes.")


@router.get("/reviews", response_model=Page[ReviewRow], summary="What people said of readings, the latest first")
def reviews(keeper: Kept, paging: Annotated[Paging, Query()], asof: AsOf = None) -> Response:
    """The standing review of each claim that may be shown. Who reviewed, and why, is given in the analyst's own view
    only."""
    shelf = keeper.shelf(asof)
    ((total,),) = shelf.ask("SELECT count(*) FROM reviews")
    rows = shelf.ask("SELECT row FROM reviews ORDER BY n LIMIT ? OFFSET ?", (paging.limit, paging.start))
    return page_of([row for (row,) in rows], total, paging, shelf, writes=keeper.writes)


@router.get("/queue", response_model=Page[DoubtRow], summary="What is most worth a person's look")
def queue(keeper: Kept, paging: Annotated[Paging, Query()], asof: AsOf = None) -> Response:
    """Claims that nobody reviewed: those read unsurely on which much rests come first, with what rests on them. At most
    500; the next come up as these are reviewed."""
    shelf = keeper.shelf(asof)
    ((total,),) = shelf.ask("SELECT count(*) FROM doubts")
    rows = shelf.ask("SELECT row FROM doubts ORDER BY n LIMIT ? OFFSET ?", (paging.limit, paging.start))
    return page_of([row for (row,) in rows], total, paging, shelf, writes=keeper.writes)


@router.post(
    "/reviews", response_model=Recorded, status_code=201, dependencies=[Depends(writable)],
    summary="Say whether a claim was read right",
)  # fmt: skip
def review(keeper: Kept, given: Given) -> Response:
    """Keeps a review in the ledger. A claim read wrongly is weighed no more; it stays in the ledger and in its
    document, marked. Only JSON is taken and, where the server has a token, only with the token in the Authorization
    header; what a page of another site sends is refused."""
    shelf = keeper.shelf()
    known = shelf.ask(
        "SELECT id FROM accounts WHERE id = ? UNION SELECT claim FROM reviews WHERE claim = ?", (given.claim,) * 2
    )
    if not known:
        shelf.rank_of("accounts", given.claim, "claim", short=False)  # says so
    return _kept(keeper, replace(reviewing(given.claim, given.verdict), by=given.by, note=given.note))


@router.post(
    "/reviews/{decision}/undo", response_model=Recorded, status_code=201, dependencies=[Depends(writable)],
    summary="Take a review back",
)  # fmt: skip
def undo(
    keeper: Kept, decision: Annotated[int, Path(ge=1, le=2**53, description="Its number.")], given: Undone
) -> Response:
    """A review no longer holds. It stays in the ledger, marked. Other decisions than reviews are not undone here."""
    with open_ledger(keeper.ledger).view() as view:
        made = view.decisions()
    if any(item.id == decision and item.action != "review" for item in made):
        raise InputError(
            f"Decision {decision} is no review.", remedy="`contested decide undo` takes back any decision."
        )
    return _kept(keeper, replace(undoing(decision, made), by=given.by, note=given.note))


def _kept(keeper: Keeper, decision: Decision) -> Response:
    taken = replace(decision, at=datetime.now(UTC).isoformat(timespec="microseconds"))
    with open_ledger(keeper.ledger).writer() as writer:
        number = writer.add_decision(taken)
    keeper.nudge()
    body: dict[str, Any] = {
        "decision": number, "action": taken.action, "claim": next(iter(taken.claims), None),
        "verdict": taken.values.get("verdict"), "at": taken.at,
    }  # fmt: skip
    made = answer(body)
    made.status_code = 201
    made.headers["cache-control"] = "no-store"
    return made

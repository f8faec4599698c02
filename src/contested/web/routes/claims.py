"""Claims: what somebody says happened; and for one of them everything that leads to it."""

from __future__ import annotations

import json
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.errors import NotFound
from contested.nouns import Account, from_dict, to_dict
from contested.outputs.rows import claim_row
from contested.outputs.wording import who_says
from contested.web.answers import CSV, answer, csv_of, forms, page_of, wants
from contested.web.models import ClaimDetail, ClaimRow, Page
from contested.web.query import Asked, AsOf, Format, Kept, Paging, chosen
from contested.web.shelf import Selection, Shelf
from contested.web.shelf.codec import dump

router = APIRouter(tags=["claims"])


@router.get("/claims", response_model=Page[ClaimRow], responses=forms(CSV), summary="Claims of the incidents that pass")
def claims(
    request: Request, keeper: Kept, filters: Asked, paging: Annotated[Paging, Query()], form: Annotated[Format, Query()]
) -> Response:
    """A page of claims of the incidents that pass the filters, the latest report first."""
    shelf = keeper.shelf(filters.asof)
    picked = chosen(shelf, filters)
    total = picked.claims
    rows = claim_rows(shelf, claim_ranks(shelf, picked)[paging.start : paging.start + paging.limit])
    if wants(request, form.format, CSV) == CSV:
        return csv_of(rows, "claims")
    return page_of([dump(row) for row in rows], total, paging, shelf)


@router.get("/claim/{claim_id}", response_model=ClaimDetail, summary="One claim and all that leads to it")
def claim(
    keeper: Kept, claim_id: Annotated[str, Path(max_length=200, description="Its id.")], asof: AsOf = None
) -> Response:
    """The words, what made the claim (rule, lexicon entry, model, notes), the places that were not taken, repairs on
    the way, and what other claims say to it. One that a person found wrong has its review, and belongs to no incident
    any more."""
    shelf = keeper.shelf(asof)
    account = shelf.told(claim_id)
    told = account.claim
    found = shelf.ask("SELECT row, text, repairs FROM documents WHERE id = ?", (account.document,))
    if not found:
        raise NotFound(f"The report of {told.id[:80]!r} is not shown.", remedy="It may be held back.")
    row, pieces, repairs = (json.loads(part) for part in found[0])
    said = shelf.ask("SELECT row FROM reviews WHERE claim = ?", (told.id,))
    first, last = told.evidence
    return answer({
        "claim": claim_row(account) | {"incident": shelf.homes([told.id]).get(told.id)},
        "whole": _whole(shelf, account),
        "document": row,
        "trigger": words_at(pieces, *told.trigger),
        "because": to_dict(told.because),
        "alternatives": _alternatives(shelf, account),
        "links": _links(shelf, told.id),
        "repairs": [r for r in repairs if r["start"] < last and r["end"] > first],
        "review": review_of(json.loads(said[0][0]) if said else None),
    })  # fmt: skip


def claim_ranks(shelf: Shelf, picked: Selection) -> list[int]:
    """Ranks of the claims of the chosen incidents, the latest report first."""
    found = shelf.account_homes
    # Claims that belong to no incident shown are left out.
    return np.flatnonzero((found >= 0) & picked.mask[np.maximum(found, 0)]).tolist() if len(picked.mask) else []


def claim_rows(shelf: Shelf, ranks: list[int]) -> list[dict[str, Any]]:
    """Rows of claims."""
    accounts = [from_dict(Account, json.loads(noun)) for noun in shelf.rows("accounts", ranks, "noun")]
    homes = shelf.homes(account.claim.id for account in accounts)
    return [claim_row(account) | {"incident": homes.get(account.claim.id)} for account in accounts]


def review_of(said: dict[str, Any] | None) -> dict[str, Any] | None:
    """What a person said of a claim, without the claim."""
    return {key: said[key] for key in ("decision", "verdict", "at", "by", "note")} if said else None


def words_at(pieces: list[tuple[int, str]], start: int, end: int) -> str:
    """The words of a document at a span, where they may be shown."""
    return next((words[start - at : end - at] for at, words in pieces if at <= start and end <= at + len(words)), "")


def _whole(shelf: Shelf, account: Account) -> dict[str, Any]:
    whole: dict[str, Any] = to_dict(account.claim)
    if not shelf.label["own_view"]:
        for place in whole["places"]:
            place["alternatives"] = []  # their points would undo the coarsening
    return whole


def _alternatives(shelf: Shelf, account: Account) -> list[dict[str, Any]]:
    out = []
    for place in account.claim.places:
        for other in sorted(place.alternatives, key=lambda c: -c.score)[:8]:
            point = {"lat": other.lat, "lon": other.lon} if shelf.label["own_view"] else {"lat": None, "lon": None}
            out.append({
                "of": place.text, "name": other.name, "country": other.country, "geonameid": other.geonameid, **point,
                "score": other.score, "why": other.why, "taken": other.geonameid == place.geonameid,
            })  # fmt: skip
    return out


def _links(shelf: Shelf, own: str) -> list[dict[str, Any]]:
    links = shelf.links([own])
    others = shelf.accounts(link.b if link.a == own else link.a for link in links)
    homes = shelf.homes(others)
    out = []
    for link in links:
        key = link.b if link.a == own else link.a
        account = others.get(key)
        out.append({
            **to_dict(link), "other": key, "words": account.words if account else "",
            "speaker": who_says(account) if account else None, "side": account.side if account else None,
            "document": account.document if account else None, "incident": homes.get(key),
        })  # fmt: skip
    return out

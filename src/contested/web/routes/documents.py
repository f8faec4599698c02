"""Documents: the reports, and the words of one with its claims at their offsets."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from contested.ledger.codec import fold
from contested.nouns import Account, from_dict
from contested.outputs.clean import NAME_MASK, WORDS_MASK
from contested.outputs.rows import claim_row
from contested.outputs.texts import text
from contested.web.answers import CSV, answer, csv_of, forms, page_of, wants
from contested.web.models import DocumentDetail, DocumentRow, Page
from contested.web.query import AsOf, Format, Kept, Paging
from contested.web.routes.claims import review_of

router = APIRouter(tags=["documents"])


@router.get("/documents", response_model=Page[DocumentRow], responses=forms(CSV), summary="Reports, the latest first")
def documents(
    request: Request,
    keeper: Kept,
    paging: Annotated[Paging, Query()],
    form: Annotated[Format, Query()],
    from_: Annotated[date | None, Query(alias="from", description="Published on or after this day.")] = None,
    to: Annotated[date | None, Query(description="Published on or before this day.")] = None,
    outlet: Annotated[str | None, Query(max_length=120, description="Of this outlet, by its whole name.")] = None,
    asof: AsOf = None,
) -> Response:
    """A page of reports. Reports without a day of publication are found only where no days are asked for."""
    shelf = keeper.shelf(asof)
    values = (from_.isoformat() if from_ else "", to.isoformat() if to else "9999", fold(outlet), fold(outlet))
    where = "day >= ? AND day <= ? AND (? = '' OR outlet = ?)"
    ((total,),) = shelf.ask(f"SELECT count(*) FROM documents WHERE {where}", values)  # noqa: S608
    rows = shelf.ask(
        f"SELECT row FROM documents WHERE {where} ORDER BY n LIMIT ? OFFSET ?",  # noqa: S608
        (*values, paging.limit, paging.start),
    )
    found = [row for (row,) in rows]
    if wants(request, form.format, CSV) == CSV:
        return csv_of(map(json.loads, found), "documents")
    return page_of(found, total, paging, shelf)


@router.get("/document/{document_id}", response_model=DocumentDetail, summary="One report: its words, with its claims")
def document(
    keeper: Kept, document_id: Annotated[str, Path(max_length=300, description="Its id.")], asof: AsOf = None
) -> Response:
    """The original exactly as it came in, in one piece or, where the policy says so, only the stretches that claims
    rest on. Offsets count Unicode code points of the whole original, end exclusive. The words are those of others: show
    them as text, never as markup."""
    shelf = keeper.shelf(asof)
    rank = shelf.rank_of("documents", document_id, "document")
    ((key, row, pieces, repairs),) = shelf.ask("SELECT id, row, text, repairs FROM documents WHERE n = ?", (rank,))
    found = shelf.ask("SELECT noun FROM accounts WHERE document = ? ORDER BY n", (key,))
    told = shelf.ask("SELECT claim, row, noun FROM reviews WHERE document = ?", (key,))
    said = {claim: json.loads(review) for claim, review, _ in told}
    # What was found wrong stays in its document, though in no incident.
    accounts = [from_dict(Account, json.loads(noun)) for noun in (*(n for (n,) in found), *(n for *_, n in told if n))]
    homes = shelf.homes(account.claim.id for account in accounts)
    accounts.sort(key=lambda a: (a.claim.trigger, a.claim.id))
    return answer({
        "document": json.loads(row),
        "pieces": [{"start": at, "end": at + len(words), "text": words} for at, words in json.loads(pieces)],
        "masks": {NAME_MASK: text("mask", "name"), WORDS_MASK: text("mask", "words")},
        "claims": [
            _claim(a) | {"incident": homes.get(a.claim.id), "review": review_of(said.get(a.claim.id))} for a in accounts
        ],
        "repairs": json.loads(repairs), "writes": keeper.writes,
    })  # fmt: skip


def _claim(account: Account) -> dict[str, Any]:
    claim = account.claim
    spans: dict[str, Any] = {
        "trigger": list(claim.trigger), "evidence": list(claim.evidence),
        "places": [_span(p) | {"name": p.name, "role": p.role, "use": p.use} for p in claim.places],
        "time": _span(claim.time) if claim.time else None,
        "speakers": [_span(s) | {"name": s.name or s.text, "role": s.role} for s in claim.said_by],
        "counts": [_span(c) | {"of": c.of} for c in claim.counts],
    }  # fmt: skip
    return claim_row(account) | {"spans": spans, "rule": claim.because.rule, "model": claim.because.model}


def _span(noun: Any) -> dict[str, Any]:
    return {"start": noun.start, "end": noun.end}

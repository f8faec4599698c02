"""The situation: how much passes the filters, and what is new."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import Response

from contested.nouns import parse_day
from contested.web.answers import answer
from contested.web.models import SituationAnswer
from contested.web.query import Asked, Kept, chosen
from contested.web.shelf.selecting import blame

router = APIRouter(tags=["situation"])
NEW_DAYS, MOST_NEW = 3, 50


@router.get("/situation", response_model=SituationAnswer, summary="What is on the screen, in numbers, and what is new")
def situation(
    keeper: Kept,
    filters: Asked,
    since: Annotated[
        date | None,
        Query(description=f"What is new: first reported on or after this day; the last {NEW_DAYS} days else."),
    ] = None,
) -> Response:
    """Counts by status, kind and side of what passes the filters; the incidents that are new, most contested first; how
    much was held back, and by which rule. Where nothing passes, `blame` says what each filter costs."""
    shelf = keeper.shelf(filters.asof)
    picked = chosen(shelf, filters)
    c, label = shelf.columns, shelf.label
    latest = parse_day(label["latest"])
    new_since = since or (latest - timedelta(days=NEW_DAYS - 1) if latest else None)
    fresh = picked.mask & (c.reported >= new_since.toordinal()) if new_since else np.zeros_like(picked.mask)
    kinds = np.bincount(c.kind[picked.mask], minlength=len(shelf.kinds))
    sides = c.tally("side", picked.mask, len(shelf.side_names))
    parted = shelf.ask("SELECT DISTINCT disagreement, incident FROM parted")
    return answer({
        "as_of": label["latest"], "state": shelf.state, "own_view": label["own_view"], "incidents": len(picked),
        "claims": picked.claims, "documents": picked.documents, "statuses": picked.statuses,
        "kinds": {name: int(n) for name, n in zip(shelf.kinds, kinds, strict=True) if n},
        "sides": in_order({
            side: {"name": name, "incidents": int(n)}
            for (side, name), n in zip(shelf.side_names.items(), sides, strict=True) if n
        }, shelf.sides.names),
        "off_map": int(np.isnan(c.lat[picked.mask]).sum()), "undated": int((c.first[picked.mask] == 0).sum()),
        "disagreements": len({number for number, incident in parted if picked.mask[incident]}),
        "new_since": new_since.isoformat() if new_since else None,
        "new": [json.loads(row) for row in shelf.rows("incidents", np.flatnonzero(fresh)[:MOST_NEW])],
        "whole": {key: label[key] for key in ("incidents", "claims", "documents", "unread", "undated", "origins")},
        "held_back": label["held_back"], "held_by_rule": label["held_by_rule"],
        "blame": blame(shelf, filters.wanted()) if not len(picked) else {},
    })  # fmt: skip


def in_order(sides: dict[str, Any], named: Iterable[str]) -> dict[str, Any]:
    """Sides in the order of the settings, by which the pages give them their signs; the rest after them."""
    known = [side for side in named if side in sides]
    return {side: sides[side] for side in dict.fromkeys([*known, *sides])}

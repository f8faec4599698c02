"""The timeline: bars by day and status, spans of weeks, and how much was heard."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import Response

from contested.outputs.texts import STATUSES
from contested.web.answers import answer
from contested.web.models import TimelineAnswer
from contested.web.query import Asked, Kept, chosen
from contested.web.shelf import Selection, Shelf

router = APIRouter(tags=["timeline"])
Step = Literal["auto", "day", "week", "month"]
MOST_BARS, LONG_DAYS, MOST_SPANS = 400, 7, 60


@router.get("/timeline", response_model=TimelineAnswer, summary="Incidents a day by status, and reports a day")
def timeline(
    keeper: Kept,
    filters: Asked,
    step: Annotated[
        Step, Query(description="auto takes days, weeks from 400 days on, months from 400 weeks on.")
    ] = "auto",
) -> Response:
    """Bars of the incidents that pass all filters but the days, so that the axis holds the whole record; incidents are
    counted on their first day. What is told over more than a week stands under `spans` too."""
    shelf = keeper.shelf(filters.asof)
    picked = chosen(shelf, filters.model_copy(update={"from_": None, "to": None}))
    first, last = _bounds(shelf, picked)
    if first is None or last is None:
        return answer({
            "step": "day", "first": None, "last": None, "as_of": shelf.label["latest"], "bars": [], "spans": [],
            "undated": len(picked), "state": shelf.state,
        })  # fmt: skip
    days = last - first + 1
    used = step if step != "auto" else "day" if days <= MOST_BARS else "week" if days <= 7 * MOST_BARS else "month"
    c = picked.columns
    return answer({
        "step": used, "first": date.fromordinal(first).isoformat(), "last": date.fromordinal(last).isoformat(),
        "as_of": shelf.label["latest"], "undated": int((c.first[picked.mask] == 0).sum()),
        "bars": _bars(shelf, picked, used), "spans": _spans(shelf, picked), "state": shelf.state,
    })  # fmt: skip


def _bounds(shelf: Shelf, picked: Selection) -> tuple[int | None, int | None]:
    starts = picked.columns.first[picked.mask]
    days = [date.fromisoformat(day).toordinal() for day in shelf.reports]
    known = starts[starts > 0]
    if len(known):
        days += [int(known.min()), int(known.max())]
    return (int(min(days)), int(max(days))) if days else (None, None)


def _bars(shelf: Shelf, picked: Selection, step: str) -> list[dict[str, object]]:
    c = picked.columns
    mask = picked.mask & (c.first > 0)
    keys, counts = np.unique(c.first[mask].astype(np.int64) * len(STATUSES) + c.status[mask], return_counts=True)
    bars: dict[int, Counter[str]] = {}
    for key, n in zip(keys.tolist(), counts.tolist(), strict=True):
        day, state = divmod(key, len(STATUSES))
        bars.setdefault(_floor(day, step), Counter())[STATUSES[state]] += n
    heard: Counter[int] = Counter()
    for told, n in shelf.reports.items():
        heard[_floor(date.fromisoformat(told).toordinal(), step)] += n
    return [
        {"day": date.fromordinal(day).isoformat(), "statuses": dict(bars.get(day, {})), "reports": heard[day]}
        for day in sorted({*bars, *heard})
    ]


def _floor(day: int, step: str) -> int:
    """The first day of the week or month that a day lies in."""
    known = date.fromordinal(day)
    if step == "week":
        return max(1, day - known.weekday())
    return known.replace(day=1).toordinal() if step == "month" else day


def _spans(shelf: Shelf, picked: Selection) -> list[dict[str, str]]:
    c = picked.columns
    long = np.flatnonzero(picked.mask & (c.first > 0) & (c.last - c.first >= LONG_DAYS))[:MOST_SPANS]
    rows = [json.loads(row) for row in shelf.rows("incidents", long)]
    return [
        {
            "id": row["id"], "title": row["title"], "status": row["status"],
            "from": date.fromordinal(int(c.first[n])).isoformat(), "to": date.fromordinal(int(c.last[n])).isoformat(),
        }
        for n, row in zip(long, rows, strict=True)
    ]  # fmt: skip

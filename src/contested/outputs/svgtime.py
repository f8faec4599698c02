"""Incidents a day as bars by status, and a lane that says how much was heard at all: no report is not peace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from contested.nouns import Account, Incident, parse_day
from contested.outputs import wording
from contested.outputs.svg import drawing, el
from contested.outputs.svgribbon import ticks

WIDTH, BARS, TOP, LEFT = 1312.0, 96.0, 22.0, 48.0
WIDEST = 28.0
_LEVEL = {
    "corroborated_across_sides": "solid", "corroborated": "solid", "admitted": "solid", "single_source": "hollow",
    "retracted": "hollow", "disputed": "cut", "denied": "cut",
}  # fmt: skip
LONGEST, LEAD = 400, 7


def draw_timeline(incidents: Sequence[Incident], accounts: Sequence[Account], last: str | None) -> Markup:
    """The strip from the first told day to the day of the view, at most a year and a month back."""
    days = Counter((day, _LEVEL.get(i.status, "hollow")) for i in incidents if (day := parse_day(i.from_)))
    heard = Counter(day for a in accounts if (day := parse_day(a.published)))
    known = [day for day, _ in days] + list(heard)
    if not known:
        return Markup("")
    end = parse_day(last) or max(known)
    first = min(heard) - timedelta(days=LEAD) if heard else min(known)
    start = max(first, end - timedelta(days=LONGEST))
    before = sum(number for (day, _), number in days.items() if day < start)
    span = (end - start).days + 1
    step = (WIDTH - LEFT) / span
    tallest = (
        max((sum(days[day, level] for level in ("solid", "hollow", "cut")) for day in _days(start, span)), default=1)
        or 1
    )

    def x(day: date) -> float:
        return LEFT + (day - start).days * step

    body: list[Markup] = []
    for mark in _levels(tallest):
        y = TOP + BARS * (1 - mark / tallest)
        body.append(el("path", d=f"M{LEFT} {y:.1f}H{WIDTH}", class_="grid"))
        body.append(el("text", str(mark), x=LEFT - 6, y=y + 4, text_anchor="end", class_="axis"))
    body.append(el("text", "incidents", x=0, y=TOP - 8, class_="axis start"))
    if before:
        body.append(el("text", f"◀ {before} told of earlier days", x=LEFT + 4, y=TOP - 8, class_="axis start"))
    wide = max(1.0, min(WIDEST, step - (1.5 if step > 4 else 0.3)))
    for day in _days(start, span):
        body.append(_bar(day, days, x(day), wide, tallest))
    lane = TOP + BARS + 22
    body.append(el("text", "reports", x=0, y=lane + 9, class_="axis start"))
    most = max(heard.values(), default=1)
    for day in _days(start, span):
        number = heard[day]
        tip = el("title", f"{wording.day(day)}: {number or 'no'} claims came in")
        if number:
            level = 0.25 + 0.6 * min(1.0, number / most)
            body.append(
                el("rect", tip, x=x(day), y=lane, width=wide, height=10, class_="heard", fill_opacity=round(level, 2))
            )
        elif step > 3:
            body.append(el("path", tip, d=f"M{x(day) + 1:.1f} {lane + 5}h{max(1.0, wide - 2):.1f}", class_="silent"))
    for day in ticks(start, end, 12):
        late = x(day) > WIDTH - 44
        where = {"x": WIDTH - 6, "text_anchor": "end"} if late else {"x": x(day)}
        body.append(el("text", wording.day(day, year=False), y=TOP + BARS + 14, class_="axis start", **where))
    body.append(el("path", d=f"M{WIDTH - 0.75} {TOP - 8}V{lane + 10}", class_="asof"))
    told = sum(days.values()) - before
    name = f"{told} incidents by day, {wording.day(start)} to {wording.day(end)}"
    return drawing(WIDTH, lane + 14, *body, label=name, class_="timeline")


def _bar(day: date, days: Counter[tuple[date, str]], x: float, wide: float, tallest: int) -> Markup:
    parts = []
    base = TOP + BARS
    words = []
    for level, name in (("solid", "corroborated"), ("hollow", "single source"), ("cut", "disputed")):
        number = days[day, level]
        if not number:
            continue
        tall = BARS * number / tallest
        base -= tall
        words.append(f"{number} {name}")
        inset = 0.6 if level == "hollow" else 0.0
        parts.append(
            el(
                "rect",
                x=x + inset,
                y=base + inset,
                width=max(0.8, wide - 2 * inset),
                height=max(0.8, tall - 2 * inset),
                class_=level,
            )
        )
        if level == "cut" and wide > 3 and tall > 3:
            parts.append(el("path", d=f"M{x:.1f} {base + tall:.1f}L{x + wide:.1f} {base:.1f}", class_="slash"))
    return el("g", el("title", f"{wording.day(day)}: {', '.join(words)}"), *parts) if parts else Markup("")


def _days(start: date, span: int) -> list[date]:
    return [start + timedelta(days=n) for n in range(span)]


def _levels(tallest: int) -> list[int]:
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if tallest / n <= 3.5)
    return list(range(step, tallest + 1, step))

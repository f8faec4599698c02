"""Who held a place, as a ribbon over the days that always sums to one: one side from below, the other from above.

Between them lies what is contested, in stripes of both, and what is not known, as dots. Below is a sign for each claim;
nothing is drawn after the day of the view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from contested.nouns import Account, ControlEstimate, parse_day
from contested.outputs import wording
from contested.outputs.holders import OPEN, Holding, holder_name
from contested.outputs.marks import side_group
from contested.outputs.svg import drawing, el, path
from contested.weighing.sides import SideTable

WIDTH, TALL, TOP, LEFT = 560.0, 80.0, 22.0, 0.0
LEAD = 10


def draw_ribbon(
    item: Holding, accounts: Mapping[str, Account], letters: Mapping[str | None, str], sides: SideTable
) -> Markup:
    """The ribbon of one place."""
    days = item.days if len(item.days) > 1 else (*item.days, *item.days)
    step = WIDTH / (len(days) - 1)
    below, above = _two(days, letters)
    lows = [(n * step, _share(d, below)) for n, d in enumerate(days)]
    highs = [(n * step, 1 - _share(d, above)) for n, d in enumerate(days)]
    mids = [
        (n * step, min(1 - _share(d, above), _share(d, below) + d.probabilities.get("contested", 0.0)))
        for n, d in enumerate(days)
    ]

    def y(share: float) -> float:
        return TOP + TALL * (1 - share)

    def band(lower: Sequence[tuple[float, float]], upper: Sequence[tuple[float, float]], fill: str) -> Markup:
        points = [(x, y(v)) for x, v in lower] + [(x, y(v)) for x, v in reversed(upper)]
        return el("path", d=path(points, closed=True), class_=fill)

    floor, roof = [(x, 0.0) for x, _ in lows], [(x, 1.0) for x, _ in lows]
    a, b = letters.get(below, "x"), letters.get(above, "x")
    body = [
        el("rect", x=0, y=TOP, width=WIDTH, height=TALL, class_="unknown-ground"),
        el("rect", x=0, y=TOP, width=WIDTH, height=TALL, fill="url(#dots)", opacity=0.6),
        band(lows, mids, "contested-ground"),
        el(
            "path",
            d=path([(x, y(v)) for x, v in lows] + [(x, y(v)) for x, v in reversed(mids)], closed=True),
            fill="url(#both)",
        ),
        band(floor, lows, f"tint-{a}"),
        band(highs, roof, f"tint-{b}"),
        el("path", d=path((x, y(v)) for x, v in lows), class_=f"edge-{a}"),
        el("path", d=path((x, y(v)) for x, v in highs), class_=f"edge-{b}"),
        el("path", d=f"M0 {TOP + TALL / 2}H{WIDTH}", class_="even"),
        el("path", d=f"M{WIDTH} {TOP - 8}V{TOP + TALL + 4}", class_="asof"),
    ]
    body += _names(days, below, above, step, sides, letters)
    body += _changes(item, days, step, sides)
    body += _claims(item, accounts, letters, days, step)
    body += _axis(days, step)
    now = ", ".join(
        f"{holder_name(h, sides)} {wording.percent(p)}"
        for h, p in sorted(item.now.probabilities.items(), key=lambda kv: -kv[1])[:3]
    )
    return drawing(
        WIDTH,
        TOP + TALL + 40,
        *body,
        label=f"Who held {item.name}; on {wording.day(item.now.day)}: {now}",
        class_="ribbon",
    )


def since(item: Holding, first: str | None) -> Holding:
    """A holding from some days before the first report on: what lies earlier was told only later."""
    day = parse_day(first)
    if day is None:
        return item
    start = (day - timedelta(days=LEAD)).isoformat()
    return replace(item, first=start, changes=tuple(c for c in item.changes if c.day >= start))


def stripes() -> Markup:
    """The pattern of what is contested, once a page."""
    strokes = [el("path", d="M2 0V8", class_="edge-a"), el("path", d="M6 0V8", class_="edge-b")]
    return el(
        "pattern", *strokes, id="both", width=8, height=8, patternUnits="userSpaceOnUse", patternTransform="rotate(35)"
    )


def _share(day: ControlEstimate, holder: str | None) -> float:
    return day.probabilities.get(holder, 0.0) if holder else 0.0


def _two(days: Sequence[ControlEstimate], letters: Mapping[str | None, str]) -> tuple[str | None, str | None]:
    """The side drawn from below and the one from above: the likeliest over the days, in the order of sides."""
    total: dict[str, float] = {}
    for day in days:
        for holder, share in day.probabilities.items():
            if holder not in OPEN:
                total[holder] = total.get(holder, 0.0) + share
    top = sorted(total, key=lambda h: -total[h])[:2]
    top.sort(key=lambda h: (letters.get(h, "x"), h))
    return (top[0] if top else None, top[1] if len(top) > 1 else None)


def _names(
    days: Sequence[ControlEstimate],
    below: str | None,
    above: str | None,
    step: float,
    sides: SideTable,
    letters: Mapping[str | None, str],
) -> list[Markup]:
    """A side's name inside its own part, where that is high enough and widest."""
    out = []
    for holder, up in ((below, False), (above, True)):
        if holder is None:
            continue
        best = max(
            range(len(days)),
            key=lambda n: min(
                _share(days[max(0, n - 3)], holder),
                _share(days[n], holder),
                _share(days[min(len(days) - 1, n + 3)], holder),
            ),
        )
        share = _share(days[best], holder)
        if share < 0.3:
            continue
        name = sides.name(holder)
        x = min(max(best * step, 20), WIDTH - 7 * len(name) - 24)
        y = TOP + TALL * (share / 2 if up else 1 - share / 2)
        sign = el("g", side_group(letters.get(holder, "x")), transform=f"translate({x:.1f} {y:.1f})")
        out.append(el("g", sign, el("text", name, x=x + 10, y=y + 4, class_="inside")))
    return out


def _changes(item: Holding, days: Sequence[ControlEstimate], step: float, sides: SideTable) -> list[Markup]:
    out: list[Markup] = []
    first = parse_day(days[0].day)
    ends: list[float] = []
    for change in item.changes:
        when = parse_day(change.day)
        if first is None or when is None or change.after in OPEN:
            continue
        x = (when - first).days * step
        words = f"{wording.day(when, year=False)}: {holder_name(change.after, sides)}"
        left = x + 6 + 6.2 * len(words) < WIDTH
        start = x + 5 if left else x - 5 - 6.2 * len(words)
        out.append(el("path", d=f"M{x:.1f} {TOP - 8}V{TOP}", class_="bracket"))
        if not any(start < end for end in ends):
            out.append(
                el(
                    "text",
                    words,
                    x=x + 5 if left else x - 5,
                    y=TOP - 7,
                    text_anchor="start" if left else "end",
                    class_="changed",
                )
            )
            ends.append(start + 6.2 * len(words))
    return out


def _claims(
    item: Holding,
    accounts: Mapping[str, Account],
    letters: Mapping[str | None, str],
    days: Sequence[ControlEstimate],
    step: float,
) -> list[Markup]:
    first, last = parse_day(days[0].day), parse_day(days[-1].day)
    out: list[Markup] = []
    heights: dict[int, int] = {}
    for claim in item.claims:
        account = accounts.get(claim)
        if account is None or first is None or last is None:
            continue
        when = parse_day(account.claim.time.from_ if account.claim.time else None) or parse_day(account.published)
        if when is None or not first <= when <= last:
            continue
        place = round((when - first).days * step / 11)
        level = heights.get(place, 0)
        heights[place] = level + 1
        if level > 1:
            continue
        x, y = (when - first).days * step, TOP + TALL + 10 + 11 * level
        tip = f"{wording.who_says(account)}, {wording.day(when)}"
        sign = el(
            "g",
            side_group(letters.get(account.side, "x")),
            transform=f"translate({min(max(x, 5), WIDTH - 5):.1f} {y:.1f}) scale(.8)",
        )
        out.append(el("a", el("title", tip), sign, href=f"#w-{claim}"))
    return out


def _axis(days: Sequence[ControlEstimate], step: float) -> list[Markup]:
    first, last = parse_day(days[0].day), parse_day(days[-1].day)
    if first is None or last is None:
        return []
    out = []
    for when in ticks(first, last):
        x = (when - first).days * step
        anchor = "start" if x < 20 else "end" if x > WIDTH - 30 else "middle"
        out.append(el("text", wording.day(when, year=False), x=x, y=TOP + TALL + 38, text_anchor=anchor, class_="axis"))
    return out


def ticks(first: date, last: date, most: int = 6) -> list[date]:
    """A few days to write on an axis."""
    step = next(n for n in (1, 2, 7, 14, 28, 56, 112, 364, 10_000) if (last - first).days / n <= most)
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]

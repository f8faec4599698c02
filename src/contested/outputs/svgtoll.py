"""A toll as a drawing: one row an origin, all on one axis, and below them what they give together.

Square = exact; line with upright ends = range; open end = "or more". Kinds of people counted never share a row.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from contested.nouns import Account, Count, Toll
from contested.outputs import wording
from contested.outputs.marks import side_group
from contested.outputs.svg import drawing, el
from contested.outputs.texts import text

WIDTH, LEFT, RIGHT, ROW = 420.0, 150.0, 14.0, 22.0


@dataclass(frozen=True, slots=True)
class Told:
    """What one account gives for a toll."""

    name: str
    side: str
    low: float | None
    high: float | None
    claim: str


def told_of(toll: Toll, accounts: Sequence[Account], letters: dict[str | None, str]) -> list[Told]:
    """The figures of a toll by account, one for each origin, the latest of it."""
    by_origin: dict[str, Told] = {}
    for account in sorted(accounts, key=lambda a: a.published or ""):
        count = next((c for c in account.claim.counts if c.of == toll.of and c.who == toll.who), None)
        if account.claim.id in toll.claims and count:
            key = account.origin or account.document
            by_origin[key] = _told(account, count, letters)
    return list(by_origin.values())


def draw_toll(toll: Toll, told: Sequence[Told]) -> Markup:
    """The drawing of one toll."""
    low, high, broken = _axis(toll, told)
    height = 24 + ROW * (len(told) + 1) + 8

    def x(value: float) -> float:
        return LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    ticks = _ticks(low, high)
    grid = [
        el(
            "g",
            el("path", d=f"M{x(t):.1f} 20V{height - 4:.0f}", class_="grid"),
            el("text", wording.number(t), x=x(t), y=13, text_anchor="middle", class_="axis"),
        )
        for t in ticks
    ]
    body: list[Markup] = []
    for number, item in enumerate(told):
        y = 34 + ROW * number
        body.append(
            el(
                "g",
                el("g", side_group(item.side), transform=f"translate(7 {y})"),
                el("text", _fit(item.name), x=18, y=y + 4, class_="who"),
                _figure(item.low, item.high, x, y),
            )
        )
    y = 34 + ROW * len(told)
    body.append(el("path", d=f"M0 {y - 11}H{WIDTH}", class_="rule"))
    body.append(el("text", "Together", x=0, y=y + 4, class_="who strong"))
    body.append(_together(toll, x, y, high))
    cut = el("path", d=f"M{LEFT - 8} 16l4 -8m2 8l4 -8", class_="g-ink") if broken else None
    return drawing(WIDTH, height, *grid, *body, cut, label=f"{wording.toll(toll)}; {len(told)} accounts", class_="toll")


def mini_toll(toll: Toll, width: float = 120) -> Markup:
    """The toll in a list: low to high with the best founded figure, no axis."""
    low, high, _ = _axis(toll, ())

    def x(value: float) -> float:
        return 6 + (value - low) / (high - low) * (width - 12)

    line = el("path", d=f"M0 7H{width}", class_="axisline")
    return drawing(width, 14, line, _together(toll, x, 7, high, tall=4), label=wording.toll(toll), class_="mini")


def _told(account: Account, count: Count, letters: dict[str | None, str]) -> Told:
    return Told(wording.who_says(account), letters.get(account.side, "x"), count.low, count.high, account.claim.id)


def _axis(toll: Toll, told: Sequence[Told]) -> tuple[float, float, bool]:
    values = [
        v for v in (toll.low, toll.best, toll.high, *(t.low for t in told), *(t.high for t in told)) if v is not None
    ]
    values = [v for v in values if math.isfinite(v)] or [0.0, 1.0]
    low, high = min(values), max(values)
    spread = max(high - low, high * 0.2, 1.0)
    start = max(0.0, low - spread * 0.4)
    if start < spread:
        start = 0.0
    return start, high + spread * 0.25, start > 0


def _ticks(low: float, high: float) -> list[float]:
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = max(1.0, next(power * n for n in (1, 2, 5, 10) if power * n >= rough))
    first = math.ceil(low / step) * step
    return [first + step * n for n in range(6) if first + step * n <= high]


def _figure(low: float | None, high: float | None, x: object, y: float) -> Markup:
    at = x if callable(x) else float
    if low is not None and low == high:
        return el("rect", x=at(low) - 4, y=y - 4, width=8, height=8, class_="exact")
    if low is not None and high is not None:
        return el(
            "path",
            d=f"M{at(low):.1f} {y - 5}V{y + 5}M{at(low):.1f} {y}H{at(high):.1f}M{at(high):.1f} {y - 5}V{y + 5}",
            class_="range",
        )
    if low is not None:
        a, b = at(low), WIDTH - RIGHT - 2
        return el(
            "path",
            d=f"M{a:.1f} {y - 5}V{y + 5}M{a:.1f} {y}H{b:.1f}M{b - 5:.1f} {y - 4}L{b:.1f} {y}L{b - 5:.1f} {y + 4}",
            class_="range open",
        )
    a, b = LEFT, at(high or 0)
    return el(
        "path",
        d=f"M{a + 5:.1f} {y - 4}L{a:.1f} {y}L{a + 5:.1f} {y + 4}M{a:.1f} {y}H{b:.1f}M{b:.1f} {y - 5}V{y + 5}",
        class_="range open",
    )


def _together(toll: Toll, x: object, y: float, end: float, *, tall: float = 6) -> Markup:
    at = x if callable(x) else float
    low = toll.low if toll.low is not None else 0.0
    high = toll.high if toll.high is not None and math.isfinite(toll.high) else end
    parts = [el("rect", x=at(low), y=y - tall, width=max(1.0, at(high) - at(low)), height=2 * tall, class_="band")]
    ends = f"M{at(low):.1f} {y - tall}V{y + tall}" + (
        f"M{at(high):.1f} {y - tall}V{y + tall}" if toll.high is not None else ""
    )
    parts.append(el("path", d=ends, class_="range"))
    if toll.best is not None:
        parts.append(
            el(
                "rect",
                x=at(toll.best) - tall * 0.7,
                y=y - tall * 0.7,
                width=tall * 1.4,
                height=tall * 1.4,
                class_="exact",
            )
        )
    return el("g", *parts)


def _fit(name: str) -> str:
    return name if len(name) <= 21 else name[:20].rstrip() + "…"


def heading(toll: Toll) -> str:
    """`Killed, civilians`."""
    word = text("count", toll.of)
    return word[:1].upper() + word[1:] + (f", {toll.who}" if toll.who else "")

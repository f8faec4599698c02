"""The marks: a shape for each group of kinds, a filling for each status, signs beside words, signs of sides.

Shapes lie on a 12 px grid around 0 0. Colours are CSS variables of the report, so that one drawing serves both themes.
"""

from __future__ import annotations

from markupsafe import Markup

from contested.outputs.svg import el
from contested.outputs.texts import group_of, relation, status

SHAPES = {
    "violence": "M0 -6.4L1.7 -1.7L6.4 0L1.7 1.7L0 6.4L-1.7 1.7L-6.4 0L-1.7 -1.7Z",
    "harm": "M-5.8 -4.6H5.8L0 5.6Z",
    "territory": "M-4.7 -4.7H4.7V4.7H-4.7Z",
    "force": "M0 -5.6L5.8 1.2V5.4L0 -0.8L-5.8 5.4V1.2Z",
    "people": "M0 -5.3A5.3 5.3 0 1 1 0 5.3A5.3 5.3 0 1 1 0 -5.3Z",
    "politics": "M-6.2 4.2V2.4A6.2 6.2 0 0 1 6.2 2.4V4.2Z",
    "diplomacy": "M-6 -5L0 -1.3L6 -5V5L0 1.3L-6 5Z",
    "other": "M0 -4.6L4.6 0L0 4.6L-4.6 0Z",
}
_STATUS_SIGNS = {
    "single_source": ("M7 2V12",),
    "corroborated": ("M4.5 2V12M9.5 2V12",),
    "corroborated_across_sides": ("M3 2V12M11 2V12M3 7H11",),
    "disputed": ("M2 5H12M2 9H12M10.5 1.5L3.5 12.5",),
    "denied": ("M7 1.8A5.2 5.2 0 1 1 7 12.2A5.2 5.2 0 1 1 7 1.8M3.6 10.4L10.4 3.6",),
    "admitted": ("M12 2V12H3M6 8.5L2.5 12L6 15.5",),
    "retracted": ("M7 1V4M7 10V13M1.5 7H12.5",),
}
_RELATION_SIGNS = {
    "agrees": "M2 5H12M2 9H12",
    "refines": "M2 7c1.6-3 3.4-3 5 0s3.4 3 5 0",
    "supersedes": "M7 12V3M3 6.5L7 2.5L11 6.5",
    "contradicts": "M2 5H12M2 9H12M10.5 1.5L3.5 12.5",
    "in_tension": "M2 5c1.6-2.4 3.4-2.4 5 0s3.4 2.4 5 0M2 10c1.6-2.4 3.4-2.4 5 0s3.4 2.4 5 0",
    "denies": "M7 1.8A5.2 5.2 0 1 1 7 12.2A5.2 5.2 0 1 1 7 1.8M3.6 10.4L10.4 3.6",
    "admits": "M12 2V10H3M6 6.5L2.5 10L6 13.5",
}
_SIDES = {
    "a": "M-4 -4H4V4H-4Z",
    "b": "M0 -4.5A4.5 4.5 0 1 1 0 4.5A4.5 4.5 0 1 1 0 -4.5Z",
    "c": "M0 -5L5 4H-5Z",
    "x": "M0 -5L5 0L0 5L-5 0Z",
}
LOUD = ("contradicts", "denies")


def mark_group(kind: str, state: str, *, ground: str = "var(--land)") -> Markup:
    """The mark of a happening around 0 0, with a halo in the colour of its ground."""
    shape = SHAPES[group_of(kind)]
    halo = el("path", d=shape, fill=ground, stroke=ground, stroke_width=5, stroke_linejoin="round")
    return el("g", halo, *_filled(shape, state, ground))


def mark(kind: str, state: str, size: float = 20) -> Markup:
    """The mark as a small drawing of its own, for headings and lists."""
    return el(
        "svg",
        *_filled(SHAPES[group_of(kind)], state, "var(--g)"),
        viewBox="-9 -9 18 18",
        width=size,
        height=size,
        class_="mark",
        aria_hidden="true",
    )


def status_sign(state: str) -> Markup:
    """The sign of a status, 14 px; its name stands beside it in words."""
    paths = _STATUS_SIGNS.get(state, ("M7 6V8",))
    tone = "g-dis" if state in ("disputed", "denied") else "g-ink"
    tall = 17 if state == "admitted" else 14
    inner = (el("path", d=d, class_=tone) for d in paths)
    return el("svg", *inner, viewBox=f"0 0 14 {tall}", width=14, height=14, class_="sign", aria_hidden="true")


def relation_sign(kind: str, reason: str) -> Markup:
    """The sign of a relation with its reason as tooltip and as spoken text."""
    tone = "g-dis" if kind in LOUD else "g-ink"
    said = f"{relation(kind)['label']}: {reason}" if reason else relation(kind)["label"]
    drawn = el("path", d=_RELATION_SIGNS.get(kind, "M7 6V8"), class_=tone)
    return el("svg", el("title", said), drawn, viewBox="0 0 14 14", width=14, height=14, class_="sign", role="img")


def side_group(letter: str) -> Markup:
    """The sign of a side around 0 0."""
    return el("path", d=_SIDES.get(letter, _SIDES["x"]), class_=f"side-{letter}")


def side_sign(letter: str) -> Markup:
    """The sign of a side, for headings."""
    return el("svg", side_group(letter), viewBox="-6 -6 12 12", width=12, height=12, class_="sign", aria_hidden="true")


def status_words(state: str) -> Markup:
    """Sign and label of a status, with its meaning as tooltip."""
    entry = status(state)
    loud = " d" if state in ("disputed", "denied") else ""
    return el("span", status_sign(state), entry["label"], class_=f"st{loud}", title=entry.get("tip", ""))


def _filled(shape: str, state: str, ground: str) -> list[Markup]:
    ink, dispute = "var(--ink)", "var(--dispute)"
    line = {"d": shape, "stroke_width": 1.6, "stroke_linejoin": "round"}
    if state == "single_source":
        return [el("path", **line, fill=ground, stroke=ink)]
    if state == "corroborated_across_sides":
        return [
            el("path", d=shape, fill="none", stroke=ink, stroke_width=5.4, stroke_linejoin="round"),
            el("path", d=shape, fill=ink, stroke=ground, stroke_width=2.6, stroke_linejoin="round"),
            el("path", d=shape, fill=ink),
        ]
    if state == "disputed":
        return [
            el("path", d=shape, fill=dispute, stroke=dispute, stroke_width=1.2, stroke_linejoin="round"),
            el("path", d="M4.1 -7.6L-4.1 7.6", stroke=ground, stroke_width=2.6),
        ]
    if state == "denied":
        return [
            el("path", **line, fill=ground, stroke=dispute),
            el("path", d="M4.6 -8.4L-4.6 8.4", stroke=dispute, stroke_width=1.8),
        ]
    if state == "admitted":
        return [
            el("path", d=shape, fill=ink, stroke=ink, stroke_width=1.2, stroke_linejoin="round"),
            el("circle", cx=-4.2, cy=4.2, r=3.4, fill=ground),
        ]
    if state == "retracted":
        return [el("path", **line, fill=ground, stroke="var(--ink3)", stroke_dasharray="2 1.6")]
    return [el("path", d=shape, fill=ink, stroke=ink, stroke_width=1.2, stroke_linejoin="round")]

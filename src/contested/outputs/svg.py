"""SVG elements as safe markup. Every attribute and every text is escaped; nothing here takes raw markup from data."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from contested.outputs.clean import block


def el(tag: str, *children: object, **attrs: object) -> Markup:
    """An element. Attribute names: `stroke_width` for stroke-width, `class_` for class; None leaves one out.

    Children are escaped unless they are markup; numbers are written short.
    """
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(safe(short(value)))}"'
        for name, value in attrs.items()
        if value is not None
    )
    inner = "".join(str(escape(safe(child))) for child in children if child is not None and child != "")
    return Markup(f"<{tag}{named}>{inner}</{tag}>" if inner else f"<{tag}{named}/>")  # noqa: S704 - escaped above


def safe(value: object) -> object:
    """A string without characters that control or steer; markup and everything else as it is."""
    return block(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def short(value: object) -> str:
    """A number with at most two decimals, everything else as text."""
    if isinstance(value, float):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if text in ("-0", "") else text
    return str(value)


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """Path data through points."""
    made = "L".join(f"{short(round(x, 1))} {short(round(y, 1))}" for x, y in points)
    return f"M{made}{'Z' if closed else ''}" if made else ""


def drawing(width: float, height: float, *children: object, label: str, class_: str | None = None) -> Markup:
    """A drawing with a name for those who cannot see it; it shrinks with its column."""
    return el(
        "svg", el("title", label), *children, viewBox=f"0 0 {short(width)} {short(height)}", width=width, height=height,
        role="img", class_=class_,
    )  # fmt: skip

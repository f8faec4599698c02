"""The situation report as a page for paper: black and white, every line with the numbers of its reports."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from contested import data
from contested.outputs import wording
from contested.outputs.clean import plain, sentence
from contested.outputs.svg import safe
from contested.outputs.texts import status, text

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def html(found: Mapping[str, Any], *, title: str = "", asked: str = "", again: str = "") -> str:
    """The page of a report as the API gives it. `asked`: the filters in words; `again`: the command that makes it."""
    style = data.path_of("outputs/sitrep.css").read_text(encoding="utf-8")
    below = plain(f"Contested · as known on {wording.day(found['as_of'])}", 80)
    style = style.replace("var(--line-below)", f'"{below}"')
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=safe
    )
    environment.filters["plain"] = plain
    environment.filters["sentence"] = lambda told: _DAY.sub(lambda day: wording.day(day[0]), sentence(told))
    template = environment.from_string(data.path_of("outputs/sitrep.html.j2").read_text(encoding="utf-8"))
    places = ", ".join(plain(place, 40) for place in found["places"])
    page = template.render(
        found=found, title=plain(title, 120) or f"Situation report{f': {places}' if places else ''}",
        period=_period(found), asked=plain(asked, 300), again=plain(again, 300, word=200), day=wording.day,
        heading=lambda key: text("sitrep", key), sign=_sign,
        style=Markup(style), digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),  # noqa: S704 (ours)
    )  # fmt: skip
    return page + "\n"


def _period(found: Mapping[str, Any]) -> str:
    first, last = found["from"], found["to"]
    return f"{wording.day(first)} to {wording.day(last)}" if first and last else ""


def _sign(state: str) -> tuple[str, str]:
    if state == "tension":
        return "≈", "In tension"
    known = status(state)
    return known["sign"], known["label"]

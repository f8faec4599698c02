"""`contested sitrep`: the situation on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contested.cli._options import AsOf, Json, LedgerFile, Place, Since, Until
from contested.cli._screen import note, print_json
from contested.errors import InputError


def sitrep(
    ledger: LedgerFile,
    to: Annotated[Path | None, typer.Option("--out", help="The HTML file to write.")] = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    title: Annotated[str, typer.Option(help="The headline; by default the places that most is told of.")] = "",
    internal: Annotated[
        bool, typer.Option("--internal", help="Your own view: nothing coarsened, held back or made nameless.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write a situation report for paper: what is contested, corroborated, told by one, who holds what, who moves.

    Every line ends in the numbers of the reports that tell it. The publication policy is on unless --internal is given.
    """
    from contested.outputs.sitrep import html
    from contested.web.sitreps import sitrep_of

    if to is None and not as_json:
        raise InputError("Say where to write it.", remedy="Give --out FILE.html, or --json.")
    given = {"place": place, "from": since, "to": until}
    found = sitrep_of(ledger, {k: v for k, v in given.items() if v}, as_of=as_of, own_view=internal)
    if as_json:
        print_json(found)
    if to is None:
        return
    words = [("place", place), ("since", since), ("until", until), ("as-of", as_of)]
    told = ", ".join(f"{name} {value}" for name, value in words[:3] if value)
    again = " ".join(["contested sitrep", *(f'--{name} "{value}"' for name, value in words if value)])
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(html(found, title=title, asked=told, again=again), encoding="utf-8", errors="replace")
    note(f"Written to {to}; print it from a browser.")

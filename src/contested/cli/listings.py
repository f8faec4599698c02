"""Lists of what the weighing makes of the claims: incidents, places, disagreements, speakers, movement."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli._options import AsOf, Json, Kind, LedgerFile, Limit, Place, Side, Since, Speaker, Until
from contested.cli._screen import limited, out, print_json, show
from contested.errors import InputError

if TYPE_CHECKING:
    from contested.outputs.release import Release

Rows = list[dict[str, Any]]


def incidents(
    ledger: LedgerFile,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    speaker: Speaker = None,
    side: Side = None,
    status: Annotated[str | None, typer.Option(help="Only with this status, for example disputed.")] = None,
    as_of: AsOf = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List incidents: the claims that tell of one happening, drawn together. What is disputed comes first."""
    from contested.outputs.rows import incident_rows
    from contested.outputs.tables import fancy, incidents_table
    from contested.outputs.texts import STATUSES

    if status and status not in STATUSES:
        raise InputError(f"There is no status {status!r}.", remedy=f"Use {', '.join(STATUSES)}.")
    asked = {"place": place, "since": since, "until": until, "kind": kind, "speaker": speaker, "side": side}
    whole = _weighed(ledger, **asked, as_of=as_of)
    rows = [row for row in incident_rows(whole) if not status or row["status"] == status]
    _print(rows, limit, lambda kept: incidents_table(kept, signs=fancy(out())), as_json=as_json)


def places(
    ledger: LedgerFile,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    speaker: Speaker = None,
    side: Side = None,
    as_of: AsOf = None,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """List places, by how much is told to have happened there."""
    from contested.outputs.rows import place_rows
    from contested.outputs.tables import places_table

    asked = {"place": place, "since": since, "until": until, "kind": kind, "speaker": speaker, "side": side}
    whole = _weighed(ledger, **asked, as_of=as_of)
    _print(place_rows(whole), limit, places_table, as_json=as_json)


def disagreements(
    ledger: LedgerFile,
    about: Annotated[
        str | None, typer.Option(help="Only about this: happened, toll, place, time, culprit or control.")
    ] = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    speaker: Speaker = None,
    side: Side = None,
    as_of: AsOf = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List where the accounts part, both words side by side. The best founded comes first."""
    from contested.outputs.rows import disagreement_rows
    from contested.outputs.tables import disagreements_table, fancy
    from contested.weighing.disagreements import SLOTS

    if about and about not in SLOTS:
        raise InputError(f"There are no disagreements about {about!r}.", remedy=f"Ask about {', '.join(SLOTS)}.")
    asked = {"place": place, "since": since, "until": until, "kind": kind, "speaker": speaker, "side": side}
    whole = _weighed(ledger, **asked, as_of=as_of)
    rows = [row for row in disagreement_rows(whole) if not about or row["about"] == about]
    _print(rows, limit, lambda kept: disagreements_table(kept, whole.sides, signs=fancy(out())), as_json=as_json)


def speakers(
    ledger: LedgerFile,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    speaker: Speaker = None,
    side: Side = None,
    as_of: AsOf = None,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """List who speaks, for whom, how often, and what became of what they said."""
    from contested.outputs.rows import speaker_rows
    from contested.outputs.tables import speakers_table

    asked = {"place": place, "since": since, "until": until, "kind": kind, "speaker": speaker, "side": side}
    whole = _weighed(ledger, **asked, as_of=as_of)
    _print(speaker_rows(whole), limit, lambda kept: speakers_table(kept, whole.sides), as_json=as_json)


def movement(
    ledger: LedgerFile,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    speaker: Speaker = None,
    side: Side = None,
    as_of: AsOf = None,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """List people told to move or be moved: from where, to where, by whom it is told."""
    from contested.outputs.rows import movement_rows
    from contested.outputs.tables import movement_table

    asked = {"place": place, "since": since, "until": until, "speaker": speaker, "side": side}
    whole = _weighed(ledger, **asked, as_of=as_of)
    _print(movement_rows(whole), limit, movement_table, as_json=as_json)


def _weighed(ledger: Any, **given: Any) -> Release:
    from contested.cli._select import Asked, weighed
    from contested.ledger import open_ledger

    with open_ledger(ledger).view() as view:
        return weighed(view, Asked.of(**given))


def _print(rows: Rows, limit: int, table: Callable[[Rows], Any], *, as_json: bool) -> None:
    kept, rest = limited(rows, limit)
    if as_json:
        print_json(kept)
    else:
        show(table(kept), rest=rest)

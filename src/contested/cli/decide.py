"""`contested decide` and `contested decisions`: a person's word over the machine's, kept and reversible."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli._options import AsOf, Json, LedgerFile, Limit
from contested.cli._screen import limited, print_json, show
from contested.errors import NotFound

if TYPE_CHECKING:
    from contested.ledger import Decision
    from contested.nouns import Incident
    from contested.weighing import Weighed

app = typer.Typer(
    no_args_is_help=True,
    help="Say which claims tell of one happening. Recorded, reversible, kept when all is weighed anew.",
)
AnIncident = Annotated[str, typer.Argument(help="An incident's id, or the first characters of it.")]
AClaim = Annotated[str, typer.Argument(help="A claim's id, or the first characters of it.")]
Note = Annotated[str | None, typer.Option(help="Why; kept with the decision.")]
By = Annotated[str | None, typer.Option(help="Who decides.", envvar="CONTESTED_BY", show_envvar=True)]


@app.command()
def merge(one: AnIncident, other: AnIncident, ledger: LedgerFile, note: Note = None, by: By = None) -> None:
    """Two incidents are one happening."""
    from contested.ledger.deciding import merging

    weighed = _weighed(ledger)
    decision = merging(_incident(weighed, one), _incident(weighed, other))
    _keep(ledger, replace(decision, note=note, by=by))


@app.command()
def split(
    claim: AClaim,
    ledger: LedgerFile,
    incident: Annotated[
        list[str] | None, typer.Argument(metavar="[from] [INCIDENT]", help="The incident; by default the one it is in.")
    ] = None,
    note: Note = None,
    by: By = None,
) -> None:
    """A claim tells of another happening than the incident that it was drawn into."""
    from contested.ledger import open_ledger
    from contested.ledger.deciding import splitting

    named = [word for word in incident or () if word != "from"]
    weighed = _weighed(ledger)
    with open_ledger(ledger).view() as view:
        whole = view.claim(claim).claim.id
    home = _incident(weighed, named[0]) if named else weighed.incident_of(whole)
    if home is None:
        raise NotFound(f"{whole} is in no incident.", remedy="It was reviewed as wrongly read, or read anew.")
    _keep(ledger, replace(splitting(whole, home), note=note, by=by))


@app.command()
def pin(claim: AClaim, incident: AnIncident, ledger: LedgerFile, note: Note = None, by: By = None) -> None:
    """A claim belongs to an incident, which is whole then: nothing joins or leaves it by itself."""
    from contested.ledger import open_ledger
    from contested.ledger.deciding import pinning

    weighed = _weighed(ledger)
    with open_ledger(ledger).view() as view:
        whole = view.claim(claim).claim.id
    _keep(ledger, replace(pinning(whole, _incident(weighed, incident)), note=note, by=by))


@app.command()
def undo(
    decision: Annotated[int, typer.Argument(help="The decision's number, as `contested decisions` shows it.")],
    ledger: LedgerFile,
    note: Note = None,
    by: By = None,
) -> None:
    """A decision or review no longer holds. It stays in the ledger, marked."""
    from contested.ledger import open_ledger
    from contested.ledger.deciding import undoing

    with open_ledger(ledger).view() as view:
        made = undoing(decision, view.decisions())
    _keep(ledger, replace(made, note=note, by=by))


def decisions(ledger: LedgerFile, as_of: AsOf = None, limit: Limit = 30, as_json: Json = False) -> None:
    """List what people decided and reviewed, the latest first, and what of it still holds."""
    from contested.ledger import open_ledger
    from contested.ledger.deciding import undone
    from contested.nouns import to_dict

    with open_ledger(ledger).view() as view:
        given = view.decisions(as_of=as_of)
        words = {c: a.words for c, a in view.claims(c for d in given for c in d.claims).items()}
    gone = undone(given)
    rows = [{**to_dict(d), "holds": d.id not in gone, "words": [words.get(c, "") for c in d.claims]} for d in given]
    kept, rest = limited(rows[::-1], limit)
    if as_json:
        print_json(kept)
    else:
        show(_table(kept), rest=rest)


def keep(ledger: Path, decision: Decision) -> int:
    """Record a decision; gives its number."""
    from contested.ledger import open_ledger

    # Decisions of one second keep their order only by the fraction of it.
    taken = replace(decision, at=datetime.now(UTC).isoformat(timespec="microseconds"))
    with open_ledger(ledger).writer() as writer:
        return writer.add_decision(taken)


def _keep(ledger: Path, decision: Decision) -> None:
    number = keep(ledger, decision)
    print(f"Decision {number}: {decision.action}. `contested decide undo {number}` takes it back.")
    if not decision.claims:
        return
    weighed = _weighed(ledger)
    homes = {i.id: i for c in decision.claims if (i := weighed.incident_of(c))}
    for item in homes.values():
        many = len(item.claims)
        print(f"  {item.id}: {many} claim{'s'[: many > 1]}, {item.status.replace('_', ' ')}")


def _weighed(ledger: Path) -> Weighed:
    from contested.ledger import open_ledger
    from contested.pipeline import weigh_ledger

    with open_ledger(ledger).view() as view:
        return weigh_ledger(view)


def _incident(weighed: Weighed, start: str) -> Incident:
    """The incident whose id begins so. Raises `NotFound`."""
    found = [i for i in weighed.incidents if i.id == start] or [i for i in weighed.incidents if i.id.startswith(start)]
    if not found or not start:
        raise NotFound(f"There is no incident {start!r}.", remedy="`contested incidents` lists them.")
    if len(found) > 1:
        shown = ", ".join(i.id for i in found[:5])
        raise NotFound(
            f"{start!r} begins more than one incident id: {shown}.", remedy="Type one or two characters more."
        )
    return found[0]


def _table(rows: list[dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from contested.outputs import wording
    from contested.outputs.clean import plain

    table = Table(box=None, expand=True, header_style="dim", padding=(0, 2, 0, 0))
    for head, width in (("No.", 4), ("Day", 12), ("Decision", 14), ("By", 12)):
        table.add_column(head, width=width)
    table.add_column("On", ratio=1, overflow="fold")
    for row in rows:
        action = row["values"].get("verdict", row["action"])
        told = Text(plain(action, 14), "" if row["holds"] else "dim")
        told.append("" if row["holds"] else "\nundone", "dim")
        on = Text(f"decision {row['values']['decision']}" if row["action"] == "undo" else "")
        for claim, words in list(zip(row["claims"], row["words"], strict=True))[:4]:
            on.append(f"{claim} “{plain(words, 70)}”\n")
        more = len(row["claims"]) - 4
        on.append(f"and {more} more claims\n" if more > 0 else "", "dim")
        on.append(f"apart from {len(row['others'])} claims\n" if row["others"] else "", "dim")
        on.append(plain(row["note"], 200) if row["note"] else "", "dim")
        on.rstrip()
        table.add_row(str(row["id"]), wording.day(row["at"]), told, plain(row["by"] or "", 20), on)
    return table

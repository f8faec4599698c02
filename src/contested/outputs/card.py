"""One screen for one document: who says what happened, where, when, with what toll, in which words, how sure."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from contested.nouns import Account, Claim, Reading
from contested.outputs import wording
from contested.outputs.clean import around, plain
from contested.outputs.rows import Row, claim_row
from contested.outputs.tables import LOUD, QUIET, STRONG
from contested.outputs.texts import text

MOST_SHOWN = 12


def words_of(reading: Reading, claim: Claim) -> str:
    """The very words that a claim rests on."""
    start, end = claim.evidence
    return reading.document.text[start:end]


def reading_rows(reading: Reading) -> list[Row]:
    """The claims of a reading as rows, in the order of the text."""
    return [claim_row(account) for account in _accounts(reading)]


def reading_card(reading: Reading, *, most: int = MOST_SHOWN) -> RenderableType:
    """The card. `most`: claims shown in full; the rest is counted."""
    document = reading.document
    head = Text(plain(document.title or document.id, 100), STRONG)
    outlet = plain(document.outlet or "outlet not told", 48)
    date = wording.day(document.published) if document.published else "no date: relative days stay open"
    language = f" · {plain(document.language, 12)}" if document.language else ""
    head.append(f"\n{outlet} · {date}{language} · {_summary(reading)}", "not bold dim")
    accounts = _accounts(reading)
    if not accounts:
        return Group(head, Text(f"No claims were read from this text{_why_none(reading)}."))
    ranked = sorted(accounts, key=lambda a: (not a.claim.main, -a.claim.confidence))
    shown = {a.claim.id for a in ranked[:most]}
    grid = Table(box=None, padding=(0, 2, 0, 0), header_style=QUIET, expand=True, show_edge=False, pad_edge=False)
    grid.add_column("Who", ratio=4, overflow="fold")
    grid.add_column("says what happened, where, with what toll", ratio=9, overflow="fold")
    grid.add_column("when", ratio=3, overflow="fold")
    grid.add_column("sure", width=4, justify="right")
    for account in accounts:
        if account.claim.id in shown:
            grid.add_row(_who(account), _what(account), _when(account.claim), _sure(account.claim))
    grid.leading = 1 if len(shown) <= 8 else 0
    rest = len(accounts) - len(shown)
    tail = [Text(f"and {rest} more, less sure; --json shows all", QUIET)] if rest else []
    return Group(head, Text(""), grid, *tail)


def _accounts(reading: Reading) -> list[Account]:
    document = reading.document
    ordered = sorted(reading.claims, key=lambda claim: (claim.trigger, claim.id))
    return [Account(c, document.id, document.outlet, document.published, words_of(reading, c)) for c in ordered]


def _who(account: Account) -> Text:
    claim = account.claim
    made = Text(wording.who_says(account))
    if claim.stance != "asserted":
        made.append(f"\n{text('stance', claim.stance)}", LOUD if claim.stance == "denied" else "")
    channel = next((s.channel for s in claim.said_by if s.channel), None)
    if channel:
        made.append(f"\non {plain(channel, 24)}", QUIET)
    return made


def _what(account: Account) -> Text:
    claim = account.claim
    made = Text(("* " if claim.main else "") + text("kind", claim.kind), STRONG)
    how = [text("modality", claim.modality)] if claim.modality not in ("actual", "ongoing") else []
    if claim.polarity == "negative":
        how.append("not so")
    made.append(f" ({', '.join(how)})" if how else "", "not bold")
    doing = wording.parties(claim.agents)
    done_to = wording.parties((*claim.patients, *claim.targets))
    who = " → ".join(part for part in (doing, done_to) if part)
    place = wording.route(claim.places) if claim.places else ""
    near = wording.precision(wording.main_place(claim.places))
    where = f"{place}{f', {near}' if near else ''}" if place else ""
    line = " · ".join(part for part in (where, who) if part)
    made.append(f" {plain(line, 150)}" if line else "", "not bold")
    if claim.counts:
        made.append("\n" + "; ".join(wording.told(count) for count in claim.counts), "not bold")
    first = claim.evidence[0]
    before, lit, after = around(account.words, claim.trigger[0] - first, claim.trigger[1] - first, 150)
    made.append(f"\n“{before.removeprefix(chr(8220))}", "not bold dim")
    made.append(lit, "not bold")
    made.append(f"{after}”", "not bold dim")
    return made


def _when(claim: Claim) -> Text:
    return Text(wording.when(claim.time), "" if claim.time else QUIET)


def _sure(claim: Claim) -> Text:
    return Text(f"{claim.confidence:.2f}".lstrip("0"))


def _summary(reading: Reading) -> str:
    number = len(reading.claims)
    said = {s.name or s.text for c in reading.claims for s in c.said_by[:1]}
    places = {p.geonameid for p in reading.places if p.geonameid}
    parts = [(number, "claim"), (len(said), "speaker"), (len(places), "place")]
    mended = len(reading.repairs)
    return ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in parts) + (
        f", {mended} repairs" if mended else ""
    )


def _why_none(reading: Reading) -> str:
    document = reading.document
    if document.language and not document.language.lower().startswith("en"):
        return f": it is in {plain(document.language, 16)}, and only English is read"
    return ": the text is very short" if len(document.text.split()) < 8 else ": nothing in it names a happening"

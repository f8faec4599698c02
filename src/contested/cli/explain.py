"""`contested explain`: from a claim back to the words, and to what made it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.cli._options import AsOf, Json, LedgerFile
from contested.cli._screen import out, print_json
from contested.errors import NotFound
from contested.nouns import Account, Claim, Document, PlaceInRole, Reading, Repair, to_dict

if TYPE_CHECKING:
    from rich.console import Console

    from contested.ledger import View
    from contested.weighing import Weighed

Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Explained:
    """All that leads to one claim, and what the others say to it."""

    account: Account
    document: Document
    sentence: tuple[int, int]
    repairs: tuple[Repair, ...]
    weighed: Weighed | None

    def row(self) -> dict[str, Any]:
        """The explanation as plain values."""
        claim, text = self.account.claim, self.document.text
        document: dict[str, Any] = to_dict(self.document)
        del document["text"]
        return {
            "claim": to_dict(claim),
            "document": document,
            "sentence": {"start": self.sentence[0], "end": self.sentence[1], "text": text[slice(*self.sentence)]},
            "words": self.account.words,
            "trigger": text[slice(*claim.trigger)],
            "repairs": to_dict(self.repairs),
            "incident": incident.id if (incident := self.incident) else None,
            "links": [{**to_dict(link), "words": words} for link, words in self.links],
        }

    @property
    def incident(self) -> Any:
        """The incident that the claim belongs to."""
        return self.weighed.incident_of(self.account.claim.id) if self.weighed else None

    @property
    def links(self) -> list[tuple[Any, str]]:
        """The links of this claim, each with the words of the other one."""
        if self.weighed is None:
            return []
        own = self.account.claim.id
        words = {account.claim.id: account.words for account in self.weighed.accounts}
        return [
            (link, words.get(link.b if link.a == own else link.a, ""))
            for link in self.weighed.links
            if own in (link.a, link.b)
        ]


def explain(
    claim: Annotated[str, typer.Argument(help="The claim's id, or the first characters of it.")],
    ledger: LedgerFile,
    alone: Annotated[bool, typer.Option("--alone", help="Leave out what other claims say to it; faster.")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Show where a claim comes from: the words, the rule or model, repairs, and the alternatives that lost."""
    from contested.ledger import open_ledger

    with open_ledger(ledger).view() as view:
        found = _explained(view, claim, as_of, alone=alone)
    if as_json:
        print_json(found.row())
    else:
        _print(out(), found)


def _explained(view: View, claim_id: str, as_of: str | None, *, alone: bool) -> Explained:
    from contested.pipeline import weigh_ledger

    account = view.claim(claim_id)
    document = view.document(account.document)
    reading = _reading(view, document)
    sentence = _sentence(reading, account.claim)
    first, last = min(sentence[0], account.claim.evidence[0]), max(sentence[1], account.claim.evidence[1])
    repairs = tuple(r for r in reading.repairs if r.start < last and r.end >= first)
    return Explained(account, document, (first, last), repairs, None if alone else weigh_ledger(view, as_of))


def _reading(view: View, document: Document) -> Reading:
    try:
        return view.reading(document.id)
    except NotFound:
        return Reading(document)


def _sentence(reading: Reading, claim: Claim) -> tuple[int, int]:
    holding = (s for s in reading.sentences if s[0] <= claim.trigger[0] < s[1])
    return next(holding, claim.evidence)


def _print(console: Console, found: Explained) -> None:
    from contested.outputs.clean import plain
    from contested.outputs.texts import text

    claim = found.account.claim
    how = ", ".join(v for v in (claim.polarity, claim.modality, claim.stance) if v not in ("positive", "actual"))
    label = text("kind", claim.kind)
    console.print(f"{label[:1].upper()}{label[1:]}: {how}", style="bold", markup=False)
    console.print(f"claim {claim.id}, kind {claim.kind}, {claim.confidence:.2f} sure", style="dim", markup=False)
    _section(console, "The document", _document(found.document, found.account))
    console.print()
    console.print(_lit(found))
    _section(console, "What was taken from it", _slots(claim))
    for place in claim.places:
        _section(
            console, f"Why “{plain(place.text, 60)}” is {plain(place.name or 'no known place', 60)}", _place(place)
        )
    _section(console, "Who says it, nearest first", _chain(found.account))
    _section(console, "What made it", _because(claim))
    repairs = [(r.kind, f"“{plain(r.original, 80)}” was read as “{plain(r.read_as, 80)}”") for r in found.repairs]
    _section(console, "Repairs on the way", repairs)
    _section(console, "What other claims say to it", _links(found))


def _section(console: Console, title: str, lines: Lines) -> None:
    from rich.table import Table
    from rich.text import Text

    if not lines:
        return
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=14, style="dim", overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for head, value in lines:
        grid.add_row(Text(head), Text(value))
    console.print(Text(f"\n{title}", "bold"))
    console.print(grid)


def _document(document: Document, account: Account) -> Lines:
    from contested.outputs.clean import plain

    values = (
        ("title", document.title),
        ("outlet", document.outlet),
        ("published", document.published),
        ("language", document.language),
        ("url", document.url),
        ("document", account.document),
    )
    return [(head, plain(value, 200)) for head, value in values if value]


def _lit(found: Explained) -> Any:
    """The sentence with the evidence underlined and the trigger in brackets, which plain terminals show too."""
    from rich.text import Text

    from contested.outputs.clean import block

    claim = found.account.claim
    start, end = found.sentence
    text = block(found.document.text)
    made = Text("  …" if start else "  ")
    cuts = sorted({start, end, *(min(max(c, start), end) for c in (*claim.evidence, *claim.trigger))})
    for first, last in pairwise(cuts):
        piece = " ".join(text[first:last].split("\n"))
        if claim.trigger[0] <= first < claim.trigger[1]:
            made.append(f"[{piece}]", "bold underline")
        else:
            made.append(piece, "underline" if claim.evidence[0] <= first < claim.evidence[1] else "dim")
    return made


def _slots(claim: Claim) -> Lines:
    from contested.outputs import wording
    from contested.outputs.texts import text

    lines = [
        (head, _parties(items))
        for head, items in (
            ("who", claim.agents),
            ("to whom", claim.patients),
            ("hit", claim.targets),
            ("with", claim.instruments),
        )
        if items
    ]
    if claim.time:
        lines.append(
            ("when", f"“{claim.time.text}”: {wording.when(claim.time)} ({claim.time.from_} to {claim.time.to})")
        )
    lines += [
        ("how many", f"{wording.interval(c.low, c.high)} {text('count', c.of)}" + (f", {c.who}" if c.who else ""))
        for c in claim.counts
    ]
    codes = [" / ".join(str(v) for v in code.values() if v) for code in (claim.plover, claim.acled) if code]
    return lines + [(name, code) for name, code in zip(("PLOVER", "ACLED"), codes, strict=False)]


def _parties(items: Iterable[Any]) -> str:
    from contested.outputs.clean import plain

    return "; ".join(
        plain(item.text, 80) + "".join(f" ({plain(v, 40)})" for v in (getattr(item, "id", None),) if v)
        for item in items
    )


def _place(place: PlaceInRole) -> Lines:
    from contested.outputs.clean import plain

    lines = [("", "it names no place that the gazetteer knows")]
    if place.geonameid is not None or place.lat is not None:
        at = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else "no point"
        km = f", within {place.radius_km:g} km" if place.radius_km else ""
        lines = [
            ("taken", f"{place.name}, {place.country or 'no country'} ({place.feature}) at {at}{km}"),
            ("role and use", f"{place.role}, {place.use}; {place.confidence:.2f} sure; GeoNames {place.geonameid}"),
        ]
    for candidate in sorted(place.alternatives, key=lambda c: -c.score)[:6]:
        why = f": {plain(candidate.why, 240)}" if candidate.why else ""
        told = f"{candidate.score:.2f}  {plain(candidate.name, 40)}, {candidate.country or 'no country'}{why}"
        lines.append(("won" if candidate.geonameid == place.geonameid else "lost", told))
    return lines


def _chain(account: Account) -> Lines:
    from contested.outputs.clean import plain

    lines = []
    for number, speaker in enumerate(account.claim.said_by, 1):
        parts = [
            speaker.name or speaker.text,
            speaker.role,
            speaker.country,
            speaker.channel and f"on {speaker.channel}",
        ]
        lines.append((f"{number}. {speaker.stance}", ", ".join(plain(part, 60) for part in parts if part)))
    own = "in its own voice" if not lines else "which reports it"
    return [*lines, (f"{len(lines) + 1}. outlet", f"{plain(account.outlet or 'not known', 60)}, {own}")]


def _because(claim: Claim) -> Lines:
    why = claim.because
    values = (("rule", why.rule), ("trigger", why.trigger), ("model", why.model))
    return [(head, value) for head, value in values if value] + [("", note) for note in why.notes]


def _links(found: Explained) -> Lines:
    from contested.outputs.clean import plain

    lines = [
        (f"{link.relation.replace('_', ' ')}", f"{plain(link.reason, 200)}\n“{plain(words, 160)}”")
        for link, words in found.links[:10]
    ]
    if found.incident is not None:
        number = len(found.incident.claims)
        lines.append(
            (
                "incident",
                f"{found.incident.id}, {found.incident.status.replace('_', ' ')}, {number} claim{'s'[: number > 1]}",
            )
        )
    return lines

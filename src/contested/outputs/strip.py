"""One place over the days in the terminal: who held it as known now and as known then, what each side told, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from contested.nouns import Account, ControlEstimate
from contested.outputs import wording
from contested.outputs.clean import plain
from contested.outputs.countries import country_name
from contested.outputs.holders import OPEN, likeliest
from contested.outputs.naming import Naming
from contested.outputs.tables import LOUD, QUIET, STRONG
from contested.weighing.control import CONTESTED, UNKNOWN, Control, Evidence, Settlement

HEAD = 15  # width of what stands before a strip
LIKELY = 0.55


def place_row(control: Control, place: Settlement, accounts: Mapping[str, Account], naming: Naming) -> dict[str, Any]:
    """Everything on one place as plain values: both timelines, changes of hands, and the evidence with its words."""
    now, then = timelines(control, place)
    return {
        "place": naming.place(place.name, place.geonameid), "geonameid": place.geonameid, "country": place.country,
        "area": place.area, "day": now[-1].day, "probabilities": now[-1].probabilities, "status": now[-1].status,
        "reason": now[-1].reason,
        "days": [
            {"day": a.day, "now": a.probabilities, "then": b.probabilities} for a, b in zip(now, then, strict=True)
        ],
        "changes": [
            {"day": c.day, "before": c.before, "after": c.after, "p": c.probability, "claims": list(c.claims)}
            for c in changes_of(control, place)
        ],
        "claimed": claimed(evidence_of(control, place), accounts),
        "evidence": [_evidence_row(e, accounts) for e in evidence_of(control, place)],
    }  # fmt: skip


def timelines(control: Control, place: Settlement) -> tuple[tuple[ControlEstimate, ...], tuple[ControlEstimate, ...]]:
    """The estimates of each day as known now, and as known then."""
    days = [date.fromordinal(n) for n in range(control.first, control.last + 1)]
    now = tuple(e for d in days if (e := control.on(place, d)))
    then = tuple(e for d in days if (e := control.on(place, d, then=True)))
    return now, then


def evidence_of(control: Control, place: Settlement) -> tuple[Evidence, ...]:
    """What tells of a place, by day."""
    return tuple(e for e in control.evidence if e.place == place.key)


def claimed(found: Sequence[Evidence], accounts: Mapping[str, Account]) -> list[dict[str, Any]]:
    """What each side last said of who holds the place, with who said it: claims, kept apart from what is assessed.

    What is told of the whole region is no claim on the place.
    """
    last = {item.speaker_side or "": item for item in found if not item.wide}
    return [_claimed_row(item, accounts.get(item.claim)) for _, item in sorted(last.items())]


def _claimed_row(item: Evidence, account: Account | None) -> dict[str, Any]:
    return {
        "side": item.speaker_side, "holder": item.favours, "day": date.fromordinal(item.day).isoformat(),
        "said": date.fromordinal(item.known).isoformat(), "by": wording.who_says(account) if account else None,
        "claim": item.claim, "document": account.document if account else None,
        "outlet": account.outlet if account else None,
    }  # fmt: skip


def _claimed_lines(found: Sequence[Evidence], accounts: Mapping[str, Account], naming: Naming) -> list[RenderableType]:
    """What each side claims, kept apart from what is assessed: who says so, of which day, in which document."""
    parts: list[RenderableType] = []
    for row in claimed(found, accounts):
        side = plain(naming.side(row["side"]), 30) if row["side"] else "a speaker of no known side"
        holder = "fighting for it" if row["holder"] == CONTESTED else f"held by {plain(naming.side(row['holder']), 30)}"
        made = Text(f"{side}: ", STRONG)
        made.append(f"{holder}, of {wording.day(row['day'])}", "not bold")
        made.append(
            f"\n{plain(row['by'] or 'not told', 60)}, {wording.day(row['said'])}; "
            f"{plain(row['outlet'] or 'outlet not told', 40)}, {plain(row['document'] or '', 40)}, {row['claim']}",
            "not bold dim",
        )
        parts.append(Padding(made, (0, 0, 0, 2)))
    return parts


def changes_of(control: Control, place: Settlement) -> list[Any]:
    """The changes of hands of one place."""
    key = place.geonameid or place.name
    return [c for c in control.changes() if (c.geonameid or c.place) == key]


def strip(
    control: Control, place: Settlement, accounts: Mapping[str, Account], naming: Naming, *, width: int, most: int
) -> RenderableType:
    """The timeline of a place and the claims behind it. `width`: columns; `most`: claims shown, latest first; 0 all.

    A letter is a side that most likely holds it, `x` contested, `·` not known; a small letter is less than sure.
    """
    now, then = timelines(control, place)
    found = evidence_of(control, place)
    letters = _letters([h for h in now[-1].probabilities if h not in OPEN], naming)
    step = max(1, -(-len(now) // max(10, width - HEAD)))
    parts: list[RenderableType] = [_title(place, now[-1], naming), Text("")]
    parts.append(Text(" " * HEAD + _months(control.first, len(now), step), QUIET))
    parts.append(_line("known now", [_mark(e, letters) for e in _ends(now, step)]))
    parts.append(_line("known then", [_mark(e, letters) for e in _ends(then, step)]))
    for side in sorted({e.speaker_side or "" for e in found}):
        name = plain(naming.side(side), HEAD - 1) if side else "others"
        parts.append(_line(f"{name}", _told(found, side, control.first, len(now), step, letters), quiet=True))
    legend = "  ".join(f"{letter} {plain(naming.holder(side, place.country), 40)}" for side, letter in letters.items())
    days = f"  one sign is {step} days" if step > 1 else ""
    parts.append(Text(f"{legend}  x contested  · not known  small: under 80 %{days}", QUIET))
    parts.append(Text("\nAssessed, from all that is told", QUIET))
    parts.append(Padding(Text(plain(now[-1].reason, 400)), (0, 0, 0, 2)))
    if found:
        parts.append(Text("Claimed, the last word of each side", QUIET))
        parts += _claimed_lines(found, accounts, naming)
    for change in changes_of(control, place):
        told = f"{wording.day(change.day)}: {naming.side(change.before)} -> {naming.side(change.after)}"
        parts.append(Text(f"{told}, {wording.percent(change.probability)}", STRONG))
    shown = sorted(found, key=lambda e: (-e.day, e.claim))
    if shown:
        parts.append(Text("\nEvidence, the latest first", QUIET))
    parts += [_evidence(e, accounts, naming) for e in (shown[:most] if most else shown)]
    if most and len(shown) > most:
        parts.append(Text(f"{len(shown) - most} more; --limit 0 shows all.", QUIET))
    return Group(*parts)


def _ends(days: Sequence[ControlEstimate], step: int) -> list[ControlEstimate]:
    """The last day of each sign, so that the last sign is the last day."""
    return [days[min(n + step, len(days)) - 1] for n in range(0, len(days), step)]


def _title(place: Settlement, last: ControlEstimate, naming: Naming) -> Text:
    made = Text(plain(naming.place(place.name, place.geonameid), 60), STRONG)
    made.append(f", in {country_name(place.country) or 'no country'}", "not bold")
    holder, share = likeliest(last)
    told = f"{naming.holder(holder, place.country)}, {wording.percent(share)}"
    made.append(f"\n{wording.day(last.day)}: {told}, {last.status}", LOUD if holder == CONTESTED else "not bold")
    return made


def _letters(holders: Sequence[str], naming: Naming) -> dict[str, str]:
    """A capital for each side: the first of its name that is free."""
    out: dict[str, str] = {}
    for holder in holders:
        name = [c for c in naming.side(holder).upper() if c.isascii() and c.isalpha() and c != "X"]
        free = [c for c in (*name, *"ABCDEFGHIJKLMNOPQRSTUVWYZ") if c not in out.values()]
        out[holder] = free[0]
    return out


def _mark(estimate: ControlEstimate, letters: Mapping[str, str]) -> str:
    holder, share = likeliest(estimate)
    if holder == UNKNOWN or share < LIKELY:
        return "x" if holder == CONTESTED else "·"
    letter = letters.get(holder, "x")
    return letter if share >= 0.8 or holder == CONTESTED else letter.lower()


def _told(
    found: Sequence[Evidence], side: str, first: int, days: int, step: int, letters: Mapping[str, str]
) -> list[str]:
    """For each sign of a strip what a side told of those days: the letter of whom its claims speak for."""
    out = [" "] * (-(-days // step))
    for item in found:
        at = (item.day - first) // step
        if (item.speaker_side or "") == side and 0 <= at < len(out):
            mark = letters.get(item.favours, "x")
            out[at] = mark if out[at] in (" ", mark) else "*"
    return out


def _months(first: int, days: int, step: int) -> str:
    """A ruler with the first day of each month."""
    made = [" "] * (-(-days // step) + 12)
    free = 0
    for n in range(days):
        day = date.fromordinal(first) + timedelta(days=n)
        if day.day == 1 or n == 0:
            label = f"|{wording.day(day, year=n == 0)}"
            at = n // step
            if at >= free and at + len(label) <= len(made):
                made[at : at + len(label)] = label
                free = at + len(label) + 1
    return "".join(made).rstrip()


def _line(head: str, marks: Sequence[str], *, quiet: bool = False) -> Text:
    made = Text(f"{head:<{HEAD}}", QUIET)
    for mark in marks:
        made.append(mark, LOUD if mark == "x" else QUIET if quiet or mark == "·" else STRONG)
    return made


def _evidence(item: Evidence, accounts: Mapping[str, Account], naming: Naming) -> RenderableType:
    account = accounts.get(item.claim)
    made = Text(f"{wording.day(date.fromordinal(item.day))}  ")
    holder = "fighting for it" if item.favours == CONTESTED else naming.side(item.favours)
    made.append(f"speaks for {plain(holder, 40)}", STRONG)
    if account:
        made.append(f"  {wording.who_says(account)}; {plain(account.outlet or 'outlet not told', 40)}", "")
        made.append(f"\n“{plain(account.words, 160)}”", QUIET)
    about = "told of the whole region, " if item.wide else ""
    made.append(f"\n{item.claim}, {about}told by {_teller(item)}, {wording.day(date.fromordinal(item.known))}", QUIET)
    return Padding(made, (0, 0, 0, 2))


def _teller(item: Evidence) -> str:
    words = {"own": "the side it favours", "admits": "the side it costs", "third": "a third party"}
    return words.get(item.teller, "an unknown side")


def _evidence_row(item: Evidence, accounts: Mapping[str, Account]) -> dict[str, Any]:
    account = accounts.get(item.claim)
    return {
        "claim": item.claim, "day": date.fromordinal(item.day).isoformat(),
        "known": date.fromordinal(item.known).isoformat(), "region": item.wide, "favours": item.favours,
        "teller": item.teller, "side": item.speaker_side, "words": account.words if account else None,
        "document": account.document if account else None, "outlet": account.outlet if account else None,
    }  # fmt: skip

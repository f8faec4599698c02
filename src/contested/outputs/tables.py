"""Tables for the terminal, from the rows of `rows.py`. Only disagreement is loud: it alone has a colour.

Every function gives a rich renderable that fits 80 columns and grows to 120. Words of others are shown as `Text`, which
reads no markup, after `clean.plain`. Where the terminal lacks a sign, its plain form stands (`fancy=False`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from contested.outputs import wording
from contested.outputs.clean import plain, sentence
from contested.outputs.rows import Row
from contested.outputs.texts import say, status, text

LOUD, QUIET, STRONG = "bold red", "dim", "bold"
_PARTING = ("disputed", "denied")


def fancy(console: Console) -> bool:
    """Whether a terminal can draw the signs."""
    return not console.options.ascii_only


def claims_table(rows: Sequence[Row]) -> RenderableType:
    """What is said to have happened: day, kind and place, the words, who says it."""
    table = _table(("Day", 13), ("What is told", 3), ("Who says it", 2))
    for row in rows:
        what = Text(text("kind", row["kind"]), STRONG)
        how = _how(row)
        what.append(f" {how}" if how else "", "")
        what.append(f"\n{plain(row['where'], 70)}" + (f", {row['precision']}" if row["precision"] else ""))
        if row["counts"]:
            what.append("\n" + _counts(row["counts"]))
        what.append(f"\n“{plain(row['words'], 150)}”", QUIET)
        who = Text(plain(row["speaker"], 60))
        who.append(f"\n{plain(row['outlet'] or 'outlet not told', 40)}, {wording.day(row['published'])}", QUIET)
        who.append(f"\nread {_share(row['confidence'])}  {row['id']}", QUIET)
        table.add_row(plain(row["when"], 40), what, who)
    return _or_nothing(table, rows)


def incidents_table(rows: Sequence[Row], *, signs: bool = True) -> RenderableType:
    """Incidents, most contested first: sign, what is told, where, when, tolls, how well founded."""
    table = _table(("", 3), ("Incident", 3), ("How well founded", 2))
    for row in rows:
        loud = row["status"] in _PARTING
        what = Text(plain(row["title"], 90), STRONG)
        near = f", {row['precision']}" if row["precision"] else ""
        what.append(f"\n{plain(row['place'] or say('unknown_place'), 48)}{near} · {row['when']}", "not bold")
        for toll in row["tolls"][:3]:
            what.append(f"\n{plain(toll['words'], 70)}", "not bold")
        founded = status_text(row["status"], signs=signs)
        if row["parted"]:
            founded.append("\n" + ", ".join(text("question", slot) for slot in row["parted"][:3]), "")
        founded.append(
            f"\n{_many(len(row['claims']), 'claim')} from {_many(len(row['origins']), 'origin')}\n{row['id']}",
            "not bold dim",
        )
        sign = status(row["status"])
        table.add_row(Text(sign["sign" if signs else "plain"], LOUD if loud else STRONG), what, founded)
    return _or_nothing(table, rows)


def places_table(rows: Sequence[Row]) -> RenderableType:
    """Places by how much is told of them."""
    table = _table(("Place", 3), ("Incidents", 9, "right"), ("Contested", 9, "right"), ("Mostly", 2), ("Last told", 12))
    for row in rows:
        name = Text(plain(row["place"], 40))
        name.append(f", {row['precision']}" if row["precision"] else "", QUIET)
        contested = Text(str(row["contested"]), LOUD) if row["contested"] else ""
        kinds = ", ".join(text("kind", kind) for kind in row["kinds"][:2])
        table.add_row(name, str(row["incidents"]), contested, kinds, wording.day(row["last"]))
    return _or_nothing(table, rows)


def disagreements_table(rows: Sequence[Row], sides: Any = None, *, signs: bool = True) -> RenderableType:
    """Where the accounts part: the question, and both words side by side, in the order in which they were said."""
    parts: list[RenderableType] = []
    for row in rows:
        sign = ("≈" if row["tension"] else "≠") if signs else ("?" if row["tension"] else "!=")
        head = Text(f"{sign} ", "" if row["tension"] else LOUD)
        head.append(plain(row["question"], 100), STRONG)
        head.append(f"  {_between(row, sides)} · {_days(row)}", QUIET)
        parts += [head, _quotes(row["positions"], sides, signs=signs)]
        if row["reasons"]:
            parts.append(Padding(Text(sentence(wording.days_in(row["reasons"][0]), 220), QUIET), (0, 0, 0, 2)))
        parts.append(Text(""))
    return Group(*parts[:-1]) if parts else Text(say("nothing"))


def speakers_table(rows: Sequence[Row], sides: Any = None) -> RenderableType:
    """Who speaks, for whom, how often, and what became of it; under five statements there is no tally."""
    table = _table(("Speaker", 3), ("For", 2), ("Statements", 10, "right"), ("What became of them", 3), ("Last", 12))
    for row in rows:
        tally = ", ".join(
            f"{key.replace('_', ' ')} {n}" for key, n in sorted(row["outcomes"].items(), key=lambda kv: -kv[1])
        )
        became = tally if row["statements"] >= 5 else "too few to tell"
        side = sides.name(row["side"]) if sides and row["side"] else row["side"]
        table.add_row(
            plain(row["name"], 44), plain(side or "not known", 30), str(row["statements"]),
            Text(became, "" if row["statements"] >= 5 else QUIET), wording.day(row["last"]),
        )  # fmt: skip
    return _or_nothing(table, rows)


def control_table(rows: Sequence[Row]) -> RenderableType:
    """Who holds which place, how surely, since when, by how many claims."""
    table = _table(
        ("Place", 3), ("Most likely held by", 3), ("Surely", 7, "right"), ("Changed hands", 3), ("Claims", 6, "right")
    )
    for row in rows:
        loud = row["status"] == "contested"
        holder = Text(plain(row["holder_name"], 30), LOUD if loud else "")
        changed = Text(plain(row.get("changed") or "", 40), QUIET)
        table.add_row(plain(row["place"], 30), holder, wording.percent(row["p"]), changed, str(len(row["claims"])))
    return _or_nothing(table, rows)


def movement_table(rows: Sequence[Row]) -> RenderableType:
    """People told to move or be moved: from where, to where, how it is told, by whom, how many."""
    table = _table(("From", 2), ("To", 2), ("How it is told", 3), ("Who says it", 3), ("How many", 12))
    for row in rows:
        denied = row["polarity"] == "negative"
        told = Text("denied: " if denied else "", LOUD)
        told.append(text("movement", row["movement"]), "")
        told.append("" if denied else f", {text('modality', row['modality'])}", "")
        if row["kind"] == "stock":
            told.append(" (people present)", QUIET)
        table.add_row(
            plain(row["origin"] or say("not_told"), 32), plain(row["destination"] or say("not_told"), 32), told,
            plain(row["said_by"] or "", 36), wording.interval(row["low"], row["high"]),
        )  # fmt: skip
    return _or_nothing(table, rows)


def status_text(key: str, *, signs: bool = True) -> Text:
    """A status with its sign."""
    entry = status(key)
    return Text(f"{entry['sign' if signs else 'plain']} {entry['label']}", LOUD if key in _PARTING else "")


def _table(*columns: tuple[Any, ...]) -> Table:
    """Columns are (head, fixed width or, under 5, a share of the rest, justification)."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=QUIET, expand=True, show_edge=False, pad_edge=False)
    for head, width, *rest in columns:
        fixed = {"width": width} if width >= 5 or not head else {"ratio": width}
        table.add_column(head, justify=rest[0] if rest else "left", overflow="fold", **fixed)
    return table


def _or_nothing(table: Table, rows: Sequence[Row]) -> RenderableType:
    if not rows:
        return Text(say("nothing"))
    entries = list(table.columns[1].cells)
    if any("\n" in str(entry) for entry in entries):  # a line of air between entries of more than one line
        for entry in entries[:-1]:
            if isinstance(entry, Text):
                entry.append("\n")
    return table


def _quotes(positions: Sequence[Row], sides: Any, *, signs: bool) -> Table:
    """Two words beside each other, equally wide; never the same one always at the left."""
    ordered = sorted(positions, key=lambda p: (p["first_said"] or "")[:10])[:2]
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=1)
    cells: list[RenderableType] = [""]
    for number, stand in enumerate(ordered):
        if number:
            grid.add_column(width=2, justify="center")
            cells.append(Text("≠" if signs else "!=", LOUD))
        grid.add_column(ratio=1, overflow="fold")
        cells.append(_stand(stand, sides))
    grid.add_row(*cells)
    return grid


def _stand(stand: Row, sides: Any) -> Text:
    made = Text(f"“{plain(stand['words'][0] if stand['words'] else '', 180)}”")
    names = ", ".join(plain(name, 40) for name in stand["speakers"][:2])
    more = len(stand["speakers"]) - 2
    made.append(f"\n{names}{f' and {more} more' if more > 0 else ''}", QUIET)
    who = [sides.name(side) if sides else side for side in stand["sides"] if side != "unknown"]
    made.append(f" ({', '.join(map(plain, who))})" if who else "", QUIET)
    return made


def _between(row: Row, sides: Any) -> str:
    if row["within"]:
        name = sides.name(row["within"]) if sides else row["within"]
        return f"{say('within_side')}, {plain(name, 30)}"
    return "tension" if row["tension"] else "strong" if row["score"] >= 0.75 else "weak"


def _days(row: Row) -> str:
    first, last = wording.day(row["from"]), wording.day(row["to"])
    return first if first == last else f"{first} to {last}"


def _how(row: Row) -> str:
    words = [] if row["stance"] == "asserted" else [text("stance", row["stance"])]
    if row["modality"] not in ("actual", "ongoing"):
        words.append(text("modality", row["modality"]))
    if row["polarity"] == "negative" and row["stance"] != "denied":
        words.append("not so")
    return ", ".join(words)


def _counts(counts: Iterable[Row]) -> str:
    shown = (
        f"{wording.amount(c['low'], c['high'], c['of'])} {text('count', c['of'])}"
        + (f", {plain(c['who'], 24)}" if c["who"] else "")
        for c in counts
    )
    return "; ".join(shown)


def _share(value: float) -> str:
    return f"{value:.2f}".lstrip("0")


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

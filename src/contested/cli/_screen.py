"""How the commands speak: tables and JSON on the standard output, everything else on the standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from contested.errors import ContestedError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def out() -> Console:
    """The console of results."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def note(message: str, *, loud: bool = False) -> None:
    """A line to the person at the terminal, not part of the result."""
    from rich.console import Console

    from contested.outputs.clean import plain

    indent = " " * (len(message) - len(message.lstrip(" ")))
    Console(stderr=True, highlight=False, soft_wrap=True).print(
        indent + plain(message, 2000), style="bold red" if loud else "", markup=False
    )


def error(fault: ContestedError) -> None:
    """What went wrong and what to do, in at most two lines."""
    note(f"Error: {fault.message}", loud=True)
    if fault.remedy:
        note(fault.remedy)


def print_json(value: Any) -> None:
    """One JSON value, readable."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_line(value: Any) -> None:
    """One JSON value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def show(table: RenderableType, *, rest: int = 0) -> None:
    """A table, and how many rows it leaves out."""
    console = out()
    console.print(table)
    if rest > 0:
        console.print(f"\n{rest:,} more; --limit 0 shows all.", style="dim")


def limited(rows: Sequence[Any], limit: int) -> tuple[list[Any], int]:
    """The first rows, and how many are left out."""
    kept = list(rows[:limit] if limit else rows)
    return kept, len(rows) - len(kept)


@contextmanager
def stages(reader: Any) -> Iterator[None]:
    """What a reader is busy with, on a terminal: the stage, its share of the text, the time. Nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description:<12}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def told(stage: str, share: float) -> None:
            bar.update(task, description=stage, total=1.0 if share else None, completed=share)

        reader.watch(told)
        yield


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Any]:
    """A bar on a terminal, nothing elsewhere. Gives a function to call for each step."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)

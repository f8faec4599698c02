"""`contested read`: what is told in some reports, at once and without a ledger."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from contested.cli._options import Json, Outlet, Published
from contested.cli._screen import note, out, print_line, progress, stages
from contested.errors import InputError

LONG = 400_000  # characters from which on a person is told to be patient

FilesOrNone = Annotated[
    list[str] | None,
    typer.Argument(help="Reports: text, HTML, JSON Lines, JSON or CSV files, folders, or - for the input."),
]


def read(
    files: FilesOrNone = None,
    published: Published = None,
    outlet: Outlet = None,
    as_json: Json = False,
    batch: Annotated[Path | None, typer.Option(help="Documents, one JSON object a line.")] = None,
    to: Annotated[Path | None, typer.Option("--out", help="Where the readings of a batch go.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on where an earlier run of the batch broke off.")] = False,
    profile: Annotated[bool, typer.Option(help="Say at the end how long each stage took.")] = False,
) -> None:
    """Read reports and show who says what happened, where, when and how sure.

    Exit status 1 says that some could not be read.
    """
    from contested.sources import Defaults

    if bool(files) == bool(batch):
        raise InputError("There is nothing to read, or too much.", remedy="Give either FILES or --batch.")
    defaults = Defaults.given(published, outlet)
    started = time.perf_counter()
    if batch:
        done, failed = _batch(batch, to, defaults, resume=resume, profile=profile)
    else:
        if to or resume:
            raise InputError("--out and --resume belong to --batch.", remedy="Use --json and a pipe for single files.")
        done, failed = _files(files or [], defaults, as_json=as_json, profile=profile)
    if profile:
        _say_speed(done, time.perf_counter() - started)
    if failed:
        raise typer.Exit(1)


def _files(files: list[str], defaults: Any, *, as_json: bool, profile: bool) -> tuple[int, int]:
    from contested.outputs.card import reading_card
    from contested.pipeline import Reader, fault_line, reading_line
    from contested.sources import Fault, read_bytes, read_path

    found = chain.from_iterable(
        read_bytes(sys.stdin.buffer.read(), "the input", defaults) if name == "-" else read_path(name, defaults)
        for name in files
    )
    reader = Reader.load()
    console = out()
    done = failed = 0
    for item in _watched(reader, _with_warning(found, defaults)):
        if isinstance(item, Fault):
            failed += 1
            item = defaults.names.told(item)  # noqa: PLW2901 (the same fault under the name that a person knows)
            note(f"{item.name}: {item.error}", loud=True)
            if as_json:
                print_line(fault_line(item))
            continue
        if as_json:
            print_line(reading_line(item))
        else:
            if done:
                console.rule(style="dim")
            console.print(reading_card(item))
            if item.document.published is None:
                note("No date: words such as 'yesterday' stay open. Give one with --published.")
        done += 1
    if profile:
        _say_stages(reader.profile)
    return done, failed


def _with_warning(found: Any, defaults: Any) -> Iterator[Any]:
    """The same items; what takes minutes is said before it starts."""
    for item in found:
        if len(getattr(item, "text", "")) > LONG:
            note(f"{defaults.names.of(item.id)}: {len(item.text):,} characters; reading them takes minutes.")
        yield item


def _watched(reader: Any, found: Any) -> Iterator[Any]:
    """The readings, with the stages shown while one is being made, never while a result is printed."""
    readings = reader.read_many(found)
    while True:
        with stages(reader):
            item = next(readings, None)
        if item is None:
            return
        yield item


def _batch(batch: Path, to: Path | None, defaults: Any, *, resume: bool, profile: bool) -> tuple[int, int]:
    from contested.pipeline import Reader, fault_line, reading_line
    from contested.sources import Fault, read_lines

    if resume and to is None:
        raise InputError("--resume needs --out.", remedy="Name the file that holds the readings made so far.")
    with batch.open("rb") as source:
        items = read_lines(source, str(batch), defaults)
        skipped = _made_so_far(to) if resume and to else 0
        for _ in islice(items, skipped):
            pass
        reader = Reader.load()
        done = failed = 0
        with _target(to, append=skipped > 0) as target, progress("reading") as step:
            for item in reader.read_many(items):
                bad = isinstance(item, Fault)
                line = fault_line(item) if isinstance(item, Fault) else reading_line(item)
                target.write(json.dumps(line, ensure_ascii=False) + "\n")
                target.flush()
                if isinstance(item, Fault):
                    note(str(defaults.names.told(item)))
                failed += bad
                done += not bad
                step()
    if profile:
        _say_stages(reader.profile)
    if to:
        note(f"{done:,} read, {failed:,} not; written to {to}.")
    return done, failed


def _target(to: Path | None, *, append: bool) -> IO[str]:
    if to is None:
        # A second handle, so that leaving the block does not close the output for good.
        return open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)
    return to.open("a" if append else "w", encoding="utf-8")


def _made_so_far(to: Path) -> int:
    """How many whole lines the file holds; a line that was cut short is taken off."""
    if not to.exists():
        return 0
    whole = lines = 0
    with to.open("rb+") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            lines += 1
        file.truncate(whole)
    return lines


def _say_stages(profile: dict[str, float]) -> None:
    for stage, seconds in sorted(profile.items(), key=lambda item: -item[1]):
        note(f"{stage:12s} {seconds:8.2f} s")


def _say_speed(done: int, seconds: float) -> None:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note(f"{done:,} documents in {seconds:.1f} s, start included; {peak:,.0f} MB at most.")

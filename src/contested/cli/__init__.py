"""The commands. Each module holds one; this one puts them together and keeps tracebacks from the user."""

from __future__ import annotations

import os
import sqlite3
import sys
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from contested.errors import ContestedError

BAD_INPUT, BROKEN = 2, 70
# How the command line library itself leaves a command; its base class has no public name.
THEIRS: tuple[type[Exception], ...] = (typer.Exit, typer.Abort, cast("type[Exception]", typer.BadParameter.__mro__[2]))


class Commands(TyperGroup):
    """Turns every error into a message and a remedy. Set CONTESTED_DEBUG to see where one comes from."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Exit status 2 for bad input, 70 for a fault of ours."""
        if os.environ.get("CONTESTED_DEBUG"):
            return super().invoke(ctx)
        from contested.cli import _screen

        try:
            return super().invoke(ctx)
        except ContestedError as fault:
            _screen.error(fault)
            raise typer.Exit(BAD_INPUT) from None
        except BrokenPipeError:
            # The reader of our output has gone; what is still in the buffer must not be written at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (OSError, sqlite3.Error) as fault:
            reason = getattr(fault, "strerror", None) or str(fault)
            name = f"{fault.filename}: " if isinstance(fault, OSError) and fault.filename else ""
            _screen.error(ContestedError(f"{name}{reason}.", remedy="Check the name, the rights and the disk."))
            raise typer.Exit(BAD_INPUT) from None
        except THEIRS:
            raise
        except Exception as fault:  # noqa: BLE001 (a user can do nothing with a traceback)
            kind = type(fault).__name__
            remedy = "Please report it. With CONTESTED_DEBUG=1 the program shows where it happened."
            _screen.error(ContestedError(f"Something broke inside the program ({kind}: {fault}).", remedy=remedy))
            raise typer.Exit(BROKEN) from None


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads reports about armed conflict and keeps a record that can be checked: who says what happened, and where "
    "the accounts part.",
)


def _version(asked: bool) -> None:
    if asked:
        from contested import __version__

        print(f"contested {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


def _assemble() -> None:
    from contested.cli import (
        changes,
        claims,
        control,
        decide,
        demo,
        explain,
        export,
        gazetteer,
        ingest,
        lexicon,
        listings,
        publish,
        read,
        report,
        review,
        search,
        serve,
        sitrep,
        speaker,
    )

    for command in (
        read.read,
        ingest.ingest,
        search.search,
        claims.claims,
        listings.incidents,
        listings.places,
        listings.disagreements,
        listings.speakers,
        speaker.speaker,
        control.control,
        listings.movement,
        changes.changes,
        decide.decisions,
        review.review,
        explain.explain,
        report.report,
        sitrep.sitrep,
        export.export,
        publish.publish,
        serve.serve,
        demo.demo,
    ):
        app.command()(command)
    app.add_typer(decide.app, name="decide")
    app.add_typer(gazetteer.app, name="gazetteer")
    app.add_typer(lexicon.app, name="lexicon")


_assemble()


def main() -> None:
    """The entry of the `contested` command."""
    app()

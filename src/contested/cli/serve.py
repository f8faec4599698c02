"""`contested serve`: the record over HTTP, for the pages and for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contested.cli._options import LedgerFile
from contested.cli._screen import note


def serve(
    ledger: LedgerFile,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Others than this machine's own need a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8765,
    token: Annotated[
        str | None,
        typer.Option(
            help="What others must send: as `Authorization: Bearer TOKEN` or ?token=TOKEN. At least 16 characters.",
            envvar="CONTESTED_TOKEN",
            show_envvar=True,
        ),
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Your own view: nothing coarsened, held back or made nameless.")
    ] = False,
    map_: Annotated[
        str | None,
        typer.Option(
            "--map",
            help="Another ground for the map: the address of a MapLibre style, or a .pmtiles file or its address. "
            "Nothing is asked of anybody unless this is set.",
            envvar="CONTESTED_MAP",
            show_envvar=True,
        ),
    ] = None,
    map_host: Annotated[
        list[str] | None, typer.Option(help="A further host that the style asks for its tiles; may be repeated.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Keep no reviews.")] = False,
) -> None:
    """Serve the record: pages at /, the API at /api/v1. New claims in the ledger appear by themselves.

    The publication policy is on unless --internal is given. Only this machine is answered unless there is a token.
    Nothing is written but reviews (right, wrong), which the ledger keeps; with --read-only not even those.
    """
    import uvicorn

    from contested.ledger import open_ledger
    from contested.web import ServeOptions, create_app
    from contested.web.ground import Ground

    options = ServeOptions(
        Path(ledger), host, port, token, own_view=internal, writes=not read_only,
        ground=Ground.of(map_, tuple(map_host or ())),
    ).checked()  # fmt: skip
    open_ledger(options.ledger).view().close()  # a ledger that cannot be opened is told now, not at the first request
    shown = f"[{host}]" if ":" in host else host
    note(f"Contested listens at http://{shown}:{port}/ ; the API is at /api/v1 . Ctrl-C ends it.")
    # The access log would hold tokens and what people look for.
    uvicorn.run(
        create_app(options), host=host, port=port, log_level="warning", access_log=False, server_header=False,
        date_header=True, timeout_graceful_shutdown=3,
    )  # fmt: skip

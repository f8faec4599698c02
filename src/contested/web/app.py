"""The server, put together: the door, ETags, compression, the API, the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from contested import __version__
from contested.web.conditional import Conditional
from contested.web.ground import TILES, Ground
from contested.web.guard import Guard
from contested.web.options import ServeOptions
from contested.web.problems import handle_problems
from contested.web.routes import PREFIX, api
from contested.web.shelf import Keeper
from contested.web.static import Pages

ABOUT = """Who says what happened, where, when and to whom, and where do the accounts part?

Read-only, but for reviews. Every list takes the same filters; every answer carries a strong ETag, so that asking
again costs nothing;
lists come as JSON, CSV or GeoJSON by the Accept header. Errors have one shape: `{"error": {"kind", "message",
"remedy"}}`. Words of others are given as they stand: show them as text, never as markup. Days are ISO 8601; an interval
ends with the first moment after it; offsets count Unicode code points of the original.

`POST /reviews` keeps what a person says of a reading (right, wrong) in the ledger. It takes JSON only; a request that a
browser sends from another site's page is refused; where the server has a token, it must stand in the Authorization
header. `contested serve --read-only` takes none."""
NO_PAGES = "The pages are not built; `pip install .` in the checkout builds them. The API is at /api/v1/openapi.json.\n"


class Server(FastAPI):
    """The application behind its door: whatever answers, even a fault, passes the guard."""

    keeper: Keeper
    token: str | None
    ground: Ground

    def build_middleware_stack(self) -> ASGIApp:
        """The layers, from the outside in: door, ETags, compression, faults, routes."""
        inner = GZipMiddleware(super().build_middleware_stack(), minimum_size=1000, compresslevel=5)
        return Guard(Conditional(inner, lambda: self.keeper.state, PREFIX), self.token, self.ground.hosts)


def create_app(ledger: Path | str | ServeOptions) -> Server:
    """The server of a ledger, or of whole `ServeOptions`. Weighing begins when it starts. Raises `InputError`."""
    options = (ledger if isinstance(ledger, ServeOptions) else ServeOptions(Path(ledger))).checked()
    keeper = Keeper(options)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        keeper.start()
        yield
        await run_in_threadpool(keeper.close)

    app = Server(
        title="Contested", version=__version__, description=ABOUT, lifespan=life, docs_url=None, redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json", separate_input_output_schemas=False,
    )  # fmt: skip
    app.token, app.keeper, app.ground = options.token, keeper, options.ground
    app.state.keeper, app.state.streams, app.state.ground = keeper, set(), options.ground
    handle_problems(app)
    app.include_router(api())
    _add_tiles(app, options.ground)
    _add_pages(app, options.static)
    return app


def _add_tiles(app: FastAPI, ground: Ground) -> None:
    """Serves a file of map tiles, a range of it at a time. It holds nothing of the record, so no token is asked."""
    if ground.file is None:
        return
    path = ground.file

    @app.get(TILES, include_in_schema=False)
    def tiles() -> FileResponse:
        return FileResponse(path, media_type="application/octet-stream")


def _add_pages(app: FastAPI, static: Path) -> None:
    if (static / "index.html").is_file():
        app.mount("/", Pages(static))
        return

    @app.get("/", include_in_schema=False)
    def no_pages() -> PlainTextResponse:
        return PlainTextResponse(NO_PAGES)

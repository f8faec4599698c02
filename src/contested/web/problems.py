"""Everything that goes wrong, in one shape: `{"error": {"kind", "message", "remedy"}}`."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from contested.errors import ContestedError
from contested.outputs.clean import plain

LOG = logging.getLogger("contested.web")
_OURS = {
    404: ("not_found", "There is nothing at this address.", "GET /api/v1/openapi.json lists what there is."),
    405: ("method", "This cannot be written to.", "Use GET; only reviews are written here, with POST /api/v1/reviews."),
}


class NotReady(ContestedError):
    """The record is still being weighed."""

    status = 503
    kind = "weighing"


class NotWritable(ContestedError):
    """This server writes nothing."""

    status = 403
    kind = "read_only"


class WrongType(ContestedError):
    """What was sent is not of the type that is taken."""

    status = 415
    kind = "content_type"


class TooMany(ContestedError):
    """More is asked for at once than this server gives."""

    status = 503
    kind = "too_many"


def error_body(kind: str, message: str, remedy: str = "") -> dict[str, dict[str, str]]:
    """The one shape of an error."""
    return {"error": {"kind": kind, "message": message, "remedy": remedy}}


def handle_problems(app: FastAPI) -> None:
    """Have every error answered in that shape."""
    app.add_exception_handler(ContestedError, _ours)
    app.add_exception_handler(RequestValidationError, _query)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def _answer(status: int, kind: str, message: str, remedy: str) -> JSONResponse:
    headers = {"cache-control": "no-store"} | ({"retry-after": "5"} if status == 503 else {})
    return JSONResponse(error_body(kind, message, remedy), status, headers)


async def _ours(_: Request, fault: Exception) -> Response:
    known = cast("ContestedError", fault)
    return _answer(known.status, known.kind, plain(known.message, 400, word=120), plain(known.remedy, 400, word=120))


async def _query(_: Request, fault: Exception) -> Response:
    found: Sequence[Any] = cast("RequestValidationError", fault).errors()
    first = found[0] if found else {"loc": ("query",), "msg": "not understood"}
    name = ".".join(str(part) for part in first["loc"][1:]) or "the query"
    message = f"{plain(name, 60)}: {plain(first['msg'], 200)}."
    return _answer(400, "query", message, "GET /api/v1/openapi.json tells what each parameter takes.")


async def _http(_: Request, fault: Exception) -> Response:
    known = cast("HTTPException", fault)
    kind, message, remedy = _OURS.get(known.status_code, ("http", plain(known.detail, 200), ""))
    made = _answer(known.status_code, kind, message, remedy)
    made.headers.update(known.headers or {})
    return made


async def _broken(request: Request, fault: Exception) -> Response:
    LOG.error("%s broke: %r", request.url.path, fault)
    return _answer(500, "broken", "Something broke inside the server.", "Please report it with the address asked for.")

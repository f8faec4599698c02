"""Server-sent events: a word when new claims have come in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import StreamingResponse

from contested.web.problems import TooMany
from contested.web.query import Kept
from contested.web.shelf import Keeper

router = APIRouter(tags=["events"])
BEAT_S, MOST_STREAMS = 15.0, 32


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
    summary="A word when new claims have come in",
)
async def events(
    request: Request,
    keeper: Kept,
    most: Annotated[int | None, Query(ge=1, le=1000, description="End after so many events; for scripts.")] = None,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> StreamingResponse:
    """A stream of `claims` events. The first tells how things stand; each later one how many claims are new. Who comes
    back with `Last-Event-ID` is told only what changed since. A page that reads it decides when to show the news."""
    streams = request.app.state.streams
    if len(streams) >= MOST_STREAMS:
        raise TooMany("Too many listen already.", remedy="Close another window, or ask /api/v1/situation now and then.")
    own = object()
    streams.add(own)

    async def told() -> AsyncIterator[bytes]:
        try:
            async for line in _told(keeper, last_event_id, most):
                yield line
        finally:
            streams.discard(own)

    return StreamingResponse(told(), media_type="text/event-stream", headers={"cache-control": "no-store"})


async def _told(keeper: Keeper, last: str | None, most: int | None) -> AsyncIterator[bytes]:
    known, claims, sent, idle = last, None, 0, 0.0
    yield b"retry: 5000\n\n"
    while not keeper.closed:
        now = keeper.present
        if now is not None and now.state != known:
            label = now.label
            new = label["claims"] - claims if claims is not None else None
            body = {"state": now.state, "new_claims": new} | {
                key: label[key] for key in ("claims", "incidents", "documents", "latest")
            }
            yield f"id: {now.state}\nevent: claims\ndata: {json.dumps(body)}\n\n".encode()
            sent, idle = sent + 1, 0.0
            if most is not None and sent >= most:
                return
        if now is not None:
            known, claims = now.state, now.label["claims"]
        await asyncio.sleep(keeper.poll_s)
        idle += keeper.poll_s
        if idle >= BEAT_S:
            idle = 0.0
            yield b": still here\n\n"

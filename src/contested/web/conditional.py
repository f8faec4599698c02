"""ETags: what is served depends on the state of the record and on what is asked, and on nothing else.

So a request that names the ETag it holds is answered before anything is looked up.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ZIPPED = "-gzip"  # a strong ETag names the very bytes, so each encoding has its own
_UNTAGGED = ("/events",)


class Conditional:
    """Adds strong ETags to the answers of the API and answers 304 where the asker holds them already."""

    def __init__(self, app: ASGIApp, state: Callable[[], str | None], prefix: str) -> None:
        self._app, self._state, self._prefix = app, state, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        tagging = scope["type"] == "http" and path.startswith(self._prefix) and not path.endswith(_UNTAGGED)
        if not tagging or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        accept, query = headers.get(b"accept", b""), scope["query_string"]
        state = self._state()
        tag = _tag(state or "", path, query, accept)
        held = {item.strip() for item in headers.get(b"if-none-match", b"").decode("latin-1").split(",")}
        matching = state and held & {f'"{tag}"', f'"{tag}{ZIPPED}"'}
        if matching:
            await _unchanged(send, min(matching))
            return

        async def tagged(message: Message) -> None:
            now = self._state()
            # An answer that was made while the record changed would carry the tag of the wrong state; only the first
            # weighing may come in while it is waited for.
            if message["type"] == "http.response.start" and message["status"] == 200 and now and state in (now, None):
                kept = MutableHeaders(scope=message)
                zipped = ZIPPED if kept.get("content-encoding") == "gzip" else ""
                kept["etag"] = f'"{_tag(now, path, query, accept)}{zipped}"'
                kept["cache-control"] = "private, no-cache"
                kept.add_vary_header("Accept")
                kept.add_vary_header("Accept-Encoding")
            await send(message)

        await self._app(scope, receive, tagged)


def _tag(state: str, path: str, query: bytes, accept: bytes) -> str:
    # The token opens the door and changes nothing of what is behind it.
    asked = b"&".join(sorted(part for part in query.split(b"&") if part and not part.startswith(b"token=")))
    return sha256(b"\x00".join((state.encode(), path.encode(), asked, accept))).hexdigest()[:32]


async def _unchanged(send: Send, tag: str) -> None:
    headers = [
        (b"etag", tag.encode("latin-1")), (b"cache-control", b"private, no-cache"),
        (b"vary", b"Accept, Accept-Encoding"),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})

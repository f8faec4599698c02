"""What stands at the door: whose host name and token are let in, and the headers that every answer carries."""

from __future__ import annotations

import json
import secrets
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contested.web.options import is_loopback

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
READING = ("GET", "HEAD", "OPTIONS")
GUARDED = "/api/"  # the pages hold nothing of the record; what they ask the API for does


def content_policy(hosts: tuple[str, ...]) -> str:
    """The policy, with the hosts of a map that was set, which may be asked for its tiles and pictures."""
    more = "".join(f" {host}" for host in hosts)
    widened = CONTENT_POLICY.replace("connect-src 'self'", f"connect-src 'self'{more}")
    return widened.replace("img-src 'self' data: blob:", f"img-src 'self' data: blob:{more}")


class Guard:
    """Lets in requests to this machine by its own names, and from others only with the token.

    A page of another site that has its name resolve to this machine sends its own name as the host: without a token
    only loopback names are answered.
    """

    def __init__(self, app: ASGIApp, token: str | None = None, hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._token = token
        self._headers = {**HEADERS, "content-security-policy": content_policy(hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, guarded)
        else:
            await _refuse(guarded, *refusal)

    def _refusal(self, scope: Scope) -> tuple[int, str, str, str] | None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        return self._closed(scope, headers) or _foreign(scope, headers)

    def _closed(self, scope: Scope, headers: dict[bytes, str]) -> tuple[int, str, str, str] | None:
        if self._token is None:
            if is_loopback(_host(headers.get(b"host", ""))):
                return None
            return 421, "host", "This server answers on this machine only.", "Use 127.0.0.1 or localhost."
        # An address travels: a token in one opens the door to reading, never to writing.
        query = scope["query_string"] if scope["method"] in READING else b""
        if not scope["path"].startswith(GUARDED) or self._known(headers, query):
            return None
        return 401, "token", "The token is missing or wrong.", "Send `Authorization: Bearer TOKEN` or ?token=TOKEN."

    def _known(self, headers: dict[bytes, str], query: bytes) -> bool:
        scheme, _, given = headers.get(b"authorization", "").partition(" ")
        if scheme.casefold() != "bearer":
            try:
                given = parse_qs(query.decode("latin-1"), max_num_fields=64).get("token", [""])[0]
            except ValueError:
                given = ""
        return secrets.compare_digest(given.strip().encode(), (self._token or "").encode())


def _foreign(scope: Scope, headers: dict[bytes, str]) -> tuple[int, str, str, str] | None:
    """Why a request that would write is refused: a browser says from which page it comes, and it is not ours.

    A program that is no browser says neither; what it could do, its user can do.
    """
    if scope["method"] in READING:
        return None
    origin, site = headers.get(b"origin"), headers.get(b"sec-fetch-site", "same-origin")
    own = headers.get(b"host", "").casefold()
    same = origin is None or (
        origin.partition("://")[2].casefold() == own and origin.startswith(("http://", "https://"))
    )
    if same and site in ("same-origin", "none"):
        return None
    return (
        403,
        "origin",
        "Only the pages of this server may write to it.",
        "Use its own pages, or a program of your own.",
    )


def _host(value: str) -> str:
    """The host without its port; nothing where it is no plain name or address."""
    if value.startswith("["):
        return value.partition("]")[0] + "]"
    name, _, port = value.partition(":")
    return name if not port or port.isdigit() else ""


async def _refuse(send: Send, status: int, kind: str, message: str, remedy: str) -> None:
    body = json.dumps({"error": {"kind": kind, "message": message, "remedy": remedy}}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

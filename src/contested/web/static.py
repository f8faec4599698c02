"""The built pages: files with a hash in their name are kept for ever, the page itself is asked for each time."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

# name.8HEXDIGS.js or name-8CHARS.css, as bundlers write them.
_HASHED = re.compile(r"[.-][A-Za-z0-9_]{8,}\.[a-z0-9]{2,5}$")
FOR_EVER, EACH_TIME = "public, max-age=31536000, immutable", "no-cache"


class Pages(StaticFiles):
    """Files of the built pages; addresses of views, which have no dot, give the page that draws them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or the page for the address of a view."""
        shown = path
        try:
            made = await super().get_response(path, scope)
        except HTTPException as fault:
            if fault.status_code != 404 or path.startswith("api") or "." in path.rsplit("/", 1)[-1]:
                raise
            shown = "index.html"
            made = await super().get_response(shown, scope)
        made.headers["cache-control"] = FOR_EVER if _HASHED.search(shown) else EACH_TIME
        return made

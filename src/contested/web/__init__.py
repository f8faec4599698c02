"""The record over HTTP: read-only, versioned, through the publication policy. `create_app(ledger)` gives the server."""

from __future__ import annotations

from contested.web.app import create_app
from contested.web.options import ServeOptions

__all__ = ["ServeOptions", "create_app"]

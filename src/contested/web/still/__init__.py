"""The record as files that any web server can host: the same pages, which then ask files instead of the API."""

from __future__ import annotations

from contested.web.still.publishing import Published, publish

__all__ = ["Published", "publish"]

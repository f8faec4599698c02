"""A report out of a web page: the article's own words, title, day and outlet, without menus and advertisements."""

from __future__ import annotations

from contextlib import redirect_stderr
from io import StringIO
from typing import Any

from contested.errors import UnreadableFile
from contested.nouns import Document
from contested.sources.base import Defaults, make_document

DATES = {"extensive_search": False, "original_date": True}  # no guessing from numbers in the text


def read_page(html: str, defaults: Defaults) -> Document:
    """The article in this page. Raises `UnreadableFile` where there is none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 (takes half a second)

    # lxml and its helpers print to the terminal about broken pages; that helps nobody here.
    with redirect_stderr(StringIO()):
        found: Any = bare_extraction(
            html, include_comments=False, with_metadata=True, date_extraction_params=dict(DATES)
        )
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise UnreadableFile("The page holds no article.", remedy="Save the page again, or copy its text into a file.")
    parts = {
        "text": text,
        "title": found.title,
        "published": None if defaults.published else found.date,
        "outlet": None if defaults.outlet else found.sitename or found.hostname,
        "url": None if defaults.url else found.url,
    }
    return make_document(parts, defaults)

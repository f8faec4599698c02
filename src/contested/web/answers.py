"""Answers: one JSON for lists, CSV and GeoJSON by content type, errors of one shape in the documentation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from fastapi import Request
from starlette.responses import Response, StreamingResponse

from contested.outputs.clean import cell
from contested.web.models import ErrorBody
from contested.web.query import Paging
from contested.web.shelf import Shelf
from contested.web.shelf.codec import dump

JSON, GEOJSON, CSV = "application/json", "application/geo+json", "text/csv"
NOTE = "What is told, not what is known to be so. Places may be coarsened by rule."
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "model": ErrorBody,
        "description": "What was asked cannot be answered; the remedy says what to ask instead.",
    },
    "5XX": {"model": ErrorBody, "description": "The server cannot answer now; 503 while the record is being weighed."},
}


def forms(*media: str) -> dict[int | str, dict[str, Any]]:
    """Documentation of the forms besides JSON that a route answers in."""
    content: dict[str, Any] = {name: {"schema": {"type": "string"}} for name in media if name == CSV}
    content |= {name: {"schema": {"type": "object"}} for name in media if name in (JSON, GEOJSON)}
    return {200: {"content": content}, **PROBLEMS}


def wants(request: Request, form: str | None, *offered: str) -> str:
    """The form to answer in: what `format` says, else the first of the Accept header that is offered, else JSON."""
    by_name = {"json": JSON, "geojson": GEOJSON, "csv": CSV}
    if form:
        return by_name[form] if by_name[form] in offered else JSON
    for part in request.headers.get("accept", "").split(",")[:20]:
        name = part.partition(";")[0].strip().casefold()
        if name in (JSON, *offered):
            return name
    return JSON


def answer(value: Any) -> Response:
    """Any value as JSON."""
    return _json(dump(value))


def page_of(rows: Sequence[str], total: int, paging: Paging, shelf: Shelf, **more: Any) -> Response:
    """A page of rows that are JSON already."""
    head = {
        "total": total, "page": paging.page, "pages": max(1, ceil(total / paging.limit)), "limit": paging.limit,
        "as_of": shelf.label["latest"], "state": shelf.state, **more,
    }  # fmt: skip
    return _json(dump(head)[:-1] + ',"items":[' + ",".join(rows) + "]}")


def csv_of(rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """Rows as CSV, as they come; what a spreadsheet would run as a formula is made harmless."""
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(csv_bytes(rows), media_type=f"{CSV}; charset=utf-8", headers=headers)


def geojson_of(features: Iterable[Mapping[str, Any]], shelf: Shelf, name: str | None = None) -> Response:
    """A collection of features, as they come."""
    headers = {"content-disposition": f'attachment; filename="{name}.geojson"'} if name else {}
    return StreamingResponse(_collection(features, shelf), media_type=GEOJSON, headers=headers)


def json_lines(rows: Iterable[str], shelf: Shelf, total: int, name: str) -> Response:
    """All rows of an export in one JSON value, as they come."""
    headers = {"content-disposition": f'attachment; filename="{name}.json"'}
    return StreamingResponse(_whole(rows, shelf, total), media_type=JSON, headers=headers)


def _json(text: str) -> Response:
    # A lone surrogate in somebody's text is no character; it must not stop the rest.
    return Response(text.encode("utf-8", "replace"), media_type=JSON)


def csv_bytes(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Rows as CSV, some at a time."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names: list[str] = []
    for row in rows:
        if not names:
            names = list(row)
            writer.writerow(names)
        writer.writerow([_flat(row.get(name)) for name in names])
        if out.tell() > 60_000:
            yield out.getvalue().encode("utf-8", "replace")
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode("utf-8", "replace")


def _flat(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        plain = all(not isinstance(item, (list, dict)) for item in value)
        return cell("; ".join(map(str, value)) if plain else json.dumps(value, ensure_ascii=False))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else cell(value)


def _collection(features: Iterable[Mapping[str, Any]], shelf: Shelf) -> Iterator[bytes]:
    head = {
        "type": "FeatureCollection", "as_of": shelf.label["latest"], "held_back": shelf.label["held_back"],
        "note": NOTE,
    }  # fmt: skip
    yield (dump(head)[:-1] + ',"features":[').encode("utf-8", "replace")
    yield from _joined(dump(feature) for feature in features)
    yield b"]}"


def _whole(rows: Iterable[str], shelf: Shelf, total: int) -> Iterator[bytes]:
    head = {"as_of": shelf.label["latest"], "held_back": shelf.label["held_back"], "total": total}
    yield (dump(head)[:-1] + ',"items":[').encode()
    yield from _joined(rows)
    yield b"]}"


def _joined(rows: Iterable[str]) -> Iterator[bytes]:
    batch: list[str] = []
    size, begun = 0, False
    for row in rows:
        batch.append(row)
        size += len(row)
        if size > 60_000:
            yield (("," if begun else "") + ",".join(batch)).encode("utf-8", "replace")
            batch, size, begun = [], 0, True
    if batch:
        yield (("," if begun else "") + ",".join(batch)).encode("utf-8", "replace")

"""`publish`: a folder of files, through the publication policy, that needs nothing but a web server."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contested.errors import InputError
from contested.outputs import Release, geojson, report, rows
from contested.web.answers import NOTE, csv_bytes
from contested.web.options import STATIC
from contested.web.shelf import Shelf
from contested.web.shelf.building import Plan, build
from contested.web.shelf.codec import dump
from contested.web.still import record

VIEWS = (
    "incident", "document", "place", "speaker", "disagreements", "control", "movement", "speakers", "sources", "search",
    "sitrep",
)  # fmt: skip
MARK = "record/index.json"  # a folder that holds this was made here, and may be made anew
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
ABOUT = """This folder is a record made with Contested: who says what happened, where, when and to whom, and where the
accounts part. It tells what is told, not what is known to be so.

Put it on any web server, as it is, at any address; nothing runs on the server. To look at it here:

    python3 -m http.server --directory . 8000

and open http://127.0.0.1:8000/ . The pages read the files in record/ and ask nothing of anybody else.
report.html is the same record on one page without any script. data/ has tables for other programs.

It went through the publication policy: {held} claims were held back, places and names were made coarser or left out
where the policy says so. It stands as it was made, for the reports up to {day}: make it anew to change it.
"""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: incidents, claims held back, files, bytes, and whether the pages are there."""

    incidents: int
    held_back: int
    files: int
    size: int
    pages: bool


def publish(ledger: Path, out: Path, *, as_of: str | None = None, static: Path = STATIC) -> Published:
    """Write the record of a ledger into the folder `out`, always through the public policy.

    The folder is put in place only when it is whole. Where the pages are not built, it holds the report on one page and
    the tables. Raises `InputError` for a folder that holds something else, `LedgerError`.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).is_file())):
        raise InputError(f"{out} holds something else.", remedy="Name a new folder, or an empty one.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
        whole = build(Plan(ledger, as_of), Path(scratch) / "shelf")
        shelf = Shelf(Path(scratch) / "shelf")
        made = Path(scratch) / "made"
        try:
            pages = _write(whole, shelf, made, static)
        finally:
            shelf.close()
        made.chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)
    found = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in found)
    return Published(len(whole.incidents), len(whole.held), len(found), size, pages)


def _write(whole: Release, shelf: Shelf, made: Path, static: Path) -> bool:
    for folder in (made, made / "record", made / "data"):
        folder.mkdir()
    for name, body in record.files(shelf):
        path = made / "record" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8", errors="replace")
    for name, parts in _tables(whole):
        with (made / "data" / name).open("wb") as file:
            file.writelines(parts)
    report.write(whole, made / "report.html")
    (made / "README.txt").write_text(ABOUT.format(held=len(whole.held), day=whole.latest or "no day"), encoding="utf-8")
    if not (static / "index.html").is_file():
        shutil.copyfile(made / "report.html", made / "index.html")
        return False
    for path in static.iterdir():
        if path.is_file() and path.name != "index.html":
            shutil.copyfile(path, made / path.name)
    page = (static / "index.html").read_text(encoding="utf-8")
    (made / "index.html").write_text(still_page(page, ""), encoding="utf-8")
    (made / "404.html").write_text(still_page(page, "/"), encoding="utf-8")
    for view in VIEWS:
        (made / view).mkdir()
        (made / view / "index.html").write_text(still_page(page, "../"), encoding="utf-8")
    return True


def still_page(page: str, up: str) -> str:
    """The page of the pages as it stands in a folder, `up` leading to the first one."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    for old, new in (
        ("<html ", "<html data-still "), ('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}'),
        ('="/app.css"', f'="{up}app.css"'), ('="/app.js"', f'="{up}app.js"'),
        ("The record itself is at /api/v1/incidents, and `contested report` writes it as one page that needs none.",
         f'<a href="{up}report.html">The record on one page</a> needs none.'),
    ):  # fmt: skip
        if old not in page:
            raise InputError("The built pages are of another version.", remedy="Build them anew: make pages")
        page = page.replace(old, new)
    return page


def _tables(whole: Release) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "incidents.csv", csv_bytes(rows.incident_row(item, whole) for item in rows.contested_first(whole.incidents))
    yield "claims.csv", csv_bytes(rows.claim_row(account) for account in whole.accounts)
    yield "disagreements.csv", csv_bytes(rows.disagreement_row(item, whole) for item in whole.disagreements)
    yield "incidents.geojson", _features(geojson.incidents(whole), whole)
    yield "movement.geojson", _features(geojson.movement(whole), whole)


def _features(found: Any, whole: Release) -> Iterator[bytes]:
    head = {"type": "FeatureCollection", "as_of": whole.latest, "held_back": len(whole.held), "note": NOTE}
    body = json.loads(dump(head)) | {"features": [json.loads(dump(item)) for item in found]}
    yield dump(body).encode("utf-8", "replace")

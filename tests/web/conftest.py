"""A server on the made-up record of five reports, asked in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from contested.ledger import open_ledger
from contested.nouns import Document, Reading
from contested.web import ServeOptions, create_app
from tests.outputs.sample import sample_accounts, sample_documents

HERE = "http://127.0.0.1:8765"
API = "/api/v1"


class Asker:
    """Asks an application within this process, its lifespan included."""

    def __init__(self, app: Any, base: str = HERE) -> None:
        self.app, self._base = app, base
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        self._runner.__enter__()
        self._life = self.app.router.lifespan_context(self.app)
        self._runner.run(self._life.__aenter__())
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url=self._base)
        return self

    def __exit__(self, *fault: object) -> None:
        self._runner.run(self._client.aclose())
        self._runner.run(self._life.__aexit__(None, None, None))
        self._runner.__exit__(None, None, None)

    def get(self, path: str, *, status: int = 200, method: str = "GET", **given: Any) -> httpx.Response:
        """An answer, whose status must be this one."""
        made = self._runner.run(self._client.request(method, path, **given))
        assert made.status_code == status, (path, made.status_code, made.text[:400])
        return made

    def json(self, path: str, **asked: Any) -> Any:
        """The value of an answer of the API; other keywords are the query, `from_` is written `from`."""
        query = {key.rstrip("_"): value for key, value in asked.items()}
        return self.get(f"{API}{path}", params=query).json()

    def fault(self, path: str, status: int = 400, **given: Any) -> dict[str, str]:
        """The error of an answer, in the one shape."""
        body = self.get(path, status=status, **given).json()
        assert set(body) == {"error"}
        assert set(body["error"]) == {"kind", "message", "remedy"}
        return body["error"]


def readings() -> Iterator[Reading]:
    """The five reports as read."""
    for document in sample_documents():
        told = tuple(a.claim for a in sample_accounts() if a.document == document.id)
        yield Reading(document, ((0, len(document.text)),), claims=told, program="contested test")


def keep(path: Path, *found: Reading) -> Path:
    """These readings in the ledger at `path`."""
    with open_ledger(path).writer() as writer:
        for item in found:
            writer.add_reading(item)
    return path


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep(tmp_path_factory.mktemp("web") / "war.db", *readings())


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of its own, to be added to."""
    return keep(tmp_path / "war.db", *readings())


Serve = Callable[..., Any]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Opens a server: `with serve(ledger, own_view=True) as ask: ask.json("/incidents")`."""
    scratch = tmp_path_factory.mktemp("scratch")

    @contextmanager
    def opened(ledger: Path, **options: Any) -> Iterator[Asker]:
        given = {"poll_s": 3600.0, "wait_s": 120.0, "static": ledger.parent / "no-pages", "scratch": scratch, **options}
        with Asker(create_app(ServeOptions(ledger, **given))) as asker:
            yield asker

    return opened


@pytest.fixture(scope="module")
def own(serve: Serve, sample_ledger: Path) -> Iterator[Asker]:
    """The analyst's own view."""
    with serve(sample_ledger, own_view=True) as asker:
        yield asker


@pytest.fixture(scope="module")
def public(serve: Serve, sample_ledger: Path) -> Iterator[Asker]:
    """The public view."""
    with serve(sample_ledger) as asker:
        yield asker


def document(key: str, text: str, **values: Any) -> Document:
    return Document(key, text, **{"published": "2022-09-20", "outlet": "North Star Wire", "language": "en", **values})

"""The commands with a stand-in for the reading model."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contested import pipeline
from contested.cli import app
from tests.engine import PlainEngine

Run = Callable[..., Result]

REPORTS = [
    {
        "id": "r1",
        "outlet": "Kyiv Desk",
        "published": "2022-09-11",
        "text": "The Ukrainian army took Izium, the ministry said. 7 people killed when shells hit Lyman.",
    },
    {
        "id": "r2",
        "outlet": "Volga Telegraph",
        "published": "2022-09-12",
        "text": "The ministry denied that the Russian troops left Izium. Lyman was shelled, 12 people killed.",
    },
    {
        "id": "r3",
        "outlet": "North Star Wire",
        "published": "2022-10-13",
        "text": "People are evacuated from Kherson, Saldo said. "
        "Stremousov denied that they are evacuated from Kherson.",
    },
]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> PlainEngine:
    made = PlainEngine()
    monkeypatch.setattr(pipeline.Reader, "load", classmethod(lambda cls, settings=None: cls(made, settings)))
    return made


@pytest.fixture
def run(engine: PlainEngine, folder: Path) -> Run:
    """Runs a command; an error that is not shown to the user fails the test."""

    def go(*args: object, status: int = 0, text: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=text)
        assert result.exit_code == status, (result.output, result.exception)
        assert "Traceback" not in result.output
        return result

    return go


@pytest.fixture
def ledger(run: Run, folder: Path) -> Path:
    """A ledger of three reports."""
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, REPORTS)))
    run("ingest", "reports.jsonl", "--ledger", "war.db")
    return folder / "war.db"

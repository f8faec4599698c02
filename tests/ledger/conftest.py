"""A ledger for each test, once for every store there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from contested.ledger import Ledger, open_ledger


@pytest.fixture(params=["sqlite"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger.db")

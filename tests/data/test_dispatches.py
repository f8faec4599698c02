"""The bundled dispatches parse, are complete, and say what they are."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "contested"
FOLDER = SOURCE / "data" / "dispatches"
REQUIRED = {"id", "title", "published", "outlet", "url", "language", "text", "note", "style"}
NOTE = "Written for this demonstration from publicly known facts."


def _dispatches() -> list[dict[str, Any]]:
    lines = (FOLDER / "dispatches.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _outlets() -> list[dict[str, str]]:
    outlets: list[dict[str, str]] = tomllib.loads((FOLDER / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
    return outlets


def _changes() -> list[dict[str, str]]:
    lines = (FOLDER / "known_changes.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _day(published: str) -> date:
    return datetime.fromisoformat(published).date()


DISPATCHES = _dispatches()
OUTLETS = {outlet["name"]: outlet for outlet in _outlets()}


def test_there_are_at_least_forty_with_unique_ids() -> None:
    assert len(DISPATCHES) >= 40
    assert max(Counter(d["id"] for d in DISPATCHES).values()) == 1
    assert max(Counter(d["text"] for d in DISPATCHES).values()) == 1


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=lambda d: d["id"])
def test_fields_are_valid(dispatch: dict[str, Any]) -> None:
    clumsy = dispatch["style"] == "clumsy"
    assert set(dispatch) == REQUIRED | ({"translated_from"} if clumsy else set())
    assert re.fullmatch(r"dispatch-\d{3}", dispatch["id"])
    assert dispatch["style"] in {"clean", "clumsy"}
    assert dispatch["language"] == "en"
    assert dispatch["url"] is None
    assert dispatch["note"] == NOTE
    assert dispatch["title"] is None or dispatch["title"].strip() == dispatch["title"] != ""
    assert 60 <= len(dispatch["text"].split()) <= 220
    assert date(2022, 8, 1) <= _day(dispatch["published"]) <= date(2022, 11, 30)
    if "T" in dispatch["published"]:
        assert datetime.fromisoformat(dispatch["published"]).tzinfo is not None
    if clumsy:
        assert dispatch["translated_from"] == OUTLETS[dispatch["outlet"]]["language"] != "en"


def test_they_are_in_order_of_publication() -> None:
    days = [_day(d["published"]) for d in DISPATCHES]
    assert days == sorted(days)


def test_a_third_is_clumsy() -> None:
    share = sum(d["style"] == "clumsy" for d in DISPATCHES) / len(DISPATCHES)
    assert 0.3 <= share <= 0.4


def test_every_outlet_is_listed_and_used() -> None:
    assert len(OUTLETS) == len(_outlets()) == len({outlet["id"] for outlet in _outlets()})
    assert {d["outlet"] for d in DISPATCHES} == set(OUTLETS)
    for outlet in OUTLETS.values():
        assert set(outlet) == {"id", "name", "side", "country", "type", "language"}
        assert outlet["side"] in {"UKR", "RUS", "third"}
        assert outlet["type"] in {"wire", "paper", "channel", "official", "aid", "monitor"}
        assert re.fullmatch(r"[A-Z]{3}", outlet["country"])
        assert re.fullmatch(r"[a-z]{2}", outlet["language"])


def test_every_side_has_its_say() -> None:
    sides = Counter(OUTLETS[d["outlet"]]["side"] for d in DISPATCHES)
    assert set(sides) == {"UKR", "RUS", "third"}
    assert min(sides.values()) >= len(DISPATCHES) // 5


def test_wire_copies_credit_their_wire_and_resemble_it() -> None:
    copies = [d for d in DISPATCHES if "Reported by North Star Wire" in d["text"]]
    wires = [d for d in DISPATCHES if d["outlet"] == "North Star Wire"]
    assert len(copies) >= 2
    for copy in copies:
        words = copy["text"].split()
        best = max(SequenceMatcher(None, words, w["text"].split(), autojunk=False).ratio() for w in wires)
        assert best > 0.4, copy["id"]


def test_known_changes_are_told_by_then_known_reports() -> None:
    changes = _changes()
    assert {"Izium", "Balakliia", "Kupiansk", "Lyman", "Vysokopillia", "Kherson"} <= {c["place"] for c in changes}
    for change in changes:
        day = date.fromisoformat(change["date"])
        assert change["from_holder"] != change["to_holder"]
        assert {change["from_holder"], change["to_holder"]} <= {"UKR", "RUS"}
        assert 0 <= int(change["tolerance_days"]) <= 3
        assert 44 < float(change["lat"]) < 53
        assert 22 < float(change["lon"]) < 41
        soon = [d for d in DISPATCHES if 0 <= (_day(d["published"]) - day).days <= 3]
        assert any(change["place"] in d["text"] for d in soon), change["place"]


def test_the_program_never_reads_the_known_changes() -> None:
    readers = [p.name for p in SOURCE.rglob("*.py") if "known_changes" in p.read_text(encoding="utf-8")]
    assert readers == []

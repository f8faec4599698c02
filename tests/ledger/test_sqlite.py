"""What belongs to the file: it only grows, it moves with the program, and it says what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from contested.errors import LedgerError
from contested.ledger import migrations, open_ledger
from tests.factory import claim, reading

TABLES = ["documents", "readings", "claims", "claim_places", "claim_speakers", "decisions"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "ledger.db"
    with open_ledger(found).writer() as writer:
        writer.add_reading(reading(claim()))
    return found


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_changed_or_taken_away(path, table):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = OFF")
    if table == "decisions":
        db.execute("INSERT INTO decisions VALUES (1, 'pin', '2022-01-01', '{}')")
    column = db.execute(f"PRAGMA table_info({table})").fetchone()[1]
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        db.execute(f"UPDATE {table} SET {column} = {column}")
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        db.execute(f"DELETE FROM {table}")
    db.close()


def test_a_view_cannot_write(path):
    with open_ledger(path).view() as view, pytest.raises(sqlite3.OperationalError, match="readonly"):
        view._db.execute("INSERT INTO decisions VALUES (1, 'pin', '2022-01-01', '{}')")


def test_a_view_reads_on_while_a_writer_writes(path):
    with open_ledger(path).writer() as writer, open_ledger(path).view() as view:
        writer.add_reading(reading(claim(), text="Another."))
        assert view.counts().documents == 1
        writer.commit()
        assert view.counts().documents == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_ledger_in_a_folder_that_cannot_be_written(path):
    path.parent.chmod(0o555)
    try:
        with open_ledger(path).view() as view:
            assert view.counts().documents == 1
    finally:
        path.parent.chmod(0o755)


def test_a_missing_ledger_is_said_to_be_missing(tmp_path):
    with pytest.raises(LedgerError, match=r"There is no ledger at .*contested ingest"):
        open_ledger(tmp_path / "none.db").view()
    with pytest.raises(LedgerError, match="There is no folder"):
        open_ledger(tmp_path / "no" / "none.db").writer()


@pytest.mark.parametrize("opened", ["view", "writer"])
def test_other_files_are_refused_and_left_alone(tmp_path, opened):
    text = tmp_path / "text.db"
    text.write_text("This is a letter, and longer than the sixteen bytes of a header. " * 40)
    other = tmp_path / "other.db"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE recipes (a)")
    db.commit()
    db.close()
    before = (text.read_bytes(), other.read_bytes())
    with pytest.raises(LedgerError, match=r"not a ledger|cannot be read as a ledger"):
        getattr(open_ledger(text), opened)()
    with pytest.raises(LedgerError, match="another program"):
        getattr(open_ledger(other), opened)()
    assert (text.read_bytes(), other.read_bytes()) == before


def test_a_ledger_of_a_newer_program_is_refused(path):
    db = sqlite3.connect(path)
    db.execute("INSERT INTO migrations VALUES (9999, 'later', '2030-01-01')")
    db.commit()
    db.close()
    for opened in ("view", "writer"):
        with pytest.raises(LedgerError, match="newer Contested"):
            getattr(open_ledger(path), opened)()


def test_an_older_ledger_is_brought_to_the_present_form(path, monkeypatch):
    later = migrations.Step(2, "add_notes", "CREATE TABLE notes (a TEXT) STRICT;\nCREATE INDEX n ON notes (a);\n")
    steps = (*migrations.steps(), later)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    with open_ledger(path).view() as view:
        assert view.counts().documents == 1
        assert view._db.execute("SELECT number, name FROM migrations").fetchall() == [
            (1, "the_record"),
            (2, "add_notes"),
        ]


def test_a_step_that_fails_leaves_no_trace(path, monkeypatch):
    broken = migrations.Step(2, "broken", "CREATE TABLE notes (a TEXT) STRICT;\nCREATE TABLE notes (b);\n")
    steps = (*migrations.steps(), broken)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    with pytest.raises(LedgerError, match="already exists"):
        open_ledger(path).writer()
    db = sqlite3.connect(path)
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert "notes" not in names
    assert db.execute("SELECT max(number) FROM migrations").fetchone() == (1,)
    db.close()


def test_a_ledger_in_use_is_waited_for_and_then_named(path, monkeypatch):
    monkeypatch.setattr("contested.ledger.sqlite.WAIT_S", 0.05)
    with open_ledger(path).writer() as first:
        first.add_reading(reading(claim(), text="Another."))
        with open_ledger(path).writer() as second, pytest.raises(LedgerError, match="in use"):
            second.add_reading(reading(claim(), text="A third."))


def test_steps_are_numbered_without_a_gap():
    assert [step.number for step in migrations.steps()] == list(range(1, len(migrations.steps()) + 1))

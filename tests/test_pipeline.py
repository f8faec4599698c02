from __future__ import annotations

import pytest

from contested.errors import InputError, UnreadableLine
from contested.ledger import Added, open_ledger
from contested.nouns import Reading
from contested.pipeline import Reader, fault_line, ingest, weigh_ledger
from contested.settings import Settings
from contested.sources import Fault
from tests.engine import PlainEngine
from tests.factory import document

GOOD = document("Izium was shelled, Maria Koval said.", id="good")
FOREIGN = document("Місто Ізюм обстріляли вночі, і є загиблі.", id="foreign")
BROKEN = document("BREAK it was shelled.", id="broken")
FAULT = Fault("a.txt", UnreadableLine("It is empty."))


@pytest.fixture
def reader():
    return Reader(PlainEngine(), Settings(batch_size=2, max_chars=1000))


def test_faults_stay_in_their_places_and_the_rest_is_read(reader):
    items = [GOOD, FAULT, FOREIGN, GOOD, BROKEN, GOOD, GOOD]
    found = list(reader.read_many(items))
    assert [type(item) for item in found] == [Reading, Fault, Fault, Reading, Fault, Reading, Reading]
    assert found[1] is FAULT
    assert "Ukrainian is not read" in found[2].error.message
    assert found[2].document is FOREIGN
    assert "ValueError: a stage broke" in found[4].error.message


def test_one_document_is_read_or_refused(reader):
    assert reader.read(GOOD).claims
    with pytest.raises(InputError, match="1,000 are read at most"):
        reader.read(document("word " * 300))


def test_debugging_shows_where_it_broke(reader, monkeypatch):
    monkeypatch.setenv("CONTESTED_DEBUG", "1")
    with pytest.raises(ValueError, match="a stage broke"):
        list(reader.read_many([BROKEN]))


def test_a_broken_installation_is_no_fault_of_a_document(reader, monkeypatch):
    def fail(*_: object) -> None:
        raise ImportError("no spaCy")

    monkeypatch.setattr(reader._engine, "read_many", fail)
    with pytest.raises(ImportError):
        list(reader.read_many([GOOD]))


def test_what_was_read_before_is_not_read_again(reader, tmp_path):
    ledger = open_ledger(tmp_path / "war.db")
    other = document("Lyman was shelled.", id="other")
    with ledger.writer() as writer:
        first = list(ingest([GOOD, FOREIGN], reader, writer))
    assert isinstance(first[0], Added)
    assert isinstance(first[1], Fault)
    reader._engine.read.clear()
    with ledger.writer() as writer:
        second = list(ingest([other, GOOD, FAULT, GOOD], reader, writer))
        third = list(ingest([GOOD], reader, writer, again=True))
    assert reader._engine.read == ["other", "good"]
    assert [getattr(item, "new_document", None) for item in second] == [True, False, None, False]
    assert not third[0].new_reading
    with ledger.view() as view:
        assert {one.id for one in view.documents()} == {"good", "foreign", "other"}
        assert view.counts().unread == 1


def test_a_ledger_is_weighed_as_of_a_day(reader, tmp_path):
    ledger = open_ledger(tmp_path / "war.db")
    late = document("Izium was shelled, Petro Bondar said.", id="late", published="2022-10-01")
    with ledger.writer() as writer:
        list(ingest([GOOD, late], reader, writer))
    with ledger.view() as view:
        assert {a.document for a in weigh_ledger(view).accounts} == {"good", "late"}
        assert {a.document for a in weigh_ledger(view, as_of="2022-09-30").accounts} == {"good"}


def test_a_fault_in_the_form_of_the_batch():
    assert fault_line(FAULT) == {"id": None, "error": {"kind": "unreadable_line", "message": "It is empty."}}

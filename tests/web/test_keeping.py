from __future__ import annotations

import sqlite3

import pytest

from contested.errors import LedgerError
from contested.ledger import Decision, open_ledger
from contested.nouns import Reading
from contested.web import ServeOptions
from contested.web.problems import NotReady
from contested.web.shelf import Keeper, Shelf
from contested.web.shelf.building import Folding, Plan, build, build_apart, ended
from tests.factory import claim
from tests.web.conftest import document, keep

TABLES = (
    "meta",
    "incidents",
    "accounts",
    "links",
    "disagreements",
    "parted",
    "holdings",
    "flows",
    "speakers",
    "places",
    "documents",
    "sources",
    "reviews",
    "doubts",
)


def _laid(path):
    db = sqlite3.connect(path)
    found = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in TABLES}
    db.close()
    return found


def _more(n):
    text = f"Lyman was shelled again, {n} people were killed, Ann Mayor said."
    told = claim("shelling", "Ann Mayor", ("Lyman", 48.99, 37.81), evidence=(0, len(text)), day="2022-09-20", killed=n)
    return Reading(document(f"m{n}", text), claims=(told,), program="contested test")


def test_folding_in_gives_what_weighing_anew_gives(ledger, tmp_path):
    folding, plan = Folding(), Plan(ledger, None, own_view=True)
    build(plan, tmp_path / "first", folding)
    kept = folding.weigher
    keep(ledger, _more(4), _more(9))
    build(plan, tmp_path / "folded", folding)
    assert folding.weigher is kept, "what was weighed is not weighed again"
    build(plan, tmp_path / "anew")
    assert _laid(tmp_path / "folded") == _laid(tmp_path / "anew") != _laid(tmp_path / "first")


def test_a_document_read_anew_and_a_decision_are_weighed_from_the_start(ledger, tmp_path):
    folding, plan = Folding(), Plan(ledger, None, own_view=True)
    keep(ledger, _more(4), _more(9))
    build(plan, tmp_path / "first", folding)
    told = claim("airstrike", None, ("Lyman", 48.99, 37.81), evidence=(0, 20))
    keep(ledger, Reading(_more(4).document, claims=(told,), program="contested later"))
    build(plan, tmp_path / "read-anew", folding)
    build(plan, tmp_path / "read-anew-whole")
    assert _laid(tmp_path / "read-anew") == _laid(tmp_path / "read-anew-whole")
    with open_ledger(ledger).writer() as writer:
        ids = [c.id for c in (*_more(9).claims, told)]
        writer.add_decision(Decision("split", (ids[0],), (ids[1],), at="2022-10-01T00:00:00Z"))
    build(plan, tmp_path / "decided", folding)
    build(plan, tmp_path / "decided-whole")
    assert _laid(tmp_path / "decided") == _laid(tmp_path / "decided-whole")


def test_a_process_of_its_own_lays_down_the_same(ledger, tmp_path):
    plan = Plan(ledger, "2022-09-10", own_view=False)
    ended(build_apart(plan, tmp_path / "apart"))
    build(plan, tmp_path / "here")
    assert _laid(tmp_path / "apart") == _laid(tmp_path / "here")
    with pytest.raises(LedgerError, match="no ledger"):
        ended(build_apart(Plan(tmp_path / "none.db"), tmp_path / "nothing"))


def test_a_large_ledger_is_weighed_apart(serve, ledger):
    with serve(ledger, own_view=True, fold_most=0) as ask:
        assert ask.json("/situation")["incidents"] > 0
        assert ask.app.keeper._folding.weigher is None


def test_an_earlier_day_knows_nothing_of_later(own):
    then = own.json("/incidents", asof="2022-09-09")
    assert then["as_of"] == "2022-09-09"
    assert 0 < then["total"] < own.json("/incidents")["total"]
    assert all(claim["published"] <= "2022-09-09" for claim in own.json("/claims", asof="2022-09-09")["items"])
    assert {row["id"] for row in own.json("/documents", asof="2022-09-09")["items"]} == {"d1", "d2"}
    assert own.json("/situation", asof="2020-01-01")["incidents"] == 0
    assert own.json("/incidents", asof="2999-01-01") == own.json("/incidents")
    killed = next(i for i in then["items"] if i["kind"] == "shelling")["tolls"][0]
    assert killed["high"] == 3, "the toll had not risen yet"


def test_only_a_few_earlier_days_are_kept(serve, sample_ledger):
    with serve(sample_ledger, own_view=True, past_days=2) as ask:
        for day in range(8, 13):
            ask.json("/situation", asof=f"2022-09-{day:02}")
        assert len(ask.app.keeper._past) <= 3
        assert not list(ask.app.keeper._folder.iterdir()), "the files of shelves are hidden as soon as they are open"


def test_what_takes_long_is_told_and_can_be_asked_again(sample_ledger, tmp_path):
    keeper = Keeper(ServeOptions(sample_ledger, wait_s=0.0, poll_s=3600, scratch=tmp_path))
    with pytest.raises(NotReady):
        keeper.shelf()
    keeper.start()
    keeper._first.result(60)
    assert isinstance(keeper.shelf(), Shelf)
    keeper.close()
    assert not keeper._folder.exists()


def test_a_ledger_that_is_not_there_is_told(serve, tmp_path):
    with serve(tmp_path / "none.db") as ask:
        error = ask.fault("/api/v1/incidents", status=500)
        assert error["kind"] == "ledger"
        assert "ingest" in error["remedy"]


def test_an_empty_ledger_is_served(serve, tmp_path):
    open_ledger(tmp_path / "empty.db").writer().close()
    with serve(tmp_path / "empty.db") as ask:
        for path in ("/situation", "/incidents", "/claims", "/documents", "/places", "/control", "/movement", "/timeline",
                     "/disagreements", "/speakers", "/sources", "/search?q=a", "/map", "/export/incidents", "/control/changes"):  # fmt: skip
            ask.get(f"/api/v1{path}")
        assert ask.json("/situation")["whole"]["documents"] == 0

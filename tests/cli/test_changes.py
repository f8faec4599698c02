from __future__ import annotations

import json

import pytest


def changed(run, ledger, *args) -> list[dict]:
    return json.loads(run("changes", *args, "--ledger", ledger, "--json").stdout)


def test_a_denial_opens_a_disagreement_and_disputes_the_incident(run, ledger, folder):
    late = {"id": "r4", "outlet": "Volga Telegraph", "published": "2022-09-13"}
    late["text"] = "Peskov denied that the Ukrainian army took Izium."
    (folder / "late.jsonl").write_text(json.dumps(late))
    run("ingest", "late.jsonl", "--ledger", ledger)
    rows = changed(run, ledger, "--from", "2022-09-12", "--to", "2022-09-13")
    opened = [row for row in rows if row["what"] == "disagreement_opened"]
    assert opened
    assert {row["place"] for row in opened} == {"Izium"}
    assert {item["document"] for row in opened for item in row["because"]} == {"r4"}
    (status,) = [row for row in rows if row["what"] == "status"]
    assert (status["before"], status["after"]) == ("single source", "disputed")
    assert status["documents"] == ["r4"]


def test_a_toll_that_grew_names_the_report(run, ledger):
    rows = changed(run, ledger, "--from", "2022-09-11", "--to", "2022-09-12")
    (toll,) = [row for row in rows if row["what"] == "toll" and row["place"] == "Lyman"]
    assert "7" in toll["before"]
    assert "12" in toll["after"]
    assert toll["documents"] == ["r2"]


def test_a_place_that_changed_hands_is_told_with_its_words(run, ledger):
    rows = changed(run, ledger, "--from", "2022-09-10", "--to", "2022-09-11")
    (izium,) = [row for row in rows if row["what"] == "control" and row["title"] == "Izium"]
    assert "Ukraine" in izium["after"]
    assert izium["because"][0]["words"].startswith("The Ukrainian army took Izium")
    assert [row["place"] for row in rows if row["what"] == "incident_new"]


def test_the_last_day_is_the_default(run, ledger):
    rows = changed(run, ledger)
    assert rows
    assert {document for row in rows for document in row["documents"]} == {"r3"}
    shown = run("changes", "--ledger", ledger).output
    assert "12 Oct 2022" in shown
    assert "13 Oct 2022" in shown
    assert "1 new reports, 2 claims" in shown
    assert "Stremousov" in shown


def test_nothing_new_changes_nothing(run, ledger):
    assert changed(run, ledger, "--from", "2022-09-20", "--to", "2022-09-25") == []
    assert "Nothing changed" in run("changes", "--from", "2022-09-20", "--to", "2022-09-25", "--ledger", ledger).output


@pytest.mark.parametrize(
    ("args", "problem"),
    [(["--from", "soon"], "is not a day"), (["--from", "2022-09-12", "--to", "2022-09-12"], "does not lie before")],
)
def test_days_that_make_no_sense(run, ledger, args, problem):
    assert problem in run("changes", *args, "--ledger", ledger, status=2).stderr

from __future__ import annotations

import json

import pytest


def test_ingest_tells_what_came_in_and_keeps_a_report_once(run, folder, ledger):
    (folder / "more").mkdir()
    (folder / "more" / "a.txt").write_text("Izium was shelled, Maria Koval said.")
    (folder / "more" / "b.txt").write_text("Izium  was shelled, Maria Koval said.\n")
    (folder / "more" / "c.pdf").write_bytes(b"%PDF-1.7")
    (folder / "more" / "d.txt").write_text("Місто Ізюм обстріляли вночі, і є загиблі серед цивільних.")
    result = run("ingest", "more", "reports.jsonl", "--ledger", ledger, status=1)
    assert "1 new, 4 known already, 2 not read; 1 claims." in result.stdout
    assert "c.pdf: This is a PDF" in result.stderr
    assert "The original is kept" in result.stderr
    assert "have no date" in result.stderr
    again = json.loads(run("ingest", "more/a.txt", "--ledger", ledger, "--json").stdout)
    assert again == {"new": 0, "reread": 0, "known": 1, "claims": 0, "undated": 1, "faults": []}


def test_ingest_without_a_fault_says_so_by_its_status(run, folder):
    (folder / "a.txt").write_text("Izium was shelled.")
    run("ingest", "a.txt", "--ledger", "war.db", "--published", "2022-09-12", status=0)


@pytest.mark.parametrize(
    "command",
    ["claims", "incidents", "places", "disagreements", "speakers", "control", "movement"],
)
class TestListings:
    def test_table_fits_and_json_is_a_list_of_rows(self, run, ledger, command):
        shown = run(command, "--ledger", ledger).output
        assert shown.strip()
        assert max(map(len, shown.splitlines())) <= 100
        rows = json.loads(run(command, "--ledger", ledger, "--json").stdout)
        assert rows
        assert all(isinstance(row, dict) for row in rows)

    def test_limit(self, run, ledger, command):
        rows = json.loads(run(command, "--ledger", ledger, "--json", "--limit", 1).stdout)
        assert len(rows) == 1

    def test_a_day_before_everything_leaves_nothing(self, run, ledger, command):
        assert json.loads(run(command, "--ledger", ledger, "--json", "--as-of", "2022-01-01").stdout) == []
        assert run(command, "--ledger", ledger, "--as-of", "2022-01-01").output.strip()

    def test_bad_input_is_explained(self, run, ledger, command):
        assert "is not a day" in run(command, "--ledger", ledger, "--since", "soon", status=2).stderr
        assert "no ledger" in run(command, "--ledger", "none.db", status=2).stderr


def rows(run, ledger, command, *args) -> list[dict]:
    return json.loads(run(command, "--ledger", ledger, "--json", *args).stdout)


@pytest.mark.parametrize(
    ("args", "documents"),
    [
        (["--place", "izium"], {"r1", "r2"}),
        (["--kind", "evacuation"], {"r3"}),
        (["--kind", "capture", "--kind", "withdrawal"], {"r1", "r2"}),
        (["--speaker", "saldo"], {"r3"}),
        (["--until", "2022-09-11"], {"r1"}),
        (["--text", "12 people"], {"r2"}),
        (["--place", "Narnia"], set()),
    ],
)
def test_claims_are_filtered(run, ledger, args, documents):
    assert {row["document"] for row in rows(run, ledger, "claims", *args)} == documents


def test_claims_by_side(run, ledger):
    told = rows(run, ledger, "claims")
    sides = {row["side"] for row in told if row["side"]}
    assert sides
    for side in sides:
        found = rows(run, ledger, "claims", "--side", side)
        assert found
        assert {row["side"] for row in found} == {side}


def test_incidents_rest_on_the_claims_asked_for(run, ledger):
    at_lyman = rows(run, ledger, "incidents", "--place", "Lyman")
    assert at_lyman
    assert all("Lyman" in row["place"] for row in at_lyman)
    assert {row["kind"] for row in rows(run, ledger, "incidents", "--kind", "shelling")} == {"shelling"}


def test_disagreements_show_both_words(run, ledger):
    kherson = rows(run, ledger, "disagreements", "--place", "Kherson")
    words = json.dumps(kherson)
    assert "Saldo" in words
    assert "Stremousov" in words
    assert rows(run, ledger, "disagreements", "--about", "culprit") == []


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["claims", "--kind", "shellin"], "shelling"),
        (["incidents", "--status", "odd"], "disputed"),
        (["disagreements", "--about", "weather"], "toll"),
    ],
)
def test_words_that_mean_nothing_get_the_words_that_do(run, ledger, args, problem):
    assert problem in run(*args, "--ledger", ledger, status=2).stderr


def test_one_speaker(run, ledger):
    shown = run("speaker", "Stremousov", "--ledger", ledger).output
    assert "evacuat" in shown
    record = json.loads(run("speaker", "stremousov", "--ledger", ledger, "--json").stdout)
    assert record["statements"][0]["polarity"] == "negative"
    assert "Nobody called" in run("speaker", "Napoleon", "--ledger", ledger, status=2).stderr


def test_explain_leads_back_to_the_words(run, ledger):
    (claim,) = rows(run, ledger, "claims", "--speaker", "stremousov")
    shown = run("explain", claim["id"], "--ledger", ledger).output
    for words in ("[evacuated]", "North Star Wire", "Stremousov", "plain words", "Kherson", "46.640, 32.610", "706448"):
        assert words in shown
    found = json.loads(run("explain", claim["id"][:-1], "--ledger", ledger, "--json").stdout)
    assert found["claim"]["because"]["rule"] == "plain words"
    assert found["trigger"] == "evacuated"
    assert found["sentence"]["text"].startswith("Stremousov denied")
    assert any(link["relation"] == "denies" for link in found["links"])


def test_explain_shows_repairs_and_places_that_lost(run, ledger, folder, engine, monkeypatch):
    from dataclasses import replace

    from contested.nouns import Candidate

    plain = engine._reading

    def doubtful(document):
        found = plain(document)
        lost = Candidate(1, "Izium", 53.1, 41.2, "RU", 0.31, "same name, far from the other places")
        claims = tuple(
            replace(c, places=tuple(replace(p, alternatives=(lost,)) for p in c.places)) for c in found.claims
        )
        return replace(found, claims=claims)

    monkeypatch.setattr(engine, "_reading", doubtful)
    (folder / "b.txt").write_text("At dawn teh town of Izium was shelled. It rained.")
    run("ingest", "b.txt", "--ledger", ledger)
    (claim,) = rows(run, ledger, "claims", "--text", "dawn")
    shown = run("explain", claim["id"], "--ledger", ledger, "--alone").output
    assert "“teh” was read as “the”" in shown
    assert "0.31  Izium, RU: same name, far from the other places" in shown


def test_explain_an_unknown_claim(run, ledger):
    assert "no claim 'zzz'" in run("explain", "zzz", "--ledger", ledger, status=2).stderr

"""Merging, splitting, pinning, reviewing and taking back, through the commands."""

from __future__ import annotations

import json

import pytest


def rows(run, ledger, command, *args) -> list[dict]:
    return json.loads(run(command, *args, "--ledger", ledger, "--json", "--limit", 0).stdout)


def homes(run, ledger) -> dict[str, str]:
    """The incident of each claim."""
    return {claim: row["id"] for row in rows(run, ledger, "incidents") for claim in row["claims"]}


def together(run, ledger) -> set[frozenset[str]]:
    return {frozenset(row["claims"]) for row in rows(run, ledger, "incidents")}


@pytest.fixture
def shelling(run, ledger) -> tuple[str, str]:
    """Two claims of one incident: Lyman shelled."""
    (incident,) = [row for row in rows(run, ledger, "incidents", "--kind", "shelling") if row["place"] == "Lyman"]
    one, two = incident["claims"]
    return one, two


@pytest.fixture
def apart(run, ledger) -> tuple[str, str]:
    """Two claims of two incidents."""
    (capture,) = [row["id"] for row in rows(run, ledger, "claims", "--kind", "capture")]
    evacuated = rows(run, ledger, "claims", "--kind", "evacuation")[0]["id"]
    return capture, evacuated


def test_split_and_undo(run, ledger, shelling):
    one, two = shelling
    shown = run("decide", "split", one, "--ledger", ledger, "--note", "another street", "--by", "ann").output
    assert "Decision 1: split" in shown
    assert homes(run, ledger)[one] != homes(run, ledger)[two]
    run("decide", "undo", 1, "--ledger", ledger)
    assert homes(run, ledger)[one] == homes(run, ledger)[two]
    run("decide", "undo", 2, "--ledger", ledger)  # the undoing undone: the split holds again
    assert homes(run, ledger)[one] != homes(run, ledger)[two]
    found = rows(run, ledger, "decisions")
    assert [(row["id"], row["action"], row["holds"]) for row in found] == [
        (3, "undo", True),
        (2, "undo", False),
        (1, "split", True),
    ]
    assert found[-1]["note"] == "another street"
    table = run("decisions", "--ledger", ledger).output
    assert "ann" in table
    assert "undone" in table


def test_split_takes_the_incident_by_name(run, ledger, shelling, apart):
    one, two = shelling
    home = homes(run, ledger)
    assert "is not in" in run("decide", "split", one, "from", home[apart[0]], "--ledger", ledger, status=2).stderr
    run("decide", "split", one, "from", home[one], "--ledger", ledger)
    assert homes(run, ledger)[one] != homes(run, ledger)[two]


def test_merge_draws_two_incidents_together(run, ledger, apart):
    home = homes(run, ledger)
    assert home[apart[0]] != home[apart[1]]
    run("decide", "merge", home[apart[0]], home[apart[1]], "--ledger", ledger)
    after = homes(run, ledger)
    assert after[apart[0]] == after[apart[1]]
    assert "already" in run("decide", "merge", after[apart[0]], after[apart[0]], "--ledger", ledger, status=2).stderr


def test_pin_moves_a_claim_and_closes_the_incident(run, ledger, folder, shelling, apart):
    one, two = shelling
    run("decide", "pin", one, homes(run, ledger)[apart[0]], "--ledger", ledger)
    after = homes(run, ledger)
    assert after[one] == after[apart[0]]
    assert after[two] != after[one]
    more = {"id": "r9", "outlet": "Tavria Herald", "published": "2022-09-12", "text": "The army took Izium."}
    (folder / "more.jsonl").write_text(json.dumps(more))
    run("ingest", "more.jsonl", "--ledger", ledger)
    (late,) = [row["id"] for row in rows(run, ledger, "claims") if row["document"] == "r9"]
    assert homes(run, ledger)[late] != homes(run, ledger)[one]


def test_a_later_decision_wins_within_one_second(run, ledger, shelling):
    one, two = shelling
    run("decide", "split", one, "--ledger", ledger)
    home = homes(run, ledger)
    run("decide", "merge", home[one], home[two], "--ledger", ledger)
    assert homes(run, ledger)[one] == homes(run, ledger)[two]


def test_decisions_hold_for_earlier_days_too(run, ledger, shelling):
    one, two = shelling
    run("decide", "split", one, "--ledger", ledger)
    then = rows(run, ledger, "incidents", "--as-of", "2022-09-12")
    assert not any({one, two} <= set(row["claims"]) for row in then)


def test_decisions_survive_another_reading(run, ledger, folder, engine, monkeypatch, shelling):
    from dataclasses import replace

    one, two = shelling
    run("decide", "split", one, "--ledger", ledger)
    plain = engine._reading

    def renamed(document):
        found = plain(document)
        return replace(found, claims=tuple(replace(c, id=f"new-{c.id}") for c in found.claims), program="contested 2")

    monkeypatch.setattr(engine, "_reading", renamed)
    monkeypatch.setattr(engine, "program", "contested 2")
    run("ingest", "reports.jsonl", "--ledger", ledger)
    after = homes(run, ledger)
    assert after[f"new-{one}"] != after[f"new-{two}"]


def test_a_claim_read_wrongly_is_weighed_no_more(run, ledger, shelling):
    one, two = shelling
    assert "was read wrong" in run("review", one, "wrong", "--note", "a drill", "--ledger", ledger).output
    assert one not in homes(run, ledger)
    assert two in homes(run, ledger)
    assert one in {row["id"] for row in rows(run, ledger, "claims")}
    run("review", one, "right", "--ledger", ledger)  # the last word counts
    assert one in homes(run, ledger)
    run("decide", "undo", 2, "--ledger", ledger)
    assert one not in homes(run, ledger)


def test_the_queue_leaves_out_what_is_done(run, ledger, shelling):
    queue = rows(run, ledger, "review", "--next")
    scores = [row["score"] for row in queue]
    assert scores == sorted(scores, reverse=True)
    assert {row["id"] for row in queue} == {row["id"] for row in rows(run, ledger, "claims")}
    assert "disagree" in json.dumps(queue) or "words against each other" in json.dumps(queue)
    run("review", queue[0]["id"], "right", "--ledger", ledger)
    assert queue[0]["id"] not in {row["id"] for row in rows(run, ledger, "review", "--next")}
    assert "more; --limit 0" in run("review", "--next", "--limit", 1, "--ledger", ledger).output


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["decide", "merge", "i-none", "i-other"], "no incident"),
        (["decide", "undo", "7"], "no decision 7"),
        (["decide", "split", "zzz"], "no claim"),
        (["review", "zzz", "right"], "no claim"),
        (["review"], "--next"),
    ],
)
def test_what_cannot_be_decided_is_explained(run, ledger, args, problem):
    assert problem in run(*args, "--ledger", ledger, status=2).stderr


def test_a_verdict_is_right_or_wrong(run, ledger, shelling):
    assert "right or wrong" in run("review", shelling[0], "odd", "--ledger", ledger, status=2).stderr
    assert rows(run, ledger, "decisions") == []

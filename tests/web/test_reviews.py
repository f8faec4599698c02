"""Reviews over HTTP: kept, respected, reversible; and never written by a page of another site."""

from __future__ import annotations

import time
from datetime import date

import pytest

from contested.ledger import Decision, open_ledger
from contested.nouns import Party, Reading
from contested.web import models
from contested.web.shelf.building import Folding, Plan, build
from tests.factory import claim, place
from tests.web.conftest import API, HERE, document, keep
from tests.web.test_keeping import _laid

TOKEN = "a-token-that-is-long-enough"
SAME = {"origin": HERE, "sec-fetch-site": "same-origin"}


def _send(ask, path, body, status=201, headers=SAME, **given):
    return ask.get(f"{API}{path}", status=status, method="POST", json=body, headers=headers, **given).json()


def _until_new(ask, before):
    """The record after it was weighed anew."""
    for _ in range(400):
        now = ask.json("/situation")
        if now["state"] != before:
            return now
        time.sleep(0.02)
    raise AssertionError("nothing was weighed anew")


def _decisions(ledger):
    with open_ledger(ledger).view() as view:
        return view.decisions()


def test_a_claim_found_wrong_is_weighed_no_more_and_can_be_brought_back(serve, ledger):
    with serve(ledger, own_view=True) as ask:
        before = ask.json("/situation")
        rows = ask.json("/claims")["items"]
        told = rows[0]
        short = next(k for n in range(1, 99) if sum(r["id"].startswith(k := told["id"][:n]) for r in rows) == 1)
        made = _send(ask, "/reviews", {"claim": told["id"], "verdict": "wrong", "by": "Ada", "note": "not said"})
        models.Recorded.model_validate(made, strict=True)
        after = _until_new(ask, before["state"])
        assert after["claims"] == before["claims"] - 1
        assert told["id"] not in {row["id"] for row in ask.json("/claims")["items"]}
        page = ask.json(f"/document/{told['document']}")
        shown = next(claim for claim in page["claims"] if claim["id"] == told["id"])
        assert shown["review"]["verdict"] == "wrong", "it stays in its document, marked"
        assert (shown["review"]["by"], shown["review"]["note"]) == ("Ada", "not said")
        assert shown["incident"] is None
        for asked in (told["id"], short):
            why = ask.json(f"/claim/{asked}")
            models.ClaimDetail.model_validate(why, strict=True)
            assert (why["claim"]["id"], why["claim"]["words"]) == (told["id"], told["words"])
            assert why["claim"]["incident"] is None
            assert (why["review"]["verdict"], why["review"]["note"]) == ("wrong", "not said")
            assert why["because"]["rule"]
            assert why["links"] == []
        (kept,) = ask.json("/reviews")["items"]
        models.ReviewRow.model_validate(kept, strict=True)
        assert ask.json(f"/claim/{ask.json('/claims')['items'][0]['id']}")["review"] is None
        _send(ask, f"/reviews/{made['decision']}/undo", {})
        again = _until_new(ask, after["state"])
        assert again["claims"] == before["claims"]
        assert ask.json("/reviews")["items"] == []
    assert [d.action for d in _decisions(ledger)] == ["review", "undo"]


def test_a_claim_found_right_is_surer_and_leaves_the_queue(serve, ledger):
    with serve(ledger, own_view=True) as ask:
        found = ask.json("/queue")
        assert found["total"] > 1
        assert found["writes"]
        scores = [row["score"] for row in found["items"]]
        assert scores == sorted(scores, reverse=True)
        for row in found["items"]:
            models.DoubtRow.model_validate(row, strict=True)
        first = found["items"][0]
        _send(ask, "/reviews", {"claim": first["id"], "verdict": "right"})
        _until_new(ask, found["state"])
        assert first["id"] not in {row["id"] for row in ask.json("/queue")["items"]}
        assert ask.json(f"/claim/{first['id']}")["claim"]["confidence"] == 0.99


def test_who_reviewed_is_not_for_the_public(serve, ledger):
    with serve(ledger) as ask:
        state, told = ask.json("/situation")["state"], ask.json("/claims")["items"][0]
        _send(ask, "/reviews", {"claim": told["id"], "verdict": "wrong", "by": "Ada Person", "note": "secret note"})
        _until_new(ask, state)
        for path in ("/reviews", f"/document/{told['document']}", f"/claim/{told['id']}"):
            text = ask.get(f"{API}{path}").text
            assert told["id"] in text
            assert "Ada Person" not in text
            assert "secret" not in text


def test_what_is_held_back_can_neither_be_reviewed_nor_found_so(serve, tmp_path):
    text = "Residents left Izium for Kupiansk by the northern road at dawn."
    way = (place(("Izium", 49.209, 37.277), "from"), place(("Kupiansk", 49.71, 37.616), "to"))
    route = claim("evacuation", None, places=way, evidence=(0, len(text)), patients=(Party(0, 9, "Residents"),))
    today = date.today().isoformat()  # noqa: DTZ011 (ages are counted in the reader's own days)
    told = Reading(document("route", text, published=today), claims=(route,), program="contested test")
    ledger = keep(tmp_path / "war.db", told)
    body = {"claim": route.id, "verdict": "right"}
    with serve(ledger) as public:
        assert public.json("/queue")["items"] == []
        _send(public, "/reviews", body, status=404)
    with serve(ledger, own_view=True) as own:
        assert [row["id"] for row in own.json("/queue")["items"]] == [route.id]
        _send(own, "/reviews", body)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8766"},
        {"origin": "http://127.0.0.1:8765.evil.example"},
        {"origin": "ftp://127.0.0.1:8765"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_page_of_another_site_cannot_write(serve, ledger, headers):
    with serve(ledger, own_view=True) as ask:
        told = ask.json("/claims")["items"][0]
        answer = _send(ask, "/reviews", {"claim": told["id"], "verdict": "wrong"}, status=403, headers=headers)
        assert answer["error"]["kind"] == "origin"
        ask.get(
            f"{API}/reviews", status=405, method="OPTIONS", headers={**headers, "access-control-request-method": "POST"}
        )
    assert _decisions(ledger) == ()


def test_what_a_form_can_send_is_not_taken(serve, ledger):
    with serve(ledger, own_view=True) as ask:
        told = ask.json("/claims")["items"][0]["id"]
        body = f'{{"claim": "{told}", "verdict": "wrong"}}'.encode()
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
            given = {"content": body, "headers": {"content-type": kind}}
            assert ask.fault(f"{API}/reviews", status=415, method="POST", **given)["kind"] == "content_type"
    assert _decisions(ledger) == ()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"claim": "c", "verdict": "maybe"}, 400),
        ({"claim": "nothing-of-that-name", "verdict": "right"}, 404),
        ({"claim": "x" * 300, "verdict": "right"}, 400),
        ({"claim": "c", "verdict": "right", "note": "n" * 20_000}, 400),
        ({"claim": "c", "verdict": "right", "more": 1}, 400),
        ([], 400),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_kept(serve, ledger, body, status):
    with serve(ledger, own_view=True) as ask:
        _send(ask, "/reviews", body, status=status)
    assert _decisions(ledger) == ()


def test_with_a_token_it_must_stand_in_the_header(serve, ledger):
    with serve(ledger, own_view=True, host="0.0.0.0", token=TOKEN) as ask:
        bearer = {"authorization": f"Bearer {TOKEN}"}
        claim = ask.get(f"{API}/claims", headers=bearer).json()["items"][0]["id"]
        body = {"claim": claim, "verdict": "right"}
        _send(ask, "/reviews", body, status=401)
        _send(ask, "/reviews", body, status=401, params={"token": TOKEN})
        _send(ask, "/reviews", body, status=403, headers={**bearer, "origin": "https://evil.example"})
        _send(ask, "/reviews", body, headers={**SAME, **bearer})
    assert len(_decisions(ledger)) == 1


def test_a_read_only_server_keeps_nothing(serve, ledger):
    with serve(ledger, own_view=True, writes=False) as ask:
        claim = ask.json("/claims")["items"][0]["id"]
        assert not ask.json("/queue")["writes"]
        answer = _send(ask, "/reviews", {"claim": claim, "verdict": "right"}, status=403)
        assert answer["error"]["kind"] == "read_only"
    assert _decisions(ledger) == ()


def test_only_reviews_are_undone_here(serve, ledger):
    with serve(ledger, own_view=True) as ask:
        ids = [row["id"] for row in ask.json("/claims")["items"]]
        with open_ledger(ledger).writer() as writer:
            number = writer.add_decision(Decision("split", (ids[0],), (ids[1],), at="2022-10-01T00:00:00Z"))
        _send(ask, f"/reviews/{number}/undo", {}, status=400)
        _send(ask, "/reviews/999/undo", {}, status=404)
    assert [d.action for d in _decisions(ledger)] == ["split"]


def test_a_review_folded_in_gives_what_weighing_anew_gives(ledger, tmp_path):
    folding, plan = Folding(), Plan(ledger, None, own_view=True)
    build(plan, tmp_path / "first", folding)
    with open_ledger(ledger).view() as view:
        ids = [account.claim.id for account in view.accounts()]
    with open_ledger(ledger).writer() as writer:
        for claim, verdict in zip(ids, ("wrong", "right"), strict=False):
            writer.add_decision(Decision("review", (claim,), at="2022-10-01T00:00:00Z", values={"verdict": verdict}))
    build(plan, tmp_path / "folded", folding)
    build(plan, tmp_path / "anew")
    build(Plan(ledger, "2022-12-31", own_view=True), tmp_path / "then")
    assert _laid(tmp_path / "folded") == _laid(tmp_path / "anew") != _laid(tmp_path / "first")

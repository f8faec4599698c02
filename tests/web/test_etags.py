from __future__ import annotations

import pytest

from contested.nouns import Reading
from tests.factory import claim
from tests.web.conftest import document, keep

PLAIN = {"accept-encoding": "identity"}


@pytest.mark.parametrize(
    "path",
    ["/incidents", "/situation", "/timeline", "/map?zoom=4", "/control", "/export/claims?format=csv", "/document/d1"],
)
def test_what_is_held_already_is_not_sent_again(own, path):
    for headers in (PLAIN, {"accept-encoding": "gzip"}):
        first = own.get(f"/api/v1{path}", headers=headers)
        tag = first.headers["etag"]
        assert tag.startswith('"')
        assert not tag.startswith("W/")
        again = own.get(f"/api/v1{path}", status=304, headers={**headers, "if-none-match": tag})
        assert again.content == b""
        assert again.headers["etag"] == tag
        own.get(f"/api/v1{path}", headers={**headers, "if-none-match": '"other"'})
        own.get(f"/api/v1{path}", status=304, headers={**headers, "if-none-match": f'"other", {tag}'})


def test_each_form_and_each_encoding_has_its_own_tag(own):
    path = "/api/v1/incidents"
    asked = [
        {"headers": PLAIN}, {"headers": {"accept-encoding": "gzip"}}, {"headers": {**PLAIN, "accept": "text/csv"}},
        {"headers": {**PLAIN, "accept": "application/geo+json"}}, {"headers": PLAIN, "params": {"kind": "shelling"}},
    ]  # fmt: skip
    made = [own.get(path, **given) for given in asked]
    assert len({answer.headers["etag"] for answer in made}) == len(asked)
    assert all("Accept" in answer.headers["vary"] for answer in made)


def test_the_order_of_what_is_asked_makes_no_difference(own):
    one = own.get("/api/v1/incidents?kind=shelling&limit=3").headers["etag"]
    assert own.get("/api/v1/incidents?limit=3&kind=shelling").headers["etag"] == one


def test_answers_are_squeezed(own):
    made = own.get("/api/v1/incidents", headers={"accept-encoding": "gzip"})
    assert made.headers["content-encoding"] == "gzip"
    assert int(made.headers["content-length"]) < len(made.content) / 2


def test_faults_have_no_tag(own):
    assert "etag" not in own.get("/api/v1/incidents?limit=0", status=400).headers
    assert "etag" not in own.get("/api/v1/incident/none", status=404).headers


def test_a_tag_holds_over_a_restart_and_ends_when_the_ledger_grows(serve, ledger):
    with serve(ledger, own_view=True) as ask:
        tag = ask.get("/api/v1/incidents").headers["etag"]
    with serve(ledger, own_view=True) as ask:
        ask.get("/api/v1/situation")  # waits for the weighing
        ask.get("/api/v1/incidents", status=304, headers={"if-none-match": tag})
        text = "Lyman was shelled on Tuesday."
        told = claim("shelling", None, ("Lyman", 48.99, 37.81), evidence=(0, len(text)), day="2022-09-20")
        keep(ledger, Reading(document("d9", text), claims=(told,), program="contested test"))
        assert ask.app.keeper.refresh() is True
        grown = ask.get("/api/v1/incidents", headers={"if-none-match": tag})
        assert grown.headers["etag"] != tag
        assert any(item["place"] == "Lyman" for item in grown.json()["items"])
        assert ask.app.keeper.refresh() is False
    with serve(ledger) as ask:
        assert ask.get("/api/v1/incidents").headers["etag"] != grown.headers["etag"], "the policy is part of the state"

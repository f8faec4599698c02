from __future__ import annotations

import json

from contested.nouns import Reading
from tests.factory import claim
from tests.web.conftest import document, keep


def _told(made):
    blocks = [
        dict(line.split(": ", 1) for line in block.split("\n") if ": " in line) for block in made.text.split("\n\n")
    ]
    return [(block["id"], json.loads(block["data"])) for block in blocks if "data" in block]


def test_a_stream_tells_how_things_stand_and_then_what_is_new(serve, ledger):
    text = "Lyman was shelled on Tuesday."
    told = claim("shelling", None, ("Lyman", 48.99, 37.81), evidence=(0, len(text)), day="2022-09-20")
    with serve(ledger, own_view=True, poll_s=0.05) as ask:
        before = ask.json("/situation")["whole"]["claims"]
        made = ask.get("/api/v1/events?most=1")
        assert made.headers["content-type"].startswith("text/event-stream")
        assert "etag" not in made.headers
        ((state, first),) = _told(made)
        assert first["claims"] == before
        assert first["new_claims"] is None
        assert first["state"] == state
        keep(ledger, Reading(document("d9", text), claims=(told,), program="contested test"))
        ((later, news),) = _told(ask.get("/api/v1/events?most=1", headers={"last-event-id": state}))
        assert later != state
        assert news["claims"] == before + 1
        assert not ask.app.state.streams, "a stream that has ended is counted no more"


def test_only_so_many_may_listen(serve, sample_ledger):
    with serve(sample_ledger, own_view=True) as ask:
        ask.app.state.streams.update(range(32))
        assert ask.fault("/api/v1/events", status=503)["kind"] == "too_many"

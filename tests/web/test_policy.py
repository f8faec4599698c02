"""What is held back is in no answer, however one asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contested.ledger import Decision, open_ledger
from contested.nouns import Party, Reading, Speaker
from contested.outputs.clean import NAME_MASK
from tests.factory import claim, place
from tests.web.conftest import document, keep

TODAY = date.today().isoformat()  # noqa: DTZ011 (ages are counted in the reader's own days)
OLD = (date.fromisoformat(TODAY) - timedelta(days=400)).isoformat()
ROUTE = "Residents left Izium for Kupiansk by the northern road at dawn."
OLENA = "Resident Olena Bondarenko saw the shelling of Balakliia from her cellar. The mayor knew of nothing else."


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    way = (place(("Izium", 49.209, 37.277), "from"), place(("Kupiansk", 49.71, 37.616), "to"))
    route = claim(
        "evacuation", None, places=way, evidence=(0, len(ROUTE)), trigger=(10, 14), patients=(Party(0, 9, "Residents"),)
    )
    end = OLENA.index(".") + 1
    olena = Speaker("Resident Olena Bondarenko", None, "Olena Bondarenko", "resident")
    seen = claim("shelling", olena, ("Balakliia", 49.456, 36.844), evidence=(0, end), trigger=(35, 43), day=OLD)
    return keep(
        tmp_path_factory.mktemp("policy") / "war.db",
        Reading(document("route", ROUTE, published=TODAY), claims=(route,), program="contested test"),
        Reading(document("olena", OLENA, published=OLD), claims=(seen,), program="contested test"),
    )


@pytest.fixture(scope="module")
def shown(serve, fresh):
    with serve(fresh) as asker:
        yield asker


@pytest.fixture(scope="module")
def mine(serve, fresh):
    with serve(fresh, own_view=True) as asker:
        yield asker


PATHS = (
    "/situation", "/incidents", "/claims", "/documents", "/places", "/control", "/movement", "/disagreements", "/speakers",
    "/sources", "/timeline", "/map?zoom=9", "/export/incidents", "/export/claims", "/export/claims?format=csv",
    "/export/incidents?format=geojson", "/export/movement?format=geojson", "/document/route", "/document/olena",
    "/search?q=shelling", "/search?q=shelling&in=documents", "/queue", "/reviews", "/sitrep",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_neither_the_route_nor_the_name_is_in_any_answer(shown, mine, path):
    said = shown.get(f"/api/v1{path}").text
    assert "northern road" not in said
    assert "Kupiansk" not in said
    assert "Bondarenko" not in said
    assert "Olena" not in said


def test_the_analyst_sees_both(mine):
    assert "northern road" in mine.get("/api/v1/claims").text
    assert "Bondarenko" in mine.get("/api/v1/document/olena").text


def test_held_back_is_counted_with_its_rule(shown, mine):
    found = shown.json("/situation")
    assert found["held_back"] == 1
    assert found["held_by_rule"] == {"recent evacuation routes": 1}
    assert mine.json("/situation")["held_back"] == 0
    assert shown.json("/movement")["held_back"] == 1


@pytest.mark.parametrize("asked", ["northern", "Bondarenko", "Olena", "Kupiansk"])
def test_search_finds_nothing_of_what_is_held_back(shown, mine, asked):
    assert not any(shown.json("/search", q=asked)["counts"].values())
    assert any(mine.json("/search", q=asked)["counts"].values())
    assert shown.json("/incidents", q=asked)["total"] == 0
    assert shown.json("/incidents", by=asked)["total"] == 0
    assert shown.json("/incidents", place=asked)["total"] == 0


def test_only_what_claims_rest_on_is_shown_of_a_document(shown, mine):
    found = shown.json("/document/olena")
    assert found["document"]["whole"] is False
    (piece,) = found["pieces"]
    assert len(piece["text"]) == piece["end"] - piece["start"] == OLENA.index(".") + 1
    assert NAME_MASK in piece["text"]
    assert NAME_MASK in found["masks"]
    assert mine.json("/document/olena")["pieces"][0]["text"] == OLENA
    assert shown.json("/document/route")["pieces"] == []


def test_a_held_claim_cannot_be_opened(shown, mine):
    (held,) = [row["id"] for row in mine.json("/claims")["items"] if row["document"] == "route"]
    shown.fault(f"/api/v1/claim/{held}", status=404)
    (incident,) = [row["id"] for row in mine.json("/incidents", kind="evacuation")["items"]]
    shown.fault(f"/api/v1/incident/{incident}", status=404)


def test_a_private_person_has_no_page(shown, mine):
    assert shown.json("/speakers")["total"] == 0
    shown.fault("/api/v1/speaker/bondarenko", status=404)
    assert mine.json("/speaker/bondarenko")["speaker"]["name"] == "Olena Bondarenko"


def test_an_earlier_day_does_not_unlock_what_is_fresh_now(shown):
    yesterday = (date.fromisoformat(TODAY) - timedelta(days=1)).isoformat()
    assert "northern road" not in shown.get(f"/api/v1/claims?asof={yesterday}").text
    assert "northern road" not in shown.get("/api/v1/claims?asof=2999-01-01").text


def test_what_is_found_wrong_passes_through_the_policy_too(serve, tmp_path, fresh):
    path = tmp_path / "war.db"
    path.write_bytes(fresh.read_bytes())
    with open_ledger(path).view() as view:
        ids = [account.claim.id for account in view.accounts()]
    with open_ledger(path).writer() as writer:
        for claim_id in ids:
            values = {"verdict": "wrong"}
            writer.add_decision(Decision("review", (claim_id,), at="2022-10-01T00:00:00Z", values=values))
    with serve(path, own_view=True) as mine:
        assert mine.json("/reviews")["total"] == 2
    with serve(path) as shown:
        assert shown.json("/reviews")["total"] == 1, "the route is held back, whatever was said of it"
        for asked in ("/reviews", "/document/olena", "/document/route", "/queue"):
            said = shown.get(f"/api/v1{asked}").text
            assert "Olena Bondarenko" not in said
            assert "northern road" not in said

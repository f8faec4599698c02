from __future__ import annotations

import pytest

from contested.web import models
from tests.outputs.sample import sample_documents

TEXTS = {document.id: document.text for document in sample_documents()}


def _incident(own, kind):
    (first, *_) = own.json("/incidents", kind=kind)["items"]
    return own.json(f"/incident/{first['id']}")


def test_an_incident_has_its_accounts_side_by_side(own):
    found = _incident(own, "shelling")
    models.IncidentDetail.model_validate(found, strict=True)
    assert {slot["key"] for slot in found["slots"]} >= {"happened", "place", "toll:killed"}
    members = [claim for column in found["accounts"] if column["member"] for claim in column["claims"]]
    assert sorted(members) == sorted(found["incident"]["claims"])
    sides = [column["side"] for column in found["accounts"]]
    assert sides == [side["side"] for side in found["sides"] for _ in range(side["columns"])], "columns stand by side"


def test_a_cell_says_against_what_it_stands_and_why(own):
    found = _incident(own, "shelling")
    loud = [cell for column in found["accounts"] for cell in column["cells"].values() if cell["loud"]]
    assert loud
    shown = {claim for column in found["accounts"] for claim in column["claims"]}
    for cell in loud:
        assert cell["relation"] in ("contradicts", "denies")
        assert cell["reason"]
        assert cell["sign"]
        assert cell["against"] in shown


def test_the_words_of_a_cell_stand_in_the_document(own):
    for row in own.json("/incidents")["items"]:
        for column in own.json(f"/incident/{row['id']}")["accounts"]:
            cell = column["cells"]["happened"]
            assert TEXTS[cell["document"]][cell["start"] : cell["end"]] == cell["quote"]


def test_tolls_keep_the_number_of_each_source(own):
    killed = next(toll for toll in _incident(own, "shelling")["tolls"] if toll["of"] == "killed")
    assert {(source["low"], source["published"]) for source in killed["sources"]} == {
        (3, "2022-09-08"),
        (5, "2022-09-10"),
    }


def test_history_goes_from_the_first_report_to_the_whole_picture(own):
    found = _incident(own, "shelling")
    steps = found["history"]
    assert [step["day"] for step in steps] == ["2022-09-08", "2022-09-10"]
    assert [claim for step in steps for claim in step["claims"]]
    assert steps[-1]["status"] == found["incident"]["status"]
    assert steps[0]["tolls"] != steps[-1]["tolls"]


def test_a_claim_leads_back_to_its_words(own):
    for row in own.json("/claims")["items"]:
        found = own.json(f"/claim/{row['id']}")
        models.ClaimDetail.model_validate(found, strict=True)
        assert found["trigger"] in TEXTS[row["document"]]
        assert found["claim"] == row
        assert found["because"]["rule"] == "test"
        for link in found["links"]:
            assert row["id"] in (link["a"], link["b"])
            assert link["other"] != row["id"]
            assert link["reason"]
            assert link["words"]


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(own):
    assert own.json("/claim/d4")["claim"]["document"] == "d4"
    assert own.fault("/api/v1/claim/d1", status=404)["kind"] == "not_found"


def test_a_document_is_given_as_it_came_in(own):
    found = own.json("/document/d3")
    models.DocumentDetail.model_validate(found, strict=True)
    (piece,) = found["pieces"]
    assert piece == {"start": 0, "end": len(TEXTS["d3"]), "text": TEXTS["d3"]}
    for claim in found["claims"]:
        start, end = claim["spans"]["evidence"]
        assert TEXTS["d3"][start:end] == claim["words"]
        assert claim["incident"]


def test_a_place_tells_who_held_it_and_who_came_and_went(own):
    (row,) = [row for row in own.json("/places")["items"] if row["name"] == "Izium"]
    models.PlaceRow.model_validate(row, strict=True)
    found = own.json(f"/place/{row['id']}")
    assert found["place"]["near"][0]["name"] == "Balakliia"
    assert {flow["destination"] for flow in found["left"]} == {"Kupiansk", None}
    assert all(sum(day["probabilities"].values()) == pytest.approx(1, abs=0.01) for day in found["control"])
    few = own.json(f"/place/{row['id']}", from_="2022-09-09", to="2022-09-10")["control"]
    assert [day["day"] for day in few] == ["2022-09-09", "2022-09-10"]


def test_what_each_side_claims_of_a_place_stands_apart_with_its_report(own):
    (row,) = [row for row in own.json("/places")["items"] if row["name"] == "Izium"]
    claimed = own.json(f"/place/{row['id']}")["claimed"]
    assert claimed
    assert len({one["side"] for one in claimed}) == len(claimed), "the last word of each side"
    for one in claimed:
        told = own.json(f"/claim/{one['claim']}")["claim"]
        assert (told["document"], told["speaker"]) == (one["document"], one["by"])
        assert one["said"] >= one["day"]
        assert one["holder_name"]


def test_a_speaker_is_found_by_words_of_the_name(own):
    found = own.json("/speaker/russian defence")
    models.SpeakerDetail.model_validate(found, strict=True)
    assert found["speaker"]["name"] == "Russian Defence Ministry"
    assert found["tally"] is False, "under five statements no tally is drawn"
    for statement in found["statements"]:
        assert statement["words"] in TEXTS[statement["document"]]
    against = [s for s in found["statements"] if s["contradicted_by"]]
    assert against
    assert all(s["counterparts"] for s in against)
    assert all(
        s["outcome"] == "contradicted" for s in own.json("/speaker/rus-mod", outcome="contradicted")["statements"]
    )


@pytest.mark.parametrize("what", ["incident", "claim", "document", "place", "speaker", "source", "disagreement"])
def test_what_is_not_there_is_told_so(own, what):
    error = own.fault(f"/api/v1/{what}/nothing-of-this-name", status=404)
    assert error["kind"] == "not_found"
    assert "nothing-of-this-name" in error["message"]
    assert error["remedy"]


def test_one_disagreement_is_a_row_of_the_list(own):
    for row in own.json("/disagreements")["items"]:
        assert own.json(f"/disagreement/{row['id']}") == row

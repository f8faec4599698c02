from __future__ import annotations

import csv
import io
import json

import pytest

JSON, GEO, CSV = "application/json", "application/geo+json", "text/csv"


@pytest.mark.parametrize("what", ["incidents", "claims", "movement", "disagreements"])
def test_a_file_holds_all_that_passes(own, what):
    listed = own.json(f"/{what}", limit=500)["items"]
    made = own.get(f"/api/v1/export/{what}", headers={"accept": JSON})
    found = made.json()
    assert found["total"] == len(found["items"]) == len(listed)
    assert sorted(map(json.dumps, found["items"])) == sorted(map(json.dumps, listed))
    rows = list(csv.DictReader(io.StringIO(own.get(f"/api/v1/export/{what}", headers={"accept": CSV}).text)))
    assert len(rows) == len(listed)
    assert set(rows[0]) == set(listed[0])


def test_filters_hold_for_files_too(own):
    found = own.get("/api/v1/export/claims?place=Izium&kind=withdrawal").json()
    assert found["total"] == own.json("/claims", place="Izium", kind="withdrawal")["total"] > 0
    assert (
        own.get("/api/v1/export/disagreements?place=Kupiansk").json()["items"]
        == own.json("/disagreements", place="Kupiansk")["items"]
    )
    assert own.get("/api/v1/export/incidents?kind=detention&format=csv").text == ""


def test_maps_have_points_and_ways(own):
    made = own.get("/api/v1/export/incidents", headers={"accept": f"{GEO}, */*;q=0.1"})
    assert made.headers["content-type"] == GEO
    points = made.json()
    assert {feature["id"] for feature in points["features"]} == {i["id"] for i in own.json("/incidents")["items"]}
    assert all(feature["properties"]["n_claims"] > 0 for feature in points["features"])
    ways = own.get("/api/v1/export/movement?format=geojson").json()
    assert "LineString" in {feature["geometry"]["type"] for feature in ways["features"]}


def test_a_form_that_is_not_offered_comes_as_json(own):
    assert own.get("/api/v1/export/claims?format=geojson").headers["content-type"] == JSON
    assert own.get("/api/v1/speakers", headers={"accept": "text/html"}).headers["content-type"] == JSON


def test_lists_come_as_tables_and_maps_by_the_same_page(own):
    page = own.json("/incidents", limit=2, page=2)["items"]
    table = own.get("/api/v1/incidents?limit=2&page=2", headers={"accept": CSV})
    assert [row["id"] for row in csv.DictReader(io.StringIO(table.text))] == [row["id"] for row in page]
    drawn = own.get("/api/v1/incidents?limit=2&page=2", headers={"accept": GEO}).json()
    assert [feature["id"] for feature in drawn["features"]] == [row["id"] for row in page]
    for path in ("documents", "places", "control", "speakers", "sources", "disagreements", "movement", "claims"):
        assert own.get(f"/api/v1/{path}?format=csv").text.count("\n") > 1

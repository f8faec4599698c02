from __future__ import annotations

import json

import pytest

from contested.web import models
from contested.web.shelf.selecting import SORTS

IDS = {"box", "area", "place", "from", "to", "kind", "side", "by", "status", "conf", "q", "outlet"}


def _ids(own, **asked):
    return {item["id"] for item in own.json("/incidents", limit=500, **asked)["items"]}


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/incidents", models.IncidentRow), ("/claims", models.ClaimRow), ("/documents", models.DocumentRow),
        ("/places", models.PlaceRow), ("/movement", models.MovementRow), ("/disagreements", models.DisagreementRow),
        ("/speakers", models.SpeakerRow), ("/sources", models.SourceRow),
    ],
)  # fmt: skip
@pytest.mark.parametrize("view", ["own", "public"])
def test_every_list_has_the_shape_that_is_written_down(request, view, path, shape):
    found = request.getfixturevalue(view).json(path)
    assert found["total"] == len(found["items"]) > 0
    assert found["page"] == found["pages"] == 1
    for item in found["items"]:
        shape.model_validate(item, strict=True)


def test_what_is_contested_comes_first(own):
    statuses = [item["status"] for item in own.json("/incidents")["items"]]
    assert statuses[0] in ("disputed", "denied")
    assert statuses == sorted(statuses, key=lambda s: s not in ("disputed", "denied"))


def test_filters_leave_what_they_name(own):
    every = own.json("/incidents")["items"]
    for item in own.json("/incidents", kind="shelling")["items"]:
        assert item["kind"] == "shelling"
    assert _ids(own, kind="shelling,capture") == {i["id"] for i in every if i["kind"] in ("shelling", "capture")}
    assert _ids(own, status="disputed") == {i["id"] for i in every if i["status"] == "disputed"}
    assert _ids(own, conf=0.9) == {i["id"] for i in every if i["probability"] >= 0.9}
    assert _ids(own, place="izium") == _ids(own, place="Izium") != _ids(own)
    assert all(i["place"] == "Balakliia" for i in own.json("/incidents", q='"town hall"')["items"])
    assert _ids(own, by="stepanenko") < _ids(own)
    assert _ids(own, side="Ukraine") == _ids(own, side="UKR") != set()
    assert _ids(own, outlet="Convoy Notes") == {i["id"] for i in every if i["kind"] == "evacuation"}


def test_days_touch_what_lasts_over_them(own):
    day = _ids(own, from_="2022-09-12", to="2022-09-12")
    assert day == {i["id"] for i in own.json("/incidents")["items"] if i["kind"] == "evacuation"}
    assert _ids(own, from_="2022-09-13") == set()
    assert _ids(own, from_="2022-09-01", to="2022-09-30") == _ids(own)


def test_boxes_and_areas_hold_points(own):
    balakliia = _ids(own, box="36.5,49.3,37,49.6")
    assert balakliia == _ids(own, area="36.5,49.3;37,49.3;37,49.6;36.5,49.6") == _ids(own, place="Balakliia")
    assert _ids(own, box="170,-60,-170,60") == set(), "a box across the 180th meridian is no box of everything"
    assert _ids(own, box="-180,-90,180,90") == _ids(own)
    assert _ids(own, area="36,49;38,50;38,49;36,50") <= _ids(own), "a ring that crosses itself still has an inside"


def test_filters_together_hold_together(own):
    both = _ids(own, kind="shelling", place="Balakliia", q="killed")
    assert both == _ids(own, kind="shelling") & _ids(own, place="Balakliia") & _ids(own, q="killed") != set()


def test_nothing_left_says_which_filter_is_to_blame(own):
    found = own.json("/situation", kind="shelling", place="Izium", status="disputed")
    assert found["incidents"] == 0
    assert set(found["blame"]) == {"kind", "place", "status"}
    assert found["blame"]["kind"] == len(_ids(own, place="Izium", status="disputed"))
    assert own.json("/situation")["blame"] == {}


def test_pages_part_a_list_without_loss(own):
    whole = [item["id"] for item in own.json("/claims")["items"]]
    parts = [own.json("/claims", limit=3, page=page) for page in range(1, 6)]
    assert [item["id"] for part in parts for item in part["items"]] == whole
    assert {part["pages"] for part in parts} == {4}
    assert parts[4]["items"] == []


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_keeps_all(own, sort):
    rows = own.json("/incidents", sort=sort)["items"]
    assert {row["id"] for row in rows} == _ids(own)
    key = {
        "latest": lambda r: [-int(r["last_reported"][:10].replace("-", ""))],
        "day": lambda r: r["from"] or "9",
        "place": lambda r: r["place"] or "\uffff",
        "claims": lambda r: -len(r["claims"]),
        "toll": lambda r: -max((t["high"] or t["low"] or 0 for t in r["tolls"] if t["of"] in ("killed", "injured")), default=0),
        "contested": lambda r: r["status"] not in ("disputed", "denied"),
    }[sort]  # fmt: skip
    assert rows == sorted(rows, key=key)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"kind": "shellling"}, "shelling"), ({"status": "true"}, "disputed"), ({"box": "1,2,3"}, "four numbers"),
        ({"box": "1,2,x,4"}, "no numbers"), ({"box": "nan,0,1,1"}, "degrees"), ({"area": "1,2;3,4"}, "corners"),
        ({"from": "yesterday"}, "from"), ({"conf": "2"}, "conf"), ({"limit": "0"}, "limit"), ({"limit": "501"}, "limit"),
        ({"page": "0"}, "page"), ({"sort": "random"}, "contested"), ({"q": "x" * 201}, "q"), ({"q": "—"}, "word"),
        ({"format": "xml"}, "format"), ({"asof": "2022-13-01"}, "asof"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_with_a_remedy(own, asked, word):
    error = own.fault("/api/v1/incidents", params=asked)
    assert error["kind"] in ("query", "input")
    assert word in error["message"]
    assert error["remedy"]


def test_the_situation_counts_what_passes(own):
    found = own.json("/situation")
    models.SituationAnswer.model_validate(found, strict=True)
    listed = own.json("/incidents")
    assert found["incidents"] == listed["total"]
    assert found["statuses"] == listed["statuses"]
    assert found["claims"] == own.json("/claims")["total"] == found["whole"]["claims"]
    assert found["documents"] == found["whole"]["documents"] == 5
    assert {item["id"] for item in found["new"]} == _ids(own) & {
        i["id"] for i in listed["items"] if i["first_reported"] >= found["new_since"]
    }
    later = own.json("/situation", since="2022-09-12")["new"]
    assert {item["kind"] for item in later} == {"evacuation"}


def test_the_timeline_counts_every_dated_incident_and_report_once(own):
    found = own.json("/timeline")
    models.TimelineAnswer.model_validate(found, strict=True)
    assert sum(sum(bar["statuses"].values()) for bar in found["bars"]) + found["undated"] == len(_ids(own))
    assert sum(bar["reports"] for bar in found["bars"]) == 5
    assert own.json("/timeline", from_="2022-09-12")["bars"] == found["bars"], "the axis holds the whole record"
    weeks = own.json("/timeline", step="week")["bars"]
    assert [bar["day"] for bar in weeks] == ["2022-09-05", "2022-09-12"]


def test_disagreements_by_question_and_by_who_parts(own):
    every = own.json("/disagreements")["items"]
    for about in {item["about"] for item in every}:
        found = own.json("/disagreements", about=about)["items"]
        assert [item["id"] for item in found] == [item["id"] for item in every if item["about"] == about]
    sides = own.json("/disagreements", between="sides")["items"]
    assert [item["id"] for item in sides] == [item["id"] for item in every if item["between"] == "sides"]
    here = own.json("/disagreements", place="Balakliia")["items"]
    assert {item["place"] for item in here} == {"Balakliia"}
    newest = own.json("/disagreements", order="new")["items"]
    assert [item["new"] for item in newest] == sorted((item["new"] for item in every), reverse=True)


def test_movement_by_how_it_is_told(own):
    every = own.json("/movement")["items"]
    denied = own.json("/movement", mod="denied")["items"]
    assert denied == [row for row in every if row["polarity"] == "negative"] != []
    assert own.json("/movement", movement="deportation")["items"] == []
    assert own.json("/movement", place="Balakliia")["items"] == []


def test_a_source_tells_its_days(own):
    found = {row["name"]: row for row in own.json("/sources")["items"]}
    telegraph = found["Volga Telegraph"]
    assert telegraph["days"] == {"2022-09-08": 1, "2022-09-10": 1}
    assert telegraph["silent_days"] == 2
    assert own.json(f"/source/{telegraph['id']}") == telegraph


def test_search_tells_what_it_found_by_what_it_is(own):
    found = own.json("/search", q="balakliia")
    models.SearchAnswer.model_validate(found, strict=True)
    assert found["counts"]["claims"] > 0 < found["counts"]["documents"]
    assert found["counts"]["places"] == 1
    assert all("«Balakliia»" in item["snippet"] for item in found["items"])
    (place,) = own.json("/search", q="BALAKLIIA", **{"in": "places"})["items"]
    assert own.json(f"/place/{place['id']}")["place"]["name"] == "Balakliia"
    (speaker,) = own.json("/search", q="stepanenko", **{"in": "speakers"})["items"]
    assert own.json(f"/speaker/{speaker['id']}")["speaker"]["name"] == "Ivan Stepanenko"
    assert own.json("/search", q="Balaklia")["suggestions"] == ["Balakliia"]


def test_the_map_counts_each_incident_once_at_every_zoom(own):
    total = sum(1 for item in own.json("/incidents")["items"] if item["lat"] is not None)
    for zoom in (0, 4, 7, 8, 14):
        drawn = own.json("/map", zoom=zoom)["features"]
        assert sum(f["properties"]["n"] for f in drawn) == total
        places = {(f["geometry"]["coordinates"][0], f["geometry"]["coordinates"][1]) for f in drawn}
        real = {(round(i["lon"], 6), round(i["lat"], 6)) for i in own.json("/incidents")["items"] if i["lat"]}
        assert places <= real, "a cluster stands where something is told of"


def test_tiles_part_the_map(own):
    total = sum(f["properties"]["n"] for f in own.json("/map", zoom=3)["features"])
    tiles = [own.json(f"/tiles/3/{x}/{y}")["features"] for x in range(8) for y in range(8)]
    assert sum(f["properties"]["n"] for tile in tiles for f in tile) == total
    assert own.json("/tiles/3/9/0")["features"] == []


def test_control_of_a_day(own):
    found = own.json("/control", day="2022-09-10")
    models.ControlAnswer.model_validate(found, strict=True)
    for row in found["items"]:
        assert row["day"] == "2022-09-10"
        assert sum(row["probabilities"].values()) == pytest.approx(1, abs=0.01)
    parted = own.json("/control", view="difference")["items"]
    assert [row["place"] for row in parted] == [r["place"] for r in own.json("/control")["items"] if r["parted"]]
    for region in found["shares"].values():
        assert sum(region.values()) == pytest.approx(1, abs=0.01)
    assert set(found["shares"]) == {f"{row['country']}.None" for row in found["items"]}
    nowhere = own.json("/control", box="0,0,1,1")
    assert nowhere["items"] == []
    assert nowhere["shares"] == {}


def test_json_lists_are_what_the_rows_are(own):
    text = own.get("/api/v1/incidents").text
    assert json.loads(text)["items"]
    assert "NaN" not in text
    assert "Infinity" not in text


def test_the_ends_of_a_movement_lead_to_pages_or_nowhere(own):
    found = own.json("/movement", limit=500)["items"]
    ends = {row[name] for row in found for name in ("origin_id", "destination_id")} - {None}
    assert ends
    for key in ends:
        own.json(f"/place/{key}")

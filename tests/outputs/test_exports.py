"""The files of the field are well formed, keep doubt, and pass through the policy."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from contested.nouns import Speaker
from contested.outputs import acled_csv, geojson, hxl_csv, plover_jsonl, timemap, ucdp_csv
from contested.outputs.policy import PublicationPolicy
from contested.outputs.release import release
from contested.outputs.ucdp_csv import date_precision, priogrid
from contested.weighing import weigh
from tests.factory import account, claim, place
from tests.outputs.sample import sample

ALL: list[Callable] = [acled_csv.write, ucdp_csv.write, plover_jsonl.write, hxl_csv.write, geojson.write, timemap.write]


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_acled(tmp_path: Path) -> None:
    assert acled_csv.write(sample(), tmp_path / "a.csv") == 4
    rows = _csv(tmp_path / "a.csv")
    assert list(rows[0]) == acled_csv.columns()
    assert len(rows[0]) == 31
    shelled = next(row for row in rows if row["sub_event_type"] == "Shelling/artillery/missile attack")
    assert shelled["fatalities"] == "5"
    assert shelled["actor1"] == "Military Forces of Russia"
    assert (shelled["inter1"], shelled["interaction"]) == ("8", "80"), "a foreign army is External/Other"
    assert "10 to 14 wounded" in shelled["notes"]
    assert shelled["event_id_cnty"].startswith("CTD-UKR-")
    taken = next(row for row in rows if row["event_type"] == "Battles")
    assert taken["sub_event_type"] == "Government regains territory"
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)


def test_a_span_gives_a_row_a_day_and_counts_the_dead_once() -> None:
    told = claim("shelling", day="2022-09-08", until="2022-09-11", killed=4, by="RUS")
    rows = list(acled_csv.rows(release(weigh([account(told)]), policy=PublicationPolicy.off())))
    assert [row["event_date"] for row in rows] == ["2022-09-08", "2022-09-09", "2022-09-10"]
    assert [row["fatalities"] for row in rows] == [4, 0, 0]
    assert {row["time_precision"] for row in rows} == {2}


@pytest.mark.parametrize("values", [{"modality": "planned"}, {"polarity": "negative", "stance": "denied"}])
def test_what_nobody_tells_as_done_is_no_event(values: dict) -> None:
    whole = release(weigh([account(claim("shelling", killed=4, **values))]), policy=PublicationPolicy.off())
    assert list(acled_csv.rows(whole)) == []
    assert list(ucdp_csv.rows(whole)) == []


def test_ucdp(tmp_path: Path) -> None:
    assert ucdp_csv.write(sample(), tmp_path / "u.csv") == 1
    row = _csv(tmp_path / "u.csv")[0]
    assert list(row) == ucdp_csv.columns()
    assert len(row) == 49
    assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
    parts = [int(row[key]) for key in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(parts) == int(row["best"])
    assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
    assert row["gwnoa"] == "365"
    assert "Ivan Stepanenko" in row["source_original"]
    assert len(row["source_office"].split(";")) == len(row["source_date"].split(";")) == 3
    extra = _csv(tmp_path / "u_extra.csv")
    assert {(e["of"], e["low"], e["high"]) for e in extra} >= {("injured", "10", "14"), ("evacuated", "270", "330")}


def test_ucdp_numbers() -> None:
    assert priogrid(-90, -180) == 1
    assert priogrid(89.9, 179.9) == 259200
    assert [date_precision(n) for n in (1, 2, 6, 7, 30, 90)] == [1, 2, 2, 3, 4, 5]


def test_plover(tmp_path: Path) -> None:
    plover_jsonl.write(sample(), tmp_path / "p.jsonl")
    events = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all({"id", "date", "actor", "event"} <= set(event) for event in events)
    assert all(event["quad_code"] == 4 and event["event_scale"] == -9.5 for event in events)
    denied = next(event for event in events if event["claim"]["stance"] == "denied")
    assert "negation" in denied["auxiliary_mode"]
    assert denied["has_event"] is False
    assert len({event["link"] for event in events}) == 1
    assert "event_text" not in events[0]
    assert events[0]["event_loc"]["country_code"] == "UA"


def test_hxl_has_its_hashtags_second(tmp_path: Path) -> None:
    hxl_csv.write(sample(), tmp_path / "h.csv")
    with (tmp_path / "h.csv").open(encoding="utf-8", newline="") as file:
        head, tags, *rows = list(csv.reader(file))
    assert head[0] == "incident_id"
    assert tags[0] == "#event+id"
    assert all(tag.startswith("#") for tag in tags)
    moved = dict(zip(head, next(row for row in rows if "evacuation" in row), strict=True))
    assert (moved["displaced_low"], moved["displaced"], moved["displaced_high"]) == ("270", "300", "330")
    assert (moved["origin_adm"], moved["dest_adm"]) == ("Izium", "Kupiansk")
    assert moved["killed"] == "", "not told is empty, never 0"


def test_geojson(tmp_path: Path) -> None:
    geojson.write(sample(), tmp_path / "g.geojson")
    made = json.loads((tmp_path / "g.geojson").read_text(encoding="utf-8"))
    assert made["type"] == "FeatureCollection"
    assert "crs" not in made
    lon, lat = made["features"][0]["geometry"]["coordinates"]
    assert (lon, lat) == (36.844, 49.456)
    assert made["features"][0]["properties"]["uncertainty_m"] == 5000
    control = json.loads((tmp_path / "g.control.geojson").read_text(encoding="utf-8"))["features"]
    held = [f["properties"] for f in control if f["properties"]["place"] == "Izium"]
    assert held[-1]["holder"] == "UKR"
    assert all(a["date_to"] < b["date_from"] for a, b in pairwise(held))
    movement = json.loads((tmp_path / "g.movement.geojson").read_text(encoding="utf-8"))["features"]
    assert {f["geometry"]["type"] for f in movement} == {"LineString", "Point"}


def test_an_incident_without_a_place_stays_with_null_geometry() -> None:
    whole = release(weigh([account(claim("statement", place=None))]), policy=PublicationPolicy.off())
    assert [f["geometry"] for f in geojson.incidents(whole)] == [None]


def test_timemap(tmp_path: Path) -> None:
    timemap.write(sample(), tmp_path / "t")
    events = json.loads((tmp_path / "t" / "events.json").read_text(encoding="utf-8"))
    assert all(isinstance(e["latitude"], str) and bool(e["latitude"]) == bool(e["longitude"]) for e in events)
    known = {s["id"] for s in json.loads((tmp_path / "t" / "sources.json").read_text(encoding="utf-8"))}
    assert all(set(e["sources"]) <= known for e in events)
    named = {a["id"] for a in json.loads((tmp_path / "t" / "associations.json").read_text(encoding="utf-8"))}
    assert all(set(e["associations"]) <= named for e in events)


@pytest.mark.parametrize("write", ALL)
def test_every_export_keeps_to_the_policy(write: Callable, tmp_path: Path) -> None:
    whole = sample(PublicationPolicy.public(), as_of="2022-09-14")
    write(whole, tmp_path / "out.csv")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "Bondarenko" not in text
    assert "through a corridor" not in text, "a fresh evacuation route"
    assert "Kupiansk" not in text


@pytest.mark.parametrize("write", ALL)
def test_an_empty_record_gives_a_well_formed_file(write: Callable, tmp_path: Path) -> None:
    assert write(release(weigh([])), tmp_path / "out.csv") == 0


@pytest.mark.parametrize("write", [acled_csv.write, ucdp_csv.write, hxl_csv.write])
def test_a_spreadsheet_is_not_made_to_run_anything(write: Callable, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    told = claim("shelling", Speaker(evil, None, evil), place((evil, 49.2, 37.3)), day="2022-09-08", by="RUS", killed=2)
    told_by = account(told, outlet=evil, words=evil)
    write(release(weigh([told_by]), policy=PublicationPolicy.off()), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        cells = [value for row in csv.reader(file) for value in row]
    assert not [value for value in cells if value[:1] in ("=", "+", "@")]

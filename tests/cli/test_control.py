"""Control by the command: places, days, changes, shares, maps, and polygons of others."""

from __future__ import annotations

import json

import pytest

HERE = (37.26, 49.21)  # Izium in the stand-in reader


def asked(run, ledger, *args):
    return json.loads(run("control", *args, "--ledger", ledger, "--json").stdout)


def square(lon: float, lat: float, half: float = 0.3) -> dict:
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return {"type": "Polygon", "coordinates": [[[lon + x, lat + y] for x, y in corners]]}


def feature(geometry: dict, **properties: str) -> dict:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def drawn(folder, name: str, *features: dict) -> str:
    (folder / name).write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return name


def test_a_place_is_shown_over_the_days_with_its_evidence(run, ledger):
    shown = run("control", "--place", "Izium", "--ledger", ledger).output
    for words in ("Izium, in Ukraine", "known now", "known then", "The Ukrainian army took Izium", "U Ukraine"):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= 100
    row = asked(run, ledger, "--place", "izium")
    assert row["day"] == row["days"][-1]["day"]
    assert row["probabilities"]["UKR"] > 0.5
    assert {"UKR"} <= {item["favours"] for item in row["evidence"]}
    assert row["evidence"][0]["words"]


def test_what_is_claimed_stands_apart_from_what_is_assessed(run, ledger):
    shown = run("control", "--place", "Izium", "--ledger", ledger).output
    assessed, claimed = shown.split("Assessed, from all that is told")[1].split("Claimed, the last word of each side")
    row = asked(run, ledger, "--place", "Izium")
    assert row["reason"].split("(")[0].strip() in " ".join(assessed.split())
    for one in row["claimed"]:
        assert one["claim"] in claimed
        assert one["document"] in claimed.split("Evidence")[0]
        assert one["by"] in claimed.split("Evidence")[0]


def test_what_was_known_then_differs_from_what_is_known_now(run, ledger):
    days = {day["day"]: day for day in asked(run, ledger, "--place", "Izium")["days"]}
    before = days["2022-09-10"]
    assert before["then"]["unknown"] > 0.9
    assert days["2022-09-11"]["then"]["UKR"] > before["then"].get("UKR", 0)


def test_on_a_day_and_as_of_a_day(run, ledger):
    early = asked(run, ledger, "--place", "Izium", "--on", "2022-08-29")
    late = asked(run, ledger, "--place", "Izium", "--on", "2022-09-13")
    assert early["day"] == "2022-08-29"
    assert late["probabilities"]["UKR"] > early["probabilities"]["UKR"]
    assert {row["day"] for row in asked(run, ledger, "--on", "2022-09-13")} == {"2022-09-13"}
    then = asked(run, ledger, "--place", "Izium", "--as-of", "2022-09-11")
    assert {item["document"] for item in then["evidence"]} == {"r1"}
    assert "is not a day" in run("control", "--on", "soon", "--ledger", ledger, status=2).stderr


def test_a_place_of_which_nothing_is_told(run, ledger):
    assert (
        "No report tells who holds 'Narnia'" in run("control", "--place", "Narnia", "--ledger", ledger, status=2).stderr
    )


def test_filters_still_cut_the_list(run, ledger):
    assert {row["place"] for row in asked(run, ledger, "--place", "UA")} >= {"Izium"}
    assert {row["place"] for row in asked(run, ledger, "--place", "Izium", "--until", "2022-09-12")} == {"Izium"}


def test_changes_of_hands_come_with_their_words(run, ledger, folder):
    first = {"id": "r4", "outlet": "North Star Wire", "published": "2022-09-20"}
    first["text"] = "The Ukrainian army took Kherson."
    second = {"id": "r5", "outlet": "North Star Wire", "published": "2022-10-20"}
    second["text"] = "The Russian army took Kherson. The Ukrainian army left Kherson."
    (folder / "late.jsonl").write_text("\n".join(map(json.dumps, (first, second))))
    run("ingest", "late.jsonl", "--ledger", ledger)
    (change,) = asked(run, ledger, "--changes", "--place", "Kherson")
    assert (change["place"], change["before"], change["after"]) == ("Kherson", "UKR", "RUS")
    assert any("Russian army took" in words for words in change["words"])
    assert asked(run, ledger, "--changes", "--until", "2022-09-30") == []
    shown = run("control", "--changes", "--ledger", ledger).output
    assert "Ukraine -> Russia" in shown
    assert "Nothing changed hands" in run("control", "--changes", "--as-of", "2022-09-12", "--ledger", ledger).output


def test_shares_by_settlement_and_by_ground_sum_to_one(run, ledger):
    rows = asked(run, ledger, "--shares")
    assert rows
    for row in rows:
        assert sum(row["by_settlement"].values()) == pytest.approx(1, abs=0.01)
        assert sum(row["by_area"].values()) == pytest.approx(1, abs=0.01)
        assert row["area_km2"] > 0
    assert "By ground" in run("control", "--shares", "--ledger", ledger).output


def test_settlements_and_cells_are_written_with_their_doubt(run, ledger, folder):
    run("control", "--geojson", "map.geojson", "--on", "2022-09-13", "--ledger", ledger)
    points = json.loads((folder / "map.geojson").read_text())["features"]
    ground = json.loads((folder / "map.cells.geojson").read_text())["features"]
    assert {f["geometry"]["type"] for f in points} == {"Point"}
    assert {f["geometry"]["type"] for f in ground} <= {"Polygon", "MultiPolygon"}
    izium = next(f["properties"] for f in ground if f["properties"]["place"] == "Izium")
    assert izium["holder"] == "UKR"
    assert izium["doubt"] == pytest.approx(1 - izium["p_UKR"], abs=0.01)
    assert izium["hatch"] == (izium["doubt"] >= 0.4)
    assert izium["country"] == "UA"


@pytest.mark.parametrize(
    ("name", "properties"),
    [("occupied_20220913.geojson", {}), ("isw.geojson", {"date": "2022-09-13", "name": "Assessed Russian control"})],
)
def test_polygons_of_others_are_scored_against(run, ledger, folder, name, properties):
    wrong = asked(run, ledger, "--compare", drawn(folder, name, feature(square(*HERE), **properties)))
    assert wrong["known"] >= 1
    assert {"reference": "RUS", "estimate": "UKR", "settlements": 1} in wrong["confusion"]
    assert wrong["parted"][0]["place"] == "Izium"
    right = asked(run, ledger, "--compare", drawn(folder, name, feature(square(38.5, 49.2), **properties)))
    assert right["brier"] < wrong["brier"]
    assert right["agreement"] > wrong["agreement"]


def test_what_is_drawn_as_contested_or_liberated_is_read_so(run, ledger, folder):
    given = [feature(square(*HERE, half=0.1), date="2022-09-13", name="Ukrainian counteroffensive gains")]
    given.append(feature(square(*HERE), date="2022-09-13", name="Claimed Russian control"))
    found = asked(run, ledger, "--compare", drawn(folder, "isw.geojson", *given))
    assert {"reference": "UKR", "estimate": "UKR", "settlements": 1} in found["confusion"]
    found = asked(run, ledger, "--compare", drawn(folder, "isw.geojson", given[1]))
    assert ("contested", "UKR") in {(row["reference"], row["estimate"]) for row in found["confusion"]}
    assert "Agreement" in run("control", "--compare", "isw.geojson", "--ledger", ledger).output


@pytest.mark.parametrize("text", ["{", '{"type": "FeatureCollection", "features": []}', "[1, 2]"])
def test_a_file_without_polygons_is_named(run, ledger, folder, text):
    (folder / "bad.geojson").write_text(text)
    assert "bad.geojson" in run("control", "--compare", "bad.geojson", "--ledger", ledger, status=2).stderr


def test_naming_is_a_setting(run, ledger, folder):
    late = {"id": "r6", "outlet": "North Star Wire", "published": "2022-10-20", "text": "The Russian army took Izium."}
    (folder / "late.jsonl").write_text(json.dumps(late))
    run("ingest", "late.jsonl", "--ledger", ledger)

    def holder(*args: str) -> str:
        return next(row["holder_name"] for row in asked(run, ledger, "--limit", "0", *args) if row["place"] == "Izium")

    assert holder() == holder("--names", "neutral") == "Russia"
    assert holder("--names", "authorities") == "Russian Federation (occupying)"
    assert "neutral or authorities" in run("control", "--names", "odd", "--ledger", ledger, status=2).stderr

from __future__ import annotations

import json

import pytest

from contested.cli.export import Format


@pytest.mark.parametrize("name", [name.value for name in Format])
def test_every_format_is_written_and_counted(run, ledger, folder, name):
    result = run("export", name, "--ledger", ledger, "--out", f"out/{name}")
    assert f"written to out/{name}" in result.stderr
    assert (folder / "out" / name).exists()


def test_a_format_that_is_not_there_is_refused(run, ledger):
    assert "gpx" in run("export", "gpx", "--ledger", ledger, "--out", "x", status=2).stderr


def test_the_policy_is_on_unless_taken_off(run, ledger, folder):
    run("export", "geojson", "--ledger", ledger, "--out", "held.geojson", "--as-of", "2022-10-14")
    run("export", "geojson", "--ledger", ledger, "--out", "all.geojson", "--as-of", "2022-10-14", "--internal")
    held, whole = (_radius(folder / f"{name}.geojson") for name in ("held", "all"))
    assert held >= 20_000 > whole, "where people are told to be in flight is coarsened"


def _radius(path):
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return next(f["properties"]["uncertainty_m"] for f in features if f["properties"]["type"] == "evacuation")

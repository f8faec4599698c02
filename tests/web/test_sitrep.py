"""The situation report: every line leads to reports, and nothing is said twice."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from contested.cli import app
from contested.outputs.sitrep import html
from contested.web import models


@pytest.fixture(scope="module")
def found(own):
    return own.json("/sitrep")


def test_it_has_the_shape_that_is_written_down(own, public):
    for view in (own, public):
        models.SitrepAnswer.model_validate(view.json("/sitrep"), strict=True)


def test_what_is_contested_comes_first_and_each_section_holds_its_own(found):
    assert [section["key"] for section in found["sections"]] == [
        "contested", "denied", "founded", "single", "control", "movement",
    ]  # fmt: skip
    lines = {section["key"]: section["lines"] for section in found["sections"]}
    assert lines["contested"]
    assert {line["status"] for line in lines["single"]} <= {"single_source"}
    assert {line["status"] for line in lines["founded"]} <= {"corroborated", "corroborated_across_sides", "admitted"}
    for line in lines["contested"]:
        assert line["status"] in ("disputed", "tension")
        assert line["reason"]


def test_every_line_leads_to_reports_that_are_listed_in_the_order_they_are_named(found):
    numbers = [source["n"] for source in found["sources"]]
    assert numbers == list(range(1, len(numbers) + 1))
    named = []
    for section in found["sections"]:
        for line in section["lines"]:
            assert line["refs"], line
            assert set(line["refs"]) <= set(numbers)
            named += [n for quote in line["quotes"] for n in quote["refs"]] + line["refs"]
    assert sorted(set(named)) == numbers
    assert next(iter(named)) == 1


def test_filters_narrow_it(own):
    whole, part = own.json("/sitrep"), own.json("/sitrep", kind="shelling")
    assert part["incidents"] == own.json("/incidents", kind="shelling")["total"] < whole["incidents"]
    nothing = own.json("/sitrep", q="zzzzqqq")
    assert [section["lines"] for section in nothing["sections"]] == [[]] * 6
    assert nothing["sources"] == []
    assert nothing["heard"] == whole["heard"] > 0


def test_the_page_is_safe_and_says_what_it_is(found):
    page = html(found, title="<script>alert(1)</script>", asked="place Izium", again='contested sitrep --place "Izium"')
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "own view" in page
    assert "2022-09" not in page, "days are written as people write them"
    for section in found["sections"]:
        for line in section["lines"]:
            for n in line["refs"]:
                assert f'id="r{n}"' in page
    empty = html({**found, "sections": [], "sources": []})
    assert "Nothing was told. Reports came in from" in empty


def test_the_command_writes_it_through_the_policy(sample_ledger, tmp_path):
    out = tmp_path / "sheets/sitrep.html"
    run = CliRunner().invoke(app, ["sitrep", "--ledger", str(sample_ledger), "--out", str(out), "--json"])
    assert run.exit_code == 0
    told = json.loads(run.stdout)
    assert told["own_view"] is False
    assert "Made for publication" in out.read_text()
    run = CliRunner().invoke(app, ["sitrep", "--ledger", str(sample_ledger), "--since", "yesterday", "--json"])
    assert run.exit_code != 0

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize("args", [[], ["--publish"], ["--as-of", "2022-09-12"]])
def test_one_page_without_a_network(run, ledger, folder, args):
    run("report", "--ledger", ledger, "--out", "out/report.html", *args)
    page = (folder / "out" / "report.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html")
    assert "Izium" in page
    assert not re.search(r"<(script|link|iframe|img)\b[^>]*(src|href)=[\"']?https?:", page)
    assert ("Stremousov" in page) == ("--as-of" not in args)


def test_a_report_that_cannot_be_written_is_explained(run, ledger, folder):
    (folder / "taken").write_text("")
    assert "taken" in run("report", "--ledger", ledger, "--out", "taken/report.html", status=2).stderr


def test_the_demonstration_reads_the_bundled_dispatches(run, folder, engine):
    result = run("demo")
    assert "Where the accounts part" in result.stdout
    assert (folder / "demo" / "report.html").stat().st_size > 10_000
    assert len(engine.read) > 30
    run("claims", "--ledger", "demo/ledger.db")
    run("demo")  # a second time does no harm

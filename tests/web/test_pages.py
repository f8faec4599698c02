"""A reader's way through the pages, in Debian's Chromium, on the bundled dispatches."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.conftest import keep
from tests.web.test_hostile import TEXTS, _reading

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src/contested/web/static"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DISPATCHES = ROOT / "src/contested/data/dispatches/dispatches.jsonl"


def _missing():
    if not Path(CHROMIUM).is_file():
        return "no Chromium here; on Debian: sudo apt-get install chromium"
    if shutil.which("node") is None or not (FRONTEND / "node_modules/playwright-core").is_dir():
        return "no Node, or its packages are not installed: make pages"
    return "" if (STATIC / "index.html").is_file() else "the pages are not built: make pages"


def _contested(*args):
    code = f"import sys; from contested.cli import main; sys.argv = ['contested', *{[str(a) for a in args]!r}]; main()"
    return [sys.executable, "-c", code]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if why := _missing():
        pytest.skip(why)
    ledger = tmp_path_factory.mktemp("pages") / "war.db"
    subprocess.run(_contested("ingest", DISPATCHES, "--ledger", ledger), check=True, capture_output=True, timeout=600)
    with _served(ledger) as found:
        yield found


@contextmanager
def _served(ledger, *more):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        _contested("serve", "--ledger", ledger, "--port", port, *more), stderr=subprocess.DEVNULL
    )  # fmt: skip
    found = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{found}/api/v1/situation")
        yield found
    finally:
        server.terminate()
        server.wait(20)


def _run(script, *args, seconds=600):
    done = subprocess.run(
        ["node", str(FRONTEND / "tests" / script), *args], capture_output=True, text=True, timeout=seconds, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def _wait(url, seconds=120):
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=60):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


@pytest.fixture(scope="module")
def seen(address):
    return _run("journey.mjs", address)


@pytest.mark.model
def test_the_situation_shows_list_timeline_and_map(seen):
    assert seen["all"] > 100
    assert seen["bars"] > 20
    assert seen["marks"] > 5


@pytest.mark.model
def test_brushing_filters_by_days_and_the_back_button_undoes(seen):
    assert 0 < seen["brushed"] < seen["all"]
    assert seen["address"].startswith("?from=20")
    assert "&to=20" in seen["address"]
    assert " to " in seen["chip"]
    assert seen["back"] == seen["all"]


@pytest.mark.model
def test_a_shared_address_gives_the_same_view(seen):
    assert seen["shared"] == seen["brushed"]
    assert seen["sharedTitles"] == seen["titles"]


@pytest.mark.model
def test_the_contradiction_is_seen_with_its_reason(seen):
    assert seen["chosen"].startswith("i-")
    assert "Disputed" in seen["status"]
    assert seen["loud"] > 0
    assert ":" in seen["reason"]


@pytest.mark.model
def test_a_cell_leads_to_its_lit_words(seen):
    assert seen["hash"].startswith("#c=")
    assert seen["lit"].strip() == seen["quote"].strip() != ""
    assert seen["inView"]


@pytest.mark.model
def test_the_control_slider_moves_the_day(seen):
    assert seen["day"] != seen["dayAfter"]
    assert seen["dayAddress"]


@pytest.mark.model
def test_an_empty_view_says_which_filter_is_to_blame(seen):
    assert "zzzzqqq" in seen["empty"]
    assert "Without words:" in seen["empty"]


@pytest.mark.model
def test_nothing_is_fetched_from_elsewhere_and_nothing_breaks_the_content_policy(seen):
    assert seen["outside"] == []
    assert seen["broken"] == []


@pytest.mark.model
def test_a_shared_control_address_gives_the_same_day(seen):
    assert seen["daySharedAgain"] == seen["dayAfter"]


@pytest.mark.model
def test_a_review_is_kept_respected_and_undone(seen):
    assert "found wrong" in seen["struck"]
    assert seen["queueAfter"] == seen["queue"] - 1
    assert seen["queueUndone"] == seen["queue"]


@pytest.mark.model
def test_an_area_drawn_on_the_map_is_a_filter(seen):
    assert len(seen["area"].split(";")) == 4
    assert 0 < seen["inArea"] == seen["areaFiltered"] < seen["all"]


@pytest.mark.model
def test_layers_are_switched_and_what_is_on_the_screen_is_saved(seen):
    assert seen["layers"] == ["borders", "disputed", "towns", "names"]
    assert seen["townsOff"] == 0
    assert seen["csvRows"] == seen["geojson"] == seen["inArea"]
    assert seen["png"][0] == "PNG"
    assert seen["png"][1:] == [seen["png"][1], True]
    assert seen["sitrep"][-1] == "Reports"


@pytest.mark.model
def test_axe_finds_nothing_in_any_view_light_and_dark_wide_and_on_a_phone(address):
    found = _run("axe.mjs", address, seconds=900)
    assert len(found["looked"]) == 4 * 19
    assert found["found"] == []


def test_hostile_texts_are_shown_harmlessly(tmp_path):
    if why := _missing():
        pytest.skip(why)
    ledger = keep(tmp_path / "war.db", *(_reading(key, bad) for key, bad in TEXTS.items()))
    with _served(ledger, "--internal") as found:
        seen = _run("hostile.mjs", found)
    assert seen["scripts"] == 0, "nothing of a text became an element"
    assert seen["broken"] == seen["outside"] == []
    assert seen["wide"] == {}, "a word of 10,000 letters makes no page wider than the screen"
    assert seen["bidi"] == 0, "words of others are kept apart from ours, whichever way they run"
    assert "<script>alert('x')</script>" in seen["text"]
    assert "\u202e" not in seen["text"]
    assert "RLO" in seen["text"]
    assert "w" * 10_000 in seen["text"]


@pytest.mark.skipif(not (STATIC / "index.html").is_file(), reason="the pages are not built: make pages")
def test_the_page_has_no_inline_script_or_style():
    page = (STATIC / "index.html").read_text()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert 'src="/app.js"' in page

"""The record as files: whole, through the policy, and answering as the server does."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from contested.errors import InputError
from contested.ledger import Decision, open_ledger
from contested.web.still import publish
from contested.web.still.publishing import POLICY, still_page
from contested.web.still.record import shard
from tests.web.conftest import API
from tests.web.test_policy import fresh  # noqa: F401 (a fixture: a ledger with what must not be shown)

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
PAGE = (FRONTEND / "src/index.html").read_text(encoding="utf-8")
FILTERS = (
    "", "kind=shelling", "status=disputed", "status=single_source,corroborated", "from=2022-09-08&to=2022-09-10",
    "box=36,48,38,50", "area=36,48;38,48;38,50;36,50", "place=Izium", "place=UA", "place=kharkiv", "side=UKR", "side=third",
    "by=stepanenko", "conf=0.5", "q=town", "q=%22town%20hall%22", "q=zzz", "outlet=Convoy%20Notes",
    "kind=shelling&side=UKR&q=killed&conf=0.2",
)  # fmt: skip


@pytest.fixture
def static(tmp_path):
    """Pages as a build leaves them."""
    made = tmp_path / "static"
    made.mkdir()
    (made / "index.html").write_text(PAGE)
    for name in ("app.js", "app.css", "base.json", "map-worker.js"):
        (made / name).write_text(name)
    return made


@pytest.fixture
def out(sample_ledger, tmp_path, static):
    publish(sample_ledger, tmp_path / "out", static=static)
    return tmp_path / "out"


def test_the_folder_holds_pages_record_tables_and_a_page_without_script(out):
    for name in ("index.html", "404.html", "incident/index.html", "app.js", "base.json", "report.html", "README.txt",
                 "record/index.json", "record/search.json", "data/incidents.csv", "data/claims.csv",
                 "data/incidents.geojson"):  # fmt: skip
        assert (out / name).is_file(), name
    assert "<script" not in (out / "report.html").read_text()
    assert json.loads((out / "data/incidents.geojson").read_text())["features"]
    assert not list(out.parent.glob(".out-*")), "nothing is left beside it"


def test_pages_name_their_files_by_ways_that_hold_anywhere(out):
    for path, up in ((out / "index.html", ""), (out / "control/index.html", "../")):
        text = path.read_text()
        assert f'src="{up}app.js"' in text
        assert f'href="{up}app.css"' in text
        assert f'href="{up}report.html"' in text
        assert POLICY in text
        assert " data-still" in text
        assert "http:" not in text.replace("http://www.w3.org/2000/svg", "")


def test_pages_of_another_version_are_refused():
    with pytest.raises(InputError, match="another version"):
        still_page("<html></html>", "")


def test_without_pages_there_is_the_report(sample_ledger, tmp_path):
    made = publish(sample_ledger, tmp_path / "out", static=tmp_path / "none")
    assert not made.pages
    assert (tmp_path / "out/index.html").read_text() == (tmp_path / "out/report.html").read_text()


def test_it_can_be_made_anew_but_nothing_else_is_overwritten(sample_ledger, tmp_path, static, out):
    (out / "old.txt").write_text("from before")
    publish(sample_ledger, out, static=static)
    assert not (out / "old.txt").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="something else"):
        publish(sample_ledger, other, static=static)
    assert (other / "thesis.txt").read_text() == "mine"


def test_an_earlier_day_knows_nothing_of_later(sample_ledger, tmp_path, static):
    then = publish(sample_ledger, tmp_path / "then", as_of="2022-09-09", static=static)
    now = publish(sample_ledger, tmp_path / "now", static=static)
    assert 0 < then.incidents < now.incidents
    assert json.loads((tmp_path / "then/record/index.json").read_text())["label"]["latest"] == "2022-09-09"


def test_neither_the_route_nor_the_name_is_in_any_file(fresh, tmp_path, static):  # noqa: F811
    made = publish(fresh, tmp_path / "out", static=static)
    assert made.held_back == 1
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file() and path.name != "towns.json":  # the gazetteer knows where Kupiansk lies
            said = path.read_text(encoding="utf-8")
            assert "northern road" not in said, path
            assert "Kupiansk" not in said, path
            assert "Olena Bondarenko" not in said, path


def test_ids_are_parted_as_the_pages_part_them():
    assert shard("a", 1 << 32) == 0xE40C292C, "FNV-1a, 32 bits"
    assert 0 <= shard("Ізюм 🏚", 7) < 7


def test_files_answer_as_the_server_does(public, out, tmp_path):
    if shutil.which("node") is None or not (FRONTEND / "node_modules/esbuild").is_dir():
        pytest.skip("no Node, or its packages are not installed: make pages")
    ids = {
        "incident": public.json("/incidents", limit=500), "document": public.json("/documents", limit=500),
        "claim": public.json("/claims", limit=500), "speaker": public.json("/speakers", limit=500),
        "place": public.json("/places", limit=500),
    }  # fmt: skip
    paths = [f"/{name}?{asked}" for name in (
        "incidents", "situation", "timeline", "map", "disagreements", "movement", "places",
    ) for asked in FILTERS]  # fmt: skip
    paths += [f"/incidents?sort={sort}" for sort in ("latest", "day", "place", "toll", "claims")]
    more = {"speaker": "?limit=500"}
    paths += [
        f"/{name}/{quote(row['id'], safe='')}{more.get(name, '')}"
        for name, found in ids.items()
        for row in found["items"]
    ]
    paths += [f"/map?zoom={zoom}&pixels=44" for zoom in (2, 5.5, 8, 11)] + [
        "/timeline?step=week",
        "/timeline?step=month",
    ]
    paths += [
        "/incidents?page=2&limit=2",
        "/speakers?q=an",
        "/sources",
        "/control/changes",
        "/movement?mod=actual,denied",
    ]
    paths += ["/disagreements?about=toll", "/disagreements?order=new", "/disagreements?between=sides"]
    day = public.json("/control")["last"]
    paths += [f"/control?day={day}", f"/control?day={day}&view=difference"]
    answers = [[f"{API}{path}", _plain(path, public.get(f"{API}{path}").json())] for path in paths]
    (tmp_path / "answers.json").write_text(json.dumps(answers))
    subprocess.run(["node", "build.mjs", "--tests"], cwd=FRONTEND, check=True, timeout=120)
    made = subprocess.run(
        ["node", "build/tests/parity.mjs", str(out), str(tmp_path / "answers.json")],
        cwd=FRONTEND, check=True, timeout=120, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(made.stdout)
    assert found["asked"] == len(paths) > 150
    assert found["wrong"] == []


def _plain(path, answer):
    """Without what files cannot hold: the first day that is estimated at all, long before the first report."""
    if path.startswith("/control?"):
        answer["first"] = None
    if "view=difference" in path:
        answer["shares"] = {}  # of the places that part: no page shows it
    return answer


def test_what_was_found_wrong_can_still_be_asked_why(ledger, tmp_path, static):
    with open_ledger(ledger).view() as view:
        key = next(view.accounts()).claim.id
    with open_ledger(ledger).writer() as writer:
        writer.add_decision(Decision("review", (key,), at="2022-10-01T00:00:00Z", values={"verdict": "wrong"}))
    publish(ledger, tmp_path / "out", static=static)
    told = {}
    for path in (tmp_path / "out/record/claim").glob("*.json"):
        told |= json.loads(path.read_text())
    assert told[key]["review"]["verdict"] == "wrong"
    assert told[key]["claim"]["incident"] is None

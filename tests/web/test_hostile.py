"""Texts that want to harm whoever looks at them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from contested.nouns import Reading, Speaker
from tests.factory import claim
from tests.web.conftest import document, keep

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
TURNED = "\u202egnidils\u202c \u2066hidden\u2069 \u200b\ufeff"
LONG = "w" * 10_000
FORMULA = '=HYPERLINK("http://evil.example","click")'
ESCAPES = "\x1b]0;owned\x07\x1b[31mred\x00\x08"
TEXTS = {
    "script": SCRIPT,
    "turned": TURNED,
    "long": LONG,
    "formula": FORMULA,
    "escapes": ESCAPES,
    "emoji": "🇺🇦👩‍👩‍👧 \U0001f4a5",
}
LISTS = ("incidents", "claims", "documents", "places", "movement", "disagreements", "speakers", "sources")


def _reading(key, bad):
    text = f"{bad} was shelled on Tuesday, {bad} said. 3 people were killed in {bad}."
    speaker = Speaker(f"{bad}", None, f"{bad}", f"{bad} minister", "UKR")
    told = [
        claim("shelling", speaker, (f"{bad} town", 49.2, 37.3), evidence=(0, len(text)), day="2022-09-20", killed=3),
        claim("evacuation", speaker, (f"{bad} town", 49.2, 37.3), evidence=(0, len(text)), to=f"{bad}"),
    ]
    outlet = bad[:5000]
    return Reading(
        document(key, text, title=bad, outlet=outlet, url=f"javascript:{bad}"), claims=tuple(told), program=bad[:100]
    )


@pytest.fixture(scope="module")
def hostile(serve, tmp_path_factory):
    ledger = keep(tmp_path_factory.mktemp("hostile") / "war.db", *(_reading(k, v) for k, v in TEXTS.items()))
    with serve(ledger, own_view=True) as asker:
        yield asker


@pytest.mark.parametrize("what", LISTS)
def test_lists_answer_with_json_and_never_with_a_page(hostile, what):
    made = hostile.get(f"/api/v1/{what}?limit=500")
    assert made.headers["content-type"] == "application/json"
    assert made.headers["x-content-type-options"] == "nosniff"
    for item in made.json()["items"]:
        for name in ("title", "place", "who", "when"):
            value = item.get(name)
            if isinstance(value, str):
                assert not set(value) & set("\u202e\u2066\x1b\x00\u200b"), (name, value[:80])
                assert max(map(len, value.split() or [""])) <= 140, "no word without an end in what we write"


def test_the_original_is_given_letter_for_letter(hostile):
    for key, bad in TEXTS.items():
        found = hostile.json(f"/document/{key}")
        (piece,) = found["pieces"]
        assert piece["text"] == _reading(key, bad).document.text
        assert found["document"]["url"] is None, "what is no address of the web is no link"


def test_everything_that_can_be_opened_opens(hostile):
    for what, one in (("incidents", "incident"), ("claims", "claim"), ("disagreements", "disagreement")):
        for item in hostile.json(f"/{what}", limit=500)["items"]:
            hostile.json(f"/{one}/{item['id']}")


def test_spreadsheets_run_nothing(hostile):
    for what in ("incidents", "claims", "movement", "disagreements"):
        made = hostile.get(f"/api/v1/export/{what}", headers={"accept": "text/csv"})
        assert made.headers["content-type"] == "text/csv; charset=utf-8"
        assert made.headers["content-disposition"] == f'attachment; filename="{what}.csv"'
        for row in csv.reader(io.StringIO(made.text)):
            assert not [value for value in row if value[:1] in ("=", "+", "@", "\t", "\r")]


def test_maps_are_json(hostile):
    for path in ("map?zoom=9", "incidents?format=geojson", "movement?format=geojson", "control?format=geojson"):
        made = hostile.get(f"/api/v1/{path}")
        assert made.headers["content-type"] == "application/geo+json"
        assert json.loads(made.content)["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    "bad",
    [
        SCRIPT,
        TURNED,
        '"',
        "' OR 1=1 --",
        "%",
        "NEAR(a b)",
        "a* OR b",
        "\\",
        "{x}",
        "a:b",
        "💥",
        "((",
        "^x",
        "-x",
        '"a" "b',
        "\x00x",
        "\ud800x",
    ],
)
@pytest.mark.parametrize("name", ["q", "place", "by", "outlet", "side"])
def test_what_is_typed_is_never_taken_for_a_command(hostile, bad, name):
    try:
        query = {name: bad.encode().decode()}
    except UnicodeEncodeError:
        query = {name: "\ufffd"}
    made = hostile._runner.run(hostile._client.get("/api/v1/incidents", params=query))
    assert made.status_code in (200, 400), made.text[:200]
    assert made.headers["content-type"] == "application/json"
    if made.status_code == 400:
        assert set(made.json()["error"]) == {"kind", "message", "remedy"}


@pytest.mark.parametrize(
    "key", ["..%2F..%2Fetc%2Fpasswd", "%00", "<script>", "a" * 5000, "' OR ''='", "%F0%9F%92%A5", "%ff%fe"]
)
@pytest.mark.parametrize("what", ["incident", "claim", "document", "place", "speaker", "source"])
def test_ids_that_are_none_are_refused(hostile, what, key):
    made = hostile._runner.run(hostile._client.get(f"/api/v1/{what}/{key}"))
    assert made.status_code in (400, 404)
    assert set(made.json()["error"]) == {"kind", "message", "remedy"}
    assert len(made.text) < 1200

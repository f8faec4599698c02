"""The ground of the map: built in unless set, and the content policy opens for what is set alone."""

from __future__ import annotations

import pytest

from contested.errors import InputError
from contested.outputs.towns import towns_in
from contested.web.ground import Ground
from contested.web.guard import CONTENT_POLICY, content_policy
from tests.web.conftest import API


def test_nobody_is_asked_unless_it_is_set(own):
    assert own.json("/map/ground") == {"style": None, "tiles": None, "hosts": []}
    assert content_policy(()) == CONTENT_POLICY
    assert Ground.of(None) == Ground.of("") == Ground()


def test_a_style_opens_the_policy_for_its_host_and_those_named(serve, sample_ledger):
    ground = Ground.of(
        "https://maps.example/styles/plain.json", ("https://tiles.example:8443/x", "https://maps.example")
    )
    with serve(sample_ledger, own_view=True, ground=ground) as ask:
        made = ask.get(f"{API}/map/ground")
        assert made.json()["style"] == "https://maps.example/styles/plain.json"
        policy = made.headers["content-security-policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["connect-src"] == "'self' https://maps.example https://tiles.example:8443"
        assert rules["script-src"] == rules["style-src"] == "'self'"


def test_a_file_of_tiles_is_served_in_ranges(serve, sample_ledger, tmp_path):
    path = tmp_path / "war.pmtiles"
    path.write_bytes(b"PMTiles" + bytes(range(200)))
    with serve(sample_ledger, own_view=True, ground=Ground.of(str(path))) as ask:
        assert ask.json("/map/ground") == {"style": None, "tiles": "/map.pmtiles", "hosts": []}
        part = ask.get("/map.pmtiles", status=206, headers={"range": "bytes=7-16"})
        assert part.content == bytes(range(10))
        assert ask.get("/map.pmtiles").headers["content-security-policy"] == CONTENT_POLICY


@pytest.mark.parametrize(
    "given",
    [
        "maps.json",
        "ftp://maps.example/x",
        "https://",
        "https://a b/x",
        "https://x'; script-src *",
        "https://u:p@h/x.pmtiles",
    ],
)
def test_what_is_no_map_is_told(given):
    with pytest.raises(InputError):
        Ground.of(given)


def test_a_file_that_is_something_else_is_told(tmp_path):
    (tmp_path / "x.pmtiles").write_bytes(b"something else")
    with pytest.raises(InputError, match="no PMTiles"):
        Ground.of(str(tmp_path / "x.pmtiles"))


def test_towns_are_the_largest_in_the_box_by_the_names_of_their_own():
    found = towns_in(22, 44, 41, 53, 20)
    names = [name for name, *_ in found]
    assert names[0] == "Kyiv"
    assert "Kharkiv" in names
    people = [many for *_, many in found]
    assert people == sorted(people, reverse=True)
    assert all(abs(lon) >= 176 for _, lon, *_ in towns_in(176, -20, -176, -10)), "across the 180th meridian"


def test_towns_lie_around_what_is_told(own):
    found = own.json("/map/towns")["items"]
    assert {"Kharkiv", "Izium"} & {name for name, *_ in found}
    assert all(30 < lon < 45 and 44 < lat < 54 for _, lon, lat, _ in found)

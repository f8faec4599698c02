from __future__ import annotations

import pytest

from contested.errors import InputError
from contested.web import ServeOptions
from contested.web.guard import CONTENT_POLICY, HEADERS
from contested.web.options import is_loopback

TOKEN = "a-token-that-is-long-enough"
ASKED = ["/", "/api/v1/incidents", "/api/v1/nothing", "/api/v1/incidents?limit=0", "/nothing", "/api/v1/openapi.json"]


@pytest.mark.parametrize("path", ASKED)
def test_every_answer_carries_the_headers_and_no_cookie(own, path):
    made = own._runner.run(own._client.get(path))
    for name, value in HEADERS.items():
        assert made.headers[name] == value
    assert "set-cookie" not in made.headers
    assert "access-control-allow-origin" not in made.headers


def test_the_content_policy_lets_nothing_in_from_elsewhere():
    rules = dict(rule.strip().split(" ", 1) for rule in CONTENT_POLICY.split(";"))
    assert rules["default-src"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY
    assert "*" not in CONTENT_POLICY


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "10.0.0.5", "", "a b", "127.0.0.1:80:x"],
)
def test_other_host_names_are_refused(own, host):
    assert own.fault("/api/v1/incidents", status=421, headers={"host": host})["kind"] == "host"


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:9", "[::1]:8765", "127.1.2.3", "LOCALHOST"])
def test_names_of_this_machine_are_let_in(own, host):
    own.get("/api/v1/sources", headers={"host": host})


def test_with_a_token_only_who_has_it_is_let_in(serve, sample_ledger):
    with serve(sample_ledger, host="0.0.0.0", token=TOKEN) as ask:
        error = ask.fault("/api/v1/incidents", status=401)
        assert error["kind"] == "token"
        assert "Bearer" in error["remedy"]
        for given in ("wrong", TOKEN[:-1], TOKEN + "x", "", "ä" * 20):
            ask.fault("/api/v1/incidents", status=401, params={"token": given})
        ask.fault("/api/v1/openapi.json", status=401)
        ask.get("/api/v1/incidents", params={"token": TOKEN})
        ask.get("/api/v1/incidents", headers={"authorization": f"Bearer {TOKEN}", "host": "news.example"})
        ask.get("/")
        tags = {ask.get("/api/v1/sources", **given).headers["etag"] for given in (
            {"params": {"token": TOKEN}}, {"headers": {"authorization": f"bearer {TOKEN}"}},
        )}  # fmt: skip
        assert len(tags) == 1, "the token is no part of what is asked"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(own, method):
    assert own.fault("/api/v1/incidents", status=405, method=method)["kind"] == "method"


def test_an_address_for_others_needs_a_token(tmp_path):
    with pytest.raises(InputError, match="token"):
        ServeOptions(tmp_path, host="0.0.0.0").checked()
    with pytest.raises(InputError, match="16"):
        ServeOptions(tmp_path, host="0.0.0.0", token="short").checked()
    ServeOptions(tmp_path, host="0.0.0.0", token=TOKEN).checked()
    ServeOptions(tmp_path, host="::1").checked()


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost.", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("", False),
    ],
)
def test_which_addresses_are_this_machine_alone(host, own):
    assert is_loopback(host) is own


def test_without_pages_the_root_says_how_to_build_them(own):
    made = own.get("/")
    assert "pip install" in made.text
    assert made.headers["content-type"].startswith("text/plain")
    assert own.fault("/situation", status=404)["kind"] == "not_found"


def test_built_pages_are_served_and_kept(serve, sample_ledger, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>Contested</title>")
    (tmp_path / "main.0A1B2C3D.js").write_text("let a = 1")
    with serve(sample_ledger, static=tmp_path) as ask:
        assert ask.get("/").headers["cache-control"] == "no-cache"
        assert ask.get("/incident/abc").text == ask.get("/").text, "the address of a view gives the page"
        script = ask.get("/main.0A1B2C3D.js")
        assert "immutable" in script.headers["cache-control"]
        assert ask.get("/main.0A1B2C3D.js", status=304, headers={"if-none-match": script.headers["etag"]})
        ask.fault("/missing.js", status=404)
        ask.fault("/api/v1/nothing", status=404)
        ask.fault("/..%2f..%2fwar.db", status=404)
        ask.get("/api/v1/incidents")


def test_a_fault_of_the_server_tells_nothing_of_its_inside(own, monkeypatch):
    def broken(*_):
        raise RuntimeError("secret path /home/x")

    monkeypatch.setattr("contested.web.routes.sources._row", broken)
    made = own.get("/api/v1/sources", status=500)
    assert made.json()["error"]["kind"] == "broken"
    assert "secret" not in made.text
    assert made.headers["content-security-policy"] == CONTENT_POLICY

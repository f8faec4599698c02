"""What is written down of the API is true of it."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.web.models import ErrorBody

WRITING = {"/api/v1/reviews", "/api/v1/reviews/{decision}/undo"}


@pytest.fixture(scope="module")
def written(own):
    return own.get("/api/v1/openapi.json").json()


def test_everything_can_be_read_and_only_reviews_written(written):
    assert {path for path, operations in written["paths"].items() if "post" in operations} == WRITING
    for path, operations in written["paths"].items():
        assert path.startswith("/api/v1/")
        assert set(operations) <= {"get", "post"}


def test_every_resource_and_every_parameter_is_described(written):
    for path, told in ((p, told) for p, operations in written["paths"].items() for told in operations.values()):
        assert min(len(told["summary"]), len(told["description"])) > 9, path
        for parameter in told.get("parameters", ()):
            if parameter["name"] not in ("z", "x", "y", "last-event-id"):
                assert parameter.get("description") or parameter["schema"].get("description"), (path, parameter["name"])


def test_errors_are_written_down_for_every_resource(written):
    for path, told in ((p, told) for p, operations in written["paths"].items() for told in operations.values()):
        answers = told["responses"]
        assert "422" not in answers, path
        shape = answers["4XX"]["content"]["application/json"]["schema"]["$ref"]
        assert shape.endswith("/ErrorBody")


def test_all_filters_of_the_pages_are_parameters_of_the_lists(written):
    wanted = {"box", "area", "place", "from", "to", "kind", "side", "by", "status", "conf", "q", "asof"}
    for name in (
        "incidents",
        "situation",
        "claims",
        "timeline",
        "map",
        "disagreements",
        "movement",
        "places",
        "export/{what}",
    ):
        given_ = {p["name"] for p in written["paths"][f"/api/v1/{name}"]["get"]["parameters"]}
        assert wanted <= given_, name
    assert "sort" in {p["name"] for p in written["paths"]["/api/v1/incidents"]["get"]["parameters"]}


WORDS = st.text(max_size=40) | st.sampled_from(
    ["2022-09-08", "1,2,3,4", "shelling", "disputed", "-1", "0", "1e999", "nan", "null", "9" * 40]
)
NAMES = ["box", "area", "place", "from", "to", "kind", "side", "by", "status", "conf", "q", "outlet", "sort", "page", "limit", "format",
         "zoom", "day", "since", "about", "between", "order", "mod", "movement", "view", "in", "step", "pixels", "then", "outcome"]  # fmt: skip
PLACES = ["/incidents", "/situation", "/claims", "/documents", "/places", "/control", "/control/changes", "/movement", "/disagreements",
          "/speakers", "/sources", "/search", "/timeline", "/map", "/export/incidents", "/export/claims", "/speaker/ukr"]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PLACES), asked=st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=4))
def test_nothing_that_is_asked_breaks_the_server(own, path, asked):
    query = {name: value.encode("utf-8", "replace").decode() for name, value in asked.items()}
    made = own._runner.run(own._client.get(f"/api/v1{path}", params=query))
    assert made.status_code in (200, 400, 404), (path, query, made.text[:300])
    if made.status_code != 200:
        ErrorBody.model_validate(made.json(), strict=True)


def test_schemathesis_finds_no_fault(own, written):
    """A few made-up requests for every operation; answers must have the status, type and shape that are written down."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        schemathesis = pytest.importorskip("schemathesis")
        from schemathesis.checks import not_a_server_error
        from schemathesis.specs.openapi.checks import (
            content_type_conformance,
            response_schema_conformance,
            status_code_conformance,
        )

        checks = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
        schema = schemathesis.openapi.from_dict(written)
        tried = 0
        for found in schema.get_all_operations():
            operation = found.ok()
            if operation.path.endswith("/events"):
                continue  # a stream that never ends

            @settings(
                max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True
            )
            @given(case=operation.as_strategy())
            def one(case):
                nonlocal tried
                tried += 1
                kwargs = case.as_transport_kwargs(base_url="http://127.0.0.1:8765")
                kwargs.pop("timeout", None)
                kwargs.pop("cookies", None)
                query = {k: v for k, v in (kwargs.get("params") or {}).items() if k != "asof"}
                made = own._runner.run(
                    own._client.request(kwargs["method"], kwargs["url"], params=query, headers=_plain(kwargs))
                )
                made.encoding = "utf-8"
                answer = schemathesis.Response.from_httpx(made, verify=True)
                case.validate_response(answer, checks=checks)

            one()
        assert tried >= 20


def _plain(kwargs):
    """Headers that can be sent at all."""
    return {
        k: v
        for k, v in dict(kwargs.get("headers") or {}).items()
        if v.isascii() and v.isprintable() and k.lower() != "host"
    }

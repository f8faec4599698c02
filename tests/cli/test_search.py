from __future__ import annotations

import json

import pytest

from contested.cli.search import lit


def found(run, ledger, *args) -> list[dict]:
    return json.loads(run("search", *args, "--ledger", ledger, "--json").stdout)


def test_originals_and_claims_are_found_with_the_words_lit(run, ledger):
    shown = run("search", "evacuated Kherson", "--ledger", ledger).output
    assert "«evacuated»" in shown
    assert "«Kherson»" in shown
    assert {row["kind"] for row in found(run, ledger, "evacuated")} == {"document", "claim"}
    assert {row["document"] for row in found(run, ledger, "evacuated")} == {"r3"}


def test_all_words_must_be_there_and_quoted_ones_side_by_side(run, ledger):
    assert found(run, ledger, "Izium Kherson") == []
    assert found(run, ledger, '"took Izium"')
    assert found(run, ledger, '"Izium took"') == []


@pytest.mark.parametrize(("only", "kinds"), [("claims", {"claim"}), ("documents", {"document"})])
def test_one_sort_alone(run, ledger, only, kinds):
    assert {row["kind"] for row in found(run, ledger, "Izium", "--only", only)} == kinds
    assert "Use documents or claims" in run("search", "x", "--only", "cats", "--ledger", ledger, status=2).stderr


def test_what_was_not_known_is_not_found(run, ledger):
    assert {row["document"] for row in found(run, ledger, "Izium")} == {"r1", "r2"}
    assert {row["document"] for row in found(run, ledger, "Izium", "--as-of", "2022-09-11")} == {"r1"}
    assert "Nothing told" in run("search", "Izium", "--as-of", "2022-01-01", "--ledger", ledger).output


def test_limit_says_what_is_left_out(run, ledger):
    assert len(found(run, ledger, "Izium", "--limit", 1)) == 1
    assert "more; --limit 0 shows all" in run("search", "Izium", "--limit", 1, "--ledger", ledger).output


def test_nothing_to_search_for(run, ledger):
    assert "no word to search for" in run("search", "!!", "--ledger", ledger, status=2).stderr


def test_quotation_marks_of_the_report_are_not_lit():
    made = lit("he said «no retreat» from «Kherson».", "kherson")
    assert made.plain == "he said «no retreat» from «Kherson»."
    assert [made.plain[span.start : span.end] for span in made.spans] == ["«Kherson»"]

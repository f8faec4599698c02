"""Every listing answers with what was known on a day."""

from __future__ import annotations

import pytest
import typer

from contested.cli import app

LISTINGS = [
    "search",
    "claims",
    "incidents",
    "places",
    "disagreements",
    "speakers",
    "speaker",
    "control",
    "movement",
    "changes",
    "decisions",
    "review",
    "explain",
    "report",
    "export",
]


@pytest.mark.parametrize("command", LISTINGS)
def test_there_is_a_day_of_the_view(command):
    options = {opt for param in typer.main.get_command(app).commands[command].params for opt in param.opts}
    assert "--as-of" in options


def test_an_explanation_holds_only_links_that_were_known(run, ledger, folder):
    import json

    late = {"id": "r4", "outlet": "Volga Telegraph", "published": "2022-09-13"}
    late["text"] = "Peskov denied that the Ukrainian army took Izium."
    (folder / "late.jsonl").write_text(json.dumps(late))
    run("ingest", "late.jsonl", "--ledger", ledger)
    (claim,) = json.loads(
        run("claims", "--kind", "capture", "--until", "2022-09-11", "--json", "--ledger", ledger).stdout
    )
    told = json.loads(run("explain", claim["id"], "--json", "--ledger", ledger).stdout)
    then = json.loads(run("explain", claim["id"], "--json", "--ledger", ledger, "--as-of", "2022-09-11").stdout)
    assert len(then["links"]) < len(told["links"])

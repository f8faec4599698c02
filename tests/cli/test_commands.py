"""What holds for all commands."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from contested.cli import app
from contested.ledger.base import Filters

COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands]
LISTINGS = ["claims", "incidents", "places", "disagreements", "speakers"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_every_option_has_help(command):
    group = typer.main.get_command(app)
    found = group.commands[command]
    assert found.help
    assert all(getattr(param, "help", None) for param in found.params), found.params
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("command", LISTINGS)
def test_listings_share_their_filters(command):
    options = {opt for param in typer.main.get_command(app).commands[command].params for opt in param.opts}
    wanted = {
        "--place",
        "--since",
        "--until",
        "--kind",
        "--speaker",
        "--side",
        "--as-of",
        "--limit",
        "--json",
        "--ledger",
    }
    assert wanted <= options
    assert {option[2:].replace("-", "_") for option in wanted} - {"side", "limit", "json", "ledger"} <= set(
        Filters.__annotations__
    )


def test_help_comes_at_once_and_loads_no_model():
    code = (
        "import sys; from contested.cli import app; app(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "numpy", "onnxruntime", "trafilatura", "contested.weighing", "contested.reading"):
        assert f"'{heavy}'" not in shown


def test_a_fault_of_ours_is_no_traceback(run, ledger, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("contested.pipeline.weigh_ledger", fail)
    shown = run("incidents", "--ledger", ledger, status=70).stderr
    assert "Something broke inside the program (KeyError" in shown
    assert "report it" in shown


def test_version(run):
    from contested import __version__

    assert __version__ in run("--version").output

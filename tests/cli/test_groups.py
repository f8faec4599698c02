"""Commands that stand in groups: decide, gazetteer, lexicon."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from contested.cli import app

ROOT = typer.main.get_command(app)
GROUPED = [(name, inner) for name, group in ROOT.commands.items() for inner in getattr(group, "commands", ())]


def test_there_are_groups():
    assert {name for name, _ in GROUPED} == {"decide", "gazetteer", "lexicon"}


@pytest.mark.parametrize(("group", "command"), GROUPED)
def test_every_command_of_a_group_and_every_option_has_help(group, command):
    found = ROOT.commands[group].commands[command]
    assert found.help
    assert all(getattr(param, "help", None) for param in found.params), found.params
    assert CliRunner().invoke(app, [group, command, "--help"]).exit_code == 0

"""The command, as a user runs it: a real server on a real port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest
from typer.testing import CliRunner

from contested.cli import app


def _run(*args):
    return CliRunner().invoke(app, list(map(str, args)))


def test_a_ledger_that_is_not_there_is_told_before_anything_starts(tmp_path):
    found = _run("serve", "--ledger", tmp_path / "none.db")
    assert found.exit_code == 2
    assert "ingest" in found.stderr


def test_others_are_not_served_without_a_token(sample_ledger):
    found = _run("serve", "--ledger", sample_ledger, "--host", "0.0.0.0")
    assert found.exit_code == 2
    assert "token" in found.stderr
    assert _run("serve", "--ledger", sample_ledger, "--host", "0.0.0.0", "--token", "short").exit_code == 2


def test_help_tells_of_policy_and_token():
    said = _run("serve", "--help").stdout
    assert "--internal" in said
    assert "--token" in said
    assert "CONTESTED_TOKEN" in said


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
def test_it_answers_and_ends_when_asked(sample_ledger, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    args = ["serve", "--ledger", str(sample_ledger), "--port", str(port)]
    code = f"import sys; from contested.cli import main; sys.argv = ['contested', *{args!r}]; main()"
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    server = subprocess.Popen(
        [sys.executable, "-c", code],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(scratch)},
    )
    try:
        found = _asked(f"http://127.0.0.1:{port}/api/v1/situation")
        assert found.json()["incidents"] > 0
        assert found.headers["content-encoding"] == "gzip"
        assert "server" not in found.headers
        with httpx.stream("GET", f"http://127.0.0.1:{port}/api/v1/events", timeout=20) as stream:
            assert any(line.startswith("event: claims") for line in stream.iter_lines())
    finally:
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    assert not list(scratch.glob("contested/*")), "nothing is left behind"


def _asked(url):
    for _ in range(150):
        try:
            return httpx.get(url, timeout=30)
        except httpx.ConnectError:
            time.sleep(0.2)
    raise AssertionError("the server did not come up")

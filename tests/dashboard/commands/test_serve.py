"""Serving as the default command: its options follow directly, and what keeps it from starting is told."""

import socket
import subprocess

import pytest

from data_sources import sample
from data_sources.indicators import read_indicators
from data_sources.store import open_store
from tests.command_line import HYTETAULU
from tests.dashboard.meeting import fill


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of an installation without a store."""
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("HYTETAULU_DATABASE_URL", raising=False)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", [(), ("serve",), ("--port", 9)])
def test_an_empty_store_is_filled_and_a_wrong_setting_is_told(run, monkeypatch, command):
    monkeypatch.setattr(sample, "read_indicators", lambda: {"unemployment": read_indicators()["unemployment"]})
    monkeypatch.setenv("HYTETAULU_AREA", "kajani")
    status, out, err = run(*command)
    assert status == 2
    assert out.startswith("1 indicators without values: generating sample data, not real figures ...\n")
    assert out.endswith(" sample observations. Fetch real values with: ./run refresh\n")
    assert err.startswith("hytetaulu: there is no area 'kajani'; did you mean kajaani?")


@pytest.mark.slow  # a process of its own: waitress leaves open what it opened before it failed
def test_a_port_in_use_is_told(folder):
    with open_store(f"sqlite:///{folder / 'hytetaulu.sqlite'}") as store:
        fill(store)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run([*HYTETAULU, "--port", str(port)], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"hytetaulu: port {port} of 127.0.0.1 cannot be used (")
    assert ended.stderr.endswith("; choose another with --port\n")


def test_a_store_that_cannot_be_opened_is_wrong_use(run, monkeypatch):
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", "mysql://somewhere/store")
    status, out, err = run()
    assert (status, out) == (2, "")
    assert err.startswith("hytetaulu: A store cannot be kept in 'mysql'.")

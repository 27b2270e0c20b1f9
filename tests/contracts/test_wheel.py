"""Installed as a wheel, in an empty folder, the product serves the same pages with the same looks."""

import os
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.request import urlopen

import pytest

from data_sources.store import open_store
from tests.dashboard.meeting import fill

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of an environment that holds the wheel, and of this one only the dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder / "venv")}))
    # A path of a .pth is not searched for further .pth files, so that an editable installation of this checkout stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    wheel = next(folder.glob("hytetaulu-*.whl"))
    subprocess.run([*pip, "--python", folder / "venv" / "bin" / "python", "install", "--no-deps", wheel], check=True)
    return folder / "venv"


@pytest.fixture(scope="module")
def address(installed, tmp_path_factory):
    """The address of `hytetaulu serve` in an empty folder, over a tiny store."""
    data, empty = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("empty")
    with open_store(f"sqlite:///{data / 'hytetaulu.sqlite'}") as store:
        fill(store)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "HYTETAULU_DATABASE_URL")}
    environment["HYTETAULU_DATA_DIR"] = str(data)
    command = [installed / "bin" / "hytetaulu", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=empty, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        url = f"http://127.0.0.1:{port}"
        assert serving.stdout.readline() == f"Hytetaulu at {url}/ (Ctrl-C stops it)\n"
        yield url
        serving.terminate()


def read(url):
    with urlopen(url, timeout=60) as answer:  # noqa: S310  # the server of this test
        return answer.read().decode()


@pytest.mark.slow
def test_the_modules_are_those_of_the_wheel(installed):
    where = "import app, dashboard, data_sources; print(app.__file__, dashboard.__file__, data_sources.__file__)"
    shown = subprocess.run([installed / "bin" / "python", "-I", "-c", where], capture_output=True, text=True, check=True).stdout
    assert [path for path in shown.split() if not path.startswith(str(installed))] == []


@pytest.mark.slow
def test_every_file_of_the_packages_is_in_the_wheel(installed):
    site = Path(sysconfig.get_path("purelib", vars={"base": str(installed)}))
    listed = subprocess.run(
        ["git", "ls-files", "app.py", "assets", "dashboard", "data_sources"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert len(listed) > 400
    assert [path for path in listed if not (site / path.replace("assets/", "dashboard/assets/", 1)).is_file()] == []


@pytest.mark.slow
def test_pages_looks_and_embeds_are_served(address):
    page = read(f"{address}/en/kajaani?plan=meeting")
    assert '<html lang="en"' in page
    assert "<h1" in page
    assert "/assets/page.css" in page
    for path in (ROOT / "assets").iterdir():
        assert read(f"{address}/assets/{path.name}") == path.read_text(encoding="utf-8")
    assert "<svg" in read(f"{address}/embed/fi/kajaani/unemployment/trend")
    assert read(f"{address}/embed.js") == (ROOT / "dashboard" / "embed" / "static" / "host.js").read_text(encoding="utf-8")
    assert "<section" in read(f"{address}/fi/kajaani/present?plan=meeting")

"""Report and workbook over HTTP and from the command line: names, types, ETag, refusals."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy
from typing import TypeAlias

import openpyxl
import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from dashboard.office import report, routes
from dashboard.queries.reader import Reader
from dashboard.renderers import EXPORT_FORMATS
from data_sources.store import open_store
from tests.dashboard.meeting import TODAY, fill

Run: TypeAlias = Callable[..., tuple[int, str, str]]

KINDS = {
    "report.docx": (report.MEDIA_TYPE, "kajaani-hyvinvointi-2026-fi.docx"),
    "workbook.xlsx": (EXPORT_FORMATS["xlsx"].media_type, "kajaani-hyvinvointi-2026-fi.xlsx"),
}


@pytest.fixture(scope="module")
def folder(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data")
    copy(sqlite_template, path / "hytetaulu.sqlite")
    with open_store(f"sqlite:///{path / 'hytetaulu.sqlite'}") as store:
        fill(store)
    return path


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[FlaskClient]:
    with open_store(f"sqlite:///{folder / 'hytetaulu.sqlite'}") as store:
        app = Flask(__name__)
        app.register_blueprint(routes.blueprint(Reader(store, lambda: TODAY), "kajaani"))
        yield app.test_client()


@pytest.mark.parametrize("name", KINDS)
def test_a_file_has_its_name_and_type_and_is_not_made_twice(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/download/fi/kajaani/{name}?plan=meeting&slides=work")
    assert answer.status_code == 200
    assert answer.content_type == KINDS[name][0]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{KINDS[name][1]}"'
    again = client.get(f"/download/fi/kajaani/{name}?plan=meeting&slides=work", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(
        f"/download/fi/kajaani/{name}?plan=meeting&slides=empty", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert other.status_code == 200


@pytest.mark.parametrize("name", KINDS)
def test_what_the_plan_does_not_have_is_refused_with_a_message(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/download/en/kajaani/{name}?plan=meeting&slides=nothing")
    assert answer.status_code == 404
    assert "The plan has no priority area called nothing." in answer.text


@pytest.mark.parametrize(("kind", "ending"), [("report", "docx"), ("workbook", "xlsx")])
def test_the_command_line_writes_the_file_and_tells_its_size(
    folder: Path, tmp_path: Path, kind: str, ending: str, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    status, out, _ = run(kind, "kajaani", "--lang", "en", "--plan", "meeting", "--slides", "health", now=now)
    path = tmp_path / f"kajaani-wellbeing-2026-en.{ending}"
    assert (status, out.startswith(f"{path.name}: ")) == (0, True)
    content = io.BytesIO(path.read_bytes())
    if ending == "docx":
        assert Document(content).core_properties.title == "Wellbeing report 2026, Kajaani"
    else:
        assert openpyxl.load_workbook(content).sheetnames == ["Plan", "All series", "Health", "Sources and methods"]


def test_a_wrong_ending_is_refused_and_nothing_is_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(folder))
    status, _, err = run("report", "kajaani", "--out", tmp_path / "report.pdf")
    assert (status, ".docx" in err) == (2, True)
    assert not list(tmp_path.iterdir())

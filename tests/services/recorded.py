"""Recorded answers of a service, tests/recorded/<source>/*.json, served on loopback as the service would.

A file holds when and where its answer was seen (`seen`, `from`), what it answers (`path`; `query` and `sent` where they matter)
and the answer: `answer`, with `status` where it is none of success and `call` where it comes as the argument of a call. A query
matches where it has the parameters of the file, whatever else it has; what is sent must be the same.
"""

import json
from pathlib import Path

import pytest

from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.reading import read_indicator
from tests.services.loopback import Answer, LoopbackService

FOLDER = Path(__file__).parents[1] / "recorded"
NOT_FOUND = Answer(404, b"<h1>Not Found</h1>", "text/html")


class RecordedService(LoopbackService):
    """The recorded answers of a folder; everything else is not found."""

    def __init__(self, folder):
        self.recorded = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
        super().__init__(self.answer_of)

    def answer_of(self, request):
        return next((_answer(each) for each in self.recorded if _matches(each, request)), NOT_FOUND)


def _matches(recorded, request):
    query = recorded.get("query", {})
    same = (request.path.rstrip("/") or "/") == recorded["path"] and query.items() <= request.query.items()
    return same and (json.loads(request.body) if request.body else None) == recorded.get("sent")


def _answer(recorded):
    body = json.dumps(recorded["answer"], ensure_ascii=False)
    if "call" in recorded:
        body = f"{recorded['call']}(\n{body}\n);\n"
    return Answer(recorded.get("status", 200), body.encode())


def recorded_indicator(folder):
    """The indicator whose file stands beside the answers."""
    (path,) = folder.glob("*.toml")
    return read_indicator(TomlTable.read(path, folder), path)


def needs_recording(source):
    """The folder of a source's answers; a failed test where it has none."""
    folder = FOLDER / source.key
    if not list(folder.glob("*.json")):
        pytest.fail(f"{source.key} has no recorded answers: put them into tests/recorded/{source.key}/ with an indicator file")
    return folder

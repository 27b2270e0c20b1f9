"""Callbacks as a hostile client may send them: refused, never a fault of the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import build_app
from data_sources.settings import read_settings

PAGE = "/en/kajaani/indicator/unemployment"
GOOD = {
    "location.pathname": PAGE,
    "location.search": "",
    "area.value": "kajaani",
    "indicator.value": "unemployment",
    "group.value": "",
    "comparisons.value": [],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory, new_store) -> Iterator[FlaskClient]:
    with new_store(tmp_path_factory.mktemp("store") / "store.sqlite") as store:
        yield build_app(read_settings({}), store).server.test_client()


def call(client: FlaskClient, changed: str, **changes: Any) -> dict[str, Any]:
    """The callback of the controls as Dash's renderer sends it, with other values."""
    known = json.loads(client.get("/_dash-dependencies").text)[0]
    values = GOOD | {name.replace("_", "."): value for name, value in changes.items()}
    inputs = [{**dict(zip(("id", "property"), name.split("."), strict=True)), "value": values[name]} for name in GOOD]
    parts = known["output"].strip(".").split("...")
    outputs = [dict(zip(("id", "property"), part.split("."), strict=True)) for part in parts]
    return {"output": known["output"], "outputs": outputs, "inputs": inputs, "state": [[]], "changedPropIds": [changed]}


def send(client: FlaskClient, body: bytes) -> tuple[int, str]:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    # Dash writes slashes as escapes
    return answer.status_code, json.dumps(answer.json) if answer.is_json else answer.text


def test_a_good_call_is_answered(client):
    status, text = send(client, json.dumps(call(client, "area.value", area_value="sotkamo")).encode())
    assert status == 200
    assert "/en/sotkamo/indicator/unemployment" in text


@pytest.mark.parametrize(
    "body", [b"", b"garbage", b"[]", b"null", b'"x"', b"\xff", b"[" * 20_000, b"{}", b'{"output": "a.b"}', b'{"output": 5}']
)
def test_what_is_no_call_is_refused(client, body):
    assert send(client, body)[0] == 400


@pytest.mark.parametrize(
    ("part", "value"), [("inputs", []), ("inputs", [1] * 6), ("state", None), ("changedPropIds", [5]), ("outputs", "x")]
)
def test_a_call_with_a_broken_part_is_refused(client, part, value):
    assert send(client, json.dumps(call(client, "area.value") | {part: value}).encode())[0] == 400


@pytest.mark.parametrize(
    ("changed", "changes"),
    [
        ("area.value", {"area_value": "atlantis"}),
        ("area.value", {"area_value": ["kajaani"]}),
        ("indicator.value", {"indicator_value": "<script>"}),
        ("group.value", {"group_value": "sex=other"}),
        ("comparisons.value", {"comparisons_value": ["atlantis"]}),
        ("comparisons.value", {"comparisons_value": 5}),
        ("location.pathname", {"location_pathname": "/en/atlantis"}),
        ("location.pathname", {"location_pathname": 5}),
        ("location.search", {"location_search": "?plan=nope"}),
    ],
)
def test_a_value_that_is_none_gets_the_page_of_errors(client, changed, changes):
    status, text = send(client, json.dumps(call(client, changed, **changes)).encode())
    assert status == 200
    assert "To the front page" in text or "Etusivulle" in text


def test_a_moved_address_is_shown_as_what_it_moved_to(client):
    status, text = send(client, json.dumps(call(client, "location.pathname", location_pathname="/en/KU205")).encode())
    assert status == 200
    assert '"/en/kajaani"' in text

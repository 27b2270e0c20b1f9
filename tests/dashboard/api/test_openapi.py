"""The OpenAPI document against the routes, and the responses against the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as openapi_checks

from app import build_app
from dashboard.api.operations import OPERATIONS, Operation, example_url
from dashboard.api.parameters import AREAS, INDICATORS, LIMIT, MOST_AREAS, MOST_INDICATORS, MOST_ROWS, ROWS
from data_sources.settings import read_settings
from data_sources.store import Store
from tests.dashboard.api.conftest import TODAY, UNEMPLOYMENT, origin
from tests.examples import examples

CHECKED = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]


def filled(store: Store) -> Store:
    store.replace("unemployment", UNEMPLOYMENT, [origin("unemployment")])
    return store


@pytest.fixture(scope="module")
def api_schema(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[schemathesis.BaseSchema]:
    folder = tmp_path_factory.mktemp("api")
    with new_store(folder / "store.sqlite") as store:
        app = build_app(read_settings({}), filled(store), lambda: TODAY)
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app.server)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", ["page", *(operation.name for operation in OPERATIONS)])
def test_every_answer_is_as_the_document_says(api_schema: schemathesis.BaseSchema, name: str, mode: GenerationMode) -> None:
    operation = api_schema.find_operation_by_id(name)

    @given(case=operation.as_strategy(generation_mode=mode))
    @examples(40, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKED, headers={"Accept-Encoding": "identity"})

    check()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_full_replies_are_as_the_document_says(api_schema: schemathesis.BaseSchema, operation: Operation) -> None:
    known = {each.name: each.example for each in operation.parameters} | {"indicator": "unemployment"}
    path = {each.name: known[each.name] for each in operation.parameters if each.place == "path"}
    needed = {each.name: known[each.name] for each in operation.parameters if each.required and each.name not in path}
    for form in operation.formats:
        case = api_schema.find_operation_by_id(operation.name).Case(path_parameters=path, query={**needed, "format": form})
        answer = case.call_and_validate(checks=CHECKED, headers={"Accept-Encoding": "identity"})
        assert answer.status_code == 200


def test_the_document_has_every_route_and_no_other(client: FlaskClient) -> None:
    rules = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
    }
    assert rules == set(client.get("/api/v1/openapi.json").json["paths"])


def test_every_route_takes_the_parameters_that_the_document_names(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").json["paths"]
    for operation in OPERATIONS:
        named = paths[f"/api/v1{operation.path}"]["get"]["parameters"]
        path_part = {each["name"] for each in named if each["in"] == "path"}
        assert path_part == set(re.findall(r"{(\w+)}", operation.path))
        assert [each["name"] for each in named] == [each.name for each in operation.parameters]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_examples_of_the_page_work(own_client: FlaskClient, store: Store, operation: Operation) -> None:
    store.replace("daily-smoking", [each._replace(indicator="daily-smoking") for each in UNEMPLOYMENT], [origin("daily-smoking")])
    url = example_url(operation)
    page = own_client.get("/api/v1?lang=en").text.replace("&amp;", "&")
    for form in operation.formats:
        asked = url if form == "json" else f"{url}{'&' if '?' in url else '?'}format={form}"
        assert f'href="{asked}"' in page
        assert own_client.get(asked).status_code == 200
    assert urlsplit(url).path.startswith("/api/v1/")


def test_examples_of_parameters_are_taken() -> None:
    for operation in OPERATIONS:
        for parameter in operation.parameters:
            parameter.read(parameter.example)
            assert re.search(parameter.schema.get("pattern", ""), parameter.example)


def test_the_descriptions_name_the_limits() -> None:
    assert str(MOST_AREAS) in AREAS.description
    assert str(MOST_INDICATORS) in INDICATORS.description
    assert re.findall(r"\d+", LIMIT.description) == ["1", str(MOST_ROWS), str(ROWS)]

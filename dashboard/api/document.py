"""The OpenAPI document, generated from the operations and their schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import BRAND
from dashboard.api.operations import BASE, OPERATIONS, Operation
from dashboard.api.query import ApiParameter
from dashboard.api.schemas import named, reply_of, schemas
from dashboard.text import text_for
from dashboard.text.languages import SOURCE_LANGUAGE, languages

DESCRIPTION = """Values by area and population group for wellbeing plans, as shown in the dashboard. Read-only, open to every
site, without keys or cookies. Every response says in `sample` whether it contains sample data. A suppressed or missing value
has a status but no number. Every response has a strong ETag that changes with the data."""

_LINKS: Mapping[str, Any] = {"ETag": {"schema": {"type": "string"}, "required": True}, "Link": {"schema": {"type": "string"}}}


def document() -> dict[str, Any]:
    """Return the document (OpenAPI 3.1)."""
    paths = {f"{BASE}{operation.path}": {"get": _operation(operation)} for operation in OPERATIONS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": BRAND,
            "version": "1",
            "description": DESCRIPTION.replace("\n", " "),
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "paths": {**_own_paths(), **paths},
        "components": {"schemas": schemas(), "responses": {"problem": _problem()}},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    content = {"application/json": {"schema": reply_of(operation.name)}, "text/csv": {"schema": {"type": "string"}}}
    refused = {"400": 0, "404": 0, "503": 0}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(each) for each in operation.parameters],
        "responses": {
            "200": {"description": operation.summary, "headers": dict(_LINKS), "content": content},
            "304": {"description": "Nothing has changed since the response whose ETag was sent."},
            **{status: {"$ref": "#/components/responses/problem"} for status in refused},
        },
    }


def _parameter(parameter: ApiParameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": parameter.description,
        "schema": {**parameter.described, "examples": [_example(parameter)]},
    }


def _example(parameter: ApiParameter) -> str | int:
    return int(parameter.example) if parameter.schema["type"] == "integer" else parameter.example


def _problem() -> dict[str, Any]:
    return {
        "description": "The request is invalid, or names what does not exist, or the store cannot be read; `detail` says which.",
        "content": {"application/problem+json": {"schema": named("Problem")}},
    }


def _own_paths() -> dict[str, Any]:
    """Return the paths of the page and of this document itself."""
    language = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": list(languages())}}
    refused = {"400": {"$ref": "#/components/responses/problem"}}
    page = {
        "description": text_for(SOURCE_LANGUAGE).t("Open data (API)"),
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
    itself = {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        BASE: {"get": {"operationId": "page", "parameters": [language], "responses": {"200": page, **refused}}},
        f"{BASE}/openapi.json": {"get": {"operationId": "openapi", "responses": {"200": itself, **refused}}},
    }

"""`/api/v1`: the data for other programs, as JSON, CSV and JSON-stat, with an OpenAPI document and a page for people.

`operations.py` is the table of all addresses, from which routes, document and page are made. To add one, add a row there, and
its reply in `records.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any, TypeAlias

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from dashboard.api.document import document
from dashboard.api.operations import BASE, OPERATIONS, Operation, Reading, Written
from dashboard.api.page import page
from dashboard.api.parameters import LANGUAGE
from dashboard.api.query import ProblemError, quoted, read_query
from dashboard.api.records import Problem
from dashboard.text.languages import languages
from dashboard.web.cache import Cache
from data_sources.errors import StoreError
from data_sources.model import DEFAULT_LANGUAGE
from data_sources.store import Store

__all__ = ["blueprint"]

MOST_KEPT = 64
"""Replies kept in memory; one is some hundreds of kilobytes at most."""

Key: TypeAlias = tuple[int, date, str]


class _ReplyCache:
    """Replies of the operations, kept until the store's revision or the day changes."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store, self._today = store, today
        self._cache: Cache[Key, Written] = Cache(MOST_KEPT)

    def get(self, operation: Operation, values: dict[str, Any], address: str) -> Written:
        with self._store.snapshot() as snapshot:
            today = self._today()
            key = (snapshot.revision, today, address)
            return self._cache.get(key, lambda: operation.write(values, Reading(snapshot, today)))


def blueprint(store: Store, today: Callable[[], date]) -> Blueprint:
    """Return the routes of the API over one store; `today` returns the day of the statuses."""
    routes = Blueprint("api", __name__)
    replies = _ReplyCache(store, today)
    for operation in OPERATIONS:
        rule = BASE + operation.path.replace("{", "<").replace("}", ">")
        routes.add_url_rule(rule, operation.name, _view(operation, replies))
    routes.add_url_rule(BASE, "page", _page, strict_slashes=False)
    routes.add_url_rule(f"{BASE}/openapi.json", "openapi", _openapi)
    routes.add_url_rule("/api/", "nothing", _nothing)
    routes.add_url_rule("/api/<path:rest>", "nothing", _nothing)
    routes.register_error_handler(ProblemError, _refuse)
    routes.register_error_handler(StoreError, _refuse_for_now)
    routes.app_errorhandler(HTTPStatus.METHOD_NOT_ALLOWED)(_refuse_method)
    return routes


def _view(operation: Operation, replies: _ReplyCache) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        search = _search()
        values = read_query(operation.parameters, path, search)
        written = replies.get(operation, values, f"{request.path}?{search}")
        response = _cached(Response(written.body, content_type=written.media_type))
        if written.next_url:
            response.headers["Link"] = f'<{written.next_url}>; rel="next"'
        if values.get("format") == "csv":
            response.headers["Content-Disposition"] = f'inline; filename="{operation.name}.csv"'
        return response

    return view


def _search() -> str:
    return request.query_string.decode("utf-8", "replace")


def _cached(response: Response) -> Response:
    """Let caches revalidate the response each time, so that new values show at once after a refresh."""
    response.add_etag()
    response.cache_control.public = True
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def _page() -> Response:
    asked = read_query((LANGUAGE,), {}, _search()).get("lang")
    accepted = (each.partition("-")[0].lower() for each in request.accept_languages.values())
    language = asked or next((each for each in accepted if each in languages()), DEFAULT_LANGUAGE)
    response = _cached(Response(page(language), mimetype="text/html"))
    response.vary.add("Accept-Language")
    return response


def _openapi() -> Response:
    read_query((), {}, _search())
    return _cached(Response(msgspec.json.encode(document()), mimetype="application/json"))


def _nothing(rest: str = "") -> Response:
    raise ProblemError(404, f"There is nothing at /api/{quoted(rest)[1:-1]}; {BASE} lists what there is.")


def _refuse(error: ProblemError) -> Response:
    return _problem(error.status, error.detail)


def _refuse_for_now(error: StoreError) -> Response:
    return _problem(503, str(error))


def _refuse_method(error: HTTPException) -> Response | HTTPException:
    if not request.path.startswith("/api/"):
        return error
    response = _problem(405, "The API is read-only; use GET.")
    response.headers["Allow"] = "GET, HEAD, OPTIONS"
    return response


def _problem(status: int, detail: str) -> Response:
    problem = Problem(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail)
    return Response(msgspec.json.encode(problem), status=status, content_type="application/problem+json")

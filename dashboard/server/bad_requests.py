"""Requests that no page of the dashboard sends: refused with 400 or 404, where Dash would report a server error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash
from dash.exceptions import DependencyException
from flask import Response, request

CALLBACKS = "/_dash-update-component"


def refuse(app: Dash) -> None:
    """Let an app refuse callbacks that it does not have and scripts that it does not serve."""

    @app.server.before_request  # type: ignore[untyped-decorator]  # dash does not say what its server is
    def refuse_callback() -> Response | None:
        if request.path != CALLBACKS or request.method != "POST" or _is_call(_body(), app.callback_map):
            return None
        return Response("This request does not come from the dashboard's own pages.\n", status=400, mimetype="text/plain")

    @app.server.errorhandler(DependencyException)  # type: ignore[untyped-decorator]  # as above
    def refuse_script(_error: DependencyException) -> Response:
        return Response("There is no such file.\n", status=404, mimetype="text/plain")


def _body() -> Any:
    try:
        return request.get_json(force=True, silent=True)
    except RecursionError:  # brackets within brackets without end
        return None


def _is_call(body: Any, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Tell whether a body calls one of `callbacks` with as many inputs and states as it has."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str) or body["output"] not in callbacks:
        return False
    called = callbacks[body["output"]]
    changed = body.get("changedPropIds", [])
    return (
        isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
        and _are_values(body.get("inputs", []), len(called["inputs"]))
        and _are_values(body.get("state", []), len(called["state"]))
        and isinstance(body.get("outputs", []), list)
    )


def _are_values(given: Any, count: int) -> bool:
    """Tell whether `given` names `count` properties; one that matches a pattern is a list of them."""
    if not isinstance(given, list) or len(given) != count:
        return False
    properties = [each for value in given for each in (value if isinstance(value, list) else [value])]
    return all(isinstance(each, dict) and isinstance(each.get("property"), str) and "id" in each for each in properties)

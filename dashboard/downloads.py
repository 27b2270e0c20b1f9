"""Files of the charts of a page, at `/download` before the page's own address."""

from __future__ import annotations

import re

from flask import Blueprint, Response, redirect, request
from werkzeug import Response as AnyResponse

from dashboard.answers import Answers
from dashboard.components.errors import error_content
from dashboard.components.static import to_html
from dashboard.renderers import csv, svg
from dashboard.view import AddressError, MovedError, View, read_view

WIDTH = 760
"""Width in CSS pixels of a downloaded drawing."""

FORMS = {
    "csv": ("text/csv; charset=utf-8", csv.csv),
    "svg": ("image/svg+xml; charset=utf-8", lambda chart: svg.svg(chart, WIDTH, standalone=True)),
}


def blueprint(answers: Answers, default_area: str) -> Blueprint:
    """Return the routes of the downloads of one app."""
    routes = Blueprint("downloads", __name__)

    @routes.get("/download/<path:page>/<chart>.<form>")
    def download(page: str, chart: str, form: str) -> AnyResponse:
        try:
            view = read_view(f"/{page}", request.query_string.decode("utf-8", "replace"), default_area)
            return _file(answers, view, chart, form)
        except MovedError as moved:
            path, mark, search = moved.url.partition("?")
            return redirect(f"/download{path}/{chart}.{form}{mark}{search}")
        except AddressError as error:
            return Response(to_html(error_content(error)), status=error.status, mimetype="text/html")

    return routes


def _file(answers: Answers, view: View, kind: str, form: str) -> Response:
    if form not in FORMS:
        raise AddressError(404, "There is no file format called {value}.", form, view.language)
    chart = next((chart for chart in answers.charts(view) if chart.kind == kind), None)
    if chart is None:
        raise AddressError(404, "There is no chart called {value} on this page.", kind, view.language)
    content_type, render = FORMS[form]
    subject = view.indicator.id if view.indicator else view.page
    name = re.sub(r"[^a-z0-9-]+", "-", f"{view.area.slug}-{subject}-{kind}")
    headers = {"Content-Disposition": f'attachment; filename="{name}-{view.language}.{form}"'}
    return Response(render(chart), content_type=content_type, headers=headers)

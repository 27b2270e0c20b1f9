"""Files of the charts of a page, at `/download` before the page's own address."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

from dashboard.components.errors import error_content
from dashboard.components.static import to_html
from dashboard.pages import PAGES
from dashboard.renderers import csv, svg
from dashboard.text import text_for
from dashboard.view import AddressError, View, read_view
from data_sources.store import Store

WIDTH = 760
"""Width in CSS pixels of a downloaded drawing."""

FORMS = {
    "csv": ("text/csv; charset=utf-8", csv.csv),
    "svg": ("image/svg+xml; charset=utf-8", lambda chart: svg.svg(chart, WIDTH, standalone=True)),
}


def blueprint(store: Store, default_area: str) -> Blueprint:
    """Return the routes of the downloads of one store."""
    routes = Blueprint("downloads", __name__)

    @routes.get("/download/<path:page>/<chart>.<form>")
    def download(page: str, chart: str, form: str) -> Response:
        try:
            view = read_view(f"/{page}", request.query_string.decode("utf-8", "replace"), default_area)
            return _file(store, view, chart, form)
        except AddressError as error:
            return Response(to_html(error_content(error)), status=error.status, mimetype="text/html")

    return routes


def _file(store: Store, view: View, kind: str, form: str) -> Response:
    if form not in FORMS:
        raise AddressError(404, "There is no file of the form {value}.", form, view.language)
    with store.snapshot() as snapshot:
        charts = PAGES[view.page].charts(view, snapshot, text_for(view.language))
    chart = next((chart for chart in charts if chart.kind == kind), None)
    if chart is None:
        raise AddressError(404, "There is no chart called {value} on this page.", kind, view.language)
    content_type, render = FORMS[form]
    subject = view.indicator.id if view.indicator else view.page
    name = re.sub(r"[^a-z0-9-]+", "-", f"{view.area.slug}-{subject}-{kind}")
    headers = {"Content-Disposition": f'attachment; filename="{name}-{view.language}.{form}"'}
    return Response(render(chart), content_type=content_type, headers=headers)

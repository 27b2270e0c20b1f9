"""Chart downloads, at `/download` followed by the page's own address."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from werkzeug import Response as AnyResponse

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import read_view
from dashboard.addresses.view import View
from dashboard.queries.reader import Reader
from dashboard.renderers import EXPORT_FORMATS, ExportOptions, file_name
from dashboard.web.site_error import site_error


def blueprint(reader: Reader, default_area: str) -> Blueprint:
    """Return the routes of the downloads of one app."""
    routes = Blueprint("downloads", __name__)

    @routes.get("/download/<path:page>/<chart>.<form>")
    def download(page: str, chart: str, form: str) -> AnyResponse:
        try:
            view = read_view(f"/{page}", request.query_string.decode("utf-8", "replace"), default_area)
            return _file(reader, view, chart, form)
        except MovedError as moved:
            path, mark, search = moved.url.partition("?")
            return redirect(f"/download{path}/{chart}.{form}{mark}{search}")
        except AddressError as error:
            return site_error(error)

    return routes


def _file(reader: Reader, view: View, kind: str, form: str) -> Response:
    if form not in EXPORT_FORMATS:
        raise AddressError(404, "There is no file format called {value}.", form, view.language)
    chart = reader.chart(view, kind)
    if chart is None:
        raise AddressError(404, "There is no chart called {value} on this page.", kind, view.language)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(view, kind, form)}"'}
    return Response(
        EXPORT_FORMATS[form].write(chart, ExportOptions()), content_type=EXPORT_FORMATS[form].media_type, headers=headers
    )

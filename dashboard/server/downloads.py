"""Chart downloads, at `/download` followed by the page's own address."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug import Response as AnyResponse

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import query_pairs, read_query, read_value, read_view
from dashboard.addresses.view import View
from dashboard.queries.reader import Reader
from dashboard.renderers import EXPORT_FORMATS, ExportOptions, file_name
from dashboard.web.site_error import site_error

OPTIONS = ("excel", "bom")
"""Parameters of downloads in addition to those of the page; both are of CSV."""


def blueprint(reader: Reader, default_area: str) -> Blueprint:
    """Return the routes of the downloads of one app."""
    routes = Blueprint("downloads", __name__)

    @routes.get("/download/<path:page>/<chart>.<form>")
    def download(page: str, chart: str, form: str) -> AnyResponse:
        try:
            search = request.query_string.decode("utf-8", "replace")
            view = read_view(f"/{page}", search, default_area)
            return _file(reader, view, chart.casefold(), form.casefold(), _options(search, view.language))
        except MovedError as moved:
            path, _, search = moved.url.partition("?")
            given = read_query(query_pairs(request.query_string.decode("utf-8", "replace")), OPTIONS)
            whole = "&".join(filter(None, (search, urlencode(given))))
            return redirect(f"/download{path}/{quote(chart)}.{quote(form)}{'?' if whole else ''}{whole}")
        except AddressError as error:
            return site_error(error)

    return routes


def _options(search: str, language: str) -> ExportOptions:
    query = read_query(query_pairs(search), OPTIONS)
    return ExportOptions(**{name: read_value(name, query, language) == "1" for name in OPTIONS})


def _file(reader: Reader, view: View, kind: str, form: str, options: ExportOptions) -> Response:
    if form not in EXPORT_FORMATS:
        raise AddressError(404, "There is no file format called {value}.", form, view.language)
    chart = reader.chart(view, kind)
    if chart is None:
        raise AddressError(404, "There is no chart called {value} on this page.", kind, view.language)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(view, kind, form)}"'}
    return Response(EXPORT_FORMATS[form].write(chart, options), content_type=EXPORT_FORMATS[form].media_type, headers=headers)

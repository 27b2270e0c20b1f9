"""The addresses of embeds: pages, files, codes, stylesheets and scripts, and oEmbed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, jsonify, redirect, request
from werkzeug import Response as AnyResponse

from dashboard.addresses.embeds import base_address
from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import language_of
from dashboard.charts.chart import Chart
from dashboard.embed import oembed
from dashboard.embed.code_page import code_page
from dashboard.embed.error_page import refusal
from dashboard.embed.page import page
from dashboard.embed.request import EmbedRequest, read_request
from dashboard.embed.static_files import HOST_SCRIPT, STATIC
from dashboard.queries.absence import read_absence
from dashboard.queries.charts import read_chart
from dashboard.queries.context import Context
from dashboard.queries.reader import Reader
from dashboard.renderers import EXPORT_FORMATS, file_name
from dashboard.text import text_for
from dashboard.web.response_cache import CACHING, HTML, ResponseCache


def blueprint(reader: Reader, default_area: str, public_url: str = "") -> Blueprint:
    """Return the routes of the embeds of one app; `public_url` is scheme and host where they differ from the request's."""
    routes = Blueprint("embed", __name__)
    cache = ResponseCache(reader)

    def base() -> str:
        return base_address(public_url, request.host_url)

    @routes.get("/embed/<path:address>")
    def embed(address: str) -> AnyResponse:
        try:
            asked = read_request(address, request.query_string.decode("utf-8", "replace"), default_area)
            media_type, write = _writer(asked, base())
            key = (base(), asked.address, str(asked.view.left_out))
            cached = cache.get(asked.view, key, media_type, lambda context: write(_chart(context, asked)))
            response = cached.response()
        except MovedError as moved:
            return redirect(moved.url)
        except AddressError as error:
            return refusal(error)
        if asked.form:
            name = file_name(asked.view, asked.kind, asked.form)
            response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        return response

    @routes.get("/embed/<name>")
    def static_file(name: str) -> Response:
        if name not in STATIC:
            return refusal(AddressError(404, "There is no page at {value}.", f"/embed/{name}", language_of(name)))
        return STATIC.response(name)

    @routes.get(HOST_SCRIPT)
    def host_script() -> Response:
        return STATIC.response("host.js")

    @routes.get("/oembed")
    def oembed_endpoint() -> AnyResponse:
        return _oembed_response(reader, base(), default_area)

    return routes


def _chart(context: Context, asked: EmbedRequest) -> Chart:
    """Return the requested chart; `AddressError` where it has no values."""
    chart = read_chart(context, asked.kind)
    if chart is None:
        raise _absent(context, asked)
    return chart


def _absent(context: Context, asked: EmbedRequest) -> AddressError:
    absence, language = read_absence(context), asked.view.language
    if absence.suppressed:
        return AddressError(404, "The values of this chart are suppressed to protect privacy: {value}.", asked.kind, language)
    if absence.other_years is not None:
        years = context.text.period(absence.other_years)
        return AddressError(404, "There are no values in the years asked for; there are values of {value}.", years, language)
    return AddressError(404, "There are no values for this chart: {value}.", asked.kind, language)


def _writer(asked: EmbedRequest, base: str) -> tuple[str, Callable[[Chart], str | bytes]]:
    """Return the media type of what is requested, and what writes it from the chart."""
    if asked.form:
        form = EXPORT_FORMATS[asked.form]
        return form.media_type, lambda chart: form.write(chart, asked.options.export_options)
    return HTML, lambda chart: (code_page if asked.code else page)(chart, asked, base)


def _oembed_response(reader: Reader, base: str, default_area: str) -> AnyResponse:
    """Return the response to an oEmbed request: 501 for formats other than JSON (as specified), 400 or 404 with the reason."""
    given = request.args
    if given.get("format", "json") != "json":
        return _plain("oEmbed is available as JSON only: format=json", 501)
    most = [_pixels(given.get(name)) for name in ("maxwidth", "maxheight")]
    if 0 in most or not given.get("url"):
        return _plain("Give url=, the address of a chart or of an indicator's page; maxwidth and maxheight are in pixels.", 400)
    try:
        asked = oembed.asked_by(given["url"], base, default_area)
        chart = reader.chart(asked.view, asked.kind)
    except AddressError as error:
        return _plain(text_for(error.language).t(error.message, value=error.value), error.status)
    if chart is None:
        return _plain("There are no values for this chart.", 404)
    response = jsonify(oembed.response(chart, asked, base, (most[0], most[1])))
    response.headers["Cache-Control"] = CACHING
    response.add_etag()
    return response.make_conditional(request)


def _plain(message: str, status: int) -> Response:
    return Response(f"{message}\n", status, content_type="text/plain; charset=utf-8")


def _pixels(text: str | None) -> int | None:
    """Return a number of pixels; 0 for anything else."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0

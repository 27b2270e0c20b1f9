"""The addresses of the presentation: slides, choice of content, stylesheets and scripts."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request
from werkzeug import Response as AnyResponse

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.presentations import CHOOSE, PRESENT
from dashboard.deck import read_deck
from dashboard.present.choose_page import choose_page
from dashboard.present.error_page import refusal
from dashboard.present.page import page
from dashboard.present.request import PresentRequest, read_present
from dashboard.present.static_files import STATIC
from dashboard.queries.context import Context
from dashboard.queries.reader import Reader
from dashboard.web.response_cache import HTML, ResponseCache


def blueprint(reader: Reader, default_area: str) -> Blueprint:
    """Return the routes of the presentations of one app."""
    routes = Blueprint("present", __name__)
    cache = ResponseCache(reader)

    def respond(language: str, area: str, write: Callable[[Context, PresentRequest], str], part: str) -> AnyResponse:
        try:
            asked = read_present(language, area, request.query_string.decode("utf-8", "replace"), default_area)
            key = (asked.address(part), str(asked.nothing), str(asked.view.left_out))
            return cache.get(asked.view, key, HTML, lambda context: write(context, asked)).response()
        except MovedError as moved:
            return redirect(moved.url)
        except AddressError as error:
            return refusal(error)

    @routes.get(f"/<language>/<area>/{PRESENT}")
    def slides(language: str, area: str) -> AnyResponse:
        return respond(language, area, lambda context, asked: page(read_deck(context, asked.choice), asked), "")

    @routes.get(f"/<language>/<area>/{PRESENT}/{CHOOSE}")
    def choose(language: str, area: str) -> AnyResponse:
        return respond(language, area, choose_page, CHOOSE)

    @routes.get("/present/<name>")
    def static_file(name: str) -> Response:
        if name not in STATIC:
            return refusal(AddressError(404, "There is no page at {value}.", f"/present/{name}"))
        return STATIC.response(name)

    return routes

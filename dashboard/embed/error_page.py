"""The error page of an embed whose address is wrong."""

from __future__ import annotations

from flask import Response

from dashboard.addresses.errors import AddressError
from dashboard.embed.static_files import STATIC
from dashboard.text import text_for
from dashboard.web.error_page import error_response


def refusal(error: AddressError) -> Response:
    """Return the response: a page that says why and links to the dashboard."""
    text = text_for(error.language)
    return error_response(
        error,
        heading=text.t("The chart cannot be shown"),
        advice=text.t("Copy the code of the embed anew from the chart in Hytetaulu."),
        link=text.t("To Hytetaulu (new tab)"),
        styles=STATIC.address("embed.css"),
        framed=True,
    )

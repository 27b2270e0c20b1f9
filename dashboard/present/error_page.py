"""What a presentation shows where its address is wrong."""

from __future__ import annotations

from flask import Response

from dashboard.addresses.errors import AddressError
from dashboard.present.static_files import STATIC
from dashboard.text import text_for
from dashboard.web.error_page import error_response


def refusal(error: AddressError) -> Response:
    """Return the response: a page with the reason and a link to the overview."""
    text = text_for(error.language)
    return error_response(
        error,
        heading=text.t("The presentation cannot be shown"),
        advice=text.t("Nothing is lost: choose the content anew from the overview of the area."),
        link=text.t("To the overview"),
        styles=STATIC.address("choose.css"),
        framed=False,
    )

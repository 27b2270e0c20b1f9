"""The error page of embeds and presentations: a small page that says why the address is wrong, in the reader's language."""

from __future__ import annotations

from flask import Response

from dashboard.addresses.errors import AddressError
from dashboard.text import text_for
from dashboard.web.documents import render
from dashboard.web.response_cache import HTML


def error_response(error: AddressError, *, heading: str, advice: str, link: str, styles: str, framed: bool) -> Response:
    """Return the response with the error's status, which is not cached.

    `advice` says what to do, `link` names the front page, `styles` is the address of the stylesheet; a page that is `framed`
    opens its link in a new tab.
    """
    page = render(
        "web/templates/error.html",
        language=error.language,
        theme="auto",
        title=heading,
        reason=text_for(error.language).t(error.message, value=error.value),
        advice=advice,
        link=link,
        styles=styles,
        framed=framed,
    )
    return Response(page, error.status, content_type=HTML, headers={"Cache-Control": "no-cache"})

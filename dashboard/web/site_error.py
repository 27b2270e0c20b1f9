"""The error page of a wrong download address: the dashboard's own, without Dash."""

from __future__ import annotations

from flask import Response

from dashboard import BRAND, theme
from dashboard.addresses.errors import AddressError
from dashboard.components.errors import error_content
from dashboard.components.static import to_html
from dashboard.web.documents import render, written


def site_error(error: AddressError) -> Response:
    """Return the response with the error's status."""
    page = render(
        "web/templates/site.html",
        language=error.language,
        title=BRAND,
        styles=("page",),
        variables=written(theme.css_variables()),
        content=written(to_html(error_content(error))),
    )
    return Response(page, error.status, mimetype="text/html")

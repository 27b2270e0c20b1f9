"""What a file's address shows where it is wrong: the dashboard's own error page, without Dash."""

from __future__ import annotations

from flask import Response

from dashboard import theme
from dashboard.addresses.errors import AddressError
from dashboard.components.errors import error_content
from dashboard.components.shell import BRAND
from dashboard.components.static import to_html
from dashboard.web.documents import render, written


def site_error(error: AddressError) -> Response:
    """Return the answer with the error's status."""
    page = render(
        "web/templates/site.html",
        language=error.language,
        title=BRAND,
        styles=("page",),
        variables=written(theme.css_variables()),
        content=written(to_html(error_content(error))),
    )
    return Response(page, error.status, mimetype="text/html")

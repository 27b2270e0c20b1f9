"""The error page of a wrong address: what is wrong and where to go, in the reader's language."""

from __future__ import annotations

from typing import Any

from dashboard.addresses.errors import AddressError
from dashboard.components import html
from dashboard.text import text_for


def error_content(error: AddressError) -> list[Any]:
    """Return heading, reason and a link to the front page."""
    text = text_for(error.language)
    heading = text.t("Page not found") if error.status == 404 else text.t("The address cannot be shown")
    advice = text.t("Check the address, or start from the front page and choose the area there.")
    return [
        html.Header(html.H1(heading), className="page-head"),
        html.P(text.t(error.message, value=error.value), className="lede"),
        html.P([advice, " ", html.A(text.t("To the front page"), href=f"/{error.language}")]),
    ]

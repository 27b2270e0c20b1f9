"""What an embed shows where its address is wrong: a page as small as an embed that says why, in the reader's language."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.addresses.errors import AddressError
from dashboard.embed.static_files import STATIC
from dashboard.text import text_for

_DOCUMENT = Markup(
    """<!DOCTYPE html>
<html lang="{language}" data-theme="auto">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="{styles}"></head>
<body><main><h1>{heading}</h1><p>{words}</p><p>{advice}</p>
<p class="links"><a href="/{language}" target="_blank" rel="noopener">{link}</a></p></main></body>
</html>"""
)


def error_page(error: AddressError) -> str:
    """Return the page as HTML."""
    text = text_for(error.language)
    return _DOCUMENT.format(
        language=error.language,
        heading=text.t("The chart cannot be shown"),
        words=text.t(error.message, value=error.value),
        advice=text.t("Copy the code of the embed anew from the chart in Hytetaulu."),
        link=text.t("To Hytetaulu (new tab)"),
        styles=STATIC.address("embed.css"),
    )

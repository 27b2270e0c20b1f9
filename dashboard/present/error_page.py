"""What a presentation shows where its address is wrong: why, in the reader's language, and ways on."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.addresses.errors import AddressError
from dashboard.present.static_files import STATIC
from dashboard.text import text_for

_DOCUMENT = Markup(
    """<!DOCTYPE html>
<html lang="{language}" data-theme="auto">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{styles}"></head>
<body><main><h1>{heading}</h1><p>{words}</p><p>{advice}</p><p><a href="/{language}">{link}</a></p></main></body>
</html>"""
)


def error_page(error: AddressError) -> str:
    """Return the page as HTML."""
    text = text_for(error.language)
    return _DOCUMENT.format(
        language=error.language,
        heading=text.t("The presentation cannot be shown"),
        words=text.t(error.message, value=error.value),
        advice=text.t("Nothing is lost: choose the content anew from the overview of the area."),
        link=text.t("To the overview"),
        styles=STATIC.address("choose.css"),
    )

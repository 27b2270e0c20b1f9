"""Addresses of a chart outside the dashboard: of its embed, of its files, and of oEmbed."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from dashboard.addresses.view import View
from data_sources.errors import CatalogueError
from data_sources.settings import PREFIX

CODE = "code"
"""Last part of the address of the page that gives the code of an embed."""

OPTIONS = ("theme", "table", "title", "excel", "bom", "width", "height")
"""Parameters of embeds in addition to those of the indicator's page; an export format ignores those that do not apply."""

_HOST = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?|https?://\[[0-9A-Fa-f:]+\](:\d{1,5})?")


def embed_path(view: View, kind: str, file_format: str = "") -> str:
    """Return the address of a chart's embed, or of its file in `file_format`, with the view's query.

    `ValueError` for a view without an indicator: only charts of indicators are embedded.
    """
    if view.indicator is None:
        raise ValueError("a chart of an indicator is embedded, and the view has none")
    ending = f".{file_format}" if file_format else ""
    return f"/embed/{view.language}/{quote(view.area.slug)}/{quote(view.indicator.id)}/{quote(kind)}{ending}{view.search}"


def code_path(view: View, kind: str) -> str:
    """Return the address of the page that gives the code of a chart's embed."""
    path, mark, search = embed_path(view, kind).partition("?")
    return f"{path}/{CODE}{mark}{search}"


def oembed_address(base: str, address: str) -> str:
    """Return the address of the oEmbed response for another address; `base` is scheme and host of both."""
    return f"{base}/oembed?{urlencode({'url': base + address, 'format': 'json'})}"


def base_address(public_url: str, requested: str) -> str:
    """Return scheme and host of absolute addresses: those of the setting, or else those of the request, such as http://host/.

    Empty where the request names no host that could be one: addresses are then relative, never taken from the request.
    """
    base = (public_url or requested).rstrip("/")
    return base if _HOST.fullmatch(base) else ""


def read_public_url(text: str) -> str:
    """Return the setting; `CatalogueError` where it is more or less than scheme and host."""
    if text and not _HOST.fullmatch(text.rstrip("/")):
        raise CatalogueError(
            f"{PREFIX}PUBLIC_URL is {text!r}; expected an address such as https://hyte.example.fi without a path"
        )
    return text.rstrip("/")

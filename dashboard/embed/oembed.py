"""oEmbed 1.0 (https://oembed.com): the address of a chart -> the code that embeds it, for publishing systems."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from dashboard import BRAND
from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import read_view
from dashboard.charts.chart import Chart
from dashboard.charts.kinds import STANDARD
from dashboard.embed import snippet
from dashboard.embed.request import EmbedOptions, EmbedRequest, read_request

CACHE_AGE = 3600
"""Seconds for which a consumer may cache the response."""


def asked_by(url: str, base: str, default_area: str) -> EmbedRequest:
    """Return the embed at an address of this server; `AddressError` where there is none."""
    scheme, colon, rest = url.strip().partition("://")
    host = base.partition("://")[2]
    if scheme.casefold() not in {"http", "https"} or not colon or rest[: len(host) + 1].casefold() != f"{host}/":
        raise AddressError(404, "There is no page at {value}.", url)
    path, _, search = rest[len(host) :].replace("&#038;", "&amp;").partition("#")[0].partition("?")
    try:
        return _asked(unquote(path), search, default_area)
    except MovedError as moved:
        path, _, search = moved.url.partition("?")
        return _asked(unquote(path), search, default_area)


def _asked(path: str, search: str, default_area: str) -> EmbedRequest:
    if path.startswith("/embed/"):
        return replace(read_request(path.removeprefix("/embed/"), search, default_area), form="", code=False)
    view = read_view(path, search, default_area)
    if view.page != "indicator":
        raise AddressError(404, "There is no page at {value}.", path, view.language)
    return EmbedRequest(view, STANDARD, "", code=False, options=EmbedOptions())


def response(chart: Chart, asked: EmbedRequest, base: str, most: tuple[int | None, int | None]) -> dict[str, Any]:
    """Return the response; `most` are width and height in CSS pixels that the consumer has room for (None: any).

    The code is the one without a script, since consumers remove scripts.
    """
    size = _size(chart, snippet.without_table(asked), most)
    return {
        "version": "1.0",
        "type": "rich",
        "title": chart.title,
        "provider_name": BRAND,
        "provider_url": base,
        "cache_age": CACHE_AGE,
        "html": snippet.code_without_script(chart, asked, base, size),
        "width": int(size.width),
        "height": size.height,
    }


def _size(chart: Chart, linked: EmbedRequest, most: tuple[int | None, int | None]) -> snippet.FrameSize:
    """Return the size of the frame within what the consumer has room for; only there is it lower than the chart."""
    width = min(most[0] or snippet.USUAL, snippet.USUAL)
    height = snippet.heights(chart, linked)[width >= snippet.NARROW]
    if most[1] and most[1] < height:
        return snippet.FrameSize(str(width), most[1], f"border:0;max-width:100%;height:{most[1]}px")
    return snippet.FrameSize(str(width), height, "border:0;max-width:100%")

"""Security headers of every response: what a page may load, who may frame it, who may read it from another site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dash import Dash
from flask import Response, request

from data_sources.errors import CatalogueError
from data_sources.settings import PREFIX

EMBED = "/embed/"
CODE = "/code"
"""End of the address of the page that shows the code of an embed, which the dashboard itself frames."""
OPEN = ("/api/", EMBED, "/download/", "/oembed")
"""Prefixes of addresses whose responses any site may read: public values, no cookies."""
SHARED = (*OPEN, "/assets/", "/embed.js")
"""Prefixes of addresses whose responses another site's page may load."""

EVERYWHERE: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

CORS: dict[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition",
    "Access-Control-Max-Age": "86400",
}

POLICY: dict[str, str] = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # Mantine and Plotly set styles from their scripts
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""Content security policy of every response: nothing comes from another host, and no page has an inline script."""

_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)


def protect(app: Dash, embed_origins: str) -> None:
    """Add the headers to every response of an app; to be called when all callbacks are registered.

    `embed_origins` are the sites that may frame embeds, with spaces between; empty: any. `CatalogueError` names one that is none.
    """
    zones = _zones(app.csp_hashes(), read_origins(embed_origins))

    @app.server.after_request  # type: ignore[untyped-decorator]  # dash does not say what its server is
    def add_headers(response: Response) -> Response:
        response.headers.update(zones[_zone(request.path)])
        return response


def read_origins(text: str) -> tuple[str, ...]:
    """Return the origins of the setting; `CatalogueError` names one that is none."""
    origins = tuple(text.split())
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            name = f"{PREFIX}EMBED_ORIGINS"
            raise CatalogueError(f"{name} has {origin!r}; expected sites such as https://www.kajaani.fi, separated by spaces")
    return origins


def _zone(path: str) -> str:
    if path.startswith(EMBED):
        return "code" if path.endswith(CODE) else "embed"
    return next((zone for zone, starts in (("open", OPEN), ("shared", SHARED)) if path.startswith(starts)), "page")


def _zones(hashes: Sequence[str], embed_origins: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return all headers of a response by its zone."""
    own, none = _framed("'self'"), _framed("'none'")
    # Without the directive any page may frame an embed, also one opened from a file; "*" would leave that out.
    embed = _framed("'self'", *embed_origins) if embed_origins else POLICY
    shared = EVERYWHERE | {"Cross-Origin-Resource-Policy": "cross-origin"}
    page = POLICY | {"script-src": " ".join(("'self'", *hashes)), "frame-ancestors": "'none'"}
    private = {"X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin"}
    return {
        "page": EVERYWHERE | private | {"Content-Security-Policy": _written(page)},
        "embed": shared | CORS | {"Content-Security-Policy": _written(embed)},
        "code": EVERYWHERE | {"Content-Security-Policy": _written(own)},
        "open": shared | CORS | {"Content-Security-Policy": _written(none), "X-Frame-Options": "DENY"},
        "shared": shared | {"Content-Security-Policy": _written(none)},
    }


def _framed(*ancestors: str) -> dict[str, str]:
    return POLICY | {"frame-ancestors": " ".join(ancestors)}


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())

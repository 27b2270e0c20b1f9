"""The stylesheet and the scripts of the presentation: read once, addressed by their content."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from dashboard.embed.static_files import colours

MEDIA_TYPES: Mapping[str, str] = {
    "present.css": "text/css; charset=utf-8",
    "choose.css": "text/css; charset=utf-8",
    "present.js": "text/javascript; charset=utf-8",
    "choose.js": "text/javascript; charset=utf-8",
    "files.js": "text/javascript; charset=utf-8",
}


@cache
def content(name: str) -> str:
    """Return a file; a stylesheet begins with the theme's colours."""
    text = files("dashboard.present").joinpath("static", name).read_text(encoding="utf-8")
    return colours() + text if name.endswith(".css") else text


@cache
def address(name: str) -> str:
    """Return the address of a file with the mark of its content."""
    return f"/present/{name}?v={sha256(content(name).encode()).hexdigest()[:12]}"

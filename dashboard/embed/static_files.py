"""The stylesheets and scripts of embeds: read once, addressed by their content, so that browsers may keep them for good."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from dashboard import theme

MEDIA_TYPES: Mapping[str, str] = {
    "embed.css": "text/css; charset=utf-8",
    "code.css": "text/css; charset=utf-8",
    "reading.js": "text/javascript; charset=utf-8",
    "code.js": "text/javascript; charset=utf-8",
    "host.js": "text/javascript; charset=utf-8",
}
"""Every such file; `host.js` is for the pages that embed and stands at HOST_SCRIPT."""
HOST_SCRIPT = "/embed.js"
THEMED = "embed.css"


@cache
def content(name: str) -> str:
    """Return a file; the stylesheet of embeds begins with the theme's colours."""
    text = files("dashboard.embed").joinpath("static", name).read_text(encoding="utf-8")
    return colours() + text if name == THEMED else text


@cache
def address(name: str) -> str:
    """Return the address of a file with the mark of its content."""
    return f"/embed/{name}?v={sha256(content(name).encode()).hexdigest()[:12]}"


def colours() -> str:
    """Return the colours as variables: light, dark on request or as the reader's machine prefers, or the machine's own."""
    light, dark = (
        ";".join(f"--{name}:{colour}" for name, colour in theme.COLOURS[scheme].items()) for scheme in ("light", "dark")
    )
    dark = f"color-scheme:dark;{dark}"
    grounds = {
        "paper": "Canvas",
        "wash": "Canvas",
        "notice": "Canvas",
        "line": "GrayText",
        "edge": "CanvasText",
        "focus": "LinkText",
    }
    system = ";".join(f"--{name}:{grounds.get(name, 'CanvasText')}" for name in theme.COLOURS["light"])
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f'@media (prefers-color-scheme:dark){{:root[data-theme="auto"]{{{dark}}}}}\n'
        f':root[data-theme="dark"]{{{dark}}}\n'
        f"@media (forced-colors:active){{:root,:root[data-theme]{{{system}}}}}\n"
        f"@media print{{:root,:root[data-theme]{{color-scheme:light;{light}}}}}\n"
        f"body{{font-family:{theme.FONT}}}\n"
    )

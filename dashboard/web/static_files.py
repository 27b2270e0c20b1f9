"""Stylesheets and scripts of pages without Dash: read once, addressed by content, so that browsers may cache them for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from flask import Response, request

from dashboard import theme

MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
FOREVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True)
class StaticFiles:
    """The files in the folder `static` of a package, served below `path`; the `themed` ones begin with the theme's colours."""

    package: str
    path: str
    themed: Collection[str] = ()

    def __contains__(self, name: str) -> bool:
        return "." in name and "/" not in name and self._file(name).is_file()

    def content(self, name: str) -> str:
        """Return a file as text."""
        return _content(self.package, name, themed=name in self.themed)

    def address(self, name: str) -> str:
        """Return the address of a file with the hash of its content."""
        return f"{self.path}/{name}?v={sha256(self.content(name).encode()).hexdigest()[:12]}"

    def response(self, name: str) -> Response:
        """Return a file as the response to the current request, cached for good where its address has the hash of its content."""
        media_type = MEDIA_TYPES[name[name.rindex(".") :]]
        response = Response(self.content(name), content_type=media_type)
        response.headers["Cache-Control"] = FOREVER if "v" in request.args else AN_HOUR
        response.add_etag()
        response.make_conditional(request)
        return response

    def _file(self, name: str) -> Traversable:
        return files(self.package).joinpath("static", name)


@cache
def _content(package: str, name: str, *, themed: bool) -> str:
    text = files(package).joinpath("static", name).read_text(encoding="utf-8")
    return colours() + text if themed else text


@cache
def colours() -> str:
    """Return the colours as variables: light, dark on request or as the reader's machine prefers, or the machine's own.

    A map keeps its own colours on its own paper, since the machine has none for classes.
    """
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
        f"@media (forced-colors:active){{:root,:root[data-theme]{{{system}}}svg.map{{{light};background:var(--paper)}}}}\n"
        f"@media print{{:root,:root[data-theme]{{color-scheme:light;{light}}}}}\n"
        f"body{{font-family:{theme.FONT}}}\n"
    )

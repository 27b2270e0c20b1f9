"""Chart -> PNG picture, the standalone SVG drawn at twice its size with type from an installed package."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from importlib.resources import as_file, files

import resvg_py

from dashboard import theme
from dashboard.charts.chart import Chart
from dashboard.renderers import FILE_WIDTH, ExportFormat, Renderer
from dashboard.renderers.svg import svg
from dashboard.text import text_for

ZOOM = 2
FONT_PACKAGE, FONT_FAMILY = "font_source_sans_pro", "Source Sans Pro"
FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")
"""Fonts of the machine are not asked for: a bare Debian has none, and pictures would have no text."""

_AFTER_HEADER = 8 + 25
"""Bytes of the signature and of the header chunk, after which texts may follow (PNG specification, 5.6)."""


def png(chart: Chart, width: float = FILE_WIDTH, *, scheme: theme.Scheme = "light") -> bytes:
    """Return the picture, `2 * width` pixels wide; title, sentence, notes and source are in its texts as well."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg(chart, width, standalone=True, scheme=scheme),
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=list(_fonts()),
        font_family=FONT_FAMILY,
        sans_serif_family=FONT_FAMILY,
    )
    sample = text_for(chart.language).capitalise(chart.sample)
    texts = {
        "Title": chart.title,
        "Description": " ".join(filter(None, (chart.sentence, sample, *chart.notes))),
        "Source": chart.source,
    }
    chunks = b"".join(_text(name, content, chart.language) for name, content in texts.items())
    return bytes(drawn[:_AFTER_HEADER]) + chunks + bytes(drawn[_AFTER_HEADER:])


@cache
def _fonts() -> tuple[str, ...]:
    paths = []
    for name in FONT_FILES:
        with as_file(files(FONT_PACKAGE) / "files" / name) as path:
            paths.append(str(path))
    return tuple(paths)


def _text(name: str, content: str, language: str) -> bytes:
    """Return an international text chunk (PNG specification, 11.3.4.5)."""
    body = b"iTXt" + name.encode("latin-1") + b"\0\0\0" + language.encode() + b"\0\0" + content.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


RENDERER = Renderer("png", png, ExportFormat("image/png", lambda chart, options: png(chart, scheme=options.scheme), offered=1))

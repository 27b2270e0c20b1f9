"""Chart -> SVG picture, drawn for the width of its column, with real axes and labels at the lines instead of a legend."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import Chart
from dashboard.drawing.elements import ASCENT, Paint, TextLine, line_height, tag, with_plain_halos
from dashboard.drawing.labels import wrapped
from dashboard.renderers import FILE_WIDTH, ExportFormat, ExportOptions, Renderer
from dashboard.renderers.svg import category, time
from dashboard.renderers.svg import map as map_
from dashboard.text import text_for

DRAWINGS = {"time": time.draw, "category": category.draw}
NARROWEST = 280
MARGIN = 12
"""Empty space around a picture that is a file, in pixels."""


def svg(
    chart: Chart,
    width: float = FILE_WIDTH,
    height: float | None = None,
    *,
    standalone: bool = False,
    scheme: theme.Scheme = "light",
    target: str | None = None,
) -> str:
    """Return the picture, `width` CSS pixels wide and as high as it needs, or about `height` where that is more.

    In a page it takes its typeface from there and its colours from CSS variables, and heading, notes and source are
    outside it, and areas of a map are links, which open in the frame or tab `target` (None: the same). A `standalone` one is
    a file: it holds heading, notes and source, the colours of `scheme`, and no links. `ValueError` below NARROWEST.
    """
    if width < NARROWEST:
        raise ValueError(f"a picture is at least {NARROWEST} pixels wide, not {width}")
    paint: Paint = theme.COLOURS[scheme].__getitem__ if standalone else theme.variable
    page = _Page(width - 2 * MARGIN * standalone, paint)
    if standalone:
        page.write([chart.title], theme.SIZES["title"], "ink", "title", bold=True)
        page.write([chart.subtitle], theme.SIZES["label"], "muted", "subtitle")
        page.end += 8
    on_map = partial(map_.draw, linked=not standalone, target=target)
    draw = on_map if chart.places else DRAWINGS[chart.x.kind]
    elements, page.end = draw(chart, page.width, height and height - page.end, page.end, paint)
    page.elements += elements
    if chart.sample:
        page.write([text_for(chart.language).capitalise(chart.sample)], theme.SIZES["small"], "ink", "sample", bold=True)
    if standalone:
        page.write([*chart.notes, chart.source], theme.SIZES["small"], "muted", "note")
    return _document(chart, page, standalone=standalone)


class _Page:
    """What is drawn so far and where it ends, in pixels from the top."""

    def __init__(self, width: float, paint: Paint) -> None:
        self.width = width
        self.paint = paint
        self.elements: list[str] = []
        self.end = 0.0

    def write(self, paragraphs: Iterable[str], size: float, colour: str, kind: str, *, bold: bool = False) -> None:
        """Write paragraphs over the whole width below what is drawn."""
        for paragraph in filter(None, paragraphs):
            lines = wrapped(paragraph, self.width, size, bold=bold)
            text = TextLine(0, self.end + 4 + ASCENT * size, lines, size, colour, bold=bold, kind=kind)
            self.elements.append(text.element(self.paint))
            self.end += 4 + len(lines) * line_height(size)


def _document(chart: Chart, page: _Page, *, standalone: bool) -> str:
    margin = MARGIN if standalone else 0
    width, height = round(page.width) + 2 * margin, round(page.end + 4) + 2 * margin
    content = [tag("title", str(escape(chart.title)))]
    if standalone:
        content.append(f"<style>text{{font-family:{theme.FONT};font-variant-numeric:tabular-nums}}</style>")
        content.append(tag("rect", x=-margin, y=-margin, width=width, height=height, fill=page.paint("paper")))
    drawing = "".join(page.elements)
    return tag(
        "svg",
        "".join([*content, with_plain_halos(drawing) if standalone else drawing]),
        xmlns="http://www.w3.org/2000/svg" if standalone else None,
        class_=f"chart {chart.kind}",
        width=width,
        height=height,
        viewBox=f"{-margin} {-margin} {width} {height}",
        role="group" if chart.links and not standalone else "img",  # what is within an image cannot be a link
        aria_label=f"{chart.title}. {chart.sentence}",
        lang=chart.language,
    )


def _file(chart: Chart, options: ExportOptions) -> str:
    return svg(chart, standalone=True, scheme=options.scheme)


RENDERER = Renderer("svg", svg, ExportFormat("image/svg+xml; charset=utf-8", _file, offered=2))

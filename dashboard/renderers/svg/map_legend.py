"""The legend of a map: its classes with their limits, the patterns of areas without a value, and values that did not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint
from dashboard.drawing.elements import ASCENT, Paint, TextLine, line_height, tag, widest
from dashboard.drawing.labels import wrapped
from dashboard.drawing.map_classes import Classes, Fill
from dashboard.text import text_for
from data_sources.model import ObservationStatus

SWATCH = 14.0
"""Side of a patch of a class's colour, in pixels."""
MOST_UNWRITTEN = 24
"""With more areas without room for their values the reader is sent to the table."""

TILE = 12
HATCHES = {ObservationStatus.SUPPRESSED: "M0 12L12 0M-3 3L3 -3M9 15L15 9", ObservationStatus.MISSING: "M4 6H8"}
"""Stripes for suppressed values and short dashes for missing ones, on a tile of TILE steps."""


def pattern(name: str, fill: Fill) -> str:
    """Return the id of a pattern in the drawing called `name`, since ids hold for a whole page."""
    return f"{name}-{fill.pattern}"


def patterns(looks: Classes, name: str, paint: Paint) -> Iterator[str]:
    """Return the patterns of areas without a value."""
    for fill in looks.absent:
        if fill.pattern:
            ground = tag("rect", width=TILE, height=TILE, fill=paint(fill.colour))
            lines = tag("path", d=HATCHES[fill.pattern], stroke=paint("muted"), stroke_width=1.4)
            size = {"width": TILE, "height": TILE, "patternUnits": "userSpaceOnUse"}
            yield tag("pattern", ground + lines, id=pattern(name, fill), **size)


def legend(
    chart: Chart, looks: Classes, room: float, top: float, paint: Paint, *, name: str, left: float = 0, stacked: bool = False
) -> tuple[list[str], float]:
    """Return unit, classes and patterns, one below the other from the largest values if `stacked`, and where they end."""
    size = theme.SIZES["label"]
    lines = wrapped(text_for(chart.language).capitalise(chart.y.title), room, size, bold=True)
    elements = [TextLine(left, top + ASCENT * size + 2, lines, size, "ink", bold=True, kind="unit").element(paint)]
    circled = not any(place and place.rings for place in chart.places)
    x, y = left, top + len(lines) * line_height(size) + 6
    for fill in (*(reversed(looks.fills) if stacked else looks.fills), *looks.absent):
        lines = wrapped(fill.label, room - SWATCH - 8, size)
        needed = SWATCH + 8 + widest(lines, size) + 14
        if x > left and (stacked or x + needed - 14 > left + room):
            x, y = left, y + line_height(size) + 6
        elements.append(_key(fill, x, y, name, paint, circled=circled))
        elements.append(TextLine(x + SWATCH + 8, y + SWATCH - 2, lines, size, "ink", kind="legend").element(paint))
        y += (len(lines) - 1) * line_height(size)
        x += needed
    return elements, y + line_height(size) + 8


def _key(fill: Fill, x: float, y: float, name: str, paint: Paint, *, circled: bool) -> str:
    look = {
        "class_": "key",
        "fill": f"url(#{pattern(name, fill)})" if fill.pattern else paint(fill.colour),
        "stroke": paint("edge"),
        "stroke_width": 0.8,
    }
    if circled:
        return tag("circle", cx=x + SWATCH / 2 + 2, cy=y + SWATCH / 2, r=min(fill.radius, SWATCH / 2 + 2), **look)
    return tag("rect", x=x, y=y, width=SWATCH, height=SWATCH, **look)


def unwritten(
    chart: Chart, points: Sequence[ChartPoint], left: float, room: float, top: float, paint: Paint
) -> tuple[list[str], float]:
    """Return the values that have no room on the map, each with its area, and where they end."""
    if not points:
        return [], top
    text, size = text_for(chart.language), theme.SIZES["small"]
    if len(points) > MOST_UNWRITTEN:
        paragraphs = [text.t("The values of small areas are in the table.")]
    else:
        values = [f"{point.label} {chart.value_text(point, text)}" for point in points]
        paragraphs = [text.t("Without room on the map:"), *values]
    elements, y = [], top
    for number, paragraph in enumerate(paragraphs):
        lines = wrapped(paragraph, room, size)
        kind = "value" if number else "unwritten"
        elements.append(
            TextLine(left, y + ASCENT * size + 2, lines, size, "ink" if number else "muted", kind=kind).element(paint)
        )
        y += len(lines) * line_height(size) + 2
    return elements, y + 4

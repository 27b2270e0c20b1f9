"""The drawing of a chart by category: a row for each, with dots on a common scale, intervals, and values at the edge."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Role, Series
from dashboard.drawing.elements import (
    ASCENT,
    DESCENT,
    Paint,
    TextLine,
    data,
    line_height,
    mark,
    point_style,
    px,
    styles,
    tag,
    widest,
)
from dashboard.drawing.labels import width, wrapped
from dashboard.renderers.svg.category_rows import NARROW, Layout, placed_rows
from dashboard.text import Text, text_for
from data_sources.model import ObservationStatus


def draw(chart: Chart, drawing_width: float, height: float | None, top: float, paint: Paint) -> tuple[list[str], float]:
    """Return the elements of the drawing below `top`, and where it ends; rows are spaced wider where `height` is more."""
    text = text_for(chart.language)
    legend, rows_top = _legend(chart, drawing_width, top, paint)
    layout = placed_rows(chart, drawing_width, rows_top, 0, text)
    spare = 0 if height is None else height - (layout.bottom - top) - 40
    if spare > 0:
        layout = placed_rows(chart, drawing_width, rows_top, spare / len(layout.rows), text)
    size = theme.SIZES["tick"]
    elements = [
        *legend,
        *_grid(chart, layout, drawing_width, paint, text),
        *(label.element(paint) for label in layout.headings),
        *(label.element(paint) for row in layout.rows for label in row.labels),
        *_series(chart, layout, paint, text),
        TextLine(layout.x.start, layout.bottom + 34, [chart.y.title], size, "muted", kind="unit").element(paint),
    ]
    return elements, layout.bottom + 34 + DESCENT * size


def _legend(chart: Chart, drawing_width: float, top: float, paint: Paint) -> tuple[list[str], float]:
    """Return the marks with the names of their areas, in as many lines as they need; nothing for a single area."""
    if len(chart.series) < 2:
        return [], top
    size, x, y = theme.SIZES["label"], 0.0, top
    elements = []
    for series, style in zip(chart.series, styles(chart.series), strict=True):
        lines = wrapped(series.name, drawing_width - 16, size, bold=style.bold)
        needed = 14 + widest(lines, size, bold=style.bold)
        if x and x + needed > drawing_width:
            x, y = 0.0, y + line_height(size) + 2
        base = y + ASCENT * size + 2
        inside = None if series.role is Role.FOCUS else "none"
        elements.append(mark(x + 5, base - 0.33 * size, style, paint, None, size=style.size, inside=inside))
        elements.append(TextLine(x + 14, base, lines, size, style.colour, bold=style.bold, kind="legend").element(paint))
        x += needed + 16
        if len(lines) > 1:
            x, y = 0.0, y + len(lines) * line_height(size) + 2
    return elements, (y + line_height(size) if x else y) + 8


def _grid(chart: Chart, layout: Layout, drawing_width: float, paint: Paint, text: Text) -> Iterator[str]:
    size = theme.SIZES["tick"]
    narrow = drawing_width < NARROW
    stretches = [(row.y - 8, row.y + 8) for row in layout.rows] if narrow else [(layout.top, layout.bottom)]
    for tick in chart.y.ticks:
        path = "".join(f"M{px(layout.x(tick))} {px(top)}V{px(bottom)}" for top, bottom in stretches)
        yield tag("path", class_="grid", d=path, stroke=paint("line" if tick else "edge"), data_tick=repr(tick))
    for label, place in _tick_labels(chart, layout, drawing_width, size, text):
        yield TextLine(place, layout.bottom + 16, [label], size, "muted", "middle", kind="tick").element(paint)


def _tick_labels(chart: Chart, layout: Layout, drawing_width: float, size: float, text: Text) -> Iterator[tuple[str, float]]:
    """Return labels of ticks with their place, as many as fit in a row."""
    free = 0.0
    for tick in chart.y.ticks:
        label = text.number(tick, chart.y.tick_decimals)
        half = width(label, size) / 2
        place = max(half, min(drawing_width - half, layout.x(tick)))
        if place - half >= free:
            yield label, place
            free = place + half + 8


def _series(chart: Chart, layout: Layout, paint: Paint, text: Text) -> Iterator[str]:
    """Return the dots of every area; the comparisons' are hollow, so that the focus shows through."""
    for series, style in zip(chart.series, styles(chart.series), strict=True):
        content = [
            part for point in series.points for part in _dot(point, series, point_style(chart, point, style), layout, paint, text)
        ]
        yield tag("g", "".join(content), class_=f"series {series.role}", data_series=series.name)


def _dot(point: ChartPoint, series: Series, style: theme.Style, layout: Layout, paint: Paint, text: Text) -> Iterator[str]:
    y, focus = layout.rows[int(point.x)].y, series.role is Role.FOCUS
    if point.value is None:
        yield tag("g", tag("title", str(escape(text.status(point.status)))), class_="absent", **data(point))
        return
    if focus and point.low is not None and point.high is not None:
        path = f"M{px(layout.x(point.low))} {px(y)}H{px(layout.x(point.high))}"
        yield tag(
            "path", class_="interval", d=path, stroke=paint(style.colour), stroke_width=3, stroke_opacity=0.4, data_x=px(point.x)
        )
    inside = None if focus and point.status is not ObservationStatus.PROVISIONAL else "none"
    yield mark(layout.x(point.value), y, style, paint, point, size=style.size + focus, inside=inside)

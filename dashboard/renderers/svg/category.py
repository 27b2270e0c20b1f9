"""The drawing of a chart by category: a row for each, with dots on a common scale, intervals, and values at the edge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Role, Series
from dashboard.drawing.elements import (
    ASCENT,
    DESCENT,
    Paint,
    Scale,
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
from dashboard.text import Text, text_for
from data_sources.model import ObservationStatus

NARROW = 480
"""Below this width in pixels a drawing is for a phone: labels stand above their rows."""
INSET = 8.0
"""From the edges of the plot to the outermost ticks."""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A category in the drawing: its label and the value at the edge as placed words, and the height of its dots."""

    words: tuple[TextLine, ...]
    y: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows from top to bottom, the headings of sections, the plot's edges and its scale."""

    rows: tuple[DrawnRow, ...]
    headings: tuple[TextLine, ...]
    top: float
    bottom: float
    x: Scale


def draw(chart: Chart, drawing_width: float, height: float | None, top: float, paint: Paint) -> tuple[list[str], float]:
    """Return the elements of the drawing below `top`, and where it ends; rows stand wider apart where `height` is more."""
    text = text_for(chart.language)
    legend, rows_top = _legend(chart, drawing_width, top, paint)
    layout = _layout(chart, drawing_width, rows_top, 0, text)
    spare = 0 if height is None else height - (layout.bottom - top) - 40
    if spare > 0:
        layout = _layout(chart, drawing_width, rows_top, spare / len(layout.rows), text)
    size = theme.SIZES["tick"]
    elements = [
        *legend,
        *_grid(chart, layout, drawing_width, paint, text),
        *(words.element(paint) for words in layout.headings),
        *(words.element(paint) for row in layout.rows for words in row.words),
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


def _layout(chart: Chart, drawing_width: float, top: float, extra: float, text: Text) -> Layout:
    """Place the rows; in a wide drawing labels and values have columns of their own, in a narrow one they stand above."""
    narrow = drawing_width < NARROW
    size = theme.SIZES["label"]
    values = _values(chart, text)
    value_column = widest(values, size, bold=True)
    bold = chart.front is not None
    longest = widest(chart.x.categories, size, bold=bold)
    label_column = 0.0 if narrow else min(drawing_width * 0.36, max(longest, 60) + 2)
    end = drawing_width - (0 if narrow else value_column + 14)
    low, high = chart.y.ticks[0], chart.y.ticks[-1]
    x = Scale(low, high, label_column + 12 + INSET if not narrow else INSET + 4, end - INSET - 4 * narrow)
    y, section = top, ""
    rows: list[DrawnRow] = []
    headings: list[TextLine] = []
    sections = chart.x.sections or ("",) * len(values)
    for category, heading, value in zip(chart.x.categories, sections, values, strict=True):
        if heading != section:
            y += 8 if rows else 0
            headings.append(_heading(heading, y, drawing_width))
            y += line_height(size) + 2
            section = heading
        row = (
            _narrow_row(category, value, drawing_width, y, extra, bold=bold)
            if narrow
            else _wide_row(category, value, label_column, drawing_width, y, extra, bold=bold)
        )
        rows.append(_told_apart(row, front=len(rows) == chart.front) if bold else row)
        y = row.bottom
    return Layout(tuple(rows), tuple(headings), top, y + 2, x)


def _heading(heading: str, y: float, room: float) -> TextLine:
    size = theme.SIZES["small"]
    return TextLine(
        0, y + ASCENT * size + 2, wrapped(heading, room, size, bold=True, most=1), size, "muted", bold=True, kind="section"
    )


def _wide_row(category: str, value: str, room: float, drawing_width: float, y: float, extra: float, *, bold: bool) -> DrawnRow:
    size = theme.SIZES["label"]
    lines = wrapped(category, room, size, bold=bold)
    height = max(26, len(lines) * line_height(size) + 6) + extra
    middle = y + height / 2
    first = middle - (len(lines) - 1) * line_height(size) / 2 + 0.35 * size
    words = (
        TextLine(0, first, lines, size, "ink", kind="category"),
        TextLine(drawing_width, middle + 0.35 * size, [value], size, "focus", "end", bold=True, kind="value"),
    )
    return DrawnRow(words, middle, y + height)


def _narrow_row(category: str, value: str, drawing_width: float, y: float, extra: float, *, bold: bool) -> DrawnRow:
    size = theme.SIZES["label"]
    lines = wrapped(category, drawing_width - width(value, size, bold=True) - 12, size, bold=bold)
    base = y + ASCENT * size + 3
    words = (
        TextLine(0, base, lines, size, "ink", kind="category"),
        TextLine(drawing_width, base, [value], size, "focus", "end", bold=True, kind="value"),
    )
    below = y + 3 + len(lines) * line_height(size)
    return DrawnRow(words, below + 8, below + 20 + extra)


def _told_apart(row: DrawnRow, *, front: bool) -> DrawnRow:
    """Return a row of a chart in which one category stands in front: its label is bold, and only its value is in colour."""
    label, value = row.words
    return replace(row, words=(replace(label, bold=front), replace(value, colour="focus" if front else "ink")))


def _values(chart: Chart, text: Text) -> list[str]:
    """Return what stands at the edge of each row: the focus's value, its sign, or nothing where it has no figure."""
    focus = {point.x: point for point in chart.series[0].points}
    return [
        "" if (point := focus.get(position)) is None else chart.figure(point, text) for position in range(len(chart.x.categories))
    ]


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
    """Return labels of ticks with their place, as many as fit beside each other."""
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
        yield tag("g", tag("title", text.status(point.status)), class_="absent", **data(point))
        return
    if focus and point.low is not None and point.high is not None:
        path = f"M{px(layout.x(point.low))} {px(y)}H{px(layout.x(point.high))}"
        yield tag(
            "path", class_="interval", d=path, stroke=paint(style.colour), stroke_width=3, stroke_opacity=0.4, data_x=px(point.x)
        )
    inside = None if focus and point.status is not ObservationStatus.PROVISIONAL else "none"
    yield mark(layout.x(point.value), y, style, paint, point, size=style.size + focus, inside=inside)

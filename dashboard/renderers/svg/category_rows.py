"""The rows of a chart by category: where labels, values and dots are placed, in a wide and in a narrow drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard import theme
from dashboard.charts.chart import Chart
from dashboard.drawing.elements import ASCENT, Scale, TextLine, line_height, widest
from dashboard.drawing.labels import width, wrapped
from dashboard.text import Text

NARROW = 480
"""Below this width in pixels a drawing is for a phone: labels are above their rows."""
INSET = 8.0
"""From the edges of the plot to the outermost ticks."""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A category in the drawing: its label and the value at the edge as placed text, and the height of its dots."""

    labels: tuple[TextLine, ...]
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


def placed_rows(chart: Chart, drawing_width: float, top: float, extra: float, text: Text) -> Layout:
    """Place the rows; in a wide drawing labels and values have columns of their own, in a narrow one they are above."""
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
    labels = (
        TextLine(0, first, lines, size, "ink", kind="category"),
        TextLine(drawing_width, middle + 0.35 * size, [value], size, "focus", "end", bold=True, kind="value"),
    )
    return DrawnRow(labels, middle, y + height)


def _narrow_row(category: str, value: str, drawing_width: float, y: float, extra: float, *, bold: bool) -> DrawnRow:
    size = theme.SIZES["label"]
    lines = wrapped(category, drawing_width - width(value, size, bold=True) - 12, size, bold=bold)
    base = y + ASCENT * size + 3
    labels = (
        TextLine(0, base, lines, size, "ink", kind="category"),
        TextLine(drawing_width, base, [value], size, "focus", "end", bold=True, kind="value"),
    )
    below = y + 3 + len(lines) * line_height(size)
    return DrawnRow(labels, below + 8, below + 20 + extra)


def _told_apart(row: DrawnRow, *, front: bool) -> DrawnRow:
    """Return a row of a chart in which one category is emphasised: its label is bold, and only its value is in colour."""
    label, value = row.labels
    return replace(row, labels=(replace(label, bold=front), replace(value, colour="focus" if front else "ink")))


def _values(chart: Chart, text: Text) -> list[str]:
    """Return the label at the edge of each row: the focus's value, its sign, or nothing where it has no value."""
    focus = {point.x: point for point in chart.series[0].points}
    return [
        "" if (point := focus.get(position)) is None else chart.value_text(point, text)
        for position in range(len(chart.x.categories))
    ]

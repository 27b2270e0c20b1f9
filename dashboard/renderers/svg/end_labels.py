"""Labels at the ends of lines: name and newest value, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Role, Series
from dashboard.drawing.elements import ASCENT, Paint, Scale, TextLine, line_height, px, styles, tag, widest
from dashboard.drawing.labels import spread, width, wrapped
from dashboard.text import Text

LABEL_ROOM = 160.0
"""Widest line of a label, in pixels."""
GAP = 12.0
"""From the plot to its labels."""
ABOVE, BELOW = 8.0, 2.0
"""How far labels may reach above and below the plot."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A series' name and newest value, in lines, with the point at whose height it is best placed."""

    series: Series
    style: theme.Style
    lines: tuple[str, ...]
    size: float
    point: ChartPoint | None

    @property
    def height(self) -> float:
        """Height in pixels with the space to the next label."""
        return len(self.lines) * line_height(self.size) + 3


def end_labels(
    chart: Chart, drawing_width: float, size: float, text: Text, *, most: int, column: float | None = None
) -> tuple[list[EndLabel], float]:
    """Return the labels with names of at most `most` lines, and the width of their column."""
    room = column or min(drawing_width * 0.34, LABEL_ROOM)
    newest = max(point.x for series in chart.series for point in series.points)
    labels = []
    for series, style in zip(chart.series, styles(chart.series), strict=True):
        point = next((point for point in reversed(series.points) if point.value is not None), None)
        value = _newest(chart, series, point, newest, text)
        lines = list(wrapped(series.end_name, room, size, bold=style.bold, most=most))
        if width(f"{lines[-1]} {value}", size, bold=style.bold) <= room:
            lines[-1] = f"{lines[-1]} {value}"
        else:
            lines += wrapped(value, room, size, bold=style.bold)
        labels.append(EndLabel(series, style, tuple(lines), size, point))
    return labels, column or max(widest(label.lines, size, bold=label.style.bold) for label in labels)


def _newest(chart: Chart, series: Series, point: ChartPoint | None, newest: float, text: Text) -> str:
    """Return the newest value of a series, with its period where another series has a newer one."""
    if point is None or point.value is None:
        return text.sign(series.points[-1].status)
    value = chart.value_text(point, text)
    return value if point.x == newest else f"{value} ({point.period})"


def label_elements(labels: Sequence[EndLabel], x: Scale, y: Scale, right: float, paint: Paint) -> Iterator[str]:
    """Return the labels right of a plot that ends at `right`, moved apart, with hairlines from the ends of the lines."""
    bottom, top = y.start, y.end
    wanted = [y(label.point.value) if label.point and label.point.value is not None else bottom for label in labels]
    centres = spread(wanted, [label.height for label in labels], top - ABOVE, bottom + BELOW)
    planned = any(label.series.role is Role.TARGET for label in labels)
    for label, centre, aim in zip(labels, centres, wanted, strict=True):
        # With a target a long hairline from an older value would look like a forecast that nothing changes.
        if label.point and not (planned and label.series.role is Role.FOCUS and label.point.x < x.high):
            yield from _leader(x(label.point.x) + label.style.size + 2, aim, right + GAP - 3, centre, label.style, paint)
        height = len(label.lines) * line_height(label.size)
        first = centre - height / 2 + ASCENT * label.size + 1
        yield TextLine(
            right + GAP, first, label.lines, label.size, label.style.colour, bold=label.style.bold, kind="label"
        ).element(paint)


def _leader(x: float, y: float, end: float, centre: float, style: theme.Style, paint: Paint) -> Iterator[str]:
    """Return a hairline from a line's end to its label where they are at different heights."""
    if abs(centre - y) <= 4 and end - x <= GAP + 8:
        return
    bend = max(x, end - GAP)
    path = f"M{px(x)} {px(y)}H{px(bend)}L{px(end)} {px(centre)}"
    yield tag("path", class_="leader", d=path, fill="none", stroke=paint(style.colour), stroke_width=0.8, stroke_opacity=0.6)

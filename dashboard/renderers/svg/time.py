"""The drawing of a chart over time: lines with gaps and breaks, survey points, intervals and labels at the ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.charts.chart import Chart
from dashboard.drawing.elements import ASCENT, DESCENT, Paint, Scale, TextLine, line_height, px, tag, widest
from dashboard.drawing.labels import width, wrapped
from dashboard.renderers.svg.end_labels import ABOVE, BELOW, GAP, EndLabel, end_labels, label_elements
from dashboard.renderers.svg.lines import PlotFrame, series_elements
from dashboard.text import Text, text_for

NARROW = 480
"""Below this width in pixels a drawing is for a phone."""
INSET = 8.0
"""From the edges of the plot to the outermost points."""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark's place on the scale of years, and its label between `start` and `end` from the top."""

    year: float
    label: TextLine
    start: float
    end: float


def draw(chart: Chart, drawing_width: float, height: float | None, top: float, paint: Paint) -> tuple[list[str], float]:
    """Return the elements of the drawing below `top`, and the height at which it ends."""
    text, tick_size = text_for(chart.language), theme.SIZES["tick"]
    size = theme.SIZES["label"] - (drawing_width < NARROW)
    labels, column = end_labels(chart, drawing_width, size, text, most=3)
    left = max(widest(_ticks(chart, text), tick_size) + 8, 24)
    right = drawing_width - column - GAP
    x = Scale(*_years(chart), left + INSET, right - INSET)
    marks = _placed_marks(chart, x, top + 1.4 * tick_size, drawing_width)
    plot_top = (marks[-1].end if marks else top + 1.4 * tick_size) + 12
    plot_height = _plot_height(drawing_width, height, plot_top - top)
    for most in (2, 1):
        if _height(labels) > plot_height:
            labels, _ = end_labels(chart, drawing_width, size, text, most=most, column=column)
    bottom = plot_top + max(plot_height, _height(labels))
    frame = PlotFrame(drawing_width, left, right, x, Scale(chart.y.ticks[0], chart.y.ticks[-1], bottom, plot_top), paint)
    elements = [
        TextLine(0, top + ASCENT * tick_size, [chart.y.title], tick_size, "muted", kind="unit").element(paint),
        *_grid(chart, frame, text),
        *(
            tag("line", class_="break", x1=x(mark.year), x2=x(mark.year), y1=mark.start, y2=bottom, **_dashed(paint))
            for mark in marks
        ),
        *(mark.label.element(paint) for mark in marks),
        *series_elements(chart, frame, text),
        *label_elements(labels, x, frame.y, right, paint),
    ]
    return elements, bottom + 18 + DESCENT * tick_size


def _height(labels: Sequence[EndLabel]) -> float:
    return sum(label.height for label in labels) - ABOVE - BELOW


def _dashed(paint: Paint) -> dict[str, object]:
    return {"stroke": paint("edge"), "stroke_dasharray": "3 3"}


def _plot_height(drawing_width: float, height: float | None, above: float) -> float:
    """Return the height of the plot: what a given height leaves, else one that suits the width."""
    if height is not None:
        return max(120.0, height - above - 22)
    return 210.0 if drawing_width < NARROW else min(360.0, drawing_width * 0.36)


def _years(chart: Chart) -> tuple[float, float]:
    years = [point.x for series in chart.series for point in series.points]
    first, last = min(years), max(years)
    return (first, last) if first < last else (first - 1, last + 1)


def _ticks(chart: Chart, text: Text) -> list[str]:
    return [text.number(tick, chart.y.tick_decimals) for tick in chart.y.ticks]


def _grid(chart: Chart, frame: PlotFrame, text: Text) -> Iterator[str]:
    size, paint = theme.SIZES["tick"], frame.paint
    for tick, label in zip(chart.y.ticks, _ticks(chart, text), strict=True):
        y = frame.y(tick)
        yield tag(
            "line",
            class_="grid",
            x1=frame.left,
            x2=frame.right,
            y1=y,
            y2=y,
            stroke=paint("line" if tick else "edge"),
            data_tick=repr(tick),
        )
        yield TextLine(frame.left - 6, y + 0.36 * size, [label], size, "muted", "end", kind="tick").element(paint)
    for year, label, place in _year_labels(chart, frame, size):
        x = frame.x(year)
        yield tag(
            "line", class_="tick-mark", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 4, stroke=paint("edge"), data_year=px(year)
        )
        yield TextLine(place, frame.bottom + 18, [label], size, "muted", "middle", kind="tick").element(paint)


def _year_labels(chart: Chart, frame: PlotFrame, size: float) -> Iterator[tuple[float, str, float]]:
    """Return years with label and place, from the newest backwards as many as fit; survey rounds by their own labels."""
    names = {point.x: point.label for series in reversed(chart.series) for point in series.points}
    free = frame.width
    for year in sorted(names, reverse=True):
        half = width(names[year], size) / 2
        place = max(half, min(frame.width - half, frame.x(year)))
        if place + half <= free:
            yield year, names[year], place
            free = place - half - 10


def _placed_marks(chart: Chart, x: Scale, top: float, drawing_width: float) -> list[PlacedMark]:
    """Return the marks, each with its text in a row of its own on that side of its line where there is more room."""
    size, placed = theme.SIZES["small"], []
    for each in chart.marks:
        line = x(each.x - 0.5)
        after = line < drawing_width / 2
        room = min(max(drawing_width - line - 5 if after else line - 5, 60), 320)
        lines = wrapped(each.text, room, size)
        if len(lines) > 2:  # the reason stands in the notes
            lines = wrapped(each.text, room, size)
        place, anchor = (line + 5, "start") if after else (line - 5, "end")
        label = TextLine(place, top + ASCENT * size + 2, lines, size, "muted", anchor, kind="mark")
        placed.append(PlacedMark(each.x - 0.5, label, top + 2, top + 2 + len(lines) * line_height(size)))
        top = placed[-1].end
    return placed

"""The drawing of a chart over time: lines with gaps and breaks, survey points, intervals and labels at the ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dashboard import theme
from dashboard.charts import Chart, Point, Role, Series
from dashboard.renderers._elements import (
    ASCENT,
    DESCENT,
    Paint,
    Scale,
    Words,
    data,
    line_height,
    mark,
    px,
    styles,
    tag,
    widest,
)
from dashboard.renderers._labels import spread, width, wrapped
from dashboard.text import Text, text_for
from data_sources.model import ObservationStatus

NARROW = 480
"""Below this width in pixels a drawing is for a phone."""
INSET = 8.0
"""From the edges of the plot to the outermost points."""
GAP = 12.0
"""From the plot to the labels at the ends of its lines."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A series' name and newest figure, in lines, with the point at whose height it would like to stand."""

    series: Series
    style: theme.Style
    lines: tuple[str, ...]
    size: float
    point: Point | None

    @property
    def height(self) -> float:
        """Height in pixels with the space to the next label."""
        return len(self.lines) * line_height(self.size) + 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot of a drawing: its edges, scales and sizes of type."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    x: Scale
    y: Scale
    paint: Paint


def draw(chart: Chart, drawing_width: float, height: float | None, top: float, paint: Paint) -> tuple[list[str], float]:
    """Return the elements of the drawing below `top`, and the height at which it ends."""
    text = text_for(chart.language)
    narrow = drawing_width < NARROW
    size = theme.SIZES["label"] - narrow
    marks_end, marks = top + 1.4 * theme.SIZES["tick"], []
    left = max(widest(_ticks(chart, text), theme.SIZES["tick"]) + 8, 24)
    labels, column = _labels(chart, drawing_width, size, text, most=3)
    right = drawing_width - column - GAP
    x = Scale(*_years(chart), left + INSET, right - INSET)
    for each in chart.marks:
        words = _mark_words(each.text, x(each.x - 0.5), marks_end, drawing_width)
        marks.append((x(each.x - 0.5), words))
        marks_end += len(words.lines) * line_height(words.size) + 2
    plot_top = marks_end + 12
    plot_height = _plot_height(drawing_width, height, plot_top - top, narrow=narrow)
    for most in (2, 1):
        if sum(label.height for label in labels) > plot_height + 10:
            labels, _ = _labels(chart, drawing_width, size, text, most=most, column=column)
    plot_height = max(plot_height, sum(label.height for label in labels) - 10)
    bottom = plot_top + plot_height
    y = Scale(chart.y.ticks[0], chart.y.ticks[-1], bottom, plot_top)
    frame = Frame(drawing_width, left, right, plot_top, bottom, x, y, paint)
    elements = [
        Words(0, top + ASCENT * theme.SIZES["tick"], [chart.y.title], theme.SIZES["tick"], "muted", kind="unit").element(paint),
        *_grid(chart, frame, text),
        *_marks(marks, frame),
        *_series(chart, frame, text),
        *_end_labels(labels, frame),
    ]
    end = bottom + 18 + DESCENT * theme.SIZES["tick"]
    return elements, end


def _plot_height(drawing_width: float, height: float | None, above: float, *, narrow: bool) -> float:
    """Return the height of the plot: what a given height leaves, else one that suits the width."""
    if height is not None:
        return max(120.0, height - above - 22)
    return 210.0 if narrow else min(360.0, drawing_width * 0.36)


def _years(chart: Chart) -> tuple[float, float]:
    years = [point.x for series in chart.series for point in series.points]
    first, last = min(years), max(years)
    return (first, last) if first < last else (first - 1, last + 1)


def _ticks(chart: Chart, text: Text) -> list[str]:
    return [text.number(tick, chart.y.tick_decimals) for tick in chart.y.ticks]


def _labels(
    chart: Chart, drawing_width: float, size: float, text: Text, *, most: int, column: float | None = None
) -> tuple[list[EndLabel], float]:
    """Return the labels with names of at most `most` lines, and the width of their column."""
    room = column or min(drawing_width * (0.34 if drawing_width < NARROW else 0.3), 230)
    newest = max(point.x for series in chart.series for point in series.points)
    labels = []
    for series, style in zip(chart.series, styles(chart.series), strict=True):
        point = next((point for point in reversed(series.points) if point.value is not None), None)
        value = _newest(chart, series, point, newest, text)
        lines = list(wrapped(series.name, room, size, bold=style.bold, most=most))
        if width(f"{lines[-1]} {value}", size, bold=style.bold) <= room:
            lines[-1] = f"{lines[-1]} {value}"
        else:
            lines += wrapped(value, room, size, bold=style.bold)
        labels.append(EndLabel(series, style, tuple(lines), size, point))
    return labels, column or max(widest(label.lines, size, bold=label.style.bold) for label in labels)


def _newest(chart: Chart, series: Series, point: Point | None, newest: float, text: Text) -> str:
    """Return the newest figure of a series, with its period where another series has a newer one."""
    if point is None or point.value is None:
        return text.sign(series.points[-1].status)
    value = text.value(point.value, chart.unit, chart.decimals)
    return value if point.x == newest else f"{value} ({point.period})"


def _grid(chart: Chart, frame: Frame, text: Text) -> Iterator[str]:
    size, paint = theme.SIZES["tick"], frame.paint
    for tick, label in zip(chart.y.ticks, _ticks(chart, text), strict=True):
        y = frame.y(tick)
        base = tick in (0, chart.y.ticks[0])
        yield tag(
            "line",
            class_="grid",
            x1=frame.left,
            x2=frame.right,
            y1=y,
            y2=y,
            stroke=paint("edge" if base else "line"),
            data_tick=repr(tick),
        )
        yield Words(frame.left - 6, y + 0.36 * size, [label], size, "muted", "end", kind="tick").element(paint)
    for year, label, place in _year_labels(chart, frame, size):
        x = frame.x(year)
        yield tag(
            "line", class_="tick-mark", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 4, stroke=paint("edge"), data_year=px(year)
        )
        yield Words(place, frame.bottom + 18, [label], size, "muted", "middle", kind="tick").element(paint)


def _year_labels(chart: Chart, frame: Frame, size: float) -> Iterator[tuple[float, str, float]]:
    """Return years with label and place, from the newest backwards as many as fit; survey rounds by their own labels."""
    names = {point.x: point.label for series in reversed(chart.series) for point in series.points}
    free = frame.width
    for year in sorted(names, reverse=True):
        half = width(names[year], size) / 2
        place = max(half, min(frame.width - half, frame.x(year)))
        if place + half <= free:
            yield year, names[year], place
            free = place - half - 10


def _mark_words(words: str, x: float, top: float, drawing_width: float) -> Words:
    """Return the words of a mark on that side of its line where there is more room."""
    size = theme.SIZES["small"]
    after = x < drawing_width / 2
    room = max(drawing_width - x - 5 if after else x - 5, 60)
    lines = wrapped(words, min(room, 320), size, most=2)
    return Words(
        x + 5 if after else x - 5, top + ASCENT * size + 2, lines, size, "muted", "start" if after else "end", kind="mark"
    )


def _marks(marks: Sequence[tuple[float, Words]], frame: Frame) -> Iterator[str]:
    for x, words in marks:
        top = words.y - ASCENT * words.size
        yield tag(
            "line",
            class_="break",
            x1=x,
            x2=x,
            y1=top,
            y2=frame.bottom,
            stroke=frame.paint("edge"),
            stroke_dasharray="3 3",
        )
    yield from (words.element(frame.paint) for _, words in marks)


def _series(chart: Chart, frame: Frame, text: Text) -> Iterator[str]:
    """Return the series, the focus last so that it lies on top."""
    together = list(zip(chart.series, styles(chart.series), strict=True))
    for series, style in sorted(together, key=lambda pair: pair[0].role is Role.FOCUS):
        content = [
            *_intervals(chart, series, style, frame),
            *_line(series, style, frame),
            *_points(chart, series, style, frame, text),
        ]
        yield tag("g", "".join(content), class_=f"series {series.role}", data_series=series.name)


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Return the stretches of points that lines join."""
    run: list[Point] = []
    for point in points:
        if run and not point.joined:
            yield run
            run = []
        if point.value is not None:
            run.append(point)
    if run:
        yield run


def _line(series: Series, style: theme.Style, frame: Frame) -> Iterator[str]:
    for run in _runs(series.points):
        if len(run) > 1:
            path = "L".join(f"{px(frame.x(point.x))} {px(frame.y(point.value or 0))}" for point in run)
            yield tag(
                "path",
                class_="line",
                d=f"M{path}",
                fill="none",
                stroke=frame.paint(style.colour),
                stroke_width=style.width,
                stroke_dasharray=style.dash or None,
                stroke_linejoin="round",
            )


def _intervals(chart: Chart, series: Series, style: theme.Style, frame: Frame) -> Iterator[str]:
    """Return the focus's intervals: a band under a yearly line, a whisker at a survey's or a lonely point."""
    if series.role is not Role.FOCUS:
        return
    for run in _runs(series.points):
        for whole, part in groupby(run, key=lambda point: point.low is not None and point.high is not None):
            points = list(part)
            if whole and len(points) > 1 and not chart.sparse:
                yield _band(points, style, frame)
            elif whole:
                yield from (_whisker(point, style, frame) for point in points)


def _band(points: Sequence[Point], style: theme.Style, frame: Frame) -> str:
    upper = [f"{px(frame.x(point.x))} {px(frame.y(point.high or 0))}" for point in points]
    lower = [f"{px(frame.x(point.x))} {px(frame.y(point.low or 0))}" for point in reversed(points)]
    path = f"M{'L'.join(upper + lower)}Z"
    return tag("path", class_="band", d=path, fill=frame.paint(style.colour), fill_opacity=0.16, stroke="none")


def _whisker(point: Point, style: theme.Style, frame: Frame) -> str:
    x, low, high = frame.x(point.x), frame.y(point.low or 0), frame.y(point.high or 0)
    path = f"M{px(x)} {px(low)}V{px(high)}"
    return tag(
        "path",
        class_="interval",
        d=path,
        stroke=frame.paint(style.colour),
        stroke_width=3,
        stroke_opacity=0.4,
        data_x=px(point.x),
    )


def _points(chart: Chart, series: Series, style: theme.Style, frame: Frame, text: Text) -> Iterator[str]:
    joined = {point.x for pair in pairwise(series.points) if pair[1].joined for point in pair}
    newest = next((point for point in reversed(series.points) if point.value is not None), None)
    for point in series.points:
        if point.value is None:
            yield _absent(point, style, frame, text)
            continue
        whole = chart.sparse or point is newest or point.x not in joined
        provisional = point.status is ObservationStatus.PROVISIONAL
        size = style.size if whole or provisional else style.width * 0.75
        yield mark(frame.x(point.x), frame.y(point.value), style, frame.paint, point, size=size, hollow=provisional)


def _absent(point: Point, style: theme.Style, frame: Frame, text: Text) -> str:
    """Return the sign of a missing or the word of a suppressed figure, standing upright on the base line."""
    x, y, size = frame.x(point.x), frame.bottom - 4, theme.SIZES["small"] - 1
    return tag(
        "text",
        tag("tspan", text.sign(point.status)),
        class_="absent",
        font_size=size,
        fill=frame.paint(style.colour),
        transform=f"translate({px(x + 0.35 * size)} {px(y)}) rotate(-90)",
        **data(point),
    )


def _end_labels(labels: Sequence[EndLabel], frame: Frame) -> Iterator[str]:
    wanted = [frame.y(label.point.value) if label.point and label.point.value is not None else frame.bottom for label in labels]
    centres = spread(wanted, [label.height for label in labels], frame.top - 8, frame.bottom + 2)
    for label, centre, aim in zip(labels, centres, wanted, strict=True):
        if label.point:
            yield from _leader(
                frame.x(label.point.x) + label.style.size + 2, aim, frame.right + GAP - 3, centre, frame, label.style
            )
        height = len(label.lines) * line_height(label.size)
        first = centre - height / 2 + ASCENT * label.size + 1
        yield Words(
            frame.right + GAP, first, label.lines, label.size, label.style.colour, bold=label.style.bold, kind="label"
        ).element(frame.paint)


def _leader(x: float, y: float, end: float, centre: float, frame: Frame, style: theme.Style) -> Iterator[str]:
    """Return a hairline from a line's end to its label where they are not beside each other."""
    if abs(centre - y) <= 4 and end - x <= GAP + INSET:
        return
    bend = max(x, end - GAP)
    path = f"M{px(x)} {px(y)}H{px(bend)}L{px(end)} {px(centre)}"
    yield tag(
        "path", class_="leader", d=path, fill="none", stroke=frame.paint(style.colour), stroke_width=0.8, stroke_opacity=0.6
    )

"""Series over time as parts of a drawing: lines with gaps, bands and whiskers, marks, and signs of absent values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import WITH_INTERVALS, Chart, ChartPoint, Role, Series
from dashboard.drawing.elements import HOLLOW, Paint, Scale, data, mark, px, styles, tag
from dashboard.text import Text
from data_sources.model import ObservationStatus


@dataclass(frozen=True, slots=True)
class PlotFrame:
    """The plot of a drawing: its edges and scales; the value scale runs from the bottom to the top."""

    width: float
    left: float
    right: float
    x: Scale
    y: Scale
    paint: Paint

    @property
    def bottom(self) -> float:
        """The base line."""
        return self.y.start


def series_elements(chart: Chart, frame: PlotFrame, text: Text) -> Iterator[str]:
    """Return the series, the focus last so that it lies on top."""
    together = list(zip(chart.series, styles(chart.series), strict=True))
    for series, style in sorted(together, key=lambda pair: pair[0].role is Role.FOCUS):
        content = [
            *_intervals(chart, series, style, frame),
            *_line(series, style, frame),
            *_points(chart, series, style, frame, text),
        ]
        yield tag("g", "".join(content), class_=f"series {series.role}", data_series=series.name)


def _runs(points: Sequence[ChartPoint]) -> Iterator[list[ChartPoint]]:
    """Return the stretches of points that lines join."""
    run: list[ChartPoint] = []
    for point in points:
        if run and not point.joined:
            yield run
            run = []
        if point.value is not None:
            run.append(point)
    if run:
        yield run


def _line(series: Series, style: theme.Style, frame: PlotFrame) -> Iterator[str]:
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


def _intervals(chart: Chart, series: Series, style: theme.Style, frame: PlotFrame) -> Iterator[str]:
    """Return the intervals of focus and projection: a band under a yearly line, a whisker at a survey's or a lonely point."""
    if series.role not in WITH_INTERVALS:
        return
    for run in _runs(series.points):
        for whole, part in groupby(run, key=lambda point: point.low is not None and point.high is not None):
            points = list(part)
            if whole and len(points) > 1 and not chart.sparse:
                yield _band(points, style, frame)
            elif whole:
                yield from (_whisker(point, style, frame) for point in points)


def _band(points: Sequence[ChartPoint], style: theme.Style, frame: PlotFrame) -> str:
    upper = [f"{px(frame.x(point.x))} {px(frame.y(point.high or 0))}" for point in points]
    lower = [f"{px(frame.x(point.x))} {px(frame.y(point.low or 0))}" for point in reversed(points)]
    path = f"M{'L'.join(upper + lower)}Z"
    return tag("path", class_="band", d=path, fill=frame.paint(style.colour), fill_opacity=0.16, stroke="none")


def _whisker(point: ChartPoint, style: theme.Style, frame: PlotFrame) -> str:
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


def _points(chart: Chart, series: Series, style: theme.Style, frame: PlotFrame, text: Text) -> Iterator[str]:
    joined = {point.x for pair in pairwise(series.points) if pair[1].joined for point in pair}
    newest = next((point for point in reversed(series.points) if point.value is not None), None)
    for point in series.points:
        if point.value is None:
            yield _absent(point, style, frame, text)
            continue
        whole = chart.sparse or point is newest or point.x not in joined
        hollow = point.status is ObservationStatus.PROVISIONAL or series.role in HOLLOW
        size = style.size if whole or hollow else style.width * (0.8 if series.role is Role.FOCUS else 0.5)
        yield mark(
            frame.x(point.x),
            frame.y(point.value),
            style,
            frame.paint,
            point,
            size=size,
            inside=_inside(series) if hollow else None,
        )


def _inside(series: Series) -> str:
    """Return the paint within a hollow mark; a target's is open, so that the value within it is seen."""
    return "none" if series.role is Role.TARGET else "paper"


def _absent(point: ChartPoint, style: theme.Style, frame: PlotFrame, text: Text) -> str:
    """Return the sign of a missing or the label of a suppressed value, upright on the base line."""
    x, y, size = frame.x(point.x), frame.bottom - 4, theme.SIZES["small"] - 1
    return tag(
        "text",
        tag("tspan", str(escape(text.sign(point.status)))),
        class_="absent",
        font_size=size,
        fill=frame.paint(style.colour),
        transform=f"translate({px(x + 0.35 * size)} {px(y)}) rotate(-90)",
        **data(point),
    )

"""A chart by category as native horizontal bars: values at the right, intervals of the focus, the asked category in front."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from dashboard import theme
from dashboard.charts.chart import WITH_INTERVALS, Chart, ChartPoint, Role, Series
from dashboard.charts.scale import ticks as round_ticks
from dashboard.drawing.elements import point_style, styles
from dashboard.drawing.labels import width
from dashboard.renderers.pptx.native.axes import category_axis, value_axis
from dashboard.renderers.pptx.native.cells import add_intervals, error_bars, number_format, series_name, series_values
from dashboard.renderers.pptx.native.drawing_ml import A, C, Element, bare, fill, line, moved, no_leaders, rgb, shown, typed
from dashboard.renderers.pptx.native.frame import GAP, NARROWER, TICK, NativeFrame
from dashboard.renderers.pptx.native.sheet import ChartSheet
from dashboard.text import Text

LARGEST, SMALLEST = 16, 8
"""Sizes of type in points, by the room of a row."""
LEGEND = 30
MOST_LABEL = 0.36
"""Part of the chart's width that the names of categories may take; longer ones wrap."""
PATTERNS = ("", "wdUpDiag", "pct20", "wdDnDiag")
"""Fills of comparisons, which can be distinguished without colour; the first is plain and pale."""


def labels_of(chart: Chart) -> list[str]:
    """Return the names of the categories, each after its section where there are several."""
    sections = chart.x.sections or ("",) * len(chart.x.categories)
    told = len(set(filter(None, sections))) > 1
    return [
        f"{section}: {name}" if told and section else name for section, name in zip(sections, chart.x.categories, strict=True)
    ]


def ticks_of(chart: Chart) -> tuple[float, ...]:
    """Return the ticks of the axis, which holds zero: a bar that begins elsewhere shows no size."""
    ticks = chart.y.ticks
    shown = [end for series in chart.series for point in series.points for end in (point.value, point.low, point.high)]
    values = [each for each in shown if each is not None]
    if chart.places or ticks[0] > 0 or ticks[-1] < 0:
        return round_ticks((0.0, *values) if values else (0.0, *ticks), chart.decimals)
    return ticks


def frame_of(chart: Chart, size: tuple[float, float], text: Text) -> NativeFrame:
    """Return the plot of a chart of a size in points: names at its left, values at its right, a legend above."""
    wide, high = size
    top = LEGEND if len(chart.series) > 1 else 4
    letters = _size(chart, high - top - 60)
    names = max(width(label, letters, bold=True) * NARROWER for label in labels_of(chart)) + 12
    values = max(
        (width(chart.value_text(point, text), letters, bold=True) * NARROWER for point in chart.series[0].points), default=0
    )
    return NativeFrame(wide, high, min(names, MOST_LABEL * wide), top, wide - values - 2 * GAP, high - 56)


def sheet_and_plot(chart: Chart, frame: NativeFrame, text: Text) -> tuple[ChartSheet, list[Element], str]:
    """Return the workbook's sheet, the elements of the plot, and how absent values are shown."""
    sheet = ChartSheet(text.t("Values"), chart.x.title, labels_of(chart))
    looks = list(zip(chart.series, styles(chart.series), strict=True))
    columns = [sheet.add(series.name, _along(chart, series)) for series, _ in looks]
    compared = 0
    made = []
    for number, ((series, style), column) in enumerate(zip(looks, columns, strict=True)):
        made.append(_series(chart, series, style, sheet, column, number, compared, frame, text))
        compared += series.role is Role.COMPARISON
    head = (C.barDir(val="bar"), C.grouping(val="clustered"), C.varyColors(val="0"))
    foot = (C.gapWidth(val="55"), C.overlap(val="0"), C.axId(val="1"), C.axId(val="2"))
    return sheet, [frame.layout, C.barChart(*head, *made, *foot), _category_axis(chart, frame), _value_axis(chart, text)], "gap"


def legend(chart: Chart) -> list[Element]:
    """Return the legend, which only a chart with comparisons needs."""
    if len(chart.series) < 2:
        return []
    return [C.legend(C.legendPos(val="t"), C.overlay(val="0"), typed(chart.language, TICK, "ink"))]


def _size(chart: Chart, height: float) -> float:
    return max(SMALLEST, min(LARGEST, 0.62 * height / max(1, len(chart.x.categories))))


def _along(chart: Chart, series: Series) -> list[float | None]:
    values: list[float | None] = [None] * len(chart.x.categories)
    for point in series.points:
        values[round(point.x)] = point.value
    return values


def _skip(chart: Chart, frame: NativeFrame) -> int:
    """Return how many rows there are to a name that can be read."""
    high = frame.bottom - frame.top
    return max(1, ceil(len(chart.x.categories) * _size(chart, high) * 1.1 / high))


def _series(
    chart: Chart,
    series: Series,
    style: theme.Style,
    sheet: ChartSheet,
    column: int,
    number: int,
    compared: int,
    frame: NativeFrame,
    text: Text,
) -> Element:
    bars = []
    if series.role in WITH_INTERVALS and any(point.low is not None for point in series.points):
        by_row = {round(point.x): point for point in series.points}
        columns = add_intervals(sheet, series.name, map(by_row.get, range(len(chart.x.categories))), text)
        bars = [error_bars(sheet, *columns, line("ink", 1.5), caps=True, along=False)]
    inside = fill(style.colour) if series.role is not Role.COMPARISON else _pattern(style, compared)
    return C.ser(
        C.idx(val=number),
        C.order(val=number),
        series_name(sheet, column),
        C.spPr(inside, line(style.colour, 1)),
        C.invertIfNegative(val="0"),
        *_front(chart, series, style),
        *([_values(chart, series, style, frame, text)] if number == 0 else []),
        *bars,
        *series_values(sheet, column),
    )


def _pattern(style: theme.Style, number: int) -> Element:
    kind = PATTERNS[number % len(PATTERNS)]
    if not kind:
        return fill(style.colour, 0.25)
    return A.pattFill(A.fgClr(rgb(style.colour)), A.bgClr(rgb("paper")), prst=kind)


def _front(chart: Chart, series: Series, style: theme.Style) -> Iterator[Element]:
    """Yield the looks of the categories that are not the emphasised one."""
    for point in series.points if chart.front is not None and series.role is Role.FOCUS else ():
        look = point_style(chart, point, style)
        if look != style:
            drawn = C.spPr(fill(look.colour, 0.55), line(look.colour, 1))
            yield C.dPt(C.idx(val=round(point.x)), C.invertIfNegative(val="0"), C.bubble3D(val="0"), drawn)


def _values(chart: Chart, series: Series, style: theme.Style, frame: NativeFrame, text: Text) -> Element:
    """Return the values of a series in a column at the side of the plot."""
    crowded = _skip(chart, frame) > 1  # then only the category in front bears its value
    told = [point for point in series.points if not crowded or point.x == chart.front]
    labels = [_value(chart, point, style, frame, text) for point in told if point.value is not None]
    size = _size(chart, frame.bottom - frame.top)
    return C.dLbls(
        *labels,
        number_format(chart, text, chart.decimals, unit=True),
        bare(),
        typed(chart.language, size, style.colour, bold=True),
        C.dLblPos(val="outEnd"),
        *shown(*(() if crowded else ("Val",))),
        no_leaders(),
    )


def _value(chart: Chart, point: ChartPoint, style: theme.Style, frame: NativeFrame, text: Text) -> Element:
    """Return the value of a point, moved to the right of the plot."""
    size, ticks, value = _size(chart, frame.bottom - frame.top), ticks_of(chart), point.value or 0
    across = (ticks[-1] - value) / (ticks[-1] - ticks[0]) * (frame.right - frame.left)
    if value < 0:  # there the label is at the left of its bar
        across += width(chart.value_text(point, text), size, bold=True) * NARROWER + GAP
    return C.dLbl(
        C.idx(val=round(point.x)),
        moved(across / frame.width, 0),
        number_format(chart, text, chart.decimals, unit=True),
        bare(),
        typed(chart.language, size, style.colour if chart.front in {None, point.x} else "ink", bold=True),
        C.dLblPos(val="outEnd"),
        *shown("Val"),
    )


def _category_axis(chart: Chart, frame: NativeFrame) -> Element:
    letters = typed(chart.language, _size(chart, frame.bottom - frame.top), "ink")
    return category_axis(letters, orientation="maxMin", side="l", ticks="none", offset=60, skip=_skip(chart, frame))


def _value_axis(chart: Chart, text: Text) -> Element:
    ticks = ticks_of(chart)
    decimals = max(len(f"{tick:.9f}".rstrip("0").partition(".")[2]) for tick in ticks)
    return value_axis(chart, text, ticks, decimals, side="b", labels="nextTo", crosses="max", between="between")

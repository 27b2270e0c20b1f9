"""A chart over time as native lines: gaps stay open, breaks part a line, names are at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from math import ceil

from dashboard import theme
from dashboard.charts.chart import WITH_INTERVALS, Chart, ChartPoint, Role, Series
from dashboard.drawing.elements import HOLLOW, styles
from dashboard.drawing.labels import width
from dashboard.renderers.pptx.native.axes import category_axis, value_axis
from dashboard.renderers.pptx.native.cells import add_intervals, error_bars, series_name, series_values
from dashboard.renderers.pptx.native.drawing_ml import C, Element, bare, fill, line, no_leaders, place, shown, typed
from dashboard.renderers.pptx.native.ends import EndLine, end_label, end_lines, end_shifts, label_room, newest_of
from dashboard.renderers.pptx.native.frame import GAP, LABEL, NARROWER, TICK, NativeFrame, Years, years_of
from dashboard.renderers.pptx.native.sheet import ChartSheet
from dashboard.text import Text
from data_sources.model import ObservationStatus


def frame_of(chart: Chart, size: tuple[float, float], text: Text) -> NativeFrame:
    """Return the plot of a chart of a size in points: marks are above it, names at its right."""
    wide, high = size
    room = label_room(wide)
    column = max(
        (width(each, LABEL, bold=True) * NARROWER for series in chart.series for each in end_lines(chart, series, room, text)),
        default=0,
    )
    ticks = max(width(text.number(tick, chart.y.tick_decimals), TICK) for tick in chart.y.ticks)
    return NativeFrame(wide, high, ticks + 14, 34, wide - column - GAP - 12, high - 34)


def sheet_and_plot(chart: Chart, frame: NativeFrame, text: Text) -> tuple[ChartSheet, list[Element], str]:
    """Return the workbook's sheet, the elements of the plot, and how absent values are shown: "gap", or "span" between rounds."""
    years = years_of(chart)
    sheet = ChartSheet(text.t("Values"), chart.x.title, years.labels)
    spanned = any(
        point.joined and years.place(point.x) - years.place(before.x) > 1
        for series in chart.series
        for before, point in pairwise(series.points)
    )
    lines = [
        part
        for series, style in zip(chart.series, styles(chart.series), strict=True)
        for part in _lines(series, style, years, spanned=spanned)
    ]
    columns = [sheet.add(each.series.name, _along(each.points, years)) for each in lines]
    ends = end_shifts(chart, lines, years, frame, text)
    drawn = sorted(zip(lines, columns, count(), strict=False), key=lambda each: each[0].series.role is Role.FOCUS)
    made = [
        _series(chart, part, sheet, column, (number, order), ends, years, label_room(frame.width), text)
        for order, (part, column, number) in enumerate(drawn)
    ]
    head = (C.grouping(val="standard"), C.varyColors(val="0"))
    plot = C.lineChart(*head, *made, C.marker(val="1"), C.axId(val="1"), C.axId(val="2"))
    axes = (_year_axis(chart, years, frame), _value_axis(chart, years, text))
    return sheet, [frame.layout, plot, *axes], "span" if spanned else "gap"


def _lines(series: Series, style: theme.Style, years: Years, *, spanned: bool) -> Iterator[EndLine]:
    """Yield the stretches of a series: parted at a break, and at a gap where empty years are passed over."""
    parts: list[list[ChartPoint]] = [[]]
    for before, point in zip((None, *series.points), series.points, strict=False):
        near = before is not None and before.value is not None and years.place(point.x) - years.place(before.x) == 1
        if before is not None and point.value is not None and not point.joined and (spanned or near):
            parts.append([])
        parts[-1].append(point)
    newest = max((number for number, part in enumerate(parts) if any(point.value is not None for point in part)), default=0)
    for number, part in enumerate(parts):
        yield EndLine(series, style, tuple(part), number == newest)


def _along(points: Sequence[ChartPoint], years: Years) -> list[float | None]:
    values: list[float | None] = [None] * len(years.years)
    for point in points:
        values[years.place(point.x)] = point.value
    return values


def _series(
    chart: Chart,
    part: EndLine,
    sheet: ChartSheet,
    column: int,
    numbers: tuple[int, int],
    ends: dict[str, tuple[float, float]],
    years: Years,
    room: float,
    text: Text,
) -> Element:
    style, newest, bars = part.style, newest_of(part.points), []
    if part.series.role in WITH_INTERVALS and any(point.low is not None for point in part.points):
        by_year = {years.place(point.x): point for point in part.points}
        columns = add_intervals(sheet, part.series.name, map(by_year.get, range(len(years.years))), text)
        bars = [error_bars(sheet, *columns, line(style.colour, 3, opacity=0.4), caps=False, along=True)]
    labels = [end_label(chart, part, newest, years, ends, room, text)] if part.last and newest else []
    letters = typed(chart.language, LABEL, style.colour, bold=style.bold)
    return C.ser(
        C.idx(val=numbers[0]),
        C.order(val=numbers[1]),
        series_name(sheet, column),
        _line_looks(style),
        _marker(style, part.series, whole=chart.sparse),
        *_points(chart, part, years),
        C.dLbls(*labels, bare(), letters, *shown(), no_leaders()),
        *bars,
        *series_values(sheet, column),
        C.smooth(val="0"),
    )


def _points(chart: Chart, part: EndLine, years: Years) -> Iterator[Element]:
    """Yield the marks that differ from their series': of the newest value, an isolated or a provisional one."""
    newest = newest_of(part.points)
    for number, point in enumerate(part.points):
        following = part.points[number + 1] if number + 1 < len(part.points) else None
        alone = not (point.joined and number) and not (following and following.joined)
        provisional = point.status is ObservationStatus.PROVISIONAL
        if point.value is not None and (provisional or ((alone or point is newest) and not chart.sparse)):
            marker = _marker(part.style, part.series, whole=True, hollow=provisional)
            kept = _line_looks(part.style)  # the line towards the point, which a mark of its own would else lose
            yield C.dPt(C.idx(val=years.place(point.x)), marker, C.bubble3D(val="0"), kept)


def _line_looks(style: theme.Style) -> Element:
    return C.spPr(line(style.colour, style.width * 1.2, style.dash))


def _marker(style: theme.Style, series: Series, *, whole: bool, hollow: bool = False) -> Element:
    if not whole:
        return C.marker(C.symbol(val="none"))
    inside = fill("paper" if hollow or series.role in HOLLOW else style.colour)
    size = min(72, max(2, round(2.2 * style.size)))
    return C.marker(C.symbol(val=style.mark), C.size(val=size), C.spPr(inside, line(style.colour, 1.75)))


def _year_axis(chart: Chart, years: Years, frame: NativeFrame) -> Element:
    room = max(width(label, TICK) for label in years.labels) * NARROWER + 10
    skip = max(1, ceil(room * len(years.labels) / (frame.right - frame.left)))
    letters = typed(chart.language, TICK, "muted", turned=False)
    return category_axis(letters, orientation="minMax", side="b", ticks="out", offset=100, skip=skip, marked=True)


def _value_axis(chart: Chart, years: Years, text: Text) -> Element:
    return value_axis(
        chart,
        text,
        chart.y.ticks,
        chart.y.tick_decimals,
        side="l",
        labels="low",
        crosses="min",
        between="midCat" if len(years.years) > 1 else "between",
        title_place=[place(0.004, 0.0)],
    )

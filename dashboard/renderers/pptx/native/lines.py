"""A chart over time as native lines: gaps stay open, breaks part a line, names stand at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from math import ceil

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import WITH_INTERVALS, Chart, ChartPoint, Role, Series
from dashboard.drawing.elements import HOLLOW, styles
from dashboard.drawing.labels import width
from dashboard.renderers.pptx.native import xml
from dashboard.renderers.pptx.native.ends import EndLine, end_label, end_lines, end_shifts, label_room, newest_of
from dashboard.renderers.pptx.native.frame import GAP, LABEL, NARROWER, TICK, NativeFrame, Years, years_of
from dashboard.renderers.pptx.native.sheet import ChartSheet
from dashboard.text import Text
from data_sources.model import ObservationStatus


def frame_of(chart: Chart, size: tuple[float, float], text: Text) -> NativeFrame:
    """Return the plot of a chart of a size in points: marks stand above it, names at its right."""
    wide, high = size
    room = label_room(wide)
    column = max(
        (width(each, LABEL, bold=True) * NARROWER for series in chart.series for each in end_lines(chart, series, room, text)),
        default=0,
    )
    ticks = max(width(text.number(tick, chart.y.tick_decimals), TICK) for tick in chart.y.ticks)
    return NativeFrame(wide, high, ticks + 14, 34, wide - column - GAP - 12, high - 34)


def sheet_and_plot(chart: Chart, frame: NativeFrame, text: Text) -> tuple[ChartSheet, str, str]:
    """Return the workbook's sheet, the XML of the plot, and how absent figures are shown: "gap", or "span" between rounds."""
    years = years_of(chart)
    sheet = ChartSheet(text.t("Figures"), chart.x.title, years.labels)
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
    words = "".join(
        _series(chart, part, sheet, column, (number, order), ends, years, label_room(frame.width), text)
        for order, (part, column, number) in enumerate(drawn)
    )
    chart_type = '<c:grouping val="standard"/><c:varyColors val="0"/>'
    plot = f'<c:lineChart>{chart_type}{words}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    return (
        sheet,
        f"{frame.layout}{plot}{_year_axis(chart, years, frame)}{_value_axis(chart, years, text)}",
        "span" if spanned else "gap",
    )


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
) -> str:
    style, language = part.style, chart.language
    bars = ""
    if part.series.role in WITH_INTERVALS and any(point.low is not None for point in part.points):
        by_year = {years.place(point.x): point for point in part.points}
        lower, upper = xml.distances(by_year.get(place) for place in range(len(years.years)))
        name, interval = part.series.name, text.t("95% confidence interval")
        columns = (
            sheet.add(f"{name}, {interval}, {text.t('distance down')}", lower),
            sheet.add(f"{name}, {interval}, {text.t('distance up')}", upper),
        )
        bars = xml.error_bars(sheet, *columns, xml.line(style.colour, 3, opacity=0.4), caps=False, along=True)
    newest = newest_of(part.points)
    labels = end_label(chart, part, newest, years, ends, room, text) if part.last and newest else ""
    none = "".join(f'<c:show{kind} val="0"/>' for kind in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"))
    return (
        f'<c:ser><c:idx val="{numbers[0]}"/><c:order val="{numbers[1]}"/>{xml.series_words(sheet, column)}'
        f"<c:spPr>{xml.line(style.colour, style.width * 1.2, style.dash)}</c:spPr>"
        f"{_marker(style, part.series, whole=chart.sparse)}{''.join(_points(chart, part, years))}"
        f"<c:dLbls>{labels}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{xml.typed(language, LABEL, style.colour, bold=style.bold)}{none}{xml.NO_LEADERS}</c:dLbls>"
        f'{bars}{xml.series_figures(sheet, column)}<c:smooth val="0"/></c:ser>'
    )


def _points(chart: Chart, part: EndLine, years: Years) -> Iterator[str]:
    """Yield the marks that differ from their series': of the newest figure, a lonely or a provisional one."""
    newest = newest_of(part.points)
    for place, point in enumerate(part.points):
        following = part.points[place + 1] if place + 1 < len(part.points) else None
        alone = not (point.joined and place) and not (following and following.joined)
        provisional = point.status is ObservationStatus.PROVISIONAL
        if point.value is not None and (provisional or ((alone or point is newest) and not chart.sparse)):
            marker = _marker(part.style, part.series, whole=True, hollow=provisional)
            yield f'<c:dPt><c:idx val="{years.place(point.x)}"/>{marker}<c:bubble3D val="0"/>{_kept_line(part.style)}</c:dPt>'


def _kept_line(style: theme.Style) -> str:
    """Return the line towards a point again, which a mark of its own would else lose."""
    return f"<c:spPr>{xml.line(style.colour, style.width * 1.2, style.dash)}</c:spPr>"


def _marker(style: theme.Style, series: Series, *, whole: bool, hollow: bool = False) -> str:
    if not whole:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    inside = xml.fill("paper") if hollow or series.role in HOLLOW else xml.fill(style.colour)
    size = min(72, max(2, round(2.2 * style.size)))
    look = f"<c:spPr>{inside}{xml.line(style.colour, 1.75)}</c:spPr>"
    return f'<c:marker><c:symbol val="{xml.SYMBOLS[style.mark]}"/><c:size val="{size}"/>{look}</c:marker>'


def _year_axis(chart: Chart, years: Years, frame: NativeFrame) -> str:
    room = max(width(label, TICK) for label in years.labels) * NARROWER + 10
    skip = max(1, ceil(room * len(years.labels) / (frame.right - frame.left)))
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{xml.line("edge", 1)}</c:spPr>'
        f'{xml.typed(chart.language, TICK, "muted", turned=False)}<c:crossAx val="2"/><c:crosses val="autoZero"/>'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{skip}"/>'
        f'<c:tickMarkSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, years: Years, text: Text) -> str:
    ticks, edge = chart.y.ticks, "midCat" if len(years.years) > 1 else "between"
    step = xml.tick_step(ticks)
    title = (
        f'<c:title>{xml.rich(chart.language, chart.y.title, TICK, "muted")}{xml.place(0.004, 0.0)}<c:overlay val="0"/></c:title>'
    )
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{ticks[-1]!r}"/>'
        f'<c:min val="{ticks[0]!r}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{xml.line('line', 1)}</c:spPr></c:majorGridlines>{title}"
        f'<c:numFmt formatCode="{escape(xml.number_format(chart, text, chart.y.tick_decimals, unit=False))}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{xml.typed(chart.language, TICK, 'muted')}"
        f'<c:crossAx val="1"/><c:crosses val="min"/><c:crossBetween val="{edge}"/>'
        + (f'<c:majorUnit val="{step!r}"/>' if step else "")
        + "</c:valAx>"
    )

"""A chart by category as native horizontal bars: values at the right, intervals of the focus, the asked category in front."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from markupsafe import escape

from dashboard import theme
from dashboard.charts.chart import WITH_INTERVALS, Chart, ChartPoint, Role, Series
from dashboard.charts.scale import ticks as round_ticks
from dashboard.drawing.elements import point_style, styles
from dashboard.drawing.labels import width
from dashboard.renderers.pptx.native import xml
from dashboard.renderers.pptx.native.frame import GAP, NARROWER, TICK, NativeFrame
from dashboard.renderers.pptx.native.sheet import ChartSheet
from dashboard.text import Text

LARGEST, SMALLEST = 16, 8
"""Sizes of type in points, by the room of a row."""
LEGEND = 30
MOST_LABEL = 0.36
"""Part of the chart's width that the names of categories may take; longer ones wrap."""
PATTERNS = ("", "wdUpDiag", "pct20", "wdDnDiag")
"""Fills of comparisons, which are told apart without colour; the first is plain and pale."""


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
    values = max((width(chart.figure(point, text), letters, bold=True) * NARROWER for point in chart.series[0].points), default=0)
    return NativeFrame(wide, high, min(names, MOST_LABEL * wide), top, wide - values - 2 * GAP, high - 56)


def sheet_and_plot(chart: Chart, frame: NativeFrame, text: Text) -> tuple[ChartSheet, str, str]:
    """Return the workbook's sheet, the XML of plot and legend, and how absent figures are shown."""
    sheet = ChartSheet(text.t("Figures"), chart.x.title, labels_of(chart))
    looks = list(zip(chart.series, styles(chart.series), strict=True))
    columns = [sheet.add(series.name, _along(chart, series)) for series, _ in looks]
    compared = 0
    words = []
    for number, ((series, style), column) in enumerate(zip(looks, columns, strict=True)):
        words.append(_series(chart, series, style, sheet, column, number, compared, frame, text))
        compared += series.role is Role.COMPARISON
    kind = '<c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
    space = '<c:gapWidth val="55"/><c:overlap val="0"/><c:axId val="1"/><c:axId val="2"/>'
    plot = f"<c:barChart>{kind}{''.join(words)}{space}</c:barChart>"
    axes = f"{_category_axis(chart, frame)}{_value_axis(chart, text)}"
    return sheet, f"{frame.layout}{plot}{axes}", "gap"


def legend(chart: Chart) -> str:
    """Return the legend, which only a chart with comparisons needs."""
    if len(chart.series) < 2:
        return ""
    words = xml.typed(chart.language, TICK, "ink")
    return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{words}</c:legend>'


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
) -> str:
    bars = ""
    if series.role in WITH_INTERVALS and any(point.low is not None for point in series.points):
        by_row = {round(point.x): point for point in series.points}
        lower, upper = xml.distances(by_row.get(row) for row in range(len(chart.x.categories)))
        interval = text.t("95% confidence interval")
        columns = (
            sheet.add(f"{series.name}, {interval}, {text.t('distance down')}", lower),
            sheet.add(f"{series.name}, {interval}, {text.t('distance up')}", upper),
        )
        bars = xml.error_bars(sheet, *columns, xml.line("ink", 1.5), caps=True, along=False)
    inside = xml.fill(style.colour) if series.role is not Role.COMPARISON else _pattern(style, compared)
    front = "".join(_front(chart, series, style))
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{xml.series_words(sheet, column)}'
        f'<c:spPr>{inside}{xml.line(style.colour, 1)}</c:spPr><c:invertIfNegative val="0"/>{front}'
        f"{_values(chart, series, style, frame, text) if number == 0 else ''}{bars}{xml.series_figures(sheet, column)}</c:ser>"
    )


def _pattern(style: theme.Style, number: int) -> str:
    kind = PATTERNS[number % len(PATTERNS)]
    if not kind:
        return xml.fill(style.colour, 0.25)
    ink, paper = xml.colour(style.colour), xml.colour("paper")
    back = f'<a:bgClr><a:srgbClr val="{paper}"/></a:bgClr>'
    return f'<a:pattFill prst="{kind}"><a:fgClr><a:srgbClr val="{ink}"/></a:fgClr>{back}</a:pattFill>'


def _front(chart: Chart, series: Series, style: theme.Style) -> Iterator[str]:
    """Yield the looks of the categories that another one stands in front of."""
    for point in series.points if chart.front is not None and series.role is Role.FOCUS else ():
        look = point_style(chart, point, style)
        if look != style:
            drawn = f"<c:spPr>{xml.fill(look.colour, 0.55)}{xml.line(look.colour, 1)}</c:spPr>"
            yield f'<c:dPt><c:idx val="{round(point.x)}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{drawn}</c:dPt>'


def _values(chart: Chart, series: Series, style: theme.Style, frame: NativeFrame, text: Text) -> str:
    """Return the values of a series in a column beside the plot."""
    size, written = _size(chart, frame.bottom - frame.top), escape(xml.number_format(chart, text, chart.decimals, unit=True))
    shown = '<c:showLegendKey val="0"/><c:showVal val="1"/>'
    shown += "".join(f'<c:show{kind} val="0"/>' for kind in ("CatName", "SerName", "Percent", "BubbleSize"))
    look = f'<c:numFmt formatCode="{written}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    ticks = ticks_of(chart)

    def label(point: ChartPoint) -> str:
        letters = xml.typed(chart.language, size, style.colour if chart.front in {None, point.x} else "ink", bold=True)
        value = point.value or 0
        across = (ticks[-1] - value) / (ticks[-1] - ticks[0]) * (frame.right - frame.left)
        if value < 0:  # there the label stands at the left of its bar
            across += width(chart.figure(point, text), size, bold=True) * NARROWER + GAP
        moved = f'<c:manualLayout><c:x val="{across / frame.width:.4f}"/><c:y val="0"/></c:manualLayout>'
        kept = f"<c:layout>{moved}</c:layout>{look}{letters}"
        return f'<c:dLbl><c:idx val="{round(point.x)}"/>{kept}<c:dLblPos val="outEnd"/>{shown}</c:dLbl>'

    crowded = _skip(chart, frame) > 1  # then only the category in front bears its value
    told = [point for point in series.points if not crowded or point.x == chart.front]
    labels = "".join(label(point) for point in told if point.value is not None)
    shown_by_itself = shown.replace('Val val="1"', f'Val val="{int(not crowded)}"')
    letters = xml.typed(chart.language, size, style.colour, bold=True)
    return f'<c:dLbls>{labels}{look}{letters}<c:dLblPos val="outEnd"/>{shown_by_itself}{xml.NO_LEADERS}</c:dLbls>'


def _category_axis(chart: Chart, frame: NativeFrame) -> str:
    size = _size(chart, frame.bottom - frame.top)
    skip = _skip(chart, frame)
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{xml.line("edge", 1)}</c:spPr>'
        f'{xml.typed(chart.language, size, "ink")}<c:crossAx val="2"/><c:crosses val="autoZero"/>'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="{skip}"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, text: Text) -> str:
    ticks = ticks_of(chart)
    step = xml.tick_step(ticks)
    decimals = max(len(f"{tick:.9f}".rstrip("0").partition(".")[2]) for tick in ticks)
    title = f'<c:title>{xml.rich(chart.language, chart.y.title, TICK, "muted")}<c:overlay val="0"/></c:title>'
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{ticks[-1]!r}"/>'
        f'<c:min val="{ticks[0]!r}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f"<c:majorGridlines><c:spPr>{xml.line('line', 1)}</c:spPr></c:majorGridlines>{title}"
        f'<c:numFmt formatCode="{escape(xml.number_format(chart, text, decimals, unit=False))}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{xml.typed(chart.language, TICK, 'muted')}"
        f'<c:crossAx val="1"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        + (f'<c:majorUnit val="{step!r}"/>' if step else "")
        + "</c:valAx>"
    )

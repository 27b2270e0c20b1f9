"""A chart that the spreadsheet draws: axes with the limits of the `Chart`, lines in the colours and dashes of their roles."""

from __future__ import annotations

from typing import Any, Literal

from openpyxl.chart import Reference, ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import theme
from dashboard.charts.chart import Chart
from dashboard.office.workbook.sheets import number_format
from dashboard.text import text_for

WIDTH, HEIGHT = 22.0, 9.4
"""Size of a chart in centimetres."""
POINT = 12_700
"""English metric units in a point."""


def empty_chart(chart: Chart) -> ScatterChart:
    """Return the chart with its title and axes; gaps stay gaps."""
    drawn: Any = ScatterChart(scatterStyle="lineMarker")  # the stubs of openpyxl do not know half of its attributes
    drawn.title = f"{chart.title} ({chart.sample})" if chart.sample else chart.title
    for paragraph in drawn.title.tx.rich.p:
        paragraph.r[0].rPr = CharacterProperties(lang=chart.language, sz=1200, b=True)
    drawn.width, drawn.height, drawn.display_blanks = WIDTH, HEIGHT, "gap"
    drawn.legend = Legend(legendPos="b")
    _set_years(drawn.x_axis, chart)
    _set_values(drawn.y_axis, chart)
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False  # openpyxl leaves the axes out where it is not said
    made: ScatterChart = drawn
    return made


def add_series(drawn: ScatterChart, sheet: Worksheet, place: tuple[int, int, int], style: theme.Style) -> None:
    """Add a line over cells of a sheet; `place` is the row of heads, the last row, and the column of years before the values."""
    head, bottom, column = place
    years = Reference(sheet, min_col=column, min_row=head + 1, max_row=max(bottom, head + 1))
    values = Reference(sheet, min_col=column + 1, min_row=head, max_row=max(bottom, head + 1))
    made: Any = SeriesFactory(values, years, title_from_data=True)
    colour = theme.COLOURS["light"][style.colour].lstrip("#")
    made.graphicalProperties.line = LineProperties(solidFill=colour, w=round(style.width * POINT), prstDash=_dash(style.dash))
    made.marker = Marker(symbol=style.mark, size=max(5, round(style.size * 1.6)))
    made.marker.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
    made.smooth = False
    drawn.series.append(made)


def _set_years(axis: Any, chart: Chart) -> None:
    years = [point.x for series in chart.series for point in series.points]
    first, last = int(min(years)), int(max(years))
    axis.scaling.min, axis.scaling.max = first - 1, last + 1
    axis.majorUnit = 1 if last - first < 12 else 2
    axis.number_format, axis.title, axis.majorGridlines = "0", chart.x.title, None


def _set_values(axis: Any, chart: Chart) -> None:
    ticks = chart.y.ticks
    if len(ticks) > 1:
        axis.scaling.min, axis.scaling.max, axis.majorUnit = ticks[0], ticks[-1], round(ticks[1] - ticks[0], 9)
    axis.number_format, axis.title = number_format(chart.y.tick_decimals), text_for(chart.language).capitalise(chart.y.title)
    light = LineProperties(solidFill=theme.COLOURS["light"]["line"].lstrip("#"))
    axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=light))


def _dash(dash: str) -> Literal["solid", "sysDot", "dash"]:
    """Return the spreadsheet's name of a dash as SVG writes it: dots where the strokes are shorter than the gaps."""
    if not dash:
        return "solid"
    stroke, gap = (float(part) for part in dash.split()[:2])
    return "sysDot" if stroke < gap else "dash"

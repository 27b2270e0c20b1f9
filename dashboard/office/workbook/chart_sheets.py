"""A sheet for each priority area with a chart of every indicator, drawn by the spreadsheet from the values in its columns.

Lines are drawn over years to scale, so they are scatter charts with lines: a series has its own years, and its gaps stay gaps
where another series has a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Role, Series
from dashboard.charts.kinds import IN_SHEETS
from dashboard.deck.material import once
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.office.material import Material
from dashboard.office.workbook.sheet_chart import add_series, empty_chart
from dashboard.office.workbook.sheets import FONT, HEAD_HEIGHT, add_sheet, cell, look_as_head, number_format
from dashboard.renderers.xlsx import write_text

FIRST_ROW = 5
A_PAGE = 3
"""Charts on a printed page."""
ROWS = 20
"""Rows that a chart is high."""
LINE = 170
"""Characters of a line of text above a chart."""
PAIRS = 3
"""Series whose columns, a year and a value each, are left of the charts."""


def write_charts(book: Workbook, priority: PriorityStatus, material: Material, top: list[str]) -> list[str]:
    """Write the sheet of a priority area, and return the sentences of its charts, in their order."""
    text, name = material.text, material.text.name(priority.priority.name)
    sheet = add_sheet(book, name, name, top)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    for number in range(1, 2 * PAIRS + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 9 if number % 2 else 18
    sheet.page_setup.orientation = "portrait"
    row, sentences = FIRST_ROW, list[str]()
    for indicator_status in once(priority.indicator_statuses):
        chart = _chart(indicator_status, material)
        if chart is None:
            absent = text.t("There are no values for this chart.")
            write_text(cell(sheet, row, 1), f"{text.name(indicator_status.indicator.name)}: {absent}")
            row += 2
            continue
        if sentences and len(sentences) % A_PAGE == 0:
            sheet.row_breaks.append(Break(id=row - 1))
        sentences.append(" ".join(filter(None, (chart.sentence, text.capitalise(chart.sample)))))
        row = _write_chart(sheet, chart, row)
    if row == FIRST_ROW:
        write_text(cell(sheet, row, 1), text.t("This priority area has no indicators."))
    return sentences


def _chart(indicator_status: IndicatorStatus, material: Material) -> Chart | None:
    """Return the first kind of chart of sheets that has something to draw."""
    charts = (material.deck.chart(indicator_status, kind.name) for kind in IN_SHEETS)
    return next((chart for chart in charts if chart), None)


def _write_chart(sheet: Worksheet, chart: Chart, row: int) -> int:
    """Write title, sentence, values and chart from a row on, and return the row after them."""
    write_text(cell(sheet, row, 1), f"{chart.title}. {chart.subtitle}").font = Font(name=FONT, bold=True)
    lines = [*wrap(chart.sentence, LINE), chart.source]
    for place, line in enumerate(lines, start=row + 1):
        write_text(cell(sheet, place, 1), line)
    drawn, head, comparisons = empty_chart(chart), row + 1 + len(lines), 0
    end = head + ROWS
    sheet.row_dimensions[head].height = HEAD_HEIGHT
    for place, series in enumerate(chart.series):
        column = 2 * place + 1
        bottom = _write_series(sheet, chart, series, head, column)
        style = theme.style(series.role, comparisons)
        comparisons += series.role is Role.COMPARISON
        add_series(drawn, sheet, (head, bottom, column), style)
        end = max(end, bottom)
    chart_column = max(2 * PAIRS, 2 * len(chart.series)) + 2
    sheet.add_chart(drawn, f"{get_column_letter(chart_column)}{head}")
    return end + 2


def _write_series(sheet: Worksheet, chart: Chart, series: Series, head: int, column: int) -> int:
    """Write years and values of a series below their heads, an empty row at each gap; return the last row."""
    look_as_head(write_text(cell(sheet, head, column), chart.x.title))
    look_as_head(write_text(cell(sheet, head, column + 1), series.name))
    row = head
    for row, point in enumerate(_with_gaps(series), start=head + 1):
        if point is not None:
            cell(sheet, row, column).value = int(point.x) if float(point.x).is_integer() else point.x
            value = cell(sheet, row, column + 1)
            value.value, value.number_format = point.value, number_format(chart.decimals)
    return row


def _with_gaps(series: Series) -> Iterator[ChartPoint | None]:
    """Yield the points, and None before one that no line runs to from the point before."""
    for number, point in enumerate(series.points):
        if number and not point.joined and point.value is not None and series.points[number - 1].value is not None:
            yield None
        yield point

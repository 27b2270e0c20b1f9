"""Chart -> Excel workbook with the chart's table as numbers, their unit, notes and source on one sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import theme
from dashboard.charts.chart import Chart, ChartPoint, Series
from dashboard.renderers import ExportFormat, Renderer
from dashboard.text import Text, text_for
from data_sources.model import ObservationStatus

HEAD_ROW = 5
"""Row of the column heads; the title, what it holds, the sentence and an empty row are above."""
LONGEST_SHEET_NAME = 31


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of values: its head, and the series and the part of its points that it holds."""

    head: str
    series: Series
    part: str


def xlsx(chart: Chart) -> bytes:
    """Return a workbook: a row for each period or category, columns for each series' value, interval and status.

    Values are numbers in the chart's unit, in full, with a format of its decimals; a missing or suppressed value has its
    sign or label instead. There is a status column only where a value has a status; no text can be read as a formula.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet of cells")
    text = text_for(chart.language)
    sheet.title = text.t("Values")[:LONGEST_SHEET_NAME]
    book.properties.title, book.properties.creator = plain_text(chart.title), "Hytetaulu"
    book.properties.language = chart.language
    columns = _columns(chart, text)
    _write_top(sheet, chart, text)
    _write_head(sheet, chart, columns)
    end = _write_rows(sheet, chart, columns, text)
    _write_below(sheet, chart, text, end + 2)
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _columns(chart: Chart, text: Text) -> list[TableColumn]:
    found = []
    for series in chart.series:
        found.append(TableColumn(series.name, series, "value"))
        if any(point.low is not None for point in series.points):
            interval = text.t("95% confidence interval")
            found.append(TableColumn(f"{series.name}, {interval}, {text.t('lower end')}", series, "low"))
            found.append(TableColumn(f"{series.name}, {interval}, {text.t('upper end')}", series, "high"))
        if any(point.status is not ObservationStatus.NORMAL for point in series.points):
            found.append(TableColumn(f"{series.name}, {text.t('status')}", series, "status"))
    return found


def _write_top(sheet: Worksheet, chart: Chart, text: Text) -> None:
    write_text(_cell(sheet, 1, 1), chart.title).font = Font(bold=True, size=14)
    unit = "" if chart.y.title.casefold() in chart.subtitle.casefold() else text.capitalise(chart.y.title)
    what = ". ".join(filter(None, (chart.subtitle, unit, text.capitalise(chart.sample))))
    write_text(_cell(sheet, 2, 1), what).font = Font(bold=bool(chart.sample))
    write_text(_cell(sheet, 3, 1), chart.sentence)


def _write_head(sheet: Worksheet, chart: Chart, columns: Sequence[TableColumn]) -> None:
    ground = PatternFill("solid", fgColor=theme.COLOURS["light"]["wash"].lstrip("#"))
    for number, head in enumerate((chart.x.title, *(column.head for column in columns)), start=1):
        cell = write_text(_cell(sheet, HEAD_ROW, number), head)
        cell.font, cell.fill = Font(bold=True), ground
        cell.border = Border(bottom=Side("medium"))
        cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal="left" if number == 1 else "right")
        sheet.column_dimensions[get_column_letter(number)].width = 18
    sheet.column_dimensions["A"].width = 34 if chart.x.kind == "category" else 16


def _write_rows(sheet: Worksheet, chart: Chart, columns: Sequence[TableColumn], text: Text) -> int:
    row = HEAD_ROW
    number_format = "#,##0" + (f".{'0' * chart.decimals}" if chart.decimals else "")
    found = {series.name: {(point.x, point.label): point for point in series.points} for series in chart.series}
    for row, key, label in _row_keys(chart):
        head = _cell(sheet, row, 1)
        if re.fullmatch(r"\d{4}", label):
            head.value, head.number_format, head.alignment = int(label), "0", Alignment(horizontal="left")
        else:
            write_text(head, label)
        for number, column in enumerate(columns, start=2):
            point = found[column.series.name].get(key)
            if point is not None:
                _write_value(_cell(sheet, row, number), point, column.part, number_format, text)
    return row


def _row_keys(chart: Chart) -> Iterator[tuple[int, tuple[float, str], str]]:
    """Return the row, key of its points and label: categories in their order with their section, else times in theirs."""
    if chart.x.kind == "category":
        sections = chart.x.sections or ("",) * len(chart.x.categories)
        for place, (section, label) in enumerate(zip(sections, chart.x.categories, strict=True)):
            yield HEAD_ROW + 1 + place, (place, label), f"{section}: {label}" if section else label
        return
    keys = sorted({(point.x, point.label) for series in chart.series for point in series.points})
    for place, key in enumerate(keys):
        yield HEAD_ROW + 1 + place, key, key[1]


def _write_value(cell: Cell, point: ChartPoint, part: str, number_format: str, text: Text) -> None:
    cell.alignment = Alignment(horizontal="right")
    if part == "status" and point.status is not ObservationStatus.NORMAL:
        write_text(cell, text.status(point.status))
    elif part != "status" and (number := getattr(point, part)) is not None:
        cell.value, cell.number_format = number, number_format
    elif part == "value":
        write_text(cell, text.sign(point.status if point.status is ObservationStatus.SUPPRESSED else ObservationStatus.MISSING))


def _write_below(sheet: Worksheet, chart: Chart, text: Text, row: int) -> None:
    signs = [f"{text.sign(each)} = {text.status(each)}" for each in (ObservationStatus.MISSING,) if each in chart.statuses]
    for place, line in enumerate((*signs, *chart.notes, chart.source)):
        write_text(_cell(sheet, row + place, 1), line)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))  # nothing is merged here


def write_text(cell: Cell, text: str) -> Cell:
    """Write a text as text: one that begins with = is no formula, and what XML cannot hold is left out."""
    cell.value = plain_text(text)
    cell.data_type = "s"
    return cell


def plain_text(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RENDERER = Renderer("xlsx", xlsx, ExportFormat(MEDIA_TYPE, lambda chart, _options: xlsx(chart), offered=4))

"""The workbook behind a native chart: what its lines and bars refer to, and what a person edits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.charts.chart import Chart
from dashboard.text import text_for

Numbers = Sequence[float | None]


@dataclass(slots=True)
class ChartSheet:
    """Categories in the first column, and a column of numbers for every head that is added; the first row holds heads."""

    name: str
    corner: str
    categories: Sequence[str]
    columns: list[tuple[str, Numbers]] = field(default_factory=list)

    def add(self, head: str, numbers: Numbers) -> int:
        """Add a column of values, None where there is none to show; return its number, from 1."""
        self.columns.append((head, numbers))
        return len(self.columns)

    def head(self, column: int) -> str:
        """Return the reference to the head of a column."""
        return self._reference(column, 1, 1)

    def body(self, column: int) -> str:
        """Return the reference to the values of a column; column 0 holds the categories."""
        return self._reference(column, 2, len(self.categories) + 1)

    def _reference(self, column: int, first: int, last: int) -> str:
        letter = get_column_letter(column + 1)
        end = f":${letter}${last}" if last > first else ""
        return f"'{self.name}'!${letter}${first}{end}"


def workbook(sheet: ChartSheet, chart: Chart) -> bytes:
    """Return the sheet as a workbook, with the sample text, notes and source of the chart below the values."""
    book = Workbook()
    cells = book.active
    if not isinstance(cells, Worksheet):
        raise TypeError("a new workbook has a sheet of cells")
    cells.title = sheet.name
    book.properties.title, book.properties.creator = _plain(chart.title), "Hytetaulu"
    number_format = "#,##0" + (f".{'0' * chart.decimals}" if chart.decimals else "")
    for row, text in enumerate((sheet.corner, *sheet.categories), start=1):
        _write(cells, row, 1, text)
    for column, (head, numbers) in enumerate(sheet.columns, start=2):
        _write(cells, 1, column, head).alignment = Alignment(wrap_text=True, vertical="bottom", horizontal="right")
        cells.column_dimensions[get_column_letter(column)].width = 18
        for row, number in enumerate(numbers, start=2):
            if number is not None:
                cells.cell(row, column, number).number_format = number_format
    cells.column_dimensions["A"].width = 34 if chart.x.kind == "category" else 14
    sample = text_for(chart.language).capitalise(chart.sample)
    for row, text in enumerate(filter(None, (sample, *chart.notes, chart.source)), start=len(sheet.categories) + 4):
        _write(cells, row, 1, text).font = Font(bold=text == sample)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(cells: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text as text: one that begins with = is no formula."""
    cell = cast("Cell", cells.cell(row, column))  # nothing is merged here
    cell.value = _plain(text)
    cell.data_type = "s"
    return cell


def _plain(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)

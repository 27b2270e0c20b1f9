"""Sheets of a workbook: legal names, the text at their top, frozen heads with filters, and cells of the right type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import theme
from dashboard.renderers.xlsx import HEAD_ROW, LONGEST_SHEET_NAME, plain_text, write_text

Value = str | float | int | None
"""What a cell holds; None leaves it empty."""

FONT = "Calibri"
"""The type of ordinary cells; a font without a name would be another one."""
HEAD_HEIGHT = 45
"""Height of a row of heads in points: three lines."""
_RESERVED = {"history"}
"""Names that Excel keeps for itself."""


def add_sheet(book: Workbook, name: str, title: str, lines: Sequence[str]) -> Worksheet:
    """Add a sheet with its title in the first row and up to three lines below it; its name is made legal and unique."""
    sheet: Worksheet = book.create_sheet(sheet_name(name, [each.casefold() for each in book.sheetnames]))
    write_text(cell(sheet, 1, 1), title).font = Font(name=FONT, bold=True, size=14)
    for place, line in enumerate(filter(None, lines), start=2):
        write_text(cell(sheet, place, 1), line).font = Font(name=FONT, bold=place == 2)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def sheet_name(name: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes: no more than 31 characters, none of its own signs, not among `taken` (case-folded)."""
    legal = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\]", " ", plain_text(name))).strip(" '") or "1"
    made, number = legal[:LONGEST_SHEET_NAME].rstrip(" '"), 2
    while made.casefold() in {*taken, *_RESERVED}:
        end = f" {number}"
        made, number = legal[: LONGEST_SHEET_NAME - len(end)].rstrip() + end, number + 1
    return made


def write_heads(sheet: Worksheet, heads: Sequence[tuple[str, float]], frozen: int) -> None:
    """Write the heads with the widths of their columns, and freeze them with the first `frozen` columns."""
    for number, (head, width) in enumerate(heads, start=1):
        look_as_head(write_text(cell(sheet, HEAD_ROW, number), head))
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[HEAD_ROW].height = HEAD_HEIGHT
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def look_as_head(head: Cell) -> None:
    """Give a cell the looks of a head."""
    head.font = Font(name=FONT, bold=True)
    head.fill = PatternFill("solid", fgColor=theme.COLOURS["light"]["wash"].lstrip("#"))
    head.border = Border(bottom=Side("medium"))
    head.alignment = Alignment(wrap_text=True, vertical="bottom")


def add_row(sheet: Worksheet, values: Sequence[Value], formats: Sequence[str]) -> None:
    """Add a row below the last one: numbers with their formats, texts as texts whatever they begin with."""
    sheet.append([_cell(sheet, value, format_) for value, format_ in zip(values, formats, strict=True)])


def close_table(sheet: Worksheet, columns: int) -> None:
    """Let the rows below the heads be filtered."""
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(columns)}{max(sheet.max_row, HEAD_ROW + 1)}"


def number_format(decimals: int) -> str:
    """Return Excel's format of a number with its decimals."""
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell."""
    return cast("Cell", sheet.cell(row, column))  # nothing is merged here


def _cell(sheet: Worksheet, value: Value, format_: str) -> Cell | Value:
    if isinstance(value, str):
        value = plain_text(value)
        return write_text(Cell(sheet, 1, 1), value) if value.startswith("=") else value
    if value is None or not format_:
        return value
    made = Cell(sheet, 1, 1, value)
    made.number_format = format_
    return made

"""Marks of a sheet of an .xls workbook, whose format Excel left in 2007."""

from __future__ import annotations

from typing import Any

import xlrd

from data_sources.formats._marks import ERROR, Marks, raised_left_out
from data_sources.formats.workbook import is_percent, is_year


def value(cell: Any) -> object:
    """Return the value of a cell; of a date only that it is one."""
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, 0)
        except (ValueError, OverflowError):
            return float(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return xlrd.error_text_from_code.get(cell.value, "#N/A") if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def marks_of(book: Any, sheet: Any) -> Marks:
    """Return the marks of a sheet that was opened with its formats."""
    marks = Marks()
    marks.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    marks.hidden_columns = {column + 1 for column, info in sheet.colinfo_map.items() if info.hidden}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                _mark(marks, book, sheet, row, column, cell)
    for first, after, left, right in sheet.merged_cells:
        marks.merge((first + 1, left + 1), (after, right))
    return marks


def _mark(marks: Marks, book: Any, sheet: Any, row: int, column: int, cell: Any) -> None:
    place = (row + 1, column + 1)
    marks.hold(*place)
    style = book.xf_list[cell.xf_index]
    shown = book.format_map[style.format_key].format_str if style.format_key in book.format_map else ""
    if is_percent(shown):
        marks.percents.add(place)
    elif is_year(shown):
        marks.years.add(place)
    if book.font_list[style.font_index].struck_out:
        marks.struck_rows.add(row + 1)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        marks.refuse(*place, ERROR)
    runs = sheet.rich_text_runlist_map.get((row, column))
    if runs and cell.ctype == xlrd.XL_CELL_TEXT:
        text = raised_left_out(_runs(book, cell.value, runs))
        if text is not None:
            marks.texts[place] = text


def _runs(book: Any, text: str, starts: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    ends = [offset for offset, _ in starts[1:]] + [len(text)]
    first = [(text[: starts[0][0]], False)]
    return first + [
        (text[offset:end], book.font_list[font].escapement == 1) for (offset, font), end in zip(starts, ends, strict=True)
    ]

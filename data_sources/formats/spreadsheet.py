"""Spreadsheets as people save them, .xlsx, .xls and .ods: the values of all sheets, and what values alone do not tell."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlrd
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data_sources.errors import CatalogueError
from data_sources.formats import _ods, _xls, _xlsx
from data_sources.formats._marks import ERROR, Marks
from data_sources.formats.delimited import DelimitedRow, Value, clean_text
from data_sources.formats.workbook import OLD_EXCEL, WorkbookRefusedError, refuse_archive, refuse_size

MOST_CELLS = 10_000_000
"""Cells of the rectangle that holds all values of a sheet."""
_DATE = "is a date, which the spreadsheet may have made of a number or an age; format the cell as text and write it again"
_ERROR_TEXT = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")


@dataclass(frozen=True)
class Spread:
    """A sheet: its rows that are not empty, why single cells cannot be read, and what a reader does not see at once.

    Columns count from 1. `unread` gives the reason by row and column; `superscripts` are numbers of rows whose raised note
    marks were left out, `hidden`, `struck` of rows that are hidden or struck out though they hold values.
    """

    title: str
    rows: Sequence[DelimitedRow]
    visible: bool = True
    unread: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: Sequence[int] = ()
    struck: Sequence[int] = ()
    superscripts: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()


def kind_of(content: bytes) -> str:
    """Return what a file's bytes are: "xlsx", "ods", "xls", "" for anything else, which may be text.

    `WorkbookRefusedError` for a known form that cannot be read.
    """
    if content.startswith(OLD_EXCEL):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise WorkbookRefusedError("is protected by a password")
        return "xls"
    if content[:200].lstrip().lower().startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise WorkbookRefusedError("is a web page (HTML or XML), whatever its name says")
    if not content.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            mimetype = parts.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise WorkbookRefusedError(f"is broken ({type(error).__name__})") from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if any(name.startswith("Index/") for name in names):
        raise WorkbookRefusedError("is a file of Apple Numbers")
    raise WorkbookRefusedError("is no workbook")


def read_spreadsheet(path: Path) -> list[Spread]:
    """Return the sheets of a workbook, or none where the file is no workbook; `CatalogueError` says why it is refused."""
    try:
        content = refuse_size(path, "a table")
        kind = kind_of(content)
        if not kind:
            return []
        if kind == "xls":
            return _old_sheets(content)
        refuse_archive(path, "a table")
        return _sheets(content, kind)
    except WorkbookRefusedError as error:
        reason = str(error)
    except CatalogueError:
        raise
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  # a broken file fails in whatever way its contents lead to, Rust's panics too
        reason = f"is broken ({type(error).__name__})"
    raise CatalogueError(f"{path.name}: {reason}; expected a workbook saved as .xlsx without a password and macros, or CSV")


def _sheets(content: bytes, kind: str) -> list[Spread]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        marks = _xlsx.read_marks(parts) if kind == "xlsx" else _ods.read_marks(parts)
    for title, marked in marks.items():
        if marked.last_row * marked.last_column > MOST_CELLS:
            raise WorkbookRefusedError(
                f"has cells far apart on sheet {title!r}: row {marked.last_row}, column {marked.last_column}"
            )
    result = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for one in book.sheets_metadata:
                if one.typ is not SheetTypeEnum.WorkSheet or one.name not in marks:
                    continue
                sheet = book.get_sheet_by_name(one.name)
                first = sheet.start[1] if sheet.start else 0
                rows = sheet.iter_rows() if sheet.start else ()
                result.append(_spread(one.name, rows, marks[one.name], one.visible is SheetVisibleEnum.Visible, first))
    except CalamineError as error:
        raise WorkbookRefusedError(f"is broken ({type(error).__name__})") from None
    return result


def _old_sheets(content: bytes) -> list[Spread]:
    with io.StringIO() as log:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=log)
    result = []
    for sheet in book.sheets():
        rows = ([_xls.value(cell) for cell in sheet.row(number)] for number in range(sheet.nrows))
        result.append(_spread(sheet.name, rows, _xls.marks_of(book, sheet), sheet.visibility == 0, 0))
    return result


def _spread(title: str, values: Iterable[Sequence[object]], marks: Marks, visible: bool, first: int) -> Spread:
    # calamine gives all rows from the first of the sheet, but only the columns from the first that holds something
    rows, unread = [], {row: dict(reasons) for row, reasons in marks.unread.items()}
    for number, cells in enumerate(values, 1):
        cleaned = tuple(
            _value(cell, number, column, marks, unread) if cell not in ("", None) else None
            for column, cell in enumerate(cells, 1 + first)
        )
        if number in unread or any(cell is not None for cell in cleaned):
            rows.append(DelimitedRow(number, (None,) * first + cleaned))
    filled = {row.number for row in rows}
    lost = [DelimitedRow(number, ()) for number in unread.keys() - filled]  # rows of nothing but what cannot be read
    rows = sorted([*rows, *lost], key=lambda row: row.number) if lost else rows
    return Spread(
        title,
        rows,
        visible,
        unread,
        sorted(filled & marks.hidden_rows),
        sorted(filled & marks.struck_rows),
        sorted({row for row, _ in marks.texts}),
        sorted(marks.hidden_columns),
    )


def _value(cell: object, row: int, column: int, marks: Marks, unread: dict[int, dict[int, str]]) -> Value:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        return round(cell * 100, 9) if (row, column) in marks.percents else float(cell)
    if isinstance(cell, str):
        text = clean_text(marks.texts.get((row, column), cell))
        if text and text[0] in "#E" and _ERROR_TEXT.fullmatch(text):
            unread.setdefault(row, {})[column] = ERROR
        return text
    if isinstance(cell, dt.date) and (row, column) in marks.years:
        return float(cell.year)
    unread.setdefault(row, {})[column] = _DATE
    return cell.strftime("%Y-%m-%d") if isinstance(cell, dt.date) else str(cell)

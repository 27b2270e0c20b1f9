"""Workbooks: opening their file, with a plain refusal of what is none or should not be opened, and the values of cells."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data_sources.errors import CatalogueError
from data_sources.formats.delimited import DelimitedRow, Value

LARGEST = 10 * 2**20
"""Bytes of the largest file: a plan takes a hundredth of it, a table of all municipalities a third."""
LARGEST_UNPACKED = 20 * LARGEST
WIDEST = 100
"""Columns that are looked at."""
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Excel before 2007 begin, and encrypted ones still do."""


def open_workbook(path: Path, *, holds: str, or_else: str) -> Workbook:
    """Open a workbook with the values its formulas had when it was saved; `CatalogueError` says why it is refused.

    `holds` names what it should hold ("a plan"), `or_else` the other format that would do ("TOML").
    """
    try:
        _refuse_other_forms(path, holds)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops (charts, extensions) holds nothing of a plan or table
            # opened here, since load_workbook forgets to close a file that turns out to be broken
            with path.open("rb") as stream:
                return load_workbook(stream, data_only=True)
    except _RefusedError as error:
        reason = str(error)
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
    except Exception as error:  # noqa: BLE001  # a broken file fails in whatever way its contents lead to
        reason = f"is broken ({type(error).__name__})"
    raise CatalogueError(f"{path.name}: {reason}; expected a workbook saved as .xlsx without a password and macros, or {or_else}")


class _RefusedError(Exception):
    """Why a file is not opened."""


def _refuse_other_forms(path: Path, holds: str) -> None:
    size = path.stat().st_size
    start = path.read_bytes() if size <= LARGEST else b""
    if size > LARGEST:
        raise _RefusedError(f"is {size / 2**20:.0f} MB large, not {holds}")
    if start.startswith(OLD_EXCEL):
        encrypted = "EncryptedPackage".encode("utf-16-le") in start
        raise _RefusedError("is protected by a password" if encrypted else "is an Excel file of the old form (.xls)")
    if not zipfile.is_zipfile(path):
        raise _RefusedError("is no workbook")
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise _RefusedError("is too large when unpacked")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _RefusedError(f"holds macros, which {holds} does not need")
    if "xl/workbook.xml" not in names:
        raise _RefusedError("is no Excel workbook" if "[Content_Types].xml" in names or "mimetype" in names else "is no workbook")


def rows_of(sheet: Worksheet) -> list[DelimitedRow]:
    """Return the rows that are not empty: texts and numbers as they were typed, percentages in per cent."""
    rows: dict[int, dict[int, Value]] = {}
    # iter_rows would make a cell for every place within the outermost ones, which may be a million rows apart
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001
        value = _value(cell.value, str(cell.number_format))
        if value is not None and column <= WIDEST:
            rows.setdefault(row, {})[column] = value
    width = max((column for cells in rows.values() for column in cells), default=0)
    return [DelimitedRow(row, tuple(cells.get(column) for column in range(1, width + 1))) for row, cells in sorted(rows.items())]


def _value(value: object, number_format: str) -> Value:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(value * 100, 9) if "%" in number_format else float(value)
    return str(value).strip() or None if value is not None else None

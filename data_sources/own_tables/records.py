"""The rows of a file as records by column, which know their place and refuse what is wrong by naming it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from data_sources.errors import CatalogueError
from data_sources.formats.delimited import DecimalSign, DelimitedRow, Value, number, read_delimited
from data_sources.formats.workbook import open_workbook, rows_of
from data_sources.own_tables import Fault
from data_sources.own_tables.layout import headings, plain, table_texts

SEPARATOR_NAMES = {";": "semicolon", "\t": "tab", ",": "comma"}
DECIMAL_NAMES = {",": "comma", ".": "point", "": "none seen"}


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet of a workbook, or a whole CSV file, which has no title."""

    title: str
    rows: Sequence[DelimitedRow]
    decimal: DecimalSign


@dataclass(frozen=True, slots=True)
class File:
    """The sheets of values and descriptions, and a description of the file's layout."""

    layout: str
    values: TableSheet
    indicators: TableSheet | None


@dataclass(frozen=True)
class Record:
    """One row: values by column key, and the place of each column."""

    sheet: TableSheet
    row: int
    values: Mapping[str, Value]
    places: Mapping[str, str]
    faults: list[Fault]

    def text(self, key: str) -> str:
        """Return what is in a cell as a text; whole numbers of a spreadsheet without decimals; empty where nothing is."""
        value = self.values.get(key)
        if isinstance(value, float):
            return f"{value:.0f}" if value.is_integer() else repr(value)
        return value or ""

    def number(self, key: str) -> float | None:
        """Return the number in a cell, None where it is empty; what is no number is a fault."""
        value = self.values.get(key)
        if value is None:
            return None
        found = number(value, self.sheet.decimal)
        if found is None:
            self.refuse(
                key, f"{self.text(key)!r} is no number; expected one such as 12{self.sheet.decimal or ','}5, without its unit"
            )
        return found

    def refuse(self, key: str, reason: str) -> None:
        """Note why the row is refused, at the column of `key`, or at the row where it has no such column."""
        place = f"{self.place}, column {self.places[key]}" if key in self.places else self.place
        self.faults.append(Fault(place, reason, (self.sheet.title, self.row)))

    @property
    def place(self) -> str:
        """Sheet and row as a text."""
        return f"sheet {self.sheet.title!r}, row {self.row}" if self.sheet.title else f"row {self.row}"

    @property
    def is_good(self) -> bool:
        """True where nothing of the row has been refused."""
        return not any(fault.row == (self.sheet.title, self.row) for fault in self.faults)


def open_file(path: Path) -> File:
    """Read a CSV file or workbook; `CatalogueError` says why it is none, or that it has no sheet of values."""
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods"):
        return _workbook(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read ({error.strerror}); expected a .csv or .xlsx file") from None
    table = read_delimited(content, path.name)
    layout = (
        f"CSV in {table.encoding}, separated by {SEPARATOR_NAMES[table.separator]}, decimal sign {DECIMAL_NAMES[table.decimal]}, "
        f"{len(table.rows)} rows"
    )
    return File(layout, TableSheet("", table.rows, table.decimal), None)


def _workbook(path: Path) -> File:
    book = open_workbook(path, holds="a table", or_else="CSV")
    titles = {key: {plain(text) for text in (key, *texts.values())} for key, texts in table_texts()["sheet"].items()}
    found = {key: next((each for each in book.worksheets if plain(each.title) in titles[key]), None) for key in titles}
    values = found["figures"] or (book.worksheets[0] if len(book.worksheets) == 1 else None)
    if values is None:
        raise CatalogueError(f"{path.name}: has no sheet of figures ({', '.join(sorted(titles['figures']))}); see the template")
    sheets = [TableSheet(each.title, rows_of(each), "") for each in (values, found["indicators"]) if each is not None]
    layout = "workbook, " + ", ".join(f"sheet {sheet.title!r} of {len(sheet.rows)} rows" for sheet in sheets)
    return File(layout, sheets[0], sheets[1] if len(sheets) > 1 else None)


def records(sheet: TableSheet, faults: list[Fault]) -> list[Record]:
    """Return the rows below the headings; `CatalogueError` for a heading that is not known or comes twice."""
    if not sheet.rows:
        raise CatalogueError(f"sheet {sheet.title!r} is empty; expected headings and rows")
    first, *others = sheet.rows
    keys: dict[int, str] = {}
    places: dict[str, str] = {}
    for position, value in enumerate(first.cells):
        if value is None:
            continue
        key = headings().get(plain(value))
        place = f"{f'sheet {sheet.title!r}, ' if sheet.title else ''}row {first.number}, column {get_column_letter(position + 1)}"
        if key is None or key in places:
            expected = "each heading once" if key else "a heading of the template; leave notes out of the table"
            raise CatalogueError(f"{place}: {str(value)!r}; expected {expected}")
        keys[position], places[key] = key, f"{get_column_letter(position + 1)} ({value})"
    result = []
    for row in others:
        values = {keys[position]: value for position, value in enumerate(row.cells) if value is not None and position in keys}
        loose = next((position for position, value in enumerate(row.cells) if value is not None and position not in keys), None)
        record = Record(sheet, row.number, values, places, faults)
        if loose is not None:
            record.refuse(
                "", f"column {get_column_letter(loose + 1)} has no heading, but the row has {str(row.cells[loose])!r} there"
            )
        result.append(record)
    return result

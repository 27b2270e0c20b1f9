"""The rows of a plan's workbook: each sheet's cells by column, and what messages call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data_sources.plan_files.reading import Faults
from data_sources.plan_files.workbook.cells import Wrong, is_empty, text_of_cell, value_of
from data_sources.plan_files.workbook.layout import FormColumn, columns, form_languages, form_texts, heading, plain
from data_sources.plan_files.workbook.telling import FormTelling

AnyCell: TypeAlias = Cell | MergedCell
Value: TypeAlias = Any
"""A cell's text, number or answer, or what a plan file has in its place."""


@dataclass(frozen=True)
class FormRow:
    """A row's values by column key, what messages call its cells and the row, and what stands in the cells.

    `becomes` names the list of an objective to which a row of indicators belongs.
    """

    values: dict[str, Value]
    places: Mapping[str, str]
    place: str
    found: Mapping[str, object]
    becomes: str = ""

    @property
    def called(self) -> set[str]:
        """What rows of other sheets may call this one, as `plain`."""
        return {plain(text) for key, text in self.values.items() if text and (key == "id" or key.startswith("name."))}


@dataclass
class Sheets:
    """The rows of a file by sheet, the titles of its sheets, and the faults found so far."""

    file: str
    telling: FormTelling
    titles: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[FormRow]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    wrong: set[str] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The language of the form, in which its faults are told."""
        return self.telling.language

    def fault(self, place: str, found: object, expected: str, **values: object) -> None:
        """Note what is wrong at a place, once: one fault there leads to others."""
        if place not in self.wrong:
            self.wrong.add(place)
            self.faults.append(self.telling.sentence(self.file, place, found, expected, values))


def read_sheets(book: Workbook, file: str) -> Sheets:
    """Read the sheets of a plan, whatever the language of their titles and headings; others are passed over."""
    known = {plain(form_texts()["sheet"][key][language]): key for language in form_languages() for key in columns()}
    found = {known[plain(sheet.title)]: sheet for sheet in book.worksheets if plain(sheet.title) in known}
    result = Sheets(file, FormTelling(_language(book)))
    for key in columns():
        result.titles[key] = found[key].title if key in found else form_texts()["sheet"][key][result.language]
        result.rows[key] = list(_rows(result, key, found[key])) if key in found else []
        if key not in found:
            result.fault(
                result.telling.place_of(result.titles[key]), None, "the sheets of an exported plan under their own names"
            )
    return result


def _language(book: Workbook) -> str:
    titles = {plain(title) for title in book.sheetnames}
    sheets = form_texts()["sheet"].values()
    matches = Counter({one: sum(plain(names[one]) in titles for names in sheets) for one in form_languages()})
    return matches.most_common(1)[0][0]


def _rows(sheets: Sheets, key: str, sheet: Worksheet) -> Iterator[FormRow]:
    """Yield the rows below the headings that are not empty."""
    first, *others = sheet.iter_rows(max_col=max(sheet.max_column, 1)) or ((),)
    by_position = _headings(sheets, key, first)
    headed = {cell.column for cell in first if not is_empty(cell)}
    for cells in others:
        for cell in cells:
            if cell.column not in headed and not is_empty(cell):
                headed.add(cell.column)  # told once a column
                sheets.fault(_place(sheets, key, cell), cell.value, "nothing; the column has no heading of the form")
        filled = {by_position[cell.column]: cell for cell in cells if cell.column in by_position}
        if not all(map(is_empty, filled.values())):
            yield _row(sheets, key, filled)


def _headings(sheets: Sheets, key: str, cells: tuple[AnyCell, ...]) -> dict[int, FormColumn]:
    known = {plain(heading(key, column, language)): column for language in form_languages() for column in columns()[key]}
    result: dict[int, FormColumn] = {}
    for cell in cells:
        column = known.get(plain(cell.value))
        if column in result.values():
            sheets.fault(_place(sheets, key, cell), cell.value, "each heading once")
        elif column:
            result[cell.column or 0] = column
        elif not is_empty(cell):
            sheets.fault(_place(sheets, key, cell), cell.value, "a heading of an exported plan; notes go to a sheet of your own")
    for column in columns()[key]:
        if column not in result.values() and _is_needed(column):
            sheets.fault(_whole(sheets, key, column), None, "all required columns")
    return result


def _row(sheets: Sheets, key: str, filled: Mapping[FormColumn, AnyCell]) -> FormRow:
    values: dict[str, Value] = {}
    # A missing column is reported once, not for every row.
    places = {column.key: _whole(sheets, key, column) for column in columns()[key] if _is_needed(column)}
    places |= {column.key: _place(sheets, key, cell, _called(key, column, sheets)) for column, cell in filled.items()}
    found = {column.key: _found(cell) for column, cell in filled.items() if not is_empty(cell)}
    for column, cell in filled.items():
        value = value_of(cell, column)
        if isinstance(value, Wrong):
            sheets.fault(places[column.key], value.found, value.expected)
        elif value is not None:
            values[column.key] = value
    number = next(iter(filled.values())).row
    return FormRow(values, places, sheets.telling.place_of(sheets.titles[key], number), found)


def _found(cell: AnyCell) -> object:
    """Return what stands in a cell, as messages show it."""
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return float(str(cell.value)) if is_number and "%" not in str(cell.number_format) else text_of_cell(cell)


def _is_needed(column: FormColumn) -> bool:
    return column.required and not column.key.startswith("name.")


def _whole(sheets: Sheets, key: str, column: FormColumn) -> str:
    return sheets.telling.place_of(sheets.titles[key], heading=_called(key, column, sheets))


def _place(sheets: Sheets, key: str, cell: AnyCell, its_heading: str | None = None) -> str:
    return sheets.telling.place_of(sheets.titles[key], cell.row, get_column_letter(cell.column or 1), its_heading)


def _called(key: str, column: FormColumn, sheets: Sheets) -> str:
    return heading(key, column, sheets.language).removesuffix(" *")

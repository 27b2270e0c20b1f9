"""The template of own tables: a workbook with a guide, the sheets to fill in and lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data_sources.errors import CatalogueError
from data_sources.formats.delimited import Value
from data_sources.own_tables.layout import NAMED, REQUIRED, columns, heading, labels, table_texts

LAST_ROW = 2000
"""Last row for which cells offer their lists."""
HEADING = PatternFill("solid", fgColor="1F3A5F")
OPTIONAL_HEADING = PatternFill("solid", fgColor="5B6B7F")
WRAPPED = Alignment(wrap_text=True, vertical="top")
STEPS = ("indicators", "figures", "counts", "small", "hidden", "districts", "importing")
CHOICES = ("theme", "unit", "direction", "sex", "education", "income", "school-stage", "language")
WIDE, NARROW = 34, 16


def write_workbook(tables: Mapping[str, Sequence[Mapping[str, Value]]], language: str, path: Path) -> None:
    """Write a workbook with rows by sheet ("indicators", "figures") and column, or an empty one.

    `CatalogueError` where it cannot be written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    guide, choices = (book.create_sheet(table_texts()["sheet"][key][language]) for key in ("guide", "choices"))
    _fill_guide(guide, language)
    ranges = _fill_choices(choices, language)
    for place, key in enumerate(("indicators", "figures"), 1):
        sheet = book.create_sheet(table_texts()["sheet"][key][language], place)
        _fill(sheet, key, tables.get(key, ()), language, ranges)
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = (
            "landscape",
            sheet.PAPERSIZE_A4,
            0,
        )
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    try:
        book.save(path)
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be written ({error.strerror})") from None


def _fill(sheet: Worksheet, key: str, rows: Sequence[Mapping[str, Value]], language: str, ranges: Mapping[str, str]) -> None:
    for position, column in enumerate(columns(key), 1):
        base = column.partition(".")[0]
        _head(sheet, position, heading(key, column, language), required=base in REQUIRED[key])
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = (
            WIDE if base in (*NAMED, "theme", "indicator", "publisher", "area", "district") else NARROW
        )
        if column in ranges:
            rule = DataValidation("list", formula1=ranges[column], allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(rule)
    for number, row in enumerate(rows, 2):
        for position, column in enumerate(columns(key), 1):
            if row.get(column) is not None:
                sheet.cell(number, position, row[column]).alignment = WRAPPED
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 34


def _head(sheet: Worksheet, position: int, text: str, *, required: bool) -> None:
    cell = sheet.cell(1, position, text)
    cell.font, cell.alignment = Font(bold=True, color="FFFFFF"), WRAPPED
    cell.fill = HEADING if required else OPTIONAL_HEADING


def _fill_guide(sheet: Worksheet, language: str) -> None:
    said = {key: text[language] for key, text in table_texts()["guide"].items()}
    for letter, width in zip("ABC", (18, 34, 100), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet["A1"], sheet["A1"].font = said["title"], Font(bold=True, size=16)
    for number, step in enumerate(STEPS, 3):
        sheet.cell(number, 1, said[step]).alignment = WRAPPED
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=3)
        sheet.row_dimensions[number].height = 17 if len(said[step]) <= 150 else 34
    first = len(STEPS) + 4
    for position, key in enumerate(("sheet", "column", "meaning"), 1):
        cell = sheet.cell(first, position, said[key])
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADING
    for number, row in enumerate(_explained(language), first + 1):
        for position, text in enumerate(row, 1):
            sheet.cell(number, position, text).alignment = WRAPPED
        sheet.row_dimensions[number].height = 32 if len(row[2]) > 105 else 17
    sheet.sheet_view.showGridLines = False


def _explained(language: str) -> list[tuple[str, str, str]]:
    return [
        (table_texts()["sheet"][sheet][language], table_texts()["heading"][sheet][key][language][0], said[language])
        for sheet in ("indicators", "figures")
        for key, said in table_texts()["explanation"][sheet].items()
    ]


def _fill_choices(sheet: Worksheet, language: str) -> dict[str, str]:
    """Fill the hidden sheet of choices and return the range of each column's."""
    ranges = {}
    for position, kind in enumerate(CHOICES, 1):
        found = labels(kind, language)
        for number, text in enumerate(found, 2):
            sheet.cell(number, position, text)
        letter = get_column_letter(position)
        ranges[kind] = f"'{sheet.title}'!${letter}$2:${letter}${len(found) + 1}"
    sheet.sheet_state = "hidden"
    return ranges

"""A plan as a workbook that an official fills in: a guide, one sheet a level of the tree, and lists to choose from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data_sources.indicators import read_indicators, read_themes
from data_sources.model import in_language
from data_sources.plan_files.fields import FIRST_YEAR, LAST_YEAR
from data_sources.plan_files.workbook.content import Row, rows_of
from data_sources.plan_files.workbook.layout import (
    MARK,
    FormColumn,
    Source,
    columns,
    explanation,
    form_texts,
    group_label,
    heading,
    labels,
)
from data_sources.plan_files.workbook.wording import ways_of_writing
from data_sources.plans import Plan

LAST_ROW = 500
"""Last row for which cells offer their lists."""
HEADING = PatternFill("solid", fgColor="1F3A5F")
OPTIONAL_HEADING = PatternFill("solid", fgColor="5B6B7F")
EXAMPLE = PatternFill("solid", bgColor="FFF4CC", fgColor="FFF4CC")
FONT = "Calibri"
WRAPPED = Alignment(wrap_text=True, vertical="top")
RULE = Border(bottom=Side("thin", color="D0D5DB"))


def write_workbook(plan: Plan | None, language: str, path: Path) -> None:
    """Write the plan, or an empty form without one, with headings and choices in a language."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in ("guide", *columns(), "indicators", "choices"):
        book.create_sheet(form_texts()["sheet"][sheet][language])
    _fill_guide(book[form_texts()["sheet"]["guide"][language]], language)
    sources = _fill_choices(book[form_texts()["sheet"]["choices"][language]], language)
    sources["indicator"] = _fill_indicators(book[form_texts()["sheet"]["indicators"][language]], language)
    for sheet in ("priority", "objective"):
        position = [column.key for column in columns()[sheet]].index(f"name.{language}") + 1
        sources[sheet] = _range(form_texts()["sheet"][sheet][language], position, LAST_ROW)
    for sheet, rows in rows_of(plan, language).items():
        _fill(book[form_texts()["sheet"][sheet][language]], sheet, rows, language, sources)
    book.active = 0 if plan is None else 1
    book.save(path)


def _fill(sheet: Worksheet, key: str, rows: list[Row], language: str, sources: Mapping[str, str]) -> None:
    _head(sheet, [(heading(key, one, language), one.width, one.required) for one in columns()[key]])
    for position, column in enumerate(columns()[key], 1):
        whole = sheet.column_dimensions[get_column_letter(position)]
        whole.number_format = "@" if column.kind in ("text", "wording") else "General"  # of 3-5 no date is made
        whole.alignment = WRAPPED
        _validate(sheet, position, column, language, sources)
    for number, row in enumerate(rows, 2):
        _write(sheet, number, [row.get(column.key) for column in columns()[key]])
    if key == "target":
        mark = get_column_letter([column.key for column in columns()[key]].index("example") + 1)
        last = get_column_letter(len(columns()[key]))
        rule = Rule("expression", dxf=DifferentialStyle(fill=EXAMPLE), formula=[f'${mark}2="{MARK}"'])
        sheet.conditional_formatting.add(f"A2:{last}{LAST_ROW}", rule)


def _write(sheet: Worksheet, number: int, values: Iterable[str | float | None]) -> None:
    """Write a row, as high as its longest text needs: programs do not all find that out by themselves."""
    lines = 1
    for position, value in enumerate(values, 1):
        cell = sheet.cell(number, position, value)
        whole = sheet.column_dimensions[get_column_letter(position)]
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with = is no formula
            lines = max(lines, math.ceil(1.05 * len(value) / whole.width))
        cell.number_format, cell.alignment, cell.border = whole.number_format, WRAPPED, RULE
    sheet.row_dimensions[number].height = 3 + 15 * lines


def _head(sheet: Worksheet, headings: list[tuple[str, int, bool]]) -> None:
    for position, (text, width, required) in enumerate(headings, 1):
        cell = sheet.cell(1, position, text)
        cell.font = Font(FONT, bold=True, color="FFFFFF")
        cell.fill = HEADING if required else OPTIONAL_HEADING
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.row_dimensions[1].height = 62
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _print_on_one_width(sheet)


def _print_on_one_width(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _validate(sheet: Worksheet, position: int, column: FormColumn, language: str, sources: Mapping[str, str]) -> None:
    rules = {
        "choice": lambda: DataValidation("list", formula1=sources[column.source or column.parent]),
        "mark": lambda: DataValidation("list", formula1=f'"{MARK}"'),
        "year": lambda: DataValidation("whole", formula1=str(FIRST_YEAR), formula2=str(LAST_YEAR), operator="between"),
        "number": lambda: DataValidation("decimal", formula1="-1000000000", formula2="1000000000", operator="between"),
    }
    if column.kind in rules:
        rule = rules[column.kind]()
        rule.allow_blank, rule.showErrorMessage, rule.error = True, True, form_texts()["wrong"][column.kind][language]
        letter = get_column_letter(position)
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _range(title: str, position: int, last: int) -> str:
    letter = get_column_letter(position)
    return f"'{title}'!${letter}$2:${letter}${last}"


def _fill_guide(sheet: Worksheet, language: str) -> None:
    said = {key: texts[language] for key, texts in form_texts()["guide"].items()}
    for letter, width in zip("ABC", (20, 44, 96), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet["A1"], sheet["A1"].font = said["title"], Font(FONT, bold=True, size=16)
    steps = ("order", "required", "languages", "rows", "colours", "importing")
    for number, step in enumerate(steps, 3):
        sheet.cell(number, 1, said[step]).alignment = WRAPPED
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=3)
        sheet.row_dimensions[number].height = 3 + 15 * math.ceil(len(said[step]) / 140)
    first = len(steps) + 4
    for number, row in enumerate([(said["sheet"], said["column"], said["meaning"]), *_explained(language)], first):
        _write(sheet, number, row)
    ways = sheet.max_row + 2
    column = next(heading("target", one, language) for one in columns()["target"] if one.kind == "wording")
    rows = [(column, example, meaning) for example, meaning in ways_of_writing(language)]
    for number, row in enumerate([(said["ways"], said["way"], said["said"]), *rows], ways):
        _write(sheet, number, row)
    for cell in (*sheet[first], *sheet[ways]):
        cell.font, cell.fill = Font(FONT, bold=True, color="FFFFFF"), HEADING
    sheet.sheet_view.showGridLines = False
    _print_on_one_width(sheet)


def _explained(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield sheet, column and explanation; columns that differ by language or tag only are explained together."""
    for sheet, its_columns in columns().items():
        for _, alike in groupby(its_columns, key=lambda column: column.key.partition(".")[0]):
            together = list(alike)
            headings = ", ".join(heading(sheet, column, language) for column in together)
            yield form_texts()["sheet"][sheet][language], headings, explanation(sheet, together[0], language)


def _fill_choices(sheet: Worksheet, language: str) -> dict[str, str]:
    """Fill the hidden sheet of choices and return the range of each kind."""
    sources: dict[str, str] = {}
    kinds: tuple[Source, ...] = ("area", "group", "direction", "done")
    for position, source in enumerate(kinds, 1):
        found = list(labels(source, language).values())
        for number, label in enumerate(found, 2):
            sheet.cell(number, position, label)
        sources[source] = _range(sheet.title, position, len(found) + 1)
    sheet.sheet_state = "hidden"
    return sources


def _fill_indicators(sheet: Worksheet, language: str) -> str:
    """Fill the list of indicators and return the range of their labels."""
    widths = {"indicator": 60, "theme": 34, "unit": 16, "direction": 18, "groups": 100}
    _head(sheet, [(form_texts()["list"][key][language], width, True) for key, width in widths.items()])
    themes, directions = read_themes(), labels("direction", language)
    for number, (id_, label) in enumerate(labels("indicator", language).items(), 2):
        indicator = read_indicators()[id_]
        row = (
            label,
            in_language(themes[indicator.theme], language),
            form_texts()["unit"][indicator.unit][language],
            directions.get(indicator.direction, "\N{EN DASH}"),
            "; ".join(group_label(group, language) for group in indicator.groups),
        )
        _write(sheet, number, row)
    return _range(sheet.title, 1, len(labels("indicator", language)) + 1)

"""The content of a cell of a plan's workbook, whatever a spreadsheet program made of what was typed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl.cell import Cell, MergedCell

from data_sources.plan_files.fields import one_line
from data_sources.plan_files.workbook.layout import MARK, FormColumn, Source, codes, plain

CHOICE = "a choice from the cell's list"
INDICATOR = "a choice from the cell's list, or nothing where the target has no indicator but a name in its own column"


@dataclass(frozen=True, slots=True)
class Wrong:
    """The value of a cell that is not what the column takes, and what was expected."""

    found: str
    expected: str


def is_empty(cell: Cell | MergedCell) -> bool:
    """Tell whether nothing can be seen in a cell."""
    return cell.value is None or not str(cell.value).strip()


def value_of(cell: Cell | MergedCell, column: FormColumn) -> str | float | bool | Wrong | None:
    """Return the cell's value as the column's kind: a text, a year, a number, a mark, the code of a choice; None if empty."""
    if is_empty(cell):
        return None
    if cell.data_type == "e":
        return Wrong(str(cell.value), "a value; the formula of this cell has failed")
    if column.kind in ("year", "number"):
        return _year(cell) if column.kind == "year" else _number(cell)
    if column.kind == "wording" and not isinstance(cell.value, str):
        return _number_of_target(cell)
    text = text_of_cell(cell)
    if column.kind == "mark":
        return True if plain(text) == MARK or cell.value is True else Wrong(text, "x or nothing")
    return _code(text, column.source) if column.source else text


def _code(text: str, source: Source) -> str | Wrong | None:
    known = codes(source)
    code = known.get(plain(text))
    named = re.search(r"\(([a-z0-9-]+)\)$", text)  # an indicator's name may have changed since, its id has not
    if code is None and source == "indicator" and named and named[1] in known:
        code = named[1]
    return Wrong(text, INDICATOR if source == "indicator" else CHOICE) if code is None else code or None


def _number_of_target(cell: Cell | MergedCell) -> str | float | Wrong:
    """Return the number of a cell that may hold words too: as words with its per cent sign where a program shows one.

    A date is refused: a program made it of what was written, such as the 3rd of May of 3-5.
    """
    if isinstance(cell.value, datetime | date | time):
        return Wrong(text_of_cell(cell), "the text of the target; a program has made a date of it, so format the cell as text")
    number = _number(cell)
    return text_of_cell(cell) if "%" in str(cell.number_format) and not isinstance(number, Wrong) else number


def _year(cell: Cell | MergedCell) -> int | Wrong:
    number = _number(cell)
    if isinstance(number, Wrong) or number != int(number):
        return Wrong(str(cell.value), "a year such as 2029")
    return int(number)


def _number(cell: Cell | MergedCell) -> float | Wrong:
    """Return a number, written with a decimal point or a comma; what a program took for a percentage is in per cent again."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return round(value * 100, 9) if "%" in str(cell.number_format) else float(value)
    text = re.sub(r"\s", "", str(value)).replace(",", ".").replace("\N{MINUS SIGN}", "-").removesuffix("%")
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", text):
        return float(text)
    return Wrong(str(value), "a number such as 12,5, without its unit")


def text_of_cell(cell: Cell | MergedCell) -> str:
    """Return the text of a cell on one line, dates as Finns write them and percentages as they are shown."""
    value = cell.value
    if isinstance(value, datetime | date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, int | float) and "%" in str(cell.number_format):
        return f"{value * 100:.12g} %"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return one_line(str(value))

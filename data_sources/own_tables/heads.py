"""The headings of a sheet: which row they are in, what each column is, and years or groups that are columns of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NoReturn

from openpyxl.utils import get_column_letter

from data_sources.errors import CatalogueError
from data_sources.formats.delimited import DelimitedRow, Value
from data_sources.model import DIMENSIONS
from data_sources.own_tables.layout import category, choices, columns, form_languages, headings, plain, table_texts
from data_sources.own_tables.messages import said

LAST_ROW_OF_HEAD = 25
"""Rows that are looked through for headings; those above are a title."""
NUMBERS = ("answers", "sample_size", "numerator", "denominator", "value", "low", "high")
MEASURED = ("answers", "numerator", "value")
_YEAR = r"(?:19|20)\d\d(?:\s*[-\N{EN DASH}]\s*(?:19|20)\d\d)?\*?"
_NAMED_UNKNOWN = 6


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of its own for a year, a group or both: the values that its heading gives, and what its cells are."""

    position: int
    place: str
    key: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Head:
    """The headings: row, position (from 0) and place of each column by key, columns of years or groups, and what is left out.

    `columns` are the places of all columns that are read, by position; `units` are those that a heading names, by key.
    """

    row: int
    keys: Mapping[str, int]
    places: Mapping[str, str]
    columns: Mapping[int, str]
    language: str
    wide: Sequence[WideColumn] = ()
    passed: frozenset[int] = frozenset()
    second_indicator: int | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    last_row: int = 0

    @property
    def measured(self) -> bool:
        """True where some column holds values."""
        return bool(self.wide) or any(key in self.keys for key in MEASURED)

    @property
    def dated(self) -> bool:
        """True where each value has a year."""
        return "period" in self.keys or (bool(self.wide) and all("period" in wide.values for wide in self.wide))


def letters(position: int) -> str:
    """Return a column's letters by its position from 0."""
    return str(get_column_letter(position + 1))


def find_head(rows: Sequence[DelimitedRow]) -> Head | None:
    """Return the headings of a sheet, None where it has none; `CatalogueError` for headings that cannot be understood."""
    best, most = None, 1
    for place, row in enumerate(rows[:LAST_ROW_OF_HEAD]):
        known = len({heading_key(str(cell))[0] for cell in row.cells if cell is not None} - {None})
        if known > most:
            best, most = place, known
    if best is None:
        return None
    return _HeadReading(rows, best).head()


@cache
def heading_key(text: str) -> tuple[str | None, str]:
    """Return the key of a heading, None where it is none, and the unit that it names beside it: `Arvo (%)`."""
    if key := headings().get(plain(text)):
        return key, ""
    match = re.fullmatch(r"(.+?)\s*(?:\((.+)\)|\[(.+)\]|[,:]\s*(.+)|\s(%))", " ".join(text.split()))
    if not match:
        return None, ""
    key = headings().get(plain(match[1]))
    unit = plain(next(filter(None, match.groups()[1:])))
    if key not in NUMBERS or unit not in choices("unit").keys() | _counting():
        return None, ""
    return key, choices("unit").get(unit, "")


@cache
def _counting() -> frozenset[str]:
    return frozenset(plain(word) for word in table_texts()["passed"]["counting"])


@cache
def _passed() -> frozenset[str]:
    return frozenset(plain(word) for word in table_texts()["passed"]["columns"])


@cache
def wide_heading(text: str) -> tuple[str, Mapping[str, str]] | None:
    """Return what the cells of a column of a year or group are and what its heading says: ("value", {"period": "2024"})."""
    text = " ".join(text.split())
    match = re.fullmatch(rf"(.*?)[\s,:]*\b({_YEAR})|({_YEAR})[\s,:]+(.*)", text)
    rest, year = ((match[1] or match[4] or ""), (match[2] or match[3])) if match else (text, "")
    values = {"period": year} if year else {}
    if not rest:
        return "value", values
    key, _ = heading_key(rest)
    if key in NUMBERS and year:
        return (key or ""), values
    for dimension in DIMENSIONS:
        found = category(dimension, rest)
        if found:
            return "value", {**values, dimension: rest}
        if found == "":
            return "value", values
    return None


class _HeadReading:
    """The making of one sheet's head."""

    def __init__(self, rows: Sequence[DelimitedRow], place: int) -> None:
        self.above, self.row, self.below = rows[:place], rows[place], rows[place + 1 :]
        self.under = self._second_row()
        self.keys: dict[str, int] = {}
        self.columns: dict[int, str] = {}
        self.wide: list[WideColumn] = []
        self.units: dict[str, str] = {}
        self.passed: set[int] = set()
        self.second_indicator: int | None = None
        self.unknown: list[str] = []
        self.notes: list[str] = []

    def head(self) -> Head:
        for position, text in self._texts():
            self._column(position, text)
        if self.unknown:
            self._refuse_unknown()
        self._check_wide()
        self._note()
        last = self.under.number if self.under else self.row.number
        places = {key: self.columns[position] for key, position in self.keys.items()}
        return Head(
            self.row.number,
            self.keys,
            places,
            self.columns,
            self._language(),
            tuple(self.wide),
            frozenset(self.passed),
            self.second_indicator,
            self.units,
            tuple(self.notes),
            last,
        )

    def _texts(self) -> Iterator[tuple[int, str]]:
        """Yield position and text of each heading; of two rows of headings both, the upper one reaching to the next."""
        upper = ""
        width = max(len(self.row.cells), len(self.under.cells) if self.under else 0)
        for position in range(width):
            own = _text_at(self.row, position)
            upper = own or upper
            lower = _text_at(self.under, position) if self.under else ""
            if lower and plain(lower) not in _counting() | choices("unit").keys():
                keyed = heading_key(upper)[0] if own else None
                yield position, lower if keyed or not upper else f"{upper} {lower}"
            elif own:
                yield position, own

    def _second_row(self) -> DelimitedRow | None:
        """Return the second row of headings: texts only, none below the columns of indicators, areas and years."""
        if not self.below:
            return None
        row = self.below[0]
        filled = [position for position, cell in enumerate(row.cells) if cell is not None]
        keys = {position: heading_key(_text_at(self.row, position))[0] for position in filled}
        if len(filled) < 2 or set(keys.values()) & {"indicator", "area", "district", "period", *columns("indicators")}:
            return None
        texts = [str(row.cells[position]) for position in filled]
        known = _counting() | choices("unit").keys()
        if all(plain(text) in known or wide_heading(_whole(text)) for text in texts):
            return row
        return None

    def _column(self, position: int, text: str) -> None:
        place = f"{letters(position)} ({text})"
        key, unit = heading_key(text)
        if key is None:
            wide = wide_heading(_whole(text))
            if wide:
                self.wide.append(WideColumn(position, place, *wide))
                self.columns[position] = place
            elif plain(text) in _passed():
                self.passed.add(position)
                self.notes.append(f"column {place} is not read")
            else:
                self.unknown.append(place)
        elif key not in self.keys:
            self.keys[key], self.columns[position] = position, place
            if unit:
                self.units[key] = unit
        elif key == "indicator" and self.second_indicator is None:
            self.second_indicator = position
            self.passed.add(position)
            self.notes.append(f"column {place} is read only where column {self.columns[self.keys[key]]} is empty")
        else:
            first = self.columns[self.keys[key]]
            self._stop(f"{text!r} means the same as the heading of column {first}; expected each heading once", letters(position))

    def _refuse_unknown(self) -> None:
        named = ", ".join(self.unknown[:_NAMED_UNKNOWN]) + (", ..." if len(self.unknown) > _NAMED_UNKNOWN else "")
        leave = table_texts()["passed"]["columns"][0]
        self._stop(
            f"no heading of the template: {named}; name such a column by a heading of the template, or {leave!r} where it is "
            "not to be read"
        )

    def _stop(self, reason: str, column: str = "") -> NoReturn:
        """Raise `CatalogueError` with the row, and the column where it is about one, in the language of the headings."""
        language = self._language()
        places = [f"row {self.row.number}", *([f"column {column}"] if column else [])]
        raise CatalogueError(f"{', '.join(said(place, language) for place in places)}: {said(reason, language)}")

    def _check_wide(self) -> None:
        """Refuse columns of years or groups beside a column that says the same."""
        for wide in self.wide:
            both = [key for key in (*wide.values, *(("value",) if wide.key == "value" else ())) if key in self.keys]
            if both:
                other = self.columns[self.keys[both[0]]]
                self._stop(
                    f"a year or group as a heading beside the column {other}; expected one row for each value, or one column "
                    "for each year or group",
                    wide.place,
                )

    def _note(self) -> None:
        if self.above:
            shown = " ".join(str(cell) for row in self.above for cell in row.cells if cell is not None)[:80]
            self.notes.append(f"above the headings is not read: {shown}")
        if self.under:
            self.notes.append(f"the headings are in rows {self.row.number} and {self.under.number}")
        if self.wide:
            self.notes.append(f"years or groups are columns of their own: {', '.join(wide.place for wide in self.wide[:12])}")

    def _language(self) -> str:
        found: Counter[str] = Counter()
        for position in range(len(self.row.cells)):
            found.update(_languages(plain(_text_at(self.row, position))))
        return max(form_languages(), key=lambda language: found[language])


@cache
def _languages(text: str) -> frozenset[str]:
    """Return the languages in which a text is a heading."""
    found = set()
    for sheet in ("figures", "indicators"):
        for by_language in table_texts()["heading"][sheet].values():
            found |= {language for language, texts in by_language.items() if text.partition(" (")[0] in map(plain, texts)}
    return frozenset(found)


def _text_at(row: DelimitedRow, position: int) -> str:
    cell: Value = row.cells[position] if position < len(row.cells) else None
    return "" if cell is None else _whole(cell)


def _whole(cell: Value) -> str:
    """Return a heading as a text: the year 2024 of a spreadsheet is 2024.0."""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)

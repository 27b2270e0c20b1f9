"""The rows of a sheet as records by column, which know their place and refuse what is wrong by naming it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from data_sources.formats.delimited import DelimitedRow, Value
from data_sources.formats.numbers import DecimalSign, is_ambiguous, number
from data_sources.own_tables import Fault
from data_sources.own_tables.heads import Head, WideColumn, letters
from data_sources.own_tables.layout import hint_hidden, is_like_hidden

Progress: TypeAlias = Callable[[Sequence[DelimitedRow]], Iterable[DelimitedRow]]


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet of a workbook, or a whole CSV file, which has no title: its headings and the rows below them.

    `unread` says by row and column (from 1) why a cell cannot be read.
    """

    title: str
    head: Head
    rows: Sequence[DelimitedRow]
    decimal: DecimalSign
    unread: Mapping[int, Mapping[int, str]] = field(default_factory=dict)


@dataclass
class RowFaults:
    """What is wrong with rows, each fault once, and which rows are lost by it."""

    _found: dict[Fault, None] = field(default_factory=dict)
    _rows: set[tuple[str, int]] = field(default_factory=set)

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        self._found[fault] = None
        self._rows.add((fault.sheet, fault.row))

    def of(self, sheet: str, row: int) -> bool:
        """Tell whether a row has a fault."""
        return (sheet, row) in self._rows

    def all(self) -> list[Fault]:
        """Return the faults in the order of sheets as they came and of rows."""
        order = {sheet: place for place, sheet in enumerate(dict.fromkeys(fault.sheet for fault in self._found))}
        return sorted(self._found, key=lambda fault: (order[fault.sheet], fault.row))


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row's place, by which it is refused or remarked upon."""

    sheet: str
    row: int
    places: Mapping[str, str]
    faults: RowFaults

    def refuse(self, key: str, reason: str) -> None:
        """Note why the row is refused, at the column of `key`, or at the row where it has no such column."""
        self.faults.add(Fault(reason, self.sheet, self.row, self.places.get(key, "")))

    @property
    def is_good(self) -> bool:
        """True where nothing of the row has been refused."""
        return not self.faults.of(self.sheet, self.row)


@dataclass(frozen=True, slots=True)
class Record:
    """One row, or what one column of years or groups adds to a row: values by column key."""

    spot: RowPlace
    values: Mapping[str, Value]
    decimal: DecimalSign = ""

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
        found = number(value, self.decimal)
        if found is None:
            self.refuse(key, self._why_no_number(key))
        return found

    def _why_no_number(self, key: str) -> str:
        text, example = self.text(key), f"12{self.decimal or ','}5"
        if is_ambiguous(text, self.decimal):
            return f"{text!r} may be read in two ways; write it without a sign between thousands"
        if self.decimal and number(text) is not None:
            return f"{text!r} has another decimal sign than most numbers of the file; use one of them only"
        if is_like_hidden(text):
            return (
                f"{text!r} is no number; write {hint_hidden()} where the number is suppressed, nothing where it is missing, "
                "0 for none"
            )
        return f"{text!r} is no number; expected one such as {example}, without its unit or a note mark"

    def refuse(self, key: str, reason: str) -> None:
        """Note why the row is refused, at the column of `key`, or at the row where it has no such column."""
        self.spot.refuse(key, reason)

    @property
    def row(self) -> int:
        """The row's number, from 1."""
        return self.spot.row

    @property
    def is_good(self) -> bool:
        """True where nothing of the row has been refused."""
        return self.spot.is_good


def records(sheet: TableSheet, faults: RowFaults, progress: Progress = iter) -> Iterator[Record]:
    """Yield the rows of values below the headings; one for each column of years or groups where the sheet has such.

    `progress` is given the rows and returns them one by one, so that it can tell how far the reading is.
    """
    head = sheet.head
    keys = list(head.keys.items())
    many: Sequence[WideColumn | None] = head.wide or (None,)
    known = set(head.keys.values()) | {wide.position for wide in head.wide} | head.passed
    for row in progress(sheet.rows):
        if is_note(row, head):
            continue
        cells, width = row.cells, len(row.cells)
        values = {key: cells[at] for key, at in keys if at < width and cells[at] is not None}
        if "indicator" not in values and head.second_indicator is not None and head.second_indicator < width:
            values |= {"indicator": cells[head.second_indicator]} if cells[head.second_indicator] is not None else {}
        spot = RowPlace(sheet.title, row.number, head.places, faults)
        _refuse_loose(spot, row, known)
        _refuse_unread(spot, sheet, head.columns)
        for wide in many:
            yield _wide(spot, values, wide, row, sheet) if wide else Record(spot, values, sheet.decimal)


def describing(sheet: TableSheet, positions: Mapping[str, int], faults: RowFaults) -> Iterator[Record]:
    """Yield what the rows hold in columns that describe indicators, by their positions; nothing of rows that are empty there."""
    its = {**positions, **{key: sheet.head.keys[key] for key in ("indicator",) if key in sheet.head.keys}}
    places = {position: sheet.head.columns[position] for position in its.values()}
    for row in sheet.rows:
        described = [row.cells[at] for at in positions.values() if at < len(row.cells)]
        if described.count(None) == len(described) or is_note(row, sheet.head):
            continue
        values = {key: row.cells[at] for key, at in its.items() if at < len(row.cells) and row.cells[at] is not None}
        place = RowPlace(sheet.title, row.number, sheet.head.places, faults)
        _refuse_unread(place, sheet, places)
        yield Record(place, values, sheet.decimal)


def _refuse_unread(spot: RowPlace, sheet: TableSheet, columns: Mapping[int, str]) -> None:
    """Refuse the row where a cell of these columns (places by position) cannot be read."""
    for at, reason in sheet.unread.get(spot.row, {}).items() if sheet.unread else ():
        if at - 1 in columns:
            spot.faults.add(Fault(reason, sheet.title, spot.row, columns[at - 1]))


def _wide(spot: RowPlace, values: Mapping[str, Value], wide: WideColumn, row: DelimitedRow, sheet: TableSheet) -> Record:
    cell = row.cells[wide.position] if wide.position < len(row.cells) else None
    own: dict[str, Value] = {**values, **wide.values, **({} if cell is None else {wide.key: cell})}
    places = {**spot.places, **dict.fromkeys((wide.key, *wide.values), wide.place)}
    return Record(RowPlace(spot.sheet, spot.row, places, spot.faults), own, sheet.decimal)


def is_note(row: DelimitedRow, head: Head) -> bool:
    """Tell whether a row below a table holds one text only, as a note does, and is no row of values."""
    if len(head.columns) <= 2 or len(row.cells) - row.cells.count(None) != 1:
        return False
    return isinstance(next(cell for cell in row.cells if cell is not None), str)


def _refuse_loose(spot: RowPlace, row: DelimitedRow, known: set[int]) -> None:
    for at, value in enumerate(row.cells):
        if value is not None and at not in known:
            spot.refuse("", f"column {letters(at)} has no heading, but the row has {str(value)!r} there")
            return

"""Rows of values as cells: area, group, period and counts or value, each row good or refused by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from data_sources.areas import FormerArea, read_areas
from data_sources.disclosure.cells import Cell
from data_sources.model import DEFAULT_LANGUAGE, DIMENSIONS, TOTAL, ObservationStatus, Period, PopulationGroup, Unit
from data_sources.own_tables import Description, Fault, TableIndicator
from data_sources.own_tables.amounts import refuse_unlikely
from data_sources.own_tables.counts import COUNTS, MULTIPLIERS, counted
from data_sources.own_tables.descriptions import Descriptions, is_signed
from data_sources.own_tables.layout import category, plain, table_texts
from data_sources.own_tables.looks import Looks
from data_sources.own_tables.messages import ranges
from data_sources.own_tables.places import Places, parents_of
from data_sources.own_tables.records import Record, RowPlace, TableSheet

_EXPECTED_PERIOD = "expected a year such as 2025, or years such as 2024-2025"


@dataclass(frozen=True, slots=True)
class _Read:
    """A good row: its cell, whose counts it has, and the former municipality that it names."""

    row: RowPlace
    cell: Cell
    counts: str | None
    former: FormerArea | None


@dataclass
class RowReading:
    """Reads rows one by one; `indicators` returns the good ones, `notes` and `remarks` what else to tell."""

    descriptions: Descriptions
    places: Places
    notes: dict[str, None] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)
    _found: dict[str, list[_Read]] = field(default_factory=lambda: defaultdict(list))
    _described: dict[str, Description] = field(default_factory=dict)
    _signed: dict[str, bool] = field(default_factory=dict)
    _parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _remarks: list[Fault] = field(default_factory=list)

    def read(self, sheet: TableSheet, rows: Iterable[Record]) -> None:
        """Read rows of values of a sheet; what is wrong with them is noted in their faults."""
        for row in rows:
            if not row.is_good:
                continue
            described = self.descriptions.find(row)
            area, former = self.places.find(row)
            group, period = _group(row), _period(row)
            if described is None or area is None or group is None or period is None:
                continue
            parents = self._parents.get(area.code) or self._parents.setdefault(area.code, parents_of(area))
            cell = Cell(area.code, group, period, None, None, parents=parents, level=area.level)
            refuse_unlikely(row, described.unit, sheet.head.units)
            found = counted(row, cell, described.unit, signed=self._is_signed(described)) if row.is_good else None
            if found and row.is_good:
                self._described[described.id] = described
                self._found[described.id].append(_Read(row.spot, *found, former))
                self.looks.add(row, found[0], described)
                self._remark(row)

    def remarks(self) -> list[Fault]:
        """Return what is to be told of rows that are read all the same."""
        return self._remarks

    def _remark(self, row: Record) -> None:
        said = self.places.remark(row)
        if said:
            self._remarks.append(Fault(said, row.spot.sheet, row.row, row.spot.places.get("area", "")))
        if row.text("period").endswith("*"):
            reason = f"{row.text('period')!r} is a preliminary value, and is stored as other values are"
            self._remarks.append(Fault(reason, row.spot.sheet, row.row, row.spot.places.get("period", "")))

    def _is_signed(self, described: Description) -> bool:
        if described.id not in self._signed:
            self._signed[described.id] = is_signed(described)
        return self._signed[described.id]

    def indicators(self) -> list[TableIndicator]:
        """Return the good values by indicator: former municipalities added up, none twice, counts of one kind."""
        return [self._indicator(self._described[id_], found) for id_, found in self._found.items()]

    def _indicator(self, described: Description, found: Sequence[_Read]) -> TableIndicator:
        kinds = [read.counts for read in found if read.counts]
        counts = kinds[0] if kinds else None
        for read in found:
            if read.counts not in (counts, None):
                read.row.refuse(COUNTS[read.counts or ""][0], "another way of giving counts than the rows above; use one of them")
        by_key: dict[tuple[str, PopulationGroup, int], list[_Read]] = defaultdict(list)
        for read in found:
            if read.row.is_good:
                by_key[read.cell.area, read.cell.group, read.cell.period.last].append(read)
        cells = [cell for same in by_key.values() if (cell := self._one(same, described.unit))]
        return TableIndicator(described, [_with_value(cell, described) for cell in cells], counts)

    def _one(self, same: Sequence[_Read], unit: Unit) -> Cell | None:
        former = [read for read in same if read.former]
        if len(same) == 1 and not former:
            return same[0].cell
        names = {read.former.names[0]: read.former for read in former if read.former}
        if former and len(same) - len(former) <= 1 and len(names) == len(former) and _can_be_added(same):
            for name, one in names.items():
                today = read_areas().by_code[one.today or ""].name[DEFAULT_LANGUAGE]
                self.notes[f"{name} has been part of {today} since {one.year}: its counts are added to it"] = None
            return _sum([read.cell for read in same], unit)
        for read in former or same:
            read.row.refuse("area" if former else "indicator", _merged_into(read.former) if read.former else _twice(read, same))
        return None


def _merged_into(former: FormerArea) -> str:
    today, name = read_areas().by_code[former.today or ""].name[DEFAULT_LANGUAGE], former.names[0]
    return (
        f"{name} has been part of {today} since {former.year}; give the value of {today}, or counts of both, which are added "
        f"up, or a district ({today} / {name})"
    )


def _twice(read: _Read, same: Sequence[_Read]) -> str:
    others = [other.row for other in same if other is not read]
    near = [one.row for one in others if one.sheet == read.row.sheet]
    named = f"row {near[0]}" if len(near) == 1 else f"rows {ranges(near)}"
    if not near:
        named = f"sheet {others[0].sheet!r}, row {others[0].row}"
    return f"the same indicator, area, group and year as in {named}; expected one of them"


def _can_be_added(same: Sequence[_Read]) -> bool:
    """Tell whether counts of a municipality of today and of those that merged into it are all there."""
    today = [read for read in same if not read.former]
    return len(today) == 1 and all(read.cell.numerator is not None and read.cell.value is None for read in same)


def _sum(cells: Sequence[Cell], unit: Unit) -> Cell:
    numerator = sum(cell.numerator or 0 for cell in cells)
    denominator = None if unit.is_count else sum(cell.denominator or 0 for cell in cells)
    return replace(cells[0], numerator=numerator, denominator=denominator)


def _with_value(cell: Cell, described: Description) -> Cell:
    """Return the cell with the value that its counts make, rounded as the indicator is shown."""
    if cell.value is not None or cell.numerator is None:
        return cell
    if described.unit.is_count:
        return replace(cell, value=cell.numerator)
    if not cell.denominator:
        return replace(cell, numerator=None, denominator=None, status=ObservationStatus.MISSING)
    return replace(cell, value=round(cell.numerator / cell.denominator * MULTIPLIERS[described.unit], described.decimals))


def _group(row: Record) -> PopulationGroup | None:
    group, wrong = _grouped(tuple(row.text(dimension) if dimension in row.values else "" for dimension in DIMENSIONS))
    for dimension, reason in wrong:
        row.refuse(dimension, reason)
    return None if wrong else group


@cache
def _grouped(texts: Sequence[str]) -> tuple[PopulationGroup, list[tuple[str, str]]]:
    """Return the group of texts by dimension, and what is wrong with them by dimension."""
    group, wrong = TOTAL, []
    for dimension, text in zip(DIMENSIONS, texts, strict=True):
        found = category(dimension, text) if text else ""
        if found is None:
            wrong.append((dimension, f"{text!r} is no {dimension}; expected {_expected(dimension)}"))
        elif found:
            group = group.with_category(dimension, found)
    return group, wrong


def _expected(dimension: str) -> str:
    if dimension == "age":
        return "such as 20-64 or 65+"
    known = table_texts()["category"][dimension]
    return ", ".join(f"{said['fi'][0]} ({code})" for code, said in known.items())


def _period(row: Record) -> Period | None:
    found = _read_period(row.text("period"))
    if isinstance(found, str):
        row.refuse("period", found)
        return None
    return found


@cache
def _read_period(text: str) -> Period | str:
    """Return the period of a text (a year of pandas is 2024.0), or why it is none."""
    try:
        return Period.parse(re.sub(r"\.0+$", "", plain(text).replace(" ", "")))
    except ValueError:
        return f"{text!r}; {_EXPECTED_PERIOD}" if text else f"is empty; {_EXPECTED_PERIOD}"


def cell_text(cell: Cell) -> str:
    """Return a cell's value as the preview shows it."""
    counts = (
        ""
        if cell.numerator is None
        else f" ({cell.numerator:g}{'' if cell.denominator is None else f' of {cell.denominator:g}'})"
    )
    interval = "" if cell.low is None else f" [{cell.low:g}-{cell.high:g}]"
    shown = cell.status if cell.value is None else f"{cell.value:g}"
    return f"{re.sub('^$', 'everybody', str(cell.group))}, {cell.period}: {shown}{interval}{counts}"

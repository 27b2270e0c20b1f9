"""Exports of the Sotkanet portal: title, id, area, its code, sex, year and value, without headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from data_sources.adapters.sotkanet import SOURCE
from data_sources.areas import read_areas
from data_sources.disclosure.cells import Cell
from data_sources.errors import CatalogueError
from data_sources.formats.delimited import DelimitedRow
from data_sources.formats.numbers import DecimalSign, decimal_sign, number
from data_sources.indicators import read_indicators
from data_sources.model import DEFAULT_LANGUAGE, TOTAL, Area, Indicator, Period, PopulationGroup
from data_sources.own_tables import Fault, OwnTable, TableIndicator
from data_sources.own_tables.layout import category
from data_sources.own_tables.places import parents_of

TITLE, ID, AREA, CODE, SEX, YEAR, VALUE = range(7)


def is_portal_export(rows: Sequence[DelimitedRow]) -> bool:
    """Tell whether the first rows are those of a portal export."""
    return bool(rows) and all(
        len(row.cells) > YEAR
        and re.fullmatch(r"\d{1,5}", str(row.cells[ID]))
        and re.fullmatch(r"(19|20)\d\d", str(row.cells[YEAR]))
        and category("sex", str(row.cells[SEX])) is not None
        for row in rows[:3]
    )


def read_export(rows: Sequence[DelimitedRow], layout: str) -> OwnTable:
    """Return the values by indicator of the catalogue; ids and areas that it does not have are refused, once each."""
    decimal = decimal_sign(row.cells[VALUE] for row in rows if len(row.cells) > VALUE)
    series = {
        each.id: (each, indicator)
        for indicator in read_indicators().values()
        for each in indicator.series
        if each.source == SOURCE.key
    }
    refused: dict[str, list[DelimitedRow]] = defaultdict(list)
    cells: dict[str, dict[tuple[str, PopulationGroup, int], Cell]] = defaultdict(dict)
    for row in rows:
        id_ = str(row.cells[ID]) if len(row.cells) > YEAR else ""
        cell = _cell(row, decimal, series[id_][1], id_) if id_ in series else _unknown(row, id_)
        if isinstance(cell, str):
            refused[cell].append(row)
        elif cell and cells[id_].setdefault((cell.area, cell.group, cell.period.last), cell) is not cell:
            refused["the same series, area, sex and year as in an earlier row"].append(row)
    indicators = [
        TableIndicator(series[id_][1], list(found.values()), None, SOURCE.series_name(id_))
        for id_, found in cells.items()
        if found
    ]
    faults = [Fault(reason, "", row.number) for reason, its in refused.items() for row in its]
    empty = sum(1 for row in rows if len(row.cells) <= VALUE or row.cells[VALUE] is None)
    notes = [f"{empty} rows without a value are passed over"] if empty else []
    return OwnTable(f"export of the Sotkanet portal, {layout}", indicators, faults, notes)


def _unknown(row: DelimitedRow, id_: str) -> str:
    if not id_:
        return "has not the seven columns of a portal export"
    name = SOURCE.series_name(id_)
    return f"{name} ({row.cells[TITLE]}) is in no indicator of the catalogue; `./run add {name}` adds it"


def _cell(row: DelimitedRow, decimal: DecimalSign, indicator: Indicator, id_: str) -> Cell | str | None:
    """Return a row's cell, why it is refused, or None where it has no value."""
    sex, area = category("sex", str(row.cells[SEX])), _area(str(row.cells[AREA] or ""), str(row.cells[CODE] or ""))
    group = next(part.group for each in indicator.series if each.id == id_ for part in each.parts)
    group = group.with_category("sex", sex) if sex and "sex" not in group.dimensions else group
    value = row.cells[VALUE] if len(row.cells) > VALUE else None
    if isinstance(area, str):
        return area
    if not re.fullmatch(r"(19|20)\d\d", str(row.cells[YEAR])):
        return f"{row.cells[YEAR]!r} is no year"
    if sex is None or (group != TOTAL and group not in indicator.groups):
        return f"{row.cells[SEX]!r} is no group of {indicator.id}"
    if value is None:
        return None
    found = number(value, decimal)
    if found is None:
        return f"{str(value)!r} is no number"
    return Cell(
        area.code, group, Period.year(int(str(row.cells[YEAR]))), None, None, found, parents=parents_of(area), level=area.level
    )


def _area(name: str, code: str) -> Area | str:
    """Return the area by its name; the export's codes are those of many levels and name it only together with the name."""
    areas = read_areas()
    if former := areas.former_area(name):
        today = areas.by_code[former.today].name[DEFAULT_LANGUAGE] if former.today else "several municipalities"
        return f"{name!r} has been part of {today} since {former.year}; a part's value is not that of the whole"
    try:
        found = areas.today(name)
    except CatalogueError as error:
        return str(error)
    other = areas.by_code.get(f"KU{code}")
    if found.code.startswith("KU") and other not in (None, found):
        return f"{name!r} has the code {code!r} of another municipality"
    return found

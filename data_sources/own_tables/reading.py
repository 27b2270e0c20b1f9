"""A file as an own table: which kind it is, what was understood, and everything that is refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from data_sources.errors import CatalogueError
from data_sources.model import Origin
from data_sources.own_tables import Fault, OwnTable
from data_sources.own_tables.cells import RowReading
from data_sources.own_tables.descriptions import Descriptions
from data_sources.own_tables.layout import REQUIRED
from data_sources.own_tables.places import Places
from data_sources.own_tables.portal import is_portal_export, read_export
from data_sources.own_tables.records import Record, TableSheet, open_file, records


def read_table(path: Path, origins: Iterable[Origin]) -> OwnTable:
    """Read a CSV file or workbook with the layout of the template, or an export of the Sotkanet portal.

    `origins` are those in the store, of indicators imported before. `CatalogueError` where the file as a whole
    cannot be read; what is wrong with single rows is in the table's faults.
    """
    file = open_file(path)
    if is_portal_export(file.values):
        return read_export(file.values, file.layout)
    faults: list[Fault] = []
    rows = _records(path, file.values, faults)
    missing = REQUIRED["figures"] - {key for row in rows[:1] for key in row.places}
    if missing or not rows:
        expected = f"the columns {', '.join(sorted(missing))}" if missing and rows else "headings and at least one row"
        raise CatalogueError(f"{path.name}: lacks {expected}; `./run import-table --template FILE.xlsx` writes a template")
    descriptions = Descriptions(origins)
    descriptions.read([*(_records(path, file.indicators, faults) if file.indicators else ()), *rows])
    reading = RowReading(descriptions, Places())
    reading.read(rows)
    return OwnTable(file.layout, reading.indicators(), faults, tuple(reading.notes), reading.places.districts)


def _records(path: Path, sheet: TableSheet, faults: list[Fault]) -> list[Record]:
    try:
        return records(sheet, faults)
    except CatalogueError as error:
        raise CatalogueError(f"{path.name}: {error}") from None

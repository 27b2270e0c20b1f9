"""A file as an own table: which kind it is, what was understood, and everything that is refused."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from data_sources.model import Origin
from data_sources.own_tables import OwnTable
from data_sources.own_tables.cells import RowReading
from data_sources.own_tables.descriptions import Descriptions
from data_sources.own_tables.files import check_columns, open_file
from data_sources.own_tables.layout import columns
from data_sources.own_tables.places import Places
from data_sources.own_tables.portal import is_portal_export, read_export
from data_sources.own_tables.records import Progress, Record, RowFaults, TableSheet, describing, records


def read_table(path: Path, origins: Iterable[Origin], progress: Progress = iter) -> OwnTable:
    """Read a file of text or a workbook with the layout of the template, or an export of the Sotkanet portal.

    `origins` are those in the store, of indicators imported before; `progress` is told how far the reading is.
    `CatalogueError` where the file as a whole cannot be read; what is wrong with single rows is in the table's faults.
    """
    with _without_collecting():
        return _read(path, origins, progress)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep Python from looking for circles among a million new objects, of which none is lost: a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(path: Path, origins: Iterable[Origin], progress: Progress) -> OwnTable:
    file = open_file(path)
    if is_portal_export(file.raw):
        return read_export(file.raw, file.layout)
    check_columns(path, file)
    faults = RowFaults()
    descriptions = Descriptions(origins)
    descriptions.read([row for sheet in (*file.indicators, *file.values) for row in _describing(sheet, faults)])
    reading = RowReading(descriptions, Places())
    language = file.values[0].head.language
    while file.values:
        sheet = file.values.pop(0)
        reading.read(sheet, records(sheet, faults, progress))
    del sheet
    file.raw = ()  # a large table's rows would be in memory beside its values
    indicators = reading.indicators()
    return OwnTable(
        file.layout,
        indicators,
        faults.all(),
        (*file.notes, *reading.notes),
        reading.places.districts,
        (*file.remarks, *reading.remarks()),
        reading.looks.all(),
        tuple(reading.looks.questions()),
        language,
    )


def _describing(sheet: TableSheet, faults: RowFaults) -> Iterable[Record]:
    """Return what the rows of a sheet say of indicators."""
    positions = {key: sheet.head.keys[key] for key in columns("indicators") if key != "indicator" and key in sheet.head.keys}
    return describing(sheet, positions, faults) if positions else ()

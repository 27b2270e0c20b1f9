"""What the command import-table does and says."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError, HytetauluError
from data_sources.model import LANGUAGES, Observation, Origin, in_language
from data_sources.own_tables import OwnTable
from data_sources.own_tables.cells import in_words
from data_sources.own_tables.importing import Prepared, prepare, store_table, undo
from data_sources.own_tables.reading import read_table
from data_sources.own_tables.sample import sample_tables
from data_sources.own_tables.workbook import write_workbook
from data_sources.settings import Settings
from data_sources.store import Store, open_store

SHOWN_ROWS = 5

ABOUT = "import a table of your own (CSV or .xlsx) as indicators, list the imports or undo one"


class NotImportedError(HytetauluError):
    """The table was not imported, because nobody said yes."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="a .csv or .xlsx file as the template, or a Sotkanet export"
    )
    parser.add_argument("--partial", action="store_true", help="take the good rows of a file that has faulty ones")
    parser.add_argument("--yes", action="store_true", help="store without asking")
    parser.add_argument("--template", metavar="FILE", type=Path, help="write an empty workbook that explains itself")
    parser.add_argument("--sample", metavar="FILE", type=Path, help="write the sample survey as a workbook")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="language of the workbook (default %(default)s)")
    parser.add_argument("--list", action="store_true", help="list the imports")
    parser.add_argument("--undo", metavar="ID", type=int, help="restore what was before an import")


def run(options: argparse.Namespace, settings: Settings, now: datetime, ask: Callable[[str], bool]) -> Iterator[str]:
    """Do what is asked for and yield what to tell; `ask` puts a question that is answered by yes or no.

    `CatalogueError` names everything that is wrong with a file, `StoreError` why an import cannot be undone.
    """
    if options.template or options.sample:
        path = options.template or options.sample
        write_workbook(sample_tables(options.lang) if options.sample else {}, options.lang, path)
        what = "the sample survey" if options.sample else "an empty template"
        yield f"{path}: {what}; give it to import-table once it is filled in."
        return
    with closing(open_store(settings.store_url)) as store:
        if options.list:
            yield from _list(store)
        elif options.undo is not None:
            restored = undo(store, options.undo, now)
            yield f"import {options.undo} is undone; as before are {', '.join(restored)}."
        elif options.file:
            yield from import_table(store, options.file, now, None if options.yes else ask, partial=options.partial)
        else:
            raise CatalogueError("import-table needs a FILE, or --template, --sample, --list or --undo")


def import_table(
    store: Store, path: Path, now: datetime, ask: Callable[[str], bool] | None, *, partial: bool = False
) -> Iterator[str]:
    """Import a table; yield how it was understood, then what was stored. Without `ask` nobody is asked.

    With any fault nothing is imported, unless `partial`: `CatalogueError` names every refused row.
    """
    with store.snapshot() as snapshot:
        table = read_table(path, snapshot.origins())
        faults = [f"  {fault}" for fault in table.faults]
        if faults and not partial:
            raise CatalogueError(
                "\n".join(
                    [f"{path.name}: {_faults(len(faults))}, nothing was imported (--partial takes the good rows):", *faults]
                )
            )
        prepared = prepare(table, snapshot, path.name, now)
        if not prepared:
            raise CatalogueError("\n".join([f"{path.name}: no figure can be imported.", *faults]))
        yield from _understood(path, table, prepared)
        for one in prepared:
            yield from _replaced(one, snapshot.origins(one.figures.id), snapshot.series)
    if faults:
        yield f"left out, {_faults(len(faults))}:"
        yield from faults
    if ask and not ask("Store this?"):
        raise NotImportedError("nothing was imported; --yes imports without asking")
    number = store_table(store, path, prepared, table, now)
    if number is None:
        yield "No change: all of this is stored already."
    else:
        yield f"Stored as import {number}; `./run import-table --undo {number}` takes it back."


def _faults(count: int) -> str:
    return f"{count} fault{'' if count == 1 else 's'}"


def _understood(path: Path, table: OwnTable, prepared: Sequence[Prepared]) -> Iterator[str]:
    yield f"{path.name}: {table.form}"
    yield from (f"note: {note}" for note in table.notes)
    for one in prepared:
        observations = one.part.observations
        periods = sorted({each.period for each in observations})
        groups = len({each.group for each in observations})
        hidden = f", {one.suppressed} of them suppressed" if one.suppressed else ""
        yield f"{one.figures.id} ({in_language(one.figures.indicator.name, LANGUAGES[0])}): {len(observations)} figures{hidden}"
        yield f"  {_areas(observations, table)}; {groups} groups; {', '.join(map(str, periods))}"
    first = prepared[0]
    yield f"first rows of {first.figures.id}:"
    for cell in islice(first.figures.cells, SHOWN_ROWS):
        yield f"  {_name(cell.area, table)}, {in_words(cell)}"


def _areas(observations: Sequence[Observation], table: OwnTable) -> str:
    codes = list(dict.fromkeys(each.area for each in observations))
    shown = ", ".join(_name(code, table) for code in codes[:12])
    return f"{len(codes)} areas: {shown}{', ...' if len(codes) > 12 else ''}"


def _name(code: str, table: OwnTable) -> str:
    area = table.districts.get(code)
    if area is None:
        return in_language(read_areas().by_code[code].name, LANGUAGES[0])
    return f"{_name(area.parents[0], table)} / {in_language(area.name, LANGUAGES[0])}"


def _replaced(one: Prepared, origins: Sequence[Origin], series: Callable[..., list[Observation]]) -> Iterator[str]:
    """Yield what stored figures the import would take away without others in their place."""
    if any(origin.sample for origin in origins) and not any(origin.sample for origin in one.part.origins):
        yield f"note: the sample figures of {one.figures.id} go"
        return
    new = {(each.area, each.group, each.period.last) for each in one.part.observations}
    areas = {area.code for area in read_areas()} | {each.area for each in one.part.observations}
    lost = [
        each
        for each in series(one.figures.id, areas)
        if one.part.years and each.period.last in one.part.years and (each.area, each.group, each.period.last) not in new
    ]
    if lost:
        years = ", ".join(str(year) for year in sorted({each.period.last for each in lost}))
        yield f"note: {len(lost)} stored figures of {one.figures.id} ({years}) are not in the file and go"


def _list(store: Store) -> Iterator[str]:
    with store.snapshot() as snapshot:
        imports = snapshot.own_imports()
    if not imports:
        yield "No table has been imported."
    for one in imports:
        undone = f", undone {one.undone:%Y-%m-%d %H:%M} UTC" if one.undone else ""
        yield f"{one.id}: {one.file}, {one.imported:%Y-%m-%d %H:%M} UTC{undone}: {', '.join(one.indicators)}"

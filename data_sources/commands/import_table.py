"""The command `import-table`: a municipality's own table into the store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from data_sources.errors import CatalogueError, HytetauluError
from data_sources.model import DEFAULT_LANGUAGE
from data_sources.own_tables import OwnTable
from data_sources.own_tables.importing import Prepared, prepare, store_table, undo
from data_sources.own_tables.layout import form_languages
from data_sources.own_tables.messages import grouped, said
from data_sources.own_tables.reading import read_table
from data_sources.own_tables.sample import sample_tables
from data_sources.own_tables.understanding import SHOWN_LINES, taken_away, understood
from data_sources.own_tables.workbook import write_workbook
from data_sources.settings import read_settings
from data_sources.store import Snapshot, Store, open_store
from data_sources.terminal import Clock, with_person
from data_sources.terminal.progress_bar import with_bar

file_type = click.Path(path_type=Path)


class NotImportedError(HytetauluError):
    """The table was not imported, because nobody said yes."""


@click.command(
    help="Import a table of your own as indicators. Also writes workbooks to fill in, lists the imports and undoes one."
)
@click.argument(
    "file", required=False, type=file_type, help="a .csv, .xlsx, .ods or .xls file laid out as the template, or a Sotkanet export"
)
@click.option("--partial", is_flag=True, help="import the valid rows of a file with faults")
@click.option("--both-sides", is_flag=True, help="suppress complements of 1-4 and groups of 0 or 100 % too")
@click.option("--yes", is_flag=True, help="store without confirmation")
@click.option("--template", metavar="FILE", type=file_type, help="write an empty workbook with instructions")
@click.option("--sample", metavar="FILE", type=file_type, help="write the sample survey as a workbook")
@click.option(
    "--lang", type=click.Choice(form_languages()), default=DEFAULT_LANGUAGE, show_default=True, help="language of the workbook"
)
@click.option("--list", "listed", is_flag=True, help="list the imports")
@click.option("--undo", "undone", metavar="ID", type=int, help="restore the state before an import")
@click.pass_obj
def command(
    clock: Clock,
    file: Path | None,
    partial: bool,
    both_sides: bool,
    yes: bool,
    template: Path | None,
    sample: Path | None,
    lang: str,
    listed: bool,
    undone: int | None,
) -> None:
    """Do the first of what the options ask for: a workbook, the list, undoing, an import."""
    if path := template or sample:
        write_workbook(sample_tables(lang) if sample else {}, lang, path)
        print(f"{path}: {'the sample survey' if sample else 'an empty template'}; fill it in and import it with import-table.")
        return
    with open_store(read_settings().store_url) as store:
        if listed:
            _list(store)
        elif undone is not None:
            print(f"import {undone} is undone; restored: {', '.join(undo(store, undone, clock()))}.")
        elif file:
            _import(store, file, clock(), yes=yes, partial=partial, both_sides=both_sides)
        else:
            raise CatalogueError("import-table needs a FILE, or --template, --sample, --list or --undo")


def _list(store: Store) -> None:
    with store.snapshot() as snapshot:
        imports = snapshot.own_imports()
    if not imports:
        print("No table has been imported.")
    for one in imports:
        undone = f", undone {one.undone:%Y-%m-%d %H:%M} UTC" if one.undone else ""
        print(f"{one.id}: {one.file}, {one.imported:%Y-%m-%d %H:%M} UTC{undone}: {', '.join(one.indicators)}")


def _import(store: Store, path: Path, now: datetime, *, yes: bool, partial: bool, both_sides: bool) -> None:
    """Import a table; print how it was understood, then what was stored."""
    with store.snapshot() as snapshot:
        table = read_table(path, snapshot.origins(), lambda rows: with_bar(rows, " rows"))
        prepared = _prepared(table, path, snapshot, now, partial=partial, both_sides=both_sides)
        print(*understood(path.name, table, prepared), *taken_away(prepared, snapshot, table.language), sep="\n")
    if table.faults:
        print(said(f"left out, {_counted(table)}:", table.language), *_faults(table, path), sep="\n")
    if not yes and not _ask("Store this?"):
        raise NotImportedError("nothing was imported; --yes imports without asking")
    number = store_table(store, path, prepared, table, now)
    if number is None:
        print("No change: all of it is already stored.")
    else:
        print(f"Stored as import {number}; `./run import-table --undo {number}` undoes it.")


def _prepared(
    table: OwnTable, path: Path, snapshot: Snapshot, now: datetime, *, partial: bool, both_sides: bool
) -> list[Prepared]:
    """Return what is to be stored. With any fault nothing is, unless `partial`: `CatalogueError` names every refused row."""
    if table.faults and not partial:
        heading = f"{path.name}: {_counted(table)}, nothing was imported (--partial imports the valid rows):"
        raise CatalogueError("\n".join([said(heading, table.language), *_faults(table, path)]))
    prepared = prepare(table, snapshot, path.name, now, both_sides=both_sides)
    if not prepared:
        nothing = said(f"{path.name}: no value can be imported.", table.language)
        raise CatalogueError("\n".join([nothing, *_faults(table, path)]))
    return prepared


def _counted(table: OwnTable) -> str:
    return f"{len(table.faults)} fault{'' if len(table.faults) == 1 else 's'}"


def _faults(table: OwnTable, path: Path) -> list[str]:
    """Return a line for each reason with its rows; of many the first ones, and all of them in a file beside the table."""
    lines = [f"  {line}" for line in grouped(table.faults, table.language)]
    if len(lines) <= SHOWN_LINES:
        return lines
    more = len(lines) - SHOWN_LINES + 1
    rest = path.with_name(f"{path.name}.faults.txt")
    try:
        every = grouped(table.faults, table.language, len(table.faults))
        rest.write_text("\n".join(every) + "\n", encoding="utf-8")
        last = f"{more} more are in {rest}"
    except OSError:
        last = f"{more} more are not shown"
    return [*lines[: SHOWN_LINES - 1], f"  {said(last, table.language)}"]


def _ask(question: str) -> bool:
    """Ask the person at the terminal; no where there is none."""
    return with_person() and input(f"{question} y/N: ").strip().lower() in ("y", "yes")

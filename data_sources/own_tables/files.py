"""A file as sheets: all that have the headings of values or of descriptions are read, the others are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data_sources.errors import CatalogueError
from data_sources.formats.delimited import DelimitedRow, Value, read_delimited
from data_sources.formats.numbers import DecimalSign, decimal_sign
from data_sources.formats.spreadsheet import Spread, read_spreadsheet
from data_sources.own_tables import Fault
from data_sources.own_tables.heads import NUMBERS, Head, find_head, letters
from data_sources.own_tables.layout import heading, plain, table_texts
from data_sources.own_tables.messages import said
from data_sources.own_tables.records import TableSheet, is_note

SEPARATOR_NAMES = {";": "semicolon", "\t": "tab", ",": "comma"}
DECIMAL_NAMES = {",": "comma", ".": "point", "": "none seen"}
_NOTE_SHOWN = 80
_TEMPLATE = "`./run import-table --template FILE.xlsx` writes a template"
_MARKED = (
    ("hidden", "the row is hidden in the workbook (perhaps by a filter), and is read all the same"),
    ("struck", "the row is struck out in the workbook, and is read all the same"),
    ("superscripts", "raised note marks are left out"),
)


@dataclass
class File:
    """The sheets of values and of descriptions, how the file is written, and what is to be told of it."""

    layout: str
    values: list[TableSheet] = field(default_factory=list)
    indicators: list[TableSheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    raw: Sequence[DelimitedRow] = ()
    """All rows of a file of text, which may be an export without headings."""

    def add(self, sheet: TableSheet) -> None:
        """Add a sheet with headings to those of its kind, and its notes."""
        (self.values if "area" in sheet.head.keys else self.indicators).append(sheet)
        where = f"sheet {sheet.title!r}: " if sheet.title else ""
        self.notes += [f"{where}{note}" for note in sheet.head.notes]
        for row in sheet.rows:
            if is_note(row, sheet.head):
                text = next(str(cell) for cell in row.cells if cell is not None)[:_NOTE_SHOWN]
                self.remarks.append(Fault(f"is no row of values and is not read: {text!r}", sheet.title, row.number))


def open_file(path: Path) -> File:
    """Read a file of text or a workbook; `CatalogueError` says why it is none, or that no sheet has the headings."""
    try:
        spreads = read_spreadsheet(path)
        if spreads:
            return _workbook(path, spreads)
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read ({error.strerror}); expected a .csv or .xlsx file") from None
    table = read_delimited(content, path.name)
    file = File("", raw=table.rows)
    head = _head(path.name, table.rows)
    decimal: DecimalSign = ""
    if head:
        _refuse_split_decimals(path.name, table.separator, head, table.rows)
        decimal = _decimal(head, table.rows)
        file.add(TableSheet("", head, _below(head, table.rows), decimal))
    else:
        decimal = decimal_sign(cell for row in table.rows for cell in row.cells[-2:])
    file.layout = (
        f"CSV in {table.encoding}, separated by {SEPARATOR_NAMES[table.separator]}, decimal sign {DECIMAL_NAMES[decimal]}, "
        f"{len(table.rows)} rows"
    )
    return file


def check_columns(path: Path, file: File) -> None:
    """Raise `CatalogueError` where no sheet of values is complete, with what it lacks; others that are not are noted."""
    complete = []
    for sheet in file.values:
        lacking = list(_lacking(sheet))
        if not lacking:
            complete.append(sheet)
        elif len(file.values) == 1 or _is_titled(sheet.title, "figures"):
            where = f", sheet {sheet.title!r}" if sheet.title else ""
            reason = (
                f"{path.name}{where}: lacks {'; '.join(lacking)}; `./run import-table --template FILE.xlsx` writes a template"
            )
            raise CatalogueError(said(reason, sheet.head.language))
        else:
            file.notes.append(f"sheet {sheet.title!r} is not read: it lacks {'; '.join(lacking)}")
    if not complete:
        raise CatalogueError(f"{path.name}: no row has the headings of the template; {_TEMPLATE}")
    file.values = complete


def _lacking(sheet: TableSheet) -> Iterator[str]:
    head = sheet.head
    missing = [key for key in ("indicator", "area", "period") if key not in head.keys and not (key == "period" and head.dated)]
    if missing:
        yield f"the columns {', '.join(heading('figures', key, head.language).removesuffix(' *') for key in missing)}"
    if not head.measured:
        named = (
            heading("figures", key, head.language) for key in ("value", "answers", "sample_size", "numerator", "denominator")
        )
        yield f"columns of numbers ({', '.join(named)})"
    if not any(not is_note(row, head) for row in sheet.rows):
        yield "rows below the headings"


def _workbook(path: Path, spreads: Sequence[Spread]) -> File:
    file = File("")
    read: list[Spread] = []
    for spread in spreads:
        if any(_is_titled(spread.title, key) for key in ("guide", "choices")) and len(spreads) > 1:
            continue
        head = _head(f"{path.name}, sheet {spread.title!r}", spread.rows)
        if head and ("area" in head.keys or "name" in {key.partition(".")[0] for key in head.keys}):
            below = _below(head, spread.rows)
            file.add(TableSheet(spread.title, head, below, _decimal(head, spread.rows), spread.unread))
            file.remarks += _marked(spread, head)
            file.notes += list(_hidden(spread, head))
            read.append(spread)
        elif spread.rows:
            file.notes.append(f"sheet {spread.title!r} is not read: it has no headings of the template")
    if not file.values:
        titles = ", ".join(repr(spread.title) for spread in spreads)
        raise CatalogueError(f"{path.name}: no sheet has the headings of the template (found {titles}); {_TEMPLATE}")
    file.layout = "workbook, " + ", ".join(f"sheet {spread.title!r} of {len(spread.rows)} rows" for spread in read)
    return file


def _is_titled(title: str, key: str) -> bool:
    texts: Mapping[str, str] = table_texts()["sheet"][key]
    return plain(title) in {plain(text) for text in (key, *texts.values())}


def _head(name: str, rows: Sequence[DelimitedRow]) -> Head | None:
    try:
        return find_head(rows)
    except CatalogueError as error:
        raise CatalogueError(f"{name}, {error}") from None


def _below(head: Head, rows: Sequence[DelimitedRow]) -> Sequence[DelimitedRow]:
    return [row for row in rows if row.number > head.last_row]


def _decimal(head: Head, rows: Sequence[DelimitedRow]) -> DecimalSign:
    positions = [head.keys[key] for key in NUMBERS if key in head.keys] + [wide.position for wide in head.wide]

    def cells() -> Iterator[Value]:
        for row in rows:
            for position in positions:
                if position < len(row.cells):
                    yield row.cells[position]

    return decimal_sign(cells())


def _marked(spread: Spread, head: Head) -> Iterator[Fault]:
    for name, reason in _MARKED:
        yield from (Fault(reason, spread.title, row) for row in getattr(spread, name) if row > head.row)


def _hidden(spread: Spread, head: Head) -> Iterator[str]:
    if not spread.visible:
        yield f"sheet {spread.title!r} is hidden in the workbook, and is read all the same"
    hidden = [head.columns[column - 1] for column in spread.hidden_columns if column - 1 in head.columns]
    if hidden:
        yield f"sheet {spread.title!r}: columns hidden in the workbook are read all the same: {', '.join(hidden)}"


def _refuse_split_decimals(name: str, separator: str, head: Head, rows: Sequence[DelimitedRow]) -> None:
    """Refuse a table separated by commas whose decimal commas have split its numbers into two columns."""
    if separator != ",":
        return
    width = max(head.columns, default=0) + 1
    below = _below(head, rows)
    split = [row for row in below if len(row.cells) > width and any(str(cell or "").isdigit() for cell in row.cells[width:])]
    if split and 2 * len(split) >= len(below):
        raise CatalogueError(
            f"{name}, row {split[0].number}: a comma separates the columns and the decimals of numbers, so that column "
            f"{letters(width)} has no heading; save the table with semicolons between columns"
        )

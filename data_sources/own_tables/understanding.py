"""How a table was understood, shown before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from data_sources.areas import read_areas
from data_sources.model import DEFAULT_LANGUAGE, Observation, in_language
from data_sources.own_tables import ColumnLook, OwnTable
from data_sources.own_tables.cells import cell_text
from data_sources.own_tables.hidden import hidden_lines
from data_sources.own_tables.importing import Prepared
from data_sources.own_tables.messages import grouped, noted, said
from data_sources.store import Snapshot

SHOWN_ROWS: Final = 5
SHOWN_AREAS: Final = 12
SHOWN_LINES: Final = 30
"""Lines of remarks, and of faults, before it is said how many more there are."""


def understood(file: str, table: OwnTable, prepared: Sequence[Prepared]) -> Iterator[str]:
    """Yield how a file was understood: its layout, notes, each indicator with areas, groups and periods, and its first rows."""
    yield f"{file}: {table.layout}"
    remarks = grouped(table.remarks, table.language)
    more = [said(f"{len(remarks) - SHOWN_LINES} more are not shown", table.language)] if len(remarks) > SHOWN_LINES else []
    yield from (noted("note", note, table.language) for note in table.notes)
    yield from (noted("note", remark, table.language) for remark in [*remarks[:SHOWN_LINES], *more])
    yield from (f"  {_look(look, table.language)}" for look in table.looks)
    for one in prepared:
        observations = one.part.observations
        periods = sorted({each.period for each in observations})
        groups = len({each.group for each in observations})
        hidden = f", {one.suppressed} of them suppressed" if one.suppressed else ""
        name = in_language(one.indicator.name, DEFAULT_LANGUAGE)
        yield f"{one.indicator.id} ({name}): {len(observations)} values{hidden}"
        yield f"  {_areas(observations, table)}; {groups} groups; {', '.join(map(str, periods))}"
        yield from hidden_lines(one.protection, table.districts) if one.path else ()
    yield from (noted("question", question, table.language) for question in (*table.questions, *_questions(prepared)))
    first = prepared[0]
    yield f"first rows of {first.indicator.id}:"
    for cell in islice(first.indicator.cells, SHOWN_ROWS):
        yield f"  {_name(cell.area, table)}, {cell_text(cell)}"


def _look(look: ColumnLook, language: str) -> str:
    place = f"{said(f'sheet {look.sheet!r}', language)}, " if look.sheet else ""
    (least, first, area), (greatest, last, other) = look.least, look.greatest
    return place + said(
        f"{look.column}: {look.numbers} numbers, least {least:g} (row {first}, {area}), greatest {greatest:g} "
        f"(row {last}, {other}); {look.suppressed} suppressed, {look.missing} empty",
        language,
    )


def _questions(prepared: Sequence[Prepared]) -> Iterator[str]:
    """Yield what is unlikely of what would be stored: an indicator of which nothing would be shown."""
    for one in prepared:
        shown = [each for each in one.part.observations if each.value is not None]
        if not shown and one.suppressed:
            yield f"all values of {one.indicator.id} are suppressed; is the table too fine?"
        elif not shown:
            yield f"all values of {one.indicator.id} are missing; are its numbers in another column?"


def _areas(observations: Sequence[Observation], table: OwnTable) -> str:
    codes = list(dict.fromkeys(each.area for each in observations))
    shown = ", ".join(_name(code, table) for code in codes[:SHOWN_AREAS])
    return f"{len(codes)} areas: {shown}{', ...' if len(codes) > SHOWN_AREAS else ''}"


def _name(code: str, table: OwnTable) -> str:
    area = table.districts.get(code)
    if area is None:
        return in_language(read_areas().by_code[code].name, DEFAULT_LANGUAGE)
    return f"{_name(area.parents[0], table)} / {in_language(area.name, DEFAULT_LANGUAGE)}"


def taken_away(prepared: Sequence[Prepared], snapshot: Snapshot, language: str) -> Iterator[str]:
    """Yield which stored observations an import would remove without a replacement."""
    for one in prepared:
        if any(origin.sample for origin in snapshot.origins(one.indicator.id)) and not any(
            each.sample for each in one.part.origins
        ):
            yield noted("note", f"the sample values of {one.indicator.id} go", language)
        elif lost := _lost(one, snapshot):
            years = ", ".join(str(year) for year in sorted({each.period.last for each in lost}))
            yield noted("note", f"{len(lost)} stored values of {one.indicator.id} ({years}) are not in the file and go", language)


def _lost(one: Prepared, snapshot: Snapshot) -> list[Observation]:
    new = {(each.area, each.group, each.period.last) for each in one.part.observations}
    areas = {area.code for area in read_areas()} | {each.area for each in one.part.observations}
    return [
        each
        for each in snapshot.series(one.indicator.id, areas)
        if one.part.years and each.period.last in one.part.years and (each.area, each.group, each.period.last) not in new
    ]

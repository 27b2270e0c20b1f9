"""What disclosure control has done to a table, told before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from data_sources.areas import read_areas
from data_sources.disclosure.cells import Cell, HidingReason, Misfit, Protection
from data_sources.model import DEFAULT_LANGUAGE, Area, in_language

SHOWN_CELLS: Final = 10
"""Suppressed values that are named."""
REASONS: Final = {
    HidingReason.SMALL: "fewer than 5 cases or 10 persons",
    HidingReason.BESIDE: "a small number could be worked out from it",
    HidingReason.BEFORE: "suppressed in the version stored before, whose sums it would tell "
    "(undo that import first if it was wrong)",
    HidingReason.GIVEN: "suppressed in the file",
}


def hidden_lines(protection: Protection, districts: Mapping[str, Area]) -> Iterator[str]:
    """Yield how many values are suppressed for which reason, the first of them, and what disclosure control cannot see."""
    counted = Counter(protection.reasons.values())
    yield from (f"  suppressed, {counted[reason]}: {text}" for reason, text in REASONS.items() if counted[reason])
    for place, reason in islice(sorted(protection.reasons.items()), SHOWN_CELLS):
        yield f"    {place_of(protection.cells[place], districts)}: {reason}"
    if len(protection.reasons) > SHOWN_CELLS:
        yield f"    and {len(protection.reasons) - SHOWN_CELLS} more"
    for area, group, period in protection.unprotected:
        where = place_of(Cell(area, group, period, None, None), districts)
        yield f"  warning: {where}: this small number can be told in spite of it: by a stored version or by the other sums"
    bare = sum(cell.value is not None and cell.numerator is None and cell.denominator is None for cell in protection.cells)
    if bare:
        yield f"  note: {bare} values come without counts or number of persons; whether they are of few persons cannot be seen"


def misfit_lines(id_: str, misfits: Iterable[Misfit], districts: Mapping[str, Area]) -> Iterator[str]:
    """Yield each total that is smaller than its parts, with the rows that it is of."""
    for each in misfits:
        parts = "; ".join(place_of(part, districts) for part in each.parts)
        yield (
            f"  {id_}: {place_of(each.total, districts)}: the {each.what} is {each.stated:g}, "
            f"but its parts make {each.summed:g}: {parts}"
        )


def place_of(cell: Cell, districts: Mapping[str, Area]) -> str:
    """Return a cell's area, group and period as a text."""
    area = districts.get(cell.area) or read_areas().by_code.get(cell.area)
    name = in_language(area.name, DEFAULT_LANGUAGE) if area else cell.area
    return f"{name}, {str(cell.group) or 'everybody'}, {cell.period}"

"""A look at the numbers of a table before it is stored: what is least and greatest, what is missing, what is unlikely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from data_sources.disclosure.cells import Cell
from data_sources.formats.numbers import number
from data_sources.model import ObservationStatus, Unit
from data_sources.own_tables import ColumnLook, Description
from data_sources.own_tables.amounts import WHOLE
from data_sources.own_tables.heads import NUMBERS
from data_sources.own_tables.records import Record

_MANY = 2
"""Values from which all of them being small is unlikely."""


@dataclass
class _Column:
    numbers: int = 0
    least: tuple[float, int, str] | None = None
    greatest: tuple[float, int, str] | None = None
    suppressed: int = 0
    missing: int = 0

    def take(self, found: float, row: Record) -> None:
        self.numbers += 1
        if self.least is None or found < self.least[0]:
            self.least = (found, row.row, row.text("area"))
        if self.greatest is None or found > self.greatest[0]:
            self.greatest = (found, row.row, row.text("area"))


@dataclass
class Looks:
    """What the good rows hold, by column."""

    _columns: dict[tuple[str, str], _Column] = field(default_factory=dict)
    _percents: dict[str, tuple[int, float]] = field(default_factory=dict)
    _broken: Counter[str] = field(default_factory=Counter)

    def add(self, row: Record, cell: Cell, described: Description) -> None:
        """Take a row's numbers in."""
        for key in NUMBERS:
            if place := row.spot.places.get(key):
                column = self._columns.setdefault((row.spot.sheet, place), _Column())
                if key not in row.values:
                    column.missing += 1
                elif (found := number(row.values[key], row.decimal)) is None:
                    column.suppressed += cell.status is ObservationStatus.SUPPRESSED
                else:
                    column.take(found, row)
                    self._doubt(key, found, described)

    def _doubt(self, key: str, found: float, described: Description) -> None:
        if (key in WHOLE or (described.unit.is_count and key == "value")) and not found.is_integer():
            self._broken[described.id] += 1
        if key == "value" and described.unit is Unit.PERCENT:
            many, most = self._percents.get(described.id, (0, 0.0))
            self._percents[described.id] = (many + 1, max(most, abs(found)))

    def all(self) -> list[ColumnLook]:
        """Return the columns that hold a number, in the order of the file."""
        return [
            ColumnLook(place, sheet, one.numbers, one.least, one.greatest, one.suppressed, one.missing)
            for (sheet, place), one in self._columns.items()
            if one.least and one.greatest
        ]

    def questions(self) -> Iterator[str]:
        """Yield what is unlikely, as a question."""
        for id_, (many, most) in self._percents.items():
            if many >= _MANY and 0 < most <= 1:
                yield f"all {many} values of {id_} are at most 1 per cent; are they shares, such as 0.125 for 12.5 per cent?"
        for id_, many in self._broken.items():
            yield f"{many} counts of {id_} are no whole numbers; are they weighted?"

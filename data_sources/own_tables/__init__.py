"""Tables of a municipality's own, a survey or a register, which become indicators in addition to the national ones.

A table has no service to open and is never refreshed, so it is no adapter: it is imported once and can be undone. Its
indicators are files of the installation (`indicators.local_folder`) with a section [own-table].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data_sources.disclosure.cells import Cell
from data_sources.model import Area, Direction, Indicator, Names, Unit


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one row, in English: why it is refused, or what is to be told of it.

    `sheet` is empty for a CSV file; `column` is such as "H (Alue)", or empty where it is about the whole row.
    """

    reason: str
    sheet: str
    row: int
    column: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """What is in a column of numbers: how many, the least and the greatest with row and area, how many are hidden or missing."""

    column: str
    sheet: str
    numbers: int
    least: tuple[float, int, str]
    greatest: tuple[float, int, str]
    suppressed: int
    missing: int


@dataclass(frozen=True, slots=True)
class Description:
    """A table's description of an indicator of its own."""

    id: str
    name: Names
    explanation: Names
    theme: str
    unit: Unit
    decimals: int
    direction: Direction
    interval: int
    publisher: str
    licence: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class TableIndicator:
    """The values of one indicator: an own one by its description, or a national one with their series.

    `counts` says whose counts they are: "register", "respondents", None.
    """

    indicator: Description | Indicator
    cells: Sequence[Cell]
    counts: str | None = None
    series: str = ""

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.indicator.id

    @property
    def name(self) -> Names:
        """The indicator's name."""
        return self.indicator.name


@dataclass(frozen=True, slots=True)
class OwnTable:
    """What was understood of a file: its layout, its values by indicator, what was refused, and what else to tell.

    `remarks` are about rows that are read all the same, `notes` about the file; `questions` are to be answered before it is
    stored. `language` is that of the file, in which people are told of its faults.
    """

    layout: str
    indicators: Sequence[TableIndicator]
    faults: Sequence[Fault]
    notes: Sequence[str] = ()
    districts: Mapping[str, Area] = field(default_factory=dict)
    remarks: Sequence[Fault] = ()
    looks: Sequence[ColumnLook] = ()
    questions: Sequence[str] = ()
    language: str = "fi"

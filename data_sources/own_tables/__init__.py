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
    """Why something is refused: `place` names sheet, row and column, `row` the row that is lost by it (sheet, number)."""

    place: str
    reason: str
    row: tuple[str, int]

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


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
    """What was understood of a file: its layout, its values by indicator, what was refused, and what else to tell."""

    layout: str
    indicators: Sequence[TableIndicator]
    faults: Sequence[Fault]
    notes: Sequence[str] = ()
    districts: Mapping[str, Area] = field(default_factory=dict)

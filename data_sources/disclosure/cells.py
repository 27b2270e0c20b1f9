"""What disclosure control is given and what it gives back: cells, limits and the reasons why some are hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from data_sources.model import AreaLevel, ObservationStatus, Period, PopulationGroup

Key: TypeAlias = tuple[str, PopulationGroup, Period]
"""Area code, group and period of a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table before it is published: a group in an area and period, with its counts.

    `area` is a code. `parents` are the codes of the areas that it is one part of and whose other parts are of its `level`:
    the county (and the region) of a municipality, the municipality of a district. Counts may be missing; what has status
    SUPPRESSED was hidden by whoever gave the table and stays so.
    """

    area: str
    group: PopulationGroup
    period: Period
    numerator: float | None
    denominator: float | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    parents: tuple[str, ...] = ()
    level: AreaLevel = AreaLevel.MUNICIPALITY
    status: ObservationStatus = ObservationStatus.NORMAL

    @property
    def key(self) -> Key:
        """Area, group and period."""
        return self.area, self.group, self.period

    @property
    def is_shown(self) -> bool:
        """True where the cell bears a number."""
        return self.status is not ObservationStatus.SUPPRESSED and (self.numerator is not None or self.value is not None)

    def without_numbers(self) -> Cell:
        """Return the cell as suppressed: without value, counts and interval."""
        empty = dict.fromkeys(("numerator", "denominator", "value", "low", "high"))
        return replace(self, status=ObservationStatus.SUPPRESSED, **empty)  # type: ignore[arg-type]  # None for each of them


@dataclass(frozen=True, slots=True)
class Minimums:
    """What is small: `numerator` in persons or cases (0 is shown), `denominator` in persons.

    With `complements` a denominator less its numerator may be small too; with `both_sides` so, and 0 and 100 % are hidden.
    """

    numerator: float = 5
    denominator: float = 10
    both_sides: bool = False
    complements: bool = False

    def is_small(self, numerator: float | None, denominator: float | None) -> bool:
        """Tell whether counts are too small to be shown; 0 of 0 is nobody's."""
        if denominator == 0 and not numerator:
            return False
        few = numerator is not None and 0 < numerator < self.numerator
        return (
            few or (denominator is not None and denominator < self.denominator) or self._is_small_beside(numerator, denominator)
        )

    def _is_small_beside(self, numerator: float | None, denominator: float | None) -> bool:
        if numerator is None or not denominator or not (self.both_sides or self.complements):
            return False
        others = denominator - numerator
        return 0 < others < self.numerator or (self.both_sides and (numerator == 0 or others == 0))


class HidingReason(StrEnum):
    """Why a cell is hidden."""

    GIVEN = "given"
    """Whoever gave the table has hidden it."""
    SMALL = "small"
    """Its own counts are too small."""
    BESIDE = "beside"
    """With it shown, a small one could be worked out."""
    BEFORE = "before"
    """It was hidden when the table was published before, and would tell what that table hid."""


@dataclass(frozen=True)
class Protection:
    """The cells as they may be published, in their order, why which are hidden (by place), and what cannot be protected.

    `unprotected` are small numbers that can be worked out though everything around them is hidden: an earlier version of the
    table showed too much. `misfits` are totals smaller than their parts.
    """

    cells: list[Cell]
    reasons: Mapping[int, HidingReason] = field(default_factory=dict)
    unprotected: tuple[Key, ...] = ()
    misfits: tuple[Misfit, ...] = ()


@dataclass(frozen=True, slots=True)
class Misfit:
    """A total that is smaller than its parts: of counts `what`, the total's and the sum of its parts', and the cells."""

    what: str
    total: Cell
    parts: tuple[Cell, ...]
    stated: float
    summed: float

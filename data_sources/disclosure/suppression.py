"""Suppression of small numbers before anything is stored, so that none can be worked out from what is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import inf

from data_sources.disclosure.sums import Equation, Sum, determined, families_of, with_wider
from data_sources.model import AreaLevel, ObservationStatus, Period, PopulationGroup

MOST_EQUATIONS = 300
"""Largest system that is solved for every candidate; in larger ones the smallest other part is hidden without looking further."""


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


def suppress(cells: Sequence[Cell], minimum_numerator: float = 5, minimum_denominator: float = 10) -> list[Cell]:
    """Return the cells in their order, small ones and those they could be worked out from SUPPRESSED, without values.

    A numerator above 0 and below `minimum_numerator` hides a cell, and so does a denominator below `minimum_denominator`;
    0 is shown. Then, as long as a hidden numerator follows from the shown ones and the sums, the smallest part of the same
    sum that helps is hidden too. Sums are those of the groups of an area by each dimension (ages: of any that follow one
    another without a gap) and of the areas of a parent; a sum that is not among the cells counts as known. Parts that a
    table leaves out are taken for none, so rather a cell too many is hidden. `ValueError` where a cell comes twice.
    """
    given = list(cells)
    hidden = {place for place, cell in enumerate(given) if _is_small(cell, minimum_numerator, minimum_denominator)}
    by_period: dict[Period, list[int]] = defaultdict(list)
    for place, cell in enumerate(given):
        by_period[cell.period].append(place)
    for places in by_period.values():
        table = _Table.of({place: given[place] for place in places})
        hidden |= table.protected(hidden.intersection(places))
    return [_without_values(cell) if place in hidden else cell for place, cell in enumerate(given)]


@dataclass
class _Table:
    """The cells of one period, by their place, and how they add up.

    A cell that the table leaves out has a place below 0; `sums` are those of them that are sums of what is in it, which
    count as known.
    """

    cells: Mapping[int, Cell]
    sums: set[int] = field(default_factory=set)
    equations: list[Equation] = field(default_factory=list)
    _siblings: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _totals: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, cells: Mapping[int, Cell]) -> _Table:
        table, places = cls(cells), {(cell.area, cell.group): place for place, cell in cells.items()}
        if len(places) < len(cells):
            raise ValueError("a value of the same area, group and period comes twice")
        belongs = {cell.area: (cell.parents, cell.level) for cell in cells.values()}
        groups = with_wider(cell.group for cell in cells.values())
        areas = {*belongs, *(parent for parents, _ in belongs.values() for parent in parents)}
        left_out = [key for key in product(sorted(areas), sorted(groups)) if key not in places]
        places |= {key: -1 - number for number, key in enumerate(left_out)}
        sums = [
            Sum(places[total], by, {places[part]: part[1] for part in parts})
            for (total, by), parts in families_of(places, belongs).items()
        ]
        while more := {each.total for each in sums if each.total < 0 and each.is_whole(table.is_there)} - table.sums:
            table.sums |= more
        for each in sums:
            table.equations += each.equations()
            # Parts that a table leaves out may as well be none.
            if each.is_whole(table.is_there):
                table.equations += each.among(table.is_there).equations()
            for place in each.parts:
                table._totals[place].append(each.total)
            for place in (*each.parts, each.total):
                table._siblings[place] += (part for part in each.parts if part != place)
        return table

    def is_there(self, place: int) -> bool:
        """Tell whether a cell is in the table, or is a sum of what is."""
        return place >= 0 or place in self.sums

    def protected(self, hidden: set[int]) -> set[int]:
        """Return `hidden` with as many more as it takes until none of them can be worked out."""
        hidden, more = set(hidden), {-1}
        while more:
            before = set(hidden)
            for place in sorted(self._exposed(hidden), key=lambda place: (self._size(place), place)):
                if self._is_exposed(place, hidden):  # what was hidden for another may protect it too
                    hidden |= self._another(place, hidden)
            more = hidden - before
        return hidden

    def _another(self, place: int, hidden: set[int]) -> set[int]:
        """Return what to hide so that `place` is protected: the smallest part of its sums that helps, else a total, else any."""
        wider = (self._siblings[place], self._totals[place], self.cells)
        shown = next(filter(None, (self._counted(places, hidden) for places in wider)), [])
        helping = (one for one in shown if not self._is_exposed(place, hidden | {one}))
        return {next(helping, shown[0])} if shown else set()

    def _counted(self, places: Iterable[int], hidden: Collection[int]) -> list[int]:
        """Return those that are shown with a number, the smallest first."""
        found = {place for place in places if place not in hidden and self._is_counted(place)}
        return sorted(found, key=lambda place: (self._size(place), place))

    def _exposed(self, hidden: Collection[int]) -> set[int]:
        """Return the hidden cells that can be worked out."""
        unknown = (self._unknown(equation, hidden) for equation in self.equations)
        return {each for each in determined(filter(None, unknown)) if isinstance(each, int) and each in hidden}

    def _is_exposed(self, place: int, hidden: Collection[int]) -> bool:
        """Tell whether one cell can be worked out; a table too large to tell it of each is only looked at around the cell."""
        if any(len(self._unknown(equation, hidden)) == 1 for equation in self._holding[place]):
            return True
        connected = self._connected(place, hidden)
        return len(connected) <= MOST_EQUATIONS and place in determined(connected)

    def _connected(self, place: int, hidden: Collection[int]) -> list[Equation]:
        """Return the equations that hang together with a cell by their unknowns."""
        seen: set[Hashable] = {place}
        waiting: list[Hashable] = [place]
        used: dict[int, Equation] = {}
        while waiting:
            for equation in self._holding[waiting.pop()]:
                if id(equation) not in used:
                    used[id(equation)] = unknown = self._unknown(equation, hidden)
                    waiting += unknown.keys() - seen
                    seen |= unknown.keys()
        return list(used.values())

    @cached_property
    def _holding(self) -> Mapping[Hashable, list[Equation]]:
        holding: dict[Hashable, list[Equation]] = defaultdict(list)
        for equation in self.equations:
            for each in equation:
                holding[each].append(equation)
        return holding

    def _unknown(self, equation: Equation, hidden: Collection[int]) -> Equation:
        return {each: factor for each, factor in equation.items() if self._is_unknown(each, hidden)}

    def _is_unknown(self, each: Hashable, hidden: Collection[int]) -> bool:
        if not isinstance(each, int):
            return True
        return each in hidden or not (self._is_counted(each) or each in self.sums)

    def _is_counted(self, place: int) -> bool:
        return place in self.cells and self.cells[place].numerator is not None

    def _size(self, place: int) -> float:
        numerator = self.cells[place].numerator
        return inf if numerator is None else numerator


def _is_small(cell: Cell, minimum_numerator: float, minimum_denominator: float) -> bool:
    few = cell.numerator is not None and 0 < cell.numerator < minimum_numerator
    small = cell.denominator is not None and cell.denominator < minimum_denominator
    return few or small or cell.status is ObservationStatus.SUPPRESSED


def _without_values(cell: Cell) -> Cell:
    empty = dict.fromkeys(("numerator", "denominator", "value", "low", "high"))
    return replace(cell, status=ObservationStatus.SUPPRESSED, **empty)  # type: ignore[arg-type]  # None for each of them

"""A table as anybody can reckon with it: its cells, those that it leaves out, and how they add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import product
from typing import Literal, TypeAlias

import numpy as np
from scipy.optimize import lsq_linear
from scipy.sparse import csr_array

from data_sources.disclosure.cells import Cell, Key, Misfit
from data_sources.disclosure.covers import adjoining, age_span, categories_within, covers
from data_sources.disclosure.places import Extents, extents_of
from data_sources.model import AreaLevel, ObservationStatus, Period, PopulationGroup

_WEIGHTED = 0.005
"""Share of a total by which weights may make its parts miss it."""

What: TypeAlias = Literal["numerator", "denominator"]
WHAT: tuple[What, What] = ("numerator", "denominator")


class SumKind(Enum):
    """What a number of a table is."""

    CELL = auto()
    """A cell of the table."""
    SUM = auto()
    """A total that the table leaves out while it gives the parts: taken for known."""
    GAP = auto()
    """Areas, ages or years that the table leaves out: what a total holds beyond them."""
    REST = auto()
    """A category that the table leaves out or leaves empty, such as the men beside everybody and women."""


@dataclass(slots=True)
class Number:
    """One number of a table with its numerator and denominator; None where nobody can tell.

    `place` is that of a cell. A guess is one of several solutions that fit what is known.
    """

    key: Key
    kind: SumKind
    numerator: float | None
    denominator: float | None
    place: int | None = None
    is_guess: bool = False


@dataclass(slots=True)
class Equation:
    """Number `total` is the sum of the numbers `parts`; `of` is what divides it: areas, periods or a dimension."""

    total: int
    parts: list[int]
    of: str


@dataclass
class SumTable:
    """Numbers, and equations among them; `misfits` are totals smaller than their parts."""

    cells: Sequence[Cell]
    numbers: list[Number] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)


def table_of(cells: Sequence[Cell]) -> SumTable:
    """Return the numbers of cells and what follows from them; `ValueError` where a cell comes twice.

    Where everybody of one area is of the ages given, so is everybody of all: nobody is younger or older.
    """
    ages = frozenset[Hashable]().union(
        *(categories_within("age", dict(cell.group.pairs)["age"]) for cell in cells if "age" in cell.group.dimensions)
    )
    table = _table_within(cells, categories_within("age", None))
    return _table_within(cells, ages) if ages and _has_no_other_ages(table) else table


def _has_no_other_ages(table: SumTable) -> bool:
    """Tell whether nobody is left of a total beside its ages."""
    others = [
        table.numbers[part]
        for equation in table.equations
        if equation.of == "age" and "age" not in table.numbers[equation.total].key[1].dimensions
        for part in equation.parts
        if table.numbers[part].key == table.numbers[equation.total].key
    ]
    return any(number.numerator == 0 and not number.denominator and not number.is_guess for number in others)


def _table_within(cells: Sequence[Cell], ages: frozenset[Hashable]) -> SumTable:
    """Return the table of cells in which everybody is of these ages."""
    table, by_key = SumTable(cells), dict[Key, int]()
    for place, cell in enumerate(cells):
        if cell.key in by_key:
            raise ValueError("a value of the same area, group and period comes twice")
        by_key[cell.key] = place
        kind = SumKind.REST if cell.status is ObservationStatus.MISSING else SumKind.CELL
        table.numbers.append(Number(cell.key, kind, cell.numerator, cell.denominator, place))
    extents = extents_of(cells)
    sets = _add_known_sums(table, by_key, extents)
    _add_left_out(table, by_key, sets, extents)
    for of, line in _lines(by_key, sets, ages):
        _add_equations(table, of, line)
    for what in WHAT:
        _follow(table, what)
        _guess(table, what)
    _compare(table)
    return table


def _add_known_sums(table: SumTable, by_key: dict[Key, int], extents: Extents) -> dict[tuple[Key, str], frozenset[Hashable]]:
    """Add the totals that are left out while two or more parts are there, sums of sums too; return what each holds."""
    sets: dict[tuple[Key, str], frozenset[Hashable]] = {}
    for key in by_key:
        sets[key, "area"] = extents.of[key[0]]
    new = list(by_key)
    while new:
        found: dict[Key, tuple[str, list[Key]]] = {}
        for key, of, parts in _families(new, by_key, extents):
            if key not in by_key and key not in found and len(parts) > 1:
                found[key] = of, parts
        new = []
        for key, (of, parts) in found.items():
            numbers = [table.numbers[by_key[part]] for part in parts]
            sums = [_sum(getattr(number, what) for number in numbers) for what in WHAT]
            if sums == [None, None]:
                continue
            by_key[key] = len(table.numbers)
            table.numbers.append(Number(key, SumKind.SUM, sums[0], sums[1]))
            new.append(key)
            within = [_within(part, of, sets) for part in parts]
            sets[key, "area"] = sets[parts[0], "area"] if of != "area" else frozenset[Hashable]().union(*within)
            if of != "area":
                sets[key, of] = frozenset[Hashable]().union(*within)
    return sets


def _add_left_out(
    table: SumTable, by_key: dict[Key, int], sets: dict[tuple[Key, str], frozenset[Hashable]], extents: Extents
) -> None:
    """Add what an area has no row of while others have, so that it is the same number in every sum that it stands in."""
    seen: dict[Period, tuple[dict[str, None], dict[PopulationGroup, None]]] = defaultdict(lambda: ({}, {}))
    for area, group, period in by_key:
        seen[period][0][area] = None
        seen[period][1][group] = None
    for period, (areas, groups) in seen.items():
        for area, group in product(areas, _crossings(groups)):
            key = area, group, period
            if key not in by_key:
                kind = SumKind.GAP if "age" in group.dimensions else SumKind.REST
                by_key[key] = len(table.numbers)
                table.numbers.append(Number(key, kind, None, None))
                sets[key, "area"] = extents.of[area]


def _crossings(groups: Iterable[PopulationGroup]) -> list[PopulationGroup]:
    """Return every group of the categories and of the combinations of dimensions that some groups have."""
    categories: dict[str, dict[str, None]] = defaultdict(dict)
    combinations: dict[tuple[str, ...], None] = {}
    for group in groups:
        combinations[group.dimensions] = None
        for dimension, category in group.pairs:
            categories[dimension][category] = None
    return [
        PopulationGroup(tuple(zip(dimensions, chosen, strict=True)))
        for dimensions in combinations
        for chosen in product(*(categories[dimension] for dimension in dimensions))
    ]


def _families(new: Sequence[Key], by_key: Mapping[Key, int], extents: Extents) -> Iterator[tuple[Key, str, list[Key]]]:
    """Yield each total that has a part among `new`, what divides it, and its parts."""
    children: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    parents: dict[str, list[tuple[str, AreaLevel]]] = defaultdict(list)
    for (parent, level), codes in extents.children.items():
        for code in codes:
            parents[code].append((parent, level))
    for key in by_key:
        for dimension in key[1].dimensions:
            children[_without(key, dimension), dimension].append(key)
        for parent, level in parents[key[0]]:
            children[(parent, *key[1:]), f"area:{level}"].append(key)
    wanted = set(new)
    for (total, of), parts in children.items():
        if wanted.isdisjoint(parts):
            continue
        chosen = parts
        if of == "age":
            spans = {dict(part[1].pairs)["age"]: part for part in parts}
            chosen = [spans[category] for category in adjoining({each: age_span(each) for each in spans})]
        yield total, of.partition(":")[0], chosen


def _without(key: Key, dimension: str) -> Key:
    return key[0], PopulationGroup(tuple(pair for pair in key[1].pairs if pair[0] != dimension)), key[2]


def _within(key: Key, of: str, sets: Mapping[tuple[Key, str], frozenset[Hashable]]) -> frozenset[Hashable]:
    """Return what a number holds of that which divides it."""
    if (key, of) in sets:
        return sets[key, of]
    if of == "period":
        return frozenset(range(key[2].first, key[2].last + 1))
    return categories_within(of, dict(key[1].pairs).get(of))


Line: TypeAlias = list[tuple[int, frozenset[Hashable]]]


def _lines(
    by_key: Mapping[Key, int], sets: Mapping[tuple[Key, str], frozenset[Hashable]], ages: frozenset[Hashable]
) -> Iterator[tuple[str, Line]]:
    """Yield the numbers that differ in one thing only, with what each holds of it; everybody is of `ages`."""
    lines: dict[tuple[str, Hashable], list[Key]] = defaultdict(list)
    for key in by_key:
        area, group, period = key
        lines["area", (group, period)].append(key)
        lines["period", (area, group)].append(key)
        for dimension in group.dimensions:
            lines[dimension, _without(key, dimension)].append(key)
    for (of, rest), keys in lines.items():
        if of == "period" and all(key[2].first == key[2].last for key in keys):
            continue
        everybody = [rest] if of not in ("area", "period") and rest in by_key else []
        line = [(by_key[key], _within(key, of, sets)) for key in (*everybody, *keys)]  # type: ignore[index,arg-type]
        yield of, [(number, held & ages) for number, held in line] if of == "age" else line


def _add_equations(table: SumTable, of: str, line: Line) -> None:
    kind = SumKind.GAP if of in ("area", "period", "age") else SumKind.REST
    gaps: dict[int, int] = {}
    for cover in covers([held for _, held in line]):
        total = line[cover.total][0]
        for gap in cover.gaps:
            if gap not in gaps:
                gaps[gap] = len(table.numbers)
                table.numbers.append(Number(table.numbers[total].key, kind, None, None))
        table.equations.append(Equation(total, [line[part][0] for part in cover.parts] + [gaps[gap] for gap in cover.gaps], of))


def _sum(numbers: Iterator[float | None]) -> float | None:
    found = list(numbers)
    return None if None in found else sum(number for number in found if number is not None)


def _tolerance(table: SumTable, equation: Equation, what: What) -> float:
    """Return by how much the parts of a total may miss it: rounding of each, and weights where counts are not whole."""
    total = getattr(table.numbers[equation.total], what) or 0.0
    return (len(equation.parts) + 1) / 2 + _WEIGHTED * total


def _is_whole(table: SumTable, equation: Equation, what: What) -> bool:
    numbers = [getattr(table.numbers[each], what) for each in (equation.total, *equation.parts)]
    return all(number is None or abs(number - round(number)) < 1e-6 for number in numbers)


def _left(table: SumTable, equation: Equation, what: What) -> float:
    """Return what is left of a total beside its known parts: 0 where it is no more than weights make of nothing."""
    left = (getattr(table.numbers[equation.total], what) or 0.0) - sum(
        getattr(table.numbers[part], what) or 0.0 for part in equation.parts
    )
    least = 1e-6 if _is_whole(table, equation, what) else _tolerance(table, equation, what)
    return 0.0 if abs(left) <= least else left


def _follow(table: SumTable, what: What) -> None:
    """Give a number to all that follow from a sum of which nothing else is unknown."""
    waiting, again = list(table.equations), True
    while again:
        again, later = False, []
        for equation in waiting:
            unknown = [each for each in (equation.total, *equation.parts) if getattr(table.numbers[each], what) is None]
            if len(unknown) > 1:
                later.append(equation)
                continue
            again = True
            if unknown:
                left = _left(table, equation, what)
                setattr(table.numbers[unknown[0]], what, max(-left if unknown[0] == equation.total else left, 0.0))
        waiting = later


def _guess(table: SumTable, what: What) -> None:
    """Give the others numbers that fit the sums, so that there is one solution to start from."""
    unknown = {
        each: column
        for column, each in enumerate(
            dict.fromkeys(
                each
                for equation in table.equations
                for each in (equation.total, *equation.parts)
                if getattr(table.numbers[each], what) is None
            )
        )
    }
    rows, columns, factors, right = [], [], [], []
    for equation in table.equations:
        signed = [(equation.total, 1.0), *((part, -1.0) for part in equation.parts)]
        if not any(each in unknown for each, _ in signed) or all(each in unknown for each, _ in signed):
            continue
        right.append(-sum(sign * getattr(table.numbers[each], what) for each, sign in signed if each not in unknown))
        for each, sign in signed:
            if each in unknown:
                rows.append(len(right) - 1)
                columns.append(unknown[each])
                factors.append(sign)
    if not right:
        return
    found = lsq_linear(csr_array((factors, (rows, columns)), shape=(len(right), len(unknown))), np.array(right), (0, np.inf))
    for each, column in unknown.items():
        setattr(table.numbers[each], what, float(found.x[column]))
        table.numbers[each].is_guess = True


def _compare(table: SumTable) -> None:
    """Note totals smaller than their parts, and add to the others what is left beside all parts that have a name."""
    kept = []
    for equation in table.equations:
        left = {what: _left(table, equation, what) for what in WHAT if _is_complete(table, equation, what)}
        too_small = [what for what in left if left[what] < -_tolerance(table, equation, what)]
        if too_small and equation.of == "period":
            continue  # pooled rounds that are no sum of their years
        kept.append(equation)
        if table.numbers[equation.total].kind is not SumKind.CELL:
            continue
        table.misfits += (_misfit(table, equation, what, left[what]) for what in too_small)
        nameless = [
            part for part in equation.parts if table.numbers[part].place is None and table.numbers[part].kind is not SumKind.SUM
        ]
        if "denominator" in too_small:
            for part in nameless:
                table.numbers[part].denominator = None
        if not nameless and any(each > 0 for each in left.values()):
            denominator = None if "denominator" in too_small else left.get("denominator")
            rest = Number(
                table.numbers[equation.total].key,
                SumKind.GAP if equation.of in ("area", "period", "age") else SumKind.REST,
                max(left["numerator"], 0.0) if "numerator" in left else None,
                None if denominator is None else max(denominator, 0.0),
            )
            equation.parts.append(len(table.numbers))
            table.numbers.append(rest)
    table.equations = kept
    for number in table.numbers:
        if number.place is None and number.numerator and not number.denominator:
            number.denominator = None  # denominators that are no sums


def _is_complete(table: SumTable, equation: Equation, what: What) -> bool:
    return all(getattr(table.numbers[each], what) is not None for each in (equation.total, *equation.parts))


def _misfit(table: SumTable, equation: Equation, what: What, left: float) -> Misfit:
    total = table.numbers[equation.total]
    parts = tuple(table.cells[place] for part in equation.parts if (place := table.numbers[part].place) is not None)
    stated = float(getattr(total, what))
    return Misfit(what, table.cells[total.place or 0], parts, stated, stated - left)

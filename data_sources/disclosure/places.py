"""Which areas hold which: by municipalities where they are known, by the parents of cells, and by districts' own numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from data_sources.areas import read_areas
from data_sources.disclosure.cells import Cell
from data_sources.model import AreaLevel, Period, PopulationGroup

_MOST_DISTRICTS = 14
"""Districts among which every choice is tried for being a subtotal; of more, two and three only."""


@dataclass
class Extents:
    """What each area holds, as a set of areas that hold no other; `children` are the areas by (parent, their level)."""

    of: dict[str, frozenset[Hashable]] = field(default_factory=dict)
    children: dict[tuple[str, AreaLevel], list[str]] = field(default_factory=lambda: defaultdict(list))


def extents_of(cells: Collection[Cell]) -> Extents:
    """Return what the areas of cells and their parents hold.

    A county and a region of the same municipalities hold the same, and so does a city that is a county of its own. A
    municipality holds its districts and the rest of it. A district that is the sum of others holds what they hold.
    """
    found, belongs = Extents(), {cell.area: (cell.parents, cell.level) for cell in cells}
    given = set(belongs)
    for parent in dict.fromkeys(parent for parents, _ in list(belongs.values()) for parent in parents):
        belongs.setdefault(parent, _known_place(parent, given))
    below: dict[str, list[str]] = defaultdict(list)
    for code, (parents, level) in belongs.items():
        for parent in parents:
            found.children[parent, level].append(code)
            below[parent].append(code)

    def extent(code: str) -> frozenset[Hashable]:
        if code not in found.of:
            members = _municipalities(code)
            parts = dict.fromkeys((*members, *below[code]))
            pieces: set[Hashable] = set() if members else {("rest", code)} if parts else {code}
            found.of[code] = frozenset(pieces.union(*(extent(part) if part in belongs else {part} for part in parts)))
        return found.of[code]

    for code in belongs:
        extent(code)
    for code, districts in _subtotals([cell for cell in cells if cell.level is AreaLevel.DISTRICT]).items():
        found.of[code] = frozenset[Hashable]().union(*(found.of[district] for district in districts))
        for (parent, _), codes in found.children.items():
            if code in codes:
                found.of[parent] -= {code}
                codes.remove(code)
    return found


def _known_place(code: str, given: Collection[str]) -> tuple[tuple[str, ...], AreaLevel]:
    """Return an area's parents among the given ones, and its level; none of an area that is in no codelist."""
    area = read_areas().by_code.get(code)
    return (tuple(parent for parent in area.parents if parent in given), area.level) if area else ((), AreaLevel.COUNTRY)


def _municipalities(code: str) -> tuple[str, ...]:
    area = read_areas().by_code.get(code)
    return tuple(each.code for each in read_areas().municipalities(area)) if area else ()


def _subtotals(cells: Sequence[Cell]) -> dict[str, tuple[str, ...]]:
    """Return the districts whose counts are those of two or more other ones together, wherever both are given."""
    counts: dict[str, dict[tuple[PopulationGroup, Period], tuple[float, float]]] = defaultdict(dict)
    towns: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for cell in cells:
        if cell.area not in towns[cell.parents]:
            towns[cell.parents].append(cell.area)
        if cell.numerator is not None and cell.denominator:
            counts[cell.area][cell.group, cell.period] = cell.numerator, cell.denominator
    found: dict[str, tuple[str, ...]] = {}
    for districts in towns.values():
        most = len(districts) if len(districts) <= _MOST_DISTRICTS else 3
        for whole in sorted(districts, key=lambda code: max((n for _, n in counts[code].values()), default=0.0)):
            others = [each for each in districts if each != whole and each not in found and counts[each]]
            choices = (choice for size in range(2, min(most, len(others)) + 1) for choice in combinations(others, size))
            if counts[whole] and (parts := next((each for each in choices if _add_up(whole, each, counts)), None)):
                found[whole] = parts
    return found


def _add_up(
    whole: str, parts: Sequence[str], counts: Mapping[str, Mapping[tuple[PopulationGroup, Period], tuple[float, float]]]
) -> bool:
    common = [key for key in counts[whole] if all(key in counts[part] for part in parts)]
    return bool(common) and all(
        abs(sum(counts[part][key][which] for part in parts) - counts[whole][key][which]) < 1e-6
        for key in common
        for which in (0, 1)
    )

"""How the values of a table add up, and which unknown ones follow from the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf
from typing import TypeAlias

from data_sources.model import AreaLevel, PopulationGroup

Equation: TypeAlias = Mapping[Hashable, int]
"""Coefficients by unknown: a sum that anybody can write down; numbers that are shown have no place in it."""

Key: TypeAlias = tuple[str, PopulationGroup]

PRIME = 2**61 - 1
"""Sums are solved modulo this: exact, and large enough that no coefficient of theirs vanishes by chance."""


def determined(equations: Iterable[Equation]) -> set[Hashable]:
    """Return the unknowns that have only one solution, by Gauss-Jordan elimination of the equations."""
    solved: dict[Hashable, dict[Hashable, int]] = {}
    rows_with: dict[Hashable, set[Hashable]] = defaultdict(set)
    for equation in equations:
        row = dict(equation)
        for unknown in [each for each in row if each in solved]:
            _subtract(row, solved[unknown], row[unknown])
        if not row:
            continue
        pivot = min(row, key=lambda unknown: len(rows_with[unknown]))
        inverse = pow(row[pivot], -1, PRIME)
        row = {unknown: factor * inverse % PRIME for unknown, factor in row.items()}
        for other in list(rows_with[pivot]):
            before = set(solved[other])
            _subtract(solved[other], row, solved[other][pivot])
            for unknown in before - solved[other].keys():
                rows_with[unknown].discard(other)
            for unknown in solved[other].keys() - before:
                rows_with[unknown].add(other)
        solved[pivot] = row
        for unknown in row:
            rows_with[unknown].add(pivot)
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _subtract(row: dict[Hashable, int], other: Mapping[Hashable, int], times: int) -> None:
    for unknown, factor in other.items():
        left = (row.get(unknown, 0) - times * factor) % PRIME
        if left:
            row[unknown] = left
        else:
            row.pop(unknown, None)


@dataclass(frozen=True)
class Sum:
    """A total and its parts by place, divided `by` a level of areas or a dimension."""

    total: int
    by: str
    parts: Mapping[int, PopulationGroup]

    def among(self, is_there: Callable[[int], bool]) -> Sum:
        """Return the sum of those parts only."""
        return replace(self, parts={place: group for place, group in self.parts.items() if is_there(place)})

    def is_whole(self, is_there: Callable[[int], bool]) -> bool:
        """Tell whether those parts may be all there are: several, and ages without gap or overlap."""
        there = self.among(is_there).parts
        return len(there) > 1 and (self.by != "age" or _are_whole([_span(group) for group in there.values()]))

    def equations(self) -> list[Equation]:
        """Return the sum; ages as differences of the unknown numbers below an age, so that all that adjoin add up."""
        if self.by != "age":
            return [{**dict.fromkeys(self.parts, 1), self.total: -1}] if len(self.parts) > 1 else []
        spans = {place: _span(group) for place, group in self.parts.items()}
        first, last = min(start for start, _ in spans.values()), max(end for _, end in spans.values())

        def below(age: float) -> Hashable:
            return ("below", age, self.total)

        found: list[Equation] = [
            {place: 1, below(end): -1, **({} if start == first else {below(start): 1})} for place, (start, end) in spans.items()
        ]
        if _are_whole(spans.values()):
            found.append({below(last): 1, self.total: -1})
        return found


def with_wider(groups: Iterable[PopulationGroup]) -> set[PopulationGroup]:
    """Return the groups and all that they are narrower than."""
    return {
        PopulationGroup(pairs)
        for group in groups
        for size in range(len(group.pairs) + 1)
        for pairs in combinations(group.pairs, size)
    }


def families_of(
    places: Iterable[Key], belongs: Mapping[str, tuple[tuple[str, ...], AreaLevel]]
) -> dict[tuple[Key, str], list[Key]]:
    """Return the parts of each sum, by the sum and by what divides it: a level of areas or a dimension."""
    found: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for area, group in places:
        parents, level = belongs.get(area, ((), AreaLevel.COUNTRY))
        for parent in parents:
            found[(parent, group), level].append((area, group))
        for dimension in group.dimensions:
            rest = PopulationGroup(tuple(pair for pair in group.pairs if pair[0] != dimension))
            found[(area, rest), dimension].append((area, group))
    return found


def _span(group: PopulationGroup) -> tuple[float, float]:
    """Return the first age and the one after the last: 20-64 is 20 to 65."""
    years = [int(number) for number in re.findall(r"\d+", dict(group.pairs)["age"])]
    return years[0], years[1] + 1 if len(years) > 1 else inf


def _are_whole(spans: Collection[tuple[float, float]]) -> bool:
    """Tell whether at least two ages that follow one another without a gap fill everything from the first to the last."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    reached = {first}
    for start, end in sorted(spans):
        if start in reached and (start, end) != (first, last):
            reached.add(end)
    return last in reached

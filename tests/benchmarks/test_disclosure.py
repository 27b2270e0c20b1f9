"""Disclosure control of a large own table: every municipality by sex and education, with all sums."""

from __future__ import annotations

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from data_sources.areas import read_areas
from data_sources.disclosure.suppression import Cell, suppress
from data_sources.model import TOTAL, AreaLevel, Period, PopulationGroup

GROUPS = ("sex=female", "sex=male", "education=low", "education=middle", "education=high")


@pytest.fixture
def table() -> list[Cell]:
    """308 municipalities and their counties by 6 groups, counts as of a survey: a fifth of them small."""
    random = np.random.default_rng(1)
    counts: dict[tuple[str, PopulationGroup], list[float]] = {}
    towns = [area for area in read_areas() if area.level is AreaLevel.MUNICIPALITY]
    for town in towns:
        persons = random.integers(4, 60, (2, 3))
        cases = random.binomial(persons, 0.15)
        rows = {TOTAL: (cases.sum(), persons.sum())}
        for text, axis, place in zip(GROUPS, (0, 0, 1, 1, 1), (0, 1, 0, 1, 2), strict=True):
            rows[PopulationGroup.parse(text)] = cases.take(place, axis).sum(), persons.take(place, axis).sum()
        for group, (numerator, denominator) in rows.items():
            for code in (town.code, town.parents[0]):
                known = counts.setdefault((code, group), [0.0, 0.0])
                known[0] += float(numerator)
                known[1] += float(denominator)
    parents = {town.code: town.parents[:2] for town in towns}
    return [
        Cell(
            code,
            group,
            Period.year(2024),
            numbers[0],
            numbers[1],
            parents=parents.get(code, ("SSS",)),
            level=AreaLevel.MUNICIPALITY if code in parents else AreaLevel.COUNTY,
        )
        for (code, group), numbers in counts.items()
    ]


def test_suppression_of_a_large_table(benchmark: BenchmarkFixture, table: list[Cell]) -> None:
    published = benchmark(suppress, table)
    assert all(each.numerator is None or not 0 < each.numerator < 5 for each in published)

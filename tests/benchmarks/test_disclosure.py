"""Disclosure control of a large own table: every municipality by sex and education, a third of the cells small."""

from __future__ import annotations

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from data_sources.disclosure.suppression import Cell, suppress
from data_sources.model import Period, PopulationGroup

GROUPS = ("", "sex=female", "sex=male", "education=low", "education=middle", "education=high")


@pytest.fixture
def table() -> list[Cell]:
    random = np.random.default_rng(1)
    groups = [PopulationGroup.parse(each) for each in GROUPS]
    return [
        Cell(f"KU{town:03}", group, Period.year(2024), float(random.integers(0, 15)), 1000.0, parents=(f"HVA{town % 21:02}",))
        for town in range(308)
        for group in groups
    ]


def test_suppression_of_a_large_table(benchmark: BenchmarkFixture, table: list[Cell]) -> None:
    published = benchmark(suppress, table)
    assert all(each.numerator is None or not 0 < each.numerator < 5 for each in published)

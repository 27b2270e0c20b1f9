"""How long a search takes when the index is there, and how long the index takes: `./run bench`."""

from __future__ import annotations

import csv
from itertools import cycle
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from dashboard.search import things
from dashboard.search.ranking import find
from dashboard.search.things import plan_index, read_index
from data_sources.plan_files.shipped import read_shipped_plans

FILE = Path(__file__).parents[1] / "dashboard" / "search" / "queries.csv"
PLAN = read_shipped_plans()["kajaani-2026-2029"]


def test_search_in_the_index_and_in_a_plan(benchmark: BenchmarkFixture) -> None:
    """A hundred everyday queries in turn, each with the index of the plan made anew; the aim is 20 ms."""
    rows = cycle(list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())))
    for language in ("fi", "sv", "en"):
        read_index(language)

    def search() -> object:
        row = next(rows)
        return find(row["query"], read_index(row["language"]), plan_index(PLAN, row["language"]))

    benchmark.pedantic(search, rounds=300, warmup_rounds=10)


def test_index_of_a_language(benchmark: BenchmarkFixture) -> None:
    def build() -> object:
        things._built.clear()
        return read_index("fi")

    benchmark.pedantic(build, rounds=5, warmup_rounds=1)

"""The store beside bare sqlite3 and pandas: 60 series, 420 areas, 20 years, 3 sexes: a county's case.

HYTETAULU_BENCH_SERIES=500 is all of Finland (12.6 million observations, minutes). Only the ratios carry over to another machine.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from data_sources.model import TOTAL, Observation, Origin, Period
from data_sources.store import Store, open_store

SERIES = [f"series-{number}" for number in range(int(os.environ.get("HYTETAULU_BENCH_SERIES", "60")))]
AREAS = [f"KU{number:03}" for number in range(420)]
YEARS = range(2005, 2025)
GROUPS = [TOTAL, *(TOTAL.with_category("sex", sex) for sex in ("female", "male"))]
COLUMNS = "indicator_id, area_id, group_id, period_start, period_end, value, low, high, numerator, denominator, status"


def observations(indicator: str) -> list[Observation]:
    chance = random.Random(indicator)  # noqa: S311 - values, no secrets
    return [
        Observation(indicator, area, group, Period.year(year), round(chance.uniform(1, 99), 1))
        for area in AREAS
        for group in GROUPS
        for year in YEARS
    ]


def origins(indicator: str) -> list[Origin]:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return [Origin(indicator, "sotkanet:1", {"fi": "THL"}, "CC BY 4.0", "https://sotkanet.fi", moment.date(), moment)]


def medians(rounds: int, *works: Callable[[], float]) -> list[float]:
    """Median seconds of each work, taking turns so that a busy moment of the machine meets them all; each tells its own time."""
    return [statistics.median(times) for times in zip(*([work() for work in works] for _ in range(rounds)), strict=True)]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(line: str) -> None:
    print(f"\n{line}", end="")  # noqa: T201 - ratios are what these tests are for


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmark") / "store.sqlite"


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{path}") as opened:
        for indicator in SERIES:
            opened.replace(indicator, observations(indicator), origins(indicator))
        yield opened


@pytest.fixture(scope="module")
def bare(path: Path, store: Store) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        say(f"{path.stat().st_size / store_count(store):.0f} bytes an observation")
        yield connection


def store_count(store: Store) -> int:
    with store.snapshot() as snapshot:
        return snapshot.observation_count()


def places(count: int) -> str:
    return ", ".join("?" * count)


FOUR = ["KU007", "KU100", "KU205", "KU297"]
# question: what the store is asked, and the same of bare sqlite3 with ids that are known already (ids follow the names' order)
READING = {
    "q1: a series, 4 areas, all years and groups": (
        lambda snapshot: snapshot.series("series-3", FOUR),
        f"observation WHERE indicator_id = 3 AND area_id IN ({places(4)})",
        [7, 100, 205, 297],
    ),
    "q2: a series and year, all areas, all groups": (
        lambda snapshot: snapshot.across("series-3", 2015),
        "observation WHERE indicator_id = 3 AND period_end = ?",
        [2015],
    ),
    "q2: a series and year, all areas, one group": (
        lambda snapshot: snapshot.across("series-3", 2015, [TOTAL]),
        "observation WHERE indicator_id = 3 AND period_end = ? AND group_id = 0",
        [2015],
    ),
    "q3: 10 indicators, one area, latest": (
        lambda snapshot: snapshot.latest(SERIES[:10], ["KU205"]),
        f"latest WHERE area_id = 205 AND indicator_id IN ({places(10)})",
        range(10),
    ),
    "q4: 60 indicators, one area, latest": (
        lambda snapshot: snapshot.latest(SERIES[:60], ["KU205"]),
        f"latest WHERE area_id = 205 AND indicator_id IN ({places(60)})",
        range(60),
    ),
}


@pytest.mark.parametrize("question", READING)
def test_reading(benchmark, store, bare, question):
    ask, condition, parameters = READING[question]
    statement = f"SELECT {COLUMNS} FROM {condition}"  # noqa: S608 - written above

    def ask_bare() -> list[tuple[object, ...]]:
        return bare.execute(statement, tuple(parameters)).fetchall()

    with store.snapshot() as snapshot:
        assert sorted(row[5] for row in ask_bare()) == sorted(found.value for found in benchmark(ask, snapshot))
        if benchmark.enabled:
            ours, theirs = medians(300, lambda: timed(lambda: ask(snapshot)), lambda: timed(ask_bare))
            say(f"{question}: {ours * 1000:.2f} ms, bare {theirs * 1000:.2f} ms, ratio {ours / theirs:.1f} (aim: 3 or less)")


def test_beginning_a_snapshot(benchmark, store):
    def begin() -> int:
        with store.snapshot() as snapshot:
            return snapshot.revision

    assert benchmark(begin) == len(SERIES)


def test_loading(benchmark, tmp_path):
    names = iter(f"series-{number}" for number in range(1000))

    def load(store: Store) -> float:
        name = next(names)
        given = observations(name)
        return timed(lambda: store.replace(name, given, origins(name)))

    with open_store(f"sqlite:///{tmp_path}/load.sqlite") as store:
        assert benchmark.pedantic(load, (store,), rounds=3) > 0
        if benchmark.enabled:
            compare_with_pandas(lambda: load(store), tmp_path)


def compare_with_pandas(load: Callable[[], float], folder: Path) -> None:
    plain, readable = Pandas(folder / "plain.sqlite"), Pandas(folder / "readable.sqlite")
    readable.index()
    ours, *theirs = medians(25, load, plain.load, readable.load, readable.load_observations)
    count = len(observations("series-0"))
    say(f"load: {count / ours:,.0f} observations a second")
    ways = ("to_sql of a ready frame, no key", "the same with the two indexes that reading needs", "the same from observations")
    for way, their in zip(ways, theirs, strict=True):
        say(f"{way}: {count / their:,.0f} a second, ratio {their / ours:.1f} (aim: 5 or more)")
    plain.engine.dispose()
    readable.engine.dispose()


class Pandas:
    """The plain way: text keys in a table that `DataFrame.to_sql` fills."""

    def __init__(self, path: Path) -> None:
        self.engine = create_engine(f"sqlite:///{path}")
        self.names = iter(f"series-{number}" for number in range(1000))
        self.store(self.frame(observations("none")[:0]))

    def index(self) -> None:
        with self.engine.begin() as connection:
            connection.exec_driver_sql("CREATE UNIQUE INDEX by_area ON figures (indicator, area, grp, last)")
            connection.exec_driver_sql("CREATE INDEX by_year ON figures (indicator, last, grp, area)")

    def frame(self, observations: list[Observation]) -> Any:
        import pandas as pd  # noqa: PLC0415 - a second that the other benchmarks need not wait

        rows = [(*o[:2], str(o.group), o.period.first, o.period.last, *o[4:9], str(o.status)) for o in observations]
        return pd.DataFrame(rows, columns=["indicator", "area", "grp", "first", "last", *Observation._fields[4:]])

    def store(self, frame: Any) -> None:
        frame.to_sql("figures", self.engine, if_exists="append", index=False)

    def load(self) -> float:
        frame = self.frame(observations(next(self.names)))
        return timed(lambda: self.store(frame))

    def load_observations(self) -> float:
        given = observations(next(self.names))
        return timed(lambda: self.store(self.frame(given)))


def test_replacing_by_the_same(benchmark, store):
    given, sources = observations("series-3"), origins("series-3")
    assert not any(benchmark.pedantic(store.replace, ("series-3", given, sources), rounds=10))

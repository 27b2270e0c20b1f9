"""From HTTP to SQL: a refresh against the naive way, a request a year and `DataFrame.to_sql`, at zero delay.

`python -m tests.benchmarks.test_refresh` is the service alone; the benchmark runs it in a process of its own.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pandas as pd
import pytest
import requests
from sqlalchemy import create_engine, text

from data_sources.adapters.sotkanet import Sotkanet
from data_sources.areas import read_areas
from data_sources.http.client import HttpService
from data_sources.indicators import read_indicators
from data_sources.model import SourceSeries
from data_sources.refresh.ingest import refresh
from data_sources.store import open_store
from tests.services.loopback import Answer, LoopbackService
from tests.services.sotkanet import BASE, SotkanetAnswers, all_regions, invented_rows, region

YEARS = range(2004, 2024)
GENDERS = ("male", "female", "total")
SERIES = range(1, 7)
OTHERS = 116
"""Regions of other kinds (sub-regions, hospital districts), which the service sends whether asked for or not."""
AIM, FLOOR = 4, 2
"""How many times as fast as the naive way a refresh is to be, and what it may not fall below on a busy machine."""


def answer_of():
    """The service's answers, made once and then ready: what is measured is the client."""
    unemployment = read_indicators()["unemployment"]
    others = [region(number, "SEUTUKUNTA", str(number), f"Seutu {number}") for number in range(OTHERS)]
    # Without mainland Finland, which the naive way would take for one area more.
    answers = SotkanetAnswers(regions=all_regions()[:-1] + others)
    by_year = {}
    for number in SERIES:
        answers.add(number, f"Sarja {number}", range={"start": YEARS[0], "end": YEARS[-1]})
        for year in YEARS:
            by_year[number, str(year)] = list(invented_rows(number, unemployment, answers.regions, [year], GENDERS))
    ready = {}

    def values(query):
        number, years = int(query["indicator"][0]), query["years"]
        return [row for year in years for row in by_year.get((number, year), ())]

    def answer(request):
        if request.path != f"{BASE}/json":
            return answers(request)
        key = (request.query["indicator"][0], *request.query["years"])
        if key not in ready:
            ready[key] = Answer(200, orjson.dumps(values(request.query)))
        return ready[key]

    return answer


def serve():
    with LoopbackService(answer_of(), base=BASE) as service:
        print(service.url, flush=True)  # noqa: T201  # the benchmark reads it
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


@pytest.fixture(scope="module")
def url():
    with subprocess.Popen(
        [sys.executable, "-m", __spec__.name], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as running:
        yield running.stdout.readline().strip()
        running.terminate()


def ours(url, folder):
    """Refresh into a new store; return the number of observations it then holds."""
    unemployment = read_indicators()["unemployment"]
    series = [SourceSeries.of("sotkanet", str(number), titles=(f"Sarja {number}",)) for number in SERIES]
    indicators = [replace(unemployment, id=f"series-{one.id}", series=(one,)) for one in series]
    source = Sotkanet(
        HttpService("Sotkanet", url, setting="SOTKANET_URL", requests_per_second=1e6), datetime(2024, 6, 1, tzinfo=UTC).date()
    )
    with open_store(f"sqlite:///{folder / 'ours.sqlite'}") as store:
        refreshed = refresh(store, indicators, {"sotkanet": source}, clock=lambda: datetime.now(UTC))
        assert refreshed.outcome == "complete"
        with store.snapshot() as snapshot:
            return snapshot.observation_count()


NAIVE_TABLE = """
CREATE TABLE observation (
  indicator INTEGER, area TEXT, gender TEXT, year INTEGER, value FLOAT, PRIMARY KEY (indicator, area, gender, year)
)"""


def naive(url, folder):
    """The same observations in a table with text keys and the indexes that reading needs: an afternoon's script."""
    agent = {"User-Agent": "naive/1.0"}
    engine = create_engine(f"sqlite:///{folder / 'naive.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text(NAIVE_TABLE))
        connection.execute(text("CREATE INDEX by_year ON observation (indicator, year, gender, area, value)"))
    regions = pd.DataFrame(requests.get(f"{url}/regions", headers=agent, timeout=60).json())
    regions["area"] = regions["category"] + regions["code"]
    for number in SERIES:
        for year in YEARS:
            asked = {"indicator": number, "years": year, "genders": GENDERS}
            rows = pd.DataFrame(requests.get(f"{url}/json", params=asked, headers=agent, timeout=60).json())
            rows = rows.merge(regions, left_on="region", right_on="id")
            rows[["indicator", "area", "gender", "year", "value"]].to_sql("observation", engine, if_exists="append", index=False)
    with engine.begin() as connection:
        ours = text("SELECT count(*) FROM observation WHERE area NOT LIKE 'SEUTUKUNTA%'")
        return connection.execute(ours).scalar_one()


def timed(way, url, folder):
    folder.mkdir()
    started = time.perf_counter()
    count = way(url, folder)
    return time.perf_counter() - started, count


def test_a_refresh_is_faster_than_the_naive_way(url, tmp_path, capsys):
    rows = len(SERIES) * len(YEARS) * len(GENDERS) * len(list(read_areas()))
    for way in (ours, naive):
        timed(way, url, tmp_path / f"{way.__name__}-warm")
    turns = [(timed(ours, url, tmp_path / f"ours-{turn}"), timed(naive, url, tmp_path / f"naive-{turn}")) for turn in range(3)]
    assert {count for turn in turns for _, count in turn} == {rows}
    fast, slow = min(turn[0][0] for turn in turns), min(turn[1][0] for turn in turns)
    with capsys.disabled():
        print(f"\n{rows:,} observations: {rows / fast:,.0f}/s, naive {rows / slow:,.0f}/s, ratio {slow / fast:.1f} (aim: {AIM})")  # noqa: T201  # the result
    assert slow / fast >= FLOOR


if __name__ == "__main__":
    serve()

"""`kill -9` at ten random moments of a refresh: every indicator is as before or as after, and the next refresh completes.

Every observation of a version has the same value, so that a half-stored indicator would show by two values.
"""

import random
import subprocess
import time
from datetime import date, timedelta

import pytest

from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.store import open_store
from tests.command_line import HYTETAULU
from tests.conftest import BACKENDS
from tests.services.sotkanet import all_regions, row

NAMES = ("unemployment", "daily-smoking", "loneliness", "obesity")
SERIES = [(one, series) for one in (read_indicators()[name] for name in NAMES) for series in one.series]
YEARS = range(2012, 2024)
KILLS = 10
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture(params=BACKENDS)
def backend(request):
    return request.param


@pytest.fixture
def service(environment, sotkanet, store_url, monkeypatch):  # noqa: ARG001  # the environment is that of the child too
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", store_url)
    sotkanet.answers.regions = all_regions()
    return sotkanet


def publish(service, version):
    """Let every value of every series be `version`, updated on that day of the year."""
    for _, series in SERIES:
        number = int(series.id)
        places = service.answers.regions[:30]
        rows = [row(number, place["id"], year, version, sex) for place in places for year in YEARS for sex in ("total", "male")]
        service.answers.add(number, series.titles[0], rows, updated=(NEW_YEAR + timedelta(version)).isoformat())


def content(store_url):
    """By indicator: the value of its observations (one if it is whole), how many, and the days of its origins."""
    areas = [area.code for area in read_areas()]
    with open_store(store_url) as store, store.snapshot() as snapshot:
        found = {name: snapshot.series(name, areas) for name in NAMES}
        newest = {name: snapshot.latest([name], areas) for name in NAMES}
        counted = snapshot.observation_count()
        days = {name: {(origin.updated - NEW_YEAR).days for origin in snapshot.origins(name)} for name in NAMES}
    assert counted == sum(map(len, found.values()))
    whole = {}
    for name, observations in found.items():
        values = {one.value for one in observations}
        assert {one.value for one in newest[name]} == values
        assert values == days[name], f"{name} is half stored"
        whole[name] = (values, len(observations))
    return whole


def arguments():
    return ["refresh", "--source", "sotkanet", *(part for name in NAMES for part in ("--indicator", name))]


def kill_after(service, requests, seconds):
    """Start a refresh and kill it `seconds` after so many data requests; tell whether it was still running."""
    before = service.count("/json")
    with subprocess.Popen([*HYTETAULU, *arguments()], stderr=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        while service.count("/json") < before + requests and child.poll() is None:
            time.sleep(0.002)
        time.sleep(seconds)
        running = child.poll() is None
        child.kill()
    return running


def completed(run):
    """Refresh until no other holds the lock: PostgreSQL notices a dead client within moments."""
    for _ in range(300):
        status, out, _ = run(*arguments())
        if status != 3:
            return status, out
        time.sleep(0.02)
    raise AssertionError("the killed refresh still holds the lock")


@pytest.mark.slow
def test_a_refresh_killed_at_any_moment_leaves_whole_indicators(run, service, store_url):
    chance = random.Random(7)  # noqa: S311  # the moments of the kills are no secret
    service.delay = 0.02
    publish(service, 5)
    assert completed(run)[0] == 0
    kills, version, before = 0, 5, content(store_url)
    while kills < KILLS:
        version += 1
        assert version < 80, "most refreshes ended before they were to be killed"
        publish(service, version)
        kills += kill_after(service, chance.randint(1, len(SERIES)), chance.random() * 0.05)
        after = content(store_url)
        for name in NAMES:
            assert after[name] in (before[name], ({version}, before[name][1]))
        assert completed(run)[0] == 0
        before = content(store_url)
        assert {value for values, _ in before.values() for value in values} == {version}

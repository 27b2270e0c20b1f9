"""The command line as a person or a scheduler uses it."""

import csv
import io
import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

from data_sources import sample
from data_sources.formats.series_csv import written
from data_sources.indicators import read_indicators
from data_sources.model import ObservationStatus
from data_sources.store import open_store
from tests import builders
from tests.command_line import HYTETAULU
from tests.services.loopback import Fault
from tests.services.sotkanet import COUNTRY, KAINUU, KAJAANI, catalogue_answers, row

UNEMPLOYED = "Työttömät, % työvoimasta"
SMOKERS = "Päivittäin tupakoivien osuus (%)"
HEADING = "indicator,area,group,period,value,low,high,status\n"


@pytest.fixture
def service(environment, sotkanet):  # noqa: ARG001  # commands find the service by the environment
    """Sotkanet with unemployment in Kajaani and with two groups of smokers."""
    rows = [row(181, KAJAANI, 2019, 9), row(181, KAJAANI, 2020, 13.25), row(181, KAINUU, 2020, 12.0, "male")]
    sotkanet.answers.add(181, UNEMPLOYED, rows)
    sotkanet.answers.add(4404, SMOKERS, [row(4404, COUNTRY, 2020, 12.0)])
    sotkanet.answers.add(
        4405, f"{SMOKERS}, 20 - 64-vuotiaat", [row(4405, COUNTRY, 2020, 14.0), row(4405, COUNTRY, 2020, 15.0, "male")]
    )
    return sotkanet


def address(environment):
    return f"sqlite:///{environment['HYTETAULU_DATA_DIR']}/hytetaulu.sqlite"


def observation_count(environment):
    with open_store(address(environment)) as store, store.snapshot() as snapshot:
        return snapshot.observation_count()


@pytest.fixture
def small_sample(monkeypatch):
    """A sample of two indicators: that of the whole catalogue takes longer than all these tests."""
    few = {name: read_indicators()[name] for name in ("unemployment", "daily-smoking")}
    monkeypatch.setattr(sample, "read_indicators", lambda: few)


def test_a_refreshed_series_is_shown_as_it_was_published(run, service):
    status, out, err = run("refresh", "--indicator", "sotkanet:181")
    assert (status, err) == (0, "[1/1] unemployment: 1 updated\n")
    assert out == "Refresh complete: 1 updated; 3 values stored.\n"
    shown = HEADING + "unemployment,kajaani,,2019,9.0,,,normal\nunemployment,kajaani,,2020,13.25,,,normal\n"
    for indicator in ("unemployment", "sotkanet:181"):
        for area in ("kajaani", "KU205", "205"):
            assert run("show", indicator, area) == (0, shown, "")
    assert service.count("/json") == 1


def test_a_series_is_shown_with_its_own_groups_only(run, service):
    del service.answers.indicators[181]
    run("refresh", "--indicator", "daily-smoking")
    shown = "daily-smoking,suomi,age=20-64,2020,14.0,,,normal\ndaily-smoking,suomi,age=20-64;sex=male,2020,15.0,,,normal\n"
    assert run("show", "sotkanet:4405", "suomi") == (0, HEADING + shown, "")
    assert run("show", "daily-smoking", "suomi") == (0, HEADING + "daily-smoking,suomi,,2020,12.0,,,normal\n" + shown, "")


def test_what_is_left_out_is_named_and_has_a_status_of_its_own(run, service):
    service.answers.add(4406, "Avioerot")
    status, out, _ = run("refresh", "--indicator", "daily-smoking")
    assert status == 4
    assert "Refresh with gaps: " in out
    assert (
        "left out: daily-smoking sotkanet:4406: Sotkanet's id 4406 bears the title “Avioerot”, the indicator file expects" in out
    )
    assert "left out: daily-smoking sotkanet:4407: Sotkanet no longer knows the id 4407" in out


def test_a_failure_is_named_and_shows_in_the_status(run, service):
    service.fail("/json", Fault.SERVER_ERROR)
    status, out, err = run("refresh", "--indicator", "unemployment")
    assert status == 1
    assert err == "[1/1] unemployment: 1 failed\n"
    assert out.startswith(
        "Refresh with failures: 1 failed; 0 values stored.\nfailed: unemployment sotkanet:181: Sotkanet: http://127.0.0.1"
    )
    assert run("refresh", "--indicator", "unemployment")[0] == 0


def test_without_the_service_every_indicator_fails_for_one_reason_and_no_sample_is_filled(run, environment, monkeypatch):
    monkeypatch.setenv("HYTETAULU_SOTKANET_URL", "http://127.0.0.1:9")
    status, out, _ = run("refresh", "--source", "sotkanet")
    assert status == 1
    assert out.count("cannot be reached") == 1
    assert observation_count(environment) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("refresh", "--indicator", "unemploymnt"), "there is no indicator 'unemploymnt'; did you mean unemployment"),
        (("refresh", "--source", "sotkanetti"), "'sotkanetti' is no source; sources are sotkanet"),
        (("show", "sotkanet:99999", "kajaani"), "there is no indicator 'sotkanet:99999'"),
        (("show", "unemployment", "kajani"), "there is no area 'kajani'; did you mean kajaani?"),
    ],
)
def test_wrong_names_are_told_with_the_nearest_right_one(run, service, arguments, message):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"hytetaulu: {message}")
    assert service.requests == []


@pytest.mark.usefixtures("environment")
def test_a_wrong_setting_is_told(run, monkeypatch):
    monkeypatch.setenv("HYTETAULU_TIMEOUT", "soon")
    assert run("refresh") == (2, "", "hytetaulu: HYTETAULU_TIMEOUT is 'soon'; expected a number\n")


@pytest.mark.parametrize("arguments", [("fetch",), ("show", "unemployment"), ("refresh", "--all"), ("--prot", "80")])
def test_wrong_use_is_status_2(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("Usage: hytetaulu ")


def test_an_interrupt_is_status_130(run, monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr("data_sources.commands.status.read_settings", interrupt)
    assert run("status") == (130, "", "")


@pytest.mark.usefixtures("environment", "small_sample")
def test_show_fills_an_empty_store_first_and_says_so(run):
    status, out, err = run("show", "unemployment", "kajaani")
    assert status == 0
    assert err.startswith("hytetaulu: the store is empty; it is filled with sample data, not real figures")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {each["area"] for each in rows} == {"kajaani"}
    assert {each["period"] for each in rows} == {str(year) for year in range(2010, 2026)}


@pytest.mark.usefixtures("environment", "small_sample")
def test_status_fills_an_empty_store_first_and_says_so(run):
    status, out, err = run("status")
    assert status == 0
    assert err.startswith("hytetaulu: the store is empty; it is filled with sample data, not real figures")
    assert "sample        sample data, not real figures" in out


@pytest.mark.usefixtures("environment", "small_sample")
def test_sample_data_are_never_shown_without_saying_so(run):
    run("sample")
    assert (
        run("show", "unemployment", "kajaani")[2]
        == "hytetaulu: sample data, not real figures; `./run refresh` fetches real ones\n"
    )


@pytest.mark.usefixtures("service", "small_sample")
def test_the_sample_spares_real_data(run):
    run("refresh", "--indicator", "unemployment")
    status, out, err = run("sample")
    assert status == 0
    assert "values stored: sample data, not real figures" in out
    assert err == "hytetaulu: no sample data for indicators with real values: unemployment\n"
    assert run("show", "unemployment", "kajaani")[1].count("\n") == 3
    assert "sample data" in run("show", "daily-smoking", "suomi")[2]


def test_status_tells_what_there_is(run, service):
    run("refresh", "--indicator", "unemployment")
    service.fail("/indicators/4404", Fault.SERVER_ERROR)
    run("refresh", "--indicator", "daily-smoking")
    status, out, _ = run("status")
    assert status == 0
    assert "observations  3 of 1 indicators\n" in out
    assert "sample        no\n" in out
    assert "UTC, with failures: 1 failed\n" in out
    assert "sotkanet      1 series, newest update 2026-05-01\n" in out


def test_a_password_is_shown_nowhere(run, monkeypatch):
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", "postgresql://somebody:secret@127.0.0.1:9/store")
    status, out, err = run("status")
    assert status == 1
    assert "somebody" in err
    assert "secret" not in out + err


@pytest.mark.usefixtures("environment")
def test_check_compares_the_catalogue_with_the_service(run, sotkanet):
    sotkanet.answers = sotkanet.answer = catalogue_answers(years=range(2020, 2020))
    status, out, _ = run("check", "--source", "sotkanet")
    assert status == 0
    assert out.endswith(" series compared, 0 differ.\n")
    sotkanet.answers.indicators[181]["title"]["fi"] = "Avioerot"
    del sotkanet.answers.indicators[4404]
    status, out, _ = run("check", "--source", "sotkanet")
    assert status == 1
    assert "unemployment, sotkanet:181: Sotkanet's id 181 bears the title “Avioerot”" in out
    assert "daily-smoking, sotkanet:4404: Sotkanet no longer knows the id 4404" in out
    assert out.endswith(" series compared, 2 differ.\n")
    assert sotkanet.count("/json") == 0


@pytest.mark.usefixtures("environment", "thl_cubes")
def test_check_does_not_count_a_series_that_awaits_its_cube(run):
    status, out, _ = run("check", "--source", "thl-cubes")
    assert status == 0
    assert "awaits the real id of the cube" in out
    assert out.endswith("0 series compared, 0 differ, 1 awaited.\n")
    status, out, _ = run("refresh", "--source", "thl-cubes")
    assert (status, out.splitlines()[0]) == (0, "Refresh complete: 1 left out; 0 values stored.")


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (None, 1, ""),
        (9, 1, "9.0"),
        (9.0, 0, "9"),
        (9646.0, 0, "9646"),
        (1000000.0, 0, "1000000"),
        (13.25, 1, "13.25"),
        (0.1, 1, "0.1"),
        (0.30000000000000004, 1, "0.30000000000000004"),
        (-0.5, 2, "-0.50"),
        (1e-7, 1, "0.0000001"),
    ],
)
def test_a_number_is_written_with_all_its_decimals(number, decimals, text):
    assert written(number, decimals) == text


def test_suppressed_and_missing_observations_have_no_value(run, environment):
    hidden = builders.observation("unemployment", "KU205", "2018-2020", None, "sex=female", status=ObservationStatus.SUPPRESSED)
    with open_store(address(environment)) as store:
        store.replace("unemployment", [hidden], [builders.origin("unemployment", "sotkanet:181")])
    assert run("show", "unemployment", "kajaani")[1] == HEADING + "unemployment,kajaani,sex=female,2018-2020,,,,suppressed\n"


def start(*arguments):
    return subprocess.Popen([*HYTETAULU, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.usefixtures("environment", "small_sample")
def test_a_reader_that_has_seen_enough_is_no_error(run):
    run("sample")
    with start("show", "daily-smoking", "suomi") as showing:
        showing.stdout.close()
        assert showing.wait(20) == 0
        assert "Error" not in showing.stderr.read()


def some_indicators():
    """Arguments for a refresh of eight indicators that every version of the catalogue has, and how many series they have."""
    names = (
        "unemployment",
        "daily-smoking",
        "loneliness",
        "obesity",
        "mortality",
        "population",
        "higher-education",
        "social-assistance",
    )
    return [part for name in names for part in ("--indicator", name)], sum(len(read_indicators()[name].series) for name in names)


def refresh_until(service, path, count):
    """Start a refresh of them and return it when the service has had so many requests for `path`."""
    refreshing = start("refresh", *some_indicators()[0])
    ended = time.monotonic() + 20
    while service.count(path) < count and time.monotonic() < ended:
        time.sleep(0.01)
    return refreshing


def stored(environment):
    """What SQLite itself says of the store: its integrity, and stored and counted rows by indicator."""
    with closing(sqlite3.connect(f"{environment['HYTETAULU_DATA_DIR']}/hytetaulu.sqlite")) as connection:
        counted = connection.execute(
            "SELECT key, observations, (SELECT count(*) FROM observation WHERE indicator_id = indicator.id) FROM indicator"
        )
        return connection.execute("PRAGMA integrity_check").fetchall(), {key: counts for key, *counts in counted}


@pytest.mark.slow
def test_a_killed_refresh_leaves_whole_indicators_and_the_next_one_goes_on(run, service, environment):
    service.answers = service.answer = catalogue_answers(years=range(2020, 2021))
    service.delay = 0.02
    arguments, series = some_indicators()
    with refresh_until(service, "/json", 12) as refreshing:
        refreshing.kill()
    whole, counts = stored(environment)
    assert whole == [("ok",)]
    assert len(counts) < 8
    service.delay = 0
    status, out, _ = run("refresh", *arguments)
    assert status == 0
    assert (" unchanged" in out) == bool(counts)
    after = stored(environment)[1]
    assert len(after) == 8
    assert counts == {key: after[key] for key in counts}
    assert all(counted == rows > 0 for counted, rows in after.values())
    assert run("refresh", *arguments)[1].startswith(f"Refresh complete: {series} unchanged")


@pytest.mark.slow
def test_a_service_manager_may_stop_a_refresh(run, service, environment, monkeypatch):
    monkeypatch.setenv("HYTETAULU_TIMEOUT", "30")
    service.answers = service.answer = catalogue_answers(years=range(2020, 2021))
    service.plan = lambda request: Fault.SILENCE if "4406" in str(request) else None
    with refresh_until(service, "/indicators/4406", 1) as refreshing:
        started = time.monotonic()
        refreshing.send_signal(signal.SIGTERM)
        assert refreshing.wait(10) == 130
        assert time.monotonic() - started < 5
        assert "Refresh interrupted" in refreshing.stdout.read()
    assert stored(environment)[0] == [("ok",)]
    assert "UTC, interrupted" in run("status")[1]

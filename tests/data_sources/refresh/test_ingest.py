"""Refreshing over real HTTP into a real store: what is asked for, what is stored, what is told."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data_sources.adapters import SeriesDescription, SeriesObservations
from data_sources.adapters import sotkanet as adapter
from data_sources.http.client import HttpService
from data_sources.model import (
    TOTAL,
    PopulationGroup,
    SourceSeries,
)
from data_sources.refresh.ingest import refresh
from data_sources.refresh.results import RefreshOptions
from data_sources.store import RunResult
from tests import builders
from tests.conftest import BACKENDS
from tests.services.loopback import Fault
from tests.services.sotkanet import COUNTRY, KAJAANI, row

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)
OLD = PopulationGroup.parse("age=65+")
TITLES = {
    181: "Työttömät, % työvoimasta",
    4404: "Päivittäin tupakoivien osuus (%)",
    4406: "Päivittäin tupakoivien osuus (%), 65+",
}


def indicator(name, **groups):
    series = tuple(SourceSeries.of("sotkanet", str(number), group, (TITLES[number],)) for group, number in groups.values())
    return builders.indicator(id=name, theme="work-ability", name={"fi": name}, explanation={"fi": name}, series=series)


UNEMPLOYMENT = indicator("unemployment", total=(TOTAL, 181))
SMOKING = indicator("daily-smoking", total=(TOTAL, 4404), old=(OLD, 4406))
BOTH = (UNEMPLOYMENT, SMOKING)


on_both_databases = pytest.mark.parametrize("backend", BACKENDS)


@pytest.fixture
def backend():
    """SQLite, but for the tests that ask for both databases."""
    return "sqlite"


@pytest.fixture
def service(sotkanet):
    """Sotkanet with three series of one observation each for Kajaani and one for the country."""
    for position, (number, title) in enumerate(TITLES.items()):
        rows = [row(number, KAJAANI, 2020, 10.0 + position), row(number, COUNTRY, 2020, 20.0 + position, "male")]
        sotkanet.answers.add(number, title, rows)
    return sotkanet


def source_at(url, **changes):
    hurry = {"requests_per_second": 1000, "timeout": 0.3, "tries": 2, "backoff": 0.01, "longest_wait": 1}
    return adapter.Sotkanet(HttpService("Sotkanet", url, setting="SOTKANET_URL", **(hurry | changes)), NOW.date())


@pytest.fixture
def run(service, store):
    """Refresh; give the outcomes by series."""

    def run(*indicators, **options):
        source = source_at(service.url)
        refreshed = refresh(store, indicators or BOTH, {"sotkanet": source}, clock=lambda: NOW, **options)
        source.close()
        return refreshed

    return run


def outcomes(refreshed):
    return {(result.indicator, result.series): result.outcome for result in refreshed.results}


def reasons(refreshed):
    return [result.reason for result in refreshed.results if result.reason]


def kajaani(store, *indicators):
    """Values of Kajaani by (indicator, group)."""
    with store.snapshot() as snapshot:
        found = [one for each in indicators or BOTH for one in snapshot.series(each.id, ["KU205"])]
    return {(one.indicator, str(one.group)): one.value for one in found}


EVERYTHING = {("unemployment", ""): 10.0, ("daily-smoking", ""): 11.0, ("daily-smoking", "age=65+"): 12.0}


@on_both_databases
def test_observations_and_origins_come_into_the_store(run, store):
    refreshed = run()
    assert refreshed.outcome == "complete"
    assert set(outcomes(refreshed).values()) == {"updated"}
    assert kajaani(store) == EVERYTHING
    with store.snapshot() as snapshot:
        (origin,) = snapshot.origins("unemployment")
        assert snapshot.series("unemployment", ["SSS"])[0].group == PopulationGroup.parse("sex=male")
        (stored,) = snapshot.runs()
    assert (origin.series, origin.fetched, origin.updated.isoformat(), origin.sample) == (
        "sotkanet:181",
        NOW,
        "2026-05-01",
        False,
    )
    assert origin.texts["limits"] == {"fi": "Ikä ≥ 20\n\nvuotta"}
    assert (stored.outcome, set(stored.results)) == ("complete", set(refreshed.results))
    assert RunResult("unemployment", "sotkanet:181", "updated", "", 2) in stored.results


@on_both_databases
def test_a_refresh_with_nothing_new_asks_for_no_data(run, service, store):
    run()
    with store.snapshot() as snapshot:
        before = snapshot.revision
    asked = service.count("/json")
    refreshed = run()
    assert service.count("/json") == asked
    assert set(outcomes(refreshed).values()) == {"unchanged"}
    assert kajaani(store) == EVERYTHING
    with store.snapshot() as snapshot:
        assert snapshot.revision == before


@on_both_databases
def test_only_the_series_that_changed_is_asked_for(run, service, store):
    run()
    service.answers.indicators[4406]["data-updated"] = "2026-06-01"
    service.answers.rows[4406][0]["value"] = 99.0
    refreshed = run()
    assert service.count("/json") == 4
    assert outcomes(refreshed)["daily-smoking", "sotkanet:4406"] == "updated"
    assert kajaani(store) == EVERYTHING | {("daily-smoking", "age=65+"): 99.0}


def test_force_asks_for_everything(run, service):
    run()
    run(options=RefreshOptions(force=True))
    assert service.count("/json") == 6


def test_a_series_without_an_update_date_is_always_asked_for(run, service):
    del service.answers.indicators[181]["data-updated"]
    run(UNEMPLOYMENT)
    run(UNEMPLOYMENT)
    assert service.count("/json") == 2


def test_a_change_of_the_indicator_file_is_a_reason_to_ask_again(run, store):
    run()
    swapped = replace(
        SMOKING,
        series=tuple(
            replace(one, parts=(replace(one.parts[0], group=group),))
            for one, group in zip(SMOKING.series, (OLD, TOTAL), strict=True)
        ),
    )
    assert set(outcomes(run(swapped)).values()) == {"updated"}
    assert kajaani(store, SMOKING) == {("daily-smoking", ""): 12.0, ("daily-smoking", "age=65+"): 11.0}


def test_a_group_taken_out_of_the_indicator_file_leaves_the_store(run, store):
    run()
    assert set(outcomes(run(replace(SMOKING, series=SMOKING.series[:1]))).values()) == {"unchanged"}
    assert kajaani(store, SMOKING) == {("daily-smoking", ""): 11.0}


def test_observations_that_the_service_withdrew_leave_the_store(run, service, store):
    run()
    service.answers.rows[181] = [row(181, COUNTRY, 2020, 9.0)]
    service.answers.indicators[181]["data-updated"] = "2026-06-01"
    run()
    assert kajaani(store, UNEMPLOYMENT) == {}


def retire(service):
    del service.answers.indicators[4406]


def rename(service):
    service.answers.indicators[4406]["title"]["fi"] = "Avioerot"


@pytest.mark.parametrize(("change", "reason"), [(retire, "no longer knows the id 4406"), (rename, "bears the title “Avioerot”")])
def test_a_series_that_is_gone_is_left_out_and_keeps_its_observations(run, service, store, change, reason):
    run()
    change(service)
    service.answers.indicators[4404]["data-updated"] = "2026-06-01"
    service.answers.rows[4404][0]["value"] = 77.0
    refreshed = run()
    assert refreshed.outcome == "with gaps"
    assert outcomes(refreshed) == {
        ("unemployment", "sotkanet:181"): "unchanged",
        ("daily-smoking", "sotkanet:4404"): "updated",
        ("daily-smoking", "sotkanet:4406"): "left out",
    }
    assert reason in reasons(refreshed)[0]
    assert kajaani(store) == EVERYTHING | {("daily-smoking", ""): 77.0}


@pytest.mark.parametrize("path", ["/indicators/4406", "/json"])
def test_a_fault_that_stays_fails_its_indicator_and_no_other(run, service, store, path):
    run()
    for number in TITLES:
        service.answers.indicators[number]["data-updated"] = "2026-06-01"
        service.answers.rows[number][0]["value"] = 5.0
    query = lambda request: request.query.get("indicator", ["4406"]) == ["4406"]  # noqa: E731  # a line of a plan
    service.plan = lambda request: Fault.SERVER_ERROR if request.path.startswith("/rest/1.1" + path) and query(request) else None
    refreshed = run()
    assert refreshed.outcome == "with failures"
    assert outcomes(refreshed) == {("unemployment", "sotkanet:181"): "updated", ("daily-smoking", "sotkanet:4406"): "failed"}
    assert "the stored values are unchanged" in reasons(refreshed)[0]
    assert kajaani(store) == EVERYTHING | {("unemployment", ""): 5.0}


def test_after_random_faults_a_second_run_has_everything(run, service, store):
    service.fail_randomly(0.2, seed=3)
    run()
    run()
    assert kajaani(store) == EVERYTHING


def test_without_regions_everything_fails_for_one_reason(run, service, store):
    service.answers.regions = []
    refreshed = run()
    assert refreshed.outcome == "with failures"
    assert outcomes(refreshed) == {("unemployment", "sotkanet"): "failed", ("daily-smoking", "sotkanet"): "failed"}
    assert len(set(reasons(refreshed))) == 1
    assert service.count("/indicators") == 0
    assert kajaani(store) == {}


def test_without_network_it_is_soon_over(store):
    source = source_at("http://127.0.0.1:9", tries=5, backoff=10, longest_wait=100)
    started = time.monotonic()
    refreshed = refresh(store, BOTH, {"sotkanet": source}, clock=lambda: NOW)
    assert time.monotonic() - started < 1
    assert "cannot be reached" in reasons(refreshed)[0]


@pytest.mark.parametrize("rows", [[], [row(181, 99999, 2020, 5.0)], [row(181, KAJAANI, 2020, None)]])
def test_an_empty_answer_empties_nothing(run, service, store, rows):
    run()
    service.answers.rows[181] = rows
    service.answers.indicators[181]["data-updated"] = "2026-06-01"
    refreshed = run()
    assert outcomes(refreshed)["unemployment", "sotkanet:181"] == "failed"
    assert "the service answered with no rows" in reasons(refreshed)[0]
    assert kajaani(store) == EVERYTHING


def test_a_group_without_any_values_as_yet_keeps_no_other_out(run, service, store):
    service.answers.rows[4406] = []
    refreshed = run()
    assert outcomes(refreshed)["daily-smoking", "sotkanet:4406"] == "left out"
    assert kajaani(store) == {("unemployment", ""): 10.0, ("daily-smoking", ""): 11.0}


def test_an_indicator_without_any_values_as_yet_is_left_out(run, service):
    service.answers.rows[181] = []
    assert outcomes(run(UNEMPLOYMENT)) == {("unemployment", "sotkanet:181"): "left out"}


def test_a_negative_percentage_is_refused(run, service, store):
    service.answers.rows[181][0]["value"] = -0.1
    refreshed = run(UNEMPLOYMENT)
    assert "-0.1 of KU205 in 2020 cannot be a value in %" in reasons(refreshed)[0]
    assert kajaani(store) == {}


@on_both_databases
def test_real_data_replace_the_sample(run, store):
    sample = builders.origin("daily-smoking", "sample:daily-smoking", sample=True)
    made_up = [builders.observation("daily-smoking", "KU297", 2020, 50.0, group) for group in (TOTAL, OLD)]
    store.replace("daily-smoking", made_up, [sample])
    run(SMOKING)
    with store.snapshot() as snapshot:
        assert not snapshot.has_sample()
        assert snapshot.series("daily-smoking", ["KU297"]) == []


def test_a_failed_indicator_keeps_its_sample(run, service, store):
    sample = builders.origin("unemployment", "sample:unemployment", sample=True)
    store.replace("unemployment", [builders.observation("unemployment", "KU205", 2020, 50.0)], [sample])
    service.plan = lambda request: Fault.SERVER_ERROR if "indicators" in request.path else None
    run(UNEMPLOYMENT)
    assert kajaani(store, UNEMPLOYMENT) == {("unemployment", ""): 50.0}


def test_what_was_read_is_reported_indicator_by_indicator(run):
    told = []
    run(report=lambda one, results: told.append((one.id, [result.outcome for result in results])))
    assert sorted(told) == [("daily-smoking", ["updated", "updated"]), ("unemployment", ["updated"])]


def test_notes_of_the_adapter_come_with_the_result(run, service):
    service.answers.rows[181].append(row(181, 201, 2020, 5.0))
    former = "KU588 Pertunmaa (Mäntyharju since 2025)"
    assert reasons(run(UNEMPLOYMENT)) == [f"1 rows of areas outside today's division were left out: {former}"]


@on_both_databases
def test_an_interrupted_run_keeps_what_is_in_and_the_next_goes_on(run, service, store):
    service.plan = lambda request: Fault.SILENCE if "4406" in str(request) else None
    source = source_at(service.url, timeout=30)

    interrupted = threading.Event()

    def stop():  # what the command line does on Ctrl-C
        interrupted.set()
        source.stop()

    def interrupt(*_results):
        threading.Timer(0.05, stop).start()

    refreshed = refresh(store, BOTH, {"sotkanet": source}, clock=lambda: NOW, report=interrupt, interrupted=interrupted)
    assert refreshed.outcome == "interrupted"
    assert outcomes(refreshed) == {("unemployment", "sotkanet:181"): "updated"}
    assert kajaani(store) == {("unemployment", ""): 10.0}
    with store.snapshot() as snapshot:
        assert snapshot.runs()[0].outcome == "interrupted"
    service.plan = lambda _request: None
    assert outcomes(run())["unemployment", "sotkanet:181"] == "unchanged"
    assert kajaani(store) == EVERYTHING


class Counting:
    """A source that knows how many indicators it is asked for at once and how many answers were not yet stored."""

    name = "sotkanet"

    def __init__(self):
        self.at_once = self.most_at_once = self.read = self.kept = self.most_waiting = 0
        self._lock = threading.Lock()

    def connect(self): ...
    def stop(self): ...
    def close(self): ...

    def describe(self, _series):
        return SeriesDescription({"fi": "Tilastokeskus"}, "CC BY 4.0", "", None, range(2020, 2021), {})

    def observations(self, indicator, series, _description):
        with self._lock:
            self.at_once += 1
            self.read += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.most_waiting = max(self.most_waiting, self.read - self.kept)
        time.sleep(0.005)
        with self._lock:
            self.at_once -= 1
        return SeriesObservations([builders.observation(indicator.id, "KU205", 2020, 1.0, series.parts[0].group)])

    def keep(self, *_results):
        self.kept += 1


def test_no_more_is_read_at_once_or_held_in_memory_than_there_are_workers(store):
    source = Counting()
    many = [replace(UNEMPLOYMENT, id=f"indicator-{number}") for number in range(12)]
    refreshed = refresh(store, many, {"sotkanet": source}, clock=lambda: NOW, report=source.keep, workers=2)
    assert set(outcomes(refreshed).values()) == {"updated"}
    assert source.most_at_once == 2
    assert source.most_waiting <= 2 + 2


def test_series_of_a_source_that_is_not_asked_stay(run, store):
    run()
    assert refresh(store, BOTH, {"elsewhere": Counting()}, clock=lambda: NOW).results == ()
    assert kajaani(store) == EVERYTHING

"""`./run refresh` for a scheduler: exit status, JSON report, replay, values kept back, levels, two at a time."""

import json
import os
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from data_sources import sample
from data_sources.indicators import read_indicators
from data_sources.refresh.ingest import refresh
from data_sources.store import RefreshRunningError, open_store
from tests import builders
from tests.conftest import BACKENDS
from tests.data_sources.refresh.test_ingest import BOTH, NOW, Counting
from tests.services.loopback import Fault
from tests.services.sotkanet import COUNTRY, KAINUU, KAJAANI, row

UNEMPLOYED = "Työttömät, % työvoimasta"


@pytest.fixture
def service(environment, sotkanet):  # noqa: ARG001  # commands find the service by the environment
    sotkanet.answers.add(
        181, UNEMPLOYED, [row(181, KAJAANI, 2020, 9.0), row(181, KAINUU, 2020, 8.0), row(181, COUNTRY, 2020, 7.0)]
    )
    return sotkanet


def renew(service, **values):
    """Set new values, by region, and the day of an update."""
    service.answers.indicators[181]["data-updated"] = values.pop("day", "2026-06-01")
    regions = {"kajaani": KAJAANI, "kainuu": KAINUU, "country": COUNTRY}
    for name, value in values.items():
        next(each for each in service.answers.rows[181] if each["region"] == regions[name])["value"] = value


def stored_values(run):
    """Stored values by area."""
    areas = ("kajaani", "kainuun-hyvinvointialue", "suomi")
    lines = (run("show", "unemployment", area)[1].splitlines()[1:] for area in areas)
    return [each.split(",")[4] for line in lines for each in line]


def refreshed(run, *options):
    return run("refresh", "--indicator", "unemployment", "--source", "sotkanet", *options)


def report(run, tmp_path, *options):
    """Refresh with a report; give status and report."""
    place = tmp_path / "report.json"
    status = refreshed(run, "--report", str(place), *options)[0]
    return status, json.loads(place.read_text(encoding="utf-8"))


KEYS = {
    "version": int,
    "outcome": str,
    "exit_status": int,
    "reason": str,
    "run": int,
    "started": str,
    "finished": str,
    "seconds": float,
    "sources": list,
    "figures": int,
    "counts": dict,
    "results": list,
}


def test_the_report_has_the_form_that_the_documentation_describes(run, service, tmp_path):
    status, told = report(run, tmp_path)
    assert status == 0
    assert {key: type(value) for key, value in told.items()} == KEYS
    assert (told["outcome"], told["exit_status"], told["figures"], told["sources"]) == ("complete", 0, 3, ["sotkanet"])
    assert told["counts"] == {"updated": 1, "unchanged": 0, "left out": 0, "kept back": 0, "failed": 0}
    assert told["results"] == [
        {"indicator": "unemployment", "series": "sotkanet:181", "outcome": "updated", "reason": "", "observations": 3}
    ]
    assert service.count("/json") == 1


@pytest.mark.usefixtures("service")
def test_a_report_on_standard_output_stands_there_alone(run):
    status, out, err = refreshed(run, "--report", "-")
    assert (status, json.loads(out)["outcome"]) == (0, "complete")
    assert "Refresh complete: 1 updated; 3 values stored." in err


def test_a_failure_is_status_1_and_in_the_report(run, service, tmp_path):
    service.fail("/json", Fault.SERVER_ERROR)
    status, told = report(run, tmp_path)
    assert (status, told["exit_status"], told["outcome"], told["counts"]["failed"]) == (1, 1, "with failures", 1)
    assert "answered 500" in told["results"][0]["reason"]


@pytest.mark.usefixtures("service")
def test_what_cannot_start_is_status_2_and_reported(run, tmp_path, monkeypatch):
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", "mysql://somewhere/store")
    status, told = report(run, tmp_path)
    assert (status, told["exit_status"], told["outcome"], told["run"]) == (2, 2, "not started", None)
    assert told["reason"].startswith("A store cannot be kept in 'mysql'.")
    assert set(told) == set(KEYS)


def test_a_report_that_cannot_be_written_is_told_before_anything_is_fetched(run, service, tmp_path):
    status, _, err = refreshed(run, "--report", str(tmp_path / "nowhere" / "report.json"))
    assert status == 2
    assert "its folder does not exist" in err
    assert service.requests == []


def test_values_that_look_wrong_are_kept_back_until_they_are_accepted(run, service, tmp_path):
    refreshed(run)
    renew(service, country=90.0)
    status, told = report(run, tmp_path)
    assert (status, told["outcome"], told["counts"]["kept back"]) == (1, "with failures", 1)
    assert told["results"][0]["reason"].startswith(
        "newest values of level country are 12.9 times those stored for the same years; the stored values are unchanged"
    )
    assert stored_values(run) == ["9.0", "8.0", "7.0"]
    _, out, _ = refreshed(run)
    assert "kept back: unemployment sotkanet:181: newest values of level country" in out
    assert refreshed(run, "--accept")[0] == 0
    assert stored_values(run) == ["9.0", "8.0", "90.0"]
    assert refreshed(run)[1].startswith("Refresh complete: 1 unchanged")


def test_sample_data_are_nothing_to_compare_with(run, service, environment):
    with open_store(f"sqlite:///{environment['HYTETAULU_DATA_DIR']}/hytetaulu.sqlite") as store:
        one = read_indicators()["unemployment"]
        store.replace(one.id, *sample.sample(one, sample.read_areas(), NOW))
    renew(service, kajaani=0.1, kainuu=0.1, country=0.1)
    assert refreshed(run)[0] == 0
    assert stored_values(run) == ["0.1", "0.1", "0.1"]


def test_a_level_alone_is_refreshed_and_the_others_stay_until_all_are(run, service):
    refreshed(run)
    renew(service, kajaani=5.0, country=6.0)
    assert refreshed(run, "--area-level", "municipality")[1].startswith("Refresh complete: 1 updated; 1 values stored.")
    assert stored_values(run) == ["5.0", "8.0", "7.0"]
    assert refreshed(run, "--area-level", "municipality")[1].startswith("Refresh complete: 1 updated")
    assert refreshed(run)[1].startswith("Refresh complete: 1 updated; 3 values stored.")
    assert stored_values(run) == ["5.0", "8.0", "6.0"]
    asked = service.count("/json")
    assert refreshed(run, "--area-level", "county")[1].startswith("Refresh complete: 1 unchanged")
    assert refreshed(run)[1].startswith("Refresh complete: 1 unchanged")
    assert service.count("/json") == asked


def test_a_level_without_values_is_left_out(run, service):
    service.answers.rows[181] = service.answers.rows[181][:1]
    _, out, _ = refreshed(run, "--area-level", "region")
    assert "left out: unemployment sotkanet:181: the service has no rows of level region" in out


def test_a_refresh_is_replayed_without_the_service(run, service, environment, monkeypatch):
    refreshed(run)
    renew(service, kajaani=5.0)
    refreshed(run)
    monkeypatch.setenv("HYTETAULU_SOTKANET_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", f"sqlite:///{environment['HYTETAULU_DATA_DIR']}/second.sqlite")
    asked = len(service.requests)
    status, out, _ = refreshed(run, "--from-snapshots")
    assert (status, out) == (0, "Refresh complete: 1 updated; 3 values stored.\n")
    assert stored_values(run) == ["5.0", "8.0", "7.0"]
    assert len(service.requests) == asked


@pytest.mark.usefixtures("service")
def test_a_replay_names_what_is_not_kept(run):
    refreshed(run)
    status, out, _ = run("refresh", "--source", "sotkanet", "--indicator", "daily-smoking", "--from-snapshots")
    assert status == 1
    assert "failed: daily-smoking sotkanet:4404: no answer to /indicators/4404 is kept in" in out


def test_a_bad_answer_does_not_take_the_place_of_a_good_one(run, service, environment, monkeypatch):
    refreshed(run)
    service.answers.indicators[181]["data-updated"] = "2026-06-01"
    rows = service.answers.rows[181]
    for wrong in ([], [row(181, 99999, 2020, 1.0)], [{"indicator": 181}], [row(181, COUNTRY, 2020, 90.0)]):
        service.answers.rows[181] = wrong
        assert refreshed(run)[0] == 1
    service.answers.rows[181] = rows
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", f"sqlite:///{environment['HYTETAULU_DATA_DIR']}/second.sqlite")
    assert refreshed(run, "--from-snapshots")[0] == 0
    assert stored_values(run) == ["9.0", "8.0", "7.0"]


@pytest.mark.usefixtures("service")
def test_a_replayed_value_keeps_the_day_it_was_read(run, environment, monkeypatch):
    refreshed(run)
    for path in Path(environment["HYTETAULU_DATA_DIR"], "snapshots", "sotkanet").rglob("*.gz"):
        path.rename(path.with_name(f"20260424{path.name[8:]}"))
    address = f"sqlite:///{environment['HYTETAULU_DATA_DIR']}/second.sqlite"
    monkeypatch.setenv("HYTETAULU_DATABASE_URL", address)
    refreshed(run, "--from-snapshots")
    with open_store(address) as store, store.snapshot() as snapshot:
        assert snapshot.origins("unemployment")[0].fetched.date().isoformat() == "2026-04-24"


def test_a_series_without_rows_is_not_asked_for_again_until_it_changes(run, service):
    service.answers.rows[181] = []
    for _ in range(3):
        assert "left out: unemployment sotkanet:181: the service answered with no rows" in refreshed(run)[1]
    assert service.count("/json") == 1
    service.answers.rows[181] = [row(181, COUNTRY, 2020, 7.0)]
    service.answers.indicators[181]["data-updated"] = "2026-06-01"
    assert refreshed(run)[1].startswith("Refresh complete: 1 updated")


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_second_refresh_says_so_and_stops(store, store_url):
    with store.one_refresh(NOW):
        with open_store(store_url) as other, pytest.raises(RefreshRunningError) as caught:
            refresh(other, BOTH, {"sotkanet": Counting()}, clock=lambda: NOW)
        assert f"is running since 2026-05-02T12:00:00Z (UTC), process {os.getpid()} on " in str(caught.value)
        with store.snapshot() as snapshot:
            assert snapshot.runs() == []
    refresh(store, BOTH, {"sotkanet": Counting()}, clock=lambda: NOW)


HOLDER = """
import sys, time
from datetime import UTC, datetime
from data_sources.store import open_store
with open_store(sys.argv[1]) as store, store.one_refresh(datetime.now(UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_run_is_running_while_its_lock_is_held_and_then_interrupted(store):
    with store.one_refresh(NOW):
        store.start_run(("sotkanet",), NOW)
        assert latest_outcome(store) == "running"
    assert latest_outcome(store) == "interrupted"


def latest_outcome(store):
    with store.snapshot() as snapshot:
        return snapshot.runs(limit=1)[0].outcome


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_killed_refresh_leaves_no_lock(store, store_url):
    with subprocess.Popen([sys.executable, "-c", HOLDER, store_url], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RefreshRunningError, match=f"process {holder.pid} on"), store.one_refresh(NOW):
            pass
        holder.kill()
        holder.wait(10)
    held = False
    for _ in range(200):  # PostgreSQL notices a dead client within moments
        try:
            with store.one_refresh(NOW):
                held = True
            break
        except RefreshRunningError:
            continue
    assert held


@pytest.mark.usefixtures("service")
def test_another_refresh_is_status_3_and_reported(run, environment, tmp_path):
    address = f"sqlite:///{environment['HYTETAULU_DATA_DIR']}/hytetaulu.sqlite"
    with closing(open_store(address)) as store, store.one_refresh(NOW):
        status, told = report(run, tmp_path)
    assert (status, told["exit_status"], told["outcome"]) == (3, 3, "not started")
    assert told["reason"].startswith("Another refresh of this store is running since 2026-05-02T12:00:00Z")


class Waiting(Counting):
    """A source that answers only when it is let."""

    name = "statfin"

    def __init__(self, gate):
        super().__init__()
        self.gate = gate

    def connect(self):
        assert self.gate.wait(20)


def test_a_slow_source_holds_no_other_back(store):
    gate = threading.Event()
    fast, slow = Counting(), Waiting(gate)
    series = BOTH[0].series[0]
    quick = [replace(BOTH[0], id=f"quick-{number}") for number in range(6)]
    late = replace(BOTH[0], id="late", series=(replace(series, source="statfin"),))
    told = []

    def report(indicator, _results):
        told.append(indicator.id)
        if len(told) == len(quick):
            gate.set()  # only when all of the fast source is stored

    result = refresh(store, [late, *quick], {"sotkanet": fast, "statfin": slow}, clock=lambda: NOW, report=report)
    assert result.outcome == "complete"
    assert sorted(told[:-1]) == [one.id for one in quick]
    assert told[-1] == "late"


class Broken(Counting):
    """A source with a fault in its own code."""

    def describe(self, series):
        if series.id == "181":
            raise KeyError("alue_23_20260101")
        return super().describe(series)


def test_a_fault_in_an_adapter_fails_its_indicator_and_no_other(store):
    result = refresh(store, BOTH, {"sotkanet": Broken()}, clock=lambda: NOW)
    assert sorted({(each.indicator, each.outcome) for each in result.results}) == [
        ("daily-smoking", "updated"),
        ("unemployment", "failed"),
    ]
    assert "a fault of Hytetaulu itself (KeyError('alue_23_20260101'))" in next(
        each.reason for each in result.results if each.reason
    )


def test_an_indicator_of_two_sources_is_stored_whole_or_not_at_all(store):
    smoking = BOTH[1]
    mixed = replace(smoking, series=(smoking.series[0], replace(smoking.series[1], source="statfin")))
    other = Broken()
    other.name = "statfin"
    broken = replace(mixed, series=(mixed.series[0], replace(mixed.series[1], id="181")))
    refresh(store, [mixed], {"sotkanet": Counting(), "statfin": Counting()}, clock=lambda: NOW)
    before = everything(store)
    assert len(before) == 2
    result = refresh(store, [broken], {"sotkanet": Counting(), "statfin": other}, clock=lambda: NOW)
    assert [each.outcome for each in result.results] == ["failed"]
    assert (
        everything(store)
        == before
        == [builders.observation("daily-smoking", "KU205", 2020, 1.0, each.parts[0].group) for each in smoking.series]
    )


def everything(store):
    with store.snapshot() as snapshot:
        return snapshot.series("daily-smoking", ["KU205"])

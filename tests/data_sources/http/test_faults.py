"""Every fault of a service ends in data or in a clear report, and never in a half-stored indicator.

The store is compared before and after: observations, origins and revision of an indicator whose refresh failed are the same.
"""

from dataclasses import replace

import pytest

from data_sources.refresh.ingest import refresh
from tests.conftest import BACKENDS
from tests.data_sources.refresh.test_ingest import BOTH, NOW, SMOKING, TITLES, source_at
from tests.services.loopback import Answer, Fault, json_answer
from tests.services.sotkanet import BASE, COUNTRY, KAJAANI, row

on_both_databases = pytest.mark.parametrize("backend", BACKENDS)


@pytest.fixture
def backend():
    """SQLite, but for the tests that ask for both databases."""
    return "sqlite"


@pytest.fixture
def service(sotkanet):
    """Three series that were stored once and have changed since."""
    for position, (number, title) in enumerate(TITLES.items()):
        rows = [row(number, KAJAANI, 2020, 10.0 + position), row(number, COUNTRY, 2020, 20.0 + position, "male")]
        sotkanet.answers.add(number, title, rows)
    return sotkanet


@pytest.fixture
def run(service, store):
    """Store everything, change it, and then refresh in a hurry once more."""
    client = source_at(service.url, timeout=10, deadline=30)
    assert refresh(store, BOTH, {"sotkanet": client}, clock=lambda: NOW).outcome == "complete"
    client.close()
    for number in TITLES:
        service.answers.indicators[number]["data-updated"] = "2026-06-01"
        service.answers.rows[number][0]["value"] += 1

    def run():
        client = source_at(service.url, timeout=0.2, deadline=0.3, longest_wait=0.1)
        refreshed = refresh(store, BOTH, {"sotkanet": client}, clock=lambda: NOW)
        client.close()
        return refreshed

    return run


def content(store, indicator):
    """Everything that is stored of an indicator, but for the moment it was fetched."""
    with store.snapshot() as snapshot:
        origins = [replace(origin, fetched=NOW) for origin in snapshot.origins(indicator)]
        return snapshot.series(indicator, ["KU205", "SSS"]), origins


def values(store, indicator):
    return [observation.value for observation in content(store, indicator)[0]]


def old_smokers(request):
    """Whether the request is for the data of the second of two series of an indicator."""
    return request.path == f"{BASE}/json" and request.query["indicator"] == ["4406"]


@pytest.mark.parametrize("fault", list(Fault))
def test_a_fault_in_the_second_series_leaves_the_whole_indicator_as_it_was(run, service, store, fault):
    before = content(store, "daily-smoking")
    service.plan = lambda request: fault if old_smokers(request) else None
    refreshed = run()
    assert content(store, "daily-smoking") == before
    assert refreshed.outcome == "with failures"
    (told,) = [each for each in refreshed.results if each.outcome == "failed"]
    assert (told.indicator, told.series) == ("daily-smoking", "sotkanet:4406")
    assert "the stored values are unchanged" in told.reason
    assert values(store, "unemployment") == [11.0, 20.0]
    service.plan = lambda _request: None
    assert run().outcome == "complete"
    assert values(store, "daily-smoking") == [12.0, 13.0, 21.0, 22.0]


@on_both_databases
def test_a_fault_that_passes_ends_in_data(run, service, store):
    service.fail("/json", Fault.SERVER_ERROR)
    assert run().outcome == "complete"
    assert values(store, "daily-smoking") == [12.0, 13.0, 21.0, 22.0]
    assert values(store, "unemployment") == [11.0, 20.0]


WRONG = {
    "an object for a list": json_answer({"error": "query failed"}),
    "a value in letters": json_answer([row(4406, KAJAANI, 2020, "paljon")]),
    "a negative percentage": json_answer([row(4406, KAJAANI, 2020, -1.0)]),
    "no rows": json_answer([]),
    "rows of no area of ours": json_answer([row(4406, 99999, 2020, 1.0)]),
    "nothing at all": Answer(200, b""),
    "an infinite number": Answer(200, b'[{"indicator":4406,"region":94,"year":2020,"gender":"total","value":Infinity}]'),
    "bytes": Answer(200, bytes(range(256)), "application/octet-stream"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_answer_leaves_the_whole_indicator_as_it_was(run, service, store, wrong):
    before = content(store, "daily-smoking")
    good = service.answers
    service.answer = lambda request: wrong if old_smokers(request) else good(request)
    refreshed = run()
    assert content(store, "daily-smoking") == before
    assert [each.outcome for each in refreshed.results if each.indicator == "daily-smoking"] == ["failed"]
    assert values(store, "unemployment") == [11.0, 20.0]


def implausible(service):
    service.answers.rows[4406][0]["value"] = 500.0


@on_both_databases
def test_an_implausible_value_keeps_the_whole_indicator_back(run, service, store):
    before = content(store, "daily-smoking")
    implausible(service)
    refreshed = run()
    assert content(store, "daily-smoking") == before
    told = {each.indicator: each.outcome for each in refreshed.results}
    assert (refreshed.outcome, told) == ("with failures", {"daily-smoking": "kept back", "unemployment": "updated"})


CHANGED_REGIONS = {
    "no region is ours": [],
    "two are the same": lambda regions: [*regions, {**regions[0], "id": 4711}],
    "one has no code": lambda regions: [{"id": 1, "category": "KUNTA"}, *regions],
}


@pytest.mark.parametrize("change", CHANGED_REGIONS.values(), ids=CHANGED_REGIONS)
def test_changed_regions_leave_everything_as_it_was(run, service, store, change):
    before = {each.id: content(store, each.id) for each in BOTH}
    service.answers.regions = change(service.answers.regions) if callable(change) else change
    assert run().outcome == "with failures"
    assert {each.id: content(store, each.id) for each in BOTH} == before


def test_ids_of_regions_that_changed_are_found_by_their_codes(run, service, store):
    for region in service.answers.regions:
        region["id"] += 5000
    for rows in service.answers.rows.values():
        for each in rows:
            each["region"] += 5000
    assert run().outcome == "complete"
    assert values(store, "unemployment") == [11.0, 20.0]


@pytest.mark.parametrize("title", ["Avioerot", "", None])
def test_a_title_that_changed_leaves_its_series_as_it_was(run, service, store, title):
    service.answers.indicators[4406]["title"] = {"fi": title} if title is not None else None
    refreshed = run()
    assert {each.series: each.outcome for each in refreshed.results if each.indicator == SMOKING.id} == {
        "sotkanet:4404": "updated",
        "sotkanet:4406": "left out",
    }
    assert values(store, "daily-smoking") == [12.0, 12.0, 21.0, 22.0]


def test_a_redirect_to_the_answer_is_followed(run, service, store):
    service.plan = lambda request: Fault.MOVED if old_smokers(request) and "moved" not in request.query else None
    assert run().outcome == "complete"
    assert values(store, "daily-smoking") == [12.0, 13.0, 21.0, 22.0]


def test_a_redirect_to_a_page_leaves_everything_as_it_was(run, service, store):
    before = content(store, "daily-smoking")

    def plan(request):
        if not old_smokers(request):
            return None
        return Fault.HTML_PAGE if "moved" in request.query else Fault.MOVED

    service.plan = plan
    assert run().outcome == "with failures"
    assert content(store, "daily-smoking") == before

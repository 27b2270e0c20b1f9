"""Every source keeps the contract of `data_sources.adapters`, over responses recorded from its service and served on loopback.

A source that is added fails here until it has recorded responses (tests/recorded/<key>/) and its lines in `RECORDED`.
"""

import json
import re
import sys
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data_sources import adapters
from data_sources.adapters import service_name, settings_table, sources
from data_sources.areas import read_areas
from data_sources.errors import CatalogueError, SeriesGoneError, SourceError
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.reading import read_indicator
from data_sources.model import ABSENT, Observation, Period, PopulationGroup
from data_sources.refresh.ingest import refresh
from data_sources.refresh.opening import open_source, open_sources
from data_sources.refresh.results import RefreshOptions
from data_sources.settings import read_settings
from tests.services.loopback import Fault, LoopbackService, json_answer
from tests.services.recorded import FOLDER, NOT_FOUND, RecordedService, needs_recording, recorded_indicator

NOW = datetime(2026, 9, 2, 12, tzinfo=UTC)
OLD, OLDEST, LOW = (PopulationGroup.parse(text) for text in ("age=65+", "age=100+;sex=female", "education=low"))

RECORDED = {
    # number of observations in the responses, and one of them in full
    "sotkanet": (8, Observation("old-mortality", "KU205", OLD, Period.year(2020), 4512, None, None, 398)),
    "statfin": (24, Observation("people", "KU205", OLDEST, Period.year(2024), 8)),
    "thl-cubes": (5, Observation("sleep", "HVA20", LOW, Period.year(2024), 33.0, 22.0, 44.0, None, 60)),
}

_connections = None
"""Addresses that sockets were connected to, while somebody listens."""


def _listen(event, arguments):
    if event == "socket.connect" and _connections is not None:
        _connections.append(arguments[1])


sys.addaudithook(_listen)


@contextmanager
def connections():
    global _connections  # noqa: PLW0603  # an audit hook cannot be taken away
    _connections = found = []
    try:
        yield found
    finally:
        _connections = None


@pytest.fixture
def backend():
    """SQLite is enough for the store of these tests."""
    return "sqlite"


def question(request):
    return request.path, str(request.query), request.body


def lines_of(source):
    """The lines of a source in `RECORDED`; a failed test where it has none."""
    if source.key not in RECORDED:
        pytest.fail(f"{source.key} has no lines in RECORDED of tests/contracts/test_sources.py")
    return RECORDED[source.key]


def recorded_numbers(service):
    """Every number in the recorded responses, including those written as text."""
    texts = " ".join(json.dumps(each["answer"]) for each in service.recorded)
    return {float(number.replace(",", ".")) for number in re.findall(r"-?\d+(?:[.,]\d+)?", texts)}


@pytest.mark.parametrize("source", sources().values(), ids=list(sources()))
class TestSource:
    @pytest.fixture
    def service(self, source, monkeypatch):
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with RecordedService(needs_recording(source)) as running:
            yield running

    @pytest.fixture
    def indicator(self, source):
        return recorded_indicator(needs_recording(source))

    @pytest.fixture
    def settings(self, source, service, tmp_path):
        given = {source.setting.name: service.url, "DATA_DIR": str(tmp_path), "TIMEOUT": "5", "RETRIES": "2"}
        hurry = {"REQUESTS_PER_SECOND": "1000"}
        return read_settings({f"HYTETAULU_{name}": text for name, text in (given | hurry).items()})

    @pytest.fixture
    def opened(self, source, settings):
        with closing(open_source(replace(source, backoff=0.01), settings, NOW.date())) as opened:
            yield opened

    @pytest.fixture
    def run(self, source, store, opened, indicator):
        """Refresh the store, whether anything has changed or not; give the one result."""

        def run(one=indicator, using=opened):
            forced = RefreshOptions(force=True)
            (result,) = refresh(store, [one], {source.key: using}, clock=lambda: NOW, options=forced).results
            return result

        return run

    @pytest.fixture
    def content(self, store, indicator):
        """Give all that is stored of the indicator."""

        def content():
            with store.snapshot() as snapshot:
                codes = [area.code for area in read_areas()]
                return snapshot.series(indicator.id, codes), snapshot.origins(indicator.id)

        return content

    def test_it_says_all_that_others_need_to_know(self, source):
        assert source.setting in settings_table()
        assert source.setting.name.endswith("_URL")
        assert source.setting.default.startswith("https://")
        assert service_name(source.series_name(source.example)) == source.name
        assert source.page(source.example).startswith("https://")
        assert re.fullmatch(r"[a-z-]+", source.key)
        assert source.licence

    def test_observations_are_the_recorded_ones(self, source, service, opened, indicator):
        count, expected = lines_of(source)
        opened.connect()
        (series,) = indicator.series
        description = opened.describe(series)
        found = opened.observations(indicator, series, description).observations
        assert expected in found
        assert len(found) == len({(each.area, each.group, each.period) for each in found}) == count
        assert {each.indicator for each in found} == {indicator.id}
        assert {each.area for each in found} <= set(read_areas().by_code)
        assert {each.group for each in found} <= set(indicator.groups)
        published = recorded_numbers(service)
        for each in found:
            numbers = (each.value, each.low, each.high, each.numerator, each.denominator)
            assert {number for number in numbers if number is not None} <= published
            assert (each.value is None) == (each.status in ABSENT)

    def test_a_series_is_described(self, source, opened, indicator):
        opened.connect()
        description = opened.describe(indicator.series[0])
        assert description.publisher["fi"]
        assert (description.licence, description.address) == (source.licence, source.page(indicator.series[0].id))
        assert description.texts["title"]["fi"].startswith(indicator.series[0].titles[0][:10])
        assert date(2025, 1, 1) < description.updated < NOW.date()
        assert len(description.years) >= 2

    def test_it_asks_its_own_service_and_nobody_else(self, service, run):
        with connections() as asked:
            assert run().outcome == "updated"
        host, port = service.url.removeprefix("http://").split(":")
        assert set(asked) == {(host, int(port))}
        agents = {request.headers["user-agent"].partition("/")[0] for request in service.requests}
        assert agents == {"hytetaulu"}

    def test_a_series_that_is_not_found_is_left_out(self, service, opened, run, content):
        opened.connect()
        known, answer = {request.path for request in service.requests}, service.answer
        service.answer = lambda request: answer(request) if request.path in known else NOT_FOUND
        assert run().outcome == "left out"
        assert content() == ([], [])

    def test_a_series_that_bears_another_title_is_left_out(self, indicator, run, content):
        renamed = replace(indicator.series[0], titles=("Avioerot",))
        result = run(replace(indicator, series=(renamed,)))
        assert (result.outcome, "Avioerot" in result.reason) == ("left out", True)
        assert content() == ([], [])

    def test_a_fault_that_passes_is_tried_again(self, source, service, run, content):
        failed = set()

        def plan(request):
            return None if question(request) in failed else failed.add(question(request)) or Fault.SERVER_ERROR

        service.plan = plan
        assert run().outcome == "updated"
        assert len(content()[0]) == lines_of(source)[0]
        assert len(service.requests) >= 2 * len(failed) >= 4

    @pytest.mark.parametrize("asked", ["everything", "the last question"])
    def test_a_fault_that_stays_leaves_the_store_as_it_was(self, source, service, run, content, asked):
        run()
        before, last = content(), question(service.requests[-1])
        service.plan = lambda request: Fault.SERVER_ERROR if asked == "everything" or question(request) == last else None
        result = run()
        assert (result.outcome, source.name in result.reason) == ("failed", True)
        assert "answered 500; the stored values are unchanged" in result.reason
        assert content() == before

    def test_stopping_ends_what_is_under_way(self, service, opened, indicator):
        opened.connect()
        before = len(service.requests)
        service.plan = lambda _request: Fault.SILENCE
        caught = []

        def describe():
            try:
                opened.describe(indicator.series[0])
            except SourceError as error:
                caught.append(error)

        asking = threading.Thread(target=describe)
        asking.start()
        while len(service.requests) == before:
            time.sleep(0.005)
        opened.stop()
        asking.join(2)
        assert not asking.is_alive()
        assert not isinstance(caught[0], SeriesGoneError)
        with pytest.raises(SourceError, match="stopped before"):
            opened.describe(indicator.series[0])

    def test_kept_answers_give_the_same_a_year_later_without_the_service(self, source, service, settings, run, content):
        run()
        before, asked = content(), len(service.requests)
        replayed = replace(settings, from_archive=True)
        with closing(open_source(source, replayed, date(2027, 9, 2))) as opened:
            result = run(using=opened)
        assert result.outcome == "updated"
        assert len(service.requests) == asked
        assert content()[0] == before[0]


INVENTED = '''
"""A service that somebody has just added."""

from data_sources.adapters import SeriesDescription, SeriesObservations, SeriesTable, Source
from data_sources.model import Observation, Period
from data_sources.settings import Setting


class Invented:
    def __init__(self, http):
        self._http = http

    def connect(self): ...

    def describe(self, series):
        return SeriesDescription({"fi": "Keksijä"}, SOURCE.licence, SOURCE.page(series.id), None, range(2020, 2026), {})

    def observations(self, indicator, series, _description):
        rows = self._http.get_json(f"leaves/{series.id}")
        group = series.parts[0].group
        return SeriesObservations([Observation(indicator.id, area, group, Period.year(2025), value) for area, value in rows])

    def stop(self):
        self._http.stop()

    def close(self):
        self._http.close()


SOURCE = Source(
    key="invented",
    name="Invented Service",
    setting=Setting("INVENTED_URL", "https://invented.example", "base address of the invented service"),
    series=SeriesTable("leaf"),
    page=lambda id_: f"https://invented.example/{id_}",
    licence="CC0",
    example="oak",
    open=lambda http, _today: Invented(http),
)
'''

LEAVES = """\
id = "leaves"
unit = "cases"
decimals = 0
direction = "higher"
interval = 1
name = { fi = "Lehdet", sv = "Löv", en = "Leaves" }
explanation = { fi = "Lehdet.", sv = "Löv.", en = "Leaves." }
invented.total = { leaf = "oak" }
"""


@pytest.fixture
def invented(tmp_path, monkeypatch):
    """A source whose one file was added to the others."""
    folder = tmp_path / "added"
    folder.mkdir()
    (folder / "invented.py").write_text(INVENTED, encoding="utf-8")
    monkeypatch.setattr(adapters, "__path__", [*adapters.__path__, str(folder)])
    sources.cache_clear()
    yield sources()["invented"]
    sys.modules.pop(f"{adapters.__name__}.invented")
    monkeypatch.undo()
    sources.cache_clear()


def test_a_source_is_added_by_one_file(invented, store, tmp_path):
    (tmp_path / "leaves.toml").write_text(LEAVES, encoding="utf-8")
    leaves = read_indicator(TomlTable.read(tmp_path / "leaves.toml", tmp_path), tmp_path / "leaves.toml")
    assert [str(series) for series in leaves.series] == ["invented:oak"]
    with LoopbackService(lambda request: json_answer([["KU205", 41], ["SSS", 5000]] if "oak" in request.path else [])) as service:
        settings = read_settings({"HYTETAULU_INVENTED_URL": service.url, "HYTETAULU_DATA_DIR": str(tmp_path)})
        (opened,) = open_sources(settings, NOW.date(), ["invented"]).values()
        assert refresh(store, [leaves], {"invented": opened}, clock=lambda: NOW).outcome == "complete"
        opened.close()
    with store.snapshot() as snapshot:
        (origin,) = snapshot.origins("leaves")
        assert [each.value for each in snapshot.series("leaves", ["KU205", "SSS"])] == [41, 5000]
    assert (service_name(origin.series), origin.address) == ("Invented Service", "https://invented.example/oak")
    assert invented.setting in settings_table()


def test_a_source_without_recorded_answers_is_named(invented):
    with pytest.raises(pytest.fail.Exception, match=r"put them into tests/recorded/invented/ with an indicator file"):
        needs_recording(invented)
    with pytest.raises(pytest.fail.Exception, match="invented has no lines in RECORDED"):
        lines_of(invented)


def test_a_misspelt_source_is_named(tmp_path):
    path = tmp_path / "leaves.toml"
    path.write_text(LEAVES.replace("invented", "statfni"), encoding="utf-8")
    with pytest.raises(
        CatalogueError, match=r"leaves.toml: \[statfni\] is not a known table; expected one of name, explanation, "
    ):
        read_indicator(TomlTable.read(path, tmp_path), path)


def test_files_of_recorded_answers_say_when_and_where_they_were_seen():
    for path in FOLDER.glob("*/*.json"):
        recorded = json.loads(path.read_text(encoding="utf-8"))
        assert recorded["seen"][:4].isdecimal()
        assert recorded["from"]


def test_quirks_name_recorded_answers_that_are_there():
    code = [path.read_text(encoding="utf-8") for path in Path(adapters.__file__).parent.rglob("*.py")]
    named = {name for text in code for name in re.findall(r"tests/recorded/([\w/-]+\.json)", text)}
    assert {name for name in named if not (FOLDER / name).is_file()} == set()
    assert {name.partition("/")[0] for name in named} == set(sources())

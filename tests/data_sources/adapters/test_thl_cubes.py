"""The manners of THL's cubes, one by one, against a service on loopback that has them too."""

import copy
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.adapters.thl_cubes import ThlCubes
from data_sources.errors import HytetauluError, SeriesGoneError, SourceError
from data_sources.http.client import HttpService
from data_sources.indicators import read_indicators
from data_sources.model import PopulationGroup, SeriesPart, SourceSeries
from data_sources.refresh.ingest import refresh
from tests.data_sources.formats.test_json_stat import SCRAP, mangled
from tests.examples import examples
from tests.services.thl_cubes import CUBE, ThlAnswers, dimensions

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)


def real(indicator):
    """Return an indicator whose file no longer awaits the id of its cube."""
    parts = [
        replace(part, query=tuple(each for each in part.query if each[0] != "awaiting")) for part in indicator.series[0].parts
    ]
    return replace(indicator, series=(replace(indicator.series[0], parts=tuple(parts)),))


SHIPPED = read_indicators()["insufficient-sleep"]
SLEEP = real(SHIPPED)
SERIES = SLEEP.series[0]


def changed(**keys):
    """Return the series with other values of keys; None takes one away."""
    parts = []
    for part in SERIES.parts:
        query = dict(part.query) | {key: values for key, values in keys.items() if values is not None}
        parts.append(replace(part, query=tuple(sorted((k, v) for k, v in query.items() if keys.get(k, v) is not None))))
    return replace(SERIES, parts=tuple(parts))


def source_at(url, **options):
    hurry = {"requests_per_second": 1000, "timeout": 0.5, "tries": 2, "backoff": 0.01, "longest_wait": 1}
    return ThlCubes(HttpService("THL cubes", url, setting="THL_CUBES_URL", **(hurry | options)))


FORMER = "1 areas outside today's division were left out: KU588 Pertunmaa (Mäntyharju since 2025)"


@pytest.fixture
def backend():
    """SQLite is enough for the store of these tests."""
    return "sqlite"


@pytest.fixture
def source(thl_cubes):
    opened = source_at(thl_cubes.url)
    opened.connect()
    yield opened
    opened.close()


@pytest.fixture
def read(source):
    """Return (area, group, period) -> observation, and the notes."""

    def read(series=SERIES):
        read = source.observations(SLEEP, series, source.describe(series))
        found = {(o.area, str(o.group), str(o.period)): o for o in read.observations}
        assert len(found) == len(read.observations)
        return found, read.notes

    return read


def test_values_intervals_and_sample_sizes_of_education_groups(read):
    found, notes = read()
    assert {key: each[4:9] for key, each in found.items()} == {
        ("SSS", "", "2024"): (25.3, 24.1, 26.5, None, 9000),
        ("HVA20", "", "2022"): (27, 22, 32, None, 310),
        ("HVA20", "", "2024"): (28.4, 23, 33.8, None, 300),
        ("HVA20", "education=low", "2024"): (33, 22, 44, None, 60),
        ("HVA20", "education=middle", "2024"): (29, 21, 37, None, 140),
        ("HVA20", "education=high", "2024"): (19.5, 12, 27, None, 100),
        ("HVA20", "sex=male", "2024"): (26, 18, 34, None, 140),
        ("HVA20", "sex=female", "2024"): (31, 23, 39, None, 160),
        ("KU205", "", "2024"): (None, None, None, None, None),
    }
    assert found["KU205", "", "2024"].status == "missing"
    assert notes == (FORMER,)


def test_every_request_asks_for_intervals_and_sample_sizes(read, thl_cubes):
    read()
    asked = [request.query for request in thl_cubes.requests if request.path.endswith("fact_terve.json")]
    assert {(*each["ci"], *each["n"]) for each in asked} == {("1", "1")}
    assert [each["row"] for each in asked[:3]] == [["alue-maaL"], ["alue-hvaL"], ["alue-kuntaL"]]
    assert asked[3]["filter"] == ["measure-70", "sukupuoli-62"]
    assert len(asked) == 3 * (1 + 2 + 3)  # everybody, sexes, education; three levels of areas each


def test_nodes_may_be_named_by_either_of_their_ids(read, thl_cubes):
    thl_cubes.answers.surrogate = False
    assert read()[0]["HVA20", "education=high", "2024"].value == 19.5


def test_an_area_without_code_is_found_by_its_name(read, thl_cubes):
    del thl_cubes.answers.dimensions[0]["children"][0]["children"][0]["children"][0]["code"]
    assert ("KU205", "", "2024") in read()[0]


def test_pooled_years_are_one_period(read, thl_cubes):
    thl_cubes.answers.dimensions[1]["children"][0]["children"][0]["label"] = "2021 \N{EN DASH} 2022"
    assert read()[0]["HVA20", "", "2021-2022"].value == 27


def test_a_cube_without_intervals_has_values_only(read, thl_cubes):
    thl_cubes.answers.values = {key: (value[0], "", "", "") for key, value in thl_cubes.answers.values.items()}
    assert read()[0]["HVA20", "", "2024"][4:9] == (28.4, None, None, None, None)


def test_an_interval_that_does_not_hold_its_value_is_left_out_and_told_of(read, thl_cubes):
    thl_cubes.answers.values[20, 42, None, None] = ("28,4", "33,8", "23,0", "300")
    found, notes = read()
    assert found["HVA20", "", "2024"][4:7] == (28.4, None, None)
    assert notes == ("1 intervals that do not hold their value were left out", FORMER)


def test_confidential_values_are_suppressed(read, thl_cubes):
    thl_cubes.answers.values[20, 42, 51, None] = ("...", "", "", "")
    assert read()[0]["HVA20", "education=low", "2024"].status == "suppressed"


def test_an_empty_cube_has_no_values(read, thl_cubes):
    thl_cubes.answers.values.clear()
    assert read() == ({}, ())


def test_a_cube_is_described(source):
    description = source.describe(SERIES)
    assert description.updated == date(2026, 4, 1)
    assert description.publisher["en"] == "Finnish Institute for Health and Welfare (THL)"
    assert description.texts == {"title": {"fi": "Terve Suomi"}}
    assert description.years == range(2022, 2025)
    assert description.address == f"https://sampo.thl.fi/pivot/prod/fi/{CUBE}"


def test_the_shipped_indicator_awaits_its_cube_and_asks_for_nothing(source, thl_cubes):
    with pytest.raises(SeriesGoneError, match="awaits the real id of the cube"):
        source.describe(SHIPPED.series[0])
    assert thl_cubes.requests == []


@pytest.mark.parametrize(
    ("series", "what"),
    [
        (replace(SERIES, id="muu/kysely/fact_x"), "THL does not know the cube muu/kysely/fact_x"),
        (replace(SERIES, id="terve/kysely/fact_x"), "THL lists no cube terve/kysely/fact_x; it lists terve/kysely/fact_terve"),
        (replace(SERIES, titles=("Kouluterveys",)), "is called “Terve Suomi”, the file expects “Kouluterveys”"),
        (changed(rows=("alue-ervaL",)), r"the dimension alue has no node or level 'ervaL'; it has 10 \(Koko maa\)"),
        (changed(filters=("measure-71",)), "the dimension measure has no node or level '71'"),
        (changed(filters=("ika-1",)), "'ika-1' is of none of its dimensions alue, vuosi"),
        (changed(columns=("sukupuoli-sL",)), "no node of sukupuoli is a year"),
        (changed(rows=None), "the keys rows, columns, levels are needed"),
        (changed(levels=("hva = county",)), "levels are such as"),
        (changed(cells=("x",)), "'cells' is no key; keys are awaiting, columns, filters, levels"),
        (changed(sexes=("sukupuoli-61",)), "sex = true needs sexes"),
    ],
)
def test_what_a_cube_has_not_is_named(source, series, what):
    with pytest.raises(SeriesGoneError, match=what):
        source.describe(series)


def test_levels_without_any_area_of_ours_are_named(source):
    one = changed(levels=("muu = HVA",))
    with pytest.raises(
        SeriesGoneError, match="no node of alue is an area of ours; check the key levels, its levels are hva, kunta, maa"
    ):
        source.observations(SLEEP, one, source.describe(one))


def test_a_refused_query_says_what_to_check(source):
    one = changed(rows=("alue-30.99",))
    with pytest.raises(SeriesGoneError, match=r"no node or level '99'"):
        source.describe(one)
    with pytest.raises(SeriesGoneError, match=r"THL refuses .*403.*check rows, columns, filters and nodes"):
        source.observations(SLEEP, changed(filters=("measure-71",)), source.describe(SERIES))


def test_a_cube_that_is_not_ready_is_a_passing_fault(source, thl_cubes):
    thl_cubes.answers.ready = False
    with pytest.raises(SourceError, match=r"answered 500; the stored values are unchanged: try again later") as caught:
        source.describe(SERIES)
    assert not isinstance(caught.value, SeriesGoneError)


# Refreshing into a store


@pytest.fixture
def run(thl_cubes, store):
    def run(tries=2, indicator=SLEEP):
        source = source_at(thl_cubes.url, tries=tries)
        refreshed = refresh(store, [indicator], {"thl-cubes": source}, clock=lambda: NOW)
        source.close()
        ((outcome, reason),) = {(result.outcome, result.reason) for result in refreshed.results}
        return outcome, reason

    return run


def everything(store):
    with store.snapshot() as snapshot:
        return snapshot.series(SLEEP.id, ["SSS", "HVA20", "KU205"]), [each.updated for each in snapshot.origins(SLEEP.id)]


def data_requests(service):
    return service.count(f"/fi/{CUBE}.json")


def test_a_refresh_with_nothing_new_asks_for_no_data(run, thl_cubes, store):
    assert run()[0] == "updated"
    before, stored = data_requests(thl_cubes), everything(store)
    assert run()[0] == "unchanged"
    assert data_requests(thl_cubes) == before == 18
    assert everything(store) == stored
    assert len(stored[0]) == 9


def test_the_shipped_indicator_is_left_out_with_its_reason(run, store):
    outcome, reason = run(indicator=SHIPPED)
    assert outcome == "left out"
    assert "awaits the real id" in reason
    assert everything(store) == ([], [])


def test_an_empty_answer_after_values_is_a_failure(run, thl_cubes, store):
    run()
    stored = everything(store)
    thl_cubes.answers.updated = "2026-06-02"
    thl_cubes.answers.values.clear()
    outcome, reason = run()
    assert (outcome, "no rows" in reason) == ("failed", True)
    assert everything(store) == stored


class Answering:
    """The least of an `HttpService`: answers by path."""

    def __init__(self, listed, tree, data):
        self.listed, self.tree, self.data = listed, tree, data

    def get_jsonp(self, path, _parameters=()):
        return self.listed if path.startswith("api") else self.tree if path.endswith("dimensions.json") else self.data


ONE = SourceSeries(
    "thl-cubes",
    CUBE,
    (SeriesPart(PopulationGroup(), tuple(each for each in SERIES.parts[0].query if each[0] != "sexes"), with_sex=False),),
)
ANSWERS = ThlAnswers()
WHOLE = {
    "listed": ANSWERS._listed(),
    "tree": dimensions(),
    "data": {
        "dataset": {
            "dimension": {
                "id": ["alue", "vuosi", "tiku_vtype"],
                "size": [2, 2, 4],
                "alue": {"category": {"index": {"20": 0, "30": 1}}},
                "vuosi": {"category": {"index": {"41": 0, "42": 1}}},
                "tiku_vtype": {"category": {"index": {"v": 0, "ci_lower": 1, "ci_upper": 2, "n": 3}}},
            },
            "value": {"0": "28,4", "1": "20", "2": "30.5", "3": "100", "4": ".."},
        }
    },
}


def reads_or_reports(seed, scrap):
    chance = random.Random(seed)  # noqa: S311  # which part is mangled is no secret
    whole = dict(WHOLE)
    for name in chance.sample(sorted(whole), chance.randint(1, 2)):
        whole[name] = mangled(copy.deepcopy(whole[name]), chance, scrap)
    source = ThlCubes(Answering(**whole))
    try:
        source.observations(SLEEP, ONE, source.describe(ONE))
    except HytetauluError as error:
        assert "THL" in str(error)


@given(seed=st.integers(0, 10**9), scrap=SCRAP)
@examples(60)
def test_whatever_the_service_answers_is_data_or_a_report(seed, scrap):
    reads_or_reports(seed, scrap)


@pytest.mark.slow
@given(seed=st.integers(0, 10**9), scrap=SCRAP)
@settings(max_examples=2_000, deadline=None)
def test_two_thousand_mangled_answers_are_data_or_a_report(seed, scrap):
    reads_or_reports(seed, scrap)

"""The catalogue's StatFin indicators against tables with the recorded codes: every one arrives, with the values served."""

from datetime import UTC, date, datetime

import pytest

from data_sources.adapters.statfin import SOURCE
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import ObservationStatus
from data_sources.refresh.ingest import differences, refresh
from data_sources.refresh.results import FAULTS, RefreshOptions
from tests.data_sources.adapters.test_statfin import source_at
from tests.services.statfin import LIMITS, StatFinService, catalogue_answers

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
PEOPLE = {"KU507": 5532, "KU588": 1525}
KAINUU = ("KU105", "KU205", "KU290", "KU578", "KU620", "KU697", "KU765", "KU777")
KAINUU_OF_2026 = tuple(town.code for town in read_areas().municipalities(read_areas().by_code["HVA20"]))


def inhabitants(area, table_is_of_today):
    """Recorded for the projection of 2024; other municipalities have a thousand."""
    if area == "KU507" and table_is_of_today:
        return 7057
    return PEOPLE.get(area, 1000)


def served(codes):
    """A value that tells where it comes from: inhabitants, an age is a hundredth and a crime a thousandth of them."""
    code, area = next((code, area) for code, area in codes.items() if code.lower().startswith("alue"))
    number = inhabitants(area, code not in {"alue_23_20230101", "alue_23_20240101"}) * 1000
    if area == "SSS":
        number = 5_600_000_000
    for variable, value in codes.items():
        if variable.startswith("ikaryhma") and value != "SSS":
            number /= 100
        if variable.startswith("sukupuoli") and value != "SSS":
            number /= 2
        if variable.startswith("koulutusaste") and value != "SSS":
            number /= 10
        if variable.startswith("rikokset"):
            number /= 1000
    return number // 1000


@pytest.fixture
def backend():
    """SQLite is enough for the store of these tests."""
    return "sqlite"


@pytest.fixture(scope="module")
def service():
    with StatFinService(catalogue_answers(served, first=2024, last_projected=2026)) as running:
        running.answers.limits = dict(LIMITS)
        yield running


@pytest.fixture
def run(service, store, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def run(*names):
        source = source_at(service.url, timeout=30)
        wanted = [read_indicators()[name] for name in names]
        refreshed = refresh(store, wanted, {"statfin": source}, clock=lambda: NOW, options=RefreshOptions(accept=True))
        source.close()
        assert [result.reason for result in refreshed.results if result.outcome in FAULTS] == []
        return refreshed

    return run


def observed(store, name, area, year, group=""):
    with store.snapshot() as snapshot:
        found = [one for one in snapshot.series(name, [area]) if str(one.group) == group and one.period.last == year]
    return found[0] if found else None


def test_every_indicator_of_the_catalogue_finds_its_table_and_codes(service):
    source = source_at(service.url, timeout=30)
    found = list(differences(read_indicators().values(), {"statfin": source}))
    source.close()
    assert [(one.id, str(fault)) for one, _, fault in found if fault] == []
    assert len({one.id for one, _, _ in found}) == 15
    assert len(found) == 16


def test_a_projection_of_a_former_division_adds_up(run, store):
    refreshed = run("population-projection")
    assert refreshed.outcome == "complete"
    assert observed(store, "population-projection", "KU507", 2026).value == 5532 + 1525
    assert observed(store, "population-projection", "KU205", 2026).value == 1000
    # The county and the region hold all of Mäntyharju too.
    county = read_areas().by_code["KU507"].parents[0]
    towns = read_areas().municipalities(read_areas().by_code[county])
    assert observed(store, "population-projection", county, 2026).value == 1000 * (len(towns) - 1) + 7057
    assert observed(store, "population-projection", "KU588", 2026) is None
    assert "KU588 Pertunmaa (Mäntyharju since 2025)" in refreshed.results[0].reason


def test_a_rate_of_two_divisions_is_made_of_today_s(run, store):
    assert run("sexual-offences", "assault-offences").outcome == "complete"
    # 5 and 1 offences (5532 and 1525 inhabitants, one of a thousand) of 7057 inhabitants
    one = observed(store, "sexual-offences", "KU507", 2025)
    assert (one.numerator, one.denominator) == (5 + 1, 7057)
    assert one.value == pytest.approx(10_000 * 6 / 7057, abs=0.001)
    assert observed(store, "assault-offences", "KU205", 2025).value == pytest.approx(10_000 * 1 / 1000)


def test_a_median_of_former_municipalities_has_no_value_and_a_reason(run, store, service):
    whole = service.answers.tables["tjt/118w"]
    variables = [dict(each) for each in whole.variables]
    variables[2]["values"], variables[2]["valueTexts"] = (
        [*variables[2]["values"], "KU588"],
        [*variables[2]["valueTexts"], "Pertunmaa"],
    )
    service.answers.tables["tjt/118w"] = type(whole)(variables, served, whole.title)
    try:
        refreshed = run("median-income")
    finally:
        service.answers.tables["tjt/118w"] = whole
    one = observed(store, "median-income", "KU507", 2024)
    assert (one.value, one.status) == (None, ObservationStatus.MISSING)
    assert observed(store, "median-income", "KU205", 2024).value == 1000
    assert "tjt/118w has KU507 in the parts of an earlier year, which cannot be added" in refreshed.results[0].reason


@pytest.mark.parametrize(
    ("name", "group", "value", "county"),
    [
        ("children-under-one", "", 1000 * 10 / 1000, 1000 * 80 / 8000),
        ("people-aged-15-24", "", 10.0, 10.0),
        ("economic-dependency-ratio", "", 1000, 1000),
        ("pensioners", "", 1000, None),
        ("migration-balance", "", 100.0, 100.0),
        ("one-person-households", "", 100.0, 100.0),
        ("unemployed-jobseekers", "", 100 * 1000 / 470, 100 * 1000 / 470),
        ("basic-education-only", "", 100 * 1 / 10, 100 * 1 / 10),
    ],
)
def test_what_is_served_is_what_is_stored(run, store, name, group, value, county):
    assert run(name).outcome == "complete"
    assert len(KAINUU_OF_2026) == 8
    year = 2024
    assert observed(store, name, "KU205", year, group).value == pytest.approx(value, abs=0.001)
    found = observed(store, name, "HVA20", year, group)
    assert (found and found.value) == (county if county is None else pytest.approx(county, abs=0.001))


def test_groups_of_two_tables_arrive(run, store):
    assert run("population-by-group").outcome == "complete"
    assert observed(store, "population-by-group", "KU205", 2024, "age=65+").value == 36 * 10
    assert observed(store, "population-by-group", "HVA20", 2024, "age=0-6;sex=female").value == 8 * 7 * 5
    # seven groups of five years and those of 80 and over, each a hundredth, by a tenth
    assert observed(store, "population-by-group", "KU205", 2024, "age=55+;education=low").value == 6


def test_a_group_that_the_table_has_not_takes_only_itself_away(run, store, service):
    assert run("population-by-group").outcome == "complete"
    whole = service.answers.tables["vkour/12bq"]
    variables = [dict(each) for each in whole.variables]
    levels = variables[4]
    kept = [place for place, code in enumerate(levels["values"]) if code != "9"]
    levels |= {key: [levels[key][place] for place in kept] for key in ("values", "valueTexts")}
    service.answers.tables["vkour/12bq"] = type(whole)(
        variables, lambda codes: served(codes) + 1, whole.title, "2026-07-01T08:00:00"
    )
    try:
        refreshed = run("population-by-group")
        again = run("population-by-group")
    finally:
        service.answers.tables["vkour/12bq"] = whole
    assert refreshed.outcome == again.outcome == "with gaps"
    assert "has no value '9'" in next(result.reason for result in refreshed.results if "12bq" in result.series)
    assert observed(store, "population-by-group", "KU205", 2024, "age=55+;education=low").value == 6  # as it was stored
    assert observed(store, "population-by-group", "KU205", 2024, "age=55+;education=high").value == 4 * (6 + 6)


def test_the_day_of_an_update_is_the_answer_s_own_and_the_list_s_tells_of_changes(run, store, service):
    table = service.answers.tables["vaerak/11ra"]
    table.updated, table.listed = "2026-04-01T05:00:00Z", "2026-06-06T21:04:32"
    assert run("economic-dependency-ratio").results[0].outcome == "updated"
    asked = len(service.questions)
    for _ in range(2):
        assert run("economic-dependency-ratio").results[0].outcome == "unchanged"
        with store.snapshot() as snapshot:
            assert snapshot.origins("economic-dependency-ratio")[0].updated == date(2026, 4, 1)
    assert len(service.questions) == asked
    table.listed = "2026-09-01T08:00:00"
    assert run("economic-dependency-ratio").results[0].outcome == "updated"


def test_a_table_of_another_database_has_its_page_there():
    page = (
        "https://pxdata.stat.fi/PxWeb/pxweb/fi/Kuntien_avainluvut/Kuntien_avainluvut__2025/kuntien_avainluvut_2025_aikasarja.px/"
    )
    assert SOURCE.page("Kuntien_avainluvut/2025/kuntien_avainluvut_2025_aikasarja") == page
    assert SOURCE.page("vaerak/11re") == "https://pxdata.stat.fi/PxWeb/pxweb/fi/StatFin/StatFin__vaerak/11re.px/"


@pytest.mark.parametrize(
    ("sign", "texts", "value", "status"),
    [
        ("-", {}, 0, ObservationStatus.NORMAL),
        ("...", {}, None, ObservationStatus.SUPPRESSED),
        ("..", {}, None, ObservationStatus.MISSING),
        ("....", {}, None, ObservationStatus.MISSING),
        ("3", {}, None, ObservationStatus.SUPPRESSED),
        ("3", {"3": "Data is subject to secrecy"}, None, ObservationStatus.SUPPRESSED),
        ("2", {"2": "Data is subject to secrecy"}, None, ObservationStatus.SUPPRESSED),
        ("3", {"3": "Not applicable"}, None, ObservationStatus.MISSING),
        ("7", {"7": "Magnitude nil"}, 0, ObservationStatus.NORMAL),
    ],
)
def test_signs_of_px_files_say_nothing_secret_or_missing(run, store, service, sign, texts, value, status):
    table = service.answers.tables["vaerak/11ra"]
    table.value = lambda codes: (
        sign if codes["alue_23_20260101"] == "KU620" and codes["timeperiod_y"] == "2024" else served(codes)
    )
    table.extension = {"missingValueDescriptions": texts}
    table.listed = f"2027-01-01T{hash((sign, str(texts))) % 24:02}"
    try:
        run("economic-dependency-ratio")
    finally:
        table.value, table.extension = served, {}
    one = observed(store, "economic-dependency-ratio", "KU620", 2024)
    assert (one.value, one.status) == (value, status)


def test_one_status_for_all_cells_is_that_of_each(run, store, service):
    table = service.answers.tables["vaerak/11ra"]
    table.value, table.listed = (lambda _codes: "-"), "2027-02-01"
    try:
        run("economic-dependency-ratio")
    finally:
        table.value = served
    assert observed(store, "economic-dependency-ratio", "SSS", 2024).value == 0

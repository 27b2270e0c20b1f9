import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import TOTAL, AreaLevel, ObservationStatus, Period, PopulationGroup
from data_sources.sample import fill, lacking, sample
from data_sources.store import open_store

NOW = datetime(2026, 2, 1, 12, 30, tzinfo=UTC)
FEMALE, MALE = (PopulationGroup.parse(f"sex={sex}") for sex in ("female", "male"))
SUPPRESSED, MISSING = ObservationStatus.SUPPRESSED, ObservationStatus.MISSING


@pytest.fixture(scope="module")
def observations_of():
    """Observations of an indicator by area, group and year; made once for the whole file."""
    made = {}

    def of(indicator):
        if indicator not in made:
            observations = sample(read_indicators()[indicator], read_areas(), NOW)[0]
            made[indicator] = {(one.area, one.group, one.period.last): one for one in observations}
            assert len(made[indicator]) == len(observations)
        return made[indicator]

    return of


def years(observations, area, group=TOTAL):
    return sorted(year for of_area, of_group, year in observations if (of_area, of_group) == (area, group))


def test_population_adds_up_exactly(observations_of):
    population, areas = observations_of("population"), read_areas()
    assert population["SSS", TOTAL, 2022].value == 5_563_970
    assert population["KU205", TOTAL, 2022].value == 36_297
    for area in areas:
        for year in (2010, 2025):
            assert (
                population[area.code, FEMALE, year].value + population[area.code, MALE, year].value
                == population[area.code, TOTAL, year].value
            )
            towns = areas.municipalities(area)
            if towns:
                assert sum(population[town.code, TOTAL, year].value for town in towns) == population[area.code, TOTAL, year].value


def test_women_are_about_half(observations_of):
    population = observations_of("population")
    assert 0.5 < population["SSS", FEMALE, 2025].value / population["SSS", TOTAL, 2025].value < 0.51


def test_kainuu_shrinks_and_helsinki_grows(observations_of):
    population = observations_of("population")
    assert population["HVA20", TOTAL, 2025].value < 0.95 * population["HVA20", TOTAL, 2010].value
    assert population["KU091", TOTAL, 2025].value > 1.1 * population["KU091", TOTAL, 2010].value


def test_registers_are_yearly_and_surveys_every_second_year(observations_of):
    assert years(observations_of("unemployment"), "KU205") == list(range(2010, 2026))
    assert years(observations_of("loneliness"), "HVA20") == [2012, 2014, 2016, 2018, 2020, 2022, 2024]
    assert years(observations_of("municipal-election-turnout"), "KU205") == [2012, 2017, 2021, 2025]
    assert observations_of("loneliness")["HVA20", TOTAL, 2024].period == Period.year(2024)


def test_counts_make_the_value(observations_of):
    deaths = observations_of("mortality")["KU697", TOTAL, 2024]
    assert deaths.value == round(deaths.numerator / deaths.denominator * 100_000, 1)
    assert deaths.numerator == int(deaths.numerator)
    parts = [observations_of("mortality")["KU697", sex, 2024] for sex in (FEMALE, MALE)]
    assert sum(part.numerator for part in parts) == deaths.numerator
    assert sum(part.denominator for part in parts) == deaths.denominator


def test_no_counts_where_the_source_gives_none(observations_of):
    assert observations_of("unemployment")["KU205", TOTAL, 2024][7:9] == (None, None)


@pytest.mark.parametrize("indicator", ["unemployment", "higher-education", "mortality", "daily-smoking"])
def test_everybody_lies_between_the_sexes(observations_of, indicator):
    for (area, group, year), one in observations_of(indicator).items():
        if group == TOTAL and one.value is not None:
            sexes = [observations_of(indicator)[area, sex, year].value for sex in (FEMALE, MALE)]
            if None not in sexes:
                assert min(sexes) - 0.11 <= one.value <= max(sexes) + 0.11


@pytest.mark.parametrize("indicator", ["unemployment", "mortality", "social-assistance"])
def test_a_county_lies_within_its_municipalities(observations_of, indicator):
    for area in read_areas():
        towns = [observations_of(indicator)[town.code, TOTAL, 2020].value for town in read_areas().municipalities(area)]
        if towns and None not in towns:
            assert min(towns) - 0.05 <= observations_of(indicator)[area.code, TOTAL, 2020].value <= max(towns) + 0.05


def test_areas_differ_and_stay_different(observations_of):
    unemployment = observations_of("unemployment")
    differences = [
        unemployment["HVA20", TOTAL, year].value - unemployment["HVA17", TOTAL, year].value for year in range(2010, 2026)
    ]
    assert min(differences) > 2


def test_small_municipalities_are_noisier_than_large_ones(observations_of):
    def unrest(level_of):
        rows = observations_of("higher-education")
        steps = []
        for area in level_of:
            values = [rows[area.code, TOTAL, year].value for year in range(2010, 2025)]
            if None not in values:
                steps += [abs(a - 2 * b + c) for a, b, c in zip(values, values[1:], values[2:], strict=False)]
        return sum(steps) / len(steps)

    towns = [area for area in read_areas() if area.level is AreaLevel.MUNICIPALITY]
    small, large = [town for town in towns if town.population < 2000], [town for town in towns if town.population > 50_000]
    assert unrest(small) > 3 * unrest(large)


def test_survey_intervals_are_narrow_in_the_country_and_wide_in_kainuu(observations_of):
    country, kainuu, kajaani = (observations_of("daily-smoking")[area, TOTAL, 2024] for area in ("SSS", "HVA20", "KU205"))
    assert country.high - country.low < 1
    assert 3 < kainuu.high - kainuu.low < 6
    assert kajaani.high - kajaani.low > kainuu.high - kainuu.low
    assert kainuu.low < kainuu.value < kainuu.high


def test_registers_have_no_intervals(observations_of):
    assert all(one.low is None and one.high is None for one in observations_of("unemployment").values())


def test_survey_values_only_for_towns_of_twenty_thousand(observations_of):
    population = {area.code: area.population for area in read_areas()}
    towns = {area for area, _, _ in observations_of("loneliness") if area.startswith("KU")}
    assert "KU205" in towns
    assert "KU765" not in towns
    assert min(population[town] for town in towns) >= 20_000


def test_gaps(observations_of):
    towns = {area for area, _, _ in observations_of("loneliness") if area.startswith("KU")}
    rounds = [len(years(observations_of("loneliness"), town)) for town in towns]
    assert 0.02 < 1 - sum(rounds) / (7 * len(rounds)) < 0.15
    assert all(len(years(observations_of("loneliness"), area)) == 7 for area in ("SSS", "HVA20", "MK18"))
    assert 0 < sum(one.status is MISSING for one in observations_of("unemployment").values()) < 100


def test_the_break_is_marked_and_shifts_the_level(observations_of):
    assistance = observations_of("social-assistance")
    statuses = {year: assistance["SSS", TOTAL, year].status for year in (2016, 2017, 2018)}
    assert statuses == {2016: "normal", 2017: "break", 2018: "normal"}
    assert assistance["SSS", TOTAL, 2017].value - assistance["SSS", TOTAL, 2016].value > 1
    assert observations_of("loneliness")["KU205", FEMALE, 2022].status == "break"


def test_suppressed_observations_have_no_numbers_and_are_in_small_municipalities(observations_of):
    placed = observations_of("out-of-home-placement")
    assert placed["KU697", TOTAL, 2024].status is SUPPRESSED
    population = {area.code: area.population for area in read_areas()}
    hidden = [one for one in placed.values() if one.status is SUPPRESSED]
    assert 300 < len(hidden) < 1000
    assert all(one[4:9] == (None,) * 5 for one in hidden)
    assert all(population[one.area] < 10_000 for one in hidden)
    assert all(not 0 < one.numerator < 5 for one in placed.values() if one.numerator is not None)


@pytest.mark.parametrize("indicator", ["mortality", "unemployment", "daily-smoking", "pupils-daily-smoking"])
def test_both_sexes_are_suppressed_or_neither(observations_of, indicator):
    hidden = defaultdict(set)
    for (area, group, year), one in observations_of(indicator).items():
        if one.status is SUPPRESSED and "sex" in group.dimensions:
            rest = tuple(pair for pair in group.pairs if pair[0] != "sex")
            hidden[area, rest, year].add(dict(group.pairs)["sex"])
    assert hidden
    assert all(sexes == {"female", "male"} for sexes in hidden.values())


@pytest.mark.parametrize("indicator", ["out-of-home-placement", "mortality", "outside-education"])
def test_no_single_suppressed_municipality_in_a_county(observations_of, indicator):
    county = {area.code: area.parents[0] for area in read_areas() if area.level is AreaLevel.MUNICIPALITY}
    municipalities = Counter(county.values())
    without = [key for key, one in observations_of(indicator).items() if key[0] in county and one.value is None]
    of_county = Counter((county[area], group, year) for area, group, year in without)
    suppressed = [key for key in without if observations_of(indicator)[key].status is SUPPRESSED]
    assert suppressed
    for area, group, year in suppressed:
        assert of_county[county[area], group, year] >= min(2, municipalities[county[area]])


def test_origin_says_that_it_is_a_sample():
    origins = sample(read_indicators()["unemployment"], read_areas(), NOW)[1]
    assert [origin.series for origin in origins] == ["sample:unemployment"]
    origin = origins[0]
    assert origin.sample
    assert origin.indicator == "unemployment"
    assert origin.publisher == {
        "fi": "Hytetaulu (esimerkkiaineisto)",
        "sv": "Hytetaulu (exempeldata)",
        "en": "Hytetaulu (sample data)",
    }
    assert origin.texts["description"]["en"].startswith("Sample data, not real figures")
    assert origin.updated == date(2026, 1, 15)
    assert origin.fetched == NOW


def test_the_same_values_in_another_process(observations_of):
    program = (
        "from datetime import UTC, datetime\n"
        "from data_sources.sample import sample\n"
        "from data_sources.areas import read_areas\n"
        "from data_sources.indicators import read_indicators\n"
        "observations = sample(read_indicators()['daily-smoking'], read_areas(), datetime.now(UTC))[0]\n"
        "print([one.value for one in observations if one.area == 'KU205'])"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str([one.value for one in observations_of("daily-smoking").values() if one.area == "KU205"])


def test_levels_outside_the_years_of_the_sample_are_refused():
    indicator = read_indicators()["unemployment"]
    old = replace(indicator, sample=replace(indicator.sample, country=((1995, 15.0),)))
    with pytest.raises(ValueError, match=r"unemployment: no year of its sample levels is in 2010\.\.2025"):
        sample(old, read_areas(), NOW)


def few(indicators):
    """Pass on a handful: the whole catalogue takes seconds, and the contract tests make every sample."""
    return [indicator for indicator in indicators if indicator.id in {"unemployment", "loneliness", "population"}]


def test_fill_an_empty_store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'sample.sqlite'}") as store:
        assert lacking(store) == list(read_indicators().values())
        count = fill(store, NOW, few)
        with store.snapshot() as snapshot:
            assert snapshot.observation_count() == count > 10_000
            assert snapshot.has_sample()
            assert snapshot.indicators() == {"unemployment", "loneliness", "population"}
        assert len(lacking(store)) == len(read_indicators()) - 3, "an indicator added later gets its sample at the next start"


def test_fill_leaves_real_data_alone(tmp_path):
    indicator = read_indicators()["unemployment"]
    observations, origins = sample(indicator, read_areas(), NOW)
    real = [replace(origin, series="sotkanet:181", sample=False) for origin in origins]
    with open_store(f"sqlite:///{tmp_path / 'mixed.sqlite'}") as store:
        store.replace(indicator.id, observations[:1], real)
        assert lacking(store) == [], "no sample is added to real data by itself"
        fill(store, NOW, few)
        with store.snapshot() as snapshot:
            assert snapshot.series("unemployment", ["SSS"]) == observations[:1]
            assert not any(origin.sample for origin in snapshot.origins("unemployment"))
            assert snapshot.origins("loneliness")[0].sample

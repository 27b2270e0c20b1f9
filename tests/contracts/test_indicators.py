"""Every shipped indicator: its texts, its groups, and the sample data made from it."""

from collections import Counter, defaultdict
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from data_sources.areas import read_areas
from data_sources.indicators import FOLDER, read_indicators, read_themes
from data_sources.model import DIMENSIONS, TOTAL, AreaLevel, ObservationStatus, PopulationGroup, Unit
from data_sources.sample import FIRST_YEAR, LAST_YEAR, sample
from tests.languages import LANGUAGES

NOW = datetime(2026, 2, 1, tzinfo=UTC)
INDICATORS = tuple(read_indicators().values())
SHOWN = (ObservationStatus.NORMAL, ObservationStatus.BREAK)
TAGS = {"hyte-coefficient", "minimum-content", "children-and-young", "working-age", "older-people"}
"""HYTE coefficient of the municipalities, recommended minimum data content of the wellbeing report, and life stages."""
every_indicator = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)


def all_indicators(check):
    """Make one test of a check that looks at the files only: a thousand tests of it take longer than all they look at."""

    def test():
        for indicator in INDICATORS:
            try:
                check(indicator)
            except AssertionError as error:
                error.add_note(f"of {indicator.id}")
                raise

    return test


@all_indicators
def test_it_is_found_by_everyday_words_of_every_language(indicator) -> None:
    assert indicator.keywords.keys() == set(LANGUAGES)
    for language, words in indicator.keywords.items():
        assert len({word.casefold() for word in words} - {indicator.name[language].casefold()}) == len(words) >= 2


@pytest.fixture(scope="module")
def observations():
    """Sample observations by indicator, then area and group, then year."""
    areas, result = read_areas(), {}
    for indicator in INDICATORS:
        series = defaultdict(dict)
        for observation in sample(indicator, areas, NOW)[0]:
            series[observation.area, observation.group][observation.period.last] = observation
        result[indicator.id] = series
    return result


def ratio(indicator, group):
    single = [indicator.sample.ratios.get(part, 1.0) for part in parts(group)]
    product = 1.0
    for one in single:
        product *= one
    return indicator.sample.ratios.get(group, product)


def parts(group):
    return [TOTAL.with_category(*pair) for pair in group.pairs]


def levels(indicator):
    """Values of the country by year, straight lines between the years of the file."""
    known = indicator.sample.country
    result = dict(known)
    for (first, low), (last, high) in pairwise(known):
        if indicator.interval == 1:
            result |= {year: low + (high - low) * (year - first) / (last - first) for year in range(first, last)}
    return {year: value for year, value in result.items() if FIRST_YEAR <= year <= LAST_YEAR or indicator.projection}


@all_indicators
def test_texts(indicator):
    for language in LANGUAGES:
        assert 3 <= len(indicator.name[language]) <= 70
        assert 20 <= len(indicator.explanation[language]) <= 220
        assert indicator.explanation[language].endswith(".")
        assert not indicator.name[language].endswith(".")
    assert len(set(indicator.name.values())) == 3, "a name was not translated"
    assert len(set(indicator.explanation.values())) == 3, "an explanation was not translated"


def test_names_are_different_from_one_another():
    for language in LANGUAGES:
        names = [indicator.name[language] for indicator in INDICATORS]
        assert len(set(names)) == len(names)


def test_themes_have_names_and_only_themes_have_folders():
    themes = read_themes()
    assert len(themes) == 8
    assert list(themes)[-1] == "background"
    assert {path.name for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("__")} <= set(themes)
    assert all(set(names) == set(LANGUAGES) for names in themes.values())


@all_indicators
def test_a_closed_series_ends_and_the_others_go_on(indicator):
    last = indicator.sample.country[-1][0]
    assert last <= 2016 if indicator.closed else last >= 2023


@all_indicators
def test_breaks_lie_within_the_observed_years(indicator):
    first, last = indicator.sample.country[0][0], indicator.sample.country[-1][0]
    assert all(first < one.year <= last for one in indicator.breaks)


@all_indicators
def test_known_areas_are_municipalities(indicator):
    areas = read_areas().by_code
    assert all(areas[code].level is AreaLevel.MUNICIPALITY for code in indicator.sample.areas)


@all_indicators
def test_sexes_stand_around_everybody(indicator):
    ratios = [indicator.sample.ratios.get(TOTAL.with_category("sex", sex), 1.0) for sex in DIMENSIONS["sex"].categories]
    assert 0.97 <= sum(ratios) / 2 <= 1.03


def share(indicator, group):
    if indicator.unit is not Unit.PERSONS:
        return ratio(indicator, group)
    everybody = PopulationGroup(tuple(pair for pair in group.pairs if pair[0] != "sex"))
    return (indicator.sample.ratios.get(everybody) or ratio(indicator, everybody)) * (1 if everybody == group else 0.5)


@every_indicator
def test_the_country_has_every_group_at_its_level(indicator, observations):
    for group in indicator.groups:
        series = observations[indicator.id]["SSS", group]
        expected = levels(indicator)
        assert set(series) == set(expected)
        for year, level in expected.items():
            level *= share(indicator, group)  # noqa: PLW2901  # of this group
            assert series[year].value == pytest.approx(level, rel=0.3, abs=10**-indicator.decimals)


@every_indicator
def test_published_areas_have_every_group(indicator, observations):
    of_towns = 10**7 if indicator.smallest_group is None else indicator.smallest_group
    for area, smallest in (("HVA20", 0), ("MK18", 0), ("KU205", of_towns)):
        if smallest <= 36_000:
            for group in indicator.groups:
                assert any(observation.value is not None for observation in observations[indicator.id][area, group].values()), (
                    area,
                    group,
                )


@every_indicator
def test_small_municipalities_have_values_only_where_they_are_published(indicator, observations):
    population = {area.code: area.population for area in read_areas()}
    for area, group in observations[indicator.id]:
        if area.startswith("KU"):
            assert population[area] >= (indicator.smallest_total if group == TOTAL else indicator.smallest_group)


@every_indicator
def test_values_are_sane(indicator, observations):
    highest = 100 if indicator.unit is Unit.PERCENT else 10**7
    for series in observations[indicator.id].values():
        for observation in series.values():
            numbers = observation[4:9]
            if observation.status not in SHOWN:
                assert numbers == (None,) * 5
                continue
            assert 0 <= observation.value <= highest
            assert observation.value == round(observation.value, indicator.decimals)
            assert (observation.low is not None) == (observation.high is not None) == bool(indicator.sample.respondents)
            assert observation.low is None or 0 <= observation.low <= observation.value <= observation.high <= highest
            assert (observation.numerator is not None) == (observation.denominator is not None) == bool(indicator.counts)


def test_there_are_enough_of_every_theme():
    themes = Counter(indicator.theme for indicator in INDICATORS)
    assert len(INDICATORS) >= 75
    assert min(themes.values()) >= 6
    assert themes["background"] >= 10
    assert set(themes) == set(read_themes())


def test_few_series_have_ended():
    assert sum(indicator.closed for indicator in INDICATORS) <= 5


@all_indicators
def test_only_known_tags(indicator):
    assert set(indicator.tags) <= TAGS
    assert len(set(indicator.tags)) == len(indicator.tags)


def test_every_tag_is_used():
    assert {tag for indicator in INDICATORS for tag in indicator.tags} == TAGS


@all_indicators
def test_surveys_of_adults_break_in_2022(indicator):
    if indicator.sample.respondents:
        assert 2022 in {one.year for one in indicator.breaks}


@pytest.mark.parametrize(
    "indicator", [one for one in INDICATORS if one.id.startswith("tea-")], ids=lambda indicator: indicator.id
)
def test_scores_stay_on_their_scale(indicator, observations):
    values = [
        observation.value
        for series in observations[indicator.id].values()
        for observation in series.values()
        if observation.value is not None
    ]
    assert 20 <= min(values) <= max(values) <= 100


def test_kajaani_by_eye(observations):
    def value(indicator, area, year, group=TOTAL):
        return observations[indicator][area, group][year].value

    assert 8 <= value("unemployment", "KU205", 2024) <= 16
    assert 27 <= value("higher-education", "KU205", 2010) <= 29
    assert 40 <= value("municipal-election-turnout", "KU205", 2025) <= 56
    assert value("population", "KU205", 2022) == 36_297
    assert 6 <= value("daily-smoking", "KU205", 2024) <= 17
    assert 16 <= value("obesity", "KU205", 2024) <= 34
    assert 7 <= value("loneliness", "HVA20", 2024) <= 20
    assert 1.0 <= value("out-of-home-placement", "HVA20", 2024) <= 1.8
    assert 1100 <= value("mortality", "HVA20", 2024) <= 1500
    assert value("population", "HVA20", 2022) == 70_521
    assert 24 <= value("people-aged-65-and-over", "KU205", 2024) <= 27
    assert 6 <= value("disability-pension", "KU205", 2023) <= 8
    assert 80 <= value("life-expectancy", "HVA20", 2024) <= 82
    assert 36 <= value("poor-self-rated-health", "HVA20", 2024) <= 46
    assert 12 <= value("diabetes-medicines", "HVA20", 2023) <= 14


def test_eighty_indicators_would_stay_below_a_million_observations(observations):
    count = sum(len(series) for of_indicator in observations.values() for series in of_indicator.values())
    assert 80 * count / len(INDICATORS) < 1_000_000

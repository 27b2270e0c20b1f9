"""Every shipped plan: complete in three languages, over indicators that have values, with no target that cannot be assessed."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime

import pytest

from dashboard.analysis.progress import Status
from dashboard.monitoring.progress import progress_of
from dashboard.monitoring.tally import State, state_of
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.plan_files.reading import untranslated
from data_sources.plan_files.shipped import FOLDER, read_shipped_plans
from data_sources.plan_files.tags import read_tags
from data_sources.plan_files.toml_file import toml_of
from data_sources.plans import DEFAULT_KEY
from data_sources.sample import sample
from tests.languages import LANGUAGES

PLANS = tuple(read_shipped_plans().values())
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 2, 1, tzinfo=UTC)
every_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)


def objectives(plan):
    return [objective for area in plan.areas for objective in area.objectives]


def texts(plan):
    """Every text of the plan by language, the same in all languages left out (years)."""
    yield from (plan.name, plan.goal)
    for area in plan.areas:
        yield area.name
        for objective in area.objectives:
            yield objective.name
            for measure in objective.measures:
                yield from (measure.name, measure.responsible)


@every_plan
def test_it_is_complete_in_every_language(plan):
    assert untranslated(plan) == []
    for each in texts(plan):
        assert set(each) == set(LANGUAGES)
        assert len(set(each.values())) > 1, f"{each['fi']} was not translated"
        assert not any(text.endswith(".") for text in each.values()) or each is plan.goal


@every_plan
def test_its_file_is_as_the_program_writes_it(plan):
    lines = (FOLDER / f"{plan.key}.toml").read_text(encoding="utf-8").splitlines(keepends=True)
    assert "".join(line for line in lines if not line.startswith("#")) == toml_of(plan)


@every_plan
def test_every_target_is_an_example_of_the_plans_own_area(plan):
    for target in plan.targets.values():
        assert target.example
        assert target.area == plan.area
        assert not read_indicators()[target.indicator].closed


@every_plan
def test_every_priority_area_has_objectives_with_indicators_and_measures(plan):
    for area in plan.areas:
        assert area.objectives
        assert 2 <= sum(len(objective.indicators) for objective in area.objectives) <= 10
    if plan.key != DEFAULT_KEY:
        assert all(1 <= len(objective.measures) <= 3 for objective in objectives(plan))
        assert all(objective.tags for objective in objectives(plan))
        assert all(measure.responsible and measure.schedule for one in objectives(plan) for measure in one.measures)


def test_the_plans_are_those_that_must_work():
    assert [(plan.key, read_areas().by_code[plan.area].slug, len(plan.areas)) for plan in PLANS] == [
        ("default", "suomi", 7),
        ("kainuu-2026-2029", "kainuun-hyvinvointialue", 7),
        ("kajaani-2022-2025", "kajaani", 7),
        ("kajaani-2026-2029", "kajaani", 7),
        ("kannus-2026-2029", "kannus", 3),
        ("kuopio-2026-2029", "kuopio", 4),
    ]
    assert not read_shipped_plans()[DEFAULT_KEY].targets


def test_the_county_has_five_indicators_or_more_in_every_priority_area_and_uses_every_tag():
    plan = read_shipped_plans()["kainuu-2026-2029"]
    counts = {area.id: sum(len(objective.indicators) for objective in area.objectives) for area in plan.areas}
    assert min(counts.values()) >= 5, counts
    used = {tag for objective in objectives(plan) for tag in objective.tags}
    used |= {tag for objective in objectives(plan) for measure in objective.measures for tag in measure.tags}
    assert used == set(read_tags())


@pytest.fixture(scope="module")
def observed():
    """The sample values of the targets' indicators by indicator, area and group."""
    observations = defaultdict(list)
    wanted = {(target.indicator, target.area, target.group) for plan in PLANS for target in plan.targets.values()}
    for indicator in {indicator for indicator, _, _ in wanted}:
        for one in sample(read_indicators()[indicator], read_areas(), NOW)[0]:
            if (one.indicator, one.area, one.group) in wanted and one.value is not None:
                observations[one.indicator, one.area, one.group].append(one)
    return observations


@pytest.fixture(scope="module")
def progresses(observed):
    """Progress of the targets of each plan on the sample data."""
    return {
        plan.key: [
            progress_of(target, read_indicators()[target.indicator], observed[target.indicator, target.area, target.group], TODAY)
            for target in plan.targets.values()
        ]
        for plan in PLANS
    }


@pytest.fixture(scope="module")
def statuses(progresses):
    """How many targets of each plan have which status on the sample data."""
    return {key: Counter(each.status for each in found) for key, found in progresses.items()}


@every_plan
def test_a_baseline_is_the_newest_value_before_the_term(observed, plan):
    """The municipal election of the term's own year was in April, before the term; the older plan was updated in 2023."""
    for target in plan.targets.values():
        last = 2022 if plan.last_year == 2025 else 2025 if "election" in target.indicator else 2024
        years = [one.period.last for one in observed[target.indicator, target.area, target.group] if one.period.last <= last]
        assert target.baseline is None, "a value that is written here would stand beside real ones"
        assert target.years.first == max(years, default=2024)


@every_plan
def test_no_target_is_faulty(statuses, plan):
    assert not {Status.CHECK_TARGET, Status.NO_BASELINE} & set(statuses[plan.key])


def test_every_state_is_on_some_page(progresses):
    assert {state_of(each) for found in progresses.values() for each in found} == set(State)


def test_an_ended_plan_is_met_or_not(statuses):
    assert set(statuses["kajaani-2022-2025"]) <= {Status.MET, Status.NOT_MET, Status.KEPT}


def test_a_small_town_has_targets_without_values_of_its_own(statuses):
    assert statuses["kannus-2026-2029"][Status.NO_DATA] == 2

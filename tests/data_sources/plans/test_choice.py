"""Which plan an area goes by on a day."""

from dataclasses import replace
from datetime import date

import pytest

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.plans import DEFAULT_KEY
from data_sources.plans.choice import first_day, last_day, plan_for
from tests.data_sources.plan_files.forms import PLAN

AREAS = read_areas()
DEFAULT = replace(PLAN, key=DEFAULT_KEY, area="SSS")
OLD = replace(PLAN, key="kajaani-2022-2025", first_year=2022, last_year=2025)
NEW = replace(PLAN, key="kajaani-2026-2029")
COUNTY = replace(PLAN, key="kainuu-2026-2029", area="HVA20")
OLD_COUNTY = replace(PLAN, key="kainuu-2022-2025", area="HVA20", first_year=2022, last_year=2025)
PLANS = (DEFAULT, COUNTY, OLD_COUNTY, NEW, OLD)


@pytest.mark.parametrize(
    ("area", "year", "plans", "plan", "kind"),
    [
        ("kajaani", 2026, PLANS, NEW, "own"),
        ("kajaani", 2024, PLANS, OLD, "own"),
        ("kajaani", 2031, PLANS, NEW, "own"),
        ("kajaani", 2026, (DEFAULT, COUNTY, OLD), OLD, "own"),
        ("kajaani", 2025, (DEFAULT, COUNTY, NEW), NEW, "own"),
        ("sotkamo", 2026, PLANS, COUNTY, "county"),
        ("sotkamo", 2023, PLANS, OLD_COUNTY, "county"),
        ("kainuun-hyvinvointialue", 2026, PLANS, COUNTY, "own"),
        ("kainuun-maakunta", 2026, PLANS, DEFAULT, "default"),
        ("oulu", 2026, PLANS, DEFAULT, "default"),
        ("suomi", 2026, PLANS, DEFAULT, "default"),
    ],
)
def test_own_then_county_then_default(area, year, plans, plan, kind):
    assert plan_for(AREAS.find(area), plans, date(year, 5, 1)) == (plan, kind)


LONG = replace(PLAN, key="kajaani-2021-2025", first_year=2021, last_year=2025)
OF_TERM = replace(PLAN, key="kajaani-2025-2029", first_year=2025, last_year=2029)
NEXT = replace(PLAN, key="kajaani-2029-2033", first_year=2029, last_year=2033)


@pytest.mark.parametrize(
    ("day", "plans", "plan"),
    [
        (date(2025, 5, 31), (OLD, OF_TERM), OLD),
        (date(2025, 6, 1), (OLD, OF_TERM), OF_TERM),
        (date(2025, 12, 31), (OLD, OF_TERM), OF_TERM),
        (date(2025, 6, 1), (LONG, OF_TERM), OF_TERM),
        (date(2025, 5, 31), (LONG, OF_TERM), LONG),
        (date(2025, 12, 31), (OLD, NEW), OLD),
        (date(2026, 1, 1), (OLD, NEW), NEW),
        (date(2029, 5, 31), (OF_TERM, NEXT), OF_TERM),
        (date(2029, 6, 1), (OF_TERM, NEXT), NEXT),
        (date(2029, 9, 1), (OF_TERM,), OF_TERM),
    ],
)
def test_in_the_year_of_an_election_the_plan_changes_with_the_council(day, plans, plan):
    for given in (plans, plans[::-1]):
        assert plan_for(AREAS.find("kajaani"), given, day) == (plan, "own")


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (2022, 2025, (date(2022, 1, 1), date(2025, 12, 31))),
        (2025, 2029, (date(2025, 6, 1), date(2029, 5, 31))),
        (2026, 2029, (date(2026, 1, 1), date(2029, 12, 31))),
        (2025, 2028, (date(2025, 6, 1), date(2028, 12, 31))),
        (2025, 2025, (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_the_days_of_a_plan_follow_from_its_years(first, last, days):
    plan = replace(PLAN, first_year=first, last_year=last)
    assert (first_day(plan), last_day(plan)) == days


def test_an_imported_plan_beats_a_shipped_one_whatever_its_years():
    given = (OLD, NEW)
    assert plan_for(AREAS.find("kajaani"), given, date(2026, 5, 1), shipped={NEW.key}) == (OLD, "own")
    assert plan_for(AREAS.find("kajaani"), given, date(2026, 5, 1), shipped={OLD.key, NEW.key}) == (NEW, "own")


def test_a_store_without_plans_is_told():
    with pytest.raises(CatalogueError, match="no plans"):
        plan_for(AREAS.find("oulu"), [NEW], date(2026, 5, 1))

"""Which plan an area goes by on a day."""

from dataclasses import replace
from datetime import date

import pytest

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.plans import DEFAULT_KEY
from data_sources.plans.choice import plan_for
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


def test_a_store_without_plans_is_told():
    with pytest.raises(CatalogueError, match="no plans"):
        plan_for(AREAS.find("oulu"), [NEW], date(2026, 5, 1))

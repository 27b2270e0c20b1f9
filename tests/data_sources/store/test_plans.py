"""Plans are kept whole, each import of a changed plan as a new version."""

from dataclasses import replace
from datetime import timedelta

import pytest

from data_sources.errors import StoreError
from data_sources.model import TOTAL, Period
from data_sources.plans import Measure, Objective, Plan, PlanTarget, PriorityArea
from data_sources.store import StoredPlan
from tests import builders
from tests.data_sources.store.observations import MALE, NOON

TARGET = PlanTarget("smoking-men", "daily-smoking", MALE, "HVA20", Period(2024, 2029), baseline=14.5, target=10.0, example=True)
OPEN_TARGET = PlanTarget("loneliness", "loneliness", TOTAL, "HVA20", Period(2023, 2029))
MEASURE = Measure(
    "quit-line",
    {"fi": "Tupakasta vieroitus", "sv": "Rökavvänjning", "en": "Help to quit"},
    responsible={"fi": "Terveydenhuolto"},
    schedule={"fi": "vuonna 2027"},
    tags=("working-age",),
)
OBJECTIVE = Objective("less-smoking", {"fi": "Tupakointi vähenee"}, (MEASURE,), (TARGET, OPEN_TARGET), ("prevention",))
PLAN = Plan(
    "kainuu-2026",
    "HVA20",
    2026,
    2029,
    {"fi": "Hyvinvointisuunnitelma", "sv": "Välfärdsplan", "en": "Wellbeing plan"},
    (PriorityArea("lifestyle", {"fi": "Elintapaohjaus"}, (OBJECTIVE,)), PriorityArea("safety", {"fi": "Arjen turvallisuus"})),
    goal={"fi": "Aktiivinen kainuulainen"},
)


def test_a_plan_comes_back_whole(store):
    assert store.save_plan(PLAN, NOON) == 1
    with store.snapshot() as snapshot:
        assert snapshot.plan("kainuu-2026") == PLAN
        assert snapshot.plans() == [StoredPlan(PLAN, 1, NOON)]
        assert snapshot.revision == 1


def test_the_targets_of_a_plan_are_found_by_id():
    assert dict(PLAN.targets) == {"smoking-men": TARGET, "loneliness": OPEN_TARGET}
    assert list(builders.plan_of_every_kind().stated) == ["youth-centre", "path", "group", "inclusion"]


def test_targets_of_every_kind_come_back(store):
    plan = builders.plan_of_every_kind()
    store.save_plan(plan, NOON)
    with store.snapshot() as snapshot:
        assert snapshot.plan(plan.key) == plan


def test_a_changed_plan_is_a_new_version_and_the_old_one_stays(store):
    store.save_plan(PLAN, NOON)
    shorter = replace(PLAN, last_year=2028)
    assert store.save_plan(shorter, NOON) == 2
    assert store.save_plan(PLAN, NOON + timedelta(days=1)) == 3
    with store.snapshot() as snapshot:
        assert [snapshot.plan("kainuu-2026", version).last_year for version in (None, 1, 2, 3)] == [2029, 2029, 2028, 2029]
        assert [(stored.version, stored.imported) for stored in snapshot.plans()] == [(3, NOON + timedelta(days=1))]


def test_the_same_plan_again_is_no_new_version(store):
    store.save_plan(PLAN, NOON)
    assert store.save_plan(PLAN, NOON + timedelta(days=1)) == 1
    with store.snapshot() as snapshot:
        assert snapshot.revision == 1
        assert [stored.imported for stored in snapshot.plans()] == [NOON]


def test_plans_come_by_key(store):
    for key in ("kuopio-2025", "Kajaani-2026", "kannus-2025"):
        store.save_plan(replace(PLAN, key=key), NOON)
    with store.snapshot() as snapshot:
        assert [stored.plan.key for stored in snapshot.plans()] == ["Kajaani-2026", "kannus-2025", "kuopio-2025"]


def test_a_plan_that_is_not_stored_is_named(store):
    store.save_plan(PLAN, NOON)
    with store.snapshot() as snapshot:
        with pytest.raises(StoreError, match="no plan 'oulu-2026'"):
            snapshot.plan("oulu-2026")
        with pytest.raises(StoreError, match="no plan 'kainuu-2026' of version 2"):
            snapshot.plan("kainuu-2026", 2)


SHIPPED = replace(PLAN, key="kainuu-example")


def retired(store):
    with store.snapshot() as snapshot:
        return {stored.plan.key: stored.retired for stored in snapshot.plans()}


def test_an_imported_plan_retires_the_shipped_ones_of_its_area_and_keeps_them(store):
    other = replace(SHIPPED, key="kajaani-example", area="KU205")
    grouping = replace(SHIPPED, key="default")
    for plan in (SHIPPED, other, grouping):
        store.save_plan(plan, NOON, shipped=True)
    later = NOON + timedelta(days=1)
    store.save_plan(PLAN, later)
    assert retired(store) == {"default": None, "kainuu-2026": None, "kainuu-example": later, "kajaani-example": None}
    with store.snapshot() as snapshot:
        assert snapshot.plan("kainuu-example") == SHIPPED
        assert snapshot.plan_versions("kainuu-example") == [StoredPlan(SHIPPED, 1, NOON, shipped=True, retired=later)]


def test_a_shipped_plan_of_an_area_that_has_an_imported_one_is_retired_from_the_start(store):
    store.save_plan(PLAN, NOON)
    store.save_plan(SHIPPED, NOON + timedelta(days=1), shipped=True)
    assert retired(store) == {"kainuu-2026": None, "kainuu-example": NOON + timedelta(days=1)}


def test_an_imported_version_of_a_shipped_plan_is_not_retired(store):
    store.save_plan(SHIPPED, NOON, shipped=True)
    store.save_plan(PLAN, NOON)
    own = replace(SHIPPED, last_year=2030)
    store.save_plan(own, NOON)
    assert retired(store) == {"kainuu-2026": None, "kainuu-example": None}
    with store.snapshot() as snapshot:
        assert [(stored.version, stored.shipped) for stored in snapshot.plan_versions("kainuu-example")] == [
            (1, True),
            (2, False),
        ]


def test_a_plan_is_retired_and_brought_back(store):
    store.save_plan(PLAN, NOON)
    assert store.retire_plan(PLAN.key, NOON)
    assert not store.retire_plan(PLAN.key, NOON + timedelta(days=1))
    assert retired(store) == {PLAN.key: NOON}
    with store.snapshot() as snapshot:
        assert snapshot.revision == 2
    assert store.retire_plan(PLAN.key, None)
    assert not store.retire_plan(PLAN.key, None)
    assert retired(store) == {PLAN.key: None}


def test_a_new_version_brings_a_retired_plan_back(store):
    store.save_plan(PLAN, NOON)
    store.retire_plan(PLAN.key, NOON)
    store.save_plan(replace(PLAN, last_year=2030), NOON)
    assert retired(store) == {PLAN.key: None}


def test_a_shipped_plan_that_somebody_brought_back_stays(store):
    store.save_plan(SHIPPED, NOON, shipped=True)
    store.save_plan(PLAN, NOON)
    store.retire_plan(SHIPPED.key, None)
    store.save_plan(replace(PLAN, last_year=2030), NOON)
    assert retired(store) == {PLAN.key: None, SHIPPED.key: None}


def test_neither_the_grouping_nor_what_is_not_there_can_be_retired(store):
    store.save_plan(replace(PLAN, key="default"), NOON, shipped=True)
    with pytest.raises(StoreError, match="fall back on; it cannot be retired"):
        store.retire_plan("default", NOON)
    with pytest.raises(StoreError, match="no plan 'oulu-2026'"):
        store.retire_plan("oulu-2026", NOON)

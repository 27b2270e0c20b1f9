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

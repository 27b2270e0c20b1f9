"""What differs between two versions of a plan."""

from dataclasses import replace

from data_sources.plans import Followed, Objective, StatedTarget
from data_sources.plans.changes import PARENT, FieldChange, PlanChange, plan_changes
from data_sources.terminal.plan_changes import change_lines
from tests.data_sources.plan_files.forms import BREAKFAST, LESS_SMOKING, PLAN, QUIT, SMOKING, TURNOUT, VISITS, VOTES, texts

LIFESTYLE, PARTICIPATION, EMPTY = PLAN.areas
LOWER = replace(SMOKING, target=8.0, example=False)
DONE = StatedTarget("shelter", texts("Turvakoti avataan", "", "A shelter opens"), "KU205", SMOKING.years)


def with_objectives(*objectives, participation=(VOTES,)):
    areas = (replace(LIFESTYLE, objectives=objectives), replace(PARTICIPATION, objectives=participation), EMPTY)
    return replace(PLAN, areas=areas)


def test_the_same_plan_has_not_changed():
    assert plan_changes(PLAN, PLAN) == ()


def test_neighbours_that_changed_places_are_no_change():
    assert plan_changes(PLAN, replace(PLAN, areas=PLAN.areas[::-1])) == ()


def test_a_target_changes_field_by_field():
    after = with_objectives(replace(LESS_SMOKING, targets=(LOWER, BREAKFAST)))
    fields = (FieldChange("target", 9.0, 8.0), FieldChange("example", before=True, after=False))
    assert plan_changes(PLAN, after) == (PlanChange("changed", LOWER, fields),)
    assert list(change_lines(plan_changes(PLAN, after))) == ["changed target smoking: target 9.0 -> 8.0; example True -> False"]


def test_parts_that_came_and_went():
    changed = replace(LESS_SMOKING, measures=(), followed=(Followed("obesity"),), targets=(SMOKING,), stated=(DONE,))
    found = plan_changes(PLAN, with_objectives(changed))
    assert found == (
        PlanChange("added", DONE),
        PlanChange("removed", QUIT),
        PlanChange("removed", BREAKFAST),
        PlanChange("removed", LESS_SMOKING.followed[0]),
    )
    assert list(change_lines(found)) == [
        "added stated target shelter",
        "removed measure quit-line",
        "removed target breakfast",
        "removed followed indicator loneliness age=75+",
    ]


def test_what_stands_below_a_new_priority_area_is_new_too():
    found = plan_changes(replace(PLAN, areas=(LIFESTYLE, EMPTY)), PLAN)
    assert [change.part for change in found] == [PARTICIPATION, VOTES, TURNOUT, VISITS]
    assert {change.kind for change in found} == {"added"}


def test_a_part_that_moved_is_the_same_part():
    found = plan_changes(PLAN, with_objectives(LESS_SMOKING, VOTES, participation=()))
    assert found == (PlanChange("changed", VOTES, (FieldChange(PARENT, PARTICIPATION.name, LIFESTYLE.name),)),)
    assert list(change_lines(found)) == ["changed objective votes: parent 'Participation' -> 'Lifestyle'"]


def test_texts_and_years_of_the_plan_itself():
    after = replace(PLAN, last_year=2030, goal={}, name=texts("Uusi suunnitelma"))
    (line,) = change_lines(plan_changes(PLAN, after))
    assert line == (
        "changed plan kajaani-2026-2029: last_year 2029 -> 2030; name 'Wellbeing plan' -> 'Uusi suunnitelma'; "
        "goal 'A smooth life' -> none"
    )


def test_an_objective_without_anything_is_added_by_its_name():
    new = Objective("sleep", texts("Uni"))
    assert plan_changes(PLAN, with_objectives(LESS_SMOKING, new)) == (PlanChange("added", new),)

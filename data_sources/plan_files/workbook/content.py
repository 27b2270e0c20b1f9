"""The rows of a plan's workbook, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.model import TOTAL, Names, in_language
from data_sources.plan_files.workbook.layout import MARK, columns, form_languages, group_label, labels
from data_sources.plan_files.workbook.wording import number_text, write_wording
from data_sources.plans import Measure, Objective, Plan, PlanTarget, PriorityArea, StatedTarget

Row: TypeAlias = Mapping[str, str | float | None]


def rows_of(plan: Plan | None, language: str) -> dict[str, list[Row]]:
    """Return the rows of each sheet by column key."""
    if plan is None:
        return {sheet: [] for sheet in columns()}
    _check_languages(plan)
    objectives = [(area, objective) for area in plan.areas for objective in area.objectives]
    priorities_called = _called([(area.id, area.name) for area in plan.areas], language)
    called = _called([(objective.id, objective.name) for _, objective in objectives], language)
    measures = [(called[objective.id], measure) for _, objective in objectives for measure in objective.measures]
    targets = [row for _, objective in objectives for row in _target_rows(plan, objective, called[objective.id], language)]
    return {
        "plan": [_plan_row(plan, language)],
        "priority": [_row(area) for area in plan.areas],
        "objective": [{"priority": priorities_called[area.id], **_row(objective)} for area, objective in objectives],
        "measure": [{"objective": parent, **_row(measure)} for parent, measure in measures],
        "target": targets,
    }


def _check_languages(plan: Plan) -> None:
    """Raise `CatalogueError` for texts that no column would hold: a workbook without them would lose them at its import."""
    objectives = [objective for area in plan.areas for objective in area.objectives]
    measures = [measure for objective in objectives for measure in objective.measures]
    texts = [plan.name, plan.goal, *(area.name for area in plan.areas), *(objective.name for objective in objectives)]
    texts += [text for measure in measures for text in (measure.name, measure.responsible, measure.schedule)]
    texts += [stated.name for stated in plan.stated.values()]
    others = dict.fromkeys(language for names in texts for language in names if language not in form_languages())
    if others:
        known = ", ".join(form_languages())
        raise CatalogueError(f"the plan has texts in {', '.join(others)}; a workbook has columns for {known} only, so write TOML")


def _called(elements: list[tuple[str, Names]], language: str) -> dict[str, str]:
    """Return what rows below call each element: its name in the language, or its id where another has the same name."""
    names = {id_: in_language(name, language) for id_, name in elements}
    return {id_: name if list(names.values()).count(name) == 1 else id_ for id_, name in names.items()}


def _plan_row(plan: Plan, language: str) -> Row:
    years = {"first_year": plan.first_year, "last_year": plan.last_year}
    return {"area": _area(plan.area, language), **years, **_named(name=plan.name, goal=plan.goal), "key": plan.key}


def _row(element: PriorityArea | Objective | Measure) -> Row:
    row: dict[str, str | float | None] = {"id": element.id, **_named(name=element.name)}
    if not isinstance(element, PriorityArea):
        row |= {f"tag.{tag}": MARK for tag in element.tags}
    if isinstance(element, Measure):
        row |= _named(responsible=element.responsible, schedule=element.schedule)
    return row


def _target_rows(plan: Plan, objective: Objective, parent: str, language: str) -> Iterator[Row]:
    indicators, groups = labels("indicator", language), labels("group", language)
    for target in objective.targets:
        yield {
            "objective": parent,
            "indicator": indicators.get(target.indicator, target.indicator),
            "group": None if target.group == TOTAL else groups.get(str(target.group), str(target.group)),
            "area": _other_area(target, plan, language),
            **_values(target, language),
        }
    for stated in objective.stated:
        yield {"objective": parent, "area": _other_area(stated, plan, language), **_stated(stated, language)}
    for followed in objective.followed:
        yield {
            "objective": parent,
            "indicator": indicators.get(followed.indicator, followed.indicator),
            "group": None if followed.group == TOTAL else groups.get(str(followed.group), str(followed.group)),
        }


def _other_area(target: PlanTarget | StatedTarget, plan: Plan, language: str) -> str | None:
    return None if target.area == plan.area else _area(target.area, language)


def _values(target: PlanTarget, language: str) -> Row:
    milestones = (f"{year}: {number_text(value, language)}" for year, value in target.milestones)
    is_value = target.kind == "value"
    return {
        "baseline_year": target.years.first,
        "baseline": target.baseline,
        "target_year": target.years.last,
        "target": write_wording(target, language),
        "direction": labels("direction", language)[target.direction] if target.direction and is_value else None,
        "tolerance": target.tolerance,
        "example": MARK if target.example else None,
        "milestones": "; ".join(milestones) or None,
        "gap": "; ".join(group_label(group, language) for group in target.gap) or None,
        "id": target.id,
    }


def _stated(stated: StatedTarget, language: str) -> Row:
    answers = {None: None, True: "yes", False: "no"}
    answer = answers[stated.done]
    return {
        "baseline_year": stated.years.first,
        "target_year": stated.years.last,
        "target": write_wording(stated, language),
        **_named(name=stated.name),
        "done": labels("done", language)[answer] if answer else None,
        "id": stated.id,
    }


def _named(**texts: Names) -> dict[str, str]:
    return {f"{key}.{language}": text for key, names in texts.items() for language, text in names.items()}


def _area(code: str, language: str) -> str:
    return in_language(read_areas().by_code[code].name, language)

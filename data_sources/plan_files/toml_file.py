"""A plan as TOML: read with every fault named, written so that reading it again gives the same plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tomlkit import item

from data_sources.areas import read_areas
from data_sources.formats.toml_table import TomlTable
from data_sources.model import TOTAL, Names
from data_sources.plan_files.reading import plan_of
from data_sources.plan_files.workbook.layout import form_languages
from data_sources.plans import Followed, Measure, Objective, Plan, PlanTarget, PriorityArea, StatedTarget


def read_toml(path: Path) -> Plan:
    """Read a plan; `CatalogueError` names file, key and what was expected, one line a fault."""
    plan, faults = plan_of(TomlTable.read(path, path))
    faults.stop()
    return plan


def toml_of(plan: Plan) -> str:
    """Return the plan as TOML."""
    return "\n".join(_lines(_plan(plan))) + "\n"


def _lines(table: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Yield the lines of a table: its values, then the tables of its lists under headings."""
    for key, value in table.items():
        if key == "milestones":
            yield f"{key} = {_inline(value)}"
        elif isinstance(value, dict):
            yield from (f"{key}.{language} = {item(text).as_string()}" for language, text in value.items())
        elif not isinstance(value, tuple):
            yield f"{key} = {item(value).as_string()}"
        elif value and key == "followed":
            yield from ("followed = [", *(f"  {_inline(entry)}," for entry in value), "]")
    for key, value in table.items():
        if isinstance(value, tuple) and key != "followed":
            for entry in value:
                yield from ("", f"[[{path}{key}]]", *_lines(entry, f"{path}{key}."))


def _inline(table: Mapping[str, str | float]) -> str:
    return f"{{ {', '.join(f'{key} = {item(value).as_string()}' for key, value in table.items())} }}"


def _plan(plan: Plan) -> dict[str, Any]:
    head = {"key": plan.key, "area": _slug(plan.area), "first_year": plan.first_year, "last_year": plan.last_year}
    texts = _texts(name=plan.name, goal=plan.goal)
    return head | texts | {"priority": tuple(_priority_area(area, plan) for area in plan.areas)}


def _priority_area(area: PriorityArea, plan: Plan) -> dict[str, Any]:
    objectives = tuple(_objective(objective, plan) for objective in area.objectives)
    return {"id": area.id, **_texts(name=area.name), "objective": objectives}


def _objective(objective: Objective, plan: Plan) -> dict[str, Any]:
    return {
        "id": objective.id,
        **_texts(name=objective.name),
        **_tags(objective.tags),
        "followed": tuple(map(_followed, objective.followed)),
        "measure": tuple(map(_measure, objective.measures)),
        "target": tuple(_target(target, plan) for target in objective.targets),
        "stated": tuple(_stated(stated, plan) for stated in objective.stated),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    texts = _texts(name=measure.name, responsible=measure.responsible, schedule=measure.schedule)
    return {"id": measure.id, **texts, **_tags(measure.tags)}


def _followed(followed: Followed) -> dict[str, str]:
    group = {} if followed.group == TOTAL else {"group": str(followed.group)}
    return {"indicator": followed.indicator, **group}


def _target(target: PlanTarget, plan: Plan) -> dict[str, Any]:
    optional = {
        "baseline_year": target.years.first,
        "baseline": target.baseline,
        "target_year": target.years.last,
        "target": target.target,
        "milestones": {str(year): value for year, value in target.milestones} or None,
        "low": target.low,
        "high": target.high,
        "relation": target.relation,
        "reference_area": target.reference_area and _slug(target.reference_area),
        "percent": target.percent,
        "change": target.change,
        "gap": [str(group) for group in target.gap] or None,
        "direction": target.direction,
        "tolerance": target.tolerance,
        "example": target.example or None,
    }
    group = {} if target.group == TOTAL else {"group": str(target.group)}
    return {"id": target.id, "indicator": target.indicator, **group, **_area(target.area, plan), **_given(optional)}


def _stated(stated: StatedTarget, plan: Plan) -> dict[str, Any]:
    optional = {
        "baseline_year": stated.years.first,
        "target_year": stated.years.last,
        "planned": stated.planned or None,
        "done": stated.done,
    }
    return {"id": stated.id, **_texts(name=stated.name), **_area(stated.area, plan), **_given(optional)}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _area(code: str, plan: Plan) -> dict[str, str]:
    return {} if code == plan.area else {"area": _slug(code)}


def _texts(**texts: Names) -> dict[str, dict[str, str]]:
    """Texts by language; one that a form asks for and the plan lacks is written empty, as a place to fill in."""
    return {
        key: {language: names.get(language, "") for language in dict.fromkeys((*form_languages(), *names))}
        for key, names in texts.items()
        if names
    }


def _tags(tags: tuple[str, ...]) -> dict[str, list[str]]:
    return {"tags": list(tags)} if tags else {}


def _slug(code: str) -> str:
    return read_areas().by_code[code].slug

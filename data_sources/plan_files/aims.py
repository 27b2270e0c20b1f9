"""What a target aims at: the keys of every kind of target, taken from its table, checked one by one and together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, get_args

from data_sources.formats.toml_table import TomlTable
from data_sources.model import DIMENSIONS, Direction, Indicator, PopulationGroup
from data_sources.plan_files.fields import area_of, number_of
from data_sources.plans import PlanTarget, Relation, StatedTarget, TargetDirection, TargetKind

DIRECTIONS: tuple[TargetDirection, ...] = get_args(TargetDirection)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
LARGEST_CHANGE = 1000
"""Per cent of the largest change and of the widest margin around another area."""
OTHERWISE = "nothing, as {why}"
"""What is expected of a key that another key of the target rules out."""

Fault: TypeAlias = tuple[str, str, Mapping[str, object]]
"""The key that is wrong, what was expected of it, and the values of that message."""


@dataclass(frozen=True, slots=True)
class KindOfTarget:
    """The keys that a kind of target may have beside its baseline, and what rules out all other keys."""

    keys: tuple[str, ...]
    why: str


KINDS: Mapping[TargetKind, KindOfTarget] = {
    "gap": KindOfTarget(("gap", "target"), "gap says that a difference between groups should narrow"),
    "relative": KindOfTarget(("relation", "reference_area", "percent"), "relation says where the value should be"),
    "change": KindOfTarget(("change",), "change says how much the value should change"),
    "range": KindOfTarget(("low", "high"), "low and high say where the value should be"),
    "keep": KindOfTarget(("direction", "tolerance"), "direction is keep: the values stay within tolerance of the baseline"),
    "value": KindOfTarget(("direction", "target", "milestones"), "target says which value is aimed at"),
    "direction": KindOfTarget(("direction",), "there is only a direction"),
}
NEEDS = {
    "tolerance": "nothing unless direction is keep",
    "milestones": "nothing without a target, which they lead to",
    "reference_area": "nothing without a relation to the area",
    "percent": "nothing unless relation is within",
}
"""What is expected of a key where only a direction is given, which the key does not belong to."""


def aim_of(
    table: TomlTable, indicator: Indicator | None, group: PopulationGroup, take: Callable[[Callable[[], Any]], Any]
) -> dict[str, Any]:
    """Return what a target aims at, as fields of `PlanTarget`; `take` calls what it gets and notes a `CatalogueError`.

    The numbers are in the indicator's unit, changes and margins around another area in per cent.
    """
    numbers = {key: take(partial(number_of, table, key, indicator)) for key in ("target", "low", "high")}
    return {
        **numbers,
        "milestones": take(lambda: _milestones(table, indicator)) or (),
        "direction": take(lambda: _choice(table, "direction", DIRECTIONS)),
        "tolerance": take(lambda: _positive(table, "tolerance", 1e9)),
        "relation": take(lambda: _choice(table, "relation", RELATIONS)),
        "reference_area": take(lambda: area_of(table, "reference_area").code if table.has("reference_area") else None),
        "percent": take(lambda: _positive(table, "percent", LARGEST_CHANGE)),
        "change": take(lambda: _change(table)),
        "gap": take(lambda: _gap(table, indicator, group)) or (),
    }


def check_aim(table: TomlTable, target: PlanTarget, indicator: Indicator) -> None:
    """Raise the first thing that is wrong with the keys of a target together."""
    fault = next(_faults(target, indicator), None)
    if fault:
        key, expected, values = fault
        raise table.error(key, expected, **values)


def _faults(target: PlanTarget, indicator: Indicator) -> Iterator[Fault]:
    yield from _of_two_kinds(target)
    checks = {"relative": _in_relation, "range": _in_range, "value": _of_value, "direction": _of_direction}
    if target.kind in checks:
        yield from checks[target.kind](target, indicator)


def _of_two_kinds(target: PlanTarget) -> Iterator[Fault]:
    """Yield the keys that do not belong to the target's kind."""
    kind = KINDS[target.kind]
    for key in dict.fromkeys(key for one in KINDS.values() for key in one.keys):
        if key not in kind.keys and getattr(target, key) not in (None, ()):
            yield (key, NEEDS[key], {}) if target.kind == "direction" else (key, OTHERWISE, {"why": kind.why})


def _in_relation(target: PlanTarget, _: Indicator) -> Iterator[Fault]:
    if target.reference_area is None:
        yield "reference_area", "the area that the value is compared with", {}
    elif target.reference_area == target.area:
        yield "reference_area", "another area than the target's own", {}
    if target.relation == "within" and target.percent is None:
        yield "percent", "per cent of the area's value, as relation is within", {}
    elif target.relation != "within" and target.percent is not None:
        yield "percent", NEEDS["percent"], {}


def _in_range(target: PlanTarget, _: Indicator) -> Iterator[Fault]:
    if target.low is not None and target.high is not None and target.low >= target.high:
        yield "high", "a value above the lower limit, {low}", {"low": target.low}


def _of_value(target: PlanTarget, indicator: Indicator) -> Iterator[Fault]:
    yield from _of_direction(target, indicator)
    first, last = target.years.first, target.years.last
    if any(not first < year < last for year, _ in target.milestones):
        yield "milestones", "years after {first} and before {last}, each with its value", {"first": first, "last": last}
    if target.baseline is None or target.target is None:
        return
    direction = target.direction_of(indicator)
    if direction == "lower" and target.target >= target.baseline:
        expected = "a value below the baseline, {baseline}, as lower is better; one above it needs the direction higher"
        yield "target", expected, {"baseline": target.baseline}
    if direction == "higher" and target.target <= target.baseline:
        expected = "a value above the baseline, {baseline}, as higher is better; one below it needs the direction lower"
        yield "target", expected, {"baseline": target.baseline}


def _of_direction(target: PlanTarget, indicator: Indicator) -> Iterator[Fault]:
    if indicator.direction is Direction.NEITHER and target.direction is None:
        expected = "lower, higher or keep, since {indicator} itself has no better direction"
        yield "direction", expected, {"indicator": indicator}


def _choice(table: TomlTable, key: str, choices: tuple[str, ...]) -> str | None:
    return table.choice(key, choices) if table.has(key) else None


def _positive(table: TomlTable, key: str, largest: float) -> float | None:
    if not table.has(key):
        return None
    number = table.number(key, 0, largest)
    if not number:
        raise table.error(key, "a number above 0")
    return number


def _change(table: TomlTable) -> float | None:
    """Return a change in per cent of the baseline, which is not none at all."""
    if not table.has("change"):
        return None
    number = table.number("change", -100, LARGEST_CHANGE)
    if not number:
        raise table.error("change", "a number above or below 0")
    return number


def _milestones(table: TomlTable, indicator: Indicator | None) -> tuple[tuple[int, float], ...]:
    if not table.has("milestones"):
        return ()
    values = table.table("milestones")
    if not values.data or not all(re.fullmatch(r"\d{4}", year) for year in values.data):
        raise table.error("milestones", "values by year, such as { 2027 = 12.0, 2028 = 11.0 }")
    found = {int(year): number_of(values, year, indicator) for year in values.data}
    return tuple((year, value) for year, value in sorted(found.items()) if value is not None)


def _gap(table: TomlTable, indicator: Indicator | None, within: PopulationGroup) -> tuple[PopulationGroup, ...]:
    """Return the groups that are compared: those named, or all those into which a dimension divides the target's group."""
    if not table.has("gap") or indicator is None:
        return ()
    value = table.data["gap"]
    if isinstance(value, str):
        found = groups_by(value, indicator, within)
        if len(found) < len(("one", "another")):
            expected = "a dimension by which {indicator} has groups: {known}"
            raise table.error("gap", expected, indicator=indicator, known=dimensions_of(indicator, within))
        return found
    texts = table.texts("gap")
    try:
        named = tuple(map(PopulationGroup.parse, texts))
    except ValueError as error:
        raise table.error("gap", f"population groups such as sex=female and sex=male ({error})") from None
    if len(named) == 1 or len(set(named)) < len(named) or not set(named) <= set(indicator.groups):
        groups = tuple(group for group in indicator.groups if group.pairs)
        raise table.error("gap", "two or more groups of {indicator}, each once: {groups}", indicator=indicator, groups=groups)
    return named


def groups_by(dimension: str, indicator: Indicator, within: PopulationGroup) -> tuple[PopulationGroup, ...]:
    """Return the groups into which a dimension divides a group of an indicator, in the order of views."""
    return tuple(
        group
        for group in indicator.groups
        if set(group.dimensions) == {*within.dimensions, dimension} and set(within.pairs) < set(group.pairs)
    )


def dimensions_of(indicator: Indicator, within: PopulationGroup) -> tuple[str, ...]:
    """Return the dimensions that divide a group of an indicator into two groups at least."""
    return tuple(dimension for dimension in DIMENSIONS if len(groups_by(dimension, indicator, within)) > 1)


def check_stated(table: TomlTable, target: StatedTarget) -> None:
    """Raise that a target whose indicator is still to come cannot be done or not done."""
    if target.planned and target.done is not None:
        raise table.error("done", OTHERWISE, why="its indicator is still planned")


def answer_of(table: TomlTable) -> bool | None:
    """Return whether a target is done; none where nobody has said so."""
    return table.take("done", bool, "true or false") if table.has("done") else None

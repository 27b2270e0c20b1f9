"""What changed between two versions of a plan, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.text import DASH, Text
from dashboard.text.labels import _
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import PopulationGroup, Unit
from data_sources.plan_files.tags import read_tags
from data_sources.plans import Followed, PlanTarget
from data_sources.plans.changes import FieldChange, PlanChange, PlanPart

PARTS: Mapping[str, str] = {
    "plan": _("Plan"),
    "priority area": _("Priority area"),
    "objective": _("Objective"),
    "measure": _("Measure"),
    "target": _("Target of an indicator"),
    "stated target": _("Target without an indicator"),
    "followed indicator": _("Indicator followed without a target"),
}
FIELDS: Mapping[str, str] = {
    "area": _("area"),
    "baseline": _("baseline"),
    "change": _("change from the baseline"),
    "direction": _("direction"),
    "done": _("done"),
    "example": _("example target"),
    "first_year": _("first year"),
    "gap": _("groups whose difference should narrow"),
    "goal": _("goal"),
    "group": _("population group"),
    "high": _("upper limit"),
    "indicator": _("indicator"),
    "key": _("key"),
    "last_year": _("last year"),
    "low": _("lower limit"),
    "milestones": _("milestones"),
    "name": _("name"),
    "parent": _("place in the plan"),
    "percent": _("per cent"),
    "planned": _("indicator is missing"),
    "reference_area": _("area compared with"),
    "relation": _("in relation to the area compared with"),
    "responsible": _("responsible"),
    "schedule": _("schedule"),
    "tags": _("tags"),
    "target": _("target value"),
    "tolerance": _("tolerance"),
    "years": _("years of baseline and target"),
}
CODES: Mapping[str, str] = {
    "lower": _("should fall"),
    "higher": _("should rise"),
    "keep": _("should stay as it is"),
    "below": _("below"),
    "above": _("above"),
    "within": _("close to"),
}
"""Values of directions and relations."""
QUANTITIES = frozenset({"baseline", "target", "tolerance", "low", "high", "percent", "change"})
"""Fields of a target that are numbers."""
SHARES = frozenset({"percent", "change"})
"""Those of them that are per cent of another value, whatever the indicator's unit."""


def change_texts(change: PlanChange, text: Text) -> tuple[str, list[str]]:
    """Return what changed in a part: "Target: Loneliness", and a phrase for each of its fields."""
    name = _name(change.part, text)
    fields = [_field(change.part, field, text) for field in change.fields]
    return f"{text.t(PARTS[change.part_kind])}: {name}", fields


def _name(part: PlanPart, text: Text) -> str:
    if not isinstance(part, PlanTarget | Followed):
        return text.name(part.name)
    indicator = read_indicators().get(part.indicator)
    name = text.name(indicator.name) if indicator else part.indicator
    return f"{name}, {text.group_text(part.group)}" if part.group.pairs else name


def _field(part: PlanPart, change: FieldChange, text: Text) -> str:
    """Return "Target value: before 92,0 %, now 94,0 %", or that a text was changed in another language only."""
    field = text.capitalise(text.t(FIELDS[change.field]))
    before, after = (_value(part, change.field, value, text) for value in (change.before, change.after))
    if before == after:
        return text.t("{field}: changed in another language", field=field)
    return text.t("{field}: before {before}, now {after}", field=field, before=before, after=after)


def _value(part: PlanPart, field: str, value: Any, text: Text) -> str:
    """Return a value of a field in words; a dash where it has none."""
    if isinstance(value, PopulationGroup):
        return text.group_text(value)
    if value is None or value in ((), {}):
        return DASH
    if isinstance(value, bool):
        return text.t("yes") if value else text.t("no")
    if isinstance(part, PlanTarget) and field in QUANTITIES:
        return _quantity(part, field, value, text)
    if isinstance(part, PlanTarget) and field == "milestones":
        return text.listing(f"{year}: {_quantity(part, field, each, text)}" for year, each in value)
    return FORMS.get(field, _plain)(value, text)


def _quantity(target: PlanTarget, field: str, value: float, text: Text) -> str:
    """Return a value in the indicator's unit, or per cent where the field is a share."""
    indicator = read_indicators().get(target.indicator)
    if field in SHARES:
        return text.value(value, Unit.PERCENT, 1)
    return text.value(value, indicator.unit, indicator.decimals) if indicator else text.number(value, 1)


def _plain(value: Any, text: Text) -> str:
    return text.name(value) if isinstance(value, Mapping) else str(value)


def _indicator_name(value: str, text: Text) -> str:
    found = read_indicators().get(value)
    return text.name(found.name) if found else value


def _tag_names(value: tuple[str, ...], text: Text) -> str:
    return text.listing(text.name(read_tags()[tag].name) if tag in read_tags() else tag for tag in value)


FORMS: Mapping[str, Callable[[Any, Text], str]] = {
    "area": lambda value, text: text.name(read_areas().by_code[value].name),
    "reference_area": lambda value, text: text.name(read_areas().by_code[value].name),
    "direction": lambda value, text: text.t(CODES[value]),
    "relation": lambda value, text: text.t(CODES[value]),
    "gap": lambda value, text: text.listing(text.group_text(group) for group in value),
    "indicator": _indicator_name,
    "tags": _tag_names,
    "years": lambda value, text: text.period(value),
}
"""How the values of a field are written; others are texts by language or plain numbers."""

"""What changed in a plan, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from data_sources.model import PopulationGroup, in_language
from data_sources.plans import Followed, Plan
from data_sources.plans.changes import FieldChange, PlanChange, PlanPart

LANGUAGE = "en"
"""Language of the terminal: texts are shown in it, or in the first that has one."""


def change_lines(changes: Iterable[PlanChange]) -> Iterator[str]:
    """Yield a line for each part: `changed target obesity: target 24.0 -> 23.0; years 2024-2029 -> 2024-2028`."""
    for change in changes:
        told = "; ".join(map(_field, change.fields))
        yield f"{change.kind} {change.part_kind} {_called(change.part)}{f': {told}' if told else ''}".rstrip()


def _called(part: PlanPart) -> str:
    if isinstance(part, Plan):
        return part.key
    return f"{part.indicator} {part.group}" if isinstance(part, Followed) else part.id


def _field(change: FieldChange) -> str:
    return f"{change.field} {_value(change.before)} -> {_value(change.after)}"


def _value(value: object) -> str:
    if value is None or value in ((), {}):
        return "none"
    if isinstance(value, Mapping):
        return repr(in_language(value, LANGUAGE))
    if isinstance(value, PopulationGroup):
        return str(value) or "everybody"
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    return str(value)

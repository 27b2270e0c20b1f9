"""What a target asks for, in a few words that tables, slides and sentences share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.text import MINUS, Text
from data_sources.areas import read_areas
from data_sources.model import Indicator, Unit
from data_sources.plans import PlanTarget, TargetKind


def goal_text(target: PlanTarget, indicator: Indicator, text: Text) -> str:
    """Return what a target asks for, without its year: "9.0%", "falls", "80.0% or more", "the gap narrows"."""
    return _GOALS[target.kind](target, indicator, text)


def short_percent(value: float, text: Text, *, signed: bool = False) -> str:
    """Return a share in per cent with no more decimals than it has, one at most: "5%", "+2.5%"."""
    written = text.value(abs(value), Unit.PERCENT, 0 if round(value, 1) == round(value) else 1)
    return f"{'+' if value > 0 else MINUS}{written}" if signed and value else written


def _value(target: PlanTarget, indicator: Indicator, text: Text) -> str:
    return text.value(target.target or 0, indicator.unit, indicator.decimals)


def _direction(target: PlanTarget, indicator: Indicator, text: Text) -> str:
    return text.t("falls") if target.direction_of(indicator) == "lower" else text.t("rises")


def _keep(target: PlanTarget, indicator: Indicator, text: Text) -> str:
    if target.tolerance is None:
        return text.t("stays as it is")
    tolerance = text.difference(target.tolerance, indicator.unit, indicator.decimals, signed=False)
    return text.t("stays as it is (±{tolerance})", tolerance=tolerance)


def _range(target: PlanTarget, indicator: Indicator, text: Text) -> str:
    unit, decimals = indicator.unit, indicator.decimals
    if target.low is not None and target.high is not None:
        return text.stretch(target.low, target.high, unit, decimals)
    if target.low is not None:
        return text.t("{value} or more", value=text.value(target.low, unit, decimals))
    return text.t("{value} or less", value=text.value(target.high or 0, unit, decimals))


def _relative(target: PlanTarget, _indicator: Indicator, text: Text) -> str:
    area = text.area(read_areas().by_code[target.reference_area or ""])
    if target.relation == "below":
        return text.t("lower than {area.locative}", area=area)
    if target.relation == "above":
        return text.t("higher than {area.locative}", area=area)
    return text.t("±{percent} of the value of {area}", percent=short_percent(target.percent or 0, text), area=area)


def _change(target: PlanTarget, _indicator: Indicator, text: Text) -> str:
    return text.t("{change} from the baseline", change=short_percent(target.change or 0, text, signed=True))


def _gap(target: PlanTarget, indicator: Indicator, text: Text) -> str:
    if target.target is None:
        return text.t("the gap narrows")
    gap = text.difference(target.target, indicator.unit, indicator.decimals, signed=False)
    return text.t("the gap is {gap} or less", gap=gap)


_GOALS: Mapping[TargetKind, Callable[[PlanTarget, Indicator, Text], str]] = {
    "value": _value,
    "direction": _direction,
    "keep": _keep,
    "range": _range,
    "relative": _relative,
    "change": _change,
    "gap": _gap,
}

"""The steps of a target's arithmetic as lines that a reader can follow by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dashboard.analysis.progress import StepCode
from dashboard.text import MINUS, Text
from data_sources.model import Indicator, Unit
from data_sources.plans import PlanTarget

Numbers: TypeAlias = Mapping[str, float]


def possible(value: float, unit: Unit) -> float:
    """Return the nearest possible value in a unit: a share is at most 100, and only an index may be below 0."""
    if unit is Unit.INDEX:
        return value
    return min(max(value, 0.0), 100.0) if unit is Unit.PERCENT else max(value, 0.0)


@dataclass(frozen=True)
class StepText:
    """Formatting of the numbers of the arithmetic in an indicator's unit, or as differences where a target judges such."""

    indicator: Indicator
    text: Text
    target: PlanTarget | None = None

    def value(self, number: float) -> str:
        """Return a value with its unit; a gap without a sign, a difference from another area with one."""
        kind = self.target.kind if self.target else "value"
        if self.in_per_cent:
            return self._deviation(number)
        if kind in {"gap", "relative"}:
            return self.text.difference(number, self.indicator.unit, self.indicator.decimals, signed=kind == "relative")
        return self.text.value(number, self.indicator.unit, self.indicator.decimals)

    @property
    def in_per_cent(self) -> bool:
        """True where values are deviations from another area's value, in per cent of it."""
        return self.target is not None and self.target.relation == "within"

    def _deviation(self, number: float) -> str:
        written = self.text.value(abs(number), Unit.PERCENT, 1)
        return written if not round(number, 1) else f"{'+' if number > 0 else MINUS}{written}"

    def change(self, number: float, *, yearly: bool = False) -> str:
        """Return a signed difference; a yearly one has an extra decimal, since it is small."""
        if self.in_per_cent:
            return self.value(number)
        return self.text.difference(number, self.indicator.unit, self.indicator.decimals + yearly)

    def size(self, number: float) -> str:
        """Return the size of a difference, without its sign."""
        if self.in_per_cent:
            return self.text.value(abs(number), Unit.PERCENT, 1)
        return self.text.difference(number, self.indicator.unit, self.indicator.decimals, signed=False)

    def yearly(self, number: float) -> str:
        """Return a change per year as a bare number for a formula."""
        return self.text.number(number, self.indicator.decimals + 1)

    def bare(self, number: float) -> str:
        """Return a number for a formula, without unit."""
        return self.text.number(number, self.indicator.decimals)

    def percent(self, share: float) -> str:
        """Return a share of 1 in per cent, to whole numbers."""
        return self.text.value(share * 100, Unit.PERCENT, 0)

    def interval(self, low: float, high: float, decimals: int) -> str:
        """Return a 95 % interval in brackets, with the space before them."""
        return f" ({self.text.t('95% confidence interval {interval}', interval=self.text.interval(low, high, decimals))})"

    def shares(self, numbers: Numbers) -> str:
        """Return the interval of a pace, in percent, or nothing where it is unknown."""
        return self.interval(numbers["pace_low"] * 100, numbers["pace_high"] * 100, 0) if "pace_low" in numbers else ""


def _baseline(writer: StepText, numbers: Numbers) -> str:
    return writer.text.t(
        "Baseline: {value} ({year})", value=writer.value(numbers["baseline"]), year=round(numbers["baseline_year"])
    )


def _assessed(writer: StepText, numbers: Numbers) -> str:
    return writer.text.t(
        "Value assessed: {value} ({year})", value=writer.value(numbers["value"]), year=round(numbers["value_year"])
    )


def _target(writer: StepText, numbers: Numbers) -> str:
    return writer.text.t("Target: {value} ({year})", value=writer.value(numbers["target"]), year=round(numbers["target_year"]))


def _corridor(writer: StepText, numbers: Numbers) -> str:
    return writer.text.t(
        "Level to keep: {baseline} ± {tolerance}, that is {low_to_high}",
        baseline=writer.bare(numbers["baseline"]),
        tolerance=writer.bare(numbers["tolerance"]),
        low_to_high=writer.text.stretch(numbers["low"], numbers["high"], writer.indicator.unit, writer.indicator.decimals),
    )


def _range(writer: StepText, numbers: Numbers) -> str:
    text = writer.text
    if "high" not in numbers:
        return text.t("Level to stay at: {value} or more", value=writer.value(numbers["low"]))
    if "low" not in numbers:
        return text.t("Level to stay at: {value} or less", value=writer.value(numbers["high"]))
    low, high = writer.value(numbers["low"]), writer.value(numbers["high"])
    return text.t("Level to stay at: from {low} to {high}", low=low, high=high)


def _own_variation(writer: StepText, numbers: Numbers) -> str:
    return writer.text.t("What the series does by itself: ±{size}", size=writer.size(numbers["own_variation"]))


def change_line(writer: StepText, numbers: Numbers) -> str:
    """Return the change since the baseline as a formula with its result."""
    formula = f"{writer.bare(numbers['value'])} {MINUS} {writer.bare(numbers['baseline'])}"
    return writer.text.t("Change: {formula} = {result}", formula=formula, result=writer.change(numbers["change"]))


def _margin(writer: StepText, numbers: Numbers) -> str:
    formula = f"√({writer.bare(numbers['baseline_margin'])}² + {writer.bare(numbers['value_margin'])}²)"
    return writer.text.t(
        "Margin of error of the change: {formula} = {result}", formula=formula, result=writer.size(numbers["margin"])
    )


def _gap(writer: StepText, numbers: Numbers) -> str:
    formula = f"{writer.bare(numbers['value'])} {MINUS} {writer.bare(numbers['target'])}"
    return writer.text.t("Distance from the target: {formula} = {result}", formula=formula, result=writer.change(numbers["gap"]))


def _actual(writer: StepText, numbers: Numbers) -> str:
    formula = f"{writer.bare(numbers['change'])} / {round(numbers['value_year'] - numbers['baseline_year'])}"
    return writer.text.t(
        "So far per year: {formula} = {result}", formula=formula, result=writer.change(numbers["actual"], yearly=True)
    )


def _required(writer: StepText, numbers: Numbers) -> str:
    years = round(numbers["target_year"] - numbers["baseline_year"])
    formula = f"({writer.bare(numbers['target'])} {MINUS} {writer.bare(numbers['baseline'])}) / {years}"
    return writer.text.t(
        "Required per year: {formula} = {result}", formula=formula, result=writer.change(numbers["required"], yearly=True)
    )


def _pace(writer: StepText, numbers: Numbers) -> str:
    formula = f"{writer.yearly(numbers['actual'])} / {writer.yearly(numbers['required'])}"
    line = writer.text.t(
        "Pace: {formula} = {result} of the required pace", formula=formula, result=writer.percent(numbers["pace"])
    )
    return line + writer.shares(numbers)


def _required_now(writer: StepText, numbers: Numbers) -> str:
    return writer.text.t(
        "Required level in {year}: {formula} = {result}",
        year=round(numbers["value_year"]),
        formula=_onward(writer, numbers, "required", "value_year"),
        result=writer.value(numbers["required_now"]),
    )


def _projected(writer: StepText, numbers: Numbers) -> str:
    line = writer.text.t(
        "At the present pace in {year}: {formula} = {result}",
        year=round(numbers["target_year"]),
        formula=_onward(writer, numbers, "actual", "target_year"),
        result=writer.value(numbers["projected"]),
    )
    if "projected_low" not in numbers:
        return line
    low, high = (possible(numbers[f"projected_{end}"], writer.indicator.unit) for end in ("low", "high"))
    return line + writer.interval(low, high, writer.indicator.decimals)


def _onward(writer: StepText, numbers: Numbers, rate: str, year: str) -> str:
    """Return baseline + years · change a year, a negative one in brackets."""
    yearly = writer.yearly(numbers[rate])
    factor = f"({yearly})" if yearly.startswith(MINUS) else yearly
    return (
        f"{writer.bare(numbers['baseline'])} + {round(numbers[year] - numbers['baseline_year'])} \N{MULTIPLICATION SIGN} {factor}"
    )


def _age(writer: StepText, numbers: Numbers) -> str:
    return writer.text.t(
        "The newest value is from {year}, {age} years old; it may be {limit} years old at most.",
        year=round(numbers["newest_year"]),
        age=round(numbers["age"]),
        limit=round(numbers["limit"]),
    )


STEPS: Mapping[StepCode, Callable[[StepText, Numbers], str]] = {
    StepCode.BASELINE: _baseline,
    StepCode.ASSESSED: _assessed,
    StepCode.TARGET: _target,
    StepCode.CORRIDOR: _corridor,
    StepCode.RANGE: _range,
    StepCode.CHANGE: change_line,
    StepCode.MARGIN: _margin,
    StepCode.GAP: _gap,
    StepCode.ACTUAL: _actual,
    StepCode.REQUIRED: _required,
    StepCode.PACE: _pace,
    StepCode.REQUIRED_NOW: _required_now,
    StepCode.PROJECTED: _projected,
    StepCode.OWN_VARIATION: _own_variation,
    StepCode.AGE: _age,
}

"""The steps of a target's arithmetic as lines that a reader can follow by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dashboard.analysis.progress import StepCode
from dashboard.text import MINUS, Text
from data_sources.model import Indicator, Unit

Numbers: TypeAlias = Mapping[str, float]


def possible(value: float, unit: Unit) -> float:
    """Return the nearest value that a unit allows: no share is above 100, only an index is below 0."""
    if unit is Unit.INDEX:
        return value
    return min(max(value, 0.0), 100.0) if unit is Unit.PERCENT else max(value, 0.0)


@dataclass(frozen=True)
class StepText:
    """Numbers of the arithmetic in an indicator's unit."""

    indicator: Indicator
    text: Text

    def value(self, number: float) -> str:
        """Return a value with its unit."""
        return self.text.value(number, self.indicator.unit, self.indicator.decimals)

    def change(self, number: float, *, yearly: bool = False) -> str:
        """Return a signed difference; one per year has a decimal more, since it is small."""
        return self.text.difference(number, self.indicator.unit, self.indicator.decimals + yearly)

    def size(self, number: float) -> str:
        """Return the size of a difference, without its sign."""
        return self.text.difference(number, self.indicator.unit, self.indicator.decimals, signed=False)

    def yearly(self, number: float) -> str:
        """Return a change per year as a bare number for a formula."""
        return self.text.number(number, self.indicator.decimals + 1)

    def bare(self, number: float) -> str:
        """Return a number as a formula has it, without unit."""
        return self.text.number(number, self.indicator.decimals)

    def percent(self, share: float) -> str:
        """Return a share of 1 in per cent, to whole numbers."""
        return self.text.value(share * 100, Unit.PERCENT, 0)

    def interval(self, low: float, high: float, decimals: int) -> str:
        """Return a 95 % interval in brackets, with the space before them."""
        return f" ({self.text.t('95% confidence interval {interval}', interval=self.text.interval(low, high, decimals))})"

    def shares(self, of: Numbers) -> str:
        """Return the interval of a pace, in percent, or nothing where it is not known."""
        return self.interval(of["pace_low"] * 100, of["pace_high"] * 100, 0) if "pace_low" in of else ""


def _baseline(said: StepText, of: Numbers) -> str:
    return said.text.t("Baseline: {value} ({year})", value=said.value(of["baseline"]), year=round(of["baseline_year"]))


def _figure(said: StepText, of: Numbers) -> str:
    return said.text.t("Value assessed: {value} ({year})", value=said.value(of["figure"]), year=round(of["figure_year"]))


def _target(said: StepText, of: Numbers) -> str:
    return said.text.t("Target: {value} ({year})", value=said.value(of["target"]), year=round(of["target_year"]))


def _corridor(said: StepText, of: Numbers) -> str:
    return said.text.t(
        "Level to keep: {baseline} ± {tolerance}, that is {low_to_high}",
        baseline=said.bare(of["baseline"]),
        tolerance=said.bare(of["tolerance"]),
        low_to_high=said.text.stretch(of["low"], of["high"], said.indicator.unit, said.indicator.decimals),
    )


def change_line(said: StepText, of: Numbers) -> str:
    """Return the change since the baseline as a formula with its result."""
    formula = f"{said.bare(of['figure'])} {MINUS} {said.bare(of['baseline'])}"
    return said.text.t("Change: {formula} = {result}", formula=formula, result=said.change(of["change"]))


def _margin(said: StepText, of: Numbers) -> str:
    formula = f"√({said.bare(of['baseline_margin'])}² + {said.bare(of['figure_margin'])}²)"
    return said.text.t("Margin of error of the change: {formula} = {result}", formula=formula, result=said.size(of["margin"]))


def _gap(said: StepText, of: Numbers) -> str:
    formula = f"{said.bare(of['figure'])} {MINUS} {said.bare(of['target'])}"
    return said.text.t("Distance from the target: {formula} = {result}", formula=formula, result=said.change(of["gap"]))


def _actual(said: StepText, of: Numbers) -> str:
    formula = f"{said.bare(of['change'])} / {round(of['figure_year'] - of['baseline_year'])}"
    return said.text.t("So far per year: {formula} = {result}", formula=formula, result=said.change(of["actual"], yearly=True))


def _required(said: StepText, of: Numbers) -> str:
    years = round(of["target_year"] - of["baseline_year"])
    formula = f"({said.bare(of['target'])} {MINUS} {said.bare(of['baseline'])}) / {years}"
    return said.text.t(
        "Required per year: {formula} = {result}", formula=formula, result=said.change(of["required"], yearly=True)
    )


def _pace(said: StepText, of: Numbers) -> str:
    formula = f"{said.yearly(of['actual'])} / {said.yearly(of['required'])}"
    line = said.text.t("Pace: {formula} = {result} of the required pace", formula=formula, result=said.percent(of["pace"]))
    return line + said.shares(of)


def _required_now(said: StepText, of: Numbers) -> str:
    return said.text.t(
        "Required level in {year}: {formula} = {result}",
        year=round(of["figure_year"]),
        formula=_onward(said, of, "required", "figure_year"),
        result=said.value(of["required_now"]),
    )


def _projected(said: StepText, of: Numbers) -> str:
    line = said.text.t(
        "At the present pace in {year}: {formula} = {result}",
        year=round(of["target_year"]),
        formula=_onward(said, of, "actual", "target_year"),
        result=said.value(of["projected"]),
    )
    if "projected_low" not in of:
        return line
    low, high = (possible(of[f"projected_{end}"], said.indicator.unit) for end in ("low", "high"))
    return line + said.interval(low, high, said.indicator.decimals)


def _onward(said: StepText, of: Numbers, rate: str, year: str) -> str:
    """Return baseline + years · change a year, a negative one in brackets."""
    yearly = said.yearly(of[rate])
    factor = f"({yearly})" if yearly.startswith(MINUS) else yearly
    return f"{said.bare(of['baseline'])} + {round(of[year] - of['baseline_year'])} \N{MULTIPLICATION SIGN} {factor}"


def _age(said: StepText, of: Numbers) -> str:
    return said.text.t(
        "The newest value is from {year}, {age} years old; it may be {limit} years old at most.",
        year=round(of["newest_year"]),
        age=round(of["age"]),
        limit=round(of["limit"]),
    )


STEPS: Mapping[StepCode, Callable[[StepText, Numbers], str]] = {
    StepCode.BASELINE: _baseline,
    StepCode.FIGURE: _figure,
    StepCode.TARGET: _target,
    StepCode.CORRIDOR: _corridor,
    StepCode.CHANGE: change_line,
    StepCode.MARGIN: _margin,
    StepCode.GAP: _gap,
    StepCode.ACTUAL: _actual,
    StepCode.REQUIRED: _required,
    StepCode.PACE: _pace,
    StepCode.REQUIRED_NOW: _required_now,
    StepCode.PROJECTED: _projected,
    StepCode.AGE: _age,
}

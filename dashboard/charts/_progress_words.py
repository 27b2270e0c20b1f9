"""Progress towards a target in words: its status, why, and the arithmetic that a reader can follow by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.analysis import Reason
from dashboard.analysis.progress import Flag, Progress, Status, Step, StepCode
from dashboard.text import MINUS, Text
from data_sources.model import Indicator, Unit

BY_PACE = (Status.ON_TRACK, Status.TOO_SLOW, Status.FAR_BEHIND, Status.WRONG_DIRECTION)
"""Statuses that the pace decides."""
AWAITED = (Status.WAITING, Status.OUT_OF_DATE)
"""Statuses that a new figure would end."""


def status_words(progress: Progress, text: Text) -> str:
    """Return the name of the status, and that it is uncertain where it is: "liian hidasta, epävarma"."""
    words = text.progress_status(progress.status)
    unsaid = progress.uncertain and progress.status not in {Status.ACHIEVED_UNCERTAIN, Status.NOT_YET_CERTAIN}
    return text.t("{status}, uncertain", status=words) if unsaid else words


def summary(progress: Progress, indicator: Indicator, text: Text) -> list[str]:
    """Return the arithmetic in short, then what makes the status uncertain or impossible, as sentences."""
    said = _Words(indicator, text)
    return [
        *_outcome(progress, said),
        *_reason(progress, text),
        *_next(progress, text),
        *_uncertainty(progress, said),
        *_flags(progress, text),
    ]


def arithmetic_lines(progress: Progress, indicator: Indicator, text: Text) -> list[str]:
    """Return every step of the arithmetic as a line, then reason, uncertainty and flags as sentences."""
    said = _Words(indicator, text)
    steps = [_STEPS[step.code](said, step.numbers) for step in progress.arithmetic]
    return [*steps, *_reason(progress, text), *_next(progress, text), *_uncertainty(progress, said), *_flags(progress, text)]


@dataclass(frozen=True)
class _Words:
    """Numbers of the arithmetic in an indicator's unit."""

    indicator: Indicator
    text: Text

    def value(self, number: float) -> str:
        return self.text.value(number, self.indicator.unit, self.indicator.decimals)

    def change(self, number: float, *, yearly: bool = False) -> str:
        """Return a signed difference; one per year has a decimal more, since it is small."""
        return self.text.difference(number, self.indicator.unit, self.indicator.decimals + yearly)

    def size(self, number: float) -> str:
        return self.text.difference(number, self.indicator.unit, self.indicator.decimals, signed=False)

    def yearly(self, number: float) -> str:
        """Return a change per year as a bare number for a formula."""
        return self.text.number(number, self.indicator.decimals + 1)

    def bare(self, number: float) -> str:
        return self.text.number(number, self.indicator.decimals)

    def percent(self, share: float) -> str:
        return self.text.value(share * 100, Unit.PERCENT, 0)


Numbers = Mapping[str, float]


def _baseline(said: _Words, of: Numbers) -> str:
    return said.text.t("Baseline: {value} ({year})", value=said.value(of["baseline"]), year=round(of["baseline_year"]))


def _figure(said: _Words, of: Numbers) -> str:
    return said.text.t("Figure assessed: {value} ({year})", value=said.value(of["figure"]), year=round(of["figure_year"]))


def _target(said: _Words, of: Numbers) -> str:
    return said.text.t("Target: {value} ({year})", value=said.value(of["target"]), year=round(of["target_year"]))


def _corridor(said: _Words, of: Numbers) -> str:
    return said.text.t(
        "Level to keep: {baseline} ± {tolerance}, that is {low_to_high}",
        baseline=said.bare(of["baseline"]),
        tolerance=said.bare(of["tolerance"]),
        low_to_high=said.text.stretch(of["low"], of["high"], said.indicator.unit, said.indicator.decimals),
    )


def _change(said: _Words, of: Numbers) -> str:
    formula = f"{said.bare(of['figure'])} {MINUS} {said.bare(of['baseline'])}"
    return said.text.t("Change: {formula} = {result}", formula=formula, result=said.change(of["change"]))


def _margin(said: _Words, of: Numbers) -> str:
    formula = f"√({said.bare(of['baseline_margin'])}² + {said.bare(of['figure_margin'])}²)"
    return said.text.t("Margin of error of the change: {formula} = {result}", formula=formula, result=said.size(of["margin"]))


def _gap(said: _Words, of: Numbers) -> str:
    formula = f"{said.bare(of['figure'])} {MINUS} {said.bare(of['target'])}"
    return said.text.t("Distance from the target: {formula} = {result}", formula=formula, result=said.change(of["gap"]))


def _actual(said: _Words, of: Numbers) -> str:
    formula = f"{said.bare(of['change'])} / {round(of['figure_year'] - of['baseline_year'])}"
    return said.text.t("So far per year: {formula} = {result}", formula=formula, result=said.change(of["actual"], yearly=True))


def _required(said: _Words, of: Numbers) -> str:
    years = round(of["target_year"] - of["baseline_year"])
    formula = f"({said.bare(of['target'])} {MINUS} {said.bare(of['baseline'])}) / {years}"
    return said.text.t(
        "Required per year: {formula} = {result}", formula=formula, result=said.change(of["required"], yearly=True)
    )


def _pace(said: _Words, of: Numbers) -> str:
    formula = f"{said.yearly(of['actual'])} / {said.yearly(of['required'])}"
    return said.text.t("Pace: {formula} = {result} of the required pace", formula=formula, result=said.percent(of["pace"]))


def _required_now(said: _Words, of: Numbers) -> str:
    return said.text.t(
        "Required level in {year}: {formula} = {result}",
        year=round(of["figure_year"]),
        formula=_onward(said, of, "required", "figure_year"),
        result=said.value(of["required_now"]),
    )


def _projected(said: _Words, of: Numbers) -> str:
    return said.text.t(
        "At the present pace in {year}: {formula} = {result}",
        year=round(of["target_year"]),
        formula=_onward(said, of, "actual", "target_year"),
        result=said.value(of["projected"]),
    )


def _onward(said: _Words, of: Numbers, rate: str, year: str) -> str:
    """Return baseline + years · change a year, a negative one in brackets."""
    yearly = said.yearly(of[rate])
    factor = f"({yearly})" if yearly.startswith(MINUS) else yearly
    return f"{said.bare(of['baseline'])} + {round(of[year] - of['baseline_year'])} \N{MULTIPLICATION SIGN} {factor}"


def _age(said: _Words, of: Numbers) -> str:
    return said.text.t(
        "The newest figure is from {year}, {age} years old; it may be {limit} years old at most.",
        year=round(of["newest_year"]),
        age=round(of["age"]),
        limit=round(of["limit"]),
    )


_STEPS: Mapping[StepCode, Callable[[_Words, Numbers], str]] = {
    StepCode.BASELINE: _baseline,
    StepCode.FIGURE: _figure,
    StepCode.TARGET: _target,
    StepCode.CORRIDOR: _corridor,
    StepCode.CHANGE: _change,
    StepCode.MARGIN: _margin,
    StepCode.GAP: _gap,
    StepCode.ACTUAL: _actual,
    StepCode.REQUIRED: _required,
    StepCode.PACE: _pace,
    StepCode.REQUIRED_NOW: _required_now,
    StepCode.PROJECTED: _projected,
    StepCode.AGE: _age,
}


def _outcome(progress: Progress, said: _Words) -> list[str]:
    """Return what the status is computed from, in one sentence."""
    steps = {step.code: step for step in progress.arithmetic}
    lines = [_STEPS[step.code](said, step.numbers).rstrip(".") for step in progress.arithmetic if step.code in _SHORT]
    if progress.status in BY_PACE:
        lines = [_STEPS[code](said, steps[code].numbers) for code in (StepCode.BASELINE, StepCode.TARGET)]
        lines.append(_paces(progress, steps, said))
    elif StepCode.CHANGE in steps and StepCode.TARGET not in steps:
        lines.append(_change(said, steps[StepCode.CHANGE].numbers))
    return [f"{'; '.join([lines[0], *(_lowered(line) for line in lines[1:])])}."] if lines else []


_SHORT = (StepCode.BASELINE, StepCode.TARGET, StepCode.CORRIDOR, StepCode.FIGURE, StepCode.GAP, StepCode.AGE)
"""Steps that say it all where the pace does not matter."""


def _paces(progress: Progress, steps: Mapping[StepCode, Step], said: _Words) -> str:
    required = said.change(steps[StepCode.REQUIRED].numbers["required"], yearly=True)
    actual = said.change(steps[StepCode.ACTUAL].numbers["actual"], yearly=True)
    if progress.status is Status.WRONG_DIRECTION:
        return said.text.t("required {required} a year, so far {actual} a year", required=required, actual=actual)
    return said.text.t(
        "required {required} a year, so far {actual} a year, that is {share} of the required pace",
        required=required,
        actual=actual,
        share=said.percent(progress.pace or 0),
    )


def _lowered(line: str) -> str:
    return line[:1].lower() + line[1:]


def _reason(progress: Progress, text: Text) -> list[str]:
    reasons = {
        Reason.NO_BASELINE_FIGURE: text.t("There is no figure within two years of the baseline year."),
        Reason.TARGET_YEAR: text.t("The year of the target is not after that of the baseline."),
        Reason.TARGET_EQUALS_BASELINE: text.t("The target equals the baseline."),
        Reason.TARGET_WRONG_SIDE: text.t("The target is worse than the baseline."),
        Reason.NO_TOLERANCE: text.t("The target does not say how closely the level is to be kept."),
        Reason.NO_FIGURE_YET: text.t("There is no figure after the baseline yet."),
    }
    known = next((words for reason, words in reasons.items() if reason == progress.reason), "")
    return [known] if known else []


def _next(progress: Progress, text: Text) -> list[str]:
    if progress.status not in AWAITED or progress.next_expected is None:
        return []
    return [text.t("The next figure is expected for {year}.", year=progress.next_expected)]


def _uncertainty(progress: Progress, said: _Words) -> list[str]:
    if not progress.uncertain:
        return []
    text = said.text
    margin = next((step.numbers["margin"] for step in progress.arithmetic if step.code is StepCode.MARGIN), None)
    if progress.status in {*BY_PACE, Status.NOT_YET_CERTAIN}:
        if margin is None:
            return [text.t("The change is within the margin of error.")]
        return [text.t("The change is within the margin of error (±{margin}).", margin=said.size(margin))]
    if progress.status in {Status.KEPT, Status.LEFT_FOR_BETTER, Status.LEFT_FOR_WORSE}:
        return [text.t("The confidence interval of the figure reaches over an edge of the level to keep.")]
    return [text.t("The confidence interval of the figure reaches to both sides of the target.")]


def _flags(progress: Progress, text: Text) -> list[str]:
    year = progress.baseline.year if progress.baseline else 0
    flags = {
        Flag.LATER_BASELINE: text.t("The baseline year has no figure: the baseline is that of {year}.", year=year),
        Flag.EARLIER_BASELINE: text.t("The baseline year has no figure: the baseline is that of {year}.", year=year),
        Flag.NO_MARGIN: text.t("There is no margin of error, so the certainty of the status cannot be assessed."),
        Flag.NO_BETTER_SIDE: text.t("Neither side of the level to keep is better, so leaving it counts as worse."),
    }
    return [flags[flag] for flag in progress.flags]

"""Sentences of the progress towards a target: its status, the reason, and arithmetic that a reader can check."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.analysis import Reason
from dashboard.analysis.progress import Flag, Progress, Status, Step, StepCode
from dashboard.monitoring.arithmetic_text import STEPS, StepText, change_line
from dashboard.text import Text
from data_sources.areas import read_areas
from data_sources.model import Indicator
from data_sources.plans import PlanTarget

BY_PACE = (Status.ON_TRACK, Status.TOO_SLOW, Status.FAR_BEHIND, Status.WRONG_DIRECTION)
"""Statuses that the pace decides."""
AWAITED = (Status.WAITING, Status.OUT_OF_DATE, Status.TOO_EARLY)
"""Statuses that a new value would end."""
SURELY_FASTER = 2
"""Share of the required pace: an interval from below 0 to above it says nothing about the pace."""


def status_text(progress: Progress, text: Text) -> str:
    """Return the label of the status, marked where it is uncertain: "too slow, uncertain"."""
    status = text.progress_status(progress.status)
    unsaid = progress.uncertain and progress.status not in {Status.ACHIEVED_UNCERTAIN, Status.NOT_YET_CERTAIN}
    return text.t("{status}, uncertain", status=status) if unsaid else status


def summary(progress: Progress, indicator: Indicator, text: Text, target: PlanTarget | None = None) -> list[str]:
    """Return the arithmetic in short, then why the status is uncertain or not assessable, as sentences."""
    writer = StepText(indicator, text, target)
    return [
        *_judged(writer),
        *_outcome(progress, writer),
        *_reason(progress, text),
        *_next(progress, text),
        *_uncertainty(progress, writer),
        *_flags(progress, text),
    ]


def arithmetic_lines(progress: Progress, indicator: Indicator, text: Text, target: PlanTarget | None = None) -> list[str]:
    """Return every step of the arithmetic as a line, then reason, uncertainty and flags as sentences."""
    writer = StepText(indicator, text, target)
    steps = [STEPS[step.code](writer, step.numbers) for step in progress.arithmetic]
    return [
        *_judged(writer),
        *steps,
        *_reason(progress, text),
        *_next(progress, text),
        *_uncertainty(progress, writer),
        *_flags(progress, text),
    ]


def _judged(writer: StepText) -> list[str]:
    """Return what is judged where it is not the indicator's own value."""
    text, target = writer.text, writer.target
    if target is None:
        return []
    if target.gap:
        groups = text.listing(text.group_text(group) for group in target.gap)
        return [text.t("The gap between {groups} is judged: the highest minus the lowest value of a year.", groups=groups)]
    if target.reference_area is None:
        return []
    area = text.area(read_areas().by_code[target.reference_area])
    if writer.in_per_cent:
        return [text.t("The deviation from the value of {area} in the same year is judged, in per cent of it.", area=area)]
    return [text.t("The difference from the value of {area} in the same year is judged.", area=area)]


def _outcome(progress: Progress, writer: StepText) -> list[str]:
    """Return the basis of the status in one sentence."""
    steps = {step.code: step for step in progress.arithmetic}
    lines = [STEPS[step.code](writer, step.numbers).rstrip(".") for step in progress.arithmetic if step.code in _SHORT]
    if progress.status in BY_PACE:
        lines = [STEPS[code](writer, steps[code].numbers) for code in (StepCode.BASELINE, StepCode.TARGET)]
        lines.append(_paces(progress, steps, writer))
    elif StepCode.CHANGE in steps and StepCode.TARGET not in steps:
        lines.append(change_line(writer, steps[StepCode.CHANGE].numbers))
    return [f"{'; '.join([lines[0], *(_lowered(line) for line in lines[1:])])}."] if lines else []


_SHORT = (StepCode.BASELINE, StepCode.TARGET, StepCode.CORRIDOR, StepCode.RANGE, StepCode.ASSESSED, StepCode.GAP, StepCode.AGE)
"""Steps that suffice where the pace does not decide."""


def _paces(progress: Progress, steps: Mapping[StepCode, Step], writer: StepText) -> str:
    required = writer.change(steps[StepCode.REQUIRED].numbers["required"], yearly=True)
    actual = writer.change(steps[StepCode.ACTUAL].numbers["actual"], yearly=True)
    if progress.status is Status.WRONG_DIRECTION:
        return writer.text.t("required {required} a year, so far {actual} a year", required=required, actual=actual)
    line = writer.text.t(
        "required {required} a year, so far {actual} a year, that is {share} of the required pace",
        required=required,
        actual=actual,
        share=writer.percent(progress.pace or 0),
    )
    if progress.pace_interval and progress.pace_interval[0] < 0 and progress.pace_interval[1] > SURELY_FASTER:
        return writer.text.t(
            "required {required} a year, so far {actual} a year; its margin of error is too wide to assess the pace",
            required=required,
            actual=actual,
        )
    return line + writer.shares(steps[StepCode.PACE].numbers)


def _lowered(line: str) -> str:
    return line[:1].lower() + line[1:]


def _reason(progress: Progress, text: Text) -> list[str]:
    reasons = {
        Reason.NO_BASELINE_VALUE: text.t("There is no value within two years of the baseline year."),
        Reason.TARGET_YEAR: text.t("The year of the target is not after that of the baseline."),
        Reason.TARGET_EQUALS_BASELINE: text.t("The target equals the baseline."),
        Reason.TARGET_WRONG_SIDE: text.t("The target is worse than the baseline."),
        Reason.NO_TOLERANCE: text.t("The target does not say how closely the level is to be kept."),
        Reason.NO_VALUE_YET: text.t("There is no value after the baseline yet."),
        Reason.WITHIN_OWN_VARIATION: text.t("The change is not larger than what the series does by itself from year to year."),
        Reason.OWN_VARIATION_UNKNOWN: text.t(
            "There is one value since the baseline and no margin of error: it cannot be told from chance yet."
        ),
        Reason.NO_DATA: text.t("There are no values for the target yet."),
        Reason.SUPPRESSED: text.t("The values are suppressed to protect privacy, so the target is not judged."),
        Reason.NO_DIRECTION: text.t("Neither the plan nor the indicator says which direction is better."),
    }
    known = next((sentence for reason, sentence in reasons.items() if reason == progress.reason), "")
    return [known] if known else []


def _next(progress: Progress, text: Text) -> list[str]:
    if progress.status not in AWAITED or progress.next_expected is None:
        return []
    if progress.status is Status.OUT_OF_DATE:
        return [text.t("No newer value has been published.")]
    return [text.t("The next value is expected for {year}.", year=progress.next_expected)]


def _uncertainty(progress: Progress, writer: StepText) -> list[str]:
    if not progress.uncertain:
        return []
    text = writer.text
    margin = next((step.numbers["margin"] for step in progress.arithmetic if step.code is StepCode.MARGIN), None)
    if progress.status in {*BY_PACE, Status.NOT_YET_CERTAIN}:
        if margin is None:
            return [text.t("The change is within the margin of error.")]
        return [text.t("The change is within the margin of error (±{margin}).", margin=writer.size(margin))]
    if progress.status in {Status.KEPT, Status.LEFT_FOR_BETTER, Status.LEFT_FOR_WORSE}:
        return [text.t("The confidence interval of the value reaches over an edge of the level to keep.")]
    return [text.t("The confidence interval of the value reaches to both sides of the target.")]


def _flags(progress: Progress, text: Text) -> list[str]:
    year = progress.baseline.year if progress.baseline else 0
    flags = {
        Flag.LATER_BASELINE: text.t("The baseline year has no value: the baseline is that of {year}.", year=year),
        Flag.EARLIER_BASELINE: text.t("The baseline year has no value: the baseline is that of {year}.", year=year),
        Flag.NO_MARGIN: text.t("There is no margin of error, so the certainty of the status cannot be assessed."),
        Flag.OWN_VARIATION: text.t(
            "There is no margin of error; the status is judged by how much the series varies by itself from year to year."
        ),
        Flag.NO_BETTER_SIDE: text.t("Neither side of the level to keep is better, so leaving it counts as worse."),
    }
    return [flags[flag] for flag in progress.flags]

"""Progress towards a target in words: its status, why, and the arithmetic that a reader can follow by hand."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.analysis import Reason
from dashboard.analysis.progress import Flag, Progress, Status, Step, StepCode
from dashboard.monitoring.arithmetic_text import STEPS, StepText, change_line
from dashboard.text import Text
from data_sources.model import Indicator

BY_PACE = (Status.ON_TRACK, Status.TOO_SLOW, Status.FAR_BEHIND, Status.WRONG_DIRECTION)
"""Statuses that the pace decides."""
AWAITED = (Status.WAITING, Status.OUT_OF_DATE)
"""Statuses that a new value would end."""


def status_words(progress: Progress, text: Text) -> str:
    """Return the name of the status, and that it is uncertain where it is: "too slow, uncertain"."""
    words = text.progress_status(progress.status)
    unsaid = progress.uncertain and progress.status not in {Status.ACHIEVED_UNCERTAIN, Status.NOT_YET_CERTAIN}
    return text.t("{status}, uncertain", status=words) if unsaid else words


def summary(progress: Progress, indicator: Indicator, text: Text) -> list[str]:
    """Return the arithmetic in short, then what makes the status uncertain or impossible, as sentences."""
    said = StepText(indicator, text)
    return [
        *_outcome(progress, said),
        *_reason(progress, text),
        *_next(progress, text),
        *_uncertainty(progress, said),
        *_flags(progress, text),
    ]


def arithmetic_lines(progress: Progress, indicator: Indicator, text: Text) -> list[str]:
    """Return every step of the arithmetic as a line, then reason, uncertainty and flags as sentences."""
    said = StepText(indicator, text)
    steps = [STEPS[step.code](said, step.numbers) for step in progress.arithmetic]
    return [*steps, *_reason(progress, text), *_next(progress, text), *_uncertainty(progress, said), *_flags(progress, text)]


def _outcome(progress: Progress, said: StepText) -> list[str]:
    """Return what the status is computed from, in one sentence."""
    steps = {step.code: step for step in progress.arithmetic}
    lines = [STEPS[step.code](said, step.numbers).rstrip(".") for step in progress.arithmetic if step.code in _SHORT]
    if progress.status in BY_PACE:
        lines = [STEPS[code](said, steps[code].numbers) for code in (StepCode.BASELINE, StepCode.TARGET)]
        lines.append(_paces(progress, steps, said))
    elif StepCode.CHANGE in steps and StepCode.TARGET not in steps:
        lines.append(change_line(said, steps[StepCode.CHANGE].numbers))
    return [f"{'; '.join([lines[0], *(_lowered(line) for line in lines[1:])])}."] if lines else []


_SHORT = (StepCode.BASELINE, StepCode.TARGET, StepCode.CORRIDOR, StepCode.FIGURE, StepCode.GAP, StepCode.AGE)
"""Steps that say it all where the pace does not matter."""


def _paces(progress: Progress, steps: Mapping[StepCode, Step], said: StepText) -> str:
    required = said.change(steps[StepCode.REQUIRED].numbers["required"], yearly=True)
    actual = said.change(steps[StepCode.ACTUAL].numbers["actual"], yearly=True)
    if progress.status is Status.WRONG_DIRECTION:
        return said.text.t("required {required} a year, so far {actual} a year", required=required, actual=actual)
    line = said.text.t(
        "required {required} a year, so far {actual} a year, that is {share} of the required pace",
        required=required,
        actual=actual,
        share=said.percent(progress.pace or 0),
    )
    return line + said.shares(steps[StepCode.PACE].numbers)


def _lowered(line: str) -> str:
    return line[:1].lower() + line[1:]


def _reason(progress: Progress, text: Text) -> list[str]:
    reasons = {
        Reason.NO_BASELINE_FIGURE: text.t("There is no value within two years of the baseline year."),
        Reason.TARGET_YEAR: text.t("The year of the target is not after that of the baseline."),
        Reason.TARGET_EQUALS_BASELINE: text.t("The target equals the baseline."),
        Reason.TARGET_WRONG_SIDE: text.t("The target is worse than the baseline."),
        Reason.NO_TOLERANCE: text.t("The target does not say how closely the level is to be kept."),
        Reason.NO_FIGURE_YET: text.t("There is no value after the baseline yet."),
    }
    known = next((words for reason, words in reasons.items() if reason == progress.reason), "")
    return [known] if known else []


def _next(progress: Progress, text: Text) -> list[str]:
    if progress.status not in AWAITED or progress.next_expected is None:
        return []
    return [text.t("The next value is expected for {year}.", year=progress.next_expected)]


def _uncertainty(progress: Progress, said: StepText) -> list[str]:
    if not progress.uncertain:
        return []
    text = said.text
    margin = next((step.numbers["margin"] for step in progress.arithmetic if step.code is StepCode.MARGIN), None)
    if progress.status in {*BY_PACE, Status.NOT_YET_CERTAIN}:
        if margin is None:
            return [text.t("The change is within the margin of error.")]
        return [text.t("The change is within the margin of error (±{margin}).", margin=said.size(margin))]
    if progress.status in {Status.KEPT, Status.LEFT_FOR_BETTER, Status.LEFT_FOR_WORSE}:
        return [text.t("The confidence interval of the value reaches over an edge of the level to keep.")]
    return [text.t("The confidence interval of the value reaches to both sides of the target.")]


def _flags(progress: Progress, text: Text) -> list[str]:
    year = progress.baseline.year if progress.baseline else 0
    flags = {
        Flag.LATER_BASELINE: text.t("The baseline year has no value: the baseline is that of {year}.", year=year),
        Flag.EARLIER_BASELINE: text.t("The baseline year has no value: the baseline is that of {year}.", year=year),
        Flag.NO_MARGIN: text.t("There is no margin of error, so the certainty of the status cannot be assessed."),
        Flag.NO_BETTER_SIDE: text.t("Neither side of the level to keep is better, so leaving it counts as worse."),
    }
    return [flags[flag] for flag in progress.flags]

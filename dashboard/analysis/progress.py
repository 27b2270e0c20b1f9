"""Progress towards a target: a status, its certainty, and the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from dashboard.analysis import Reason
from dashboard.analysis._arithmetic import (
    SLACK,
    Course,
    Path,
    Step,
    StepCode,
    age_step,
    assessed_step,
    baseline_step,
    corridor_step,
    target_step,
)
from dashboard.analysis._checks import check_positive
from dashboard.analysis._target import Flag, Progress, Status, Target
from dashboard.analysis.trend import Point, in_order

__all__ = ["Flag", "Progress", "Status", "Step", "StepCode", "Target", "assess"]

ON_TRACK = 0.95
"""Share of the required pace that suffices."""

TOO_SLOW = 0.60
"""Share of the required pace below which a target is far behind."""

BASELINE_REACH = 2
"""Years within which another year's observation may serve as baseline."""


def assess(target: Target, points: Sequence[Point], today: date, interval_years: int = 1) -> Progress:
    """Progress of a series, in any order, towards a target, as of `today`, published every `interval_years`, 1 up.

    The first observation from the target year on is assessed, before that the newest; later years change nothing.
    Comparisons allow for 1e-9. `ValueError`: a duplicate year, an interval that is not above 0.
    Source: progress measures of Eurostat and open-sdg (.95, .60, 0 of the required pace).
    """
    check_positive(interval_years=interval_years)
    series = in_order(points)
    baseline, flags = _baseline(target, series)
    progress = Progress(Status.NO_BASELINE, reason=Reason.NO_BASELINE_VALUE)
    if baseline is not None:
        after = [point for point in series if point.year > baseline.year]
        progress = (
            _faulty(target, baseline)
            or _out_of_date(target, series, today.year, 2 * interval_years)
            or _waiting(baseline, after)
            or _assessed(target, baseline, after)
        )
    return replace(
        progress,
        flags=(*flags, *progress.flags),
        baseline=baseline,
        next_expected=_next_expected(target, baseline, series, interval_years),
    )


def _baseline(target: Target, series: Sequence[Point]) -> tuple[Point | None, tuple[Flag, ...]]:
    year = target.baseline_year
    own = next((point for point in series if point.year == year), None)
    if target.baseline is not None:
        return _given_baseline(year, target.baseline, own), ()
    later = next((point for point in series if year < point.year <= year + BASELINE_REACH), None)
    earlier = next((point for point in reversed(series) if year - BASELINE_REACH <= point.year < year), None)
    if own is not None:
        return own, ()
    if later is not None:
        return later, (Flag.LATER_BASELINE,)
    return earlier, (Flag.EARLIER_BASELINE,) if earlier else ()


def _given_baseline(year: int, value: float, own: Point | None) -> Point:
    """The baseline of a plan, with the margin of that year's observation where it is that value, perhaps rounded."""
    if own is None or own.low is None or own.high is None or not own.low <= value <= own.high:
        return Point(year, value)
    return Point(year, value, value - (own.value - own.low), value + (own.high - own.value))


def _next_expected(target: Target, baseline: Point | None, series: Sequence[Point], interval: int) -> int | None:
    start = target.baseline_year if baseline is None else baseline.year
    if not series:
        return start + interval if baseline else None
    newest = series[-1].year
    return newest + interval * max(1, (start - newest) // interval + 1)


def _faulty(target: Target, baseline: Point) -> Progress | None:
    steps = [baseline_step(baseline)]
    if target.target is not None and target.direction != "keep":
        steps.append(target_step(target.target, target.target_year))
    reason = _fault(target, baseline)
    return Progress(Status.CHECK_TARGET, reason=reason, arithmetic=tuple(steps)) if reason else None


def _fault(target: Target, baseline: Point) -> Reason | None:
    if target.target_year <= baseline.year:
        return Reason.TARGET_YEAR
    if target.direction == "keep":
        return Reason.NO_TOLERANCE if target.tolerance is None or target.tolerance < 0 else None
    if target.target is None:
        return None
    if abs(target.target - baseline.value) <= SLACK:
        return Reason.TARGET_EQUALS_BASELINE
    return None if (target.target < baseline.value) == (target.direction == "lower") else Reason.TARGET_WRONG_SIDE


def _out_of_date(target: Target, series: Sequence[Point], this_year: int, limit: int) -> Progress | None:
    if not series or series[-1].year >= target.target_year or this_year - series[-1].year <= limit:
        return None
    steps = (age_step(series[-1].year, this_year, limit),)
    return Progress(Status.OUT_OF_DATE, reason=Reason.OLD_VALUE, arithmetic=steps)


def _waiting(baseline: Point, after: Sequence[Point]) -> Progress | None:
    if after:
        return None
    return Progress(Status.WAITING, reason=Reason.NO_VALUE_YET, arithmetic=(baseline_step(baseline),))


def _assessed(target: Target, baseline: Point, after: Sequence[Point]) -> Progress:
    """Status of the first observation from the target year on, else of the newest; `after` holds at least one."""
    assessed = next((each for each in after if each.year >= target.target_year), after[-1])
    if target.direction == "keep":
        return _kept(target, baseline, assessed)
    course = Course(baseline, assessed)
    if target.target is None:
        return _moved(target.direction, course)
    path = Path(course, target.target, target.target_year)
    return replace(
        _towards(target, path, reached_before=any(_reaches(target, each) for each in after)),
        pace=path.pace,
        pace_interval=path.pace_interval,
        required_now=path.required_now,
        projected=path.projected,
        projected_interval=path.projected_interval,
        arithmetic=path.steps,
        assessed=assessed,
    )


def _kept(target: Target, baseline: Point, assessed: Point) -> Progress:
    tolerance = target.tolerance or 0
    low, high = baseline.value - tolerance, baseline.value + tolerance
    flags = _no_margin(assessed.half_width)
    if low - SLACK <= assessed.value <= high + SLACK:
        status = Status.KEPT
    elif target.better is None:
        status, flags = Status.LEFT_FOR_WORSE, (*flags, Flag.NO_BETTER_SIDE)
    else:
        status = Status.LEFT_FOR_BETTER if (assessed.value < low) == (target.better == "lower") else Status.LEFT_FOR_WORSE
    return Progress(
        status,
        uncertain=_crosses(assessed, low) or _crosses(assessed, high),
        flags=flags,
        arithmetic=(baseline_step(baseline), corridor_step(baseline.value, tolerance), assessed_step(assessed)),
        assessed=assessed,
    )


def _moved(direction: Literal["lower", "higher"], course: Course) -> Progress:
    if course.includes_no_change or abs(course.change) <= SLACK:
        status = Status.NOT_YET_CERTAIN
    else:
        status = Status.MOVING_RIGHT if (course.change < 0) == (direction == "lower") else Status.MOVING_WRONG
    return Progress(
        status,
        uncertain=status is Status.NOT_YET_CERTAIN,
        flags=_no_margin(course.margins),
        arithmetic=course.steps,
        assessed=course.assessed,
    )


def _towards(target: Target, path: Path, *, reached_before: bool) -> Progress:
    assessed, reached = path.course.assessed, _reaches(target, path.course.assessed)
    crosses, flags = _crosses(assessed, path.target), _no_margin(assessed.half_width)
    if path.ended:
        return Progress(Status.MET if reached else Status.NOT_MET, uncertain=crosses, flags=flags)
    if reached:
        return Progress(Status.ACHIEVED_UNCERTAIN if crosses else Status.ACHIEVED, uncertain=crosses, flags=flags)
    if reached_before:
        return Progress(Status.ACHIEVED_AND_LOST, uncertain=crosses, flags=flags)
    return Progress(_by_pace(path.pace), uncertain=path.course.includes_no_change, flags=_no_margin(path.course.margins))


def _by_pace(pace: float) -> Status:
    for least, status in ((ON_TRACK, Status.ON_TRACK), (TOO_SLOW, Status.TOO_SLOW), (0, Status.FAR_BEHIND)):
        if pace >= least - SLACK:
            return status
    return Status.WRONG_DIRECTION


def _reaches(target: Target, point: Point) -> bool:
    if target.target is None:
        return False
    return point.value <= target.target + SLACK if target.direction == "lower" else point.value >= target.target - SLACK


def _crosses(point: Point, edge: float) -> bool:
    """True where the interval includes the edge."""
    return point.low is not None and point.high is not None and point.low < edge - SLACK and point.high > edge + SLACK


def _no_margin(margin: object) -> tuple[Flag, ...]:
    return (Flag.NO_MARGIN,) if margin is None else ()

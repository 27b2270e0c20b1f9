"""The judgement of a target from its baseline and the values after it: the statuses that values decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal, TypeAlias

from dashboard.analysis import Reason
from dashboard.analysis._arithmetic import (
    SLACK,
    Course,
    Path,
    Step,
    assessed_step,
    baseline_step,
    corridor_step,
    own_variation_step,
    range_step,
    target_step,
)
from dashboard.analysis._target import Flag, Progress, Status, Target
from dashboard.analysis.trend import Point

Side: TypeAlias = Literal["lower", "higher"]
"""Side of a value on which it is reached."""
_LOWER: Side = "lower"
_HIGHER: Side = "higher"

ON_TRACK = 0.95
"""Share of the required pace that suffices."""

TOO_SLOW = 0.60
"""Share of the required pace below which a target is far behind."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A target, its baseline and the values `after` it, at least one, in the order of time.

    `own_variation` is the half width of what the series does by itself, infinite where it is unknown; None: it is not asked.
    `exact` means that values are facts, whatever their intervals: a register that counts everybody. `projects`: whether to say
    where the pace leads.
    """

    target: Target
    baseline: Point
    after: Sequence[Point]
    own_variation: float | None
    exact: bool
    projects: bool

    @property
    def assessed(self) -> Point:
        """First observation from the target year on, else the newest."""
        return next((each for each in self.after if each.year >= self.target.target_year), self.after[-1])

    @property
    def course(self) -> Course:
        """From the baseline to the assessed observation."""
        return Course(self.baseline, self.assessed)

    @property
    def ended(self) -> bool:
        """True where the assessed observation is of the target year or later: what it says is no longer too early."""
        return self.assessed.year >= self.target.target_year

    @property
    def too_early(self) -> bool:
        """True where no interval is known and the change is not larger than what the series does by itself."""
        own = self._own_variation
        return own is not None and not self.ended and abs(self.course.change) <= own + SLACK

    def progress(self) -> Progress:
        """Status with its numbers."""
        if self.target.is_range:
            found = self._within_range()
        elif self.target.direction == "keep":
            found = self._kept()
        elif self.target.target is None:
            found = self._moved()
        else:
            found = self._towards_target(self.target.target)
        return replace(found, assessed=self.assessed)

    def _within_range(self) -> Progress:
        """Kept within the limits; outside them left, or, where the baseline was beyond the same limit, on the way to it."""
        low, high = self.target.low, self.target.high
        steps = (baseline_step(self.baseline), range_step(low, high), assessed_step(self.assessed))
        for edge, side in ((low, _HIGHER), (high, _LOWER)):
            if edge is not None and not any(_reaches(each, edge, side) for each in (self.baseline, self.assessed)):
                return self._towards(self.target.target_year, edge, side)
        return self._kept_or_left(low, high, steps)

    def _kept(self) -> Progress:
        baseline, tolerance = self.baseline, tolerance_of(self.target, self.baseline, self.own_variation)
        if tolerance is None:
            raise ValueError("a level that is to be kept has a tolerance")
        steps = (baseline_step(baseline), corridor_step(baseline.value, tolerance), assessed_step(self.assessed))
        return self._kept_or_left(baseline.value - tolerance, baseline.value + tolerance, steps)

    def _kept_or_left(self, low: float | None, high: float | None, steps: tuple[Step, ...]) -> Progress:
        uncertain = not self.exact and any(edge is not None and _crosses(self.assessed, edge) for edge in (low, high))
        kept = Progress(Status.KEPT, uncertain=uncertain, flags=self._no_margin(self.assessed.half_width), arithmetic=steps)
        if _is_within(self.assessed, low, high):
            return kept
        if self.too_early:
            return self._too_early(steps)
        below = low is not None and self.assessed.value < low
        if self.target.better is None:
            return replace(kept, status=Status.LEFT_FOR_WORSE, flags=(*kept.flags, Flag.NO_BETTER_SIDE))
        for_better = below == (self.target.better == "lower")
        return replace(kept, status=Status.LEFT_FOR_BETTER if for_better else Status.LEFT_FOR_WORSE)

    def _moved(self) -> Progress:
        course = self.course
        if self.too_early:
            return self._too_early(course.steps)
        if course.includes_no_change or abs(course.change) <= SLACK:
            status = Status.NOT_YET_CERTAIN
        else:
            right = (course.change < 0) == (self.target.direction == "lower")
            status = Status.MOVING_RIGHT if right else Status.MOVING_WRONG
        uncertain = status is Status.NOT_YET_CERTAIN
        return self._by_change(Progress(status, uncertain=uncertain, arithmetic=course.steps))

    def _towards_target(self, value: float) -> Progress:
        """On the way to the target or, before it is reached, to the milestone that is due."""
        side: Side = "lower" if self.target.direction == "lower" else "higher"
        if self.ended or _reaches(self.assessed, value, side):
            return self._towards(self.target.target_year, value, side)
        year, due = self.target.due(self.assessed.year)
        return self._towards(year, value if due is None else due, side)

    def _towards(self, year: int, value: float, side: Side) -> Progress:
        """On the way to a value of a year: the target's, or a milestone's, which is judged by the pace alone."""
        path = Path(self.course, value, year, self.projects)
        if self.too_early:
            steps = (*self.course.steps, target_step(value, year))
            return replace(self._too_early(steps), required_now=path.required_now)
        return replace(
            self._on_path(path, side),
            pace=path.pace,
            pace_interval=path.pace_interval,
            required_now=path.required_now,
            projected=path.projected,
            projected_interval=path.projected_interval,
        )

    def _on_path(self, path: Path, side: Side) -> Progress:
        reached = _reaches(self.assessed, path.target, side)
        crosses = not self.exact and _crosses(self.assessed, path.target)
        fact = Progress(
            Status.ACHIEVED, uncertain=crosses, flags=self._no_margin(self.assessed.half_width), arithmetic=path.steps
        )
        is_milestone = path.target_year != self.target.target_year
        if self.ended:
            return replace(fact, status=Status.MET if reached else Status.NOT_MET)
        if reached and not is_milestone:
            return replace(fact, status=Status.ACHIEVED_UNCERTAIN if crosses else Status.ACHIEVED)
        if not is_milestone and any(_reaches(each, path.target, side) for each in self.after):
            return replace(fact, status=Status.ACHIEVED_AND_LOST)
        uncertain = path.course.includes_no_change
        return self._by_change(Progress(_by_pace(path.pace), uncertain=uncertain, arithmetic=path.steps))

    def _by_change(self, found: Progress) -> Progress:
        """A status that the change decides, with the own variation in place of a margin where that was used."""
        if self._own_variation in (None, inf):
            return replace(found, flags=self._no_margin(self.course.margins))
        return replace(found, flags=(Flag.OWN_VARIATION,), arithmetic=self._with_variation(found.arithmetic))

    def _too_early(self, steps: tuple[Step, ...]) -> Progress:
        unknown = self._own_variation == inf
        reason = Reason.OWN_VARIATION_UNKNOWN if unknown else Reason.WITHIN_OWN_VARIATION
        return Progress(Status.TOO_EARLY, reason=reason, arithmetic=steps if unknown else self._with_variation(steps))

    def _with_variation(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return (*steps, own_variation_step(self.course.change, self._own_variation or 0))

    @property
    def _own_variation(self) -> float | None:
        """What the change is compared with; None where an interval is known, which says more."""
        return None if self.course.has_margin else self.own_variation

    def _no_margin(self, margin: object) -> tuple[Flag, ...]:
        return (Flag.NO_MARGIN,) if margin is None and not self.exact else ()


def tolerance_of(target: Target, baseline: Point, own_variation: float | None) -> float | None:
    """How far from its baseline a level may be: as given, else as the series varies by itself, else its margin of error."""
    known = None if own_variation == inf else own_variation
    return next((each for each in (target.tolerance, known, baseline.half_width) if each is not None), None)


def _by_pace(pace: float) -> Status:
    for least, status in ((ON_TRACK, Status.ON_TRACK), (TOO_SLOW, Status.TOO_SLOW), (0, Status.FAR_BEHIND)):
        if pace >= least - SLACK:
            return status
    return Status.WRONG_DIRECTION


def _reaches(point: Point, value: float, side: Side) -> bool:
    return point.value <= value + SLACK if side == "lower" else point.value >= value - SLACK


def _is_within(point: Point, low: float | None, high: float | None) -> bool:
    return (low is None or point.value >= low - SLACK) and (high is None or point.value <= high + SLACK)


def _crosses(point: Point, edge: float) -> bool:
    """True where the interval includes the edge."""
    return point.low is not None and point.high is not None and point.low < edge - SLACK and point.high > edge + SLACK

"""The arithmetic of a target: its numbers, and the steps that the views write out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from dashboard.analysis.trend import Point

SLACK = 1e-9
"""By how much numbers may differ and still count as equal."""


class StepCode(StrEnum):
    """What a step computes, and from which numbers; every name means the same in every step.

    Names that end in `_year` are calendar years, `age` and `limit` years, `pace` is a ratio, `actual` and `required` are
    per year; all others are in the indicator's unit. Margins are half widths of 95 % intervals, names that end in `_low` and
    `_high` their limits, which are present only where the margin of the change is known.
    """

    BASELINE = "baseline"
    """`baseline` of `baseline_year`."""
    ASSESSED = "assessed"
    """`value` of `value_year`, which the status assesses."""
    TARGET = "target"
    """`target` of `target_year`."""
    CORRIDOR = "corridor"
    """From `low` = `baseline` - `tolerance` to `high` = `baseline` + `tolerance`."""
    RANGE = "range"
    """From `low` to `high`, of which one may be missing."""
    CHANGE = "change"
    """`change` = `value` - `baseline`."""
    MARGIN = "margin"
    """`margin` of the change = √(`baseline_margin`² + `value_margin`²)."""
    GAP = "gap"
    """`gap` = `value` - `target`."""
    ACTUAL = "actual"
    """`actual` = `change` / (`value_year` - `baseline_year`)."""
    REQUIRED = "required"
    """`required` = (`target` - `baseline`) / (`target_year` - `baseline_year`)."""
    PACE = "pace"
    """`pace` = `actual` / `required`, from `pace_low` to `pace_high`."""
    REQUIRED_NOW = "required now"
    """`required_now` = `baseline` + `required` · (`value_year` - `baseline_year`)."""
    PROJECTED = "projected"
    """`projected` = `baseline` + `actual` · (`target_year` - `baseline_year`), from `projected_low` to `projected_high`."""
    OWN_VARIATION = "own variation"
    """`own_variation`, how far two values of the series lie apart by themselves; `change` is compared with it."""
    AGE = "age"
    """`age` = `this_year` - `newest_year`, more than `limit`, twice the publication interval."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic: its numbers by name, as documented in `StepCode`; the code names its result."""

    code: StepCode
    numbers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Course:
    """The course from a baseline to a later observation, in the indicator's unit."""

    baseline: Point
    assessed: Point

    @property
    def years(self) -> int:
        """Years from the baseline to the assessed observation, 1 up."""
        return self.assessed.year - self.baseline.year

    @property
    def change(self) -> float:
        """Assessed value minus baseline."""
        return self.assessed.value - self.baseline.value

    @property
    def margins(self) -> tuple[float, float] | None:
        """Half widths of the intervals of baseline and assessed value; None where either is unknown."""
        before, after = self.baseline.half_width, self.assessed.half_width
        return None if before is None or after is None else (before, after)

    @property
    def includes_no_change(self) -> bool:
        """True where the change's interval includes 0; an unknown margin counts as none, so False may mean unknown."""
        return abs(self.change) <= hypot(self.baseline.half_width or 0, self.assessed.half_width or 0) + SLACK and self.has_margin

    @property
    def has_margin(self) -> bool:
        """True where the margin of the baseline or of the assessed value is known."""
        return self.baseline.half_width is not None or self.assessed.half_width is not None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Baseline, assessed value, change, and the change's margin where it is known."""
        change = Step(StepCode.CHANGE, {"value": self.assessed.value, "baseline": self.baseline.value, "change": self.change})
        steps = (baseline_step(self.baseline), assessed_step(self.assessed), change)
        if self.margins is None:
            return steps
        numbers = {"baseline_margin": self.margins[0], "value_margin": self.margins[1], "margin": hypot(*self.margins)}
        return (*steps, Step(StepCode.MARGIN, numbers))


@dataclass(frozen=True, slots=True)
class Path:
    """The course compared with the linear path from its baseline to a target other than the baseline.

    `projects` tells whether the course so far says where it would lead: one step says nothing.
    """

    course: Course
    target: float
    target_year: int
    projects: bool = True

    @property
    def years(self) -> int:
        """Years from baseline to target, 1 up."""
        return self.target_year - self.course.baseline.year

    @property
    def actual(self) -> float:
        """Change per year so far."""
        return self.course.change / self.course.years

    @property
    def required(self) -> float:
        """Change per year on the linear path; never 0."""
        return (self.target - self.course.baseline.value) / self.years

    @property
    def pace(self) -> float:
        """Ratio of actual to required change: 1 is just enough, below 0 the wrong direction."""
        return self.actual / self.required

    @property
    def required_now(self) -> float:
        """Value of the linear path in the assessed year; the target itself from the target year on."""
        return self.target if self.ended else self.course.baseline.value + self.required * self.course.years

    @property
    def ended(self) -> bool:
        """True where the assessed year is the target year or later."""
        return self.course.assessed.year >= self.target_year

    @property
    def projected(self) -> float | None:
        """Value in the target's year at the actual pace; None from that year on, and where the course is no basis for it."""
        return self.course.baseline.value + self.actual * self.years if self.projects and not self.ended else None

    @property
    def pace_interval(self) -> tuple[float, float] | None:
        """Limits of the pace from the margin of the change; None where it is unknown."""
        if self.course.margins is None:
            return None
        reach = abs(hypot(*self.course.margins) / self.course.years / self.required)
        return self.pace - reach, self.pace + reach

    @property
    def projected_interval(self) -> tuple[float, float] | None:
        """Limits of the projection, from the margins of the assessed value and the baseline, propagated to the target year."""
        if self.course.margins is None or self.projected is None:
            return None
        ahead = self.years / self.course.years
        reach = hypot((1 - ahead) * self.course.margins[0], ahead * self.course.margins[1])
        return self.projected - reach, self.projected + reach

    @property
    def steps(self) -> tuple[Step, ...]:
        """From the baseline to pace and projection."""
        first, last, goal = self.course.baseline, self.course.assessed, self.target_year
        before: dict[str, float] = {"baseline": first.value, "baseline_year": first.year}
        change, actual, required = self.course.change, self.actual, self.required
        steps = (
            *self.course.steps,
            target_step(self.target, goal),
            Step(StepCode.GAP, {"value": last.value, "target": self.target, "gap": last.value - self.target}),
            Step(StepCode.ACTUAL, {"change": change, "baseline_year": first.year, "value_year": last.year, "actual": actual}),
            Step(StepCode.REQUIRED, before | {"target": self.target, "target_year": goal, "required": required}),
            Step(StepCode.PACE, {"actual": actual, "required": required, **_limited("pace", self.pace, self.pace_interval)}),
        )
        if self.ended:
            return steps
        now = before | {"required": required, "value_year": last.year, "required_now": self.required_now}
        steps = (*steps, Step(StepCode.REQUIRED_NOW, now))
        if self.projected is None:
            return steps
        then = before | {"actual": actual, "target_year": goal}
        then |= _limited("projected", self.projected, self.projected_interval)
        return (*steps, Step(StepCode.PROJECTED, then))


def baseline_step(baseline: Point) -> Step:
    """The baseline used."""
    return Step(StepCode.BASELINE, {"baseline_year": baseline.year, "baseline": baseline.value})


def assessed_step(assessed: Point) -> Step:
    """The value that is assessed."""
    return Step(StepCode.ASSESSED, {"value_year": assessed.year, "value": assessed.value})


def target_step(value: float, year: int) -> Step:
    """The target."""
    return Step(StepCode.TARGET, {"target_year": year, "target": value})


def corridor_step(baseline: float, tolerance: float) -> Step:
    """The corridor around a baseline that is to be kept."""
    numbers = {"baseline": baseline, "tolerance": tolerance, "low": baseline - tolerance, "high": baseline + tolerance}
    return Step(StepCode.CORRIDOR, numbers)


def range_step(low: float | None, high: float | None) -> Step:
    """The limits within which values are to lie, as far as there are such."""
    limits = {"low": low, "high": high}
    return Step(StepCode.RANGE, {name: limit for name, limit in limits.items() if limit is not None})


def own_variation_step(change: float, own_variation: float) -> Step:
    """The change beside what the series does by itself."""
    return Step(StepCode.OWN_VARIATION, {"change": change, "own_variation": own_variation})


def age_step(newest_year: int, this_year: int, limit: int) -> Step:
    """The age of the newest observation."""
    numbers = {"newest_year": newest_year, "this_year": this_year, "age": this_year - newest_year, "limit": limit}
    return Step(StepCode.AGE, numbers)


def _limited(name: str, value: float, limits: tuple[float, float] | None) -> dict[str, float]:
    """A number under its name, with its limits where they are known."""
    return {name: value} if limits is None else {name: value, f"{name}_low": limits[0], f"{name}_high": limits[1]}

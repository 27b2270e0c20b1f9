"""A target, the statuses an indicator may have towards it, and progress as one of them with its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from dashboard.analysis._arithmetic import Step
from dashboard.analysis._checks import check_finite
from dashboard.analysis.trend import Point


class Status(StrEnum):
    """The status of an indicator in relation to its target."""

    NO_BASELINE = "no baseline"
    CHECK_TARGET = "check target"
    OUT_OF_DATE = "out of date"
    WAITING = "waiting for data"
    TOO_EARLY = "too early to tell"
    """The change is within what the series does by itself, or nothing tells how much that is."""
    NO_DATA = "no data yet"
    """The target's indicator has no values, or nobody has said yet whether it is done."""
    KEPT = "kept"
    LEFT_FOR_BETTER = "left for the better"
    LEFT_FOR_WORSE = "left for the worse"
    MOVING_RIGHT = "moving the right way"
    NOT_YET_CERTAIN = "not yet certain"
    MOVING_WRONG = "moving the wrong way"
    MET = "met"
    NOT_MET = "not met"
    ACHIEVED = "achieved"
    ACHIEVED_UNCERTAIN = "achieved, uncertain"
    ACHIEVED_AND_LOST = "achieved and lost"
    ON_TRACK = "on track"
    TOO_SLOW = "too slow"
    FAR_BEHIND = "far behind"
    WRONG_DIRECTION = "wrong direction"


class Flag(StrEnum):
    """Qualifications of a status."""

    LATER_BASELINE = "baseline from a later year"
    EARLIER_BASELINE = "baseline from an earlier year"
    NO_MARGIN = "no margin of error"
    """An interval is missing, so `uncertain` may understate the uncertainty of the status."""
    OWN_VARIATION = "judged by the series' own variation"
    """There is no margin of error; the change exceeds what the series does by itself."""
    NO_BETTER_SIDE = "no better side"
    """A value left its corridor and neither side is known to be better: counted as deteriorated."""


@dataclass(frozen=True, slots=True)
class Target:
    """The target of an indicator: values in its unit, `target` None where only the direction counts.

    "keep" means to stay within `tolerance` of the baseline or, where `low` or `high` is given, from `low` to `high` (None: no
    such limit); `better` is then the better side to leave it on. Without a `baseline`, it is the observation of
    `baseline_year`. `milestones` are (year, value) pairs on the way to `target`. `ValueError` names what is NaN, infinite, no
    such direction, or limits in the wrong order.
    """

    baseline_year: int
    baseline: float | None
    target_year: int
    target: float | None
    direction: Literal["lower", "higher", "keep"]
    tolerance: float | None = None
    better: Literal["lower", "higher"] | None = None
    milestones: tuple[tuple[int, float], ...] = ()
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        check_finite(baseline=self.baseline, target=self.target, tolerance=self.tolerance, low=self.low, high=self.high)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low must not be above high, but {self.low:g} is above {self.high:g}")
        if self.direction not in ("lower", "higher", "keep"):
            raise ValueError(f"direction must be lower, higher or keep, not {self.direction!r}")
        if self.better not in ("lower", "higher", None):
            raise ValueError(f"better must be lower or higher, not {self.better!r}")

    @property
    def is_range(self) -> bool:
        """True where values are to lie within limits that do not depend on the baseline."""
        return self.direction == "keep" and (self.low is not None or self.high is not None)

    def due(self, year: int) -> tuple[int, float | None]:
        """Year and value of the first milestone not before `year`; the target itself after the last one."""
        ahead = (each for each in sorted(self.milestones) if year <= each[0] < self.target_year)
        return next(ahead, (self.target_year, self.target))


@dataclass(frozen=True, slots=True)
class Progress:
    """A status and its derivation; values in the indicator's unit, None where the status has no such number.

    `uncertain`: the change's interval includes 0 or, where a value is compared with a target or corridor, its interval
    includes the limit; where intervals are missing, `flags` say so. `pace` is the ratio of the actual to the required change
    per year; `required_now` is the value of the linear path to the target in the assessed year; `projected` is the value in
    the target year at the present pace; pace and projection with 95 % limits where margins are known. `next_expected` is the
    reference year of the next observation after the baseline; a past year is overdue. `baseline` and `assessed` are the
    observations used.
    """

    status: Status
    uncertain: bool = False
    flags: tuple[Flag, ...] = ()
    pace: float | None = None
    pace_interval: tuple[float, float] | None = None
    required_now: float | None = None
    projected: float | None = None
    projected_interval: tuple[float, float] | None = None
    next_expected: int | None = None
    arithmetic: tuple[Step, ...] = ()
    reason: str | None = None
    baseline: Point | None = None
    assessed: Point | None = None

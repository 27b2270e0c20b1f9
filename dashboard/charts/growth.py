"""The growth of a gap between two groups or areas: the change of its width since the first comparable period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from dashboard.analysis import Reason
from dashboard.analysis.intervals import Estimate
from dashboard.charts.pairs import Pair
from data_sources.model import Indicator, Observation, Period


class GapCourse(StrEnum):
    """The change of a gap since the first comparable observation."""

    WIDENING = "widening"
    NARROWING = "narrowing"
    UNCERTAIN = "within the margin of error"
    UNCHANGED = "unchanged"
    UNKNOWN = "not assessable"
    """No margins of error, so the certainty of the change is unknown; or no earlier comparable observation."""


@dataclass(frozen=True)
class Growth:
    """The growth of a gap: `change` of its width since `since`, in the unit.

    `turned`: the order of the groups is reversed, and by more than the margins of error where these are known.
    """

    course: GapCourse
    change: Estimate
    since: Period | None
    turned: bool = False


NO_GROWTH = Growth(GapCourse.UNKNOWN, Estimate(None, reason=Reason.NO_VALUE), None)
"""Growth where there is no gap."""


def growth_of(pair: Pair, indicator: Indicator) -> Growth:
    """Return the change of the gap's width since the first comparable period, after the last break.

    Widths are in the published decimals, as in the chart of the gap. A gap is widening or narrowing only where the change
    exceeds the combined margin of both gaps, √(a² + b²). It has `turned` where the sum of both widths exceeds that margin.
    """
    comparable = pair.line(indicator).comparable
    first, newest = comparable[0], comparable[-1]
    if first is newest:
        return Growth(GapCourse.UNKNOWN, Estimate(None, reason=Reason.TOO_FEW_POINTS), None)
    now, then, margin = newest.value or 0, first.value or 0, _margin(first, newest)
    change = round(now - then, indicator.decimals) + 0.0
    turned = first.period in pair.turned(indicator) and (margin is None or now + then > margin)
    return Growth(_course(change, margin), _changed(change, margin), first.period, turned)


def _margin(first: Observation, newest: Observation) -> float | None:
    if first.low is None or first.high is None or newest.low is None or newest.high is None:
        return None
    return hypot((first.high - first.low) / 2, (newest.high - newest.low) / 2)


def _course(change: float, margin: float | None) -> GapCourse:
    if not change:
        return GapCourse.UNCHANGED
    if margin is None:
        return GapCourse.UNKNOWN
    if abs(change) <= margin:
        return GapCourse.UNCERTAIN
    return GapCourse.WIDENING if change > 0 else GapCourse.NARROWING


def _changed(change: float, margin: float | None) -> Estimate:
    if margin is None:
        return Estimate(change, reason=Reason.NO_MARGIN)
    return Estimate(change, change - margin, change + margin)

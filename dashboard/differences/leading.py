"""What may lead: which differences and changes may be a finding, a headline or an entry of a short list, and in which order.

The one rule, used by the overview, the page of differences, slides, report and workbook alike. Source: METHODS of the project.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from dashboard.analysis import Reason
from dashboard.analysis.intervals import Estimate
from dashboard.charts.gap_text import ComparedValues
from dashboard.differences.breakdown import Breakdown, GroupComparison
from dashboard.monitoring.substance import Footing
from data_sources.model import Area, Period

OLDEST_INTERVALS = 2
"""Age of a value that may still lead, in intervals of the indicator."""
RANKED = ("sex", "education", "income", "language")
"""Dimensions whose gaps may be findings."""


class Bar(StrEnum):
    """Why a difference or a change may not lead, the first that holds."""

    NONE_COMPUTED = "no difference computed"
    HIDDEN = "newer values are suppressed"
    OLD = "older than twice the interval"
    FEW = "too few persons or cases"
    NOTHING = "rounds to 0"
    UNCERTAIN = "interval includes 0"
    UNKNOWN = "certainty not assessable though there are margins of error"
    SLIGHT = "no margin of error, and slight"


@dataclass(frozen=True, slots=True)
class Claim:
    """A difference or a change, with what it rests on. `persons` is its size in persons, where known.

    `period` is the older one of the values that must not be old; `hidden`: newer values are suppressed.
    """

    compared: ComparedValues
    footings: tuple[Footing, ...]
    period: Period
    hidden: bool
    persons: float | None = None

    def bar(self, this_year: int) -> Bar | None:
        """Return why it may not lead; None where it may."""
        compared, indicator = self.compared, self.compared.indicator
        bars = (
            (Bar.HIDDEN, self.hidden),
            (Bar.OLD, this_year - self.period.last > OLDEST_INTERVALS * indicator.interval),
            (Bar.FEW, not all(each.is_firm(indicator) for each in self.footings)),
            (Bar.NOTHING, compared.nothing),
            (Bar.UNCERTAIN, compared.certain is False),
            (Bar.UNKNOWN, compared.certain is None and compared.margins),
            (Bar.SLIGHT, compared.certain is None and not compared.noticeable),
        )
        return next((bar for bar, holds in bars if holds), None)

    @property
    def rank(self) -> tuple[bool, float, float]:
        """Return the key of the one order, largest first: certain before uncertain, then persons, then ratio."""
        relative = self.compared.relative
        ratio = inf if relative.reason == Reason.ZERO_COMPARISON else relative.value or 0
        return self.compared.certain is True, self.persons or 0, ratio


def bar_of(breakdown: Breakdown, this_year: int) -> Bar | None:
    """Return why the gap of a breakdown may not lead; None where it may."""
    claim = _claim(breakdown)
    return claim.bar(this_year) if claim else Bar.NONE_COMPUTED


def rank_of(breakdown: Breakdown) -> tuple[bool, float, float]:
    """Return the key of the one order, of the gap of a breakdown; largest first."""
    claim = _claim(breakdown)
    return claim.rank if claim else (False, 0, 0)


def leading_gaps(found: Sequence[Breakdown], this_year: int) -> list[Breakdown]:
    """Return the breakdowns that may lead, in the one order.

    Only gaps by sex, education, income and language in the asked area's own values, with a direction.
    """
    leading = (each for each in found if _is_ranked(each) and bar_of(each, this_year) is None)
    return sorted(leading, key=rank_of, reverse=True)


def findings(found: Sequence[Breakdown], this_year: int, most: int | None = 3) -> tuple[Breakdown, ...]:
    """Return the most important breakdowns that may lead, in the one order; all of them where `most` is None.

    At most the first of each indicator.
    """
    first: dict[str, Breakdown] = {}
    for each in leading_gaps(found, this_year):
        first.setdefault(each.indicator.id, each)
    return tuple(first.values())[:most]


def _is_ranked(breakdown: Breakdown) -> bool:
    return breakdown.dimension in RANKED and breakdown.own and breakdown.gap is not None and breakdown.gap.worse is not None


def _claim(breakdown: Breakdown) -> Claim | None:
    gap = breakdown.gap
    if gap is None:
        return None
    return Claim(
        compared=gap.compared(breakdown.indicator),
        footings=tuple(_footing(each, breakdown.area) for each in (gap.larger, gap.smaller)),
        period=breakdown.period,
        hidden=breakdown.hidden_since is not None,
        persons=breakdown.fewer.value,
    )


def _footing(side: GroupComparison, area: Area) -> Footing:
    if side.observation is None or side.observation.value is None:
        raise ValueError("a side of a gap has a value")
    return Footing(side.observation.value, side.base, area)


def times(larger: float, smaller: float) -> Estimate:
    """Return the ratio of two values as one without an interval; None where the smaller is 0 or either negative."""
    if smaller < 0 or larger < 0:
        return Estimate(None, reason=Reason.NEGATIVE_VALUE)
    return Estimate(larger / smaller, reason=Reason.NO_MARGIN) if smaller else Estimate(None, reason=Reason.ZERO_COMPARISON)

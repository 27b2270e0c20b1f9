"""The recent trend of a series in a sentence: the direction of change and whether it is an improvement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis import Reason
from dashboard.analysis.trend import Point, Trend, TrendDirection, recent_trend
from dashboard.monitoring.progress import since_break
from dashboard.text import Text
from data_sources.model import Direction, Indicator, Observation, Period, Unit


@dataclass(frozen=True)
class RecentTrend:
    """The recent trend of the values of an area and group since their last break."""

    trend: Trend
    indicator: Indicator

    @property
    def assessable(self) -> bool:
        """Whether a test was possible."""
        return self.trend.direction is not TrendDirection.NOT_ASSESSABLE

    def sentence(self, text: Text) -> str:
        """Return "Trend (2016-2024): decreasing. This is an improvement.", or why it is not assessable."""
        if not self.assessable:
            return text.t("Trend: not assessable, since {reason}.", reason=_reason(self.trend.reason, text))
        years = text.period(Period(self.trend.years[0], self.trend.years[-1]))
        directions = {
            TrendDirection.INCREASING: text.t("Trend ({years}): increasing.", years=years),
            TrendDirection.DECREASING: text.t("Trend ({years}): decreasing.", years=years),
            TrendDirection.NO_CHANGE: text.t("Trend ({years}): no significant change.", years=years),
        }
        return " ".join(filter(None, (directions[self.trend.direction], self._better(text))))

    def _better(self, text: Text) -> str:
        direction = self.trend.direction
        if direction is TrendDirection.NO_CHANGE or self.indicator.direction is Direction.NEITHER:
            return ""
        if (direction is TrendDirection.INCREASING) == (self.indicator.direction is Direction.HIGHER):
            return text.t("This is an improvement.")
        return text.t("This is a deterioration.")


def recent_trend_of(observations: Sequence[Observation], indicator: Indicator) -> RecentTrend:
    """Return the recent trend of observations with a value, in the order of time, since the last break.

    Counts are used only for percentages whose file names the kind of counts: only those are true proportions.
    """
    counted = indicator.counts is not None and indicator.unit is Unit.PERCENT
    points = {
        each.period.last: Point(
            each.period.last,
            each.value,
            each.low,
            each.high,
            each.numerator if counted else None,
            (each.denominator or None) if counted else None,
        )
        for each in since_break(indicator, observations)
        if each.value is not None
    }
    return RecentTrend(recent_trend(list(points.values())), indicator)


def _reason(reason: str | None, text: Text) -> str:
    reasons = {
        Reason.TOO_FEW_POINTS: text.t("there are fewer than five values that compare with each other"),
        Reason.NO_MARGIN: text.t("there are no margins of error and fewer than six values"),
        Reason.ZERO_OR_FULL_COUNT: text.t("nobody or everybody is counted in one of the values"),
        Reason.ZERO_WIDTH: text.t("the margin of error of a value is rounded to nothing"),
    }
    return next(text_of_reason for known, text_of_reason in reasons.items() if known == reason)

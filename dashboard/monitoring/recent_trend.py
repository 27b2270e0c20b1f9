"""The recent trend of a series in a sentence: the direction of change and whether it is an improvement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis import Reason
from dashboard.analysis.trend import Point, Trend, TrendDirection, TrendMethod, long_trend, recent_trend
from dashboard.monitoring.progress import since_break
from dashboard.text import Text
from data_sources.model import Direction, Indicator, Observation, Period, Unit


@dataclass(frozen=True)
class RecentTrend:
    """The recent trend of the values of an area and group since their last break.

    `whole` is the trend of all those values. `mixed_since` is the year of the value three before the newest where the newest
    lies on the other side of it than the trend says (None: it does not): the trend is then mixed, whatever the test says.
    """

    trend: Trend
    indicator: Indicator
    whole: Trend | None = None
    mixed_since: int | None = None

    @property
    def direction(self) -> TrendDirection:
        """Direction that may be told without more words: none where it is mixed."""
        return self.trend.direction if self.mixed_since is None else TrendDirection.NO_CHANGE

    @property
    def assessable(self) -> bool:
        """Whether a test was possible; a series that has ended has no trend in the present."""
        return not self.indicator.closed and self.trend.direction is not TrendDirection.NOT_ASSESSABLE

    def sentence(self, text: Text) -> str:
        """Return "Trend (2016-2024): decreasing. This is an improvement.", or why it is not assessable.

        What speaks against it is said too: the opposite course of the whole series, and that the newest value does.
        """
        if not self.assessable:
            return text.t("Trend: not assessable, since {reason}.", reason=_reason(self.trend.reason, text))
        if self.mixed_since is not None:
            return " ".join(filter(None, (self._mixed(self.mixed_since, text), self._course(text))))
        years = self._years(text)
        directions = {
            TrendDirection.INCREASING: text.t("Trend ({years}): increasing.", years=years),
            TrendDirection.DECREASING: text.t("Trend ({years}): decreasing.", years=years),
            TrendDirection.NO_CHANGE: text.t("Trend ({years}): no significant change.", years=years),
        }
        return " ".join(filter(None, (directions[self.trend.direction], self._better(text), self._course(text))))

    def _years(self, text: Text) -> str:
        return text.period(Period(self.trend.years[0], self.trend.years[-1]))

    def _mixed(self, since: int, text: Text) -> str:
        if self.trend.direction is TrendDirection.INCREASING:
            return text.t(
                "Trend ({years}): mixed. On the whole increasing, but the value is now lower than in {since}.",
                years=self._years(text),
                since=since,
            )
        return text.t(
            "Trend ({years}): mixed. On the whole decreasing, but the value is now higher than in {since}.",
            years=self._years(text),
            since=since,
        )

    def _course(self, text: Text) -> str:
        """Return that the whole series says the opposite; nothing where it does not."""
        if self.whole is None or not _are_opposite(self.whole.direction, self.trend.direction):
            return ""
        years = text.period(Period(self.whole.years[0], self.whole.years[-1]))
        if self.whole.direction is TrendDirection.INCREASING:
            return text.t("Over the whole period {years} it has increased.", years=years)
        return text.t("Over the whole period {years} it has decreased.", years=years)

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
    ordered = list(points.values())
    recent = recent_trend(ordered)
    return RecentTrend(recent, indicator, long_trend(ordered), _mixed_since(recent, ordered))


LATELY = 3
"""Changes that make up what has happened lately."""


def _mixed_since(trend: Trend, points: Sequence[Point]) -> int | None:
    if trend.method is not TrendMethod.MANN_KENDALL or len(points) <= LATELY:
        return None
    before, newest = points[-1 - LATELY], points[-1]
    lately = TrendDirection.INCREASING if newest.value > before.value else TrendDirection.DECREASING
    return before.year if newest.value != before.value and _are_opposite(lately, trend.direction) else None


def _are_opposite(one: TrendDirection, other: TrendDirection) -> bool:
    return {one, other} == {TrendDirection.INCREASING, TrendDirection.DECREASING}


def _reason(reason: str | None, text: Text) -> str:
    reasons = {
        Reason.TOO_FEW_POINTS: text.t("there are fewer than five values that compare with each other"),
        Reason.NO_MARGIN: text.t("there are no margins of error and fewer than six values"),
        Reason.ZERO_OR_FULL_COUNT: text.t("nobody or everybody is counted in one of the values"),
        Reason.ZERO_WIDTH: text.t("the margin of error of a value is rounded to nothing"),
    }
    return next(text_of_reason for known, text_of_reason in reasons.items() if known == reason)

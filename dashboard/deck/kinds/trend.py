"""The text of a deck on a trend: the recent trend of the series, and its newest value."""

from __future__ import annotations

from dashboard.analysis.trend import TrendDirection
from dashboard.charts.chart import Chart
from dashboard.charts.kinds import trend
from dashboard.deck.headline import absent_headline, fitting, name_of
from dashboard.deck.kinds import NO_VALUES, DeckKind
from dashboard.deck.material import DeckMaterial
from dashboard.monitoring.recent_trend import recent_trend_of
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from data_sources.model import Direction


def headline(indicator_status: IndicatorStatus, _chart: Chart, material: DeckMaterial) -> str:
    """Return the recent trend of the series, and its newest value."""
    text, newest, indicator = material.context.text, indicator_status.newest, indicator_status.indicator
    if newest is None or newest.value is None:
        return absent_headline(indicator_status, NO_VALUES, text)
    value = text.t(
        "{value} {when}", value=text.value(newest.value, indicator.unit, indicator.decimals), when=text.when(newest.period)
    )
    course = _course(indicator_status, text)
    return fitting(
        name_of(indicator_status, indicator_status.observed_area, text),
        [
            lambda name: text.t("{indicator}: {course}, {figure}", indicator=name, course=course, figure=value),
            lambda name: text.t("{indicator}: {course}", indicator=name, course=course),
        ],
    )


KIND = DeckKind(
    chart=trend.KIND.name,
    headline=headline,
    offers=lambda indicator_status, _material: indicator_status.newest is not None,
)


def _course(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return the direction of the recent trend and, apart from it, whether that is better; no more than the test shows."""
    if indicator_status.indicator.closed:
        return text.t("the series has ended")
    recent = recent_trend_of(indicator_status.observations, indicator_status.indicator)
    if recent.mixed_since is not None:
        return text.t("mixed direction")
    direction = recent.trend.direction
    better = indicator_status.is_better(1 if direction is TrendDirection.INCREASING else -1)
    if indicator_status.indicator.direction is Direction.NEITHER:
        better = None
    courses = {
        (TrendDirection.INCREASING, True): text.t("rising, which is an improvement"),
        (TrendDirection.INCREASING, False): text.t("rising, which is a deterioration"),
        (TrendDirection.INCREASING, None): text.t("increasing"),
        (TrendDirection.DECREASING, True): text.t("falling, which is an improvement"),
        (TrendDirection.DECREASING, False): text.t("falling, which is a deterioration"),
        (TrendDirection.DECREASING, None): text.t("decreasing"),
    }
    if direction is TrendDirection.NO_CHANGE:
        return text.t("no significant change")
    return courses.get((direction, better)) or text.t("direction cannot be assessed yet")

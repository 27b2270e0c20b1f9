"""Observations as points of a chart."""

from __future__ import annotations

from dashboard.charts.chart import ChartPoint
from dashboard.text import Text
from data_sources.model import ABSENT, Observation, ObservationStatus, is_shown


def point_of(observation: Observation, x: float, label: str, text: Text, *, joined: bool = False) -> ChartPoint:
    """Return an observation as a point; one that may not be shown holds no number."""
    period = text.period(observation.period)
    if not is_shown(observation):
        status = observation.status if observation.status in ABSENT else ObservationStatus.MISSING
        return ChartPoint(x, label, None, status=status, joined=joined, period=period)
    return ChartPoint(x, label, observation.value, observation.low, observation.high, observation.status, joined, period)

"""Ranked areas as points of a chart, and what charts of them share: the area that they divide, a note on older figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.chart import ChartPoint
from dashboard.charts.ranking import AreaValue, Ranking
from dashboard.charts.request import ChartRequest
from dashboard.text import Text
from data_sources.model import ABSENT, Area, ObservationStatus, is_shown


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area's figure under the heading of its section."""

    section: str
    figure: AreaValue

    def label(self, ranking: Ranking, text: Text) -> str:
        """Return the area's name, with the period of a figure that is older than the ranking's."""
        name, period = text.area(self.figure.area).name, self.figure.observation.period
        return name if period == ranking.period else f"{name} ({text.period(period)})"

    def point(self, position: int, label: str, text: Text) -> ChartPoint:
        """Return the figure as a point; one that may not be shown has no number."""
        each = self.figure.observation
        period = text.period(each.period)
        if not is_shown(each):
            status = each.status if each.status in ABSENT else ObservationStatus.MISSING
            return ChartPoint(position, label, None, status=status, period=period)
        return ChartPoint(position, label, each.value, each.low, each.high, each.status, period=period)


def divided_area(request: ChartRequest) -> Area:
    """Return the area that the ranked ones divide: the request's own, or the nearest parent that holds them all."""
    if request.area.code not in {area.code for area in request.peer_areas}:
        return request.area
    holding = (parent for parent in request.parents if all(parent.code in area.parents for area in request.peer_areas))
    return next(holding, request.area)


def period_notes(rows: Sequence[AreaRow], ranking: Ranking, text: Text) -> list[str]:
    """Return the note that some figures are older than the ranking's."""
    if all(row.figure.observation.period == ranking.period for row in rows):
        return []
    when = text.when(ranking.period)
    return [text.t("Some areas have no figure {when}: their newest one before it is shown with its year, unranked.", when=when)]

"""Ranked areas as rows of a chart, and the area that they divide."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.categories import Categories, CategoryRow
from dashboard.charts.ranking.ranking import AreaValue, Ranking
from dashboard.charts.request import ChartRequest
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.model import Area

OLDER = _("Some areas have no value {when}: their newest one before it is shown with its year, unranked.")


def by_area(rows: Sequence[CategoryRow], ranking: Ranking, text: Text) -> Categories:
    """Return the axis of areas of a ranking."""
    return Categories(title=text.t("Area"), name=text.t("Newest value"), rows=rows, period=ranking.period, older=OLDER)


def row_of(value: AreaValue, text: Text, section: str | None = None) -> CategoryRow:
    """Return the row of an area under the heading of its section."""
    return CategoryRow(text.area(value.area).name, value.observation, section)


def place_of(area: Area, rows: Sequence[CategoryRow]) -> int | None:
    """Return the row of an area; None where it has none."""
    return next((place for place, row in enumerate(rows) if row.observation.area == area.code), None)


def divided_area(request: ChartRequest) -> Area:
    """Return the area that the ranked ones divide: the request's own, or the nearest parent that holds them all."""
    if request.area.code not in {area.code for area in request.peer_areas}:
        return request.area
    holding = (parent for parent in request.parents if all(parent.code in area.parents for area in request.peer_areas))
    return next(holding, request.area)

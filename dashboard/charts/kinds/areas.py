"""The newest values of the peer areas of an area, ranked: a county's municipalities, or the counties of the country."""

from __future__ import annotations

from dashboard.charts.categories import CategoryRow
from dashboard.charts.frame import Draft
from dashboard.charts.kind import ChartKind
from dashboard.charts.notes import Margins
from dashboard.charts.ranking.ranking import AreaValue, Ranking, rank_areas
from dashboard.charts.ranking.rows import by_area, divided_area, place_of, row_of
from dashboard.charts.ranking.text import BY_LEVEL, LEVELS, AreasText
from dashboard.charts.request import ChartRequest, within_years


def draft(request: ChartRequest) -> Draft | None:
    """Return the peer areas of the request, ranked, under those for comparison; None where fewer than two have values."""
    ranking = rank_areas(request.peer_areas, within_years(request.across, request))
    if ranking is None:
        return None
    text, whole, rows = request.text, divided_area(request), _rows(request, ranking)
    front = place_of(request.area, rows)
    own = None if front is None else rows[front].observation
    return Draft(
        name=text.t(BY_LEVEL[ranking.ranked[0].area.level], indicator=text.name(request.indicator.name)),
        focus=request.area,
        area=whole,
        period=ranking.period,
        x=by_area(rows, ranking, text),
        sentences=[AreasText(request, ranking, whole, own).sentence()],
        margins=Margins.OF_ALL,
        front=front,
    )


KIND = ChartKind(name="areas", place=5, draft=draft, needs=("peer_areas", "across"))


def _rows(request: ChartRequest, ranking: Ranking) -> list[CategoryRow]:
    """Return the rows from the top: the areas for comparison, then the ranked ones, each under its heading."""
    text = request.text
    peer_areas = {area.code for area in request.peer_areas}
    found = {each.area: each for each in request.observations if each.group == request.group and each.period == ranking.period}
    areas = {area.code: area for area in (request.area, *request.comparisons) if area.code not in peer_areas}
    outside = [AreaValue(area, found[code]) for code, area in areas.items() if code in found]
    heading = text.t(LEVELS[ranking.ranked[0].area.level]) if outside else ""
    rows = [row_of(value, text, text.t("For comparison")) for value in outside]
    return [*rows, *(row_of(value, text, heading) for value in ranking.all)]

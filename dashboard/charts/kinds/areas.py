"""The newest figures of the areas beside an area, ranked: a county's municipalities, or the counties of the country."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.area_rows import AreaRow, divided_area, period_notes
from dashboard.charts.area_text import BY_LEVEL, LEVELS, AreasText
from dashboard.charts.chart import Axis, Chart, ChartPoint, Role, Series
from dashboard.charts.ranking import AreaValue, Ranking, rank_areas
from dashboard.charts.request import ChartRequest, Need, within_years
from dashboard.charts.scale import ticks
from dashboard.charts.text import closing_notes, drawn, sample_words, source_line, status_notes, title

KIND = "areas"
PLACE = 5
NEEDS: tuple[Need, ...] = ("peer_areas", "across")


def build(request: ChartRequest) -> Chart | None:
    """Return the areas beside the request's, ranked, under those for comparison; None where fewer than two have figures."""
    ranking = rank_areas(request.peer_areas, within_years(request.across, request))
    if ranking is None:
        return None
    text, indicator = request.text, request.indicator
    whole = divided_area(request)
    rows = _rows(request, ranking)
    labels = tuple(row.label(ranking, text) for row in rows)
    points = tuple(row.point(position, labels[position], text) for position, row in enumerate(rows))
    series = (Series(text.t("Newest figure"), Role.FOCUS, points),)
    axis = Axis("value", text.unit(indicator.unit), ticks=ticks(drawn(series), indicator.decimals))
    level = ranking.ranked[0].area.level
    name = text.t(BY_LEVEL[level], indicator=text.name(indicator.name))
    own = next((row.figure.observation for row in rows if row.figure.area.code == request.area.code), None)
    return Chart(
        kind=KIND,
        language=text.language,
        title=title(request, name, request.group, whole, ""),
        subtitle=f"{text.capitalise(text.unit(indicator.unit))}, {text.period(ranking.period)}",
        sentence=AreasText(request, ranking, whole, own).sentence(),
        x=Axis("category", text.t("Area"), categories=labels, sections=tuple(row.section for row in rows)),
        y=axis,
        series=series,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=source_line(request, [request.group]),
        notes=(
            *period_notes(rows, ranking, text),
            *status_notes(series, text),
            *_margin_notes(points, request),
            *closing_notes(indicator, axis.ticks, text),
        ),
        sample=sample_words(request.origins, text),
        sparse=True,
        front=next((place for place, row in enumerate(rows) if row.figure.area.code == request.area.code), None),
    )


def _rows(request: ChartRequest, ranking: Ranking) -> list[AreaRow]:
    """Return the rows from the top: the areas that stand for comparison, then the ranked ones, each under its heading."""
    text = request.text
    peer_areas = {area.code for area in request.peer_areas}
    found = {each.area: each for each in request.observations if each.group == request.group and each.period == ranking.period}
    compared = list(dict.fromkeys(area.code for area in (request.area, *request.comparisons) if area.code not in peer_areas))
    areas = {area.code: area for area in (request.area, *request.comparisons)}
    outside = [AreaValue(areas[code], found[code]) for code in compared if code in found]
    heading = text.t(LEVELS[ranking.ranked[0].area.level])
    rows = [AreaRow(text.t("For comparison"), figure) for figure in outside]
    return [*rows, *(AreaRow(heading if rows else "", figure) for figure in ranking.all)]


def _margin_notes(points: Sequence[ChartPoint], request: ChartRequest) -> list[str]:
    """Return the note on margins of error: none, some or all, and whether they were calculated here."""
    text = request.text
    shown = [point for point in points if point.value is not None]
    having = [point for point in shown if point.low is not None]
    if not having:
        return [text.t("No margin of error available.")]
    notes = [text.t("The picture shows the 95% confidence intervals.")]
    if len(having) < len(shown):
        notes.append(text.t("Some of the figures have no margin of error."))
    if request.calculated:
        notes.append(text.t("The confidence intervals are calculated from the counts that the source gives."))
    return notes

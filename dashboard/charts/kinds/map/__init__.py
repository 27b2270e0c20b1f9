"""The newest figures of the areas beside an area on the map: a county's municipalities, or the counties of the country."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts.area_rows import AreaRow, divided_area, period_notes
from dashboard.charts.area_text import BY_LEVEL, AreasText
from dashboard.charts.chart import Axis, Chart, ChartPoint, Place, Role, Series
from dashboard.charts.kinds.map.classes import class_limits
from dashboard.charts.ranking import Ranking, rank_areas
from dashboard.charts.request import ChartRequest, Need, within_years
from dashboard.charts.text import closing_notes, sample_words, source_line, status_notes, title
from dashboard.text import Text
from data_sources.model import Area, Observation

KIND = "map"
PLACE = 6
NEEDS: tuple[Need, ...] = ("peer_areas", "across", "outlines")


def build(request: ChartRequest) -> Chart | None:
    """Return the map; None where fewer than two areas have figures, or fewer than two have a place."""
    ranking = rank_areas(request.peer_areas, within_years(request.across, request))
    rows = [AreaRow("", figure) for figure in ranking.all] if ranking else []
    places = tuple(_place(row.figure.area, request) for row in rows)
    if ranking is None or sum(place is not None for place in places) < 2:
        return None
    text, indicator = request.text, request.indicator
    labels = tuple(row.label(ranking, text) for row in rows)
    points = tuple(row.point(position, labels[position], text) for position, row in enumerate(rows))
    series = (Series(text.t("Newest figure"), Role.FOCUS, points),)
    whole = divided_area(request)
    limits = class_limits(
        (round(point.value, indicator.decimals) for point in points if point.value is not None), indicator.decimals
    )
    name = text.t(BY_LEVEL[ranking.ranked[0].area.level], indicator=text.name(indicator.name))
    return Chart(
        kind=KIND,
        language=text.language,
        title=title(request, text.t("{indicator} on the map", indicator=name), request.group, whole, ""),
        subtitle=f"{text.capitalise(text.unit(indicator.unit))}, {text.period(ranking.period)}",
        sentence=AreasText(request, ranking, whole, _own(request, ranking)).overview(),
        x=Axis("category", text.t("Area"), categories=labels),
        y=Axis("value", text.unit(indicator.unit), ticks=limits),
        series=series,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=source_line(request, [request.group]),
        notes=(
            *period_notes(rows, ranking, text),
            *status_notes(series, text),
            *_class_notes(limits, text),
            *_margin_notes(points, request),
            *closing_notes(indicator, (0.0,), text),  # classes, unlike a length, need not start at zero
            _outline_note(places, request),
        ),
        sample=sample_words(request.origins, text),
        sparse=True,
        front=next((place for place, row in enumerate(rows) if row.figure.area.code == request.area.code), None),
        places=places,
    )


def _place(area: Area, request: ChartRequest) -> Place | None:
    """Return where an area lies; a number of persons or cases has no outline.

    A large area filled with the colour of a large number would look as if the number were large for its inhabitants.
    """
    outline = None if request.indicator.unit.is_count else request.outlines.get(area.code)
    if area.longitude is None or area.latitude is None:
        return Place(outline.rings[0][0], outline.rings) if outline else None
    return Place((area.longitude, area.latitude), outline.rings if outline else ())


def _own(request: ChartRequest, ranking: Ranking) -> Observation | None:
    """Return the figure of the request's area: its own among the others, or of the ranking's period where it is none of them."""
    peer_areas = next((each.observation for each in ranking.all if each.area.code == request.area.code), None)
    if peer_areas:
        return peer_areas
    found = (each for each in request.observations if each.area == request.area.code and each.group == request.group)
    return next((each for each in found if each.period == ranking.period), None)


def _class_notes(limits: Sequence[float], text: Text) -> list[str]:
    widths = {round(high - low, 9) for low, high in pairwise(limits)}
    return [text.t("The classes are of different width.")] if len(widths) > 1 else []


def _margin_notes(points: Sequence[ChartPoint], request: ChartRequest) -> list[str]:
    """Return the note on margins of error, which a map cannot show."""
    text = request.text
    if all(point.low is None for point in points):
        return [text.t("No margin of error available.")]
    notes = [text.t("The 95% confidence intervals are in the table; areas of different classes need not differ certainly.")]
    if any(point.low is None and point.value is not None for point in points):
        notes.append(text.t("Some of the figures have no margin of error."))
    if request.calculated:
        notes.append(text.t("The confidence intervals are calculated from the counts that the source gives."))
    return notes


def _outline_note(places: Sequence[Place | None], request: ChartRequest) -> str:
    """Return whose boundaries are drawn, of which year and under which licence, or why there are circles."""
    text = request.text
    if any(place and place.rings for place in places):
        year = max(request.outlines[area.code].year for area in request.peer_areas if area.code in request.outlines)
        return text.t("Boundaries: Statistics Finland, division into areas of {year}, CC BY 4.0.", year=year)
    if request.indicator.unit.is_count:
        return text.t("Numbers are drawn as circles at the centres of the areas.")
    return text.t("The boundaries have not been fetched: each area is a circle at its centre.")
